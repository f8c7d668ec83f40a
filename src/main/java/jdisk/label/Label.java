package jdisk.label;

import java.util.List;
import java.util.Optional;

/** A partition table as it was read, and what is doubtful about it. */
public sealed interface Label permits MbrLabel, GptLabel, SgiLabel, SunLabel, BsdLabel, MacLabel {
    /** A kind of table, in the order fdisk looks for them. */
    enum Kind {
        GPT("gpt"),
        DOS("dos"),
        SGI("sgi"),
        SUN("sun"),
        BSD("bsd"),
        MAC("mac");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** fdisk's name of it. */
        public String id() {
            return id;
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

    default Optional<Partition> partition(int number) {
        for (Partition partition : partitions()) {
            if (partition.number() == number) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }
}
