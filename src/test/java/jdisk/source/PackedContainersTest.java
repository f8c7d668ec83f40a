package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.Slice;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what compressors, archivers, img2simg and ewfacquire make of a raw disk: each byte of it, at each place. */
@Tag("realtool")
final class PackedContainersTest {
    private static final long SIZE = (20 << 20) + 3 * 512;

    private static final Opening LISTING = new Opening(
            false, Optional.empty(), true, Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty(), Opening.Waiting.NOBODY);

    private final Path folder;
    private final RawDisk disk;

    PackedContainersTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.disk = RawDisk.in(folder, "disk.raw", SIZE, 2);
    }

    /** Runs a command of a shell, whose first word is a tool. */
    private void shell(String command) throws IOException, InterruptedException {
        RealTool.named(command.split(" ", -1)[0], 1);
        disk.run("sh", "-ec", command);
    }

    private static Map<String, String> facts(Path container) throws IOException {
        try (Image image = Sources.open(container)) {
            return image.layers().getFirst().facts();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "gzip -c disk.raw", "gzip -1nc disk.raw", "head -c 3000001 disk.raw | gzip; tail -c +3000002 disk.raw | gzip -9", "bgzip -c disk.raw",
        "bgzip -l 0 -c disk.raw", "xz -1c disk.raw", "xz -0c --block-size=1MiB disk.raw", "xz -0c --check=none --block-size=300000 disk.raw",
        "xz -0c --check=sha256 -T2 --block-size=2MiB disk.raw", "head -c 3000000 disk.raw | xz -0c; tail -c +3000001 disk.raw | xz -0c",
        "xz -c --x86 --lzma2=preset=0 --block-list=4MiB,1MiB,0 disk.raw",
        "zstd -qc disk.raw", "zstd -qc --no-check -1 disk.raw", "cat disk.raw | zstd -qc", "zstd -qc --long=27 -5 disk.raw",
        "head -c 3000000 disk.raw >a; tail -c +3000001 disk.raw >b; zstd -qc a; zstd -qc b",
        "head -c 3000000 disk.raw | zstd -qc; tail -c +3000001 disk.raw | zstd -qc",
        "printf 'P*M\\030\\003\\0\\0\\0abc'; zstd -qc disk.raw", "bzip2 -c disk.raw", "bzip2 -1c disk.raw",
        "head -c 3000000 disk.raw | bzip2; tail -c +3000001 disk.raw | bzip2 -3"})
    void readsWhatIsCompressed(String command) throws IOException, InterruptedException {
        for (String word : command.split("[ ;|]+", -1)) {
            if (word.endsWith("zip") || word.equals("xz") || word.equals("zstd") || word.equals("bzip2")) {
                RealTool.named(word, 1);
            }
        }
        disk.run("sh", "-ec", "(" + command + ") >packed");
        disk.assertIn(folder.resolve("packed"));
    }

    /** What has an index, or says how large each piece is, is read at its place and not unpacked as a whole. */
    @ParameterizedTest
    @CsvSource({"bgzip -c disk.raw, members", "xz -0c --block-size=1MiB disk.raw, blocks", "xz -0c disk.raw, blocks",
        "'zstd -qc disk.raw; zstd -qc disk.raw', frames"})
    void readsPiecesAtTheirPlaces(String command, String fact) throws IOException, InterruptedException {
        shell(command.replace(";", ">packed;").replaceFirst("$", ">>packed"));
        assertThat(facts(folder.resolve("packed"))).containsKey(fact);
    }

    @Test
    void takesZerosAfterGzip() throws IOException, InterruptedException {
        for (String tool : List.of("gzip", "bgzip")) {
            shell(tool + " -c disk.raw >padded; head -c 10000 /dev/zero >>padded");
            disk.assertIn(folder.resolve("padded"));
        }
    }

    /** A member whose mark is damaged is missed: gzip says that garbage follows, and ends with status 2. What OpenWrt writes there is known. */
    @Test
    void tellsWhatFollowsTheLastMemberOfGzip() throws IOException, InterruptedException {
        shell("gzip -c disk.raw >one; (cat one; printf X; tail -c +2 one) >packed");
        try (Image image = Sources.open(folder.resolve("packed"))) {
            assertThat(image.size()).isEqualTo(SIZE);
            assertThat(image.layers().getFirst().damage().orElse("")).contains("not gzip", "byte " + Files.size(folder.resolve("one")));
        }
        shell("gzip -c disk.raw >openwrt; printf 'some facts FWx0\\1\\2\\3\\4\\0\\0\\0\\0\\0\\0\\0\\033' >>openwrt");
        try (Image image = Sources.open(folder.resolve("openwrt"))) {
            assertThat(image.size()).isEqualTo(SIZE);
            assertThat(image.layers().getFirst().damage()).isEmpty();
        }
    }

    /** A bit that is not as it was, anywhere in what is packed, is found where it is read; the pieces before it are as they were. */
    @ParameterizedTest
    @ValueSource(strings = {"bgzip -c disk.raw", "xz -0c --block-size=1MiB disk.raw", "xz -0c disk.raw", "zstd -qc disk.raw",
        "cat disk.raw | zstd -qc", "gzip -c disk.raw", "bzip2 -c disk.raw"})
    void tellsWhatIsDamaged(String command) throws IOException, InterruptedException {
        disk.run("sh", "-ec", command + ">packed");
        RealTool.named(command.contains("zstd") ? "zstd" : command.split(" ", -1)[0], 1);
        Path packed = folder.resolve("packed");
        byte[] bytes = Files.readAllBytes(packed);
        bytes[bytes.length / 2] ^= 16;
        Files.write(packed, bytes);
        byte[] raw = Files.readAllBytes(disk.file());
        int failed = 0;
        int read = 0;
        try (Image image = Sources.open(packed)) {
            for (int at = 0; at + 8192 <= raw.length; at += 8192) {
                try {
                    byte[] some = image.view(at, 8192).copy(0, 8192);
                    // A frame is known to be sound at its end alone, where the checksum of all of it is.
                    if (!command.contains("zstd")) {
                        assertThat(some).as("at " + at).isEqualTo(Arrays.copyOfRange(raw, at, at + 8192));
                    }
                    read++;
                } catch (IOException e) {
                    failed++;
                }
            }
            if (command.contains("zstd")) {
                try {
                    image.view(raw.length - 512, 512);
                } catch (IOException e) {
                    failed++;
                }
                assertThat(failed > 0 || image.layers().getFirst().damage().isPresent()).isTrue();
            } else {
                assertThat(failed).isPositive();
            }
            if (!command.equals("xz -0c disk.raw")) {
                assertThat(read).isGreaterThan(raw.length / 8192 / 4);
            }
        } catch (IOException e) {
            // It can only be unpacked as a whole.
            assertThat(e.getMessage()).contains("damaged");
        }
    }

    /** A listing need not wait for a whole block; whoever else reads its first bytes is told that its checksum is wrong, when it is closed at the latest. */
    @Test
    void onlyAListingTakesBytesWithoutTheirChecksum() throws IOException, InterruptedException {
        shell("xz --version >/dev/null; head -c 4M disk.raw | xz -0c --check=crc32 >packed; tail -c +4194305 disk.raw | xz -0c >rest");
        byte[] first = Files.readAllBytes(folder.resolve("packed"));
        // The checksum of the only block is what comes before the index, whose length the last 12 bytes tell.
        int index = (ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getInt(first.length - 8) + 1) * 4;
        first[first.length - 12 - index - 1] ^= 1;
        Path packed = Files.write(folder.resolve("packed"), first);
        shell("cat rest >>packed");
        byte[] raw = Files.readAllBytes(disk.file());
        try (Image image = Sources.open(packed.toString(), LISTING)) {
            assertThat(image.view(0, 2 << 20).copy(0, 2 << 20)).isEqualTo(Arrays.copyOf(raw, 2 << 20));
            assertThat(image.view(1000, 512).copy(0, 512)).isEqualTo(Arrays.copyOfRange(raw, 1000, 1512));
            assertThat(image.view(4 << 20, 512).copy(0, 512)).isEqualTo(Arrays.copyOfRange(raw, 4 << 20, (4 << 20) + 512));
        }
        Image image = Sources.open(packed);
        try {
            assertThat(image.view(1000, 512).copy(0, 512)).isEqualTo(Arrays.copyOfRange(raw, 1000, 1512));
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("block 0"); // all of it is decoded by now
        }
        assertThatThrownBy(() -> image.view(3 << 20, 512)).isInstanceOf(IOException.class).hasMessageContaining("block 0");
        // Now that it is known, nothing of the block is given out.
        assertThatThrownBy(() -> image.view(1000, 512)).isInstanceOf(IOException.class).hasMessageContaining("block 0");
        assertThat(image.view(4 << 20, 512).copy(0, 512)).isEqualTo(Arrays.copyOfRange(raw, 4 << 20, (4 << 20) + 512));
        assertThatThrownBy(image::close).isInstanceOf(IOException.class).hasMessageContaining("block 0 of the xz file is damaged; what was read");
    }

    /** One block that is too large to be decoded as a whole, to its last byte, and with a checksum that is not that of it. */
    @Test
    void readsOneLargeBlockOfXz() throws IOException, InterruptedException {
        shell("xz --version >/dev/null; (cat disk.raw; head -c 64M /dev/zero; cat disk.raw) >large.raw; xz -0 -T1 -c large.raw >packed");
        Path packed = folder.resolve("packed");
        for (Opening opening : List.of(Opening.PLAIN, LISTING)) {
            try (Image image = Sources.open(packed.toString(), opening); FileImage raw = FileImage.open(folder.resolve("large.raw"))) {
                assertThat(image.view(image.size() - 512, 512).copy(0, 512)).isEqualTo(raw.view(raw.size() - 512, 512).copy(0, 512));
                assertThat(image.layers().getFirst().damage()).isEmpty();
                assertThat(image.view(0, 1 << 20).copy(0, 1 << 20)).isEqualTo(raw.view(0, 1 << 20).copy(0, 1 << 20));
            }
        }
        RawDisk.of(folder.resolve("large.raw")).assertIn(packed);
        byte[] bytes = Files.readAllBytes(packed);
        int index = (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8) + 1) * 4;
        bytes[bytes.length - 12 - index - 1] ^= 1;
        Files.write(packed, bytes);
        try (Image image = Sources.open(packed)) {
            assertThat(image.view(0, 1 << 20).length()).isEqualTo(1 << 20);
            // The library gives nothing of what it decoded together with a checksum that is wrong.
            assertThatThrownBy(() -> image.view(image.size() - 512, 512)).isInstanceOf(IOException.class).hasMessageContaining("damaged");
        }
    }

    /** Large blocks are decoded each from its own start, and no other for it; one that is damaged leaves the others as they are. */
    @Test
    void readsLargeBlocksOfXzAtTheirPlaces() throws IOException, InterruptedException {
        shell("xz --version >/dev/null; (cat disk.raw; head -c 64M /dev/zero; cat disk.raw; head -c 64M /dev/zero; cat disk.raw) >large.raw; "
                + "xz -0 -T1 -c --block-size=70MiB large.raw >packed");
        Path packed = folder.resolve("packed");
        long[] most = new long[1];
        Opening.Waiting counting = (file, place, decoded, size) -> most[0] = decoded;
        try (FileImage raw = FileImage.open(folder.resolve("large.raw"))) {
            try (Image image = Sources.open(packed.toString(), Opening.PLAIN.with(Optional.empty(), counting))) {
                assertThat(image.size()).isEqualTo(raw.size());
                assertThat(image.view(image.size() - 512, 512).copy(0, 512)).isEqualTo(raw.view(raw.size() - 512, 512).copy(0, 512));
                // And the first MiB, in which containers have their marks.
                assertThat(most[0]).isEqualTo(raw.size() % (70 << 20) + (1 << 20));
                assertThat(image.view(0, 512).copy(0, 512)).isEqualTo(raw.view(0, 512).copy(0, 512));
                assertThat(image.view(100 << 20, 512).copy(0, 512)).isEqualTo(raw.view(100 << 20, 512).copy(0, 512));
                // The first section was closed, and goes on where it was.
                assertThat(image.view(60 << 20, 512).copy(0, 512)).isEqualTo(raw.view(60 << 20, 512).copy(0, 512));
                assertThat(image.view((70 << 20) - 256, 512).copy(0, 512)).isEqualTo(raw.view((70 << 20) - 256, 512).copy(0, 512));
            }
            RawDisk.of(folder.resolve("large.raw")).assertIn(packed);
            byte[] bytes = Files.readAllBytes(packed);
            // The second block begins and ends where the list of xz has it.
            String list = RealTool.named("xz", 1).run(folder, "--robot", "-vv", "-l", "packed").out();
            String[] second = list.lines().filter(line -> line.startsWith("block")).skip(1).findFirst().orElseThrow().split("\t", -1);
            bytes[(int) (Long.parseLong(second[4]) + Long.parseLong(second[6]) / 2)] ^= 16;
            Files.write(packed, bytes);
            try (Image image = Sources.open(packed)) {
                assertThatThrownBy(() -> image.view((140 << 20) - 512, 512)).isInstanceOf(IOException.class).hasMessageContaining("block 1 of the xz file");
                assertThat(image.view(0, 70 << 20).copy(0, 70 << 20)).isEqualTo(raw.view(0, 70 << 20).copy(0, 70 << 20));
                assertThat(image.view(140 << 20, 512).copy(0, 512)).isEqualTo(raw.view(140 << 20, 512).copy(0, 512));
            }
        }
    }

    /** The table at the end of a seekable zstd file leads to its frames, whose headers do not say how large they are where they come from a pipe. */
    @Test
    void readsTheSeekTableOfZstd() throws IOException, InterruptedException {
        RealTool.named("zstd", 1);
        byte[] raw = Files.readAllBytes(disk.file());
        int frame = 3_000_000;
        int count = Math.ceilDiv(raw.length, frame);
        ByteBuffer table = ByteBuffer.allocate(8 + count * 8 + 9).order(ByteOrder.LITTLE_ENDIAN).putInt(0x184d2a5e).putInt(count * 8 + 9);
        shell("zstd --version >/dev/null; : >packed; split -b " + frame + " -d disk.raw part; for i in part*; do cat $i | zstd -qc >$i.zst; cat $i.zst >>packed; done");
        for (int i = 0; i < count; i++) {
            String part = "part0" + i;
            table.putInt((int) Files.size(folder.resolve(part + ".zst"))).putInt((int) Files.size(folder.resolve(part)));
        }
        Path packed = folder.resolve("packed");
        Files.write(packed, table.putInt(count).put((byte) 0).putInt(0x8f92eab1).array(), StandardOpenOption.APPEND);
        disk.assertIn(packed);
        assertThat(facts(packed)).containsEntry("frames", Integer.toString(count));
        // The table of one file is none of two.
        shell("cat disk.raw | zstd -qc >one; cat one packed >both");
        assertThat(facts(folder.resolve("both"))).doesNotContainKey("frames");
        try (Image image = Sources.open(folder.resolve("both"))) {
            assertThat(image.size()).isEqualTo(2 * SIZE);
        }
    }

    /** Frames of a few bytes are decoded together, large ones each at its place. */
    @Test
    void readsSmallAndLargeFramesOfZstd() throws IOException, InterruptedException {
        shell("zstd --version >/dev/null; split -b 700 -a 4 disk.raw small; ls small* | head -3000 | xargs zstd -qc >packed; ls small* | head -3000 | xargs cat >wanted; "
                + "(cat disk.raw; head -c 66M /dev/zero) >large; zstd -qc large disk.raw >>packed; cat large disk.raw >>wanted");
        RawDisk.of(folder.resolve("wanted")).assertIn(folder.resolve("packed"));
        assertThat(facts(folder.resolve("packed"))).containsEntry("frames", "3002");
        shell("zstd --version >/dev/null; ls small* | head -3000 | xargs zstd -qc >packed; ls small* | head -3000 | xargs cat >wanted");
        RawDisk.of(folder.resolve("wanted")).assertIn(folder.resolve("packed"));
    }

    /** What takes more memory than there may be is not damaged. */
    @Test
    void saysHowMuchMemoryAnXzTakes() throws IOException, InterruptedException {
        shell("xz --version >/dev/null; head -c 1M disk.raw | xz -c --lzma2=preset=0,dict=1536MiB >packed");
        assumeTrue(Runtime.getRuntime().maxMemory() < 3L << 30, "there may be enough");
        try (Image image = Sources.open(folder.resolve("packed"))) {
            assertThatThrownBy(() -> image.view(0, 512)).isInstanceOf(IOException.class).hasMessageContaining("MiB of memory").hasMessageContaining("-Xmx");
        }
    }

    /** A listing need not know more of the size of a disk than what its table and the end of the file agree on. */
    @Test
    void decodesForAListingWhatItNeeds() throws IOException, InterruptedException {
        RealTool.named("sfdisk", 2);
        shell("gzip --version >/dev/null; truncate -s 300M mbr.img; printf 'label: dos\n2048,\n' | sfdisk -q mbr.img; truncate -s 300M gpt.img; "
                + "printf 'label: gpt\n2048,\n' | sfdisk -q gpt.img; truncate -s 300M part.img; printf 'label: dos\n2048,200000\n' | sfdisk -q part.img; "
                + "truncate -s 4396M large.img; printf 'label: gpt\n2048,\n' | sfdisk -q large.img; head -c 1M disk.raw >start; cat start >>mbr.img; "
                + "truncate -s 300M mbr.img; for i in mbr gpt part large; do gzip -1kf $i.img; done; "
                + "(head -c 200M mbr.img | gzip -1; tail -c +209715201 mbr.img | gzip -1) >two.img.gz; xz -0 -T1 -kf gpt.img");
        for (String name : List.of("mbr.img.gz", "gpt.img.gz", "part.img.gz", "large.img.gz", "two.img.gz", "gpt.img.xz")) {
            long[] most = new long[1];
            Opening listing = LISTING.with(Optional.empty(), (file, place, decoded, size) -> most[0] = Math.max(most[0], decoded));
            try (Image image = Sources.open(folder.resolve(name).toString(), listing)) {
                assertThat(image.size()).as(name).isEqualTo(name.startsWith("large") ? 4396L << 20 : 300 << 20);
                // Of these, the end of the file does not tell the size, or not for sure.
                assertThat(most[0] < 100 << 20).as(name + " " + most[0]).isEqualTo(!name.startsWith("part") && !name.startsWith("two"));
                assertThat(image.isNear(image.size() - 512)).isEqualTo(name.startsWith("part") || name.startsWith("two"));
            }
        }
    }

    /** Where the end of what is compressed is not looked at without a reason, the size of a disk and 512 bytes is one. */
    @ParameterizedTest
    @ValueSource(strings = {"xz -0c", "xz -0c --block-size=1MiB", "zstd -qc", "gzip -c", "bzip2 -c"})
    void findsAFooterInWhatIsCompressed(String command) throws IOException, InterruptedException {
        Path vhd = folder.resolve("disk.img");
        RealTool.named(command.split(" ", -1)[0], 1);
        RawDisk.in(folder, "whole.raw", 20 << 20, 3)
                .run("qemu-img", "convert", "-O", "vpc", "-o", "subformat=fixed,force_size=on", "whole.raw", "disk.img");
        for (int footer : new int[] {512, 511}) {
            Files.write(vhd, Arrays.copyOf(Files.readAllBytes(vhd), (20 << 20) + footer));
            shell(command + " " + vhd.getFileName() + " >packed");
            for (Opening opening : List.of(Opening.PLAIN, LISTING)) {
                try (Image image = Sources.open(folder.resolve("packed").toString(), opening)) {
                    assertThat(image.size()).isEqualTo(20 << 20);
                }
            }
        }
    }

    /** Blocks of zeros are the same again and again, and what comes between them is not. */
    @Test
    void readsZerosOfBzip2() throws IOException, InterruptedException {
        shell("bzip2 --version </dev/null >/dev/null 2>&1; (head -c 30M /dev/zero; cat disk.raw; head -c 30M /dev/zero) >zeros; bzip2 -1c zeros >packed");
        try (Image image = Sources.open(folder.resolve("packed"))) {
            assertThat(image.size()).isEqualTo(Files.size(folder.resolve("zeros")));
            try (FileImage raw = FileImage.open(folder.resolve("zeros"))) {
                for (int at = 0; at < image.size(); at += 1 << 20) {
                    int count = (int) Math.min(1 << 20, image.size() - at);
                    assertThat(image.view(at, count).copy(0, count)).isEqualTo(raw.view(at, count).copy(0, count));
                }
            }
        }
    }

    /** A checksum of all of it is held against it once all was read: everything is had, and it is known to be wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"zstd -qc --check disk.raw", "zip -q - disk.raw"})
    void tellsOfAWrongChecksumAtTheEnd(String command) throws IOException, InterruptedException {
        shell(command + " >packed");
        Path packed = folder.resolve("packed");
        byte[] raw = Files.readAllBytes(disk.file());
        byte[] bytes = Files.readAllBytes(packed);
        boolean zip = command.startsWith("zip");
        int directory = zip ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 6) : 0;
        bytes[zip ? directory + 16 : bytes.length - 1] ^= 1;
        for (boolean right : new boolean[] {true, false}) {
            if (!right) {
                Files.write(packed, bytes);
            }
            try (Image image = Sources.open(packed)) {
                assertThat(image.view(0, 1 << 20).copy(0, 1 << 20)).isEqualTo(Arrays.copyOf(raw, 1 << 20));
                assertThat(image.layers().getFirst().damage()).isEmpty();
                assertThat(image.view(0, raw.length).copy(0, raw.length)).isEqualTo(raw);
                assertThat(image.layers().getFirst().damage().isEmpty()).isEqualTo(right);
                assertThat(Slice.of(image).layers().getFirst().damage().orElse("checksum")).contains("checksum");
            }
        }
    }

    /** A file that ends too soon has no zeros instead. */
    @ParameterizedTest
    @ValueSource(strings = {"bgzip", "xz", "zstd", "gzip", "bzip2"})
    void tellsWhatIsCut(String tool) throws IOException, InterruptedException {
        shell(tool + " -c disk.raw >packed");
        Path packed = folder.resolve("packed");
        Files.write(packed, Arrays.copyOf(Files.readAllBytes(packed), 2_000_001));
        assertThatThrownBy(() -> {
            try (Image image = Sources.open(packed)) {
                image.view(SIZE - 512, 512);
            }
        }).isInstanceOf(IOException.class).hasMessageMatching("(?s).*(cut short|damaged|Truncated|ends).*");
    }

    /** What comes before a cut is had, as the tools give it out, also where nothing tells how much there was. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2"})
    void readsWhatComesBeforeACut(String tool) throws IOException, InterruptedException {
        shell(tool + " -c disk.raw | head -c 3000000 >packed; " + tool + " -dc packed >wanted 2>message || test -s message");
        try (Image image = Sources.open(folder.resolve("packed")); FileImage wanted = FileImage.open(folder.resolve("wanted"))) {
            // The last piece of what was decoded may not have been given out.
            assertThat(image.size()).isBetween(wanted.size() - (1 << 20), wanted.size() + (1 << 20)).isGreaterThan(1 << 20);
            int count = (int) Math.min(image.size(), wanted.size());
            assertThat(image.view(0, count).copy(0, count)).isEqualTo(wanted.view(0, count).copy(0, count));
            assertThat(image.layers().getFirst().damage().orElse("")).contains("known up to byte " + image.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ustar", "pax", "gnu"})
    void readsTar(String format) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("README"), "text");
        shell("tar --format=" + format + " -cf disks.tar README disk.raw");
        disk.assertIn(folder.resolve("disks.tar"));
        if (!format.equals("ustar")) {
            String name = "a-long-name-".repeat(15) + ".img";
            shell("mv disk.raw " + name + "; tar --format=" + format + " -cf long.tar README " + name + "; mv " + name + " disk.raw");
            disk.assertIn(folder.resolve("long.tar"));
            assertThat(facts(folder.resolve("long.tar"))).containsEntry("member", name);
        }
        Files.writeString(folder.resolve("other.img"), "other");
        shell("tar --format=" + format + " -cf two.tar disk.raw other.img");
        assertThatThrownBy(() -> Sources.open(folder.resolve("two.tar")))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("several files").hasMessageContaining("disk.raw, other.img");
    }

    /** A file that is asked for is one of the archive that was named: the archive in it is not asked for the same. */
    @Test
    void takesAMemberOnce() throws IOException, InterruptedException {
        shell("zip -q0 inner.zip disk.raw; touch other; tar -cf outer.tar inner.zip other");
        for (String name : List.of("inner.zip", "other", "disk.raw")) {
            Opening opening = new Opening(false, Optional.empty(), true, Optional.empty(), Optional.of(name), Optional.empty(), false, Optional.empty(), Opening.Waiting.NOBODY);
            if (name.equals("inner.zip")) {
                disk.assertIn(folder.resolve("outer.tar"), opening);
            } else if (name.equals("disk.raw")) {
                assertThatThrownBy(() -> Sources.open(folder.resolve("outer.tar").toString(), opening)).hasMessageContaining("no file 'disk.raw'");
                assertThatThrownBy(() -> Sources.open(disk.file().toString(), opening)).hasMessageContaining("--member");
            } else {
                try (Image image = Sources.open(folder.resolve("outer.tar").toString(), opening)) {
                    assertThat(image.size()).isZero();
                }
            }
        }
    }

    /** As Google Compute Engine exports a disk, and all other forms of GNU tar; that gets the same out. */
    @ParameterizedTest
    @ValueSource(strings = {"--format=oldgnu", "--format=gnu", "--format=pax --sparse-version=0.0", "--format=pax --sparse-version=0.1",
        "--format=pax --sparse-version=1.0", "--format=pax"})
    void readsSparseFilesInTar(String options) throws IOException, InterruptedException {
        shell("tar --version >/dev/null; mkdir out; echo more >>disk.raw; : >empty");
        for (String holes : List.of("seek", "raw")) {
            shell("tar -S --hole-detection=" + holes + " " + options + " -cf holes.tar empty disk.raw; gzip -kf holes.tar; tar -C out -xSf holes.tar; cmp disk.raw out/disk.raw");
            assertThat(Files.size(folder.resolve("holes.tar"))).isLessThan(disk.size());
            for (String name : List.of("holes.tar", "holes.tar.gz")) {
                Path archive = folder.resolve(name);
                disk.assertIn(archive);
                assertThat(facts(archive)).containsEntry("member", "disk.raw").containsKey("sparse file");
                try (Image image = Sources.open(archive)) {
                    assertThat(image.size()).isEqualTo(disk.size());
                    assertThat(image.nextHole(0)).isLessThan(disk.size());
                }
            }
        }
    }

    /** Numbers of 8 GiB and more are no digits in the old form; a file without data is a hole. */
    @ParameterizedTest
    @ValueSource(strings = {"--format=oldgnu", "--format=pax --sparse-version=0.0", "--format=pax --sparse-version=1.0"})
    void readsLargeSparseFilesInTar(String options) throws IOException, InterruptedException {
        shell("tar --version >/dev/null; truncate -s 3T large.img; printf abc | dd of=large.img conv=notrunc bs=1M seek=2M status=none;"
                + " tar -S " + options + " -cf large.tar large.img; truncate -s 5M hole.img; tar -S " + options + " -cf hole.tar hole.img");
        try (Image image = Sources.open(folder.resolve("large.tar"))) {
            assertThat(image.size()).isEqualTo(3L << 40);
            assertThat(image.nextData(0)).isEqualTo(2L << 40);
            assertThat(image.view(2L << 40, 3).latin1(0, 3)).isEqualTo("abc");
            assertThat(image.view((3L << 40) - 512, 512).isZero()).isTrue();
        }
        try (Image image = Sources.open(folder.resolve("hole.tar"))) {
            assertThat(image.size()).isEqualTo(5 << 20);
            assertThat(image.view(0, 5 << 20).isZero()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=oldgnu", "--format=pax --sparse-version=0.1", "--format=pax --sparse-version=1.0"})
    void tellsWhatIsCutOfASparseFileInTar(String options) throws IOException, InterruptedException {
        shell("tar -S " + options + " -cf holes.tar disk.raw");
        Path archive = folder.resolve("holes.tar");
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 2_000_000));
        assertThatThrownBy(() -> Sources.open(archive)).isInstanceOf(FileSystemException.class).hasMessageContaining("cut short");
    }

    /** What a sparse file has more of than its head, as one of many pieces does, is passed over. */
    @Test
    void readsTarBehindASparseFile() throws IOException, InterruptedException {
        shell("tar --version >/dev/null; truncate -s 64M holes; for i in $(seq 1 2 60); do printf abc | dd of=holes conv=notrunc bs=1M seek=$i; done;"
                + " tar -S --format=gnu -cf holes.tar holes; tar --format=gnu -rf holes.tar disk.raw");
        disk.assertIn(folder.resolve("holes.tar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q", "-q -0", "-q -9", "-q -fz"})
    void readsZip(String options) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("README"), "text");
        shell("zip " + options + " disks.zip README disk.raw");
        disk.assertIn(folder.resolve("disks.zip"));
        assertThat(facts(folder.resolve("disks.zip"))).containsEntry("member", "disk.raw");
    }

    @Test
    void readsZipThatWasWrittenInOneGo() throws IOException, InterruptedException {
        shell("zip --version >/dev/null; cat disk.raw | zip -q >disks.zip");
        disk.assertIn(folder.resolve("disks.zip"));
    }

    @Test
    void refusesEncryptedZip() throws IOException, InterruptedException {
        shell("zip -q -P secret disks.zip disk.raw");
        assertThatThrownBy(() -> Sources.open(folder.resolve("disks.zip"))).isInstanceOf(FileSystemException.class).hasMessageContaining("encrypted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "8192", "65536"})
    void readsAndroidSparse(String block) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(disk.file(), StandardOpenOption.APPEND)) {
            out.write(new byte[(int) (65_536 - disk.size() % 65_536)]);
            for (int i = 0; i < 65_536; i++) {
                out.write(i % 4 + 1);
            }
        }
        shell("img2simg disk.raw disk.simg " + block);
        disk.assertIn(folder.resolve("disk.simg"));
    }

    @ParameterizedTest
    @CsvSource({"encase6, none, 10485760, 64", "encase6, fast, 1500000, 64", "encase5, best, 3145728, 32", "encase1, fast, 1048576, 64",
        "ftk, best, 100000000, 64", "linen6, fast, 2097152, 1024", "encase7, fast, 2097152, 16", "smart, fast, 1048576, 64", "ewfx, fast, 1048576, 16"})
    void readsEwf(String format, String compression, String segment, String sectors) throws IOException, InterruptedException {
        disk.run("ewfacquire", "-u", "-q", "-t", "case", "-f", format, "-c", "deflate:" + compression, "-S", segment, "-b", sectors, "-d", "sha1",
                "-e", "Examiner", "-E", "Evidence", "disk.raw");
        String letter = format.equals("smart") ? "s" : format.equals("ewfx") ? "e" : "E";
        Path file = folder.resolve("case." + letter + "01");
        assertThat(Files.exists(folder.resolve("case." + letter + "02"))).isEqualTo(Long.parseLong(segment) < SIZE);
        disk.assertIn(file);
        assertThat(facts(file)).containsEntry("md5", disk.digest("MD5")).doesNotContainKey("incomplete");
        if (format.startsWith("encase6") || format.startsWith("linen6")) {
            assertThat(facts(file)).containsEntry("sha1", disk.digest("SHA-1"));
        }
        assertThat(facts(file)).containsEntry("examiner", "Examiner").containsEntry("evidence", "Evidence");
    }

    /** What is said to get the disk out does so, and adds nothing, as it does on standard output: "ewfexport: SUCCESS". */
    @Test
    void saysWhatExportsEwf() throws IOException, InterruptedException {
        disk.run("ewfacquire", "-u", "-q", "-t", "case", "disk.raw");
        Files.move(disk.file(), folder.resolve("before.raw"));
        shell(Container.E01.converter("case.E01"));
        assertThat(folder.resolve("disk.raw")).hasSameBinaryContentAs(folder.resolve("before.raw"));
    }

    /** Of a last sector that is not whole, ewfacquire keeps the bytes and counts none. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "best"})
    void readsEwfOfWhatDoesNotEndWithASector(String compression) throws IOException, InterruptedException {
        RawDisk odd = RawDisk.in(folder, "odd.raw", 3_000_000, 5);
        odd.run("ewfacquire", "-u", "-q", "-t", "odd", "-c", "deflate:" + compression, "odd.raw");
        byte[] raw = Files.readAllBytes(odd.file());
        try (Image image = Sources.open(folder.resolve("odd.E01"))) {
            int size = 3_000_000 / 512 * 512;
            assertThat(image.size()).isEqualTo(size);
            assertThat(image.view(0, size).copy(0, size)).isEqualTo(Arrays.copyOf(raw, size));
        }
    }

    /** Chunks before a segment that is missing are read, the others are not, and its name is told. */
    @Test
    void namesAMissingSegment() throws IOException, InterruptedException {
        disk.run("ewfacquire", "-u", "-q", "-t", "case", "-f", "encase6", "-c", "deflate:none", "-S", "1048576", "disk.raw");
        Files.delete(folder.resolve("case.E05"));
        byte[] raw = Files.readAllBytes(disk.file());
        try (Image image = Sources.open(folder.resolve("case.E01"))) {
            Layer layer = image.layers().getFirst();
            assertThat(layer.facts().get("incomplete")).contains("case.E05").contains("missing");
            assertThat(image.view(0, 3 << 20).copy(0, 3 << 20)).isEqualTo(Arrays.copyOf(raw, 3 << 20));
            assertThatThrownBy(() -> image.view(5 << 20, 512)).isInstanceOf(IOException.class).hasMessageContaining("case.E05");
            assertThatThrownBy(() -> image.view(0, 5 << 20)).isInstanceOf(IOException.class).hasMessageContaining("case.E05");
        }
        assertThatThrownBy(() -> Sources.open(folder.resolve("case.E02"))).isInstanceOf(FileSystemException.class).hasMessageContaining("segment 2");
    }

    @Test
    void readsAMemberThatIsAskedFor() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("other.img"), "other");
        shell("tar -cf two.tar disk.raw other.img; zip -q two.zip disk.raw other.img");
        Opening wishes = new Opening(false, Optional.empty(), true, Optional.empty(), Optional.of("disk.raw"), Optional.empty(), false, Optional.empty(), Opening.Waiting.NOBODY);
        disk.assertIn(folder.resolve("two.tar"), wishes);
        disk.assertIn(folder.resolve("two.zip"), wishes);
    }
}
