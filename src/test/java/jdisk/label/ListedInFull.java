package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import jdisk.disk.Disk;
import jdisk.disk.DiskMap;
import jdisk.disk.Hints;
import jdisk.image.CountedImage;
import jdisk.listing.JsonListing;
import jdisk.listing.ListedDisk;
import jdisk.listing.MapListing;
import jdisk.listing.Messages;
import jdisk.listing.ModernListing;
import jdisk.listing.SfdiskDump;
import jdisk.testing.MadeDisk;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;

/** All there is to say of a table that only the modern layout lists, and such tables damaged at random. */
final class ListedInFull {

    private ListedInFull() { }

    static String text(Disk disk) {
        Label label = disk.label().orElseThrow();
        StringBuilder text = new StringBuilder();
        for (DisplayUnit unit : DisplayUnit.values()) {
            ListedDisk listed = new ListedDisk("a.img", disk.bytes(), disk.sectorSize(), disk.geometry(), unit, false, false,
                    new Visible(StandardCharsets.UTF_8));
            ModernListing modern = new ModernListing(listed);
            for (boolean details : new boolean[] {false, true}) {
                text.append(modern.partitions(label, Optional.empty(), details));
            }
            label.partitions().forEach(partition -> text.append(modern.information(label, partition)));
            text.append(modern.freeSpace(disk.freeSpace(false)));
            text.append(ModernListing.doubts(disk.verify(Rules.MODERN))).append(modern.noDoubts(label, disk.verify(Rules.MODERN)));
            text.append(MapListing.table(listed, disk.map(), Map.of(), Map.of()));
            text.append(SfdiskDump.of(listed, label));
            new JsonListing(listed, true, text::append).table("a.img", label, List.of(), label.findings(), List.of());
        }
        label.findings().forEach(finding -> text.append(Messages.doubt(finding)).append(Messages.fdisksWord(finding)).append('\n'));
        return text.toString();
    }

    /**
     * Damages a table in thousands of ways, each told by its seed, and says all there is to say of what is left: nothing but a
     * table, its doubts or an {@link IOException} may come of it, after few reads.
     *
     * @param loop a way to lead the list of the table astray
     * @param mostReads more than any of these disks makes its readers read
     */
    static void damagedAtRandom(
            Label.Kind kind, int cases, int mostReads, Supplier<MadeDisk> made, BiConsumer<MadeDisk, Random> loop) throws IOException {
        int tables = 0;
        for (int seed = 0; seed < cases; seed++) {
            Random random = new Random(seed);
            MadeDisk disk = made.get();
            switch (seed % 3) {
                case 0 -> disk.flip(random);
                case 1 -> loop.accept(disk, random);
                default -> disk.truncate(random);
            }
            if (random.nextInt(4) == 0 && disk.size() > 1024) {
                disk.flip(random);
            }
            CountedImage image = new CountedImage(disk.image());
            try {
                Disk opened = Disk.open(image, random.nextInt(4) == 0 ? hints(kind, random) : Hints.NONE);
                if (opened.label().filter(label -> label.kind() == kind).isPresent()) {
                    tables++;
                    assertThat(opened.label().orElseThrow().findings()).hasSizeLessThan(60).doesNotHaveDuplicates();
                    assertThat(text(opened).codePoints().filter(c -> c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)))
                            .as("seed " + seed).isEmpty();
                    assertCovers(opened);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertThat(image.reads()).as("reads, seed " + seed).isLessThan(mostReads);
        }
        assertThat(tables).as("most are still tables, or the rest is not tried").isGreaterThan(cases / 4);
    }

    private static Hints hints(Label.Kind kind, Random random) {
        GeometryFinder.Given given = random.nextBoolean() ? GeometryFinder.Given.NOTHING
                : new GeometryFinder.Given(OptionalLong.empty(), OptionalInt.of(1 + random.nextInt(255)), OptionalInt.of(1 + random.nextInt(63)));
        return new Hints(Optional.empty(), Optional.of(kind), given, Optional.empty());
    }

    /** Between sector 0 and the last, the map leaves nothing out. */
    static void assertCovers(Disk disk) {
        long next = 0;
        for (DiskMap.Region region : disk.map()) {
            assertThat(region.extent().first()).isLessThanOrEqualTo(next);
            next = Math.max(next, region.extent().end());
        }
        assertThat(next).isGreaterThanOrEqualTo(disk.sectors());
    }
}
