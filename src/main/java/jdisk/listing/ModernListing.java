package jdisk.listing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdisk.probe.Contents;
import jdisk.label.BsdLabel;
import jdisk.label.Finding;
import jdisk.label.FreeSpace;
import jdisk.label.GptHeader;
import jdisk.label.GptLabel;
import jdisk.label.Label;
import jdisk.label.MacLabel;
import jdisk.label.MbrLabel;
import jdisk.label.Partition;
import jdisk.label.SgiLabel;
import jdisk.label.SunLabel;
import jdisk.label.Verification;
import jdisk.label.Verifier;
import jdisk.text.Hex;
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
        return header(false);
    }

    /** Of a table that is made of cylinders, util-linux tells the geometry always. */
    private String header(boolean withGeometry) {
        long bytes = disk.sectorSize().bytes(disk.sectors());
        int sector = disk.sectorSize().bytes();
        return disk.header("Disk " + disk.name() + ": " + HumanSize.full(bytes) + ", " + bytes + " bytes, " + disk.sectors() + " sectors\n")
                + (withGeometry || disk.showsGeometry() || disk.unit() == DisplayUnit.CYLINDERS ? geometry() : "")
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
    public String partitions(Label label, List<Column> columns, boolean details) {
        // With every column there is, fdisk tells sizes in bytes.
        ModernListing listing = details ? new ModernListing(disk.withSizesInBytes()) : this;
        return header(label instanceof SgiLabel || label instanceof SunLabel) + labelHeader(label, details) + listing.table(label, columns);
    }

    private String labelHeader(Label label, boolean details) {
        String type = "Disklabel type: " + label.kind().id() + "\n";
        return switch (label) {
            case MbrLabel mbr -> type + "Disk identifier: 0x" + Hex.of(mbr.diskId(), 8) + "\n";
            case SgiLabel sgi -> type + (details ? sgiDetails(sgi) : "");
            case SunLabel sun -> type + (details ? sunDetails(sun) : "");
            case GptLabel gpt -> type + "Disk identifier: " + gpt.header().diskGuid() + "\n" + (details ? gptDetails(gpt.header()) : "");
            case BsdLabel bsd -> type + (details ? BsdListing.drive(bsd.drive(), disk.visible()) : "");
            case MacLabel mac -> type;
        };
    }

    private String gptDetails(GptHeader header) {
        // Of a table read from its backup, fdisk shows what the primary would say if it were mended.
        boolean backup = header.sector() != 1;
        long entries = backup ? 2 : header.entries();
        long entriesEnd = entries + header.entriesEnd(disk.sectorSize()) - header.entries();
        return "First usable LBA: " + Long.toUnsignedString(header.firstUsable()) + "\n"
                + "Last usable LBA: " + Long.toUnsignedString(header.lastUsable()) + "\n"
                + "Alternative LBA: " + Long.toUnsignedString(backup ? header.sector() : header.other()) + "\n"
                + "Partition entries starting LBA: " + Long.toUnsignedString(entries) + "\n"
                + "Allocated partition entries: " + header.count() + "\n"
                + "Partition entries ending LBA: " + Long.toUnsignedString(entriesEnd) + "\n";
    }

    private String sgiDetails(SgiLabel label) {
        SgiLabel.Drive drive = label.drive();
        return line("Physical cylinders", drive.physicalCylinders())
                + line("Extra sects/cyl", drive.spare())
                + line("Interleave", drive.interleave())
                + line("Bootfile", label.bootFile());
    }

    private String sunDetails(SunLabel label) {
        SunLabel.Drive drive = label.drive();
        return line("Label ID", label.id())
                + line("Volume ID", label.volume())
                + line("Rpm", drive.rpm())
                + line("Alternate cylinders", drive.alternate())
                + line("Physical cylinders", drive.physical())
                + line("Extra sects/cyl", drive.extra())
                + line("Interleave", drive.interleave());
    }

    private static String line(String what, int number) {
        return what + ": " + number + "\n";
    }

    /** A line of text from the image; none if there is none. */
    private String line(String what, String text) {
        return text.isEmpty() ? "" : what + ": " + disk.visible().text(text) + "\n";
    }

    private String table(Label label, List<Column> columns) {
        List<? extends Partition> partitions = label.partitions();
        if (partitions.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable(columns.stream().map(Column::heading).toList(), disk.page());
        for (Partition partition : partitions) {
            table.add(columns.stream().map(column -> column.cell(disk, partition)).toList());
        }
        String order = Verifier.isInOrder(partitions) ? "" : "\nPartition table entries are not in disk order.\n";
        return "\n" + table + order;
    }

    /** {@code i}: what each column would say of one partition, a line each, empty ones left out. */
    public String information(Partition partition) {
        StringBuilder text = new StringBuilder();
        Set<String> headers = new HashSet<>();
        for (Column column : Column.of(partition)) {
            String cell = column.cell(disk, partition);
            String header = column.heading().header();
            if (!cell.isEmpty() && headers.add(header)) {
                text.append(" ".repeat(15 - header.length())).append(header).append(": ").append(cell).append('\n');
            }
        }
        return text.toString();
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
    public String noDoubts(Label label, Verification verification) {
        return switch (label) {
            case MbrLabel mbr -> noDoubts(verification);
            case BsdLabel bsd -> noDoubts(verification);
            case MacLabel mac -> noDoubts(verification);
            case GptLabel gpt -> noDoubts(gpt);
            case SgiLabel sgi -> ""; // fdisk says nothing
            case SunLabel sun -> "";
        };
    }

    /** What {@code v} says of one finding. */
    public static String finding(Finding.OfVerifying finding) {
        return Messages.modern(finding) + "\n";
    }

    private String noDoubts(GptLabel label) {
        List<Extent> unused = FreeSpace.unused(label);
        long free = unused.stream().mapToLong(Extent::count).sum();
        long largest = unused.stream().mapToLong(Extent::count).max().orElse(0);
        GptHeader header = label.header();
        String segments = unused.size() == 1
                ? "1 segment"
                : unused.size() + " segments (the largest is " + HumanSize.rounded(disk.sectorSize().bytes(largest)) + ")";
        return "No errors detected.\nHeader version: " + (header.revision() >>> 16) + "." + (header.revision() & 0xffff) + "\n"
                + "Using " + label.partitions().size() + " out of " + header.count() + " partitions.\n"
                + "A total of " + free + " free sectors is available in " + segments + ".\n";
    }

    private String noDoubts(Verification verification) {
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
