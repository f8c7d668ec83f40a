# Completes the command line of jdisk in bash. Written from the definitions of the program's options and
# words. Do not edit: BashCompletionTest tells how it is written.

# Adds what begins with what is typed of a value; what bash takes for words before it is left out.
_jdisk_offer() {
  local value
  for value; do
    if [[ $prefix$value == "$current"* ]]; then
      value=$prefix$value
      COMPREPLY+=("${value#"$given"}")
    fi
  done
}

# Names of files, or with -d of folders.
_jdisk_files() {
  local name
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do
    name=$prefix$name
    COMPREPLY+=("${name#"$given"}")
  done < <(compgen "${1:--f}" -- "${current#"$prefix"}")
}

# Columns, the last of which is begun; each is there once.
_jdisk_columns() {
  local typed=${current#"$prefix"} before= column
  if [[ $typed == *,* ]]; then
    before=${typed%,*},
  elif [[ $typed == +* ]]; then
    before=+
  fi
  compopt -o nospace 2>/dev/null
  for column; do
    [[ ,${before#+} == *,$column,* ]] || _jdisk_offer "$before$column"
  done
}

# The numbers of the image's partitions; where several are listed, with type and size.
_jdisk_partitions() {
  local name=$image line number size type program=${words[0]/#\~/$HOME} table=
  local -a found=()
  if [ "$image" = --demo ]; then
    name=hda.img
  else
    # Neither a command nor a variable in what is typed is run or read.
    name=${name//[\"\'\\]/}
    name=${name/#\~/$HOME}
  fi
  local argument=$name
  [ "$image" = --demo ] && argument=--demo
  while IFS= read -r line; do
    if [[ $line == Device* ]]; then
      table=1
    elif [[ -n $table && $line == "$name"* ]]; then
      read -r number size type <<<"${line#"$name"}"
      number=${number#p}
      if [[ $number =~ ^[0-9]+$ && $number == "$current"* ]]; then
        found+=("$number $type, $size")
      fi
    fi
  done < <("$program" -l --style=modern --color=never -o Device,Size,Type "$argument" 2>/dev/null </dev/null)
  for line in "${found[@]}"; do
    # Bash lists what it asks for by these types, and inserts what it asks for by others.
    if ((${#found[@]} > 1)) && [[ $COMP_TYPE == 63 || $COMP_TYPE == 33 || $COMP_TYPE == 64 ]]; then
      printf -v line '%-2s %s' "${line%% *}" "${line#* }"
      COMPREPLY+=("$line")
    else
      COMPREPLY+=("${line%% *}")
    fi
  done
}

_jdisk_words() {
  _jdisk_offer offset size map probe geometry hexdump compare open close extract hash mount losetup dd dmsetup kpartx ls cat get find tree stat cd pwd inventory search adopt serve nbdkit source record style history tips help quit
}

# The value of an option; of a word's, with the word before it.
_jdisk_value() {
  case $1 in
    ' -u' | ' --units') _jdisk_offer sectors cylinders ;;
    ' -b' | ' --sector-size') _jdisk_offer 512 1024 2048 4096 ;;
    ' -t' | ' --type') _jdisk_offer gpt dos sgi sun bsd mac amiga atari pc98 ;;
    ' -o' | ' --output') _jdisk_columns Device Boot Start End Sectors Cylinders Size Id Type Start-C/H/S End-C/H/S Attrs Offset Bytes FSType Label FSUUID Type-UUID UUID Name Slice Fsize Bsize Cpg Flags ;;
    ' --style') _jdisk_offer auto classic modern ;;
    ' -c' | ' --compatibility') _jdisk_offer dos nondos ;;
    ' -L' | ' --color') _jdisk_offer auto always never ;;
    ' --backing') _jdisk_offer folder any ;;
    ' --cache') _jdisk_files -d ;;
    ' -f' | ' --script') _jdisk_files ;;
    'map --svg') _jdisk_files ;;
    'extract --sparse') _jdisk_offer auto always never ;;
    'extract --on-error') _jdisk_offer stop zero ;;
    'extract --hash') _jdisk_offer md5 sha1 sha224 sha256 sha384 sha512 ;;
    'hash --on-error') _jdisk_offer stop zero ;;
    'hash --check') _jdisk_files ;;
    'get --hash') _jdisk_offer md5 sha1 sha224 sha256 sha384 sha512 ;;
    'find --type' | 'find -type') _jdisk_offer f d l ;;
    'inventory --hash') _jdisk_offer md5 sha1 sha224 sha256 sha384 sha512 ;;
    'search --resume') _jdisk_files ;;
  esac
}

