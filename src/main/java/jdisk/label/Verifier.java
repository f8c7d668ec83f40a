package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import jdisk.unit.Chs;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;

/**
 * Looks for what is inconsistent in a table, by the rules of each fdisk.
 *
 * <p>fdisk 2.12 holds every primary partition's places against the geometry; util-linux does so in DOS compatibility mode
 * only. They also differ in what counts as a partition (one with a type; one with a size) and in what there is to allocate
 * (whole cylinders; all sectors).
 */
public final class Verifier {
    /** How many overlaps are told: a table can hold millions of pairs. */
    static final int OVERLAP_LIMIT = 1_000;

    /** Ten bits count the cylinders of a place: behind so many, places mean nothing. */
    private static final int CHS_CYLINDERS = 1024;

    /** Whether the place written for a sector can be right. */
    private interface Meaning {
        boolean has(Geometry geometry, long sector);
    }

    /** fdisk 2.12 checks places on disks it can count the cylinders of. */
    private static final Meaning CLASSIC = (geometry, sector) -> geometry.cylinders() <= CHS_CYLINDERS;

    /** util-linux checks places of sectors it can count the cylinder of. */
    private static final Meaning MODERN = (geometry, sector) -> geometry.chs(sector).cylinder() < CHS_CYLINDERS;

    private final MbrLabel label;
    private final Geometry geometry;
    private final boolean checkPlaces;
    private final Meaning meaning;
    private final Predicate<MbrEntry> counts;
    private final List<Finding.OfVerifying> findings = new ArrayList<>();
    private long allocated;

    private Verifier(MbrLabel label, Geometry geometry, boolean checkPlaces, Meaning meaning, Predicate<MbrEntry> counts) {
        this.label = label;
        this.geometry = geometry;
        this.checkPlaces = checkPlaces;
        this.meaning = meaning;
        this.counts = counts;
    }

    /** Verifies as fdisk 2.12 does. */
    public static Verification classic(Label label, Geometry geometry) {
        return switch (label) {
            case GptLabel gpt -> throw new IllegalArgumentException("fdisk 2.12 knows no GPT");
            case MacLabel mac -> throw new IllegalArgumentException("fdisk 2.12 knows no Apple map");
            case BsdLabel bsd -> SimpleVerifier.verify(used(bsd), geometry.total());
            case SgiLabel sgi -> SgiVerifier.classic(sgi, geometry);
            case SunLabel sun -> SunVerifier.verify(sun, geometry);
            case MbrLabel mbr ->
                new Verifier(mbr, geometry, true, CLASSIC, entry -> entry.type() != 0).verify(0, geometry.total());
        };
    }

    /**
     * Verifies as util-linux does.
     *
     * @param total sectors of the image
     * @param dosCompatible whether fdisk's DOS compatibility mode is on
     */
    public static Verification modern(Label label, Geometry geometry, long total, boolean dosCompatible) {
        return switch (label) {
            case GptLabel gpt -> GptVerifier.verify(gpt, total);
            case BsdLabel bsd -> SimpleVerifier.verify(used(bsd), total);
            case MacLabel mac -> SimpleVerifier.verify(mac.partitions(), total);
            case SgiLabel sgi -> SgiVerifier.modern(sgi, geometry);
            case SunLabel sun -> SunVerifier.verify(sun, geometry);
            case MbrLabel mbr -> {
                MbrPartition first = mbr.slots().getFirst();
                // util-linux counts what lies before the first partition as allocated, if that is a data partition.
                boolean data = first.entry().count() != 0 && !first.entry().isExtended();
                long before = data ? first.extent().first() - 1 : 0;
                yield new Verifier(mbr, geometry, dosCompatible, MODERN, entry -> entry.count() != 0)
                        .verify(before, total);
            }
        };
    }

    private static List<BsdPartition> used(BsdLabel label) {
        return label.partitions().stream().filter(partition -> !partition.isUnused()).toList();
    }

    /** Whether the partitions' numbers follow their places: fdisk 2.12 asks it of primary and logical ones apart. */
    public static boolean isInClassicOrder(MbrLabel label) {
        List<MbrPartition> typed =
                label.slots().stream().filter(slot -> slot.entry().type() != 0).toList();
        return isInOrder(typed.stream().filter(slot -> !slot.isLogical()).toList())
                && isInOrder(typed.stream().filter(MbrPartition::isLogical).toList());
    }

    /** Whether the partitions' numbers follow their places: util-linux asks it of all together, but for those of the whole disk. */
    public static boolean isInOrder(List<? extends Partition> partitions) {
        long last = 0;
        for (Partition partition : partitions) {
            if (partition.isWholeDisk()) {
                continue;
            }
            if (partition.extent().first() < last) {
                return false;
            }
            last = partition.extent().first();
        }
        return true;
    }

