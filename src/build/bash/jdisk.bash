# Completes the command line of jdisk in bash. Written from the definitions of the program's options and
# words. Do not edit: BashCompletionTest tells how it is written.

# The first word that is no option is an image, and with -l and the like every one is. What follows an image
# is a command, whose own arguments the functions below know.
_jdisk() {
  local word last images= value= count=0 i
  last=${#COMP_WORDS[@]}
  # bash takes an attached value and its '=' for words of their own.
  if [ "${COMP_WORDS[COMP_CWORD]}" = = ]; then
    COMP_WORDS[COMP_CWORD]=
  elif [ "${COMP_WORDS[COMP_CWORD-1]}" = = ]; then
    COMP_WORDS=("${COMP_WORDS[@]:0:COMP_CWORD-1}" "${COMP_WORDS[@]:COMP_CWORD}")
    ((COMP_CWORD--))
  fi
  for ((i = 1; i < COMP_CWORD && i < last; i++)); do
    word=${COMP_WORDS[i]}
    if [ "$word" = = ]; then
      value=1
    elif [ -n "$value" ]; then
      value=
    else
      case $word in
        -C | --cylinders | -H | --heads | -S | --sectors | -b | --sector-size | -t | --type | -o | --output | --style | --offset | --backing | --member | --snapshot | --cache | -f | --script) value=1 ;;
        -u | --units | -c | --compatibility | -L | --color)
          if ((i + 1 == COMP_CWORD)) && [[ $COMP_LINE == *"$word="* ]]; then
            value=1
          fi
          ;;
        --list | --list-details | --json | --dump) images=1 ;;
        --demo) ((count++)) ;;
        --*) ;;
        -*[lxJd]*) images=1 ;;
        -?*) ;;
        *) ((count++)) ;;
      esac
    fi
  done
  word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  if [[ -z $value && $word != -* && (-n $images || $count -eq 0) ]]; then
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -- "$word"))
  elif [ -n "$value" ] && ((count == 0)); then
    _picocli_jdisk
  else
    _complete_jdisk
  fi
}

# CompWordsContainsArray takes an array and then checks
# if all elements of this array are in the global COMP_WORDS array.
#
# Returns zero (no error) if all elements of the array are in the COMP_WORDS array,
# otherwise returns 1 (error).
function CompWordsContainsArray() {
  declare -a localArray
  localArray=("$@")
  local findme
  for findme in "${localArray[@]}"; do
    if ElementNotInCompWords "$findme"; then return 1; fi
  done
  return 0
}
function ElementNotInCompWords() {
  local findme="$1"
  local element
  for element in "${COMP_WORDS[@]}"; do
    if [[ "$findme" = "$element" ]]; then return 1; fi
  done
  return 0
}

# The `currentPositionalIndex` function calculates the index of the current positional parameter.
#
# currentPositionalIndex takes three parameters:
# the command name,
# a space-separated string with the names of options that take a parameter, and
# a space-separated string with the names of boolean options (that don't take any params).
# When done, this function echos the current positional index to std_out.
#
# Example usage:
# local currIndex=$(currentPositionalIndex "mysubcommand" "$ARG_OPTS" "$FLAG_OPTS")
function currentPositionalIndex() {
  local commandName="$1"
  local optionsWithArgs="$2"
  local booleanOptions="$3"
  local previousWord
  local result=0

  for i in $(seq $((COMP_CWORD - 1)) -1 0); do
    previousWord=${COMP_WORDS[i]}
    if [ "${previousWord}" = "$commandName" ]; then
      break
    fi
    if [[ "${optionsWithArgs}" =~ ${previousWord} ]]; then
      ((result-=2)) # Arg option and its value not counted as positional param
    elif [[ "${booleanOptions}" =~ ${previousWord} ]]; then
      ((result-=1)) # Flag option itself not counted as positional param
    fi
    ((result++))
  done
  echo "$result"
}

