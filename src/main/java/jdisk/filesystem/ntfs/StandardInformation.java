package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;

/**
 * The times of a file, and the attributes that DOS and Windows know.
 *
 * <pre>
 *  00 made, 64   08 changed, 64   10 its record changed, 64   18 read, 64
 *  20 attributes, 32   24 most versions, 32   28 version, 32
 * </pre>
 *
 * Little-endian; times in tenths of a microsecond since 1601. A directory whose names differ in case has 0 most versions and
 * version 1. Source: <a href="https://flatcap.github.io/linux-ntfs/ntfs/attributes/standard_information.html">the Linux-NTFS
 * project's documentation</a>.
 *
 * @param attributes as [MS-FSCC] 2.6 has them
 */
record StandardInformation(Times times, long attributes, boolean isCaseSensitive) {
    static final int SYSTEM = 0x4;
    static final int SPARSE = 0x200;
    static final int COMPRESSED = 0x800;
    static final int ENCRYPTED = 0x4000;

    private static final int LENGTH = 0x30;
    private static final int SHORTEST = 0x24;
    private static final long TICKS = 10_000_000L;
    private static final long SECONDS_TO_1970 = 11_644_473_600L;
    private static final int DECIMALS = 7;

    /** The letters of some attributes, in the order in which they are shown. */
    private record Letter(int bit, char letter) {}

    private static final List<Letter> LETTERS = List.of(
            new Letter(0x1, 'R'), new Letter(0x2, 'H'), new Letter(SYSTEM, 'S'), new Letter(0x20, 'A'), new Letter(0x1000, 'O'),
            new Letter(0x2000, 'I'), new Letter(0x100, 'T'));

    /** That of a file; with no time and no attribute if it has none that makes sense. */
    static StandardInformation of(FileAttributes file) {
        try {
            Optional<Attribute> attribute = file.first(Attribute.STANDARD_INFORMATION);
            if (attribute.isPresent()) {
                ByteView value = attribute.get().value(SHORTEST);
                Times times = new Times(
                        time(value.u64le(8)), time(value.u64le(0x18)), time(value.u64le(0x10)), time(value.u64le(0)));
                boolean sensitive = value.length() >= LENGTH && value.u32le(0x24) == 0 && value.u32le(0x28) == 1;
                return new StandardInformation(times, value.u32le(0x20), sensitive);
            }
        } catch (IOException e) {
            // what a damaged record has left is shown without times
        }
        return new StandardInformation(Times.NONE, 0, false);
    }

    private static Optional<Times.Time> time(long ticks) {
        if (ticks <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Times.Moment(
                Instant.ofEpochSecond(ticks / TICKS - SECONDS_TO_1970, ticks % TICKS * 100), DECIMALS));
    }

    boolean has(int attribute) {
        return (attributes & attribute) != 0;
    }

    String letters() {
        StringBuilder text = new StringBuilder();
        for (Letter each : LETTERS) {
            if (has(each.bit())) {
                text.append(each.letter());
            }
        }
        return text.toString();
    }
}
