package jdisk.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import jdisk.usage.Arguments;
import jdisk.usage.Getopt;
import jdisk.usage.Option;
import jdisk.usage.WrongUsage;

/**
 * The options of the command line, as given and as meant.
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

    /**
     * Understands a command line.
     *
     * @param environmentStyle the value of {@code JDISK_STYLE}, if it is set
     * @throws WrongUsage saying what is wrong with it
     */
    static Options parse(String[] args, Optional<String> environmentStyle) {
        // What follows IMAGE COMMAND belongs to the command, options included. Where there is no command, options may
        // follow images, as with getopt.
        List<String> line = Arrays.asList(args);
        Given given = new Given(Getopt.ofProgram(OptionTable.ALL, line, true));
        List<String> words = given.words();
        boolean optionBehindImage = words.size() > 1 && !given.has(OptionTable.DEMO) && words.get(1).startsWith("-");
        if (given.isList() || optionBehindImage) {
            given = new Given(Getopt.ofProgram(OptionTable.ALL, line, false));
        }
        return given.understand(environmentStyle);
    }

    /** What was given, not yet understood. */
    private record Given(Arguments line) {
        boolean has(Option option) {
            return line.has(option);
        }

        Optional<String> value(Option option) {
            return line.value(option);
        }

        List<String> words() {
            return line.words();
        }

        boolean isList() {
            return has(OptionTable.LIST) || has(OptionTable.LIST_DETAILS) || has(OptionTable.JSON) || has(OptionTable.DUMP);
        }

        Options understand(Optional<String> environmentStyle) {
            List<String> words = words();
            boolean demo = has(OptionTable.DEMO);
            boolean aside = has(OptionTable.HELP) || has(OptionTable.VERSION);
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
                    value(OptionTable.SCRIPT),
                    has(OptionTable.KEEP_GOING),
                    demo,
                    has(OptionTable.HELP),
                    has(OptionTable.VERSION),
                    value(OptionTable.COLOR).map(this::colour).orElse(Colour.AUTO),
                    wishes(environmentStyle),
                    opening());
        }

        private Opening opening() {
            String backing = value(OptionTable.BACKING).orElse("folder");
            if (!backing.equals("folder") && !backing.equals("any")) {
                throw wrong("--backing: '" + backing + "' is not folder or any");
            }
            return new Opening(
                    backing.equals("any"),
                    value(OptionTable.SNAPSHOT),
                    !has(OptionTable.NO_JOIN),
                    value(OptionTable.OFFSET).map(this::range),
                    value(OptionTable.MEMBER),
                    value(OptionTable.CACHE).map(this::folder),
                    isList(),
                    Optional.empty(),
                    Opening.Waiting.NOBODY);
        }

        private Path folder(String text) {
            if (text.isEmpty()) {
                throw wrong("--cache: name a folder");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw wrong("--cache: '" + text + "' is not the name of a folder");
            }
        }

        private Opening.Range range(String text) {
            Matcher matcher = Pattern.compile("(\\d{1,18})(?::(\\d{1,18}))?").matcher(text);
            if (!matcher.matches()) {
                throw wrong("--offset: '" + text + "' is not a number of bytes, or two with a colon between them");
            }
            if (matcher.group(2) != null && Long.parseLong(matcher.group(2)) == 0) {
                throw wrong("--offset: '" + text + "': the length is 0");
            }
            return new Opening.Range(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(2) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(2))));
        }

        private Form form() {
            if (has(OptionTable.JSON) && has(OptionTable.DUMP)) {
                throw wrong("-J and -d: give one of them");
            }
            return has(OptionTable.JSON)
                    ? Form.JSON
                    : has(OptionTable.DUMP) ? Form.DUMP : has(OptionTable.LIST_DETAILS) ? Form.DETAILS : Form.TABLE;
        }

        private void checkWords(List<String> words, boolean demo) {
            if (words.isEmpty() && !demo) {
                throw wrong("name an image");
            }
            if (demo && isList() && !words.isEmpty()) {
                throw wrong("--demo has its image built in: unexpected argument '" + words.getFirst() + "'");
            }
            if (value(OptionTable.SCRIPT).isPresent() && (isList() || words.size() > (demo ? 0 : 1))) {
                throw wrong("-f takes one image and no command");
            }
            if (has(OptionTable.KEEP_GOING) && value(OptionTable.SCRIPT).isEmpty()) {
                throw wrong("--keep-going goes with -f");
            }
        }

        private Session.Wishes wishes(Optional<String> environmentStyle) {
            Optional<String> type = value(OptionTable.TYPE);
            Optional<Label.Kind> kind = type.flatMap(Label.Kind::of);
            if (type.isPresent() && kind.isEmpty()) {
                throw wrong("-t: '" + type.get() + "' is not a kind of table that is known: "
                        + String.join(", ", OptionTable.TYPE.choices()));
            }
            Optional<Long> sectorSize = value(OptionTable.SECTOR_SIZE).map(text -> number("-b", text, Integer.MAX_VALUE));
            if (sectorSize.isPresent() && !SectorSize.ALLOWED.contains(sectorSize.get().intValue())) {
                throw wrong("-b: '" + sectorSize.get() + "' is not 512, 1024, 2048 or 4096");
            }
            return new Session.Wishes(
                    layout(environmentStyle),
                    value(OptionTable.UNITS).map(this::unit),
                    new Hints(
                            sectorSize.map(bytes -> new SectorSize(bytes.intValue())), kind, geometry(), Optional.empty()),
                    value(OptionTable.COMPATIBILITY).map(this::isDos),
                    value(OptionTable.OUTPUT),
                    has(OptionTable.BYTES));
        }

        private GeometryFinder.Given geometry() {
            Optional<Long> cylinders = value(OptionTable.CYLINDERS).map(text -> number("-C", text, MAX_CYLINDERS));
            Optional<Long> heads = value(OptionTable.HEADS).map(text -> number("-H", text, MAX_HEADS));
            Optional<Long> sectors = value(OptionTable.SECTORS).map(text -> number("-S", text, MAX_SECTORS));
            return new GeometryFinder.Given(
                    cylinders.isPresent() ? OptionalLong.of(cylinders.get()) : OptionalLong.empty(),
                    heads.isPresent() ? OptionalInt.of(heads.get().intValue()) : OptionalInt.empty(),
                    sectors.isPresent() ? OptionalInt.of(sectors.get().intValue()) : OptionalInt.empty());
        }

        /** The layout asked for, or nothing for the one that fits the disk. */
        private Optional<Style> layout(Optional<String> environmentStyle) {
            Optional<String> option = value(OptionTable.STYLE);
            Optional<Style> layout = option.isPresent()
                    ? style("--style", option.get())
                    : environmentStyle.filter(name -> !name.isEmpty()).flatMap(name -> style("JDISK_STYLE", name));
            if (value(OptionTable.OUTPUT).isPresent() && layout.equals(Optional.of(Style.CLASSIC))) {
                throw wrong("-o: the classic layout has no columns to choose from");
            }
            // The modern layout is the only one with details and columns.
            boolean isModern = has(OptionTable.LIST_DETAILS) || has(OptionTable.OUTPUT);
            return layout.isEmpty() && isModern ? Optional.of(Style.MODERN) : layout;
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

        private static WrongUsage wrong(String problem) {
            return new WrongUsage(problem);
        }
    }
}
