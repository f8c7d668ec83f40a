package jdisk.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdisk.disk.Disk;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.label.Label;
import jdisk.label.PartitionNames;
import jdisk.saved.Comparison;
import jdisk.saved.ContentComparison;
import jdisk.saved.SavedTable;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.source.Sources;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class CompareCommand implements WordCommand {
    private static final Option CONTENT =
            Option.flag("compare the bytes of the partitions, too, with those of another image", "--content");

    /** A file that holds a listing is not larger; what is, or has a NUL in its first bytes, is an image. */
    private static final int TEXT_LIMIT = 1 << 20;

    @Override
    public Syntax syntax() {
        return new Syntax(
                "compare",
                "compare with a saved table",
                List.of(
                        "Compares the table with one saved in a file: a listing of @|bold fdisk -l|@ of any time and of any "
                                + "device, a dump of @|bold sfdisk -d|@, the JSON of @|bold -J|@, or another image. Prints a "
                                + "line for each difference, and a verdict; exit status 3 if there is a difference. With "
                                + "@|bold --content|@, the bytes of each partition are compared, too, with those of another "
                                + "image."),
                "compare hda.fdisk",
                List.of(CONTENT),
                List.of(
                        Parameter.required("FILE", "a saved listing, dump or JSON, or another image"),
                        Parameter.optional("DISK", "the one that is meant, where the file is about several")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        Path file = arguments.path(0).orElseThrow();
        String wanted = arguments.word(1);
        Session session = desk.session();
        Label label = session.requireLabel();
        String theirs = session.visible().text(file.toString());
        List<String> differences = saved(session, file).stream()
                .filter(table -> wanted.isEmpty() || table.disk().equals(wanted))
                .map(table -> Comparison.differences(session.disk(), table, theirs, session.visible()))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow(() -> new UserError(theirs + (wanted.isEmpty()
                        ? ": neither an image with a table, nor a listing of fdisk -l, nor a dump of sfdisk -d, nor JSON of -J"
                        : ": it says nothing about a disk '" + session.visible().text(wanted) + "'")));
        if (arguments.has(CONTENT)) {
            differences = new ArrayList<>(differences);
            differences.addAll(contents(desk, file, theirs));
        }
        differences.forEach(line -> desk.console().print(line + "\n"));
        String both = session.name() + " and " + theirs;
        desk.console().print(differences.isEmpty()
                ? both + " say the same: " + count(label.partitions().size(), "partition") + "\n"
                : both + " differ: " + count(differences.size(), "difference") + "\n");
        return differences.isEmpty() ? Outcome.DONE : Outcome.PROBLEMS;
    }

    /** A line for each partition whose bytes are not the same, or could not all be read. */
    private static List<String> contents(Desk desk, Path file, String theirs) {
        Session session = desk.session();
        try (Image image = Sources.open(file)) {
            Disk other = Disk.open(image, session.hints().forAnother());
            if (other.label().isEmpty()) {
                throw new UserError(theirs + ": not an image with a table; --content compares with another image");
            }
            List<String> lines = new ArrayList<>();
            for (ContentComparison.Outcome outcome : ContentComparison.of(session.disk(), other, desk::isInterrupted)) {
                String name = PartitionNames.inWords(outcome.partition());
                if (!outcome.unread().isEmpty()) {
                    lines.add(name + ": content could not be compared to the end: " + session.visible().text(outcome.unread()));
                } else if (outcome.firstDifference().isPresent()) {
                    long sector = outcome.firstDifference().getAsLong();
                    lines.add(name + ": content differs, first in its sector " + sector + " ("
                            + (outcome.partition().extent().first() + sector) + " of the image)");
                } else {
                    desk.console().print(name + ": the same content\n");
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UserError(theirs + ": " + IoMessage.of(e));
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The tables in the file: of each disk one, if it is a listing of several. */
    private static List<SavedTable> saved(Session session, Path file) {
        try {
            return read(session, file);
        } catch (IOException e) {
            throw new UserError(session.visible().text(file.toString()) + ": " + IoMessage.of(e));
        }
    }

    private static List<SavedTable> read(Session session, Path file) throws IOException {
        if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
            byte[] piped = bytes(file);
            if (!new ByteView(piped).hasZero()) {
                return SavedTable.parse(new String(piped, StandardCharsets.UTF_8));
            }
        }
        try (Image image = Sources.open(file)) {
            ByteView start = image.viewUpTo(0, 4096);
            if (image.size() > TEXT_LIMIT || start.hasZero()) {
                Disk other = Disk.open(image, session.hints().forAnother());
                return other.label().isPresent() ? List.of(SavedTable.of(other)) : List.of();
            }
        }
        return SavedTable.parse(new String(bytes(file), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(TEXT_LIMIT);
        }
    }
}
