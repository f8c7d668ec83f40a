package jdisk.filesystem.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdisk.filesystem.Attributes.Flag;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.source.Sources;
import jdisk.testing.MadeNtfs;
import jdisk.testing.MadeTree;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.VolumeTree;
import jdisk.testing.WimResources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads volumes that mkfs.ntfs makes and ntfs-3g fills, and finds in them what ntfs-3g does. */
@Tag("realtool")
final class NtfsVolumeTest {
    private static final List<VolumeTree.Detail> TIMES = List.of(VolumeTree.Detail.TIME);

    private final Path folder;

    NtfsVolumeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path made(String options, int mebibytes) throws IOException, InterruptedException {
        Path file = folder.resolve("volume.img");
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength((long) mebibytes << 20);
        }
        List<String> arguments = new ArrayList<>(List.of("-q", "-F", "-f"));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.add(file.toString());
        Outcome outcome = RealTool.named("mkfs.ntfs", 1).run(folder, arguments.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return file;
    }

    private static Volume open(Image image) throws IOException {
        Slice place = Slice.of(image);
        Contents found = ContentsProbe.at(place).orElseThrow();
        return Volumes.open(place, found).orElseThrow();
    }

    private interface Filling {
        void into(Path root) throws IOException, InterruptedException;
    }

    /** Mounts a volume for a while; where that is not allowed, the test is skipped. */
    private void mounted(Path volume, Filling filling) throws IOException, InterruptedException {
        RealTool mount = RealTool.named("ntfs-3g", 1);
        Path root = Files.createDirectories(folder.resolve("mounted"));
        Outcome outcome = mount.run(folder, "-o", "streams_interface=windows,compression", volume.toString(), root.toString());
        if (outcome.status() != 0) {
            System.out.println("ntfs-3g cannot mount here: 1 comparison not made");
            abort(outcome.toString());
        }
        try {
            filling.into(root);
        } finally {
            Outcome unmounted = RealTool.named("umount", 1).run(folder, root.toString());
            assertThat(unmounted.status()).as(unmounted.toString()).isZero();
        }
    }

    private void set(Path file, String attribute, byte[] value) throws IOException, InterruptedException {
        Outcome outcome = RealTool.named("setfattr", 1).run(
                folder, "-h", "-n", attribute, "-v", "0x" + HexFormat.of().formatHex(value), file.toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c 4096", "-c 512", "-c 65536", "-s 4096 -c 4096", "-s 1024 -c 2048"})
    void readsWhatNtfs3gPutThere(String options) throws IOException, InterruptedException {
        Path file = made(options, 96);
        Map<String, String> wanted = new TreeMap<>();
        mounted(file, root -> {
            MadeTree.in(root, options.hashCode(), 700, true);
            Path packed = Files.createDirectory(root.resolve("packed"));
            if (!options.contains("65536")) {
                set(packed, "system.ntfs_attrib_be", new byte[] {0, 0, 8, 0});
            }
            for (int size : new int[] {1000, 5000, 65_536, 65_537, 300_000}) {
                byte[] words = "some words again and again; ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
                Files.write(packed.resolve("words-" + size), Arrays.copyOf(words, size));
                byte[] half = MadeNtfs.noise(size, size);
                Arrays.fill(half, size / 3, size * 2 / 3, (byte) 0);
                Files.write(packed.resolve("half-" + size), half);
            }
            for (int i = 0; i < 60; i++) {
                Files.createLink(root.resolve("links").resolve("name-number-" + i), root.resolve("sizes").resolve("of-1100000"));
            }
            wanted.putAll(VolumeTree.of(root, TIMES));
            Files.write(root.resolve("sizes").resolve("of-1:stream"), new byte[3000]);
            Files.write(root.resolve("deep:stream of a directory"), "short".getBytes(StandardCharsets.US_ASCII));
        });
        try (Image image = Sources.open(file)) {
            Volume volume = open(image);
            assertThat(volume.takeProblems()).isEmpty();
            Node words = Lookup.find(volume, "/packed/words-65537", true).node();
            assertThat(words.attributes().flags().contains(Flag.COMPRESSED)).isEqualTo(!options.contains("65536"));
            Map<String, String> read = VolumeTree.of(volume, TIMES);
            read.keySet().removeIf(path -> path.startsWith("/$"));
            assertThat(read.remove("/sizes/of-1:stream")).startsWith("stream 3000 ");
            assertThat(read.remove("/deep:stream of a directory")).startsWith("stream 5 ");
            read.remove("/");
            wanted.remove("/");
            // Streams change the times of what they are of.
            read.remove("/deep");
            wanted.remove("/deep");
            assertThat(read.remove("/sizes/of-1")).startsWith("file 1 ");
            wanted.remove("/sizes/of-1");
            wanted.keySet().removeIf(path -> path.contains(":"));
            assertThat(read).isEqualTo(wanted);
            assertThat(volume.takeProblems()).isEmpty();
        }
    }

    /** As Windows has it: a sparse file, the stream beside it, and a reparse point that says how it is compressed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void readsSystemCompression(int algorithm) throws IOException, InterruptedException {
        Path file = made("-c 4096", 32);
        List<WimResources.Resource> resources = WimResources.made(folder, algorithm, List.of(100, 32_768, 300_000));
        mounted(file, root -> {
            for (WimResources.Resource resource : resources) {
                Path plain = root.resolve("of-" + resource.plain().length());
                Files.write(plain, new byte[0]);
                try (RandomAccessFile sparse = new RandomAccessFile(plain.toFile(), "rw")) {
                    sparse.setLength(resource.plain().length());
                }
                Path stream = root.resolve(plain.getFileName() + ":WofCompressedData");
                Files.write(stream, resource.compressed().copy(0, resource.compressed().length()));
                set(plain, "system.ntfs_reparse_data", new byte[] {
                    0x17, 0, 0, (byte) 0x80, 16, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, (byte) algorithm, 0, 0, 0
                });
            }
        });
        try (Image image = Sources.open(file)) {
            Volume volume = open(image);
            for (WimResources.Resource resource : resources) {
                RegularFile read = (RegularFile) Lookup.find(volume, "/of-" + resource.plain().length(), true).node();
                assertThat(read.streams()).isEmpty();
                assertThat(read.content().view(0, resource.plain().length())).isEqualTo(resource.plain());
            }
            assertThat(volume.takeProblems()).isEmpty();
        }
    }

    /** Where nothing can be mounted, this is compared at least. */
    @Test
    void readsWhatNtfscpPutThere() throws IOException, InterruptedException {
        RealTool ntfscp = RealTool.named("ntfscp", 1);
        Path file = made("-c 1024", 16);
        for (int size : new int[] {0, 100, 1024, 50_000}) {
            Files.write(folder.resolve("of-" + size), MadeNtfs.noise(size, size));
            Outcome outcome = ntfscp.run(folder, "-q", file.toString(), "of-" + size, "of-" + size);
            assertThat(outcome.status()).as(outcome.toString()).isZero();
        }
        try (Image image = Sources.open(file)) {
            Volume volume = open(image);
            for (int size : new int[] {0, 100, 1024, 50_000}) {
                RegularFile read = (RegularFile) Lookup.find(volume, "/OF-" + size, true).node();
                assertThat(read.content().size()).isEqualTo(size);
                assertThat(read.content().view(0, size)).isEqualTo(new ByteView(MadeNtfs.noise(size, size)));
            }
        }
    }
}
