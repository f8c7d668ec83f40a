package jdisk.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line, taken apart as getopt does it for fdisk: short options in clusters, an optional value only where it is
 * attached, and of an option that is given twice the last value.
 *
 * <p>This is not left to a library: the one that reads the shell's words takes as long to make ready as all the rest of a listing,
 * and takes the image in {@code -lu hda.img} for the value of {@code -u}.
 *
 * @param values what was given: each option's value, which is empty for a flag
 * @param words the arguments that are no options
 */
record Getopt(Map<Option, String> values, List<String> words) {
    /**
     * Takes a command line apart.
     *
     * @param stopAtWord whether nothing after the first argument that is no option is one
     * @throws WrongUsage if an option is not known, lacks its value, or has one that it does not take
     */
    static Getopt parse(String[] args, boolean stopAtWord) {
        Getopt line = new Getopt(new EnumMap<>(Option.class), new ArrayList<>());
        List<String> rest = Arrays.asList(args);
        int next = 0;
        while (next < args.length) {
            String arg = args[next++];
            boolean isOption = arg.length() > 1 && arg.startsWith("-");
            if (arg.equals("--")) {
                line.words.addAll(rest.subList(next, args.length));
                break;
            }
            if (!isOption && stopAtWord) {
                line.words.addAll(rest.subList(next - 1, args.length));
                break;
            }
            if (!isOption) {
                line.words.add(arg);
            } else if (arg.startsWith("--") ? line.addWord(arg, args, next) : line.addCluster(arg, args, next)) {
                next++;
            }
        }
        return line;
    }

    /** Whether the next argument was the option's value. */
    private boolean addWord(String arg, String[] args, int next) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        for (Option option : Option.values()) {
            if (option.longName().equals(name)) {
                if (equals < 0) {
                    return add(option, args, next);
                }
                attach(option, arg.substring(equals + 1));
                return false;
            }
        }
        throw WrongUsage.unknown(arg);
    }

    /** Whether the next argument was the value of the cluster's last option. */
    private boolean addCluster(String arg, String[] args, int next) {
        for (int i = 1; i < arg.length(); i++) {
            Option option = letter(arg.charAt(i));
            if (option == null) {
                throw WrongUsage.unknown(i == 1 ? arg : "-" + arg.charAt(i));
            }
            String attached = arg.substring(i + 1);
            if (attached.startsWith("=")) {
                attach(option, attached.substring(1));
                return false;
            }
            if (option.argument().arity() != Option.Arity.FLAG) {
                if (attached.isEmpty()) {
                    return add(option, args, next);
                }
                values.put(option, attached);
                return false;
            }
            values.put(option, "");
        }
        return false;
    }

    private static @Nullable Option letter(char letter) {
        for (Option option : Option.values()) {
            if (option.names().size() > 1 && option.names().getFirst().charAt(1) == letter) {
                return option;
            }
        }
        return null;
    }

    private void attach(Option option, String value) {
        if (option.argument().arity() == Option.Arity.FLAG) {
            throw new WrongUsage(option.longName() + " takes no value, and '" + value + "' is attached to it");
        }
        values.put(option, value);
    }

    /** Whether the next argument was the value of an option that has none attached. */
    private boolean add(Option option, String[] args, int next) {
        Option.Argument argument = option.argument();
        if (argument.arity() != Option.Arity.VALUE) {
            values.put(option, argument.fallback());
            return false;
        }
        if (next == args.length) {
            throw new WrongUsage(option.longName() + " needs a value (" + argument.label() + ")");
        }
        values.put(option, args[next]);
        return true;
    }
}
