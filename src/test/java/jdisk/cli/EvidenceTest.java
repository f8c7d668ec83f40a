package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the digests that evidence keeps of itself. */
@Tag("realtool")
final class EvidenceTest {
    private final Path folder;
    private final Path file;
    private final String md5;
    private final String sha256;

    EvidenceTest(@TempDir Path folder) throws IOException, InterruptedException, NoSuchAlgorithmException {
        byte[] disk = new byte[1 << 20];
        new Random(1).nextBytes(disk);
        Files.write(folder.resolve("disk.raw"), disk);
        RealTool.named("ewfacquire", 1).run(folder, "-u", "-q", "-t", "case", "-f", "encase5", "disk.raw");
        this.folder = folder;
        this.file = folder.resolve("case.E01");
        this.md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(disk));
        this.sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(disk));
    }

    private Outcome hash(String algorithms) {
        return jdisk(Stream.concat(Stream.of(file, "hash", "disk"), Arrays.stream(algorithms.split(" ", -1)).filter(each -> !each.isEmpty())).toArray());
    }

    /** Whatever digests are asked for, and in which order: all are printed, and the one that is kept is compared with. */
    @Test
    void keptDigestAgrees() {
        String agrees = "the md5 kept in the image agrees: " + md5 + "\n";
        for (String asked : new String[] {"", "sha256", "md5", "sha256 md5", "md5 sha256", "sha1 sha256"}) {
            Outcome outcome = hash(asked);
            assertThat(outcome.status()).as(asked + outcome).isZero();
            assertThat(outcome.err()).as(asked).isEqualTo(agrees);
            assertThat(outcome.out().contains(sha256)).as(asked).isEqualTo(asked.isEmpty() || asked.contains("sha256"));
            assertThat(outcome.out().contains(md5)).as(asked).isEqualTo(asked.contains("md5"));
        }
        assertThat(jdisk(file, "hash", "0:100").err()).isEmpty();
    }

    /** It is the digest of the whole disk. */
    @Test
    void aRangeIsNotComparedWithIt() {
        Outcome range = jdisk("--offset", "0:4096", file, "hash", "disk");
        assertThat(range.err()).isEmpty();
        assertThat(range.status()).isZero();
        Outcome opened = typing("open 0:100", "hash disk md5", "mount 1", "close", "hash disk md5", "q").run(file);
        assertThat(opened.err()).contains("agrees: " + md5).containsOnlyOnce("kept in the image").doesNotContain("ewfmount");
    }

    @Test
    void keptDigestIsAnother() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // The section "hash": 76 bytes of its head, the MD5, 16 bytes, and the Adler-32 of these 32.
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("hash\0\0\0\0") + 76;
        bytes[at] ^= 1;
        Adler32 sum = new Adler32();
        sum.update(bytes, at, 32);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 32, (int) sum.getValue());
        Files.write(file, bytes);
        for (String asked : new String[] {"sha256", "md5", "sha256 md5"}) {
            Outcome outcome = hash(asked);
            assertThat(outcome.status()).as(asked).isEqualTo(3);
            assertThat(outcome.err()).as(asked).contains("the md5 kept in the image is another", "and the disk has " + md5);
        }
    }

    /** Sectors that could not be read when the image was made are named with whatever is done; the digest is that of what is there. */
    @Test
    void readErrorsAreNamed() throws IOException, InterruptedException {
        insertReadErrors();
        String said = "64 sectors from 192 on could not be read when the image was made";
        Outcome outcome = hash("md5");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEqualTo("jdisk: " + file + ": " + said + "; what is in their place was filled in then, zeros mostly\n"
                + "the md5 kept in the image agrees: " + md5 + "\n");
        assertThat(jdisk(file, "geometry").out()).contains("\n  read errors    " + said + "\n");
        assertThat(jdisk(file, "geometry", "--json").out()).containsPattern("\"read_errors\" ?: ?\"" + said + "\"");
        assertThat(RealTool.named("ewfinfo", 1).run(folder, file.toString()).out())
                .containsPattern("Read errors during acquiry\\s+total number: 1\\s+at sector\\(s\\): 192 - 255 number: 64");
    }

    /** Puts the section "error2" before the section "hash": its head of 520 bytes, a range, and the checksums of both. */
    private void insertReadErrors() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int hash = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("hash\0\0\0\0");
        int size = 76 + 520 + 8 + 4;
        ByteBuffer all = ByteBuffer.allocate(bytes.length + size).order(ByteOrder.LITTLE_ENDIAN).put(0, bytes, 0, hash);
        int next = hash + size;
        all.put(hash, "error2".getBytes(StandardCharsets.US_ASCII)).putLong(hash + 16, next).putLong(hash + 24, size);
        all.putInt(hash + 76, 1).putInt(hash + 596, 192).putInt(hash + 600, 64);
        all.put(next, bytes, hash, bytes.length - hash).putLong(next + 16, next + 112).putLong(next + 112 + 16, next + 112);
        for (int[] summed : new int[][] {{hash, 72}, {hash + 76, 516}, {hash + 596, 8}, {next, 72}, {next + 112, 72}}) {
            Adler32 sum = new Adler32();
            sum.update(all.array(), summed[0], summed[1]);
            all.putInt(summed[0] + summed[1], (int) sum.getValue());
        }
        Files.write(file, all.array());
    }
}
