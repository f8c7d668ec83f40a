package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import jdisk.unit.Chs;
import jdisk.unit.Geometry;
import jdisk.unit.GeometryChoice;
import jdisk.unit.GeometryChoice.Origin;
import jdisk.unit.SectorSize;

/** Finds the geometry of an image: from what the user gave, else from the table, else fdisk's default. */
public final class GeometryFinder {
    /** What the user gave. */
    public record Given(OptionalLong cylinders, OptionalInt heads, OptionalInt sectors) {
        public static final Given NOTHING = new Given(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private GeometryFinder() {}

    /**
     * Chooses a geometry: what the user gave, else what the table tells, else fdisk's default.
     *
     * <p>fdisk 2.12 takes the last addresses of all primary partitions of an MBR, if they agree; util-linux works it out from
     * the addresses of first and last sectors.
     *
     * @param rules whose way to choose; DOS compatibility makes no difference
     * @param total sectors of the image
     */
    public static GeometryChoice find(Rules rules, Given given, Optional<Label> label, long total) {
        if (rules != Rules.CLASSIC && label.isPresent() && label.get().kind() == Label.Kind.BSD) {
            return own(label.get().ownGeometry().orElseThrow()); // whatever the user gave, as in fdisk
        }
        return choose(given, label.flatMap(table -> rules == Rules.CLASSIC ? commonEnd(table) : workedOut(table)), total);
    }

    /** The same, but with what a boot record tells in the place of fdisk's default. */
    public static GeometryChoice orOfBootRecord(GeometryChoice choice, Optional<Geometry> told) {
        if (told.isEmpty() || choice.heads() != Origin.DEFAULT || choice.sectors() != Origin.DEFAULT) {
            return choice;
        }
        return choice.cylinders() == Origin.SIZE
                ? new GeometryChoice(told.get(), Origin.BOOT_RECORD, Origin.BOOT_RECORD, Origin.SIZE)
                : new GeometryChoice(
                        new Geometry(told.get().heads(), told.get().sectors(), choice.geometry().cylinders()),
                        Origin.BOOT_RECORD, Origin.BOOT_RECORD, choice.cylinders());
    }

    /** A geometry as a table tells it: an MBR tells no cylinders. */
    private record Told(int heads, int sectors, OptionalLong cylinders) {
        static Told of(int heads, int sectors) {
            return new Told(heads, sectors, OptionalLong.empty());
        }
    }

    /** What a label tells itself: of a BSD disklabel, only its own listing shows it. */
    private static Optional<Told> told(Label label) {
        return label.ownGeometry()
                .filter(own -> label.kind() != Label.Kind.BSD)
                .map(own -> new Told(own.heads(), own.sectors(), OptionalLong.of(own.cylinders())));
    }

    /** What a label that has a geometry of its own says. */
    public static GeometryChoice own(Geometry geometry) {
        return new GeometryChoice(geometry, Origin.TABLE, Origin.TABLE, Origin.TABLE);
    }

    private static GeometryChoice choose(Given given, Optional<Told> table, long total) {
        Origin tableOrDefault = table.isPresent() ? Origin.TABLE : Origin.DEFAULT;
        int heads = given.heads().orElse(table.map(Told::heads).orElse(Geometry.DEFAULT_HEADS));
        int sectors = given.sectors().orElse(table.map(Told::sectors).orElse(Geometry.DEFAULT_SECTORS));
        // Cylinders of another size than the table's are counted anew.
        boolean otherSize = given.heads().isPresent() || given.sectors().isPresent();
        OptionalLong told = otherSize ? OptionalLong.empty() : table.map(Told::cylinders).orElse(OptionalLong.empty());
        Origin toldOrSize = told.isPresent() ? Origin.TABLE : Origin.SIZE;
        long cylinders = given.cylinders().orElse(told.orElse(total / ((long) heads * sectors)));
        return new GeometryChoice(
                new Geometry(heads, sectors, cylinders),
                given.heads().isPresent() ? Origin.OPTION : tableOrDefault,
                given.sectors().isPresent() ? Origin.OPTION : tableOrDefault,
                given.cylinders().isPresent() ? Origin.OPTION : toldOrSize);
    }

    /** Head and sector on which all primary partitions end: partitions made on cylinder borders end on the last of each. */
    private static Optional<Told> commonEnd(Label label) {
        if (!(label instanceof MbrLabel mbr)) {
            return told(label);
        }
        List<Chs> ends = mbr.slots().stream()
                .filter(slot -> !slot.isLogical() && slot.entry().type() != 0)
                .map(slot -> slot.entry().last())
                .toList();
        if (ends.isEmpty() || ends.getFirst().sector() == 0) {
            return Optional.empty();
        }
        Chs end = ends.getFirst();
        boolean common = ends.stream().allMatch(other -> other.head() == end.head() && other.sector() == end.sector());
        return common ? Optional.of(Told.of((int) end.head() + 1, (int) end.sector())) : Optional.empty();
    }

    /**
     * A sector's place and number, both as the table tells them.
     *
     * @param track the number of the first sector of its track
     */
    private record Sample(Chs place, long track) {
        /** Places that do not fit into their bits are written as the last there is: they tell nothing. */
        static Optional<Sample> of(Chs place, long sector) {
            boolean overflowed = place.cylinder() == 1023 && place.head() >= 254 && place.sector() == 63;
            boolean possible = place.sector() != 0 && place.sector() - 1 <= sector;
            return overflowed || !possible ? Optional.empty() : Optional.of(new Sample(place, sector - (place.sector() - 1)));
        }
    }

    private static Optional<Told> workedOut(Label label) {
        return label instanceof MbrLabel mbr ? workedOut(samples(mbr)) : told(label);
    }

    /**
     * Works out heads and sectors from two samples: track = (cylinder × heads + head) × sectors holds for both. Samples close
     * to each other in the table come first, so that the first partition, from which a BIOS boots, counts most.
     */
    private static Optional<Told> workedOut(List<Optional<Sample>> samples) {
        int heads = 0;
        int sectors = 0;
        for (int distance = 1; distance < samples.size(); distance++) {
            for (int i = 0; i + distance < samples.size(); i++) {
                Optional<Sample> one = samples.get(i);
                Optional<Sample> other = samples.get(i + distance);
                if (one.isEmpty() || other.isEmpty()) {
                    continue;
                }
                Sample a = one.get();
                Sample b = other.get();
                long acrossHeads = a.track() * b.place().head() - b.track() * a.place().head();
                long acrossCylinders = b.track() * a.place().cylinder() - a.track() * b.place().cylinder();
                long both = a.place().cylinder() * b.place().head() - b.place().cylinder() * a.place().head();
                heads = heads != 0 ? heads : quotient(acrossHeads, acrossCylinders, 256);
                sectors = sectors != 0 ? sectors : quotient(acrossCylinders, both, 63);
                if (heads != 0 && sectors != 0) {
                    return Optional.of(Told.of(heads, sectors));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Optional<Sample>> samples(MbrLabel label) {
        List<Optional<Sample>> samples = new ArrayList<>();
        for (MbrPartition slot : label.slots().subList(0, MbrLabel.PRIMARIES)) {
            MbrEntry entry = slot.entry();
            long last = entry.start() + entry.count() - 1;
            boolean typed = entry.type() != 0;
            samples.add(typed ? Sample.of(entry.first(), entry.start()) : Optional.empty());
            samples.add(typed && entry.count() != 0 && last <= 0xffff_ffffL ? Sample.of(entry.last(), last) : Optional.empty());
        }
        return samples;
    }

    /** The quotient if it is a whole number from 1 to the maximum, else 0. */
    private static int quotient(long dividend, long divisor, int max) {
        if (divisor == 0 || dividend % divisor != 0) {
            return 0;
        }
        long quotient = dividend / divisor;
        return quotient >= 1 && quotient <= max ? (int) quotient : 0;
    }

    /**
     * Whether every partition starts and ends on a cylinder border, as fdisk made them by default before 2010. A partition
     * that leaves the first track of its cylinder to a table starts on the border, too.
     *
     * <p>Not so if all of them start on whole mebibytes, as they have been made since: on a memory card with 4 heads and 32
     * sectors a track, each mebibyte happens to be a cylinder border.
     */
    public static boolean isMadeOfCylinders(Label label, Geometry geometry, SectorSize sectorSize) {
        long cylinder = geometry.sectorsPerCylinder();
        long mebibyte = (1L << 20) / sectorSize.bytes();
        List<Partition> partitions = label.partitions().stream()
                .map(Partition.class::cast)
                .filter(partition -> !partition.extent().isEmpty())
                .toList();
        return label instanceof MbrLabel
                && !partitions.stream().allMatch(partition -> partition.extent().first() % mebibyte == 0)
                && partitions.stream().allMatch(partition -> {
                    long start = partition.extent().first() % cylinder;
                    return (start == 0 || start == geometry.sectors()) && partition.extent().end() % cylinder == 0;
                });
    }
}
