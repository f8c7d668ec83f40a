package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdisk.testing.AmigaSectors;
import jdisk.testing.MadeDisk;
import jdisk.testing.Outcome;
import jdisk.testing.Parted;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads Amiga tables as GNU parted does, which makes most of them. */
final class AmigaPartedTest {

    private static final int DOS_3 = 0x444f_5303;

    private final Path image;

    AmigaPartedTest(@TempDir Path folder) {
        this.image = folder.resolve("disk.img");
    }

    @Tag("realtool")
    @ParameterizedTest
    @ValueSource(strings = {
        "", "mkpart primary 1MiB 30MiB", "mkpart primary affs1 1MiB 8MiB mkpart primary ext2 8MiB 20MiB name 2 Work set 2 boot on",
        "mkpart primary 512s 1023s mkpart primary 1024s 65535s name 1 DH0",
        "mkpart primary 20MiB 30MiB mkpart primary 1MiB 10MiB mkpart primary 10MiB 20MiB rm 1 mkpart primary 24MiB 31MiB"})
    void madeByParted(String commands) throws IOException, InterruptedException {
        assertReadAsByParted(Parted.found(), commands);
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"1024", "2048", "4096"})
    void blocksOfOtherSizes(int bytes) throws IOException, InterruptedException {
        assertReadAsByParted(Parted.found().withSectorsOf(bytes), "mkpart primary 4MiB 8MiB mkpart primary 8MiB 16MiB name 2 Work");
    }

    private void assertReadAsByParted(Parted parted, String commands) throws IOException, InterruptedException {
        new MadeDisk(32 << 20, Map.of()).writeTo(image, 256, 65_536 - 256);
        parted.change(image, ("mklabel amiga " + commands).strip());
        List<Parted.Row> rows = parted.read(image, "amiga");
        assertThat(rows).hasSize(commands.split("mkpart", -1).length - commands.split("rm", -1).length);
        assertThat(Parted.readByJdisk(image)).isEqualTo(rows);
        parted.assertCopiesAndMaps(image, rows);
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"512, 0", "512, 7", "512, 15", "2048, 2", "4096, 0"})
    void madeFromTheSpecification(int blockBytes, int place) throws IOException, InterruptedException {
        AmigaSectors table = new AmigaSectors(blockBytes, place, 512 * 512 / blockBytes, 4, 32).partition(40, "DH0", 3, 9, DOS_3, 1)
                .partition(31, "System:1", 40, 41, DOS_3, 0).partition(50, "z", 10, 38, 0x5346_5300, 2);
        new MadeDisk(32 << 20, table.pieces()).writeTo(image, 1024, 40_000);
        Parted parted = Parted.found().withSectorsOf(blockBytes);
        List<Parted.Row> rows = parted.read(image, "amiga");
        // In the order of the disk; a name with a colon in it makes two cells.
        assertThat(rows).extracting(Parted.Row::number).containsExactly(1, 3, 2);
        assertThat(Parted.readByJdisk(image)).extracting(Parted.Row::number, Parted.Row::start, Parted.Row::count)
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(row -> tuple(row.number(), row.start(), row.count())).toList());
        parted.assertCopiesAndMaps(image, rows);
    }

    @Test
    void listings() throws IOException {
        AmigaSectors table = new AmigaSectors(512, 2, 512, 4, 32).partition(5, "DH0", 3, 9, DOS_3, 1)
                .partition(6, "Work", 10, 600, 0x5046_5303, 0);
        new MadeDisk(32 << 20, table.pieces()).writeTo(image, 0, 0);
        Outcome listed = jdisk("-x", image);
        assertThat(jdisk(image, "v").status()).isEqualTo(3);
        assertThat(listed.err()).contains("partition 2 ends 11392 sectors past the end of the image (65536 sectors)");
        assertThat(listed.out().replace(image.toString(), "disk.img").replaceAll(" +", " ")).isEqualTo("""
                Disk disk.img: 32 MiB, 33554432 bytes, 65536 sectors
                Geometry: 4 heads, 32 sectors/track, 512 cylinders
                Units: sectors of 1 * 512 = 512 bytes
                Sector size (logical/physical): 512 bytes / 512 bytes
                I/O size (minimum/optimal): 512 bytes / 512 bytes
                Disklabel type: amiga
                Drive: MAXTOR LXT-213S 4.24
                Reserved blocks: 0-255
                Cylinders for partitions: 2-511

                Device Boot Start End Sectors Size Type Name
                disk.img1 * 384 1279 896 458752 DOS\\3 FFS international DH0
                disk.img2 1280 76927 75648 38731776 PFS\\3 PFS3 Work
                """);
        assertThat(typing("l", "v", "i 2", "x", "D", "q").run(image).out()).contains("DOS\\3  FFS international\n",
                "Amiga rigid disk block: offset = 1024, size = 512 bytes.\n", "           Name: Work\n", "No errors detected.\n");
        assertThat(jdisk("-d", image).out()).contains("label: amiga\n",
                "disk.img1 : start=         384, size=         896, type=DOS\\3, name=\"DH0\", bootable\n");
        Parted.assertMapsAll(jdisk(image, "map", "--json").out(), 65_536);
    }
}
