package jdisk.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes a command line out as getopt reads it: clusters of short options taken apart, and every value attached to its option.
 *
 * <p>picocli would take the image in {@code -lu hda.img} for the value of {@code -u}; to getopt, and to fdisk's users, an
 * optional value is one only if it is attached.
 */
final class Getopt {
    private final CommandSpec spec;
    private final List<String> expanded = new ArrayList<>();

    private Getopt(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * The same command line with every option apart.
     *
     * @param stopAtPositional whether nothing after the first argument that is no option is one
     */
    static String[] expand(String[] args, CommandSpec spec, boolean stopAtPositional) {
        Getopt getopt = new Getopt(spec);
        int next = 0;
        while (next < args.length) {
            String arg = args[next++];
            boolean option = arg.length() > 1 && arg.startsWith("-");
            if (arg.equals("--") || (!option && stopAtPositional)) {
                getopt.expanded.add(arg);
                getopt.expanded.addAll(Arrays.asList(args).subList(next, args.length));
                break;
            }
            boolean wantsValue = option && (arg.startsWith("--") ? getopt.expandLong(arg) : getopt.expandCluster(arg));
            if (!option) {
                getopt.expanded.add(arg);
            } else if (wantsValue && next < args.length) {
                getopt.expanded.add(args[next++]);
            }
        }
        return getopt.expanded.toArray(String[]::new);
    }

    /** Whether the next argument is the option's value. */
    private boolean expandLong(String arg) {
        OptionSpec option = spec.optionsMap().get(arg);
        if (option == null || option.arity().max() == 0) {
            expanded.add(arg); // attached already, a flag, or unknown, which picocli will say
            return false;
        }
        return add(arg, option, "");
    }

    /** Whether the next argument is the value of the cluster's last option. */
    private boolean expandCluster(String arg) {
        for (int i = 1; i < arg.length(); i++) {
            String name = "-" + arg.charAt(i);
            OptionSpec option = spec.optionsMap().get(name);
            if (option == null) {
                expanded.add(i == 1 ? arg : name);
                return false;
            }
            if (option.arity().max() > 0) {
                return add(name, option, arg.substring(i + 1));
            }
            expanded.add(name);
        }
        return false;
    }

    private boolean add(String name, OptionSpec option, String attached) {
        String value = attached.startsWith("=") ? attached.substring(1) : attached;
        if (!attached.isEmpty()) {
            expanded.add(name + "=" + value);
        } else if (option.arity().min() == 0) {
            expanded.add(name + "=" + option.fallbackValue());
        } else {
            expanded.add(name);
            return true;
        }
        return false;
    }
}
