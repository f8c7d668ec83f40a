package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jdisk.image.BadSectors;
import jdisk.image.CountedImage;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that was ended is gone on with, and finds what one without an end finds. */
final class SearchResumeTest {
    private static final Progress NOBODY = Progress.until(() -> false);
    private static final int MIB = 1 << 20;

    /** Volumes in many blocks of a search, one with structures in several of them, tables, and sectors that cannot be read. */
    private static final Image DISK = new BadSectors(
            new LostDisk(90_000).gpt(1, 2, 89_999, 2048, 50_000).ntfs(63, 16_000, "data").ext(20_001, "root").xfs(55_000, 4, 256)
                    .fat(70_001, 2880, 1, "f").luks(80_000).entry(75_290, 0, 1, 10, 100).wipe(20_003, 2).image(),
            19_000L, 19_001L, 74_000L);

    private static final Search.Plan ALL = new Search.Plan(SectorSize.DEFAULT, 0, DISK.size());

    /** Ends the search when it comes to a place, and makes whoever reads there wait until that was noticed. */
    private static Search.Result until(long place, Search.Plan plan, SoFar before, List<SoFar> kept) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean noticed = new AtomicBoolean();
        Image image = new ForwardingImage(DISK) {
            @Override
            public void read(long offset, ByteBuffer target) throws IOException {
                if (offset >= place && target.remaining() == MIB) {
                    over.set(true);
                    // Ends: the search asks ten times a second.
                    while (!noticed.get()) {
                        Thread.onSpinWait();
                    }
                }
                super.read(offset, target);
            }
        };
        return Search.run(image, plan, before, Progress.until(() -> {
            noticed.set(over.get());
            return over.get();
        }), kept::add);
    }

    /** As it is written down, and read again. */
    private static SoFar written(SoFar soFar, Search.Plan plan) {
        SearchRecord record = SearchRecord.parse(new SearchRecord(SearchRecord.of(DISK, plan), soFar).text()).orElseThrow();
        assertThat(record.fits(DISK, plan)).isTrue();
        assertThat(record.soFar()).isEqualTo(soFar);
        return record.soFar();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5 * MIB, 10 * MIB, 27 * MIB, 36 * MIB, 41 * MIB})
    void findsWhatAWholeSearchFinds(long place) {
        Search.Result whole = Search.run(DISK, ALL, NOBODY);
        assertThat(whole.hits()).hasSizeGreaterThan(4);
        assertThat(whole.unreadable()).isEqualTo(2 * 4096);
        List<SoFar> kept = new ArrayList<>();
        Search.Result part = until(place, ALL, SoFar.nothing(ALL), kept);
        assertThat(part.isStopped()).isTrue();
        assertThat(part.done()).isLessThan(DISK.size());
        Search.Result rest = Search.run(DISK, ALL, written(kept.getLast(), ALL), NOBODY, soFar -> { });
        assertThat(rest).isEqualTo(whole);
    }

    /** Whoever is impatient ends it again and again. */
    @Test
    void endedManyTimes() {
        Search.Plan range = new Search.Plan(SectorSize.DEFAULT, 100 * 512, 40L * MIB + 512);
        SoFar soFar = SoFar.nothing(range);
        for (long place = 0; place < 40L * MIB; place += 7 * MIB) {
            List<SoFar> kept = new ArrayList<>();
            assertThat(until(place, range, soFar, kept).isStopped()).isTrue();
            assertThat(kept.getLast().done()).isGreaterThanOrEqualTo(soFar.done());
            soFar = written(kept.getLast(), range);
        }
        assertThat(Search.run(DISK, range, soFar, NOBODY, last -> { })).isEqualTo(Search.run(DISK, range, NOBODY));
    }

    /** Ended before it has looked again at what was proved, it has lost nothing. */
    @Test
    void endedAtOnce() {
        List<SoFar> kept = new ArrayList<>();
        Search.Result _ = until(27 * MIB, ALL, SoFar.nothing(ALL), kept);
        SoFar before = kept.getLast();
        assertThat(before.places()).isNotEmpty();
        Search.Result ended = Search.run(DISK, ALL, before, Progress.until(() -> true), kept::add);
        assertThat(ended.isStopped()).isTrue();
        assertThat(kept.getLast()).isEqualTo(before);
    }

    /** What was looked at is not read again, but for the few sectors that proved something. */
    @Test
    void readsTheRestOnly() {
        List<SoFar> kept = new ArrayList<>();
        Search.Result _ = until(36 * MIB, ALL, SoFar.nothing(ALL), kept);
        CountedImage counted = new CountedImage(DISK);
        Search.Result _ = Search.run(counted, ALL, kept.getLast(), NOBODY, soFar -> { });
        assertThat(counted.bytes()).isLessThan(20L * MIB);
    }

    /** More places than are kept: what is kept ends before them, and goes on from there. */
    @Test
    void morePlacesThanAreKept() {
        Tally tally = new Tally(SoFar.nothing(ALL));
        int inABlock = MIB / 512;
        for (int n = 0; n <= SoFar.MOST_PLACES / inABlock; n++) {
            Tally.Block block = new Tally.Block((long) n * MIB, MIB);
            for (int sector = 0; sector < inABlock; sector++) {
                block.proved((long) n * MIB + sector * 512L);
            }
            tally.add(block);
        }
        assertThat(tally.now().done()).isEqualTo((SoFar.MOST_PLACES / inABlock + 1L) * MIB);
        assertThat(tally.kept().done()).isEqualTo((long) SoFar.MOST_PLACES / inABlock * MIB);
        assertThat(tally.kept().places()).hasSize(SoFar.MOST_PLACES);
        assertThat(new SearchRecord("image a\nversion 1\nrange 0 1 in sectors of 512\n", tally.kept()).text().length())
                .isLessThan(SearchRecord.LIMIT);
    }

    /** Blocks are done in any order; what is known ends where one is missing. */
    @Test
    void blocksInAnyOrder() {
        Tally tally = new Tally(SoFar.nothing(ALL));
        Tally.Block second = new Tally.Block(MIB, MIB);
        second.proved(MIB + 512);
        second.unreadable(MIB + 4096, 4096);
        tally.add(second);
        assertThat(tally.kept()).isEqualTo(SoFar.nothing(ALL));
        tally.add(new Tally.Block(0, MIB));
        assertThat(tally.kept()).isEqualTo(new SoFar(2 * MIB, List.of(MIB + 512L), 4096, List.of(new Extent(MIB + 4096, 4096))));
    }

    @Test
    void ofThisSearchOnly() {
        SearchRecord record = new SearchRecord(SearchRecord.of(DISK, ALL), new SoFar(4096, List.of(512L), 0, List.of()));
        assertThat(record.fits(DISK, ALL)).isTrue();
        assertThat(record.fits(new LostDisk(90_001).image(), ALL)).isFalse();
        assertThat(record.fits(DISK, new Search.Plan(SectorSize.DEFAULT, 0, 8192))).isFalse();
        assertThat(record.fits(DISK, new Search.Plan(SectorSize.DEFAULT, 512, DISK.size()))).isFalse();
        assertThat(record.fits(DISK, new Search.Plan(new SectorSize(4096), 0, DISK.size()))).isFalse();
        SoFar beyond = new SoFar(DISK.size() + 512, List.of(), 0, List.of());
        assertThat(new SearchRecord(SearchRecord.of(DISK, ALL), beyond).fits(DISK, ALL)).isFalse();
    }

    /** A file that was made to look like a record, or was cut, is none. */
    @ParameterizedTest
    @ValueSource(strings = {
        "", "done 4096\n", "unreadable 0\nend\n", "done 4096\nend\n", "done 4096\nunreadable 0\nplace 512\n",
        "done 4096\nunreadable 0\nplace 4096\nend\n", "done 4096\nunreadable 0\nplace 513\nend\n",
        "done 4096\nunreadable 0\nplace 1024\nplace 512\nend\n", "done 4096\nunreadable 0\nplace 512\nplace 512\nend\n",
        "done 4096\nunreadable 0\nplace -512\nend\n", "done 4096\nunreadable 0\nplace 512 512\nend\n",
        "done 4096\nunreadable 0\nunread 512\nend\n", "done 9999999999999999999\nunreadable 0\nend\n",
        "done 4096\nunreadable 0\nother 1\nend\n"})
    void noRecords(String lines) {
        String start = "jdisk search, not complete\nimage a\nversion 1\nrange 0 1 in sectors of 512\n";
        assertThat(SearchRecord.parse(start + "done 4096\nunreadable 0\nplace 512\nend\n")).isPresent();
        assertThat(SearchRecord.parse(start + lines)).isEmpty();
        assertThat(SearchRecord.parse("jdisk search, not complete\n" + lines)).isEmpty();
        assertThat(SearchRecord.parse(lines)).isEmpty();
    }
}
