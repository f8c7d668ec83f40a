package jdisk.command;

import java.nio.file.Path;
import java.util.Locale;
import jdisk.image.Slice;
import jdisk.label.DiskMap;
import jdisk.label.Label;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * A part of an image that is copied or digested.
 *
 * @param what as messages call it
 * @param file the name of a file that holds it
 * @param slice of the image
 */
record Stretch(String what, String file, Slice slice) {

    /** The whole image. */
    static Stretch disk(Session session) {
        return new Stretch("the image", fileName(session), Slice.of(session.image()));
    }

    static Stretch of(Partition partition, Session session) {
        return within(session, "partition " + partition.number(), PartitionNames.ofFile(session.image().name(), partition.number()), partition.extent());
    }

    static Stretch of(DiskMap.Region region, Session session) {
        String kind = region.kind() == DiskMap.Kind.GAP ? "gap" : region.table().toLowerCase(Locale.ROOT).replace(' ', '-');
        return within(session, kind + " at sector " + region.extent().first(),
                fileName(session) + "." + region.extent().first() + "-" + kind, region.extent());
    }

    /** A run of sectors of the image. */
    static Stretch of(Extent extent, Session session) {
        return within(session, "the run " + extent.first() + ":" + extent.count(),
                fileName(session) + "." + extent.first() + "-" + extent.count(), extent);
    }

    private static Stretch within(Session session, String what, String file, Extent extent) {
        SectorSize size = session.sectorSize().size();
        // A table can speak of more bytes than a number holds: no image has them.
        long most = Long.MAX_VALUE / 2 / size.bytes();
        long offset = size.bytes(Math.min(extent.first(), most));
        long length = size.bytes(Math.min(extent.count(), most));
        return new Stretch(what, file, Slice.of(session.image(), offset, length));
    }

    /** The image's own name, without its directories. */
    private static String fileName(Session session) {
        return String.valueOf(Path.of(session.image().name()).getFileName());
    }

    /** Bytes that are there. */
    long there() {
        return slice.size();
    }

    /** Bytes that should be there. */
    long length() {
        return slice.length();
    }

    private static boolean isExtended(Partition partition) {
        return partition instanceof MbrPartition mbr && mbr.entry().isExtended() && !mbr.isLogical();
    }

    /** @throws UserError if a partition only holds others */
    static void refuseContainer(Partition partition, Label label) {
        if (isExtended(partition)) {
            String held = String.join(", ", label.partitions().stream()
                    .filter(other -> other instanceof MbrPartition mbr && mbr.isLogical())
                    .map(other -> Integer.toString(other.number())).toList());
            throw new UserError("partition " + partition.number() + " is an extended partition, which only holds others"
                    + (held.isEmpty() ? "" : " (" + held + ")") + "; --raw copies it all the same");
        }
    }
}
