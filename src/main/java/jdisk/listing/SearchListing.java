package jdisk.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdisk.disk.DiskMap;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.OldTable;
import jdisk.label.Partition;
import jdisk.search.Hit;
import jdisk.search.Search;
import jdisk.search.Standing;
import jdisk.search.TableHit;
import jdisk.text.TextTable;
import jdisk.unit.Extent;

/** What was found where a table is lost, among the tables, partitions and gaps that are known: a line a stretch. */
public final class SearchListing {
    private static final Comparator<StretchTable.Row> ORDER = Comparator.comparingLong((StretchTable.Row row) -> row.extent().first())
            .thenComparing(Comparator.comparingLong((StretchTable.Row row) -> row.extent().count()).reversed());

    /** Of so many partitions it is told where they should be. */
    private static final int MOST_TOLD = 4;

    /** Tables within partitions are in one of their first sectors. */
    private static final long NESTED_WITHIN = 2;

    private final ListedDisk disk;
    private final List<StretchTable.Row> rows = new ArrayList<>();

    private SearchListing(ListedDisk disk) {
        this.disk = disk;
    }

    /**
     * The listing.
     *
     * @param known tables and partitions; their gaps are not looked at
     */
    public static TextTable table(ListedDisk disk, List<DiskMap.Region> known, Search.Result found) {
        SearchListing listing = new SearchListing(disk);
        listing.add(known, found.hits());
        listing.addTables(known, found);
        StretchTable table = new StretchTable(disk, true);
        listing.rows.forEach(table::add);
        return table.table();
    }

    private void add(List<DiskMap.Region> known, List<Hit> hits) {
        List<Extent> taken = new ArrayList<>();
        for (DiskMap.Region region : known) {
            if (region.kind() == DiskMap.Kind.GAP) {
                continue;
            }
            boolean found = region.kind() == DiskMap.Kind.PARTITION
                    && hits.stream().anyMatch(hit -> hit.isPartition() && extent(disk, hit).first() == region.extent().first());
            taken.add(region.extent());
            if (!found) {
                rows.add(StretchTable.row(disk, region, null));
            }
        }
        for (Hit hit : hits) {
            StretchTable.Row row = row(known, hit);
            rows.add(row);
            if (hit.isPartition()) {
                taken.add(row.extent());
            }
        }
        addGaps(taken);
    }

    /** Old tables, but for those that are parts of the one that is known. */
    private void addTables(List<DiskMap.Region> known, Search.Result found) {
        for (TableHit table : found.tables()) {
            long first = table.table().at() / disk.sectorSize().bytes();
            boolean isKnown = known.stream().anyMatch(region -> isOf(region, first));
            if (!isKnown) {
                rows.add(new StretchTable.Row(
                        "", new Extent(first, 1), "old table", content(table.table()), "", "", notes(table, found)));
            }
        }
        rows.sort(ORDER);
    }

    /** Whether a table is a part of that of the disk, or of that within a partition, of which others are known. */
    private static boolean isOf(DiskMap.Region region, long sector) {
        return (region.kind() == DiskMap.Kind.TABLE && region.extent().first() <= sector && region.extent().end() > sector)
                || region.partition().filter(partition -> (partition instanceof NestedPartition || partition.isOfBsd())
                        && partition.outermost().extent().first() <= sector
                        && partition.outermost().extent().first() + NESTED_WITHIN > sector).isPresent();
    }

    private static String content(OldTable table) {
        return table.kind() != Label.Kind.DOS ? table.kind().title() : table.isLink() ? "EBR" : "MBR";
    }

    private String notes(TableHit table, Search.Result found) {
        List<Extent> partitions = table.reading().partitions();
        StringBuilder text = new StringBuilder("nothing leads to it; tells of ")
                .append(partitions.size()).append(partitions.size() == 1 ? " partition" : " partitions");
        List<String> unknown = partitions.stream()
                .filter(partition -> partition.first() >= found.plan().from() && partition.first() < found.done())
                .filter(partition -> found.hits().stream().noneMatch(hit -> hit.start() == partition.first()))
                .map(this::sectors)
                .toList();
        if (!unknown.isEmpty()) {
            List<String> told = unknown.subList(0, Math.min(unknown.size(), MOST_TOLD));
            text.append("; nothing was found at ").append(String.join(", ", told));
            text.append(unknown.size() > MOST_TOLD ? ", …" : "");
        }
        long start = table.reading().start() / disk.sectorSize().bytes();
        if (!table.table().isLink() && start != 0) {
            text.append(start > 0 ? "; counts from sector " + start : "; counts from " + -start + " sectors before the image");
        }
        nested(disk, table.standing()).ifPresent(why -> text.append("; ").append(disk.visible().text(why)));
        return text.toString();
    }

