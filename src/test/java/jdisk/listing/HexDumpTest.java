package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import jdisk.image.ByteView;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows bytes in the forms of hexdump and of each fdisk. */
final class HexDumpTest {

    /** A blank, the letters and what is just outside of what can be printed. */
    private static final ByteView LINE = new ByteView(
            new byte[] {0, 0x1f, 0x20, 0x41, 0x7e, 0x7f, (byte) 0x80, (byte) 0xff, 'j', 'd', 'i', 's', 'k', 0x55, (byte) 0xaa, '|'});

    @Test
    void formOfHexdump() {
        HexDump dump = HexDump.canonical(0x1b0);
        assertThat(dump.lines(LINE)).isEqualTo("000001b0  00 1f 20 41 7e 7f 80 ff  6a 64 69 73 6b 55 aa 7c  |.. A~...jdiskU.||\n");
        assertThat(dump.lines(new ByteView(new byte[] {'e', 'n', 'd'})))
                .isEqualTo("000001c0  65 6e 64                                          |end|\n");
        assertThat(dump.end()).isEqualTo("000001c3\n");
    }

    @Test
    void linesAlikeAreOneStar() {
        assertThat(HexDump.canonical(0).lines(new ByteView(new byte[64]))).isEqualTo(
                "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n");
    }

    /** A piece that goes on as the one before ended does not begin with a line of its own. */
    @Test
    void starAcrossPieces() {
        HexDump dump = HexDump.canonical(0);
        assertThat(dump.lines(new ByteView(new byte[16]))).endsWith("|\n");
        assertThat(dump.lines(new ByteView(new byte[16]))).isEqualTo("*\n");
        assertThat(dump.lines(new ByteView(new byte[32]))).isEmpty();
        assertThat(dump.lines(LINE)).startsWith("00000040  00 1f");
        assertThat(dump.lines(new ByteView(new byte[16]))).startsWith("00000050  00 00");
        assertThat(dump.end()).isEqualTo("00000060\n");
    }

    @Test
    void offsetsPast32Bits() {
        assertThat(HexDump.canonical(0x1_0000_0000L).lines(LINE)).startsWith("100000000  00 1f");
    }

    /** As recorded of util-linux: no characters, no end. */
    @Test
    void formOfModernFdisk() {
        byte[] sector = new byte[512];
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
        assertThat(HexDump.modern(0x9ce2800, new ByteView(sector))).isEqualTo("""
                09ce2800  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
                *
                09ce29f0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 55 aa
                """);
    }

    /** As recorded of fdisk 2.12: every line, offsets within the sector, an empty line behind. */
    @Test
    void formOfClassicFdisk() {
        assertThat(HexDump.classic(new ByteView(new byte[512])).lines()).hasSize(33)
                .startsWith("0x000: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00")
                .endsWith("0x1F0: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", "");
        assertThat(HexDump.classic(LINE)).isEqualTo("0x000: 00 1F 20 41 7E 7F 80 FF 6A 64 69 73 6B 55 AA 7C\n\n");
    }

    @Test
    @Tag("realtool")
    void asHexdumpDoes(@TempDir Path folder) throws IOException, InterruptedException {
        RealTool hexdump = RealTool.named("hexdump", 40);
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[16 * (40 + random.nextInt(200)) + random.nextInt(16)];
            random.nextBytes(bytes);
            for (int at = 0; at + 16 <= bytes.length; at += 16) {
                if (at > 0 && random.nextInt(3) > 0) {
                    System.arraycopy(bytes, at - 16, bytes, at, 16);    // runs of lines alike
                }
            }
            Path file = Files.write(folder.resolve("bytes-" + seed), bytes);
            int from = random.nextInt(2) * random.nextInt(bytes.length / 2);
            int length = bytes.length - from - random.nextInt(2) * random.nextInt(100);
            HexDump dump = HexDump.canonical(from);
            StringBuilder ours = new StringBuilder();
            for (int at = from; at < from + length; ) {
                int piece = Math.min(16 * (1 + random.nextInt(20)), from + length - at);
                ours.append(dump.lines(new ByteView(Arrays.copyOfRange(bytes, at, at + piece))));
                at += piece;
            }
            String theirs = hexdump.run(folder, "-C", "-s", Integer.toString(from), "-n", Integer.toString(length),
                    file.toString()).out();
            assertThat(ours + dump.end()).as("seed %d", seed).isEqualTo(theirs);
        }
    }
}
