package jdisk.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.label.WholeImage;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;

/** What a word acts on, as users name it. Each word takes some of the forms. */
sealed interface Target {

    /** The image as a whole: {@code disk}. */
    record Whole() implements Target {}

    /** All things of a kind: {@code all} partitions, {@code gaps}, {@code tables}. */
    record Group(Form form) implements Target {}

    /** A partition: {@code 6}, {@code p6} and {@code hda.img6} are the same; {@code 0} is the whole image. */
    record Part(Partition partition) implements Target {}

    /** A run of sectors of the image: {@code START:COUNT}. */
    record Run(Extent extent) implements Target {}

    /** A sector of a partition, counted from its start: {@code 6:SECTOR}. */
    record SectorOfPart(Partition partition, long sector) implements Target {}

    /** A sector of the image: {@code @SECTOR}; for words that take no sector, the volume that was found to begin there. */
    record Sector(long sector) implements Target {}

    /**
     * Something in the file system of a partition: {@code 6:/etc/fstab}, {@code root:/etc}; also {@code /etc}, of the partition that
     * was chosen, or of an image without a table.
     *
     * @param path from the root on
     */
    record Within(Partition partition, String path) implements Target {}

    /** How a target may be named. */
    enum Form {
        DISK,
        ALL,
        GAPS,
        TABLES,
        PARTITION,
        RUN,
        SECTOR_OF_PARTITION,
        SECTOR,
        /** A path; for words that take nothing else, a partition stands for its root. */
        PATH
    }

    /** Numbers of more digits are no sector's. */
    Pattern RUN = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    Pattern SECTOR_OF_PARTITION = Pattern.compile("(.+):(\\d{1,18})");
    Pattern SECTOR = Pattern.compile("@(\\d{1,18})");

    /** A partition, and what a table within it calls one of its own. */
    Pattern NESTED = Pattern.compile("(.+):([a-z]|s\\d{1,2})");

    Pattern PARTITION = Pattern.compile("p?(\\d{1,9})");

    /**
     * What a name stands for.
     *
     * @param word the command, for the example of an error
     * @param forms those the command takes
     * @throws UserError if it stands for nothing that the command takes, or there is no such partition
     */
    static Target parse(String word, String name, Set<Form> forms, Session session) {
        for (Form group : Set.of(Form.ALL, Form.GAPS, Form.TABLES)) {
            if (forms.contains(group) && name.equals(nameOf(group))) {
                return new Group(group);
            }
        }
        if (forms.contains(Form.DISK) && name.equals(nameOf(Form.DISK))) {
            return new Whole();
        }
        Matcher run = RUN.matcher(name);
        if (forms.contains(Form.RUN) && run.matches()) {
            return new Run(new Extent(Long.parseLong(run.group(1)), Long.parseLong(run.group(2))));
        }
        Matcher sector = SECTOR.matcher(name);
        if (forms.contains(Form.SECTOR) && sector.matches()) {
            return new Sector(Long.parseLong(sector.group(1)));
        }
        Matcher within = SECTOR_OF_PARTITION.matcher(name);
        if (forms.contains(Form.SECTOR_OF_PARTITION) && within.matches() && !isPath(within.group(1), session)) {
            return new SectorOfPart(partition(word, within.group(1), session), Long.parseLong(within.group(2)));
        }
        if (forms.contains(Form.PATH)) {
            Optional<Target> path = Paths.parse(word, name, forms.contains(Form.PARTITION), session);
            if (path.isPresent()) {
                return path.get();
            }
        }
        return new Part(partition(word, name, session));
    }

    /** Whether what stands before a colon is a path, so that a stream follows, as in 1:/file:7. */
    private static boolean isPath(String name, Session session) {
        return name.contains(":/") || (name.startsWith("/") && number(name, session).isEmpty());
    }

    private static String nameOf(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The partition of a name.
     *
     * @throws UserError if it is not the name of a partition, or there is no such partition
     */
    static Partition partition(String word, String name, Session session) {
        Matcher sector = SECTOR.matcher(name);
        if (sector.matches()) {
            return FoundPartitions.at(Long.parseLong(sector.group(1)), session);
        }
        if (session.label().isEmpty() && !isWhole(name, session)) {
            session.requireLabel();
        }
        Matcher nested = NESTED.matcher(name);
        if (nested.matches() && number(nested.group(1), session).isPresent()) {
            return nested(partition(word, nested.group(1), session), nested.group(2), session);
        }
        // Of a BSD's label, the letter it has for a partition.
        Optional<Partition> lettered = session.label().map(Label::partitions).orElse(List.of()).stream()
                .filter(partition -> partition.designation().equals(name))
                .map(Partition.class::cast)
                .findFirst();
        return lettered.isPresent() && number(name, session).isEmpty() ? lettered.get() : session.requirePartition(number(word, name, session));
    }

    /** @throws UserError if there is no table in the partition, or it has no such partition */
    private static Partition nested(Partition outer, String designation, Session session) {
        List<NestedPartition> there = session.disk().nestedPartitions(outer);
        return there.stream()
                .filter(partition -> partition.designation().equals(designation))
                .findFirst()
                .orElseThrow(() -> new UserError(there.isEmpty()
                        ? "partition " + outer.reference() + " holds no table of a BSD, Solaris or Minix"
                        : "the table in partition " + outer.reference() + " has no partition " + designation + "; it has "
                                + String.join(", ", there.stream().map(NestedPartition::designation).toList())));
    }

    /** Whether a name is that of partition 0, the whole image. */
    private static boolean isWhole(String name, Session session) {
        OptionalInt number = number(name, session);
        return number.isPresent() && number.getAsInt() == WholeImage.NUMBER;
    }

    /** The number in the name of a partition. */
    static int number(String word, String name, Session session) {
        OptionalInt number = number(name, session);
        return (number.isPresent() ? number : Aliases.number(name, session)).orElseThrow(() -> new UserError("'"
                + session.visible().text(name) + "' is not a partition; name it by its number, as in '" + word + " 1'"));
    }

    /** The number in a name, if it is one that has a number. */
    static OptionalInt number(String name, Session session) {
        Matcher bare = PARTITION.matcher(name);
        if (bare.matches()) {
            return OptionalInt.of(Integer.parseInt(bare.group(1))); // even of an image whose name is a number
        }
        String rest = name;
        String path = session.image().name();
        String file = String.valueOf(Path.of(path).getFileName());
        // The longest prefix first: hda.img6 is partition 6 of hda.img, not of an image named hda.
        if (name.length() > path.length() && name.startsWith(path)) {
            rest = name.substring(path.length());
        } else if (name.length() > file.length() && name.startsWith(file)) {
            rest = name.substring(file.length());
        }
        Matcher matcher = PARTITION.matcher(rest);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