    private String sectors(Extent partition) {
        long bytes = disk.sectorSize().bytes();
        return partition.first() / bytes + "-" + (Math.max(partition.end() - 1, partition.first()) / bytes);
    }

    private void addGaps(List<Extent> taken) {
        taken.sort(Comparator.comparingLong(Extent::first));
        long at = 0;
        for (Extent extent : taken) {
            addGap(at, Math.min(extent.first(), disk.sectors()));
            at = Math.max(at, extent.end());
        }
        addGap(at, disk.sectors());
    }

    private void addGap(long from, long to) {
        if (from < to) {
            rows.add(new StretchTable.Row(new Extent(from, to - from), "gap", ""));
        }
    }

    /** The sectors of a hit; one that begins within a sector takes all of it. */
    static Extent extent(ListedDisk disk, Hit hit) {
        long bytes = disk.sectorSize().bytes();
        long first = hit.start() / bytes;
        return new Extent(first, Math.ceilDiv(hit.end(), bytes) - first);
    }

    private String kind(Hit hit) {
        return hit.isPartition() ? "found" : nested(disk, hit).isPresent() ? "nested" : "remnant";
    }

    private StretchTable.Row row(List<DiskMap.Region> known, Hit hit) {
        Extent extent = extent(disk, hit);
        String number = known.stream()
                .flatMap(region -> region.partition().stream())
                .filter(partition -> partition.extent().first() == extent.first())
                .findFirst()
                .map(Partition::reference)
                .orElse("");
        return new StretchTable.Row(
                number, extent, kind(hit), hit.contents().type(), disk.visible().text(hit.contents().label()), "", notes(hit));
    }

    private String notes(Hit hit) {
        StringBuilder text = new StringBuilder(hit.confidence().word());
        if (!hit.contents().uuid().isEmpty()) {
            text.append(", UUID ").append(disk.visible().text(hit.contents().uuid()));
        }
        if (!hit.mended().isNone()) {
            text.append(", its start is lost: told by a copy at sector ").append(hit.witnesses().getFirst() / disk.sectorSize().bytes());
        }
        if (hit.table().isPresent()) {
            text.append(", named by the table at sector ").append(hit.table().getAsLong() / disk.sectorSize().bytes());
        }
        if (!hit.isLengthKnown()) {
            text.append(", its end is not known");
        }
        nested(disk, hit).or(() -> doubt(disk, hit)).ifPresent(why -> text.append("; ").append(disk.visible().text(why)));
        return text.toString();
    }

    /** In what a hit lies, as a part of it; nothing where it does not. */
    static Optional<String> nested(ListedDisk disk, Hit hit) {
        return nested(disk, hit.standing());
    }

    private static Optional<String> nested(ListedDisk disk, Standing standing) {
        return switch (standing) {
            case Standing.InFile(Hit outer, String path) -> Optional.of("in a file of the " + name(disk, outer) + ": " + path);
            case Standing.Inside(Hit outer) -> Optional.of("inside the " + name(disk, outer));
            case Standing.InFreeSpace(Hit outer) -> Optional.of("inside the " + name(disk, outer) + ", in none of its files: left from before it");
            case Standing.Own own -> Optional.empty();
            case Standing.Overlapped overlapped -> Optional.empty();
        };
    }

    /** Why a hit may be none; nothing where there is no reason. */
    static Optional<String> doubt(ListedDisk disk, Hit hit) {
        return switch (hit.standing()) {
            case Standing.Overlapped(Hit better) -> Optional.of("overlaps the " + name(disk, better) + ", which is newer or better kept: left from before it");
            case Standing.Own own -> switch (hit.confidence()) {
                case DOUBTFUL -> Optional.of("most of it is lost");
                case SURE, LIKELY -> Optional.empty();
            };
            case Standing.InFile file -> Optional.empty();
            case Standing.Inside inside -> Optional.empty();
            case Standing.InFreeSpace free -> Optional.empty();
        };
    }

    private static String name(ListedDisk disk, Hit hit) {
        return hit.contents().type() + " at sector " + hit.start() / disk.sectorSize().bytes();
    }
}