    /** The places written for a primary partition, held against the geometry: what a classic listing says below its line. */
    public static List<Finding.OfVerifying> classicPlaces(MbrPartition partition, Geometry geometry) {
        return places(partition, geometry, CLASSIC);
    }

    private static List<Finding.OfVerifying> places(MbrPartition partition, Geometry geometry, Meaning meaning) {
        List<Finding.OfVerifying> findings = new ArrayList<>();
        if (partition.isLogical()) {
            return findings;
        }
        MbrEntry entry = partition.entry();
        // Of a partition without sectors, fdisk computes the end as the sector before its start, in 32 bits.
        long last = entry.start() + entry.count() - 1 & 0xffff_ffffL;
        Chs firstPlace = geometry.chs(entry.start());
        Chs lastPlace = geometry.chs(last);
        if (meaning.has(geometry, entry.start()) && !entry.first().equals(firstPlace)) {
            findings.add(new Finding.BeginningDiffers(partition.number(), entry.first(), firstPlace));
        }
        if (meaning.has(geometry, last) && !entry.last().equals(lastPlace)) {
            findings.add(new Finding.EndingDiffers(partition.number(), entry.last(), lastPlace));
        }
        if (entry.last().head() != geometry.heads() - 1 || entry.last().sector() != geometry.sectors()) {
            findings.add(new Finding.NotAtCylinderEnd(partition.number()));
        }
        return findings;
    }

    private Verification verify(long before, long capacity) {
        allocated = 1 + before;
        List<MbrPartition> data = label.slots().stream()
                .filter(slot -> counts.test(slot.entry()) && !slot.entry().isExtended())
                .toList();
        int overlaps = 0;
        for (int i = 0; i < data.size(); i++) {
            MbrPartition partition = data.get(i);
            if (checkPlaces) {
                findings.addAll(places(partition, geometry, meaning));
                if (meaning == MODERN) {
                    findings.addAll(place(partition.number(), partition.entry().first(), partition.extent().first()));
                }
                findings.addAll(place(partition.number(), partition.entry().last(), partition.extent().end() - 1));
            }
            allocated += partition.entry().count();
            for (int j = 0; j < i && overlaps <= OVERLAP_LIMIT; j++) {
                Extent one = data.get(j).extent();
                Extent other = partition.extent();
                if (overlap(one, other) && ++overlaps <= OVERLAP_LIMIT) {
                    findings.add(new Finding.Overlap(data.get(j).number(), partition.number()));
                    allocated += Math.max(one.first(), other.first()) - Math.min(one.end() - 1, other.end() - 1);
                }
            }
        }
        if (overlaps > OVERLAP_LIMIT) {
            findings.add(new Finding.MoreOverlaps(OVERLAP_LIMIT));
        }
        label.extendedPartition().filter(label::isContainer).ifPresent(this::checkLogicals);
        return new Verification(findings, allocated, capacity);
    }

    private static boolean overlap(Extent one, Extent other) {
        return !one.isEmpty() && !other.isEmpty() && one.first() < other.end() && other.first() < one.end();
    }

    private void checkLogicals(MbrPartition container) {
        for (MbrPartition logical : label.slots().subList(MbrLabel.PRIMARIES, label.slots().size())) {
            allocated++;
            Extent extent = logical.extent();
            if (extent.first() < container.extent().first() || extent.end() > container.extent().end()) {
                findings.add(new Finding.OutsideExtended(logical.number(), container.number()));
            }
        }
    }

    /** What is wrong with a place written for a partition's first or last sector. */
    private List<Finding.OfVerifying> place(int number, Chs place, long sector) {
        List<Finding.OfVerifying> wrong = new ArrayList<>();
        long written = geometry.sector(place);
        if (written == 0) {
            wrong.add(new Finding.ContainsSectorZero(number));
        }
        if (place.head() >= geometry.heads()) {
            wrong.add(new Finding.PlaceOutsideGeometry(number, Finding.Axis.HEAD, place.head() + 1, geometry.heads()));
        }
        if (place.sector() > geometry.sectors()) {
            wrong.add(new Finding.PlaceOutsideGeometry(number, Finding.Axis.SECTOR, place.sector(), geometry.sectors()));
        }
        if (place.cylinder() >= geometry.cylinders()) {
            wrong.add(new Finding.PlaceOutsideGeometry(
                    number, Finding.Axis.CYLINDER, place.cylinder() + 1, geometry.cylinders()));
        }
        if (meaning.has(geometry, sector) && written != sector) {
            wrong.add(new Finding.PlaceDisagrees(number, written, sector));
        }
        return wrong;
    }
}
