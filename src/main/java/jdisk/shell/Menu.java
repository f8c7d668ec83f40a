package jdisk.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.listing.Style;
import jdisk.text.Emphasis;

/** The keys of the menus, as data: what each does, and what the menu says of it. */
public final class Menu {
    /** What a key does. Its answers come from the rest of the line, then from the console. */
    interface Action {
        Outcome run(Desk desk, Questions questions) throws IOException;
    }

    /** Which menu a key is in. */
    public enum Mode {
        MAIN("Command (m for help): "),
        EXPERT("Expert command (m for help): ");

        private final String prompt;

        Mode(String prompt) {
            this.prompt = prompt;
        }

        /**
         * What asks for a command.
         *
         * @param within whether the image was opened within another
         */
        String prompt(boolean within) {
            return within ? "Opened image " + prompt.toLowerCase(Locale.ROOT) : prompt;
        }
    }

    /** A group of keys in util-linux's menus. */
    private enum Section {
        LABEL(""),
        GEOMETRY("Geometry (for the current label)"),
        GENERIC("Generic"),
        MISC("Misc"),
        SCRIPT("Script"),
        EXIT("Save & Exit");

        private final String title;

        Section(String title) {
            this.title = title;
        }
    }

    /** Where a key is there. */
    private enum Where {
        EVERYWHERE,
        ON_DOS,
        /** Where a disklabel of a BSD can lie within a partition. */
        AROUND_BSD,
        ON_GPT,
        /** Where starts and ends may be told in cylinders. */
        WITH_UNITS,
        /** Where fdisk has not given the key to something that writes. */
        NOT_ON_SGI,
        /** Within another table. */
        NESTED;

        /** An image without a table has the keys of an MBR: fdisk would have made one. */
        boolean isHere(Session session) {
            Label.Kind kind = kind(session);
            return switch (this) {
                case EVERYWHERE -> true;
                case ON_DOS -> kind == Label.Kind.DOS;
                case AROUND_BSD -> kind == Label.Kind.DOS || session.disk().partitions().stream().anyMatch(Partition::isOfBsd);
                case ON_GPT -> kind == Label.Kind.GPT;
                case WITH_UNITS -> kind.isClassic();
                case NOT_ON_SGI -> kind != Label.Kind.SGI;
                case NESTED -> session.isNested();
            };
        }
    }

    /** What a key takes after it, and an example of it. */
    public enum Answer {
        NONE(""),
        PARTITION("6"),
        CYLINDERS("592"),
        HEADS("255"),
        SECTORS("63"),
        /** A command of expert mode. */
        COMMAND("p"),
        /** {@code --json}, for a program to read. */
        FORM("--json"),
        /** A file to write. */
        FILE("disk.sfdisk");

        private final String example;

        Answer(String example) {
            this.example = example;
        }
    }

