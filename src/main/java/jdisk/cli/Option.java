package jdisk.cli;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.Label;

/** The options of the command line, in the order in which they are explained. */
enum Option {
    LIST(flag(), "list the tables and exit; several images allowed", "-l", "--list"),
    UNITS(
            optional("UNIT", "sectors").oneOf("sectors", "cylinders"),
            "display units: sectors (-u alone) or cylinders",
            "-u",
            "--units"),
    CYLINDERS(value("N"), "number of cylinders; without it, as many as fit", "-C", "--cylinders"),
    HEADS(value("N"), "number of heads; without it, taken from the table", "-H", "--heads"),
    SECTORS(value("N"), "sectors per track; without it, taken from the table", "-S", "--sectors"),
    SECTOR_SIZE(
            value("N").oneOf("512", "1024", "2048", "4096"), "512, 1024, 2048 or 4096; without it, detected", "-b", "--sector-size"),
    TYPE(
            value("LABEL").oneOf(kinds()),
            "look for this kind of table only: " + String.join(", ", kinds()),
            "-t",
            "--type"),
    LIST_DETAILS(flag(), "like -l, with every column fdisk has", "-x", "--list-details"),
    OUTPUT(value("LIST"), "columns to print: Device,Start,Type or +Attrs", "-o", "--output"),
    JSON(flag(), "the table as sfdisk -J writes it, with offsets in bytes and findings", "-J", "--json"),
    DUMP(flag(), "the table as sfdisk -d writes it", "-d", "--dump"),
    STYLE(
            value("NAME").oneOf("auto", "classic", "modern"),
            "layout: classic (fdisk 2.12), modern (today's fdisk) or auto (the one that fits the disk); also environment JDISK_STYLE",
            "--style"),
    COMPATIBILITY(
            optional("MODE", "nondos").oneOf("dos", "nondos"),
            "fdisk's DOS compatibility mode: dos or nondos (-c alone)",
            "-c",
            "--compatibility"),
    BYTES(flag(), "sizes in bytes, not rounded", "--bytes"),
    COLOR(
            optional("WHEN", "auto").oneOf("auto", "always", "never"),
            "colour: auto (on a terminal; -L alone), always or never; also environment NO_COLOR",
            "-L",
            "--color"),
    OFFSET(value("BYTES[:LENGTH]"), "open what begins there as the image", "--offset"),
    NO_JOIN(flag(), "open one part of an image in parts by itself", "--no-join"),
    BACKING(
            value("WHERE").oneOf("folder", "any"),
            "files that an image names may be in its own folder or anywhere: folder or any",
            "--backing"),
    MEMBER(value("NAME"), "the file in an archive to open as the image", "--member"),
    SNAPSHOT(value("NAME"), "the snapshot of a qcow2 image to open", "--snapshot"),
    CACHE(value("DIR"), "keep there what has to be decoded as a whole, for the next time", "--cache"),
    SCRIPT(value("FILE"), "run the commands of a file; - is standard input", "-f", "--script"),
    KEEP_GOING(flag(), "with -f, continue after a command that fails", "--keep-going"),
    DEMO(flag(), "use the built-in image: the disk of a laptop of 2002", "--demo"),
    HELP(flag(), "print a summary of usage", "-h", "--help"),
    VERSION(flag(), "print the version", "-V", "--version");

    /** Whether a value follows an option. */
    enum Arity {
        /** None does. */
        FLAG,
        /** One may, and is attached if it does. */
        OPTIONAL,
        /** One does, attached or as the next argument. */
        VALUE
    }

    /**
     * What is said of an option's value.
     *
     * @param label what stands for it in the help
     * @param fallback the value meant where none is attached, or nothing
     * @param choice what it can be, or nothing if it is not one of a few
     */
    record Argument(Arity arity, String label, String fallback, List<String> choice) {
        private Argument oneOf(String... values) {
            return new Argument(arity, label, fallback, List.of(values));
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // of records and lists that nothing changes
    private final Argument argument;

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    Option(Argument argument, String description, String... names) {
        this.argument = argument;
        this.description = description;
        this.names = List.of(names);
    }

    private static Argument flag() {
        return new Argument(Arity.FLAG, "", "", List.of());
    }

    private static Argument optional(String label, String fallback) {
        return new Argument(Arity.OPTIONAL, label, fallback, List.of());
    }

    private static Argument value(String label) {
        return new Argument(Arity.VALUE, label, "", List.of());
    }

    private static String[] kinds() {
        List<String> kinds = new ArrayList<>();
        for (Label.Kind kind : Label.Kind.values()) {
            kinds.add(kind.id());
        }
        return kinds.toArray(String[]::new);
    }

    Argument argument() {
        return argument;
    }

    String description() {
        return description;
    }

    /** As they are typed: a letter behind a dash if it has one, and a word behind two. */
    List<String> names() {
        return names;
    }

    /** The word behind two dashes. */
    String longName() {
        return names.getLast();
    }
}
