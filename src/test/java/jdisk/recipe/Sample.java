package jdisk.recipe;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdisk.label.MbrEntry;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.probe.Contents;
import jdisk.text.Visible;
import jdisk.unit.Chs;
import jdisk.unit.SectorSize;

/** Images and partitions that recipes are made for: an image of 1000 sectors, whatever their size, unless said otherwise. */
final class Sample {

    static final SectorSize OF_4096 = new SectorSize(4096);

    private static final Chs PLACE = new Chs(0, 0, 1);

    private Sample() { }

    static ImageFile image(String path) {
        return image(path, StandardCharsets.UTF_8);
    }

    /** An image as it is told of on a terminal of this character set. */
    static ImageFile image(String path, Charset charset) {
        return new ImageFile(path, 512_000, SectorSize.DEFAULT, quoting(charset));
    }

    static ImageFile imageOf4096() {
        return new ImageFile("disk.img", 4_096_000, OF_4096, quoting(StandardCharsets.UTF_8));
    }

    static Quoting quoting(Charset charset) {
        return new Quoting(new Visible(charset)::text);
    }

    static MbrPartition partition(int number, long start, long count) {
        return partition(number, 0x83, start, count);
    }

    static MbrPartition partition(int number, int type, long start, long count) {
        return new MbrPartition(number, new MbrEntry(0, PLACE, type, PLACE, start, count), 0);
    }

    /** A label with these partitions. */
    static MbrLabel label(MbrPartition... partitions) {
        return new MbrLabel(0, List.of(partitions), List.of(), 0, List.of());
    }

    /** What lies in a partition: a file system of this type. */
    static Found holding(String type) {
        return Found.of(new Contents(type, "", "", ""));
    }

    /** The same, in blocks of so many bytes. */
    static Found inBlocks(String type, int bytes) {
        return Found.of(new Contents(type).withBlocks(bytes));
    }

    /** The commands alone, of a recipe that reaches all that was asked for and has nothing to say. */
    static String command(Recipe recipe) {
        if (recipe instanceof Recipe.Commands(List<String> notes, List<String> commands, boolean whole) && notes.isEmpty() && whole) {
            return String.join("\n", commands);
        }
        throw new AssertionError("not just commands: " + recipe);
    }
}
