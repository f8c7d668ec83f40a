package jdisk.label;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import jdisk.unit.Chs;
import jdisk.unit.Geometry;
import jdisk.unit.GeometryChoice;
import jdisk.unit.GeometryChoice.Origin;

/** Finds the geometry of an image: from what the user gave, else from the table, else fdisk's default. */
public final class GeometryFinder {
    /** What the user gave. */
    public record Given(OptionalLong cylinders, OptionalInt heads, OptionalInt sectors) {
        public static final Given NOTHING = new Given(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private GeometryFinder() {}

    /**
     * Chooses a geometry.
     *
     * @param label the table, if there is one
     * @param total sectors of the image
     */
    public static GeometryChoice find(Given given, Optional<Label> label, long total) {
        Optional<Chs> end = label.flatMap(GeometryFinder::commonEnd);
        Origin tableOrDefault = end.isPresent() ? Origin.TABLE : Origin.DEFAULT;
        int heads = given.heads().orElse(end.map(chs -> (int) chs.head() + 1).orElse(Geometry.DEFAULT_HEADS));
        int sectors = given.sectors().orElse(end.map(chs -> (int) chs.sector()).orElse(Geometry.DEFAULT_SECTORS));
        return new GeometryChoice(
                new Geometry(heads, sectors, given.cylinders().orElse(total / ((long) heads * sectors))),
                given.heads().isPresent() ? Origin.OPTION : tableOrDefault,
                given.sectors().isPresent() ? Origin.OPTION : tableOrDefault,
                given.cylinders().isPresent() ? Origin.OPTION : Origin.SIZE);
    }

    /** Head and sector on which all primary partitions end: partitions made on cylinder borders end on the last of each. */
    private static Optional<Chs> commonEnd(Label label) {
        return switch (label) {
            case MbrLabel mbr -> {
                List<Chs> ends = mbr.slots().stream()
                        .filter(slot -> !slot.isLogical() && slot.entry().type() != 0)
                        .map(slot -> new Chs(0, slot.entry().last().head(), slot.entry().last().sector()))
                        .distinct()
                        .toList();
                yield ends.size() == 1 && ends.getFirst().sector() != 0 ? Optional.of(ends.getFirst()) : Optional.empty();
            }
        };
    }

    /**
     * Whether every partition starts and ends on a cylinder border, as fdisk made them by default before 2010. A partition
     * that leaves the first track of its cylinder to a table starts on the border, too.
     */
    public static boolean isMadeOfCylinders(Label label, Geometry geometry) {
        long cylinder = geometry.sectorsPerCylinder();
        List<Partition> partitions = label.partitions().stream()
                .map(Partition.class::cast)
                .filter(partition -> !partition.extent().isEmpty())
                .toList();
        return !partitions.isEmpty()
                && partitions.stream().allMatch(partition -> {
                    long start = partition.extent().first() % cylinder;
                    return (start == 0 || start == geometry.sectors()) && partition.extent().end() % cylinder == 0;
                });
    }
}
