package jdisk.cli;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdisk.command.CommandWords;
import jdisk.command.Completion;
import jdisk.text.Visible;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What completes the command line in bash: picocli's script for options and words, and before it a function that knows
 * where images stand, which picocli cannot be told.
 */
final class BashCompletion {

    private static final String HEAD = """
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
                    @valued@) value=1 ;;
                    @optional@)
                      if ((i + 1 == COMP_CWORD)) && [[ $COMP_LINE == *"$word="* ]]; then
                        value=1
                      fi
                      ;;
                    @listing@) images=1 ;;
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
                local IFS=$'\\n'
                COMPREPLY=($(compgen -f -- "$word"))
              elif [ -n "$value" ] && ((count == 0)); then
                _picocli_jdisk
              else
                _complete_jdisk
              fi
            }

            """;

    private BashCompletion() { }

    /** The script. */
    static String script() {
        CommandSpec spec = Options.spec();
        OptionSpec script = spec.findOption("--script");
        spec.remove(script);
        spec.addOption(OptionSpec.builder(script.names()).arity("1").type(File.class).paramLabel(script.paramLabel()).build());
        CommandLine line = new CommandLine(spec);
        CommandLine words = new CommandWords(new Visible(StandardCharsets.UTF_8)).commandLine();
        words.getSubcommands().forEach((name, word) -> line.addSubcommand(name, forBash(word, words)));
        String made = AutoComplete.bash("jdisk", line);
        // Without its head, which tells how to install it, and registering what knows of images instead.
        String functions = made.substring(made.indexOf("# CompWordsContainsArray")).strip();
        String registered = functions.substring(0, functions.lastIndexOf("complete -F")) + "complete -F _jdisk jdisk\n";
        return HEAD.replace("@valued@", names(options().filter(option -> option.arity().min() > 0)))
                .replace("@optional@", names(options().filter(option -> option.arity().min() == 0 && option.arity().max() > 0)))
                .replace("@listing@", "--list | --list-details | --json | --dump") + registered;
    }

    private static Stream<OptionSpec> options() {
        return Options.spec().options().stream();
    }

    private static String names(Stream<OptionSpec> options) {
        return options.flatMap(option -> Arrays.stream(option.names())).collect(joining(" | "));
    }

    /** A word with what its labels say told as picocli's script wants it. */
    private static CommandSpec forBash(CommandLine word, CommandLine words) {
        CommandSpec spec = CommandSpec.create().name(word.getCommandName());
        for (OptionSpec option : word.getCommandSpec().options()) {
            OptionSpec.Builder bash = OptionSpec.builder(option);
            if (option.completionCandidates() == null && option.arity().max() > 0) {
                bash.completionCandidates(Completion.keywords(option));
            }
            spec.addOption(bash.build());
        }
        for (PositionalParamSpec parameter : word.getCommandSpec().positionalParameters()) {
            PositionalParamSpec.Builder bash = PositionalParamSpec.builder(parameter);
            List<String> label = List.of(parameter.paramLabel().split("\\|", -1));
            if (label.contains("FILE") || label.contains("DIR")) {
                bash = PositionalParamSpec.builder().index(parameter.index()).arity(parameter.arity()).type(File.class)
                        .paramLabel(parameter.paramLabel());
            } else if (label.contains("COMMAND")) {
                bash.completionCandidates(words.getSubcommands().keySet());
            } else if (parameter.completionCandidates() == null) {
                bash.completionCandidates(Completion.keywords(parameter));
            }
            spec.addPositional(bash.build());
        }
        return spec;
    }
}
