package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import jdisk.image.BadSectors;
import jdisk.image.CountedImage;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.probe.Sought;
import jdisk.testing.MutatedImage;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;

/** Finds what is there, tells where it began when its start is lost, and takes nothing for found that has but its mark. */
final class SearchTest {
    private static final Progress NOBODY = Progress.until(() -> false);

    private static Search.Plan all(Image image) {
        return new Search.Plan(SectorSize.DEFAULT, 0, image.size());
    }

    private static Search.Result search(Image image) {
        return Search.run(image, all(image), NOBODY);
    }

    /** What is found, a line each: start, sectors, type, label, confidence, standing. */
    private static List<String> found(Image image) {
        return search(image).hits().stream().map(SearchTest::line).toList();
    }

    private static String line(Hit hit) {
        return hit.start() / 512 + "+" + hit.length() / 512 + " " + hit.contents().type() + " " + hit.contents().label() + " "
                + hit.confidence().word() + (hit.mended().isNone() ? "" : " mended")
                + (hit.isPartition() ? "" : " " + hit.standing().getClass().getSimpleName());
    }

    @Test
    void floppyInTheMiddleOfNoise() {
        assertThat(found(new LostDisk(16384).noise(1).fat(4321, 2880, 0x1234, "DISK 1").image()))
                .containsExactly("4321+2880 vfat DISK 1 sure");
    }

    @Test
    void noiseHoldsNothing() {
        assertThat(found(new LostDisk(65536).noise(2).image())).isEmpty();
        assertThat(found(new LostDisk(4096).image())).isEmpty();
    }

    @Test
    void aMarkAloneIsNothing() {
        LostDisk disk = new LostDisk(65536).noise(3).ntfs(1000, 16000, "n").ext(20001, "e").xfs(55000, 2, 256).fat(60001, 2880, 1, "f");
        disk.wipe(1032, 8).wipe(1000 + 8000, 8).wipe(20001 + 8, 10).wipe(20001 + 2 + 16384, 2).wipe(55001, 1).wipe(55001 + 2048, 1);
        assertThat(found(disk.wipe(60002, 1).wipe(60006, 1).image())).isEmpty();
    }

    @Test
    void whatIsWhole() {
        LostDisk disk = new LostDisk(90000).ntfs(63, 16000, "data").ext(20001, "root").xfs(55000, 4, 256).fat(70001, 2880, 1, "f").luks(80000);
        assertThat(found(disk.image())).containsExactly(
                "63+16001 ntfs data sure",
                "20001+32768 ext2 root sure",
                "55000+8192 xfs xfs sure",
                "70001+2880 vfat f sure",
                "80000+10000 crypto_LUKS  sure");
    }

    @Test
    void aCopyLeadsBackToTheStart() {
        LostDisk disk = new LostDisk(90000).ntfs(63, 16000, "data").ext(20001, "root").xfs(55000, 4, 256);
        assertThat(found(disk.wipe(63, 1).wipe(20003, 2).wipe(55000, 1).image())).containsExactly(
                "63+16001 ntfs data sure mended", "20001+32768 ext2 root sure mended", "55000+8192 xfs xfs sure mended");
    }

    @Test
    void whatIsMendedIsReadAsItWas() throws Exception {
        Image image = new LostDisk(90000).ext(20001, "root").wipe(20003, 2).image();
        Hit hit = search(image).hits().getFirst();
        assertThat(Sought.EXT.find(hit.volume(image))).contains(hit.contents());
        assertThat(hit.volume(image).view(0, 1024).isZero()).isTrue();
        assertThat(hit.partition(image, SectorSize.DEFAULT).reference()).isEqualTo("@20001");
    }

    @Test
    void aTruncatedDiskOfAGpt() {
        LostDisk disk = new LostDisk(60000).gpt(1, 2, 59999, 2048, 50000).ext(2048, "root").ntfs(40000, 16000, "data");
        assertThat(found(disk.cut(48000))).containsExactly("2048+32768 ext2 root sure", "40000+16001 ntfs data likely");
        LostDisk fits = new LostDisk(60000).gpt(1, 2, 59999, 2048, 39999).ext(2048, "root").ntfs(40000, 16000, "data");
        assertThat(found(fits.cut(50000))).containsExactly("2048+37952 ext2 root sure", "40000+16001 ntfs data sure");
    }

