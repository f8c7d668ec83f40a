package jdisk.usage;

import java.util.List;

/**
 * How a word is used.
 *
 * @param purpose what it is for, in a few words
 * @param description what it does, a paragraph each, in {@link Markup}
 * @param example a line that can be typed
 * @param parameters in the order of their places; one that can be given several times is the last
 */
public record Syntax(
        String name, String purpose, List<String> description, String example, List<Option> options, List<Parameter> parameters) {
    /**
     * Understands arguments.
     *
     * @throws WrongUsage if there is an option that is not known, or a value or an argument too few or too many
     */
    public Arguments parse(List<String> args) {
        Arguments arguments = Getopt.ofWord(options, args);
        int given = arguments.words().size();
        int least = 0;
        int most = 0;
        for (Parameter parameter : parameters) {
            least += parameter.least();
            if (given < least) {
                throw new WrongUsage("missing argument " + parameter.label());
            }
            if (parameter.isMany()) {
                return arguments;
            }
            most++;
        }
        if (given > most) {
            throw WrongUsage.unexpected(arguments.words().get(most));
        }
        return arguments;
    }

    /** The word and what it takes, on one line. */
    public String synopsis() {
        return synopsis(true);
    }

    /** The same, without telling which options there are. */
    public String shortSynopsis() {
        return synopsis(options.isEmpty());
    }

    /** @param eachOption whether options are told one by one */
    private String synopsis(boolean eachOption) {
        StringBuilder text = new StringBuilder(name);
        if (eachOption) {
            for (Option option : options) {
                String equals = option.takesValue() ? "=" : "";
                text.append(" [").append(option.longName()).append(equals).append(option.label()).append(']');
            }
        } else {
            text.append(" [OPTION...]");
        }
        for (Parameter parameter : parameters) {
            boolean optional = parameter.least() == 0;
            text.append(optional ? " [" : " ").append(parameter.label()).append(optional ? "]" : "");
        }
        return text.toString();
    }
}
