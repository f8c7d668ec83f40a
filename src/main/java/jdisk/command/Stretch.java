package jdisk.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import jdisk.disk.DiskMap;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.FoundPartition;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.shell.NoTable;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;

/**
 * A part of an image that is copied or digested.
 *
 * @param what as messages call it
 * @param file the name of a file that holds it
 * @param slice of the image
 */
record Stretch(String what, String file, Slice slice) {
    private static final String DISK = "the image";

    /** The whole image. */
    static Stretch disk(Session session) {
        return new Stretch(DISK, fileName(session), Slice.of(session.image()));
    }

    static Stretch of(Partition partition, Session session) {
        if (partition.isWholeImage()) {
            return disk(session);
        }
        String file = partition instanceof FoundPartition
                ? fileName(session) + ".at-" + partition.extent().first()
                : PartitionNames.ofFile(session.image().name(), partition);
        return new Stretch(PartitionNames.inWords(partition), file, session.disk().slice(partition));
    }

    static Stretch of(DiskMap.Region region, Session session) {
        String kind = region.table().map(table -> table.title().toLowerCase(Locale.ROOT).replace(' ', '-')).orElse("gap");
        return within(session, kind + " at sector " + region.extent().first(),
                fileName(session) + "." + region.extent().first() + "-" + kind, region.extent());
    }

    /** A run of sectors of the image. */
    static Stretch of(Extent extent, Session session) {
        return within(session, "the run " + extent.first() + ":" + extent.count(),
                fileName(session) + "." + extent.first() + "-" + extent.count(), extent);
    }

    private static Stretch within(Session session, String what, String file, Extent extent) {
        return new Stretch(what, file, session.disk().slice(extent));
    }

    /** The image's own name, without its directories. */
    private static String fileName(Session session) {
        return String.valueOf(Path.of(session.image().name()).getFileName());
    }

    /**
     * Whether it was asked for as the disk, and is not: the image is a container that is not read, which was said when it was opened.
     * All sectors of it as a run are what they are.
     */
    boolean isContainer(Session session) {
        return what.equals(DISK) && NoTable.isContainer(session.disk());
    }

    /** Whether its sectors are counted as those of the image are; those of a file are counted from the start of it. */
    boolean isOf(Image image) {
        return slice.image().equals(image);
    }

    /** Bytes that are there. */
    long there() {
        return slice.size();
    }

    /** Bytes that should be there. */
    long length() {
        return slice.length();
    }

    /** @throws UserError if a partition only holds others */
    static void refuseContainer(Partition partition, Label label) {
        refuseContainer(partition, label, "--raw copies it anyway");
    }

    /**
     * The same, with other advice.
     *
     * @throws UserError if a partition only holds others
     */
    static void refuseContainer(Partition partition, Label label, String advice) {
        if (partition.role() == Partition.Role.CONTAINER) {
            String held = label.partitions().stream()
                    .filter(Partition::isLogical)
                    .map(other -> Integer.toString(other.number()))
                    .collect(Collectors.joining(", "));
            throw new UserError("partition " + partition.number() + " is an extended partition, which only holds others"
                    + (held.isEmpty() ? "" : " (" + held + ")") + "; " + advice);
        }
    }
}
