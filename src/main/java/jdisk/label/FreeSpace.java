package jdisk.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * Space no partition takes, as util-linux finds it: aligned to its grain, and gaps smaller than that left out.
 *
 * <p>The rules are fdisk's, so that its users find its numbers: 1 MiB of grain and of space before the first partition, less
 * on a small disk; in DOS compatibility mode a track of space and a grain of one sector; on a Sun disk no space before the first.
 */
public final class FreeSpace {
    private static final long MEBIBYTE = 1 << 20;

    private final long firstSector;
    private final long lastSector;
    private final long grain;
    private final List<Extent> gaps = new ArrayList<>();

    private FreeSpace(long firstSector, long lastSector, long grain) {
        this.firstSector = firstSector;
        this.lastSector = lastSector;
        this.grain = grain;
    }

    /**
     * The gaps, in disk order but for those within the extended partition, which follow it.
     *
     * @param total sectors of the image
     * @param dosCompatible whether fdisk's DOS compatibility mode is on
     */
    public static List<Extent> find(Label label, long total, SectorSize sectorSize, Geometry geometry, boolean dosCompatible) {
        long roomy = grain(total, sectorSize);
        return switch (label) {
            case BsdLabel bsd -> new FreeSpace(roomy, total - 1, roomy).find(bsd);
            case Label.Foreign foreign -> {
                // What an Apple map calls free is an entry of its own.
                List<Extent> free = new ArrayList<>();
                for (Partition partition : foreign.partitions()) {
                    if (partition.role() == Partition.Role.FREE) {
                        free.add(partition.extent());
                    }
                }
                yield free.isEmpty() ? new FreeSpace(roomy, total - 1, roomy).find(foreign) : free;
            }
            case MbrLabel mbr ->
                new FreeSpace(dosCompatible ? geometry.sectors() : roomy, total - 1, dosCompatible ? 1 : roomy).find(mbr);
            case SgiLabel sgi -> new FreeSpace(roomy, total - 1, roomy).find(sgi);
            case SunLabel sun -> new FreeSpace(0, total - 1, roomy).find(sun);
            case GptLabel gpt -> {
                GptHeader header = gpt.header();
                long lastUsable = Math.min(header.lastUsable(), total - 1); // the header may tell anything
                boolean countable = header.firstUsable() >= 0 && lastUsable >= header.firstUsable();
                yield countable ? new FreeSpace(header.firstUsable(), lastUsable, roomy).find(gpt) : List.of();
            }
        };
    }

    /** The sectors that fdisk aligns partitions to, unless it is told otherwise: 1 MiB of them, but one on a small disk. */
    public static long grain(long total, SectorSize sectorSize) {
        return total <= 4 * MEBIBYTE / sectorSize.bytes() ? 1 : MEBIBYTE / sectorSize.bytes();
    }

    /** The stretches of a GPT's usable sectors no partition takes, however small and wherever they start. */
    public static List<Extent> unused(GptLabel label) {
        return GptVerifier.unused(label);
    }

    private List<Extent> find(Label label) {
        List<Partition> sorted = label.partitions().stream()
                .<Partition>map(partition -> partition)
                .sorted(Comparator.comparingLong(partition -> partition.extent().first()))
                .toList();
        long last = firstSector;
        boolean any = false;
        for (Partition partition : sorted) {
            if (partition.isLogical() || partition.isWholeDisk() || isNowhere(partition)) {
                continue;
            }
            long start = partition.extent().first();
            if (last + grain < start || (!any && alignUp(last) < start)) {
                add(any ? last + 1 : last, start - 1);
            }
            if (label instanceof MbrLabel mbr && mbr.isContainer(partition)) {
                findWithin(partition.extent(), sorted);
            }
            long end = partition.extent().last();
            last = Math.max(last, partition instanceof GptPartition ? Math.min(end, lastSector) : end);
            any = true;
        }
        if (last + grain < lastSector - 1) {
            add(last > firstSector || any ? last + 1 : last, lastSector);
        }
        gaps.sort(Comparator.comparingLong(Extent::first));
        return gaps;
    }

    /** Whether a GPT entry takes no sector up to the last usable one: its numbers have 64 bits and may overflow any sum. */
    private boolean isNowhere(Partition partition) {
        return partition instanceof GptPartition gpt && (!gpt.isSensible() || gpt.first() > lastSector);
    }

    private void findWithin(Extent container, List<Partition> sorted) {
        long last = container.first();
        for (Partition partition : sorted) {
            if (!partition.isLogical()) {
                continue;
            }
            long start = partition.extent().first();
            // Each logical partition needs room for its table before it.
            long usable = last + firstSector;
            if (start > usable && start - usable > grain) {
                add(usable, start);
            }
            last = partition.extent().last();
        }
        long usable = last + firstSector;
        long end = container.last();
        if (usable < end && end - usable > grain) {
            add(usable, end);
        }
    }

    private void add(long start, long end) {
        if (start >= end) {
            return;
        }
        // What has no whole grain between its aligned ends stays where it is.
        boolean narrow = alignDown(end) - alignUp(start) < grain;
        long first = narrow ? start : Math.max(Math.min(alignNearest(start), alignDown(end)), alignUp(start));
        gaps.add(new Extent(first, end - first + 1));
    }

    private long alignUp(long sector) {
        return align(sector, (sector + grain) / grain * grain);
    }

    private long alignDown(long sector) {
        return align(sector, sector / grain * grain);
    }

    private long alignNearest(long sector) {
        return align(sector, (sector + grain / 2) / grain * grain);
    }

    private long align(long sector, long aligned) {
        if (sector % grain == 0) {
            return sector;
        }
        return sector < firstSector ? firstSector : aligned;
    }
}
