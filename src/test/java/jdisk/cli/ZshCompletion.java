package jdisk.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdisk.command.CommandWords;
import jdisk.command.Completion;
import jdisk.text.Visible;
import jdisk.usage.Argument;
import jdisk.usage.Markup;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

/** What completes the command line in zsh: options with what they are for, words, their arguments, partitions with type and size. */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef jdisk
            # Completes the command line of jdisk in zsh. Written from the definitions of the program's options and words.
            # Do not edit: ZshCompletionTest tells how it is written.

            # The numbers of an image's partitions, with type and size, as jdisk lists them.
            _jdisk_partitions() {
              local -a numbers
              local line device size type
              for line in ${(f)"$(_call_program partitions jdisk -l --style=modern --color=never -o Device,Size,Type $jdisk_image 2>/dev/null)"}; do
                device=${line%% *}
                [[ $device == *[0-9] && $device == ${${jdisk_image[1]:t}/--demo/hda.img}* || $device == ${jdisk_image[1]}[0-9p]* ]] || continue
                read -r device size type <<<"$line"
                numbers+=("${device##*[^0-9]}:$type, $size")
              done
              _describe -V partition numbers
            }

            _jdisk() {
              local curcontext=$curcontext state ret=1
              local -a line jdisk_image
              typeset -A opt_args
              _arguments -C -s -S \\
            @options@    '*:: :->rest' && ret=0
              [[ $state == rest ]] || return ret
              if (( ${+opt_args[-l]} || ${+opt_args[--list]} || ${+opt_args[-x]} || ${+opt_args[--list-details]} || ${+opt_args[-J]} \\
                  || ${+opt_args[--json]} || ${+opt_args[-d]} || ${+opt_args[--dump]} )); then
                _files
                return
              fi
              if (( ${+opt_args[--demo]} )); then
                jdisk_image=(--demo)
              elif (( CURRENT == 1 )); then
                _files
                return
              else
                jdisk_image=(${(Q)words[1]})
                shift words
                (( CURRENT-- ))
              fi
              if (( CURRENT == 1 )); then
                _jdisk_words
              else
                curcontext=${curcontext%:*:*}:jdisk-$words[1]:
                case $words[1] in
            @words@    esac
              fi
            }

            _jdisk_words() {
              local -a list
              list=(
            @list@  )
              _describe -V word list
            }

            _jdisk "$@"
            """;

    private ZshCompletion() {}

    /** The script. */
    static String script() {
        StringBuilder options = new StringBuilder();
        for (Option option : OptionTable.ALL) {
            options.append("    ").append(option(option)).append(" \\\n");
        }
        StringBuilder cases = new StringBuilder();
        StringBuilder list = new StringBuilder();
        for (Syntax word : new CommandWords(new Visible(StandardCharsets.UTF_8)).syntaxes()) {
            list.append("    ").append(quoted(word.name() + ":" + word.purpose())).append('\n');
            List<String> specs = new ArrayList<>();
            word.options().forEach(option -> specs.add(option(option)));
            for (int i = 0; i < word.parameters().size(); i++) {
                specs.add(parameter(word.parameters().get(i), i));
            }
            if (!specs.isEmpty()) {
                cases.append("      ").append(word.name()).append(")\n        _arguments -s \\\n          ")
                        .append(String.join(" \\\n          ", specs)).append("\n        ;;\n");
            }
        }
        return HEAD.replace("@options@", options).replace("@words@", cases).replace("@list@", list);
    }

    /** As {@code _arguments} has it: the names, each of which excludes the others; what it is for; its value. */
    private static String option(Option option) {
        List<String> names = option.names();
        boolean valued = option.takesValue();
        boolean attached = option.arity() == Option.Arity.OPTIONAL;
        List<String> specs = names.stream()
                .map(name -> !valued ? name : name.startsWith("--") ? name + (attached ? "=-" : "=") : name + (attached ? "-" : "+"))
                .toList();
        String description = "[" + plain(option.description()).replace("[", "(").replace("]", ")") + "]";
        String value = valued ? ":" + plain(option.label()) + ":" + action(option) : "";
        String rest = quoted(description.replace(":", "\\:") + value);
        return names.size() == 1
                ? quoted(specs.getFirst() + description.replace(":", "\\:") + value)
                : quoted("(" + String.join(" ", names) + ")") + "{" + String.join(",", specs) + "}" + rest;
    }

    private static String parameter(Parameter parameter, int at) {
        String place = parameter.isMany() ? "*" : Integer.toString(at + 1);
        return quoted(place + ":" + plain(parameter.label()).replace(":", "\\:") + ":" + action(parameter));
    }

    /** What completes a value, by its label. */
    private static String action(Argument argument) {
        List<String> alternatives = List.of(argument.label().replaceAll("\\[.*?]|,?\\.\\.\\.", "").split("\\|", -1));
        List<String> values = new ArrayList<>();
        values.addAll(argument.choices());
        values.addAll(Completion.keywords(argument));
        List<String> parts = new ArrayList<>();
        // Of an option, it is just a number.
        if (alternatives.contains("N") && argument instanceof Parameter) {
            parts.add("_jdisk_partitions");
        }
        if (alternatives.contains("LIST")) {
            parts.add("_values -s , column " + String.join(" ", OutputColumns.all()));
        }
        if (!values.isEmpty()) {
            parts.add("(" + String.join(" ", values) + ")");
        }
        if (alternatives.contains("COMMAND")) {
            parts.add("_jdisk_words");
        }
        if (alternatives.contains("FILE") || alternatives.contains("SCRIPT")) {
            parts.add("_files");
        } else if (alternatives.contains("DIR")) {
            parts.add("_files -/");
        }
        if (parts.size() <= 1) {
            return parts.isEmpty() ? " " : parts.getFirst();
        }
        // After a blank, a command is called as it stands; a colon within would end it.
        return " _alternative " + parts.stream().map(part -> "\"value\\:value\\:" + part + "\"").collect(Collectors.joining(" "));
    }

    private static String plain(String text) {
        return Markup.plain(text).replaceAll("\\s+", " ");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
