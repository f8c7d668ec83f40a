package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdisk.testing.MadeDisk;
import jdisk.testing.Outcome;
import jdisk.testing.Parted;
import jdisk.testing.Pc98Sectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads tables of PC-98 as GNU parted does, which takes image files for disks of 4 heads and 32 sectors a track. */
final class Pc98PartedTest {

    private static final String[] GEOMETRY = {"-H", "4", "-S", "32"};
    private static final int SECTORS = 65_536;

    private final Path image;

    Pc98PartedTest(@TempDir Path folder) {
        this.image = folder.resolve("disk.img");
    }

    @Tag("realtool")
    @ParameterizedTest
    @ValueSource(strings = {
        "", "mkpart primary fat16 128s 65535s", "mkpart primary fat16 128s 6399s mkpart primary ext2 6400s 25599s name 1 DOS name 2 Linux",
        "mkpart primary fat32 12800s 25599s mkpart primary ntfs 1280s 12799s mkpart primary sun-ufs 25600s 38399s mkpart primary 38400s 51199s rm 3"})
    void madeByParted(String commands) throws IOException, InterruptedException {
        new MadeDisk(SECTORS * 512L, Map.of()).writeTo(image, 128, SECTORS - 128);
        Parted parted = Parted.found();
        parted.change(image, ("mklabel pc98 " + commands).strip());
        assertReadAs(parted, commands.split("mkpart", -1).length - commands.split("rm", -1).length);
    }

    private void assertReadAs(Parted parted, int partitions) throws IOException, InterruptedException {
        List<Parted.Row> rows = parted.read(image, "pc98");
        assertThat(rows).hasSize(partitions);
        // parted shows them in the order of the disk.
        assertThat(Parted.readByJdisk(image, (Object[]) GEOMETRY)).containsExactlyInAnyOrderElementsOf(rows);
        parted.assertCopiesAndMaps(image, rows, (Object[]) GEOMETRY);
    }

    @Tag("realtool")
    @Test
    void madeFromTheDescription() throws IOException, InterruptedException {
        Pc98Sectors table = new Pc98Sectors().put(4, "Linux 98");
        for (int slot = 0; slot < 16; slot++) {
            int cylinder = 1 + 20 * slot;
            table.entry(slot, 0x20 + slot, 0x80 + slot, new int[] {cylinder, slot % 4, slot}, new int[] {cylinder + 18, slot % 3, slot}, "P " + slot);
        }
        new MadeDisk(SECTORS * 512L, table.pieces()).writeTo(image, 128, SECTORS - 128);
        assertReadAs(Parted.found(), 16);
        // The same ends for all, so that the table itself tells the geometry.
        Pc98Sectors told = new Pc98Sectors().entry(1, 0x20, 0xa1, new int[] {1, 0, 0}, new int[] {99, 3, 31}, "one")
                .entry(15, 0x20, 0xa1, new int[] {100, 1, 9}, new int[] {511, 3, 31}, "sixteen");
        new MadeDisk(SECTORS * 512L, told.pieces()).writeTo(image, 128, SECTORS - 128);
        assertReadAs(Parted.found(), 2);
        assertThat(Parted.readByJdisk(image)).isEqualTo(Parted.found().read(image, "pc98"));
    }

    @Test
    void listings() throws IOException {
        Pc98Sectors table = new Pc98Sectors().entry(0, 0xa0, 0xa1, new int[] {1, 0, 0}, new int[] {99, 0, 0}, "MS-DOS 5.00")
                .entry(1, 0x20, 0x62, new int[] {100, 0, 0}, new int[] {600, 0, 0}, "Linux");
        new MadeDisk((SECTORS + 1) * 512L, table.pieces()).writeTo(image, 0, 0);
        Outcome listed = jdisk("-l", image);
        assertThat(listed.err()).contains("8 and 17 are assumed: set others with -H and -S",
                "partition 2 ends 16199 sectors past the end of the image (65537 sectors)");
        assertThat(listed.out().replace(image.toString(), "disk.img").replaceAll(" +", " ").replaceAll(" \n", "\n")).isEqualTo("""
                Disk disk.img: 32 MiB, 33554944 bytes, 65537 sectors
                Geometry: 8 heads, 17 sectors/track, 481 cylinders
                Units: sectors of 1 * 512 = 512 bytes
                Sector size (logical/physical): 512 bytes / 512 bytes
                I/O size (minimum/optimal): 512 bytes / 512 bytes
                Disklabel type: pc98

                Device Boot Start End Sectors Size Id Type Name Attrs
                disk.img1 * 136 13599 13464 6.6M a0a1 FAT16 MS-DOS 5.00
                disk.img2 13600 81735 68136 33.3M 2062 Linux Linux sleeping
                """);
        assertThat(jdisk("-H", "4", "-S", "32", "-l", image).err()).doesNotContain("assumed");
        assertThat(typing("l", "v", "i 2", "x", "D", "q").run(image).out()).contains("21     FAT16\n",
                "PC-98 partition table: offset = 512, size = 512 bytes.\n", "           Name: Linux\n");
        assertThat(jdisk(image, "map").out()).contains("PC-98 boot sector\n", "PC-98 partition table\n", " beyond ");
        assertThat(jdisk("-d", image).out()).contains("label: pc98\n",
                "disk.img1 : start=         136, size=       13464, type=a0a1, name=\"MS-DOS 5.00\", bootable\n");
    }
}