# compReplyArray generates a list of completion suggestions based on an array, ensuring all values are properly escaped.
#
# compReplyArray takes a single parameter: the array of options to be displayed
#
# The output is echoed to std_out, one option per line.
#
# Example usage:
# local options=("foo", "bar", "baz")
# local IFS=$'\n'
# COMPREPLY=($(compReplyArray "${options[@]}"))
function compReplyArray() {
  declare -a options
  options=("$@")
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local i
  local quoted
  local optionList=()

  for (( i=0; i<${#options[@]}; i++ )); do
    # Double escape, since we want escaped values, but compgen -W expands the argument
    printf -v quoted %q "${options[i]}"
    quoted=\'${quoted//\'/\'\\\'\'}\'

    optionList[i]=$quoted
  done

  # We also have to add another round of escaping to $curr_word.
  curr_word=${curr_word//\\/\\\\}
  curr_word=${curr_word//\'/\\\'}

  # Actually generate completions.
  local IFS=$'\n'
  echo -e "$(compgen -W "${optionList[*]}" -- "$curr_word")"
}

# Bash completion entry point function.
# _complete_jdisk finds which commands and subcommands have been specified
# on the command line and delegates to the appropriate function
# to generate possible options and subcommands for the last specified subcommand.
function _complete_jdisk() {
  # Edge case: if command line has no space after subcommand, then don't assume this subcommand is selected (remkop/picocli#1468).
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} offset" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} size" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} map" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} probe" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} geometry" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} hexdump" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} compare" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} open" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} close" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} extract" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} hash" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} mount" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} losetup" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} dd" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} dmsetup" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} kpartx" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} ls" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} cat" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} get" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} find" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} tree" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} stat" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} cd" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} pwd" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} inventory" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} search" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} adopt" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} serve" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} nbdkit" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} source" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} record" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} style" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} history" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} tips" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} help" ];    then _picocli_jdisk; return $?; fi
  if [ "${COMP_LINE}" = "${COMP_WORDS[0]} quit" ];    then _picocli_jdisk; return $?; fi

  # Find the longest sequence of subcommands and call the bash function for that subcommand.
  local cmds0=(offset)
  local cmds1=(size)
  local cmds2=(map)
  local cmds3=(probe)
  local cmds4=(geometry)
  local cmds5=(hexdump)
  local cmds6=(compare)
  local cmds7=(open)
  local cmds8=(close)
  local cmds9=(extract)
  local cmds10=(hash)
  local cmds11=(mount)
  local cmds12=(losetup)
  local cmds13=(dd)
  local cmds14=(dmsetup)
  local cmds15=(kpartx)
  local cmds16=(ls)
  local cmds17=(cat)
  local cmds18=(get)
  local cmds19=(find)
  local cmds20=(tree)
  local cmds21=(stat)
  local cmds22=(cd)
  local cmds23=(pwd)
  local cmds24=(inventory)
  local cmds25=(search)
  local cmds26=(adopt)
  local cmds27=(serve)
  local cmds28=(nbdkit)
  local cmds29=(source)
  local cmds30=(record)
  local cmds31=(style)
  local cmds32=(history)
  local cmds33=(tips)
  local cmds34=(help)
  local cmds35=(quit)

  if CompWordsContainsArray "${cmds35[@]}"; then _picocli_jdisk_quit; return $?; fi
  if CompWordsContainsArray "${cmds34[@]}"; then _picocli_jdisk_help; return $?; fi
  if CompWordsContainsArray "${cmds33[@]}"; then _picocli_jdisk_tips; return $?; fi
  if CompWordsContainsArray "${cmds32[@]}"; then _picocli_jdisk_history; return $?; fi
  if CompWordsContainsArray "${cmds31[@]}"; then _picocli_jdisk_style; return $?; fi
  if CompWordsContainsArray "${cmds30[@]}"; then _picocli_jdisk_record; return $?; fi
  if CompWordsContainsArray "${cmds29[@]}"; then _picocli_jdisk_source; return $?; fi
  if CompWordsContainsArray "${cmds28[@]}"; then _picocli_jdisk_nbdkit; return $?; fi
  if CompWordsContainsArray "${cmds27[@]}"; then _picocli_jdisk_serve; return $?; fi
  if CompWordsContainsArray "${cmds26[@]}"; then _picocli_jdisk_adopt; return $?; fi
  if CompWordsContainsArray "${cmds25[@]}"; then _picocli_jdisk_search; return $?; fi
  if CompWordsContainsArray "${cmds24[@]}"; then _picocli_jdisk_inventory; return $?; fi
  if CompWordsContainsArray "${cmds23[@]}"; then _picocli_jdisk_pwd; return $?; fi
  if CompWordsContainsArray "${cmds22[@]}"; then _picocli_jdisk_cd; return $?; fi
  if CompWordsContainsArray "${cmds21[@]}"; then _picocli_jdisk_stat; return $?; fi
  if CompWordsContainsArray "${cmds20[@]}"; then _picocli_jdisk_tree; return $?; fi
  if CompWordsContainsArray "${cmds19[@]}"; then _picocli_jdisk_find; return $?; fi
  if CompWordsContainsArray "${cmds18[@]}"; then _picocli_jdisk_get; return $?; fi
  if CompWordsContainsArray "${cmds17[@]}"; then _picocli_jdisk_cat; return $?; fi
  if CompWordsContainsArray "${cmds16[@]}"; then _picocli_jdisk_ls; return $?; fi
  if CompWordsContainsArray "${cmds15[@]}"; then _picocli_jdisk_kpartx; return $?; fi
  if CompWordsContainsArray "${cmds14[@]}"; then _picocli_jdisk_dmsetup; return $?; fi
  if CompWordsContainsArray "${cmds13[@]}"; then _picocli_jdisk_dd; return $?; fi
  if CompWordsContainsArray "${cmds12[@]}"; then _picocli_jdisk_losetup; return $?; fi
  if CompWordsContainsArray "${cmds11[@]}"; then _picocli_jdisk_mount; return $?; fi
  if CompWordsContainsArray "${cmds10[@]}"; then _picocli_jdisk_hash; return $?; fi
  if CompWordsContainsArray "${cmds9[@]}"; then _picocli_jdisk_extract; return $?; fi
  if CompWordsContainsArray "${cmds8[@]}"; then _picocli_jdisk_close; return $?; fi
  if CompWordsContainsArray "${cmds7[@]}"; then _picocli_jdisk_open; return $?; fi
  if CompWordsContainsArray "${cmds6[@]}"; then _picocli_jdisk_compare; return $?; fi
  if CompWordsContainsArray "${cmds5[@]}"; then _picocli_jdisk_hexdump; return $?; fi
  if CompWordsContainsArray "${cmds4[@]}"; then _picocli_jdisk_geometry; return $?; fi
  if CompWordsContainsArray "${cmds3[@]}"; then _picocli_jdisk_probe; return $?; fi
  if CompWordsContainsArray "${cmds2[@]}"; then _picocli_jdisk_map; return $?; fi
  if CompWordsContainsArray "${cmds1[@]}"; then _picocli_jdisk_size; return $?; fi
  if CompWordsContainsArray "${cmds0[@]}"; then _picocli_jdisk_offset; return $?; fi

  # No subcommands were specified; generate completions for the top-level command.
  _picocli_jdisk; return $?;
}

