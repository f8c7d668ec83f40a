package jdisk.cli;

import static java.util.stream.Collectors.joining;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.disk.Hints;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.listing.Style;
import jdisk.shell.Session;
import jdisk.source.Opening;
import jdisk.unit.DisplayUnit;
import jdisk.unit.SectorSize;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options of the command line, as given and as meant.
 *
 * <p>picocli's model is built here, not read from annotations: reading annotations makes classes while the program starts, which
 * no cache can hold, and takes as long as all the rest of a listing.
 *
 * @param images the images to list, or the one to work on; none with {@code --demo}
 * @param command the command to run over the image, if there is one
 * @param list whether tables are to be listed, and nothing else
 * @param form how they are to be listed
 * @param script the file whose commands are to be run
 * @param keepGoing whether a script goes on after a command that fails
 * @param demo whether to work on the built-in image
 * @param colour when output is coloured
 * @param opening how images are opened
 */
record Options(
        List<String> images,
        List<String> command,
        boolean list,
        Form form,
        Optional<String> script,
        boolean keepGoing,
        boolean demo,
        boolean help,
        boolean version,
        Colour colour,
        Session.Wishes wishes,
        Opening opening) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?::(\\d{1,18}))?");
    private static final long MAX_CYLINDERS = 0xffff_ffffL;
    private static final int MAX_HEADS = 256;
    private static final int MAX_SECTORS = 63;

    /** How tables are listed. */
    enum Form {
        TABLE,
        DETAILS,
        JSON,
        DUMP
    }

    /** When output is coloured. */
    enum Colour {
        /** Where somebody reads it on a terminal. */
        AUTO,
        ALWAYS,
        NEVER
    }

    private static String kinds() {
        return Arrays.stream(Label.Kind.values()).map(Label.Kind::id).collect(joining(", "));
    }

    /** What picocli knows of the options: to parse them, and to write about them. */
    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create()
                .name("jdisk")
                .addOption(flag("list the tables and exit; several images allowed", "-l", "--list"))
                .addOption(chosen(
                        optional("UNIT", "sectors", "display units: sectors (-u alone) or cylinders", "-u", "--units"),
                        List.of("sectors", "cylinders")))
                .addOption(valued("N", "number of cylinders; without it, as many as fit", "-C", "--cylinders"))
                .addOption(valued("N", "number of heads; without it, taken from the table", "-H", "--heads"))
                .addOption(valued("N", "sectors per track; without it, taken from the table", "-S", "--sectors"))
                .addOption(chosen(
                        valued("N", "512, 1024, 2048 or 4096; without it, detected", "-b", "--sector-size"),
                        List.of("512", "1024", "2048", "4096")))
                .addOption(chosen(
                        valued("LABEL", "look for this kind of table only: " + kinds(), "-t", "--type"),
                        Arrays.stream(Label.Kind.values()).map(Label.Kind::id).toList()))
                .addOption(flag("like -l, with every column fdisk has", "-x", "--list-details"))
                .addOption(valued("LIST", "columns to print: Device,Start,Type or +Attrs", "-o", "--output"))
                .addOption(flag("the table as sfdisk -J writes it, with offsets in bytes and findings", "-J", "--json"))
                .addOption(flag("the table as sfdisk -d writes it", "-d", "--dump"))
                .addOption(chosen(
                        valued(
                                "NAME",
                                "layout: classic (fdisk 2.12), modern (today's fdisk) or auto (the one that fits the disk); "
                                        + "also environment JDISK_STYLE",
                                "--style"),
                        List.of("auto", "classic", "modern")))
                .addOption(chosen(
                        optional("MODE", "nondos", "fdisk's DOS compatibility mode: dos or nondos (-c alone)", "-c", "--compatibility"),
                        List.of("dos", "nondos")))
                .addOption(flag("sizes in bytes, not rounded", "--bytes"))
                .addOption(chosen(
                        optional(
                                "WHEN",
                                "auto",
                                "colour: auto (on a terminal; -L alone), always or never; also environment NO_COLOR",
                                "-L",
                                "--color"),
                        List.of("auto", "always", "never")))
                .addOption(valued("BYTES[:LENGTH]", "open what begins there as the image", "--offset"))
                .addOption(flag("open one part of an image in parts by itself", "--no-join"))
                .addOption(chosen(
                        valued("WHERE", "files that an image names may be in its own folder or anywhere: folder or any", "--backing"),
                        List.of("folder", "any")))
                .addOption(valued("NAME", "the file in an archive to open as the image", "--member"))
                .addOption(valued("NAME", "the snapshot of a qcow2 image to open", "--snapshot"))
                .addOption(valued("DIR", "keep there what has to be decoded as a whole, for the next time", "--cache"))
                .addOption(valued("FILE", "run the commands of a file; - is standard input", "-f", "--script"))
                .addOption(flag("with -f, continue after a command that fails", "--keep-going"))
                .addOption(flag("use the built-in image: the disk of a laptop of 2002", "--demo"))
                .addOption(flag("print a summary of usage", "-h", "--help"))
                .addOption(flag("print the version", "-V", "--version"))
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .hidden(true)
                        .build());
        spec.usageMessage()
                .header("fdisk's command loop over a disk image, which is never written to", "")
                .synopsisHeading("Usage:%n")
                .customSynopsis(
                        "jdisk [OPTIONS] IMAGE                   a shell, or commands from a pipe",
                        "jdisk [OPTIONS] IMAGE COMMAND [ARG...]  run one command of the shell",
                        "jdisk [OPTIONS] -l IMAGE...             list partition tables",
                        "jdisk [OPTIONS] -f SCRIPT IMAGE         run the commands of a file",
                        "jdisk [OPTIONS] --demo [COMMAND...]     the same over a built-in image")
                .optionListHeading("%nOptions:%n")
                .sortOptions(false)
                .footerHeading("%nColumns for -o:%n")
                .footer(
                        "  dos: Device Boot Start End Sectors Cylinders Size Id Type Start-C/H/S",
                        "       End-C/H/S Attrs",
                        "  gpt: Device Start End Sectors Size Type Type-UUID UUID Name Attrs",
                        "  bsd: Slice Start End Sectors Cylinders Size Type Fsize Bsize Cpg",
                        "  mac: Device Start End Sectors Size Type Name",
                        "  amiga: Device Boot Start End Sectors Size Type Name",
                        "  atari: Device Boot Start End Sectors Size Type",
                        "  pc98: Device Boot Start End Sectors Size Id Type Name Attrs",
                        "  sgi: Device Start End Sectors Cylinders Size Id Type Attrs",
                        "  sun: Device Start End Sectors Cylinders Size Id Type Flags",
                        "  all: Offset Bytes FSType Label FSUUID",
                        "",
                        "Exit status: 0 done; 1 something failed; 2 wrong usage; 3 done, but the table",
                        "has problems. In the shell, 'm' prints the menu and 'help' lists the commands.");
        return spec;
    }

    private static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names).arity("0").type(boolean.class).description(description).build();
    }

    private static OptionSpec valued(String label, String description, String... names) {
        return OptionSpec.builder(names).arity("1").type(String.class).paramLabel(label).description(description).build();
    }

    /** An option with one of a few values. */
    private static OptionSpec chosen(OptionSpec option, List<String> values) {
        return OptionSpec.builder(option).completionCandidates(values).build();
    }

    /** An option whose value may be left out, and is attached if it is there. */
    private static OptionSpec optional(String label, String fallback, String description, String... names) {
        return OptionSpec.builder(names)
                .arity("0..1")
                .type(String.class)
                .paramLabel(label)
                .fallbackValue(fallback)
                .description(description)
                .build();
    }

    /**
     * Understands a command line.
     *
     * @param environmentStyle the value of {@code JDISK_STYLE}, if it is set
     * @throws ParameterException saying what is wrong with it
     */
    static Options parse(String[] args, Optional<String> environmentStyle) {
        // A name that begins with @ is a name: what is in a file of that name is not taken for arguments.
        CommandLine line = new CommandLine(spec()).setExpandAtFiles(false);
        // What follows IMAGE COMMAND belongs to the command, options included. Where there is no command, options may
        // follow images, as with getopt.
        line.setStopAtPositional(true).parseArgs(Getopt.expand(args, line.getCommandSpec(), true));
        Given given = new Given(line);
        List<String> words = given.words();
        boolean optionBehindImage = words.size() > 1 && !given.has("--demo") && words.get(1).startsWith("-");
        if (given.isList() || optionBehindImage) {
            line.setStopAtPositional(false).parseArgs(Getopt.expand(args, line.getCommandSpec(), false));
        }
        return given.understand(environmentStyle);
    }

    /** What was given, not yet understood. */
    private record Given(CommandLine line) {
        boolean has(String option) {
            return Boolean.TRUE.equals(option(option).getValue());
        }

        Optional<String> value(String option) {
            return Optional.ofNullable(option(option).getValue());
        }

        /** By its name as it was added: picocli's own search goes over all options. */
        private OptionSpec option(String name) {
            return Objects.requireNonNull(line.getCommandSpec().optionsMap().get(name));
        }

        List<String> words() {
            List<String> words = line.getCommandSpec().positionalParameters().getFirst().getValue();
            return words == null ? List.of() : List.copyOf(words);
        }

        boolean isList() {
            return has("-l") || has("-x") || has("-J") || has("-d");
        }

        Options understand(Optional<String> environmentStyle) {
            List<String> words = words();
            boolean demo = has("--demo");
            boolean aside = has("--help") || has("--version");
            if (!aside) {
                checkWords(words, demo);
            }
            boolean listed = isList();
            int firstOfCommand = demo ? 0 : Math.min(1, words.size());
            return new Options(
                    demo ? List.of() : listed ? words : words.subList(0, firstOfCommand),
                    listed ? List.of() : words.subList(firstOfCommand, words.size()),
                    listed,
                    form(),
                    value("-f"),
                    has("--keep-going"),
                    demo,
                    has("--help"),
                    has("--version"),
                    value("-L").map(this::colour).orElse(Colour.AUTO),
                    wishes(environmentStyle),
                    opening());
        }

        private Opening opening() {
            String backing = value("--backing").orElse("folder");
            if (!backing.equals("folder") && !backing.equals("any")) {
                throw wrong("--backing: '" + backing + "' is not folder or any");
            }
            return new Opening(
                    backing.equals("any"), value("--snapshot"), !has("--no-join"), value("--offset").map(this::range),
                    value("--member"), value("--cache").map(this::folder), isList(), Optional.empty(), Opening.Waiting.NOBODY);
        }

        private Path folder(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw wrong("--cache: '" + text + "' is not the name of a folder");
            }
        }

        private Opening.Range range(String text) {
            Matcher matcher = RANGE.matcher(text);
            if (!matcher.matches()) {
                throw wrong("--offset: '" + text + "' is not a number of bytes, or two with a colon between them");
            }
            return new Opening.Range(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(2) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(2))));
        }

        private Form form() {
            if (has("-J") && has("-d")) {
                throw wrong("-J and -d: give one of them");
            }
            return has("-J") ? Form.JSON : has("-d") ? Form.DUMP : has("-x") ? Form.DETAILS : Form.TABLE;
        }

        private void checkWords(List<String> words, boolean demo) {
            if (words.isEmpty() && !demo) {
                throw wrong("name an image");
            }
            if (demo && isList() && !words.isEmpty()) {
                throw wrong("--demo has its image built in: unexpected argument '" + words.getFirst() + "'");
            }
            if (value("-f").isPresent() && (isList() || words.size() > (demo ? 0 : 1))) {
                throw wrong("-f takes one image and no command");
            }
            if (has("--keep-going") && value("-f").isEmpty()) {
                throw wrong("--keep-going goes with -f");
            }
        }

        private Session.Wishes wishes(Optional<String> environmentStyle) {
            Optional<String> type = value("-t");
            Optional<Label.Kind> kind = type.flatMap(Label.Kind::of);
            if (type.isPresent() && kind.isEmpty()) {
                throw wrong("-t: '" + type.get() + "' is not a kind of table that is known: " + kinds());
            }
            Optional<Long> sectorSize = value("-b").map(text -> number("-b", text, Integer.MAX_VALUE));
            if (sectorSize.isPresent() && !SectorSize.ALLOWED.contains(sectorSize.get().intValue())) {
                throw wrong("-b: '" + sectorSize.get() + "' is not 512, 1024, 2048 or 4096");
            }
            return new Session.Wishes(
                    layout(environmentStyle),
                    value("-u").map(this::unit),
                    new Hints(
                            sectorSize.map(bytes -> new SectorSize(bytes.intValue())), kind, geometry(), Optional.empty()),
                    value("-c").map(this::isDos),
                    value("-o"),
                    has("--bytes"));
        }

        private GeometryFinder.Given geometry() {
            Optional<Long> cylinders = value("-C").map(text -> number("-C", text, MAX_CYLINDERS));
            Optional<Long> heads = value("-H").map(text -> number("-H", text, MAX_HEADS));
            Optional<Long> sectors = value("-S").map(text -> number("-S", text, MAX_SECTORS));
            return new GeometryFinder.Given(
                    cylinders.isPresent() ? OptionalLong.of(cylinders.get()) : OptionalLong.empty(),
                    heads.isPresent() ? OptionalInt.of(heads.get().intValue()) : OptionalInt.empty(),
                    sectors.isPresent() ? OptionalInt.of(sectors.get().intValue()) : OptionalInt.empty());
        }

        /** The layout asked for, or nothing for the one that fits the disk. */
        private Optional<Style> layout(Optional<String> environmentStyle) {
            Optional<String> option = value("--style");
            Optional<Style> layout = option.isPresent()
                    ? style("--style", option.get())
                    : environmentStyle.filter(name -> !name.isEmpty()).flatMap(name -> style("JDISK_STYLE", name));
            if (value("-o").isPresent() && layout.equals(Optional.of(Style.CLASSIC))) {
                throw wrong("-o: the classic layout has no columns to choose from");
            }
            // The modern layout is the only one with details and columns.
            return layout.isEmpty() && (has("-x") || value("-o").isPresent()) ? Optional.of(Style.MODERN) : layout;
        }

        private Optional<Style> style(String where, String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "auto" -> Optional.empty();
                case "classic" -> Optional.of(Style.CLASSIC);
                case "modern" -> Optional.of(Style.MODERN);
                default -> throw wrong(where + ": '" + name + "' is not auto, classic or modern");
            };
        }

        private DisplayUnit unit(String name) {
            return switch (name) {
                case "sectors", "sector" -> DisplayUnit.SECTORS;
                case "cylinders", "cylinder" -> DisplayUnit.CYLINDERS;
                default -> throw wrong("-u: '" + name + "' is not sectors or cylinders");
            };
        }

        private Colour colour(String name) {
            return switch (name) {
                case "auto" -> Colour.AUTO;
                case "always" -> Colour.ALWAYS;
                case "never" -> Colour.NEVER;
                default -> throw wrong("-L: '" + name + "' is not auto, always or never");
            };
        }

        private boolean isDos(String name) {
            return switch (name) {
                case "dos" -> true;
                case "nondos" -> false;
                default -> throw wrong("-c: '" + name + "' is not dos or nondos");
            };
        }

        private long number(String option, String text, long max) {
            try {
                long number = Long.parseLong(text);
                if (number >= 1 && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below, with what would be right
            }
            throw wrong(option + ": '" + text + "' is not a number from 1 to " + max);
        }

        private ParameterException wrong(String problem) {
            return new ParameterException(line, problem);
        }
    }
}
