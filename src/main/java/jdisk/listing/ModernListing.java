package jdisk.listing;

import java.util.List;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.label.MbrLabel;
import jdisk.label.Partition;
import jdisk.label.Verification;
import jdisk.label.Verifier;
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
        long bytes = disk.sectorSize().bytes(disk.sectors());
        int sector = disk.sectorSize().bytes();
        return "Disk " + disk.name() + ": " + HumanSize.full(bytes) + ", " + bytes + " bytes, " + disk.sectors() + " sectors\n"
                + (disk.dosCompatible() || disk.unit() == DisplayUnit.CYLINDERS ? geometry() : "")
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

    /** {@code p}: header, table, and whether the partitions are in order. */
    public String partitions(Label label, List<Column> columns) {
        return header() + labelHeader(label) + table(label, columns);
    }

    private static String labelHeader(Label label) {
        return switch (label) {
            case MbrLabel mbr -> "Disklabel type: dos\nDisk identifier: 0x" + Messages.hex(mbr.diskId(), 8) + "\n";
        };
    }

    private String table(Label label, List<Column> columns) {
        List<? extends Partition> partitions = label.partitions();
        if (partitions.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable(columns.stream().map(Column::heading).toList());
        for (Partition partition : partitions) {
            table.add(columns.stream().map(column -> column.cell(disk, partition)).toList());
        }
        String order = Verifier.isInOrder(partitions) ? "" : "\nPartition table entries are not in disk order.\n";
        return "\n" + table + order;
    }

    /** {@code i}: what each column would say of one partition, a line each, empty ones left out. */
    public String information(Partition partition) {
        StringBuilder text = new StringBuilder();
        for (Column column : Column.of(partition)) {
            String cell = column.cell(disk, partition);
            if (!cell.isEmpty()) {
                String header = column.heading().header();
                text.append(" ".repeat(15 - header.length())).append(header).append(": ").append(cell).append('\n');
            }
        }
        return text.toString();
    }

    /** {@code F}: the gaps. */
    public String freeSpace(List<Extent> gaps) {
        long sectors = gaps.stream().mapToLong(Extent::count).sum();
        long bytes = disk.sectorSize().bytes(sectors);
        String header = "Unpartitioned space " + disk.name() + ": " + HumanSize.full(bytes) + ", " + bytes + " bytes, " + sectors
                + " sectors\n" + units();
        if (gaps.isEmpty()) {
            return header;
        }
        TextTable table = new TextTable(List.of(
                new TextTable.Column("Start", true, 5),
                new TextTable.Column("End", true, 5),
                new TextTable.Column("Sectors", true, 5),
                new TextTable.Column("Size", true, 5)));
        for (Extent gap : gaps) {
            table.add(List.of(
                    Long.toString(disk.inUnits(gap.first())),
                    Long.toString(disk.inUnits(gap.last())),
                    Long.toString(gap.count()),
                    size(disk, gap)));
        }
        return header + "\n" + table;
    }

    static String size(ListedDisk disk, Extent extent) {
        long bytes = disk.sectorSize().bytes(extent.count());
        return disk.sizesInBytes() ? Long.toString(bytes) : HumanSize.brief(bytes);
    }

    /** What {@code v} says of a table with doubts: a line each, and how many. */
    public static String doubts(Verification verification) {
        StringBuilder text = new StringBuilder();
        List<Finding.OfVerifying> findings = verification.findings();
        findings.forEach(finding -> text.append(Messages.modern(finding)).append('\n'));
        return text.append(findings.size()).append(findings.size() == 1 ? " error" : " errors").append(" detected.\n").toString();
    }

    /** What {@code v} says of a table without doubts: how much is not allocated. */
    public String noDoubts(Verification verification) {
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
