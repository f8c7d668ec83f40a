package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for programs, and read from them: JSON, columns of bytes, lists of digests, commands on standard input. */
final class ReadByProgramsTest {
    private final Path folder;
    private final Path laptop;

    ReadByProgramsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.laptop = ImageRecipe.named("laptop").build(folder.resolve("hda.img"));
    }

    @Test
    void severalPartitions() {
        assertThat(jdisk(laptop, "offset", "1", "p6")).isEqualTo(new Outcome(0, "32256\n3939941376\n", ""));
        assertThat(jdisk(laptop, "size", "6", "disk")).isEqualTo(new Outcome(0, "929424384\n4871301120\n", ""));
        assertThat(jdisk(laptop, "offset", "6", "7").status()).isEqualTo(1);
    }

    @Test
    void placesAsJson() {
        String both = "{\n   \"offset\": [\n      {\n         \"partition\": 6,\n         \"offset\": 3939941376,\n         \"size\": 929424384\n      }\n   ]\n}\n";
        assertThat(jdisk(laptop, "offset", "--json", "6").out()).isEqualTo(both);
        assertThat(jdisk(laptop, "size", "--json", "6").out()).isEqualTo(both.replace("\"offset\": [", "\"size\": ["));
        assertThat(jdisk(laptop, "size", "--json", "disk").out()).contains("\"partition\": 0", "\"size\": 4871301120");
        assertThat(jdisk(laptop, "offset", "--json").out()).containsSubsequence("\"partition\": 1", "\"partition\": 2", "\"partition\": 5", "\"partition\": 6");
    }

    @Test
    void geometryAsJson() {
        assertThat(jdisk(laptop, "geometry", "--json").out())
                .containsSubsequence("\"heads\": {", "\"value\": 255", "\"sectors_track\": {", "\"value\": 63", "\"cylinders\": {", "\"value\": 592",
                        "\"sector_size\": {", "\"value\": 512", "\"total_sectors\": {", "\"value\": 9514260");
    }

    /** The status is that of v itself. */
    @Test
    void findingsAsJson() throws IOException {
        Outcome sound = jdisk(laptop, "v", "--json");
        assertThat(sound.status()).isEqualTo(jdisk(laptop, "v").status());
        assertThat(sound.out()).startsWith("{\n   \"findings\": [");
        Path overlapping = ImageRecipe.named("overlapping").build(folder.resolve("overlapping.img"));
        Outcome doubted = jdisk(overlapping, "v", "--json");
        assertThat(doubted.status()).isEqualTo(3);
        assertThat(doubted.out()).contains("\"code\": \"", "\"message\": \"");
        assertThat(jdisk(laptop, "v", "jsn").err()).contains("'v --json' writes what it finds as JSON");
    }

    /** fdisk has none of these columns; they are there when they are asked for. */
    @Test
    void columnsOfBytesAndContents() {
        assertThat(jdisk("-l", "-o", "Device,Offset,Bytes,FSType,Label,FSUUID", "--demo").out())
                .containsPattern("\nDevice +Offset +Bytes FSType Label FSUUID\n")
                .containsPattern("\nhda.img1 +32256 +3808272384 ntfs +1720383A12EC12EF\n")
                .containsPattern("\nhda.img6 +3939941376 +929424384 ext3 ");
        assertThat(jdisk("-x", "--demo").out()).doesNotContain("FSType");
        assertThat(jdisk("-l", "-o", "Ofset", "--demo").err()).contains("'Ofset'", "Offset, Bytes, FSType, Label, FSUUID");
    }

    @Test
    void commandsOnStandardInput() {
        assertThat(typing("offset 6", "# why", "nonsense", "offset 5").run("-f", "-", laptop))
                .isEqualTo(new Outcome(1, "3939941376\n", "-:3: nonsense: unknown command; 'm' prints the menu, 'help' lists the words\n"));
    }

    /** Digests as sha256sum computes them, of what dd would copy. */
    @Test
    void digestsChecked() throws Exception {
        Path disk = disk();
        byte[] bytes = Files.readAllBytes(disk);
        String first = sha256(Arrays.copyOfRange(bytes, 64 * 512, 96 * 512));
        Outcome written = jdisk(disk, "hash", "1");
        assertThat(written.out()).isEqualTo(first + "  d.img1\n");
        assertThat(jdisk(disk, "hash", "--json", "1").out())
                .containsSubsequence("\"file\": \"d.img1\"", "\"algorithm\": \"sha256\"", "\"digest\": \"" + first + "\"");

        Path list = Files.writeString(folder.resolve("SHA256SUMS"),
                "# taken on arrival\n" + first + "  d.img1\n" + sha256(bytes) + " *some/where/d.img\nSHA256 (1) = " + first.toUpperCase(Locale.ROOT) + "\n");
        assertThat(jdisk(disk, "hash", "--check=" + list)).isEqualTo(new Outcome(0, "d.img1: OK\nsome/where/d.img: OK\n1: OK\n", ""));
        Path alone = Files.writeString(folder.resolve("digest"), first + "\n");
        assertThat(jdisk(disk, "hash", "--check=" + alone, "1").out()).isEqualTo("1: OK\n");

        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 64 * 512 + 7);
        }
        Outcome changed = jdisk(disk, "hash", "--check=" + list);
        assertThat(changed.status()).isEqualTo(3);
        assertThat(changed.out()).isEqualTo("d.img1: FAILED\nsome/where/d.img: FAILED\n1: FAILED\n");
        assertThat(changed.err()).contains("and the file says " + first);
    }

    @Test
    void listsThatAreNone() throws Exception {
        Path disk = disk();
        Path other = Files.writeString(folder.resolve("other"), "0".repeat(64) + "  other.img\n");
        Outcome missing = jdisk(disk, "hash", "--check=" + other);
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.out()).isEqualTo("other.img: FAILED open or read\n");
        for (String text : new String[] {"", "hello\n", "0".repeat(64) + "\n", "0".repeat(50) + "  d.img1\n"}) {
            Outcome outcome = jdisk(disk, "hash", "--check=" + Files.writeString(other, text));
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.err()).contains("hash: ").hasLineCount(1);
        }
        assertThat(jdisk(disk, "hash", "--check=" + Files.write(other, new byte[] {(byte) 0xff, '\n'})).err()).contains("is not text in UTF-8");
        assertThat(jdisk(disk, "hash", "--check=" + folder.resolve("none")).err()).contains("No such file or directory");
    }

    /** Of 128 sectors, with one partition of 32 from sector 64 on. */
    private Path disk() throws IOException {
        byte[] bytes = new byte[128 * 512];
        Arrays.fill(bytes, 70 * 512, 71 * 512, (byte) 'x');
        ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        table.put(450, (byte) 0x83).putInt(454, 64).putInt(458, 32).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        return Files.write(folder.resolve("d.img"), bytes);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
