package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.BootRecords;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.probe.VolumeLength;
import jdisk.unit.SectorSize;

/** Finds out the size of an image's sectors from what stands where. */
public final class SectorSizeFinder {
    /** Where a sector size came from. */
    public enum Origin {
        OPTION("given as an option"),
        GPT("there is a GPT header"),
        BOOT_RECORD("a boot record says so"),
        DISKLABEL("the disklabel says so"),
        CONTENTS("at this size only, there is something where the partitions begin"),
        RIGID_DISK_BLOCK("an Amiga rigid disk block says so"),
        EXTENDED_TABLE("there is an extended boot record"),
        DEFAULT("nothing says otherwise; -b sets another");

        private final String why;

        Origin(String why) {
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    /** A sector size and why it was chosen. */
    public record Choice(SectorSize size, Origin origin) {}

    /** Where the header of a tar archive has its mark (POSIX.1-2017, pax, "ustar Interchange Format"). */
    private static final int TAR_MARK = 257;

    /** File systems that Linux is installed on, and whose superblocks tell how long they are. */
    private static final List<Contents> FILLING = List.of(new Contents("ext4"), new Contents("xfs"));

    /** Bytes that a file system may leave of the partition it fills: its blocks seldom divide that evenly. */
    private static final long CLOSE = 1 << 20;

    private SectorSizeFinder() {}

    /**
     * Chooses a sector size. The header of a GPT stands in the second sector, and so tells it; the rigid disk block of an Amiga
     * names it, and so do the labels of BSD and SGI. An MBR does not; what its entries lead to does, if it makes sense at one size
     * only: the signature of an extended boot record, a boot record that names its own sector size, or, at 512, a file system that is
     * just as long as its partition; and if there is none of these, anything that is recognised there. Reads at most two sectors for
     * each primary partition and size, unless the table leaves most of the image free.
     */
    public static Choice find(Image image) {
        if (image.size() < MbrReader.LENGTH) {
            return new Choice(SectorSize.DEFAULT, Origin.DEFAULT);
        }
        ByteView mbr = viewOrNothing(image, 0);
        if (mbr.has(TAR_MARK, "ustar")) {
            return new Choice(SectorSize.DEFAULT, Origin.DEFAULT); // what it holds lies 512 bytes further on than it thinks
        }
        boolean signed = MbrReader.hasSignature(mbr);
        if (!signed || protectsGpt(mbr)) {
            List<SectorSize> marked = SectorSize.ALLOWED.stream()
                    .map(SectorSize::new)
                    .filter(size -> GptReader.hasMagic(image, size))
                    .toList();
            // More than one has a mark where a disk was made anew: the one that is sound.
            Optional<SectorSize> gpt = marked.stream()
                    .filter(size -> marked.size() == 1 || GptReader.isSound(image, size))
                    .findFirst()
                    .or(() -> marked.stream().findFirst());
            if (gpt.isPresent()) {
                return new Choice(gpt.get(), marked.size() == 1 && gpt.get().equals(SectorSize.DEFAULT) ? Origin.DEFAULT : Origin.GPT);
            }
        }
        if (!signed) {
            return labelled(image, mbr)
                    .map(size -> new Choice(size, Origin.DISKLABEL))
                    .or(() -> AmigaReader.blockSize(image).map(size -> new Choice(size, Origin.RIGID_DISK_BLOCK)))
                    .filter(choice -> !choice.size().equals(SectorSize.DEFAULT))
                    .orElse(new Choice(SectorSize.DEFAULT, Origin.DEFAULT));
        }
        return leads(image, mbr, SectorSize.DEFAULT)
                .or(() -> larger(image, mbr))
                .orElse(new Choice(SectorSize.DEFAULT, Origin.DEFAULT));
    }

    /** A larger size, if something says so and nothing says 512. Of what is packed, the near is read first: the far may take a while. */
    private static Optional<Choice> larger(Image image, ByteView mbr) {
        boolean packed = !image.layers().isEmpty();
        if (packed && isFilled(image, mbr)) {
            return Optional.empty();
        }
        return SectorSize.ALLOWED.stream()
                .map(SectorSize::new)
                .filter(size -> !size.equals(SectorSize.DEFAULT))
                .flatMap(size -> leads(image, mbr, size).stream())
                .findFirst()
                .or(() -> byContents(image, mbr))
                .filter(choice -> packed || !isFilled(image, mbr));
    }

    /** A size, if an entry leads to an extended boot record with it, or to a boot record that names it. */
    private static Optional<Choice> leads(Image image, ByteView mbr, SectorSize size) {
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(mbr, slot);
            if (entry.start() == 0 || entry.count() == 0 || size.bytes(entry.start() + 1) > image.size()) {
                continue;
            }
            ByteView first = viewOrNothing(image, size.bytes(entry.start()));
            if (entry.isExtended() && MbrReader.hasSignature(first)) {
                return Optional.of(new Choice(size, Origin.EXTENDED_TABLE));
            }
            if (!entry.isExtended() && BootRecords.sectorSize(first) == size.bytes()) {
                return Optional.of(new Choice(size, Origin.BOOT_RECORD));
            }
        }
        return Optional.empty();
    }