# Generates completions for the options and subcommands of the `jdisk` command.
function _picocli_jdisk() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands="offset size map probe geometry hexdump compare open close extract hash mount losetup dd dmsetup kpartx ls cat get find tree stat cd pwd inventory search adopt serve nbdkit source record style history tips help quit"
  local flag_opts="'-l' '--list' '-x' '--list-details' '-J' '--json' '-d' '--dump' '--bytes' '--no-join' '--keep-going' '--demo' '-h' '--help' '-V' '--version'"
  local arg_opts="'-u' '--units' '-C' '--cylinders' '-H' '--heads' '-S' '--sectors' '-b' '--sector-size' '-t' '--type' '-o' '--output' '--style' '-c' '--compatibility' '-L' '--color' '--offset' '--backing' '--member' '--snapshot' '--cache' '-f' '--script'"
  local UNIT_option_args=("sectors" "cylinders") # --units values
  local N_option_args=("512" "1024" "2048" "4096") # --sector-size values
  local LABEL_option_args=("gpt" "dos" "sgi" "sun" "bsd" "mac" "amiga" "atari" "pc98") # --type values
  local NAME_option_args=("auto" "classic" "modern") # --style values
  local MODE_option_args=("dos" "nondos") # --compatibility values
  local WHEN_option_args=("auto" "always" "never") # --color values
  local WHERE_option_args=("folder" "any") # --backing values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '-u'|'--units')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${UNIT_option_args[@]}" ) )
      return $?
      ;;
    '-C'|'--cylinders')
      return
      ;;
    '-H'|'--heads')
      return
      ;;
    '-S'|'--sectors')
      return
      ;;
    '-b'|'--sector-size')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${N_option_args[@]}" ) )
      return $?
      ;;
    '-t'|'--type')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${LABEL_option_args[@]}" ) )
      return $?
      ;;
    '-o'|'--output')
      return
      ;;
    '--style')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${NAME_option_args[@]}" ) )
      return $?
      ;;
    '-c'|'--compatibility')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${MODE_option_args[@]}" ) )
      return $?
      ;;
    '-L'|'--color')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${WHEN_option_args[@]}" ) )
      return $?
      ;;
    '--offset')
      return
      ;;
    '--backing')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${WHERE_option_args[@]}" ) )
      return $?
      ;;
    '--member')
      return
      ;;
    '--snapshot')
      return
      ;;
    '--cache')
      return
      ;;
    '-f'|'--script')
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      COMPREPLY=( $( compgen -f -- "${curr_word}" ) ) # files
      return $?
      ;;
  esac

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `offset` subcommand.
function _picocli_jdisk_offset() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--json'"
  local arg_opts=""
  local N_pos_param_args=("") # 0-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "offset" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `size` subcommand.
