package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/** A partition table as it was read, and what is doubtful about it. */
public sealed interface Label permits MbrLabel, GptLabel, SgiLabel, SunLabel, BsdLabel, Label.Foreign {
    /** One of a kind that no fdisk knows: what fdisk has rules for, it has in the plainest way. */
    sealed interface Foreign extends Label permits MacLabel, AmigaLabel, AtariLabel, Pc98Label {}


    /** A kind of table, in the order fdisk looks for them; those no fdisk knows follow. */
    enum Kind {
        GPT("gpt", "GPT"),
        DOS("dos", "DOS (MBR)"),
        SGI("sgi", "SGI"),
        SUN("sun", "Sun"),
        BSD("bsd", "BSD"),
        MAC("mac", "Apple"),
        AMIGA("amiga", "Amiga"),
        ATARI("atari", "Atari"),
        PC98("pc98", "PC-98");

        private final String id;
        private final String title;

        Kind(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /** fdisk's name of it, or for a kind that fdisk does not know, parted's. */
        public String id() {
            return id;
        }

        /** Its name for people. */
        public String title() {
            return title;
        }

        /** Whether fdisk 2.12 lists it. */
        public boolean isClassic() {
            return this == DOS || this == SGI || this == SUN || this == BSD;
        }

        public static Optional<Kind> of(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    Kind kind();

    /** The partitions in use, in the order of their numbers. */
    List<? extends Partition> partitions();

    /** What the reader came across, in the order it did. */
    List<Finding.OfReading> findings();

    /** The partition of a number, if there is one in use. */
    default Optional<Partition> partition(int number) {
        List<? extends Partition> ordered = partitions();
        int from = 0;
        int to = ordered.size();
        // Ends: each turn halves what is left. A list of many thousand is asked for each of them.
        while (from < to) {
            int middle = (from + to) >>> 1;
            int found = ordered.get(middle).number();
            if (found == number) {
                return Optional.of(ordered.get(middle));
            }
            from = found < number ? middle + 1 : from;
            to = found < number ? to : middle;
        }
        return Optional.empty();
    }

    /** What tells the disk from others, as sfdisk writes it; nothing if the label has no identifier. */
    default Optional<String> id() {
        return Optional.empty();
    }

    /** What sfdisk writes of the table itself, beside its kind and identifier. */
    default List<Field> fields() {
        return List.of();
    }

    /** Where the label itself lies, copies included, in the order of fdisk's key D; some may lie past the end of the image. */
    List<Area> areas(SectorSize sectorSize);

    /** The geometry the label tells, if it tells a whole one. */
    default Optional<Geometry> ownGeometry() {
        return Optional.empty();
    }

    /** The same label on a disk of this geometry, which decides where the partitions of some labels lie. */
    default Label in(Geometry geometry) {
        return this;
    }

    /** The MBR that protects the label, with a table of its own. */
    default Optional<Label> protective() {
        return Optional.empty();
    }

    /**
     * The partitions that hold data of their own, in the order of their numbers: not a container, nor an entry that stands for
     * the whole disk, for its table or for free space.
     */
    default List<Partition> dataPartitions() {
        List<Partition> data = new ArrayList<>();
        for (Partition partition : partitions()) {
            if (partition.role() == Partition.Role.DATA && !partition.extent().isEmpty()) {
                data.add(partition);
            }
        }
        return data;
    }
}
