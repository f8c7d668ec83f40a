package jdisk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Stack;
import jdisk.label.GeometryFinder;
import jdisk.listing.Style;
import jdisk.shell.Session;
import jdisk.unit.DisplayUnit;
import jdisk.unit.SectorSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The options of the command line, as given and as meant. */
@Command(
        name = "jdisk",
        header = "fdisk's command loop over a disk image, which is never written to",
        customSynopsis = {
            "jdisk [OPTIONS] IMAGE                   a shell; reads commands from standard input",
            "jdisk [OPTIONS] IMAGE COMMAND [ARG...]  run one command of the shell",
            "jdisk [OPTIONS] -l IMAGE...             list partition tables",
            "jdisk [OPTIONS] -f SCRIPT IMAGE         run the commands of a file",
            "jdisk [OPTIONS] --demo [COMMAND...]     the same over a built-in image"
        },
        synopsisHeading = "Usage:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nColumns for -o:%n",
        footer = {
            "  dos: Device Boot Start End Sectors Cylinders Size Id Type Start-C/H/S",
            "       End-C/H/S Attrs",
            "",
            "Exit status: 0 done; 1 something failed; 2 wrong usage; 3 done, but the table",
            "has problems. In the shell, 'm' prints the menu and 'help' lists the commands."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class Options {
    private static final long MAX_CYLINDERS = 0xffff_ffffL;
    private static final int MAX_HEADS = 256;
    private static final int MAX_SECTORS = 63;

    @Option(names = {"-l", "--list"}, description = "list the tables and exit; several images allowed")
    private boolean list;

    @Option(
            names = {"-u", "--units"},
            paramLabel = "UNIT",
            arity = "0..1",
            fallbackValue = "sectors",
            preprocessor = OnlyAttached.class,
            description = "display units: sectors (-u alone) or cylinders")
    private @Nullable String units;

    @Option(names = {"-C", "--cylinders"}, paramLabel = "N", description = "number of cylinders, for an image that lacks it")
    private @Nullable Long cylinders;

    @Option(names = {"-H", "--heads"}, paramLabel = "N", description = "number of heads")
    private @Nullable Integer heads;

    @Option(names = {"-S", "--sectors"}, paramLabel = "N", description = "number of sectors a track")
    private @Nullable Integer sectors;

    @Option(
            names = {"-b", "--sector-size"},
            paramLabel = "N",
            description = "512, 1024, 2048 or 4096; without it the size is found out")
    private @Nullable Integer sectorSize;

    @Option(names = {"-t", "--type"}, paramLabel = "LABEL", description = "recognise only this kind of table: dos")
    private @Nullable String type;

    @Option(names = {"-x", "--list-details"}, description = "like -l, with every column fdisk has")
    private boolean details;

    @Option(names = {"-o", "--output"}, paramLabel = "LIST", description = "columns to print: Device,Start,Type or +Attrs")
    private @Nullable String columns;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "layout: classic (fdisk 2.12), modern (today's fdisk) or auto (the one that fits the disk); "
                    + "also environment JDISK_STYLE")
    private @Nullable String style;

    @Option(
            names = {"-c", "--compatibility"},
            paramLabel = "MODE",
            arity = "0..1",
            fallbackValue = "nondos",
            preprocessor = OnlyAttached.class,
            description = "fdisk's DOS compatibility mode: dos or nondos")
    private @Nullable String compatibility;

    @Option(names = "--bytes", description = "sizes in bytes, not in round figures")
    private boolean bytes;

    @Option(names = {"-f", "--script"}, paramLabel = "FILE", description = "run the commands of a file")
    private @Nullable String script;

    @Option(names = "--keep-going", description = "with -f, go on behind a command that fails")
    private boolean keepGoing;

    @Option(names = "--demo", description = "use the built-in image: the disk of a laptop of 2002")
    private boolean demo;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "print this text")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "print the version")
    private boolean version;

    @Parameters(hidden = true)
    private List<String> words = new ArrayList<>();

    private Session.@Nullable Wishes wishes;

    /**
     * Takes an optional value only if it is attached to its option: {@code -u=cylinders}. In {@code -lu hda.img}, hda.img is the
     * image.
     */
    static final class OnlyAttached implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's own signature
        public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (info.get("separator") != null) {
                return false; // attached: picocli takes it
            }
            option.setValue(((CommandLine.Model.OptionSpec) option).fallbackValue());
            return true;
        }
    }

    /** What picocli knows of the options: to parse them, and to write about them. */
    public static CommandLine commandLine() {
        return new CommandLine(new Options());
    }

    /**
     * Understands a command line.
     *
     * @param environmentStyle the value of {@code JDISK_STYLE}, if it is set
     * @throws ParameterException saying what is wrong with it
     */
    static Options parse(String[] args, Optional<String> environmentStyle) {
        CommandLine line = commandLine();
        Options options = line.getCommand();
        // What follows IMAGE COMMAND belongs to the command, options included. Where there is no command, options may
        // follow images, as with getopt.
        line.setStopAtPositional(true).parseArgs(args);
        boolean optionBehindImage = options.words.size() > 1 && !options.demo && options.words.get(1).startsWith("-");
        if (options.isList() || optionBehindImage) {
            line.setStopAtPositional(false).parseArgs(args);
        }
        options.understand(line, environmentStyle);
        return options;
    }

    private void understand(CommandLine line, Optional<String> environmentStyle) {
        if (help || version) {
            return;
        }
        if (words.isEmpty() && !demo) {
            throw new ParameterException(line, "name an image");
        }
        if (demo && isList() && !words.isEmpty()) {
            throw new ParameterException(line, "--demo has its image built in, and there is '" + words.getFirst() + "'");
        }
        if (script != null && (isList() || words.size() > (demo ? 0 : 1))) {
            throw new ParameterException(line, "-f takes one image and no command");
        }
        if (keepGoing && script == null) {
            throw new ParameterException(line, "--keep-going goes with -f");
        }
        Optional<Style> layout = choose(line, "--style", style)
                .or(() -> choose(line, "JDISK_STYLE", environmentStyle.orElse(null)))
                .orElse(Optional.empty());
        if (columns != null && layout.equals(Optional.of(Style.CLASSIC))) {
            throw new ParameterException(line, "-o: the classic layout has no columns to choose from");
        }
        if (layout.isEmpty() && (details || columns != null)) {
            layout = Optional.of(Style.MODERN); // the only one with details and columns
        }
        if (type != null && !type.equals("dos")) {
            throw new ParameterException(line, "-t: '" + type + "' is not a kind of table that is known: dos");
        }
        if (sectorSize != null && !SectorSize.ALLOWED.contains(sectorSize)) {
            throw new ParameterException(line, "-b: '" + sectorSize + "' is not 512, 1024, 2048 or 4096");
        }
        checkRange(line, "-C", cylinders, MAX_CYLINDERS);
        checkRange(line, "-H", heads, MAX_HEADS);
        checkRange(line, "-S", sectors, MAX_SECTORS);
        wishes = new Session.Wishes(
                layout,
                Optional.ofNullable(units).map(name -> unit(line, name)),
                Optional.ofNullable(sectorSize).map(SectorSize::new),
                new GeometryFinder.Given(
                        cylinders == null ? OptionalLong.empty() : OptionalLong.of(cylinders),
                        heads == null ? OptionalInt.empty() : OptionalInt.of(heads),
                        sectors == null ? OptionalInt.empty() : OptionalInt.of(sectors)),
                type != null,
                Optional.ofNullable(compatibility).map(name -> isDos(line, name)),
                Optional.ofNullable(columns),
                bytes);
    }

    /** The layout of a name: nothing if there is no name, an empty choice for {@code auto}. */
    private static Optional<Optional<Style>> choose(CommandLine line, String where, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "auto" -> Optional.empty();
                    case "classic" -> Optional.of(Style.CLASSIC);
                    case "modern" -> Optional.of(Style.MODERN);
                    default -> throw new ParameterException(line, where + ": '" + name + "' is not auto, classic or modern");
                });
    }

    private static DisplayUnit unit(CommandLine line, String name) {
        return switch (name) {
            case "sectors", "sector" -> DisplayUnit.SECTORS;
            case "cylinders", "cylinder" -> DisplayUnit.CYLINDERS;
            default -> throw new ParameterException(line, "-u: '" + name + "' is not sectors or cylinders");
        };
    }

    private static boolean isDos(CommandLine line, String name) {
        return switch (name) {
            case "dos" -> true;
            case "nondos" -> false;
            default -> throw new ParameterException(line, "-c: '" + name + "' is not dos or nondos");
        };
    }

    private static void checkRange(CommandLine line, String option, @Nullable Number number, long max) {
        if (number != null && (number.longValue() < 1 || number.longValue() > max)) {
            throw new ParameterException(line, option + ": '" + number + "' is not a number from 1 to " + max);
        }
    }

    boolean isHelp() {
        return help;
    }

    boolean isVersion() {
        return version;
    }

    boolean isDemo() {
        return demo;
    }

    /** Whether tables are to be listed, and nothing else. */
    boolean isList() {
        return list || details;
    }

    boolean isDetailed() {
        return details;
    }

    boolean isKeepGoing() {
        return keepGoing;
    }

    Optional<String> script() {
        return Optional.ofNullable(script);
    }

    /** The images to list, or the one to work on. */
    List<String> images() {
        return demo ? List.of() : isList() ? words : words.subList(0, 1);
    }

    /** The command to run, if there is one. */
    List<String> command() {
        return isList() ? List.of() : words.subList(demo ? 0 : 1, words.size());
    }

    Session.Wishes wishes() {
        if (wishes == null) {
            throw new IllegalStateException("not understood yet");
        }
        return wishes;
    }
}