    @Test
    void onlyTheBackupHeaderIsLeft() {
        Search.Result result = search(new LostDisk(40000).luks(2048).gpt(39999, 39967, 1, 2048, 30000).image());
        assertThat(result.hits()).map(SearchTest::line).containsExactly("2048+27953 crypto_LUKS  sure");
        assertThat(result.hits().getFirst().table()).hasValue(39999 * 512);
        assertThat(result.tables()).hasSize(1);
    }

    @Test
    void aWipedEbrInTheMiddleOfAChain() {
        LostDisk disk = new LostDisk(40000)
                .entry(0, 0, 5, 63, 39000)
                .entry(63, 0, 1, 63, 2880).entry(63, 1, 5, 10000, 9000)
                .entry(20063, 0, 1, 63, 3000)
                .fat(126, 2880, 1, "one").fat(10126, 2880, 2, "two").fat(20126, 2880, 3, "three");
        Search.Result result = search(disk.image());
        assertThat(result.hits()).map(SearchTest::line).containsExactly(
                "126+2880 vfat one sure", "10126+2880 vfat two sure", "20126+3000 vfat three sure");
        assertThat(result.tables()).map(table -> table.start() / 512).containsExactly(63L, 20063L);
    }

    @Test
    void whatIsInsideAnotherIsNested() {
        assertThat(found(new LostDisk(60000).ext(2048, "root").fat(10000, 2880, 1, "image").image()))
                .contains("10000+2880 vfat image sure InFreeSpace");
    }

    @Test
    void theOlderOneHasLostWhatTheNewerTook() {
        LostDisk disk = new LostDisk(90000).ntfs(2048, 32000, "old").ext(20001, "new");
        assertThat(found(disk.wipe(2048 + 32000, 1).image()))
                .containsExactly("2048+32001 ntfs old sure Overlapped", "20001+32768 ext2 new sure");
    }

    @Test
    void unreadableSectorsAreCounted() {
        Image image = new LostDisk(8192).fat(1000, 2880, 1, "f").image();
        Search.Result result = search(new BadSectors(image, 5000L, 5001L));
        assertThat(result.hits()).map(SearchTest::line).containsExactly("1000+2880 vfat f sure");
        assertThat(result.unreadable()).isEqualTo(4096);
    }

    @Test
    void looksAtARangeOnly() {
        Image image = new LostDisk(8192).fat(1000, 2880, 1, "f").fat(5000, 2880, 1, "g").image();
        Search.Result result = Search.run(image, new Search.Plan(SectorSize.DEFAULT, 0, 4096 * 512), NOBODY);
        assertThat(result.hits()).map(SearchTest::line).containsExactly("1000+2880 vfat f sure");
        assertThat(result.isStopped()).isFalse();
        assertThat(result.done()).isEqualTo(4096 * 512);
    }

    /** Nothing can be read until the search was told to stop. */
    @Test
    void stopsWhenItIsToldTo() {
        CountDownLatch told = new CountDownLatch(1);
        Image image = new ForwardingImage(new LostDisk(65536).noise(4).image()) {
            @Override
            public void read(long offset, ByteBuffer target) throws IOException {
                try {
                    told.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.read(offset, target);
            }
        };
        Search.Result result = Search.run(image, all(image), Progress.until(() -> {
            told.countDown();
            return true;
        }));
        assertThat(result.isStopped()).isTrue();
        assertThat(result.done()).isLessThan(image.size());
    }

    /** Damage of any kind ends in few reads, and in nothing but hits. */
    @Test
    void mutations() throws Exception {
        Image whole = new LostDisk(60000)
                .gpt(1, 2, 59999, 2048, 50000).ntfs(63, 16000, "data").ext(20001, "root").xfs(53000, 2, 256).fat(57200, 2000, 1, "f").luks(59300)
                .entry(59290, 0, 1, 10, 100)
                .image();
        List<Long> hot = new ArrayList<>();
        for (long sector = 0; sector < whole.size() / MutatedImage.SECTOR; sector++) {
            if (!whole.view(sector * MutatedImage.SECTOR, MutatedImage.SECTOR).isZero()) {
                hot.add(sector);
            }
        }
        for (int seed = 0; seed < 150; seed++) {
            CountedImage image = new CountedImage(MutatedImage.of(whole, hot, new Random(seed)));
            Search.Result result = search(image);
            assertThat(image.reads()).as("seed %d", seed).isLessThan(30_000);
            assertThat(result.hits()).as("seed %d", seed).allSatisfy(hit -> assertThat(hit.start()).isBetween(0L, whole.size()));
        }
    }
}
