package jdisk.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes arguments apart as getopt does: short options in clusters, an optional value only where it is attached, and of an option
 * that is given twice the last value.
 */
public final class Getopt {
    private static final String END_OF_OPTIONS = "--";

    private final List<Option> options;
    private final List<String> args;
    private final boolean stopAtWord;
    private final boolean ofWord;
    private final Arguments arguments = new Arguments();

    /** The place of the argument that is looked at next. */
    private int next;

    private Getopt(List<Option> options, List<String> args, boolean stopAtWord, boolean ofWord) {
        this.options = options;
        this.args = args;
        this.stopAtWord = stopAtWord;
        this.ofWord = ofWord;
    }

    /**
     * Takes the arguments of a program apart.
     *
     * @param stopAtWord whether nothing after the first argument that is no option is one
     * @throws WrongUsage if an option is not known, lacks its value, or has one that it does not take
     */
    public static Arguments ofProgram(List<Option> options, List<String> args, boolean stopAtWord) {
        return new Getopt(options, args, stopAtWord, false).parse();
    }

    /**
     * Takes the arguments of a word apart, which are typed by hand, over and over: options can stand anywhere, a number below 0 is
     * none, and the name of one is not taken for the value of another that lacks it.
     *
     * @throws WrongUsage if an option is not known, lacks its value, or has one that it does not take
     */
    static Arguments ofWord(List<Option> options, List<String> args) {
        return new Getopt(options, args, false, true).parse();
    }

    private Arguments parse() {
        while (next < args.size()) {
            String arg = args.get(next++);
            if (arg.equals(END_OF_OPTIONS)) {
                arguments.addWords(args.subList(next, args.size()));
                break;
            }
            if (isOption(arg)) {
                addOption(arg);
            } else if (stopAtWord) {
                arguments.addWords(args.subList(next - 1, args.size()));
                break;
            } else {
                arguments.addWord(arg);
            }
        }
        return arguments;
    }

    private boolean isOption(String arg) {
        return arg.length() > 1 && arg.charAt(0) == '-' && !(ofWord && isDigit(arg.charAt(1)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void addOption(String arg) {
        Option named = named(arg);
        if (named != null) {
            int equals = arg.indexOf('=');
            if (equals < 0) {
                add(named);
            } else {
                attach(named, arg.substring(equals + 1));
            }
        } else if (arg.startsWith("--")) {
            throw WrongUsage.unknown(arg);
        } else {
            addCluster(arg);
        }
    }

    /** The option whose name this is, with a value attached or without. */
    private @Nullable Option named(String arg) {
        int equals = arg.indexOf('=');
        int length = equals < 0 ? arg.length() : equals;
        for (Option option : options) {
            if (option.isCalled(arg, length)) {
                return option;
            }
        }
        return null;
    }

    private void addCluster(String arg) {
        for (int i = 1; i < arg.length(); i++) {
            Option option = letter(arg.charAt(i));
            if (option == null) {
                throw WrongUsage.unknown(i == 1 ? arg : "-" + arg.charAt(i));
            }
            String attached = arg.substring(i + 1);
            if (attached.startsWith("=")) {
                attach(option, attached.substring(1));
                return;
            }
            if (option.takesValue()) {
                if (attached.isEmpty()) {
                    add(option);
                } else {
                    arguments.add(option, attached);
                }
                return;
            }
            arguments.add(option, "");
        }
    }

    private @Nullable Option letter(char letter) {
        for (Option option : options) {
            if (option.isCalled(letter)) {
                return option;
            }
        }
        return null;
    }

    private void attach(Option option, String value) {
        if (!option.takesValue()) {
            throw new WrongUsage(option.longName() + " takes no value, and '" + value + "' is attached to it");
        }
        arguments.add(option, value);
    }

    /** Adds an option that has no value attached. */
    private void add(Option option) {
        if (option.arity() != Option.Arity.VALUE) {
            arguments.add(option, option.fallback());
            return;
        }
        if (next == args.size() || (ofWord && isNoValue(args.get(next)))) {
            throw new WrongUsage(option.longName() + " needs a value (" + option.label() + ")");
        }
        arguments.add(option, args.get(next++));
    }

    private boolean isNoValue(String arg) {
        return arg.equals(END_OF_OPTIONS) || named(arg) != null;
    }
}
