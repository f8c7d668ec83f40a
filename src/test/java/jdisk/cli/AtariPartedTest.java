package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdisk.testing.AtariSectors;
import jdisk.testing.MadeDisk;
import jdisk.testing.Outcome;
import jdisk.testing.Parted;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads Atari tables as libblkid and GNU parted do, of which parted makes some. */
final class AtariPartedTest {

    private static final int SECTORS = 65_536;

    private final Path folder;
    private final Path image;

    AtariPartedTest(@TempDir Path folder) {
        this.folder = folder;
        this.image = folder.resolve("disk.img");
    }

    @Tag("realtool")
    @ParameterizedTest
    @ValueSource(strings = {
        "", "mkpart primary 2s 40000s", "mkpart primary fat16 2s 9999s mkpart primary ext2 10000s 29999s mkpart primary linux-swap 30000s 65535s",
        "mkpart primary 2s 999s mkpart extended 1000s 39999s mkpart logical 1001s 9999s mkpart logical 10001s 19999s mkpart primary 40000s 60000s",
        "mkpart primary 2s 999s mkpart primary 1000s 1999s mkpart extended 2000s 60000s mkpart logical 2020s 9999s mkpart logical 11000s 19999s "
            + "mkpart logical 20001s 60000s",
        "mkpart primary 2s 999s mkpart extended 2000s 60000s"})
    void madeByParted(String commands) throws IOException, InterruptedException {
        new MadeDisk(SECTORS * 512L, Map.of()).writeTo(image, 200, 65_000);
        Parted parted = Parted.found();
        parted.change(image, ("mklabel atari " + commands).strip());
        // An extended partition has no number: parted shows it as number 0.
        List<Parted.Row> rows = parted.read(image, "atari").stream().filter(row -> row.number() != 0).toList();
        assertThat(rows).hasSize(commands.split("mkpart [pl]", -1).length - 1);
        assertThat(Parted.readByJdisk(image)).isEqualTo(rows);
        parted.assertCopiesAndMaps(image, rows);
        if (!rows.isEmpty()) {
            assertReadAsByLibblkid();
        }
    }

