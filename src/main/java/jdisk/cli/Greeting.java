package jdisk.cli;

import jdisk.label.Label;
import jdisk.shell.Session;
import jdisk.shell.WordList;
import jdisk.shell.Words;
import jdisk.text.HumanSize;

/** What is said to those who have just arrived. */
final class Greeting {
    /** What to type first. */
    static final String FIRST_STEPS = """
            jdisk --demo       try it on a built-in image: p prints its table, m lists keys
            jdisk -l IMAGE     list the partition table of a disk image
            jdisk IMAGE        a shell over it, as fdisk's; the image is never written to
            jdisk IMAGE ls 1   one command: list the files in partition 1; get copies them
            jdisk --help       all options and words; 'man jdisk' is the manual
            """;

    private Greeting() {}

    /**
     * What a session on a terminal begins with.
     *
     * @param width of the terminal, in columns
     */
    static String of(Session session, int width) {
        String table = session.label().map(Label::kind).map(kind -> kind.title() + " partition table").orElse("no partition table");
        String about = HumanSize.full(session.image().size()) + ", " + table + ". Never written to; m for help.\n";
        String name = session.name() + ": ";
        return name.length() + about.length() <= width ? name + about : name.stripTrailing() + "\n" + about;
    }

    /** The words, behind the options in a summary of usage. */
    static String words(Words words) {
        return "\nWords, after IMAGE or in the shell ('help WORD' explains one):\n" + WordList.names(words.summaries(), "  ");
    }
}
