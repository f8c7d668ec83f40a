package jdisk.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdisk.listing.Style;

/** The keys of the menus, as data: what each does, and what the menu says of it. */
public final class Menu {
    /** What a key does. Its answers come from the rest of the line, then from the console. */
    interface Action {
        Outcome run(Shell shell, Questions questions) throws IOException;
    }

    /** Which menu a key is in. */
    public enum Mode {
        MAIN("Command (m for help): "),
        EXPERT("Expert command (m for help): ");

        private final String prompt;

        Mode(String prompt) {
            this.prompt = prompt;
        }

        String prompt() {
            return prompt;
        }
    }

    /** A group of keys in util-linux's menus. */
    private enum Section {
        LABEL("DOS (MBR)"),
        GEOMETRY("Geometry (for the current label)"),
        GENERIC("Generic"),
        MISC("Misc"),
        EXIT("Save & Exit");

        private final String title;

        Section(String title) {
            this.title = title;
        }
    }

    /**
     * A key.
     *
     * @param help what util-linux's menu says of it
     * @param classicHelp what the menu of fdisk 2.12 says of it
     * @param takesAnswers whether the rest of the line answers its questions
     */
    public record Entry(
            Mode mode, char key, Section section, String help, String classicHelp, boolean takesAnswers, Action action) {
        /** The key as users type it. */
        public String name() {
            return Character.toString(key);
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            plain(Mode.MAIN, 'c', Section.LABEL, "toggle the dos compatibility flag", GeometryActions::toggleDosCompatible),
            plain(Mode.MAIN, 'F', Section.GENERIC, "list free unpartitioned space", TableActions::freeSpace),
            plain(Mode.MAIN, 'l', Section.GENERIC, "list known partition types", TableActions::types),
            plain(Mode.MAIN, 'p', Section.GENERIC, "print the partition table", TableActions::print),
            plain(Mode.MAIN, 'v', Section.GENERIC, "verify the partition table", TableActions::verify),
            asking(Mode.MAIN, 'i', Section.GENERIC, "print information about a partition", TableActions::information),
            plain(Mode.MAIN, 'm', Section.MISC, "print this menu", Menu::print),
            plain(Mode.MAIN, 'u', Section.MISC, "change display/entry units", GeometryActions::toggleUnits),
            asking(Mode.MAIN, 'x', Section.MISC, "extra functionality (experts only)", (shell, questions) -> shell.enterExpert(questions)),
            plain(Mode.MAIN, 'q', Section.EXIT, "quit", (shell, questions) -> Outcome.QUIT),
            plain(Mode.EXPERT, 'e', Section.LABEL, "list extended partitions", TableActions::links),
            asking(Mode.EXPERT, 'c', Section.GEOMETRY, "change number of cylinders", GeometryActions::cylinders),
            asking(Mode.EXPERT, 'h', Section.GEOMETRY, "change number of heads", GeometryActions::heads),
            asking(Mode.EXPERT, 's', Section.GEOMETRY, "change number of sectors/track", GeometryActions::sectors),
            plain(Mode.EXPERT, 'p', Section.GENERIC, "print the partition table", TableActions::printDetails),
            plain(Mode.EXPERT, 'v', Section.GENERIC, "verify the partition table", TableActions::verify),
            new Entry(
                    Mode.EXPERT,
                    'd',
                    Section.GENERIC,
                    "print the raw data of the first sector from the device",
                    "print the raw data in the partition table",
                    false,
                    TableActions::rawFirstSector),
            plain(Mode.EXPERT, 'D', Section.GENERIC, "print the raw data of the disklabel from the device", TableActions::rawLabel),
            plain(Mode.EXPERT, 'm', Section.GENERIC, "print this menu", Menu::print),
            plain(Mode.EXPERT, 'q', Section.EXIT, "quit", (shell, questions) -> Outcome.QUIT),
            plain(Mode.EXPERT, 'r', Section.EXIT, "return to main menu", (shell, questions) -> shell.leaveExpert()));

    /** fdisk's keys that would change the disk. */
    private static final String MAIN_WRITERS = "adntwogGsIeT";

    private static final String EXPERT_WRITERS = "bfiwgF";

    private Menu() {}

    private static Entry plain(Mode mode, char key, Section section, String help, Action action) {
        return new Entry(mode, key, section, help, help, false, action);
    }

    private static Entry asking(Mode mode, char key, Section section, String help, Action action) {
        return new Entry(mode, key, section, help, help, true, action);
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
    static Entry require(Mode mode, String key, Style style) {
        String small = style == Style.CLASSIC ? key.toLowerCase(Locale.ROOT) : key;
        for (String candidate : List.of(key, small)) {
            Optional<Entry> entry = find(mode, candidate);
            if (entry.isPresent()) {
                return entry.get();
            }
            if ((mode == Mode.MAIN ? MAIN_WRITERS : EXPERT_WRITERS).contains(candidate)) {
                throw UserError.asFdisk("jdisk never writes to an image: '" + key + "' is not available");
            }
        }
        throw UserError.asFdisk(key + ": unknown command");
    }

    private static Optional<Entry> find(Mode mode, String key) {
        return ENTRIES.stream()
                .filter(entry -> entry.mode() == mode && entry.name().equals(key))
                .findFirst();
    }

    private static Outcome print(Shell shell, Questions questions) {
        shell.console().print(text(shell.mode(), shell.session().style(), shell.words()));
        return Outcome.DONE;
    }

    /** The menu of a mode: fdisk's keys in fdisk's form, then the words. */
    static String text(Mode mode, Style style, Words words) {
        List<Entry> entries = ENTRIES.stream().filter(entry -> entry.mode() == mode).toList();
        StringBuilder text = new StringBuilder(
                switch (style) {
                    case CLASSIC -> classic(entries);
                    case MODERN -> modern(mode, entries);
                });
        List<Words.Summary> summaries = words.summaries();
        int width = summaries.stream().mapToInt(summary -> summary.usage().length()).max().orElse(0);
        for (Words.Summary summary : summaries) {
            text.append("   ").append(summary.usage()).append(" ".repeat(width - summary.usage().length()));
            text.append("   ").append(summary.purpose()).append('\n');
        }
        return text.append(style == Style.MODERN ? "\n" : "").toString();
    }

    private static String classic(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(entry -> Character.toLowerCase(entry.key())));
        StringBuilder text = new StringBuilder("Command action\n");
        sorted.forEach(entry -> append(text, entry.key(), entry.classicHelp()));
        return text.append("Words\n").toString();
    }

    private static String modern(Mode mode, List<Entry> entries) {
        StringBuilder text = new StringBuilder(mode == Mode.EXPERT ? "\nHelp (expert commands):\n" : "\nHelp:\n");
        for (Section section : Section.values()) {
            List<Entry> keys = entries.stream().filter(entry -> entry.section() == section).toList();
            if (!keys.isEmpty()) {
                text.append("\n  ").append(section.title).append('\n');
                keys.forEach(entry -> append(text, entry.key(), entry.help()));
            }
        }
        return text.append("\n  Words\n").toString();
    }

    private static void append(StringBuilder text, char key, String help) {
        text.append("   ").append(key).append("   ").append(help).append('\n');
    }
}
