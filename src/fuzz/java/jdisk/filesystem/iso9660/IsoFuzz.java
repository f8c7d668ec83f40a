package jdisk.filesystem.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.probe.Contents;
import jdisk.testing.VolumeTree;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads all files of a disc that a fuzzer writes: it ends, after so many reads, with values and exceptions of I/O alone. */
final class IsoFuzz {
    private static final long MOST_READS = 1_000_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final int SECTOR = 2048;

    /** A disc with Rock Ridge: a directory, a file, a link, areas that continue entries, a catalogue of boot images. */
    static Stream<byte[]> discs() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        byte[] primary = new byte[SECTOR];
        text(primary, 0, "\1CD001\1");
        primary[80] = 40;
        primary[129] = 8;
        primary[158] = 20;
        primary[167] = 8;
        pieces.put(32768L, primary);
        byte[] boot = new byte[SECTOR];
        text(boot, 0, "\0CD001\1EL TORITO SPECIFICATION");
        boot[71] = 30;
        pieces.put(32768L + SECTOR, boot);
        byte[] catalogue = new byte[SECTOR];
        text(catalogue, 0, "\1");
        text(catalogue, 30, "U\u00aa\u0088");
        catalogue[38] = 4;
        catalogue[40] = 24;
        pieces.put(30L * SECTOR, catalogue);
        byte[] root = new byte[SECTOR];
        int at = record(root, 0, 20, 2, "\0", "SP\7\1\u00be\u00ef\0");
        at = record(root, at, 20, 2, "\1", "");
        at = record(root, at, 21, 2, "D", "NM\6\1\0d");
        at = record(root, at, 24, 0, "F.;1", "NM\6\1\0fTF\14\1\2\144\1\1\1\1\1\0PX\44\1" + "\244\201\0\0" + "\0".repeat(28));
        at = record(root, at, 24, 0, "Z.;1", "ZF\20\1pz\4\17\1\0\0\0\0\0\0\1");
        record(root, at, 0, 0, "L.;1", "PX\44\1\377\241\0\0" + "\0".repeat(28) + "SL\12\1\0\0\3abcCE\34\1\31\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\34\0\0\0\0\0\0\0");
        pieces.put(20L * SECTOR, root);
        byte[] inner = new byte[SECTOR];
        at = record(inner, 0, 21, 2, "\0", "");
        record(inner, at, 20, 2, "\1", "");
        pieces.put(21L * SECTOR, inner);
        pieces.put(25L * SECTOR, "NM\6\1\0m".getBytes(StandardCharsets.ISO_8859_1));
        return Stream.of(new WrittenImage(40 * SECTOR, pieces).write());
    }

    private static void text(byte[] bytes, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, text.length());
    }

    private static int record(byte[] directory, int at, int block, int flags, String name, String more) {
        int plain = 33 + name.length() + (name.length() + 1) % 2;
        directory[at] = (byte) (plain + more.length());
        directory[at + 2] = (byte) block;
        directory[at + 11] = 8;
        directory[at + 25] = (byte) flags;
        directory[at + 32] = (byte) name.length();
        text(directory, at + 33, name);
        text(directory, at + plain, more);
        return at + plain + more.length();
    }

    @MethodSource("discs")
    @FuzzTest(maxDuration = "10m")
    void read(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        Image image = new WatchedImage(new SparseMemoryImage("volume.img", written.size(), written.pieces()), MOST_READS, MOST_BYTES);
        try {
            Volume volume = Volumes.open(Slice.of(image), new Contents("iso9660")).orElseThrow();
            assertThat(VolumeTree.of(volume, List.of())).isNotEmpty();
            volume.takeProblems();
        } catch (IOException e) {
            // nothing of it could be read
        }
    }
}
