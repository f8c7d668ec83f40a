package jdisk.listing;

import static jdisk.listing.ClassicText.left;
import static jdisk.listing.ClassicText.right;

import jdisk.label.Finding;
import jdisk.label.MbrEntry;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.MbrVerifier;
import jdisk.label.PartitionType;
import jdisk.label.Verifier;
import jdisk.text.Hex;
import jdisk.unit.Geometry;

/** An MBR in the layout of fdisk 2.12: sizes in blocks of 1024 bytes, doubts right below the line they are about. */
final class MbrClassicListing {
    private static final String ENTRY_HEADER = "Nr AF  Hd Sec  Cyl  Hd Sec  Cyl     Start      Size ID";

    private final ListedDisk disk;
    private final Geometry geometry;

    MbrClassicListing(ListedDisk disk) {
        this.disk = disk;
        this.geometry = disk.geometry();
    }

    /** {@code p}: header, partitions, and what is odd about each. */
    String partitions(MbrLabel label) {
        StringBuilder text = new StringBuilder(new ClassicListing(disk).header());
        int width = Math.max(disk.stemWidth(), 5);
        text.append(disk.header(right("Device", width + 1) + " Boot      Start         End      Blocks   Id  System")).append('\n');
        for (MbrPartition partition : label.partitions()) {
            appendRow(text, partition, width);
            appendAddresses(text, partition);
        }
        if (!Verifier.isInClassicOrder(label)) {
            text.append("\nPartition table entries are not in disk order\n");
        }
        return text.toString();
    }

    private void appendRow(StringBuilder text, MbrPartition partition, int width) {
        MbrEntry entry = partition.entry();
        long bytes = disk.sectorSize().bytes(entry.count());
        String name = " ".repeat(width - disk.stemWidth()) + left(disk.partitionName(partition.number()), disk.stemWidth() + 2);
        text.append(name).append("  ").append(entry.bootFlag() == 0 ? ' ' : entry.isActive() ? '*' : '?');
        text.append(' ').append(right(disk.inUnits(partition.extent().first()), 11));
        text.append(' ').append(right(disk.inUnits(partition.extent().last()), 11));
        text.append(' ').append(right(bytes / 1024, 11)).append(bytes % 1024 == 0 ? ' ' : '+');
        text.append("  ").append(right(Integer.toHexString(entry.type()), 2)).append("  ");
        text.append(Column.classicName(PartitionType.all(), entry.type())).append('\n');
    }

    /** {@code p} of expert mode: the entries as they stand, free ones included. */
    String entries(MbrLabel label) {
        StringBuilder text = new StringBuilder(entriesHeader());
        for (MbrPartition slot : label.slots()) {
            appendEntry(text, Integer.toString(slot.number()), slot.entry());
            if (slot.entry().type() != 0) {
                appendAddresses(text, slot);
            }
        }
        return text.toString();
    }

    /** {@code e}: the extended partition and the chain's links, each under the number of the partition its table holds. */
    String links(MbrLabel label) {
        StringBuilder text = new StringBuilder(entriesHeader());
        label.extendedPartition().ifPresent(extended -> {
            appendEntry(text, Integer.toString(extended.number()), extended.entry());
            appendAddresses(text, extended);
            for (MbrLabel.Ebr ebr : label.chain()) {
                appendEntry(text, ebr.number() == 0 ? "-" : Integer.toString(ebr.number()), ebr.link());
            }
        });
        return text.toString();
    }

    private void appendAddresses(StringBuilder text, MbrPartition partition) {
        for (Finding.OfVerifying finding : MbrVerifier.classicAddresses(partition, geometry)) {
            text.append(new ClassicListing(disk).finding(finding));
        }
    }

    private String entriesHeader() {
        return "\n" + disk.header("Disk " + disk.name() + ": " + geometry.heads() + " heads, " + geometry.sectors() + " sectors, "
                + geometry.cylinders() + " cylinders") + "\n\n" + disk.header(ENTRY_HEADER) + "\n";
    }

    private static void appendEntry(StringBuilder text, String number, MbrEntry entry) {
        text.append(right(number, 2)).append(' ').append(Hex.of(entry.bootFlag(), 2));
        text.append(right(entry.first().head(), 4)).append(right(entry.first().sector(), 4)).append(right(entry.first().cylinder(), 5));
        text.append(right(entry.last().head(), 4)).append(right(entry.last().sector(), 4)).append(right(entry.last().cylinder(), 5));
        text.append(right(entry.start(), 11)).append(right(entry.count(), 11));
        text.append(' ').append(Hex.of(entry.type(), 2)).append('\n');
    }
}
