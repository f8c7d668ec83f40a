package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.unit.SectorSize;

/**
 * An MBR and its chain of EBRs.
 *
 * @param diskId the number Windows and Linux tell disks apart by; 0 where none was set
 * @param slots the four primary slots, free ones included, then the logical partitions
 * @param chain the EBRs in the order of their links
 * @param extended the number of the slot whose chain was followed, or 0
 */
public record MbrLabel(long diskId, List<MbrPartition> slots, List<Ebr> chain, int extended, List<Finding.OfReading> findings)
        implements Label {
    public static final int PRIMARIES = 4;

    /** How many partitions fdisk knows at most. */
    public static final int FDISK_LIMIT = 60;

    /**
     * An extended boot record: one sector that holds a partition and a link.
     *
     * @param sector where it lies
     * @param number the partition it holds, or 0 if its data entry is empty
     * @param link the entry that leads to the next one; not of an extended type in the last
     */
    public record Ebr(long sector, int number, MbrEntry link) {}

    public MbrLabel {
        slots = List.copyOf(slots);
        chain = List.copyOf(chain);
        findings = List.copyOf(findings);
    }

    @Override
    public Kind kind() {
        return Kind.DOS;
    }

    @Override
    public Optional<String> id() {
        return Optional.of("0x%08x".formatted(diskId));
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        List<Area> areas = new ArrayList<>(List.of(new Area(Area.Kind.MBR, 0, MbrReader.LENGTH)));
        chain.forEach(ebr -> areas.add(new Area(Area.Kind.EBR, sectorSize.bytes(ebr.sector()), MbrReader.LENGTH)));
        return areas;
    }

    @Override
    public List<MbrPartition> partitions() {
        return slots.stream().filter(slot -> !slot.entry().isCleared()).toList();
    }

    /** The primary partitions in use. */
    List<MbrPartition> primaries() {
        return slots.stream().limit(PRIMARIES).filter(slot -> !slot.entry().isCleared()).toList();
    }

    /** Slots are in the order of their numbers, free ones included. */
    @Override
    public Optional<Partition> partition(int number) {
        return number >= 1 && number <= slots.size() && !slots.get(number - 1).entry().isCleared()
                ? Optional.of(slots.get(number - 1))
                : Optional.empty();
    }

    /** The extended partition whose chain was followed. */
    public Optional<MbrPartition> extendedPartition() {
        return extended == 0 ? Optional.empty() : Optional.of(slots.get(extended - 1));
    }

    /** Whether this partition is the container of the logical ones: an extended one whose first table could be read. */
    public boolean isContainer(Partition partition) {
        return partition.number() == extended && !chain.isEmpty();
    }
}
