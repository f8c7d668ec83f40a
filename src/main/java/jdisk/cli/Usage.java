package jdisk.cli;

import java.util.List;
import jdisk.text.Wrapping;
import jdisk.usage.Option;

/** What is written about the command line: its help, and what the manual is made of. */
final class Usage {
    /** The forms of the command line; behind two blanks stands what each does. */
    static final List<String> FORMS = List.of(
            "jdisk [OPTIONS] IMAGE                   a shell, or commands from a pipe",
            "jdisk [OPTIONS] IMAGE COMMAND [ARG...]  run one command of the shell",
            "jdisk [OPTIONS] -l IMAGE...             list partition tables",
            "jdisk [OPTIONS] -f SCRIPT IMAGE         run the commands of a file",
            "jdisk [OPTIONS] --demo [COMMAND...]     the same over a built-in image");

    /** The columns of each kind of table. */
    static final List<String> COLUMNS = List.of(
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
            "  all: Offset Bytes FSType Label FSUUID");

    /** The column at which an option's description begins. */
    private static final int DESCRIPTION = 24;

    /** The columns that a description has: one less where more follows, and from its second line on, it is indented by two. */
    private static final int WIDTH = 56;

    private Usage() {}

    /** A summary of usage. */
    static String help() {
        StringBuilder text = new StringBuilder("fdisk's command loop over a disk image, which is never written to\n\nUsage:\n");
        text.append(lines(FORMS)).append("\nOptions:\n");
        OptionTable.ALL.forEach(option -> text.append(help(option)));
        return text.append("\nColumns for -o:\n").append(lines(COLUMNS)).append("""

                Exit status: 0 done; 1 something failed; 2 wrong usage; 3 done, but the table
                has problems. In the shell, 'm' prints the menu and 'help' lists the commands.
                """).toString();
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String help(Option option) {
        String value = switch (option.arity()) {
            case FLAG -> "";
            case OPTIONAL -> "[=" + option.label() + "]";
            case VALUE -> "=" + option.label();
        };
        String names = (option.names().size() == 1 ? "      " : "  ") + String.join(", ", option.names()) + value;
        String description = option.description();
        String first = description.length() <= WIDTH ? description : Wrapping.lines(description, WIDTH - 1).getFirst();
        String margin = " ".repeat(DESCRIPTION);
        StringBuilder text = new StringBuilder(names)
                .append(names.length() + 2 > DESCRIPTION ? "\n" + margin : " ".repeat(DESCRIPTION - names.length()))
                .append(first).append('\n');
        if (first.length() < description.length()) {
            Wrapping.lines(description.substring(first.length() + 1), WIDTH - 2)
                    .forEach(line -> text.append(margin).append("  ").append(line).append('\n'));
        }
        return text.toString();
    }
}
