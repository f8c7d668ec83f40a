package jdisk.saved;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import jdisk.disk.Disk;
import jdisk.image.Slice;
import jdisk.label.Partition;

/** The bytes of the partitions of two images, held against each other. */
public final class ContentComparison {
    /**
     * What was found of one partition.
     *
     * @param firstDifference the first sector that differs, counted from the start of the partition; nothing if none does
     * @param unread why it could not be compared to its end, or an empty text
     */
    public record Outcome(Partition partition, OptionalLong firstDifference, String unread) {
        public boolean isSame() {
            return firstDifference.isEmpty() && unread.isEmpty();
        }
    }

    private ContentComparison() {}

    /**
     * Compares the partitions for data that both images have under the same number, each as far as the shorter one goes.
     *
     * @param ended asked now and then; once it says so, what has not been compared is said to be unread
     */
    public static List<Outcome> of(Disk disk, Disk other, BooleanSupplier ended) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Partition ours : disk.dataPartitions()) {
            Optional<Partition> theirs = other.label().flatMap(label -> label.partition(ours.number()));
            if (theirs.isPresent() && theirs.get().role() == Partition.Role.DATA && !theirs.get().extent().isEmpty()) {
                outcomes.add(compare(ours, disk.slice(ours.extent()), other.slice(theirs.get().extent()), disk.sectorSize().bytes(), ended));
            }
        }
        return outcomes;
    }

    private static Outcome compare(Partition partition, Slice ours, Slice theirs, int sectorBytes, BooleanSupplier ended) {
        try {
            OptionalLong differs = ours.mismatch(theirs, ended);
            return new Outcome(partition, differs.isPresent() ? OptionalLong.of(differs.getAsLong() / sectorBytes) : differs, "");
        } catch (IOException e) {
            return new Outcome(partition, OptionalLong.empty(), String.valueOf(e.getMessage()));
        }
    }
}