    private void assertReadAsByLibblkid() throws IOException, InterruptedException {
        Outcome said = RealTool.named("partx", 1).run(folder, "-o", "NR,START,SECTORS,TYPE,SCHEME", "-g", "--show", image.toString());
        assertThat(said.status()).as(said.err()).isZero();
        List<String> rows = new ArrayList<>();
        for (Map<?, ?> partition : Parted.partitions(jdisk("-J", image).out())) {
            rows.add("%s %s %s %s atari".formatted(partition.get("number"), partition.get("start"), partition.get("size"), partition.get("type"))
                    .replace("\"", ""));
        }
        assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList()).isEqualTo(rows);
        assertThat(RealTool.named("blkid", 1).run(folder, "-p", "-o", "value", "-s", "PTTYPE", image.toString()).out())
                .isEqualTo("atari\n");
    }

    private static AtariSectors table() {
        return new AtariSectors(SECTORS);
    }

    private void assertReadAsByLibblkid(AtariSectors table) throws IOException, InterruptedException {
        new MadeDisk(SECTORS * 512L, table.pieces()).writeTo(image, 100, 200);
        assertReadAsByLibblkid();
        Parted.assertMapsAll(jdisk(image, "map", "--json").out(), SECTORS);
    }

    @Tag("realtool")
    @Test
    void madeFromTheNotes() throws IOException, InterruptedException {
        assertReadAsByLibblkid(table().entry(0, 3, 0x81, "GEM", 2, 1000));
        assertReadAsByLibblkid(table().entry(0, 1, 1, "RAW", 1002, 1000).entry(0, 3, 1, "UNX", 3000, 62_536).badSectors(1, 1).bootable());
        // ICD: from number 5 on, what it does not know left out.
        assertReadAsByLibblkid(table().entry(0, 0, 1, "GEM", 2, 1000).entry(0, 2, 1, "BGM", 2000, 1000).icd(0, 0, "GEM", 3000, 10)
                .icd(1, 1, "LNX", 3000, 10).icd(2, 1, "XXX", 4000, 10).icd(6, 0x81, "SWP", 5000, 10).icd(7, 1, "RAW", 6000, 59_536));
        assertReadAsByLibblkid(table().entry(0, 0, 1, "GEM", 2, 1000).icd(0, 1, "UNX", 3000, 10).icd(1, 1, "LNX", 3000, 10));
        // Extended: anywhere in its sector, between others, and empty.
        assertReadAsByLibblkid(table().entry(0, 0, 1, "XGM", 5000, 10_000).entry(0, 1, 0, "GEM", 2, 9).entry(0, 2, 1, "BGM", 30_000, 10)
                .entry(5000, 1, 1, "GEM", 7, 1000).entry(5000, 2, 1, "XGM", 2000, 5000)
                .entry(7000, 2, 1, "RAW", 1, 1000).entry(7000, 3, 1, "XGM", 7000, 5000).entry(12_000, 0, 1, "LNX", 3, 300)
                .icd(0, 1, "GEM", 50_000, 10));
        assertReadAsByLibblkid(table().entry(0, 0, 1, "GEM", 2, 1000).entry(0, 1, 1, "XGM", 5000, 10_000).entry(0, 2, 1, "BGM", 30_000, 10));
        assertReadAsByLibblkid(table().entry(0, 0, 1, "GEM", 2, 1000).entry(0, 1, 1, "XGM", 5000, 1000).entry(0, 2, 1, "XGM", 7000, 1000)
                .entry(5000, 0, 1, "BGM", 1, 999).entry(7000, 0, 1, "BGM", 1, 999).entry(0, 3, 1, "MIX", 9000, 1));
        // Past the end.
        assertReadAsByLibblkid(table().entry(0, 0, 1, "GEM", 2, 1000).entry(0, 1, 1, "BGM", 65_000, 1000));
    }

    @Test
    void listings() throws IOException {
        AtariSectors table = table().entry(0, 0, 0x81, "GEM", 2, 1998).entry(0, 1, 1, "XGM", 2000, 8000).entry(2000, 0, 1, "BGM", 1, 1999)
                .entry(2000, 1, 1, "XGM", 4000, 4000).entry(6000, 0, 1, "MNX", 1, 100_000).badSectors(1, 1).bootable();
        new MadeDisk(SECTORS * 512L, table.pieces()).writeTo(image, 0, 0);
        Outcome listed = jdisk("-x", image);
        assertThat(listed.err()).contains("partition 3 ends 40465 sectors past the end of the image (65536 sectors)");
        assertThat(listed.out().replace(image.toString(), "disk.img").replaceAll(" +", " ")).isEqualTo("""
                Disk disk.img: 32 MiB, 33554432 bytes, 65536 sectors
                Units: sectors of 1 * 512 = 512 bytes
                Sector size (logical/physical): 512 bytes / 512 bytes
                I/O size (minimum/optimal): 512 bytes / 512 bytes
                Disklabel type: atari
                Sectors in the table: 65536
                Boots: yes
                Bad sector list: 1-1

                Device Boot Start End Sectors Size Type
                disk.img1 * 2 1999 1998 1022976 GEM GEMDOS under 16 MB
                disk.img2 2001 3999 1999 1023488 BGM GEMDOS from 16 MB
                disk.img3 6001 106000 100000 51200000 MNX Minix
                """);
        assertThat(typing("l", "v", "i 2", "x", "D", "q").run(image).out()).contains("BGM    GEMDOS from 16 MB\n",
                "Atari extended root sector: offset = 3072000, size = 512 bytes.\n", "           Type: BGM GEMDOS from 16 MB\n");
        assertThat(jdisk(image, "map").out()).contains("Atari root sector\n", "Atari bad sector list\n", "Atari extended root sector\n",
                " beyond ");
        assertThat(jdisk("-d", image).out()).contains("label: atari\n", "disk.img1 : start=           2, size=        1998, type=GEM, bootable\n");
    }
}
