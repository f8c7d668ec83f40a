package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that name other files: which of them are opened, and what is read of both; replayed logs. */
final class NamedFilesTest {
    private static final Opening ANY =
            new Opening(true, Optional.empty(), true, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Opening.Waiting.NOBODY);

    private final Path top;
    private final Path folder;
    private final byte[] disk = MadeContainers.disk();

    NamedFilesTest(@TempDir Path top) throws IOException {
        this.top = top;
        this.folder = Files.createDirectories(top.resolve("images"));
    }

    /** A qcow2 image of nothing, over a file. */
    private static byte[] over(String backing) {
        byte[] name = backing.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(3 << 16);
        bytes.put(0, "QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1)).putInt(4, 3).putLong(8, 512).putInt(16, name.length).putInt(20, 16)
                .putLong(24, MadeContainers.SIZE).putInt(36, 1).putLong(40, 1 << 16).putInt(96, 4).putInt(100, 104).put(512, name);
        return MadeContainers.bytes(bytes);
    }

    private Path overlay(String name, String backing) throws IOException {
        return Files.write(folder.resolve(name), over(backing));
    }

    private static void refused(Path image, Opening opening, String... words) {
        refused(() -> Sources.open(image.toString(), opening), words);
    }

    private static void refused(ThrowingCallable opens, String... words) {
        assertThatThrownBy(opens).isInstanceOf(FileSystemException.class).hasMessageContainingAll(words);
    }

    private void assertDisk(Path image, Opening opening) throws IOException {
        try (Image read = Sources.open(image.toString(), opening)) {
            assertThat(read.view(0, disk.length).copy(0, disk.length)).isEqualTo(disk);
        }
    }

    @Test
    void opensWhatLiesBesideOrBelow() throws IOException {
        Files.write(folder.resolve("base.raw"), disk);
        Files.createDirectories(folder.resolve("below"));
        Files.write(folder.resolve("below/base.raw"), disk);
        Files.createSymbolicLink(folder.resolve("link.raw"), Path.of("base.raw"));
        for (String name : new String[] {"base.raw", "./base.raw", "below/base.raw", "link.raw", "below/../base.raw", folder.resolve("base.raw").toString()}) {
            assertDisk(overlay("top.qcow2", name), Opening.PLAIN);
        }
    }

    @Test
    void refusesWhatLiesElsewhereUnlessTold() throws IOException {
        Path secret = Files.write(top.resolve("secret.raw"), disk);
        Files.createSymbolicLink(folder.resolve("link.raw"), secret);
        Files.createDirectories(top.resolve("images-too"));
        Files.write(top.resolve("images-too/base.raw"), disk);
        for (String name : new String[] {"../secret.raw", secret.toString(), "link.raw", "../images-too/base.raw"}) {
            Path image = overlay("top.qcow2", name);
            refused(image, Opening.PLAIN, "--backing=any", name);
            assertDisk(image, ANY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json:{\"driver\":\"file\",\"filename\":\"base.raw\"}", "nbd:localhost:10809", "nbd://localhost/x", "http://localhost/x",
        "file:base.raw", "/dev/null", "/dev/zero", ".", "", "host_device:/dev/sda", "fifo", "missing.raw", "a\0b"})
    void neverOpensWhatIsNoFile(String name) throws IOException, InterruptedException {
        Files.write(folder.resolve("base.raw"), disk);
        new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor();
        Path image = overlay("top.qcow2", name);
        if (name.isEmpty()) {
            try (Image read = Sources.open(image)) {
                assertThat(read.view(0, 512).isZero()).isTrue(); // no name is no backing file
            }
            return;
        }
        refused(image, Opening.PLAIN, "its backing file");
        refused(image, ANY, "its backing file");
    }

    @Test
    void endsWhereFilesLeadInACircle() throws IOException {
        refused(overlay("self.qcow2", "self.qcow2"), Opening.PLAIN, "leads back");
        overlay("a.qcow2", "b.qcow2");
        overlay("b.qcow2", "c.qcow2");
        overlay("c.qcow2", "a.qcow2");
        refused(folder.resolve("a.qcow2"), ANY, "leads back");
        for (int n = 0; n < 70; n++) {
            overlay("chain" + n, "chain" + (n + 1));
        }
        Files.write(folder.resolve("chain70"), disk);
        refused(folder.resolve("chain0"), ANY, "one more than 64");
        assertDisk(folder.resolve("chain20"), Opening.PLAIN);
    }

    /** An image that is no file here, as one on a server, does not name files here. */
    @Test
    void opensNothingForWhatIsNoFile() {
        byte[] image = over("images/base.raw");
        refused(() -> Containers.inside(new SparseMemoryImage("http://localhost/top.qcow2", image.length, Map.of(0L, image)), ANY), "comes from elsewhere");
    }

    /** Images that name a file beside them, of each kind that can. */
    private Map<String, byte[]> namers(String name) {
        MadeContainers.Made vhdx = MadeVhdx.over(disk, Map.of("parent_linkage", "{00000011-0000-0000-0000-000000000000}", "relative_path", name),
                new byte[4096]).made();
        ByteBuffer vhd = ByteBuffer.allocate(4096);
        byte[] footer = MadeContainers.bytes(MadeContainers.vhdFooter(4, 512, 9));
        byte[] utf16 = name.getBytes(StandardCharsets.UTF_16LE);
        vhd.put(0, footer).put(3584, footer).put(512, "cxsparse".getBytes(StandardCharsets.ISO_8859_1)).putLong(520, -1).putLong(528, 1536)
                .putInt(536, 0x10000).putInt(540, 4).putInt(544, 65_536).put(512 + 40 + 15, (byte) 5);
        vhd.put(512 + 576, "W2ru".getBytes(StandardCharsets.ISO_8859_1)).putInt(512 + 580, 512).putInt(512 + 584, utf16.length).putLong(512 + 592, 2048);
        vhd.put(2048, utf16).putInt(512 + 36, MadeContainers.sum(vhd, 512, 1024));
        String descriptor = "# Disk DescriptorFile\nCID=1\nparentCID=ffffffff\ncreateType=\"custom\"\nRW 512 FLAT \"" + name + "\" 0\n";
        try {
            return Map.of("qcow2", over(name), "vmdk", descriptor.getBytes(StandardCharsets.UTF_8), "vhd", MadeContainers.bytes(vhd),
                    "vhdx", vhdx.image().view(0, (int) vhdx.size()).copy(0, (int) vhdx.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] tar(byte[] bytes) {
        ByteBuffer tar = ByteBuffer.allocate(1024 + (bytes.length + 511) / 512 * 512);
        tar.put(0, "disk.img".getBytes(StandardCharsets.US_ASCII)).put(124, String.format("%011o", bytes.length).getBytes(StandardCharsets.US_ASCII))
                .put(257, "ustar".getBytes(StandardCharsets.US_ASCII)).put(512, bytes);
        return tar.array();
    }

    /** What is packed, or lies in another image, names no file here: neither beside the file that holds it nor anywhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"base.img", "./base.img", "../secret.img", "/etc/passwd", "missing.img"})
    void opensNothingForWhatIsWithin(String name) throws IOException {
        Files.write(folder.resolve("base.img"), disk);
        Files.write(top.resolve("secret.img"), disk);
        for (Map.Entry<String, byte[]> namer : namers(name).entrySet()) {
            byte[] image = namer.getValue();
            for (byte[] packed : new byte[][] {gzip(image), tar(image), MadeContainers.zip(image, ZipEntry.STORED), MadeContainers.zip(image, ZipEntry.DEFLATED),
                gzip(tar(image))}) {
                refused(Files.write(folder.resolve("packed"), packed), Opening.PLAIN, "unpack it first", "--backing=any");
            }
            // In a partition, say, of an image that is a file beside them.
            Path outer = Files.write(folder.resolve("outer.img"), Arrays.copyOf(image, image.length + 512));
            try (Image whole = FileImage.open(outer)) {
                refused(() -> Sources.inside(Slice.of(whole, 0, image.length).named("outer.img1")), "take it out with 'get' or 'extract'");
                Slice packed = Slice.of(FileImage.open(Files.write(folder.resolve("packed"), tar(image))));
                refused(() -> Sources.inside(packed), "take it out with 'get' or 'extract'");
            }
        }
    }

    /** Where the user lets files lie anywhere, names count from the folder of what is packed. */
    @Test
    void opensFilesForWhatIsPackedIfTold() throws IOException {
        Path base = Files.write(folder.resolve("base.img"), disk);
        for (String name : new String[] {"base.img", base.toString()}) {
            assertDisk(Files.write(folder.resolve("packed"), gzip(over(name))), ANY);
            assertDisk(Files.write(folder.resolve("packed"), tar(over(name))), ANY);
        }
        refused(Files.write(folder.resolve("packed"), gzip(over("packed"))), ANY, "leads back");
        refused(Files.write(folder.resolve("packed"), gzip(over("nbd://localhost/x"))), ANY, "not even with --backing=any");
        // A file that such an image names may name others as any file does.
        Files.write(folder.resolve("middle.qcow2"), over("base.img"));
        assertDisk(Files.write(folder.resolve("packed"), gzip(over("middle.qcow2"))), ANY);
    }

    @Test
    void readsExtentsThatADescriptorNames() throws IOException {
        Files.write(folder.resolve("first.img"), Arrays.copyOf(disk, 100 * 512));
        Files.write(folder.resolve("rest.img"), Arrays.copyOfRange(disk, 90 * 512, disk.length));
        Files.write(top.resolve("rest.img"), disk);
        String text = "# Disk DescriptorFile\nCID=1\nparentCID=ffffffff\ncreateType=\"custom\"\nRW 100 FLAT \"first.img\" 0\nRW 412 FLAT \"rest.img\" 10\nRW 8 ZERO\n";
        Path file = Files.writeString(folder.resolve("disk.vmdk"), text);
        try (Image image = Sources.open(file)) {
            assertThat(image.size()).isEqualTo(520 * 512);
            assertThat(image.view(0, disk.length).copy(0, disk.length)).isEqualTo(disk);
            assertThat(image.view(disk.length, 8 * 512).isZero()).isTrue();
        }
        refused(Files.writeString(file, text.replace("rest.img", "../rest.img")), Opening.PLAIN, "--backing=any");
        refused(Files.writeString(file, text.replace("rest.img", "disk.vmdk")), Opening.PLAIN, "leads back");
        refused(Files.writeString(file, text.replace("FLAT", "VMFSRDM")), ANY, "VMFSRDM");
    }

    /** A VHD of nothing over another, whose header names that in each of these ways: a kind of locator, and a name. */
    private Path vhdOver(String... ways) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        byte[] footer = MadeContainers.bytes(MadeContainers.vhdFooter(4, 512, 9));
        bytes.put(0, footer).put(bytes.capacity() - 512, footer);
        bytes.put(512, "cxsparse".getBytes(StandardCharsets.ISO_8859_1)).putLong(520, -1).putLong(528, 1536).putInt(536, 0x10000).putInt(540, 4)
                .putInt(544, 65_536).put(512 + 40 + 15, (byte) 5).putLong(1536, -1).putLong(1544, -1);
        for (int n = 0; n < ways.length / 2; n++) {
            byte[] name = ways[2 * n + 1].getBytes(StandardCharsets.UTF_16LE);
            int at = 512 + 576 + 24 * n;
            bytes.put(at, ways[2 * n].getBytes(StandardCharsets.ISO_8859_1)).putInt(at + 4, 512).putInt(at + 8, name.length)
                    .putLong(at + 16, 2048 + 512 * n).put(2048 + 512 * n, name);
        }
        bytes.putInt(512 + 36, MadeContainers.sum(bytes, 512, 1024));
        return Files.write(folder.resolve("top.vhd"), MadeContainers.bytes(bytes));
    }

    /** An image that was moved names its parent in several ways, of which some lead nowhere; each is subject to the same rule. */
    @Test
    void triesEachWayToAParent() throws IOException {
        written("base.vhd", MadeContainers.named("vhd"));
        assertDisk(vhdOver("W2ku", "C:\\vm\\base.vhd", "W2ru", ".\\gone\\base.vhd"), Opening.PLAIN);
        assertDisk(vhdOver("W2ru", "a\0b", "W2ru", ".\\base.vhd"), Opening.PLAIN);
        refused(vhdOver("W2ru", ".\\gone.vhd", "W2ku", "C:\\vm\\gone2.vhd"), Opening.PLAIN, "gone.vhd' is missing");
        refused(vhdOver("MacX", "base.vhd"), Opening.PLAIN, "does not name it");
        Files.move(folder.resolve("base.vhd"), top.resolve("base.vhd"));
        Path outside = vhdOver("W2ru", ".\\gone.vhd", "W2ku", top.resolve("base.vhd").toString());
        refused(outside, Opening.PLAIN, "lies outside", "--backing=any");
        assertDisk(outside, ANY);
        written("base.vhdx", MadeVhdx.plain(disk).made());
        Map<String, String> locator = new LinkedHashMap<>();
        locator.put("parent_linkage", "{00000011-0000-0000-0000-000000000000}");
        locator.put("absolute_win32_path", "C:\\vm\\base.vhdx");
        locator.put("volume_path", "\\\\?\\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\\vm\\other.vhdx");
        locator.put("relative_path", ".\\gone.vhdx");
        assertDisk(written("top.vhdx", MadeVhdx.over(new byte[disk.length], locator, new byte[4096]).made()), Opening.PLAIN);
        locator.put("absolute_win32_path", "C:\\vm\\gone.vhdx");
        refused(written("top.vhdx", MadeVhdx.over(new byte[disk.length], locator, new byte[4096]).made()), Opening.PLAIN, "gone.vhdx' is missing");
    }

    /** The first half of the third block is its own, the rest the parent's. */
    @Test
    void readsVhdOverVhd() throws IOException {
        MadeContainers.Made parent = MadeContainers.named("vhd");
        Files.write(folder.resolve("base.vhd"), parent.image().view(0, (int) parent.size()).copy(0, (int) parent.size()));
        ByteBuffer bytes = ByteBuffer.allocate(512 + 1024 + 512 + 512 + 512 + 65_536 + 512);
        byte[] footer = MadeContainers.bytes(MadeContainers.vhdFooter(4, 512, 9));
        bytes.put(0, footer).put(bytes.capacity() - 512, footer);
        bytes.put(512, "cxsparse".getBytes(StandardCharsets.ISO_8859_1)).putLong(520, -1).putLong(528, 1536).putInt(536, 0x10000).putInt(540, 4)
                .putInt(544, 65_536).put(512 + 40 + 15, (byte) 5);
        byte[] name = ".\\base.vhd".getBytes(StandardCharsets.UTF_16LE);
        bytes.put(512 + 576, "W2ru".getBytes(StandardCharsets.ISO_8859_1)).putInt(512 + 580, 512).putInt(512 + 584, name.length).putLong(512 + 592, 2048);
        bytes.put(2048, name).putInt(512 + 36, MadeContainers.sum(bytes, 512, 1024));
        bytes.putInt(1536, -1).putInt(1540, -1).putInt(1544, 5).putInt(1548, -1);
        bytes.put(2560, MadeContainers.filled(8, -1));
        bytes.put(3072, MadeContainers.filled(65_536, 3));
        Path file = Files.write(folder.resolve("top.vhd"), MadeContainers.bytes(bytes));
        byte[] wanted = disk.clone();
        Arrays.fill(wanted, 2 * 65_536, 2 * 65_536 + 64 * 512, (byte) 3);
        try (Image image = Sources.open(file)) {
            assertThat(image.view(0, wanted.length).copy(0, wanted.length)).isEqualTo(wanted);
        }
        bytes.put(512 + 40 + 15, (byte) 6).putInt(512 + 36, 0).putInt(512 + 36, MadeContainers.sum(bytes, 512, 1024));
        refused(Files.write(file, MadeContainers.bytes(bytes)), Opening.PLAIN, "is not its parent");
        bytes.putLong(512 + 592, -5).putInt(512 + 36, 0).putInt(512 + 36, MadeContainers.sum(bytes, 512, 1024));
        Files.write(file, MadeContainers.bytes(bytes));
        assertThatThrownBy(() -> Sources.open(file)).isInstanceOf(IOException.class);
    }

    private Path written(String name, MadeContainers.Made made) throws IOException {
        return Files.write(folder.resolve(name), made.image().view(0, (int) made.size()).copy(0, (int) made.size()));
    }

    @Test
    void readsVhdxOverVhdx() throws IOException {
        written("base.vhdx", MadeVhdx.plain(disk).made());
        byte[] own = new byte[disk.length];
        Arrays.fill(own, (byte) 9);
        byte[] bits = new byte[4096];
        bits[0] = 0b110; // sectors 1 and 2
        bits[63] = (byte) 0x80; // and the last
        Map<String, String> locator = new LinkedHashMap<>();
        locator.put("parent_linkage", "{00000011-0000-0000-0000-000000000000}");
        locator.put("relative_path", ".\\base.vhdx");
        byte[] wanted = disk.clone();
        Arrays.fill(wanted, 512, 1536, (byte) 9);
        Arrays.fill(wanted, wanted.length - 512, wanted.length, (byte) 9);
        Path file = written("top.vhdx", MadeVhdx.over(own, locator, bits).made());
        try (Image image = Sources.open(file)) {
            assertThat(image.view(0, wanted.length).copy(0, wanted.length)).isEqualTo(wanted);
        }
        locator.put("parent_linkage", "{00000012-0000-0000-0000-000000000000}");
        refused(written("top.vhdx", MadeVhdx.over(own, locator, bits).made()), Opening.PLAIN, "is not its parent");
    }

    @Test
    void replaysTheLogOfAVhdx() throws IOException {
        Path file = written("log.vhdx", MadeVhdx.withLog(disk).made());
        byte[] before = Files.readAllBytes(file);
        try (Image image = Sources.open(file)) {
            assertThat(image.view(0, disk.length).copy(0, disk.length)).isEqualTo(disk);
            assertThat(image.layers().getFirst().facts()).containsEntry("log", "replayed in memory");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** The first entry is the tail, without which the second does not count; damage to the second leaves the first. */
    @Test
    void refusesALogThatIsDamaged() throws IOException {
        MadeContainers.Made made = MadeVhdx.withLog(disk).made();
        byte[] bytes = made.image().view(0, (int) made.size()).copy(0, (int) made.size());
        int first = (2 << 20) - 3 * 4096;
        bytes[first + 4096 + 100] ^= 1;
        refused(Files.write(folder.resolve("log.vhdx"), bytes), Opening.PLAIN, "not closed cleanly", "damaged");
        bytes[first + 4096 + 100] ^= 1;
        bytes[(2 << 20) - 4096 + 70] ^= 1;
        try (Image image = Sources.open(Files.write(folder.resolve("log.vhdx"), bytes))) {
            assertThat(image.view(4096, 16).copy(0, 1)).containsExactly(8); // what the second would have changed
        }
        for (int at = first; at < 2 << 20; at += 4096) {
            bytes[at] = 0;
        }
        refused(Files.write(folder.resolve("log.vhdx"), bytes), Opening.PLAIN, "not closed cleanly");
    }

    /** The log says how long the file was: what was cut off it is not zeros. */
    @Test
    void refusesAVhdxThatIsCutAndHasALog() throws IOException {
        MadeContainers.Made made = MadeVhdx.withLog(disk).made();
        byte[] bytes = made.image().view(0, (int) made.size()).copy(0, (int) MadeVhdx.BLOCKS + 4096);
        refused(Files.write(folder.resolve("log.vhdx"), bytes), Opening.PLAIN, "cut short");
    }
}