    /**
     * A key.
     *
     * @param where what has to be in front of the user for the key to be there
     * @param help what util-linux's menu says of it
     * @param classicHelp what the menu of fdisk 2.12 says of it
     * @param answer what the rest of the line tells it
     */
    public record Entry(
            Mode mode,
            char key,
            Where where,
            Section section,
            String help,
            String classicHelp,
            Answer answer,
            Action action) {
        /** The key as users type it. */
        public String name() {
            return Character.toString(key);
        }

        /** Whether the rest of the line answers its questions. */
        public boolean takesAnswers() {
            return answer != Answer.NONE;
        }

        private Entry taking(Answer taken) {
            return new Entry(mode, key, where, section, help, classicHelp, taken, action);
        }

        /** How it may be typed. */
        public String example() {
            return takesAnswers() ? name() + " " + answer.example : name();
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            plain(Mode.MAIN, 'c', Where.ON_DOS, Section.LABEL, "toggle the dos compatibility flag", GeometryActions::toggleDosCompatible),
            plain(Mode.MAIN, 'b', Where.AROUND_BSD, Section.LABEL, "enter nested BSD disklabel", TableActions::enterBsd),
            plain(
                    Mode.MAIN,
                    'M',
                    Where.ON_GPT,
                    Section.LABEL,
                    "enter protective/hybrid MBR",
                    TableActions::enterProtectiveMbr),
            plain(Mode.MAIN, 'F', Where.EVERYWHERE, Section.GENERIC, "list free unpartitioned space", TableActions::freeSpace),
            plain(Mode.MAIN, 'l', Where.EVERYWHERE, Section.GENERIC, "list known partition types", TableActions::types),
            plain(Mode.MAIN, 'p', Where.EVERYWHERE, Section.GENERIC, "print the partition table", TableActions::print),
            plain(Mode.MAIN, 'v', Where.EVERYWHERE, Section.GENERIC, "verify the partition table", TableActions::verify)
                    .taking(Answer.FORM),
            plain(Mode.MAIN, 'i', Where.NOT_ON_SGI, Section.GENERIC, "print information about a partition", TableActions::information)
                    .taking(Answer.PARTITION),
            plain(Mode.MAIN, 'm', Where.EVERYWHERE, Section.MISC, "print this menu", Menu::print),
            plain(Mode.MAIN, 'u', Where.WITH_UNITS, Section.MISC, "change display/entry units", GeometryActions::toggleUnits),
            plain(Mode.MAIN, 'x', Where.EVERYWHERE, Section.MISC, "extra functionality (experts only)", (desk, questions) -> desk.enterExpert(questions.rest()))
                    .taking(Answer.COMMAND),
            plain(Mode.MAIN, 'O', Where.EVERYWHERE, Section.SCRIPT, "dump disk layout to sfdisk script file", TableActions::dump)
                    .taking(Answer.FILE),
            plain(Mode.MAIN, 'r', Where.NESTED, Section.EXIT, "return from nested to parent", TableActions::leaveNested),
            plain(Mode.MAIN, 'q', Where.EVERYWHERE, Section.EXIT, "quit", (desk, questions) -> Outcome.QUIT),
            plain(Mode.EXPERT, 'e', Where.ON_DOS, Section.LABEL, "list extended partitions", TableActions::links),
            plain(
                    Mode.EXPERT,
                    'M',
                    Where.ON_GPT,
                    Section.LABEL,
                    "enter protective/hybrid MBR",
                    TableActions::enterProtectiveMbr),
            plain(Mode.EXPERT, 'c', Where.WITH_UNITS, Section.GEOMETRY, "change number of cylinders", GeometryActions::cylinders)
                    .taking(Answer.CYLINDERS),
            plain(Mode.EXPERT, 'h', Where.WITH_UNITS, Section.GEOMETRY, "change number of heads", GeometryActions::heads)
                    .taking(Answer.HEADS),
            plain(Mode.EXPERT, 's', Where.WITH_UNITS, Section.GEOMETRY, "change number of sectors/track", GeometryActions::sectors)
                    .taking(Answer.SECTORS),
            plain(Mode.EXPERT, 'p', Where.EVERYWHERE, Section.GENERIC, "print the partition table", TableActions::printDetails),
            plain(Mode.EXPERT, 'v', Where.EVERYWHERE, Section.GENERIC, "verify the partition table", TableActions::verify)
                    .taking(Answer.FORM),
            new Entry(
                    Mode.EXPERT,
                    'd',
                    Where.EVERYWHERE,
                    Section.GENERIC,
                    "print the raw data of the first sector from the device",
                    "print the raw data in the partition table",
                    Answer.NONE,
                    TableActions::rawFirstSector),
            plain(Mode.EXPERT, 'D', Where.EVERYWHERE, Section.GENERIC, "print the raw data of the disklabel from the device", TableActions::rawLabel),
            plain(Mode.EXPERT, 'm', Where.EVERYWHERE, Section.GENERIC, "print this menu", Menu::print),
            plain(Mode.EXPERT, 'q', Where.EVERYWHERE, Section.EXIT, "quit", (desk, questions) -> Outcome.QUIT),
            plain(Mode.EXPERT, 'r', Where.EVERYWHERE, Section.EXIT, "return to main menu", (desk, questions) -> desk.leaveExpert()));

    /** Words that plainly mean a key. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("print", "p"),
            Map.entry("list", "p"),
            Map.entry("partitions", "p"),
            Map.entry("info", "i"),
            Map.entry("verify", "v"),
            Map.entry("free", "F"),
            Map.entry("types", "l"),
            Map.entry("units", "u"),
            Map.entry("dump", "O"),
            Map.entry("menu", "m"),
            Map.entry("exit", "q"));

    /** fdisk's keys that would change the disk, of a kind of table. */
    private record Writers(String main, String expert) {
        /** Of what no fdisk knows. */
        static final Writers NONE = new Writers("", "");
    }

    private static final Map<Label.Kind, Writers> WRITERS = Map.of(
            Label.Kind.DOS, new Writers("adntwogGsIeT", "bfiwgF"),
            Label.Kind.GPT, new Writers("adntwogGsIeT", "fiwnluABRS"),
            Label.Kind.SGI, new Writers("adntwogGsIbci", "fw"),
            Label.Kind.SUN, new Writers("adntwogGsIc", "fwaeioy"),
            Label.Kind.BSD, new Writers("dentwogGsI", "f"));

    private Menu() {}

    /** The kind of table in front of the user; without one, fdisk's keys are those of an MBR. */
    private static Label.Kind kind(Session session) {
        return session.label().map(Label::kind).orElse(Label.Kind.DOS);
    }

    private static Entry plain(Mode mode, char key, Where where, Section section, String help, Action action) {
        return new Entry(mode, key, where, section, help, help, Answer.NONE, action);
    }

    /** The key that a word plainly means, if it does. */
    static Optional<String> meantBy(String word) {
        return Optional.ofNullable(MEANT.get(word));
    }

    /** The words that plainly mean a key. */
    public static Set<String> wordsForKeys() {
        return MEANT.keySet();
    }

    /** All keys, in the order of util-linux's menus. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /**
     * The entry of a key. fdisk 2.12 takes capitals for small letters, and so does its style where nothing else has the key.
     *
     * @throws UserError if there is none, saying so in fdisk's words, or that the key would write
     */
    static Entry require(Mode mode, String key, Session session) {
        String small = session.style() == Style.CLASSIC ? key.toLowerCase(Locale.ROOT) : key;
        for (String candidate : List.of(key, small)) {
            Optional<Entry> entry = find(mode, candidate, session);
            if (entry.isPresent()) {
                return entry.get();
            }
            if (writers(mode, session).contains(candidate)) {
                throw UserError.asFdisk("jdisk never writes to an image: '" + key + "' is not available");
            }
        }
        throw UserError.asFdisk(key + ": unknown command");
    }

    /** fdisk's keys that would change the disk. */
    private static String writers(Mode mode, Session session) {
        Writers writers = WRITERS.getOrDefault(kind(session), Writers.NONE);
        return mode == Mode.MAIN ? writers.main() : writers.expert();
    }

    private static Optional<Entry> find(Mode mode, String key, Session session) {
        return here(mode, session).filter(entry -> entry.name().equals(key)).findFirst();
    }

    /** The keys that are there. */
    public static Stream<Entry> here(Mode mode, Session session) {
        return ENTRIES.stream().filter(entry -> entry.mode() == mode && entry.where().isHere(session));
    }

    private static Outcome print(Desk desk, Questions questions) {
        desk.console().print(text(desk));
        return Outcome.DONE;
    }

    /**
     * The menu of a mode: fdisk's keys, then the words. For scripts and pipes the keys are in fdisk's form, line for line; on a
     * terminal they are in two columns, so that all of it is seen at once.
     */
    private static String text(Desk desk) {
        Session session = desk.session();
        Emphasis emphasis = desk.console().page().emphasis();
        List<Entry> entries = here(desk.mode(), session).toList();
        String words = WordList.names(desk.words().summaries(), "   ");
        if (desk.console().isTerminal()) {
            String more = "'help' lists what the words are for, 'help WORD' explains one; Tab completes.\n";
            return emphasis.header("Keys") + "\n" + inColumns(entries, session.style()) + emphasis.header("Words") + "\n" + words + more;
        }
        return switch (session.style()) {
            case CLASSIC -> classic(entries, emphasis) + words;
            case MODERN -> modern(desk.mode(), entries, kind(session).title(), emphasis) + words + "\n";
        };
    }

    /** Keys in two columns, each in util-linux's order, section by section; what does not fit beside another has a line of its own. */
    private static String inColumns(List<Entry> entries, Style style) {
        List<String> cells = new ArrayList<>();
        Stream.of(Section.values()).forEach(section -> entries.stream()
                .filter(entry -> entry.section() == section)
                .forEach(entry -> cells.add("   " + entry.key() + "  " + (style == Style.CLASSIC ? entry.classicHelp() : entry.help()))));
        int half = WordList.WIDTH / 2;
        List<String> narrow = cells.stream().filter(cell -> cell.length() < half).toList();
        int rows = (narrow.size() + 1) / 2;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            String right = i + rows < narrow.size() ? narrow.get(i + rows) : "";
            text.append(right.isEmpty() ? narrow.get(i) : WordList.padded(narrow.get(i), half) + right).append('\n');
        }
        cells.stream().filter(cell -> cell.length() >= half).forEach(cell -> text.append(cell).append('\n'));
        return text.toString();
    }

    private static String classic(List<Entry> entries, Emphasis emphasis) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(entry -> Character.toLowerCase(entry.key())));
        StringBuilder text = new StringBuilder(emphasis.header("Command action") + "\n");
        sorted.forEach(entry -> append(text, entry.key(), entry.classicHelp()));
        return text.append(emphasis.header("Words")).append('\n').toString();
    }

    private static String modern(Mode mode, List<Entry> entries, String label, Emphasis emphasis) {
        StringBuilder text = new StringBuilder(mode == Mode.EXPERT ? "\nHelp (expert commands):\n" : "\nHelp:\n");
        for (Section section : Section.values()) {
            List<Entry> keys = entries.stream().filter(entry -> entry.section() == section).toList();
            if (!keys.isEmpty()) {
                text.append(emphasis.header("\n  " + (section == Section.LABEL ? label : section.title) + "\n"));
                keys.forEach(entry -> append(text, entry.key(), entry.help()));
            }
        }
        return text.append(emphasis.header("\n  Words\n")).toString();
    }

    private static void append(StringBuilder text, char key, String help) {
        text.append("   ").append(key).append("   ").append(help).append('\n');
    }
}