# The arguments of a word that are no options, with their place.
_jdisk_argument() {
  case $1 in
    'offset '[0-9]*) _jdisk_partitions ;;
    'size '[0-9]*) _jdisk_partitions ;;
    'probe '0) _jdisk_partitions ;;
    'hexdump '0) _jdisk_partitions ;;
    'compare '0) _jdisk_files ;;
    'open '0) _jdisk_partitions ;;
    'extract '0) _jdisk_partitions; _jdisk_offer disk all gaps tables ;;
    'extract '1) _jdisk_files ;;
    'hash '0) _jdisk_partitions; _jdisk_offer disk all gaps ;;
    'hash '[1-9]*) _jdisk_offer md5 sha1 sha224 sha256 sha384 sha512 ;;
    'mount '0) _jdisk_partitions ;;
    'mount '1) _jdisk_files -d ;;
    'losetup '0) _jdisk_partitions ;;
    'dd '0) _jdisk_partitions ;;
    'dd '1) _jdisk_files ;;
    'get '[0-9]*) _jdisk_files ;;
    'inventory '0) _jdisk_partitions ;;
    'adopt '0) _jdisk_offer off ;;
    'serve '0) _jdisk_offer stop status ;;
    'nbdkit '0) _jdisk_partitions ;;
    'source '0) _jdisk_files ;;
    'record '0) _jdisk_offer off; _jdisk_files ;;
    'style '0) _jdisk_offer auto classic modern ;;
    'tips '0) _jdisk_offer on off ;;
    'help '0) _jdisk_words ;;
  esac
}

# The options of a word; without one, those of the program.
_jdisk_options() {
  case $1 in
    '') _jdisk_offer --list --units= --cylinders= --heads= --sectors= --sector-size= --type= --list-details --output= --json --dump --style= --compatibility= --bytes --color= --offset= --no-join --backing= --member= --snapshot= --cache= --script= --keep-going --demo --help --version ;;
    'offset') _jdisk_offer --json ;;
    'size') _jdisk_offer --json ;;
    'map') _jdisk_offer --json --content --svg= --force ;;
    'probe') _jdisk_offer --json ;;
    'geometry') _jdisk_offer --json ;;
    'compare') _jdisk_offer --content ;;
    'extract') _jdisk_offer --force --resume --partial --raw --sparse= --on-error= --hash= ;;
    'hash') _jdisk_offer --on-error= --json --check= ;;
    'ls') _jdisk_offer --long --all --recursive --json ;;
    'get') _jdisk_offer --links --force --hash= ;;
    'find') _jdisk_offer --name= --iname= --type= --size= --newer= --json ;;
    'inventory') _jdisk_offer --all --hash= --body ;;
    'search') _jdisk_offer --json --script --resume= ;;
    'serve') _jdisk_offer --print --allow-remote ;;
    'record') _jdisk_offer --force ;;
  esac
}

# Whether the next word is an option's value; of a word's, with the word before it.
_jdisk_takes_value() {
  case $1 in
    ' -C' | ' --cylinders' | ' -H' | ' --heads' | ' -S' | ' --sectors' | ' -b' | ' --sector-size' | ' -t' | ' --type' | ' -o' | ' --output' | ' --style' | ' --offset' | ' --backing' | ' --member' | ' --snapshot' | ' --cache' | ' -f' | ' --script' | 'map --svg' | 'extract --sparse' | 'extract --on-error' | 'extract --hash' | 'hash --on-error' | 'hash --check' | 'get --hash' | 'find --name' | 'find -name' | 'find --iname' | 'find -iname' | 'find --type' | 'find -type' | 'find --size' | 'find -size' | 'find --newer' | 'find -newer' | 'inventory --hash' | 'search --resume') return 0 ;;
  esac
  return 1
}

_jdisk() {
  local line=${COMP_LINE:0:COMP_POINT} rest word value= many= image= command= place=0 n=-1 i
  local current prefix= given=
  local -a words=()
  COMPREPLY=()
  # Bash parts words at '=' and ':'; here they are parted at blanks.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    rest=${line#"${line%%[![:blank:]]*}"}
    if ((n < 0)) || [ "$rest" != "$line" ]; then
      ((++n))
      words[n]=
    fi
    if ((i == COMP_CWORD)); then
      words[n]+=$rest
    else
      words[n]+=${COMP_WORDS[i]}
    fi
    line=${rest#"${COMP_WORDS[i]}"}
  done
  current=${words[n]}
  if [[ $current == *[=:]* && ${COMP_WORDS[COMP_CWORD]} != *[=:]?* ]]; then
    given=${current%"${current##*[=:]}"}
  fi
  for ((i = 1; i < n; i++)); do
    word=${words[i]}
    if [ -n "$value" ]; then
      value=
    elif [[ $word == -?* ]]; then
      if _jdisk_takes_value "$command $word"; then
        value=$word
      elif [ -z "$command" ]; then
        case $word in
          --demo) image=--demo ;;
          --list | --list-details | --json | --dump) many=1 ;;
          --*) ;;
          -*[lxJd]*) many=1 ;;
        esac
      fi
    elif [ -n "$many" ]; then
      image=$word
    elif [ -z "$image" ]; then
      image=$word
    elif [ -z "$command" ]; then
      command=$word
    else
      ((++place))
    fi
  done
  if [ -n "$value" ]; then
    _jdisk_value "$command $value"
  elif [[ $current == -*=* ]]; then
    prefix=${current%%=*}=
    _jdisk_value "$command ${prefix%=}"
  elif [[ $current == -* ]]; then
    _jdisk_options "$command"
    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  elif [ -z "$image" ] || [ -n "$many" ]; then
    _jdisk_files
  else
    compopt -o nosort 2>/dev/null
    if [ -z "$command" ]; then
      _jdisk_words
    else
      _jdisk_argument "$command $place"
    fi
  fi
}

complete -F _jdisk jdisk
