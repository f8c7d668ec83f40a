package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what qemu-img makes of a raw disk: each byte of it, at each place. */
@Tag("realtool")
final class QemuContainersTest {
    private static final long SIZE = (24 << 20) + 5 * 512;

    private final Path folder;
    private final RawDisk disk;

    QemuContainersTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.disk = RawDisk.in(folder, "disk.raw", SIZE, 1);
    }

    private Path converted(String options, String name) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("convert", "-f", "raw"));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.addAll(List.of("disk.raw", name));
        disk.run("qemu-img", arguments.toArray(String[]::new));
        return folder.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-O qcow2 -o compat=0.10", "-O qcow2", "-O qcow2 -c", "-O qcow2 -c -o compat=0.10", "-O qcow2 -c -o compression_type=zstd",
        "-O qcow2 -o cluster_size=512", "-O qcow2 -o cluster_size=2M", "-O qcow2 -c -o cluster_size=4k",
        "-O qcow2 -c -o cluster_size=2M,compression_type=zstd", "-O qcow2 -o extended_l2=on", "-O qcow2 -c -o extended_l2=on,cluster_size=128k",
        "-O qcow2 -o preallocation=metadata", "-O qcow2 -o preallocation=full", "-O qcow2 -S 0", "-O qcow2 -o data_file=data.raw",
        "-O qcow2 -o data_file=data.raw,data_file_raw=on", "-O qcow2 -o lazy_refcounts=on,refcount_bits=1",
        "-O vmdk", "-O vmdk -o subformat=monolithicSparse", "-O vmdk -o subformat=monolithicFlat", "-O vmdk -o subformat=twoGbMaxExtentSparse",
        "-O vmdk -o subformat=twoGbMaxExtentFlat", "-O vmdk -o subformat=streamOptimized", "-O vmdk -o zeroed_grain=on",
        "-O vpc", "-O vpc -o subformat=fixed", "-O vpc -o subformat=dynamic,force_size=on", "-O vpc -o subformat=fixed,force_size=on",
        "-O vhdx", "-O vhdx -o subformat=fixed", "-O vhdx -o block_size=1M", "-O vhdx -o block_state_zero=off", "-O vhdx -o log_size=2M",
        "-O vdi", "-O vdi -o static=on"})
    void readsWhatQemuConverts(String options) throws IOException, InterruptedException {
        String name = "disk." + options.split(" ", -1)[1];
        disk.assertIn(converted(options, name));
    }

    /** Versions of Virtual PC before 2004 leave out the last byte of the footer, which is 0. */
    @Test
    void readsAShortFooter() throws IOException, InterruptedException {
        Path vhd = converted("-O vpc -o subformat=fixed,force_size=on", "disk.vpc");
        Files.write(vhd, Arrays.copyOf(Files.readAllBytes(vhd), (int) Files.size(vhd) - 1));
        disk.run("qemu-img", "convert", "-f", "vpc", "-O", "raw", "disk.vpc", "wanted.raw");
        RawDisk.of(folder.resolve("wanted.raw")).assertIn(vhd);
        disk.assertIn(vhd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compat=0.10", "compat=1.1", "extended_l2=on", "cluster_size=4k"})
    void readsChainsOfQcow2(String options) throws IOException, InterruptedException {
        Path base = converted("-O qcow2 -c", "base.qcow2");
        // Smaller than what lies over it.
        disk.run("qemu-img", "create", "-q", "-f", "qcow2", "-o", options, "-b", base.getFileName().toString(), "-F", "qcow2", "middle.qcow2", "26M");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 7 1000k 700k", "-c", "write -P 8 25M 1000k", "-c", "write -z 5M 2M",
                "-c", "write -P 9 3000k 512", "middle.qcow2");
        disk.run("qemu-img", "create", "-q", "-f", "qcow2", "-o", options, "-b", "middle.qcow2", "-F", "qcow2", "top.qcow2");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 10 1200k 300k", "-c", "write -z 25200k 100k", "-c", "discard 7M 1M", "top.qcow2");
        disk.run("qemu-img", "convert", "-O", "raw", "top.qcow2", "wanted.raw");
        RawDisk.of(folder.resolve("wanted.raw")).assertIn(folder.resolve("top.qcow2"));
        try (Image top = Sources.open(folder.resolve("top.qcow2"))) {
            List<Layer> chain = top.layers();
            assertThat(chain).extracting(layer -> Path.of(layer.file()).getFileName().toString()).containsExactly("top.qcow2", "middle.qcow2", "base.qcow2");
            assertThat(chain).extracting(Layer::isBelow).containsExactly(false, true, true);
        }
    }

    @Test
    void readsSnapshotsWithinAnImage() throws IOException, InterruptedException {
        Path image = converted("-O qcow2", "disk.qcow2");
        disk.run("qemu-img", "snapshot", "-c", "before", "disk.qcow2");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 7 0 3M", "disk.qcow2");
        disk.run("qemu-img", "snapshot", "-c", "between", "disk.qcow2");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 8 1M 9M", "disk.qcow2");
        for (String name : List.of("before", "between", "1", "2")) {
            disk.run("qemu-img", "convert", "-l", name, "-O", "raw", "disk.qcow2", "wanted.raw");
            RawDisk.of(folder.resolve("wanted.raw")).assertIn(image, wishing(name));
        }
        assertThatThrownBy(() -> Sources.open(image.toString(), wishing("none")))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("1 (before), 2 (between)");
        disk.run("qemu-img", "convert", "-O", "raw", "disk.qcow2", "wanted.raw");
        RawDisk.of(folder.resolve("wanted.raw")).assertIn(image);
        try (Image now = Sources.open(image)) {
            assertThat(now.layers().getFirst().facts()).containsEntry("snapshots", "2");
        }
    }

    /** A state is one of the image that was named: what lies below it is taken as it is now, as QEMU does. */
    @Test
    void looksForASnapshotInTheImageAlone() throws IOException, InterruptedException {
        converted("-O qcow2", "base.qcow2");
        disk.run("qemu-img", "snapshot", "-c", "old", "base.qcow2");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 7 0 3M", "base.qcow2");
        disk.run("qemu-img", "create", "-q", "-f", "qcow2", "-b", "base.qcow2", "-F", "qcow2", "top.qcow2");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 8 5M 1M", "top.qcow2");
        disk.run("qemu-img", "snapshot", "-c", "mine", "top.qcow2");
        disk.run("qemu-io", "-f", "qcow2", "-c", "write -P 9 6M 1M", "top.qcow2");
        disk.run("qemu-img", "convert", "-l", "mine", "-O", "raw", "top.qcow2", "wanted.raw");
        for (String name : List.of("1", "mine")) {
            RawDisk.of(folder.resolve("wanted.raw")).assertIn(folder.resolve("top.qcow2"), wishing(name));
        }
        assertThatThrownBy(() -> Sources.open(folder.resolve("top.qcow2").toString(), wishing("old")))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("there are: 1 (mine)");
        assertThatThrownBy(() -> Sources.open(disk.file().toString(), wishing("old")))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("--snapshot");
    }

    /** A cluster may be in several frames, with empty ones among them: all that QEMU asks is that they fill it, and end there. */
    @Test
    void readsClustersOfSeveralFrames() throws IOException, InterruptedException {
        Path image = converted("-O qcow2 -c -o compression_type=zstd,cluster_size=2M", "disk.qcow2");
        byte[] whole = Files.readAllBytes(image);
        byte[] raw = Files.readAllBytes(disk.file());
        ByteBuffer bytes = ByteBuffer.wrap(whole);
        // The first table leads to a second, whose last whole cluster is packed: its parts replace it at the end of the file.
        int table = (int) (bytes.getLong((int) bytes.getLong(40)) & 0x00ff_ffff_ffff_fe00L);
        int cluster = 11;
        assertThat(bytes.getLong(table + cluster * 8) >>> 62).isEqualTo(1);
        List<byte[]> frames = new ArrayList<>();
        int at = cluster << 21;
        for (int length : new int[] {1000, 0, 700_000, (2 << 20) - 701_000, 0}) {
            frames.add(Zstd.compress(Arrays.copyOfRange(raw, at, at + length), 3));
            at += length;
        }
        for (int last : new int[] {5, 4, 3, 2}) {
            int length = frames.subList(0, last).stream().mapToInt(frame -> frame.length).sum();
            int place = (whole.length + 511) / 512 * 512;
            ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(whole, place + (length + 511) / 512 * 512));
            longer.putLong(table + cluster * 8, 1L << 62 | (long) ((length + 511) / 512 - 1) << (62 - 13) | place);
            longer.position(place);
            frames.subList(0, last).forEach(longer::put);
            byte[] changed = new byte[longer.capacity()];
            longer.get(0, changed);
            Files.write(image, changed);
            if (last >= 4) {
                disk.run("qemu-img", "compare", "-f", "raw", "-F", "qcow2", "disk.raw", "disk.qcow2");
                disk.assertIn(image);
            } else {
                Outcome qemu = RealTool.named("qemu-img", 1).run(folder, "compare", "-f", "raw", "-F", "qcow2", "disk.raw", "disk.qcow2");
                assertThat(qemu.status()).isGreaterThan(1);
                try (Image cut = Sources.open(image)) {
                    assertThatThrownBy(() -> cut.view(cluster << 21, 512)).isInstanceOf(IOException.class).hasMessageContaining("packed cluster");
                }
            }
        }
    }

    /** What a disk begins with does not make it a container, where a file says that it is a disk: as in QEMU, whatever a guest writes. */
    @Test
    void takesADiskForWhatItIsSaidToBe() throws IOException, InterruptedException {
        converted("-O qcow2", "within.raw");
        RawDisk within = RawDisk.of(folder.resolve("within.raw"));
        disk.run("qemu-img", "create", "-q", "-f", "qcow2", "-b", "within.raw", "-F", "raw", "over.qcow2");
        disk.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "within.raw", "twice.qcow2");
        disk.run("qemu-img", "convert", "-f", "raw", "-O", "vmdk", "within.raw", "twice.vmdk");
        for (String name : List.of("over.qcow2", "twice.qcow2", "twice.vmdk")) {
            within.assertIn(folder.resolve(name));
        }
        disk.assertIn(folder.resolve("within.raw"));
    }

    /** Where the end of a file is missing, a listing tells so, as far as that shows without reading all tables. */
    @ParameterizedTest
    @ValueSource(strings = {"qcow2 -o cluster_size=512", "vdi"})
    void tellsThatTheEndIsMissing(String options) throws IOException, InterruptedException {
        Path image = converted("-O " + options, "whole.img");
        try (Image whole = Sources.open(image)) {
            assertThat(whole.layers().getFirst().missing()).isEmpty();
        }
        byte[] bytes = Files.readAllBytes(image);
        Path cut = Files.write(folder.resolve("cut.img"), Arrays.copyOf(bytes, bytes.length / 2));
        try (Image image2 = Sources.open(cut)) {
            assertThat(image2.layers().getFirst().missing().orElse("")).contains("has " + bytes.length / 2 + " bytes");
        }
    }

    /** The identifier of one may be the name of another: qemu-img looks for identifiers first. */
    @Test
    void prefersAnIdentifierOfASnapshotToAName() throws IOException, InterruptedException {
        Path image = converted("-O qcow2", "disk.qcow2");
        for (String name : List.of("2", "3", "same", "same")) {
            disk.run("qemu-img", "snapshot", "-c", name, "disk.qcow2");
            disk.run("qemu-io", "-f", "qcow2", "-c", "write -P " + (name.hashCode() & 63) + " " + name.length() + "M 3M", "disk.qcow2");
        }
        for (String wanted : List.of("1", "2", "3", "4", "same")) {
            disk.run("qemu-img", "convert", "-l", wanted, "-O", "raw", "disk.qcow2", "wanted.raw");
            RawDisk.of(folder.resolve("wanted.raw")).assertIn(image, wishing(wanted));
        }
    }

    private static Opening wishing(String snapshot) {
        return new Opening(false, Optional.of(snapshot), true, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Opening.Waiting.NOBODY);
    }

    @Test
    void readsVmdkOverVmdk() throws IOException, InterruptedException {
        converted("-O vmdk", "base.vmdk");
        disk.run("qemu-img", "create", "-q", "-f", "vmdk", "-b", "base.vmdk", "-F", "vmdk", "top.vmdk");
        disk.run("qemu-io", "-f", "vmdk", "-c", "write -P 7 1000k 700k", "-c", "write -z 5M 2M", "top.vmdk");
        disk.run("qemu-img", "convert", "-O", "raw", "top.vmdk", "wanted.raw");
        RawDisk.of(folder.resolve("wanted.raw")).assertIn(folder.resolve("top.vmdk"));
    }

    /** VMware writes all eight digits of an identifier, and QEMU none of the zeros it begins with. */
    @Test
    void readsVmdkOverOneWhoseIdentifierBeginsWithZero() throws IOException, InterruptedException {
        Path base = converted("-O vmdk", "base.vmdk");
        String bytes = Files.readString(base, StandardCharsets.ISO_8859_1);
        Files.writeString(base, bytes.replaceFirst("\nCID=[0-9a-f]{8}\n", "\nCID=0a1b2c3d\n"), StandardCharsets.ISO_8859_1);
        disk.run("qemu-img", "create", "-q", "-f", "vmdk", "-b", "base.vmdk", "-F", "vmdk", "top.vmdk");
        assertThat(Files.readString(folder.resolve("top.vmdk"), StandardCharsets.ISO_8859_1)).contains("parentCID=a1b2c3d\n");
        disk.assertIn(folder.resolve("top.vmdk"));
    }

    @Test
    void refusesAVmdkWhoseParentWasChanged() throws IOException, InterruptedException {
        converted("-O vmdk", "base.vmdk");
        disk.run("qemu-img", "create", "-q", "-f", "vmdk", "-b", "base.vmdk", "-F", "vmdk", "top.vmdk");
        disk.run("qemu-io", "-f", "vmdk", "-c", "write -P 7 0 4k", "base.vmdk");
        assertThatThrownBy(() -> Sources.open(folder.resolve("top.vmdk")))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("was changed after it was made");
    }

    /** Packed, and in an archive: each is found in the other. */
    @Test
    void readsContainersInContainers() throws IOException, InterruptedException {
        converted("-O qcow2 -c", "disk.qcow2");
        disk.run("gzip", "-k", "disk.qcow2");
        disk.run("tar", "-cf", "all.tar", "disk.qcow2.gz");
        Path all = folder.resolve("all.tar");
        disk.assertIn(all);
        try (Image image = Sources.open(all)) {
            assertThat(image.layers()).extracting(layer -> layer.format()).containsExactly("qcow2", "gzip", "tar");
        }
    }

    /** Sectors that qemu-img leaves out of the file's end are not zeros here: what is cut cannot be read. */
    @ParameterizedTest
    @ValueSource(strings = {"-O qcow2", "-O vmdk", "-O vmdk -o subformat=streamOptimized", "-O vdi", "-O vhdx"})
    void readsNoZerosForWhatIsCutOff(String options) throws IOException, InterruptedException {
        Path file = converted(options, "disk.img");
        byte[] whole = Files.readAllBytes(file);
        byte[] raw = Files.readAllBytes(disk.file());
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        try (Image image = Sources.open(file)) {
            int failed = 0;
            for (int at = 0; at + 4096 <= raw.length; at += 4096) {
                try {
                    byte[] bytes = image.view(at, 4096).copy(0, 4096);
                    assertThat(bytes).as("at " + at).isEqualTo(Arrays.copyOfRange(raw, at, at + 4096));
                } catch (IOException e) {
                    failed++;
                }
            }
            assertThat(failed).isPositive();
        } catch (FileSystemException e) {
            assertThat(e.getReason()).containsAnyOf("cut short", "past the end", "missing");
        }
    }
}
