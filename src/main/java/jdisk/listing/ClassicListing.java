package jdisk.listing;

import static jdisk.listing.ClassicText.left;
import static jdisk.listing.ClassicText.right;

import java.util.List;
import java.util.Optional;
import jdisk.label.BsdLabel;
import jdisk.label.Finding;
import jdisk.label.MbrEntry;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.PartitionType;
import jdisk.label.Verification;
import jdisk.label.Verifier;
import jdisk.text.Hex;
import jdisk.unit.Geometry;

/** The layout of fdisk 2.12: sizes in blocks of 1024 bytes, doubts right below the line they are about. */
public final class ClassicListing {
    private static final String ENTRY_HEADER = "Nr AF  Hd Sec  Cyl  Hd Sec  Cyl     Start      Size ID";

    private final ListedDisk disk;
    private final Geometry geometry;

    public ClassicListing(ListedDisk disk) {
        this.disk = disk;
        this.geometry = disk.geometry();
    }

    /** What is known of the disk without a table. */
    public String header() {
        long bytes = disk.sectorSize().bytes(disk.sectors());
        long megabytes = bytes / 1_000_000;
        String size = megabytes < 10_000 ? megabytes + " MB" : megabytes / 1000 + "." + megabytes / 100 % 10 + " GB";
        String total = disk.unitSectors() == 1 ? ", total " + disk.sectors() + " sectors" : "";
        return "\n" + disk.header("Disk " + disk.name() + ": " + size + ", " + bytes + " bytes") + "\n"
                + geometry.heads() + " heads, " + geometry.sectors() + " sectors/track, " + geometry.cylinders() + " cylinders"
                + total + "\n"
                + "Units = " + Messages.units(disk, disk.unit()) + "\n\n";
    }

    /** {@code p}: header, partitions, and what is odd about each. */
    public String partitions(MbrLabel label) {
        StringBuilder text = new StringBuilder(header());
        int width = Math.max(disk.stemWidth(), 5);
        text.append(disk.header(right("Device", width + 1) + " Boot      Start         End      Blocks   Id  System")).append('\n');
        for (MbrPartition partition : label.partitions()) {
            appendRow(text, partition, width);
            appendPlaces(text, partition);
        }
        if (!Verifier.isInClassicOrder(label)) {
            text.append("\nPartition table entries are not in disk order\n");
        }
        return text.toString();
    }

    /** {@code p} of a BSD disklabel. */
    public String partitions(BsdLabel label) {
        return header() + BsdListing.classic(label, disk);
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
        text.append(PartitionType.of(entry.type()).flatMap(PartitionType::classicName).orElse("Unknown")).append('\n');
    }

    /** {@code p} of expert mode: the entries as they stand, free ones included. */
    public String entries(MbrLabel label) {
        StringBuilder text = new StringBuilder(entriesHeader());
        for (MbrPartition slot : label.slots()) {
            appendEntry(text, Integer.toString(slot.number()), slot.entry());
            if (slot.entry().type() != 0) {
                appendPlaces(text, slot);
            }
        }
        return text.toString();
    }

    /** {@code e}: the extended partition and the chain's links, each under the number of the partition its table holds. */
    public String links(MbrLabel label) {
        StringBuilder text = new StringBuilder(entriesHeader());
        label.extendedPartition().ifPresent(extended -> {
            appendEntry(text, Integer.toString(extended.number()), extended.entry());
            appendPlaces(text, extended);
            for (MbrLabel.Ebr ebr : label.chain()) {
                appendEntry(text, ebr.number() == 0 ? "-" : Integer.toString(ebr.number()), ebr.link());
            }
        });
        return text.toString();
    }

    private void appendPlaces(StringBuilder text, MbrPartition partition) {
        for (Finding.OfVerifying finding : Verifier.classicPlaces(partition, geometry)) {
            text.append(finding(finding));
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

    /** {@code v}: a line a doubt, and how much is not allocated. */
    public String verification(Verification verification) {
        StringBuilder text = new StringBuilder();
        List<Finding.OfVerifying> findings = verification.findings();
        findings.forEach(finding -> text.append(finding(finding)));
        return text + capacity(verification).map(line -> line + "\n").orElse("");
    }

    /** What {@code v} says of one finding. */
    public String finding(Finding.OfVerifying finding) {
        return disk.page().emphasis().warning(Messages.classic(finding)) + "\n";
    }

    private static Optional<String> capacity(Verification verification) {
        long allocated = verification.allocated();
        long capacity = verification.capacity();
        if (allocated > capacity) {
            return Optional.of("Total allocated sectors " + allocated + " greater than the maximum " + capacity);
        }
        return allocated == capacity ? Optional.empty() : Optional.of(capacity - allocated + " unallocated sectors");
    }
}
