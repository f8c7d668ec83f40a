package jdisk.listing;

import java.util.List;
import java.util.Optional;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.label.Verification;
import jdisk.unit.Geometry;

/** The layout of fdisk 2.12. */
public final class ClassicListing {
    private final ListedDisk disk;

    public ClassicListing(ListedDisk disk) {
        this.disk = disk;
    }

    /** What is known of the disk without a table. */
    public String header() {
        Geometry geometry = disk.geometry();
        long bytes = disk.sectorSize().bytes(disk.sectors());
        long megabytes = bytes / 1_000_000;
        String size = megabytes < 10_000 ? megabytes + " MB" : megabytes / 1000 + "." + megabytes / 100 % 10 + " GB";
        String total = disk.unitSectors() == 1 ? ", total " + disk.sectors() + " sectors" : "";
        return "\n" + disk.header("Disk " + disk.name() + ": " + size + ", " + bytes + " bytes") + "\n"
                + geometry.heads() + " heads, " + geometry.sectors() + " sectors/track, " + geometry.cylinders() + " cylinders"
                + total + "\n"
                + "Units = " + Messages.units(disk, disk.unit()) + "\n\n";
    }

    /** {@code p}. */
    public String partitions(Label label) {
        return LabelListing.of(label).classic(disk);
    }

    /** {@code p} of expert mode. */
    public String details(Label label) {
        return LabelListing.of(label).classicDetails(disk);
    }

    /** {@code e}: the chain of logical partitions; nothing where there can be none. */
    public Optional<String> links(Label label) {
        return LabelListing.of(label).links(disk);
    }

    /** {@code v}: a line a doubt, and how much is not allocated. */
    public String verification(Verification verification) {
        StringBuilder text = new StringBuilder();
        for (FewOfEach.Item<Finding.OfVerifying> item : FewOfEach.told(verification)) {
            text.append(finding(item));
        }
        return text + capacity(verification).map(line -> line + "\n").orElse("");
    }

    /** What {@code v} says of one finding. */
    public String finding(FewOfEach.Item<Finding.OfVerifying> item) {
        return item.more() > 0 ? warning(item.counted()) : finding(item.finding());
    }

    String finding(Finding.OfVerifying finding) {
        return warning(Messages.classic(finding));
    }

    private String warning(String line) {
        return disk.page().emphasis().warning(line) + "\n";
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
