package jdisk.cli;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdisk.command.CommandWords;
import jdisk.command.Completion;
import jdisk.text.Visible;
import jdisk.usage.Argument;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

/** What completes the command line in bash: options and their values, columns, words, their arguments, partitions with type and size. */
final class BashCompletion {

    private static final String HEAD = """
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
              local name=$image line number size type program=${words[0]/#\\~/$HOME} table=
              local -a found=()
              if [ "$image" = --demo ]; then
                name=hda.img
              else
                # Neither a command nor a variable in what is typed is run or read.
                name=${name//[\\"\\'\\\\]/}
                name=${name/#\\~/$HOME}
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
              _jdisk_offer @words@
            }

            # The value of an option; of a word's, with the word before it.
            _jdisk_value() {
              case $1 in
            @values@  esac
            }

            # The arguments of a word that are no options, with their place.
            _jdisk_argument() {
              case $1 in
            @arguments@  esac
            }

            # The options of a word; without one, those of the program.
            _jdisk_options() {
              case $1 in
            @options@  esac
            }

            # Whether the next word is an option's value; of a word's, with the word before it.
            _jdisk_takes_value() {
              case $1 in
                @valued@) return 0 ;;
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
            """;

    private BashCompletion() { }

    /** The script. */
    static String script() {
        List<Syntax> words = new CommandWords(new Visible(StandardCharsets.UTF_8)).syntaxes();
        StringBuilder values = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        StringBuilder options = new StringBuilder();
        List<String> valued = new ArrayList<>();
        add("", OptionTable.ALL, values, options, valued);
        for (Syntax word : words) {
            add(word.name(), word.options(), values, options, valued);
            for (int i = 0; i < word.parameters().size(); i++) {
                String actions = actions(word.parameters().get(i));
                if (!actions.isEmpty()) {
                    arguments.append(entry(place(word, i), actions));
                }
            }
        }
        return HEAD.replace("@words@", words.stream().map(Syntax::name).collect(joining(" ")))
                .replace("@values@", values).replace("@arguments@", arguments).replace("@options@", options)
                .replace("@valued@", String.join(" | ", valued));
    }

    private static void add(String word, List<Option> specs, StringBuilder values, StringBuilder options, List<String> valued) {
        List<String> names = new ArrayList<>();
        for (Option option : specs) {
            boolean takesValue = option.takesValue();
            String patterns = option.names().stream().map(name -> "'" + word + " " + name + "'").collect(joining(" | "));
            String actions = takesValue ? actions(option) : "";
            if (!actions.isEmpty()) {
                values.append(entry(patterns, actions));
            }
            if (option.arity() == Option.Arity.VALUE) {
                valued.add(patterns);
            }
            option.names().stream().filter(name -> name.startsWith("--")).map(name -> takesValue ? name + "=" : name).forEach(names::add);
        }
        if (!names.isEmpty()) {
            options.append(entry("'" + word + "'", "_jdisk_offer " + String.join(" ", names)));
        }
    }

    private static String entry(String patterns, String actions) {
        return "    " + patterns + ") " + actions + " ;;\n";
    }

    /** A pattern for a word and the places of a parameter. */
    private static String place(Syntax word, int place) {
        return "'" + word.name() + " '" + (word.parameters().get(place).isMany() ? "[" + place + "-9]*" : Integer.toString(place));
    }

    /** What completes a value, by its label. */
    private static String actions(Argument argument) {
        Set<String> alternatives = Set.of(argument.label().replaceAll("\\[.*?]|,?\\.\\.\\.", "").split("\\|", -1));
        List<String> values = new ArrayList<>(Completion.keywords(argument));
        values.addAll(argument.choices());
        List<String> actions = new ArrayList<>();
        // Of an option, it is just a number.
        if (alternatives.contains("N") && argument instanceof Parameter) {
            actions.add("_jdisk_partitions");
        }
        if (alternatives.contains("LIST")) {
            actions.add("_jdisk_columns " + String.join(" ", OutputColumns.all()));
        }
        if (!values.isEmpty()) {
            actions.add("_jdisk_offer " + String.join(" ", values));
        }
        if (alternatives.contains("COMMAND")) {
            actions.add("_jdisk_words");
        }
        if (alternatives.contains("FILE") || alternatives.contains("SCRIPT")) {
            actions.add("_jdisk_files");
        } else if (alternatives.contains("DIR")) {
            actions.add("_jdisk_files -d");
        }
        return String.join("; ", actions);
    }
}
