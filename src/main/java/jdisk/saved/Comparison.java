package jdisk.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import jdisk.disk.Disk;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.saved.SavedTable.Field;
import jdisk.text.Visible;


/** A table held against one that was saved: what differs, partition by partition. */
public final class Comparison {
    private Comparison() {}

    /**
     * A line for each difference; none if the tables say the same, as far as the saved one says anything.
     *
     * @param theirs what the saved table is called
     * @param visible makes text from images and files fit to print
     */
    public static List<String> differences(Disk disk, SavedTable saved, String theirs, Visible visible) {
        List<String> lines = new ArrayList<>();
        long bytes = disk.bytes();
        if (saved.bytes().isPresent() && saved.bytes().getAsLong() != bytes
                && saved.bytes().getAsLong() != disk.sectorSize().bytes(disk.sectors())) {
            lines.add("disk: " + bytes + " bytes here, " + saved.bytes().getAsLong() + " in " + theirs);
        }
        Optional<String> id = disk.label().flatMap(Label::id);
        if (id.isPresent() && saved.id().isPresent() && !id.get().equalsIgnoreCase(saved.id().get())) {
            lines.add("disk identifier: " + visible.text(id.get()) + " here, " + visible.text(saved.id().get()) + " in " + theirs);
        }
        Map<Integer, Partition> here = new TreeMap<>();
        disk.partitions().forEach(partition -> here.putIfAbsent(partition.number(), partition));
        TreeSet<Integer> numbers = new TreeSet<>(saved.partitions().keySet());
        numbers.addAll(here.keySet());
        for (int number : numbers) {
            Partition ours = here.get(number);
            Map<Field, String> there = saved.partitions().get(number);
            if (ours == null) {
                lines.add("partition " + number + ": only in " + theirs);
            } else if (there == null) {
                lines.add("partition " + number + ": only here");
            } else {
                Map<Field, String> values = SavedTable.fields(ours, disk.sectorSize(), saved.unit());
                there.forEach((field, value) -> {
                    String our = values.get(field);
                    if (our != null && !our.equals(value)) {
                        lines.add("partition " + number + ": " + field.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                                + shown(visible.text(our)) + " here, " + shown(visible.text(value)) + " in " + theirs);
                    }
                });
            }
        }
        return lines;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : value;
    }
}