function _picocli_jdisk_size() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--json'"
  local arg_opts=""
  local N_pos_param_args=("") # 0-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "size" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `map` subcommand.
function _picocli_jdisk_map() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'--json' '--content' '--force'"
  local arg_opts="'--svg'"
  local FILE_option_args=("") # --svg values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--svg')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${FILE_option_args[@]}" ) )
      return $?
      ;;
  esac

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `probe` subcommand.
function _picocli_jdisk_probe() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--json'"
  local arg_opts=""
  local N_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "probe" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `geometry` subcommand.
function _picocli_jdisk_geometry() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--json'"
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `hexdump` subcommand.
function _picocli_jdisk_hexdump() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NSECTORNPATHSECTOR_pos_param_args=("") # 0-0 values
  local COUNT_pos_param_args=("") # 1-1 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "hexdump" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NSECTORNPATHSECTOR_pos_param_args[@]}" )
    elif (( currIndex >= 1 && currIndex <= 1 )); then
      positionals=$( compReplyArray "${COUNT_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `compare` subcommand.
function _picocli_jdisk_compare() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--content'"
  local arg_opts=""
  local DISK_pos_param_args=("") # 1-1 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "compare" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    elif (( currIndex >= 1 && currIndex <= 1 )); then
      positionals=$( compReplyArray "${DISK_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `open` subcommand.
function _picocli_jdisk_open() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NPATHSTARTCOUNT_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "open" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NPATHSTARTCOUNT_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `close` subcommand.
function _picocli_jdisk_close() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `extract` subcommand.
function _picocli_jdisk_extract() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'--force' '--resume' '--partial' '--raw'"
  local arg_opts="'--sparse' '--on-error' '--hash'"
  local autoalwaysnever_option_args=("auto" "always" "never") # --sparse values
  local stopzero_option_args=("stop" "zero") # --on-error values
  local ALGORITHM_option_args=("md5" "sha1" "sha224" "sha256" "sha384" "sha512") # --hash values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--sparse')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${autoalwaysnever_option_args[@]}" ) )
      return $?
      ;;
    '--on-error')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${stopzero_option_args[@]}" ) )
      return $?
      ;;
    '--hash')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${ALGORITHM_option_args[@]}" ) )
      return $?
      ;;
  esac
  local NPATHdiskallgapstablesSTARTCOUNT_pos_param_args=("disk" "all" "gaps" "tables") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "extract" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NPATHdiskallgapstablesSTARTCOUNT_pos_param_args[@]}" )
    elif (( currIndex >= 1 && currIndex <= 1 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `hash` subcommand.
function _picocli_jdisk_hash() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'--json'"
  local arg_opts="'--on-error' '--check'"
  local stopzero_option_args=("stop" "zero") # --on-error values
  local FILE_option_args=("") # --check values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--on-error')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${stopzero_option_args[@]}" ) )
      return $?
      ;;
    '--check')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${FILE_option_args[@]}" ) )
      return $?
      ;;
  esac
  local NPATHdiskallgapsSTARTCOUNT_pos_param_args=("disk" "all" "gaps") # 0-0 values
  local ALGORITHMNPATH_pos_param_args=("md5" "sha1" "sha224" "sha256" "sha384" "sha512") # 1-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "hash" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NPATHdiskallgapsSTARTCOUNT_pos_param_args[@]}" )
    elif (( currIndex >= 1 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${ALGORITHMNPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `mount` subcommand.
function _picocli_jdisk_mount() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local N_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "mount" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    elif (( currIndex >= 1 && currIndex <= 1 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `losetup` subcommand.
function _picocli_jdisk_losetup() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local N_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "losetup" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `dd` subcommand.
function _picocli_jdisk_dd() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local N_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "dd" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    elif (( currIndex >= 1 && currIndex <= 1 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `dmsetup` subcommand.
function _picocli_jdisk_dmsetup() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `kpartx` subcommand.
function _picocli_jdisk_kpartx() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `ls` subcommand.
function _picocli_jdisk_ls() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'-l' '--long' '-a' '--all' '-R' '--recursive' '--json'"
  local arg_opts=""
  local NPATH_pos_param_args=("") # 0-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "ls" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${NPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `cat` subcommand.
function _picocli_jdisk_cat() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NPATH_pos_param_args=("") # 0-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "cat" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${NPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `get` subcommand.
function _picocli_jdisk_get() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'--links' '--force'"
  local arg_opts="'--hash'"
  local ALGORITHM_option_args=("md5" "sha1" "sha224" "sha256" "sha384" "sha512") # --hash values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--hash')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${ALGORITHM_option_args[@]}" ) )
      return $?
      ;;
  esac

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "get" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `find` subcommand.
function _picocli_jdisk_find() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'--json'"
  local arg_opts="'--name' '-name' '--iname' '-iname' '--type' '-type' '--size' '-size' '--newer' '-newer'"
  local PATTERN_option_args=("") # --name values
  local PATTERN_option_args=("") # --iname values
  local fdl_option_args=("f" "d" "l") # --type values
  local NN_option_args=("") # --size values
  local DATE_option_args=("") # --newer values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--name'|'-name')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${PATTERN_option_args[@]}" ) )
      return $?
      ;;
    '--iname'|'-iname')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${PATTERN_option_args[@]}" ) )
      return $?
      ;;
    '--type'|'-type')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${fdl_option_args[@]}" ) )
      return $?
      ;;
    '--size'|'-size')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${NN_option_args[@]}" ) )
      return $?
      ;;
    '--newer'|'-newer')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${DATE_option_args[@]}" ) )
      return $?
      ;;
  esac
  local NPATH_pos_param_args=("") # 0-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "find" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${NPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `tree` subcommand.
function _picocli_jdisk_tree() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NPATH_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "tree" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `stat` subcommand.
function _picocli_jdisk_stat() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NPATH_pos_param_args=("") # 0-2147483647 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "stat" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 2147483647 )); then
      positionals=$( compReplyArray "${NPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `cd` subcommand.
function _picocli_jdisk_cd() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NPATH_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "cd" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NPATH_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `pwd` subcommand.
function _picocli_jdisk_pwd() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `inventory` subcommand.
function _picocli_jdisk_inventory() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'-a' '--all' '--body'"
  local arg_opts="'--hash'"
  local ALGORITHM_option_args=("md5" "sha1" "sha224" "sha256" "sha384" "sha512") # --hash values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--hash')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${ALGORITHM_option_args[@]}" ) )
      return $?
      ;;
  esac
  local N_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "inventory" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `search` subcommand.
function _picocli_jdisk_search() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}
  local prev_word=${COMP_WORDS[COMP_CWORD-1]}

  local commands=""
  local flag_opts="'--json' '--script'"
  local arg_opts="'--resume'"
  local FILE_option_args=("") # --resume values

  type compopt &>/dev/null && compopt +o default

  case ${prev_word} in
    '--resume')
      local IFS=$'\n'
      COMPREPLY=( $( compReplyArray "${FILE_option_args[@]}" ) )
      return $?
      ;;
  esac
  local STARTEND_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "search" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${STARTEND_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `adopt` subcommand.
function _picocli_jdisk_adopt() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local off_pos_param_args=("off") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "adopt" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${off_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `serve` subcommand.
function _picocli_jdisk_serve() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--print' '--allow-remote'"
  local arg_opts=""
  local ADDRESSstopstatus_pos_param_args=("stop" "status") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "serve" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${ADDRESSstopstatus_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `nbdkit` subcommand.
function _picocli_jdisk_nbdkit() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local N_pos_param_args=("") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "nbdkit" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${N_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `source` subcommand.
function _picocli_jdisk_source() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "source" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `record` subcommand.
function _picocli_jdisk_record() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts="'--force'"
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "record" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      local IFS=$'\n'
      type compopt &>/dev/null && compopt -o filenames
      positionals=$( compgen -f -- "${curr_word}" ) # files
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `style` subcommand.
function _picocli_jdisk_style() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local NAME_pos_param_args=("auto" "classic" "modern") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "style" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${NAME_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `history` subcommand.
function _picocli_jdisk_history() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `tips` subcommand.
function _picocli_jdisk_tips() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local onoff_pos_param_args=("on" "off") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "tips" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${onoff_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `help` subcommand.
function _picocli_jdisk_help() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""
  local COMMAND_pos_param_args=("offset" "size" "map" "probe" "geometry" "hexdump" "compare" "open" "close" "extract" "hash" "mount" "losetup" "dd" "dmsetup" "kpartx" "ls" "cat" "get" "find" "tree" "stat" "cd" "pwd" "inventory" "search" "adopt" "serve" "nbdkit" "source" "record" "style" "history" "tips" "help" "quit") # 0-0 values

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local currIndex
    currIndex=$(currentPositionalIndex "help" "${arg_opts}" "${flag_opts}")
    if (( currIndex >= 0 && currIndex <= 0 )); then
      positionals=$( compReplyArray "${COMMAND_pos_param_args[@]}" )
    fi
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Generates completions for the options and subcommands of the `quit` subcommand.
function _picocli_jdisk_quit() {
  # Get completion data
  local curr_word=${COMP_WORDS[COMP_CWORD]}

  local commands=""
  local flag_opts=""
  local arg_opts=""

  if [[ "${curr_word}" == -* ]]; then
    COMPREPLY=( $(compgen -W "${flag_opts} ${arg_opts}" -- "${curr_word}") )
  else
    local positionals=""
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "${commands// /$'\n'}${IFS}${positionals}" -- "${curr_word}") )
  fi
}

# Define a completion specification (a compspec) for the
# `jdisk`, `jdisk.sh`, and `jdisk.bash` commands.
# Uses the bash `complete` builtin (see [6]) to specify that shell function
# `_complete_jdisk` is responsible for generating possible completions for the
# current word on the command line.
# The `-o default` option means that if the function generated no matches, the
# default Bash completions and the Readline default filename completions are performed.
complete -F _jdisk jdisk
