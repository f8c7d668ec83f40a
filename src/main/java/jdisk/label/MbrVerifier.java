package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.Chs;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;

/**
 * Looks for what is inconsistent in an MBR, by the rules of each fdisk.
 *
 * <p>fdisk 2.12 holds every primary partition's C/H/S addresses against the geometry; util-linux does so in DOS compatibility
 * mode only. They also differ in what counts as a partition (one with a type; one with a size) and in what there is to allocate
 * (whole cylinders; all sectors).
 */
public final class MbrVerifier {
    /** Ten bits count the cylinders of an address: of larger ones it means nothing. */
    private static final int CHS_CYLINDERS = 1024;

    private final MbrLabel label;
    private final Rules rules;
    private final Geometry geometry;
    private final List<Finding.OfVerifying> findings = new ArrayList<>();
    private long allocated;

    private MbrVerifier(MbrLabel label, Rules rules, Geometry geometry) {
        this.label = label;
        this.rules = rules;
        this.geometry = geometry;
    }

    /** @param total sectors of the image */
    static Verification verify(MbrLabel label, Rules rules, Geometry geometry, long total) {
        return new MbrVerifier(label, rules, geometry).verify(total);
    }

    /** The addresses written for a primary partition, held against the geometry: what a classic listing says below its line. */
    public static List<Finding.OfVerifying> classicAddresses(MbrPartition partition, Geometry geometry) {
        return ends(partition, geometry, Rules.CLASSIC);
    }

    /**
     * Whether the address written for a sector can be right: fdisk 2.12 checks them on disks whose cylinders an address can
     * count, util-linux those of sectors whose cylinder it can.
     */
    private static boolean isCountable(Rules rules, Geometry geometry, long sector) {
        return rules == Rules.CLASSIC
                ? geometry.cylinders() <= CHS_CYLINDERS
                : geometry.chs(sector).cylinder() < CHS_CYLINDERS;
    }

    private static List<Finding.OfVerifying> ends(MbrPartition partition, Geometry geometry, Rules rules) {
        List<Finding.OfVerifying> findings = new ArrayList<>();
        if (partition.isLogical()) {
            return findings;
        }
        MbrEntry entry = partition.entry();
        // Of a partition without sectors, fdisk computes the end as the sector before its start, in 32 bits.
        long last = entry.start() + entry.count() - 1 & 0xffff_ffffL;
        Chs firstComputed = geometry.chs(entry.start());
        Chs lastComputed = geometry.chs(last);
        if (isCountable(rules, geometry, entry.start()) && !entry.first().equals(firstComputed)) {
            findings.add(new Finding.BeginningDiffers(partition.number(), entry.first(), firstComputed));
        }
        if (isCountable(rules, geometry, last) && !entry.last().equals(lastComputed)) {
            findings.add(new Finding.EndingDiffers(partition.number(), entry.last(), lastComputed));
        }
        if (entry.last().head() != geometry.heads() - 1 || entry.last().sector() != geometry.sectors()) {
            findings.add(new Finding.NotAtCylinderEnd(partition.number()));
        }
        return findings;
    }

    private Verification verify(long total) {
        allocated = 1 + before();
        List<MbrPartition> data = label.slots().stream()
                .filter(slot -> counts(slot.entry()) && !slot.entry().isExtended())
                .toList();
        List<Overlaps.Pair> overlaps = Overlaps.among(data.stream().map(MbrPartition::extent).toList(), Verifier.OVERLAP_LIMIT + 1);
        int named = 0;
        for (int i = 0; i < data.size(); i++) {
            MbrPartition partition = data.get(i);
            checkAddresses(partition);
            allocated += partition.entry().count();
            // Pairs come in the order of their second partition.
            for (; named < Math.min(overlaps.size(), Verifier.OVERLAP_LIMIT) && overlaps.get(named).second() == i; named++) {
                MbrPartition earlier = data.get(overlaps.get(named).first());
                findings.add(new Finding.Overlap(earlier.number(), partition.number()));
                allocated += Math.max(earlier.extent().first(), partition.extent().first())
                        - Math.min(earlier.extent().end() - 1, partition.extent().end() - 1);
            }
        }
        if (overlaps.size() > Verifier.OVERLAP_LIMIT) {
            findings.add(new Finding.MoreOverlaps(Verifier.OVERLAP_LIMIT));
        }
        label.extendedPartition().filter(label::isContainer).ifPresent(this::checkLogicals);
        return new Verification(findings, allocated, rules == Rules.CLASSIC ? geometry.total() : total);
    }

    /** util-linux counts what lies before the first partition as allocated, if that is a data partition. */
    private long before() {
        MbrPartition first = label.slots().getFirst();
        boolean data = first.entry().count() != 0 && !first.entry().isExtended();
        return rules != Rules.CLASSIC && data ? first.extent().first() - 1 : 0;
    }

    private boolean counts(MbrEntry entry) {
        return rules == Rules.CLASSIC ? entry.type() != 0 : entry.count() != 0;
    }

    private void checkLogicals(MbrPartition container) {
        for (MbrPartition logical : label.slots().subList(MbrLabel.PRIMARIES, label.slots().size())) {
            allocated++;
            Extent extent = logical.extent();
            if (logical.entry().type() == 0) {
                // The first may be empty, if it is the only one.
                if (logical.number() > MbrLabel.PRIMARIES + 1 || label.slots().size() > MbrLabel.PRIMARIES + 1) {
                    findings.add(new Finding.EmptyLogical(logical.number()));
                }
            } else if (extent.first() < container.extent().first() || extent.end() > container.extent().end()) {
                findings.add(new Finding.OutsideExtended(logical.number(), container.number()));
            }
        }
    }

    private void checkAddresses(MbrPartition partition) {
        if (rules == Rules.MODERN) {
            return;
        }
        findings.addAll(ends(partition, geometry, rules));
        if (rules == Rules.MODERN_DOS) {
            checkAddress(partition.number(), partition.entry().first(), partition.extent().first());
        }
        checkAddress(partition.number(), partition.entry().last(), partition.extent().end() - 1);
    }

    /** Looks for what is wrong with an address written for a partition's first or last sector. */
    private void checkAddress(int number, Chs address, long sector) {
        long written = geometry.sector(address);
        if (written == 0) {
            findings.add(new Finding.ContainsSectorZero(number));
        }
        if (address.head() >= geometry.heads()) {
            findings.add(new Finding.AddressOutsideGeometry(number, Finding.Axis.HEAD, address.head() + 1, geometry.heads()));
        }
        if (address.sector() > geometry.sectors()) {
            findings.add(new Finding.AddressOutsideGeometry(number, Finding.Axis.SECTOR, address.sector(), geometry.sectors()));
        }
        if (address.cylinder() >= geometry.cylinders()) {
            findings.add(new Finding.AddressOutsideGeometry(
                    number, Finding.Axis.CYLINDER, address.cylinder() + 1, geometry.cylinders()));
        }
        if (isCountable(rules, geometry, sector) && written != sector) {
            findings.add(new Finding.AddressDisagrees(number, written, sector));
        }
    }
}
