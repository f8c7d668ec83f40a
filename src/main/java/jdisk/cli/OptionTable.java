package jdisk.cli;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.Label;
import jdisk.usage.Option;

/** The options of the command line. */
final class OptionTable {
    static final Option LIST = Option.flag("list the tables and exit; several images allowed", "-l", "--list");
    static final Option UNITS = Option.optional(
                    "UNIT", "sectors", "display units: sectors (-u alone) or cylinders", "-u", "--units")
            .oneOf(List.of("sectors", "cylinders"));
    static final Option CYLINDERS = Option.value("N", "number of cylinders; without it, as many as fit", "-C", "--cylinders");
    static final Option HEADS = Option.value("N", "number of heads; without it, taken from the table", "-H", "--heads");
    static final Option SECTORS = Option.value("N", "sectors per track; without it, taken from the table", "-S", "--sectors");
    static final Option SECTOR_SIZE = Option.value("N", "512, 1024, 2048 or 4096; without it, detected", "-b", "--sector-size")
            .oneOf(List.of("512", "1024", "2048", "4096"));
    static final Option TYPE = Option.value(
                    "LABEL", "look for this kind of table only: " + String.join(", ", kinds()), "-t", "--type")
            .oneOf(kinds());
    static final Option LIST_DETAILS = Option.flag("like -l, with every column fdisk has", "-x", "--list-details");
    static final Option OUTPUT = Option.value("LIST", "columns to print: Device,Start,Type or +Attrs", "-o", "--output");
    static final Option JSON = Option.flag("the table as sfdisk -J writes it, with offsets in bytes and findings", "-J", "--json");
    static final Option DUMP = Option.flag("the table as sfdisk -d writes it", "-d", "--dump");
    static final Option STYLE = Option.value(
                    "NAME",
                    "layout: classic (fdisk 2.12), modern (today's fdisk) or auto (the one that fits the disk);"
                            + " also environment JDISK_STYLE",
                    "--style")
            .oneOf(List.of("auto", "classic", "modern"));
    static final Option COMPATIBILITY = Option.optional(
                    "MODE", "nondos", "fdisk's DOS compatibility mode: dos or nondos (-c alone)", "-c", "--compatibility")
            .oneOf(List.of("dos", "nondos"));
    static final Option BYTES = Option.flag("sizes in bytes, not rounded", "--bytes");
    static final Option COLOR = Option.optional(
                    "WHEN",
                    "auto",
                    "colour: auto (on a terminal; -L alone), always or never; also environment NO_COLOR",
                    "-L",
                    "--color")
            .oneOf(List.of("auto", "always", "never"));
    static final Option OFFSET = Option.value("BYTES[:LENGTH]", "open what begins there as the image", "--offset");
    static final Option NO_JOIN = Option.flag("open one part of an image in parts by itself", "--no-join");
    static final Option BACKING = Option.value(
                    "WHERE", "files that an image names may be in its own folder or anywhere: folder or any", "--backing")
            .oneOf(List.of("folder", "any"));
    static final Option MEMBER = Option.value("NAME", "the file in an archive to open as the image", "--member");
    static final Option SNAPSHOT = Option.value("NAME", "the snapshot of a qcow2 image to open", "--snapshot");
    static final Option CACHE = Option.value("DIR", "keep there what has to be decoded as a whole, for the next time", "--cache");
    static final Option SCRIPT = Option.value("FILE", "run the commands of a file; - is standard input", "-f", "--script");
    static final Option KEEP_GOING = Option.flag("with -f, continue after a command that fails", "--keep-going");
    static final Option DEMO = Option.flag("use the built-in image: the disk of a laptop of 2002", "--demo");
    static final Option HELP = Option.flag("print a summary of usage", "-h", "--help");
    static final Option VERSION = Option.flag("print the version", "-V", "--version");

    /** All, in the order in which they are explained. */
    static final List<Option> ALL = List.of(
            LIST, UNITS, CYLINDERS, HEADS, SECTORS, SECTOR_SIZE, TYPE, LIST_DETAILS, OUTPUT, JSON, DUMP,
            STYLE, COMPATIBILITY, BYTES, COLOR, OFFSET, NO_JOIN, BACKING, MEMBER, SNAPSHOT, CACHE, SCRIPT,
            KEEP_GOING, DEMO, HELP, VERSION);

    private OptionTable() {}

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (Label.Kind kind : Label.Kind.values()) {
            kinds.add(kind.id());
        }
        return kinds;
    }
}
