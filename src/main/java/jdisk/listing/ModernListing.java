package jdisk.listing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.label.Verification;
import jdisk.probe.Contents;
import jdisk.text.HumanSize;
import jdisk.text.TextTable;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Extent;

/** The layout of util-linux 2.38.1. */
public final class ModernListing {
    private final ListedDisk disk;

    public ModernListing(ListedDisk disk) {
        this.disk = disk;
    }

    /** What is known of the disk without a table. */
    public String header() {
        return header(disk.showsGeometry());
    }

    /** Of a table that is made of cylinders, util-linux tells the geometry always. */
    private String header(boolean withGeometry) {
        long bytes = disk.sectorSize().bytes(disk.sectors());
        int sector = disk.sectorSize().bytes();
        return disk.header("Disk " + disk.name() + ": " + HumanSize.full(bytes) + ", " + bytes + " bytes, " + disk.sectors() + " sectors\n")
                + (withGeometry ? geometry() : "")
                + units()
                + "I/O size (minimum/optimal): " + sector + " bytes / " + sector + " bytes\n";
    }

    private String geometry() {
        return "Geometry: " + disk.geometry().heads() + " heads, " + disk.geometry().sectors() + " sectors/track, "
                + disk.geometry().cylinders() + " cylinders\n";
    }

    private String units() {
        int sector = disk.sectorSize().bytes();
        return "Units: " + Messages.units(disk, disk.unit()) + "\n"
                + "Sector size (logical/physical): " + sector + " bytes / " + sector + " bytes\n";
    }

    /**
     * {@code p}: header, table, and whether the partitions are in order.
     *
     * @param columns a list as {@code -o} takes it, or nothing for fdisk's own
     * @throws UnknownColumnException if the list names a column there is not
     */
    public String partitions(Label label, Optional<String> columns, boolean details) {
        return partitions(label, columns, details, partition -> Optional.empty());
    }

    /**
     * The same.
     *
     * @param contents what is in a partition, for columns that tell of it
     */
    public String partitions(
            Label label, Optional<String> columns, boolean details, Function<Partition, Optional<Contents>> contents) {
        LabelListing<?> listing = LabelListing.of(label);
        String kind = "Disklabel type: " + label.kind().id() + "\n" + label.id().map(id -> "Disk identifier: " + id + "\n").orElse("");
        // With every column there is, fdisk tells sizes in bytes.
        return header(listing.showsGeometry() || disk.showsGeometry() || disk.unit() == DisplayUnit.CYLINDERS) + kind + (details ? listing.details(disk) : "")
                + listing.table(details ? disk.withSizesInBytes() : disk, columns, details, contents);
    }

    /** The names of the columns of a label's table, each once. */
    public static List<String> columns(Label label) {
        return LabelListing.of(label).headers();
    }

    /** A line of text from the image; none if there is none. */
    static String lineIfAny(ListedDisk disk, String what, String text) {
        return text.isEmpty() ? "" : what + ": " + disk.visible().text(text) + "\n";
    }

    /** {@code i}: what each column would say of one partition, a line each, empty ones left out. */
    public String information(Label label, Partition partition) {
        return LabelListing.of(label).information(disk, partition.number());
    }

    /** The same of an image without a table, which fdisk has not. */
    public String information(Partition whole) {
        return places(disk.name(), whole.extent());
    }

    /** The same of a partition of a table within another partition, in sectors of the image. */
    public String information(NestedPartition nested) {
        return places(disk.partitionName(nested.outer().number()) + ":" + nested.designation(), nested.extent())
                + "           Type: " + disk.visible().text(nested.typeName()) + "\n";
    }

    private String places(String device, Extent extent) {
        return "         Device: " + device + "\n"
                + "          Start: " + extent.first() + "\n"
                + "            End: " + extent.last() + "\n"
                + "        Sectors: " + extent.count() + "\n"
                + "           Size: " + Column.size(disk, extent) + "\n";
    }

    /** A line to stand below {@link #information}, which fdisk has not. */
    public String contents(Contents found) {
        return " ".repeat(5) + "Filesystem: " + ProbeListing.mention(disk, found) + "\n";
    }

    /** {@code F}: the gaps. */
    public String freeSpace(List<Extent> gaps) {
        long sectors = gaps.stream().mapToLong(Extent::count).sum();
        long bytes = disk.sectorSize().bytes(sectors);
        String header = disk.header("Unpartitioned space " + disk.name() + ": " + HumanSize.full(bytes) + ", " + bytes + " bytes, "
                + sectors + " sectors\n") + units();
        if (gaps.isEmpty()) {
            return header;
        }
        TextTable table = new TextTable(List.of(
                new TextTable.Column("Start", true, 5),
                new TextTable.Column("End", true, 5),
                new TextTable.Column("Sectors", true, 5),
                new TextTable.Column("Size", true, 5)), disk.page());
        for (Extent gap : gaps) {
            table.add(List.of(
                    Long.toString(disk.inUnits(gap.first())),
                    Long.toString(disk.inUnits(gap.last())),
                    Long.toString(gap.count()),
                    Column.size(disk, gap)));
        }
        return header + "\n" + table;
    }

    /** What {@code v} says of a table with doubts: a line each, and how many. */
    public static String doubts(Verification verification) {
        StringBuilder text = new StringBuilder();
        List<Finding.OfVerifying> findings = verification.findings();
        for (FewOfEach.Item<Finding.OfVerifying> item : FewOfEach.told(verification)) {
            text.append(finding(item));
        }
        return text.append(findings.size()).append(findings.size() == 1 ? " error" : " errors").append(" detected.\n").toString();
    }

    /** What {@code v} says of a table without doubts: how much is not allocated. */
    public String noDoubts(Label label, Verification verification) {
        return LabelListing.of(label).noDoubts(disk, verification);
    }

    /** Whether {@code v} tells each finding of a label by itself, in both layouts, and says nothing if there is none. */
    public static boolean hasBareFindings(Label label) {
        return LabelListing.of(label).hasBareFindings();
    }

    /** What {@code v} says of one finding. */
    public static String finding(FewOfEach.Item<Finding.OfVerifying> item) {
        return (item.more() > 0 ? item.counted() : Messages.modern(item.finding())) + "\n";
    }

    static String noDoubts(ListedDisk disk, Verification verification) {
        long allocated = verification.allocated();
        long capacity = verification.capacity();
        String rest = "";
        if (allocated > capacity) {
            rest = "Total allocated sectors " + allocated + " greater than the maximum " + capacity + ".\n";
        } else if (allocated < capacity) {
            rest = "Remaining " + (capacity - allocated) + " unallocated " + disk.sectorSize().bytes() + "-byte sectors.\n";
        }
        return "No errors detected.\n" + rest;
    }
}