    /** Whether a partition of sectors of 512 bytes is filled by a file system that has no boot record. */
    private static boolean isFilled(Image image, ByteView mbr) {
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(mbr, slot);
            long length = SectorSize.DEFAULT.bytes(entry.count());
            long start = SectorSize.DEFAULT.bytes(entry.start());
            if (entry.isExtended() || entry.start() == 0 || start >= image.size()) {
                continue;
            }
            try {
                Slice partition = Slice.of(image, start, Math.min(length, image.size() - start));
                for (Contents format : FILLING) {
                    long filled = VolumeLength.of(partition, format).orElse(0);
                    if (filled > 0 && filled <= length && filled > length - CLOSE) {
                        return true;
                    }
                }
            } catch (IOException e) {
                // It tells nothing, then.
            }
        }
        return false;
    }

    /** What the label of a BSD, or of an SGI, tells of its sectors; SGI's have a mark in the first, BSD's in the first or the second. */
    private static Optional<SectorSize> labelled(Image image, ByteView first) {
        long told = SgiReader.hasMagic(first) ? SgiReader.sectorBytes(first) : 0;
        List<Long> places = new ArrayList<>(List.of(64L));
        SectorSize.ALLOWED.forEach(bytes -> places.add((long) bytes));
        for (long place : places) {
            if (told == 0 && place <= image.size() - MbrReader.LENGTH) {
                told = BsdReader.sectorBytes(viewOrNothing(image, place));
            }
        }
        return told <= Integer.MAX_VALUE && SectorSize.ALLOWED.contains((int) told)
                ? Optional.of(new SectorSize((int) told))
                : Optional.empty();
    }

    /**
     * The larger size at which something is recognised where partitions begin, if there is nothing at 512. Only asked of a table
     * that would fit the image at that size, too, which one that fills its disk does not: so few images are looked into.
     */
    private static Optional<Choice> byContents(Image image, ByteView mbr) {
        List<SectorSize> larger = SectorSize.ALLOWED.stream()
                .map(SectorSize::new)
                .filter(size -> !size.equals(SectorSize.DEFAULT) && fits(image, mbr, size))
                .toList();
        if (larger.isEmpty() || hasContents(image, mbr, SectorSize.DEFAULT)) {
            return Optional.empty();
        }
        return larger.stream()
                .filter(size -> hasContents(image, mbr, size))
                .findFirst()
                .map(size -> new Choice(size, Origin.CONTENTS));
    }

    /** Whether there are entries, and all lie within the image. */
    private static boolean fits(Image image, ByteView mbr, SectorSize size) {
        int used = 0;
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(mbr, slot);
            if (!entry.isCleared()) {
                used++;
                if (entry.start() == 0 || entry.count() == 0 || size.bytes(entry.start() + entry.count()) > image.size()) {
                    return false;
                }
            }
        }
        return used > 0;
    }

    /** Whether something is recognised where a partition would begin. */
    private static boolean hasContents(Image image, ByteView mbr, SectorSize size) {
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(mbr, slot);
            if (entry.isCleared() || entry.isExtended()) {
                continue;
            }
            try {
                // What a boot record says itself has been asked.
                if (BootRecords.sectorSize(viewOrNothing(image, size.bytes(entry.start()))) == 0
                        && ContentsProbe.at(Slice.of(image, size.bytes(entry.start()), size.bytes(entry.count()))).isPresent()) {
                    return true;
                }
            } catch (IOException e) {
                return size.equals(SectorSize.DEFAULT); // nobody knows, and then it is 512
            }
        }
        return false;
    }

    private static boolean protectsGpt(ByteView mbr) {
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            if (MbrReader.entry(mbr, slot).type() == LabelProber.PROTECTIVE) {
                return true;
            }
        }
        return false;
    }

    /** An unreadable sector tells nothing; whether it matters is found when the table is read. */
    private static ByteView viewOrNothing(Image image, long offset) {
        try {
            return image.view(offset, MbrReader.LENGTH);
        } catch (IOException e) {
            return new ByteView(new byte[MbrReader.LENGTH]);
        }
    }
}
