package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import jdisk.image.CountedImage;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.listing.ByteListing;
import jdisk.listing.ClassicListing;
import jdisk.listing.ListedDisk;
import jdisk.listing.Messages;
import jdisk.listing.ModernListing;
import jdisk.testing.ImageRecipe;
import jdisk.testing.RandomTable;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads thousands of tables damaged at random, each told by its seed, and prints all there is to print of them: nothing but
 * a table, its doubts or an {@link IOException} may come of it, after few reads and in little memory.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a loop without an end cannot be interrupted
final class HostileMbrTest {

    private static final int CASES = 600;
    /** More than any of these disks makes its readers read, whose chains end where they lead around. */
    private static final long MOST_READS = 1000;
    private static final int FIRST_ENTRY = 446;
    private static final String NAME = "a\n\u001b[2J\u009b\u202egmi.img";

    private static final List<String> RECIPES = List.of("laptop", "by-fdisk-2.38", "extra-links", "links-backwards",
            "link-sector-without-data", "seventy-logicals", "sector-4096", "two-extended", "eight-terabytes", "overlapping");

    /** A way to damage a table. */
    private enum Damage {
        FLIP {
            @Override
            void apply(Disk disk, Random random) {
                for (int n = 1 + random.nextInt(20); n > 0; n--) {
                    byte[] table = disk.table(random);
                    table[FIRST_ENTRY + random.nextInt(66)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        },
        TRUNCATE {
            @Override
            void apply(Disk disk, Random random) {
                disk.size = random.nextBoolean() ? random.nextLong(2048) : random.nextLong(disk.size);
                disk.pieces.keySet().removeIf(at -> at + 512 > disk.size);
            }
        },
        /** A link somewhere in the chain leads to any table sector, in 32 bits that may wrap. */
        LOOP {
            @Override
            void apply(Disk disk, Random random) {
                List<Long> sectors = disk.pieces.keySet().stream().map(at -> at / 512).toList();
                for (int n = 1 + random.nextInt(3); n > 0; n--) {
                    long from = sectors.get(random.nextInt(Math.min(2, sectors.size())));
                    long to = sectors.get(random.nextInt(sectors.size()));
                    byte[] table = disk.table(random);
                    int slot = FIRST_ENTRY + 16 * random.nextInt(4);
                    table[slot + 4] = new byte[] {0x05, 0x0f, (byte) 0x85}[random.nextInt(3)];
                    for (int at = 0; at < 4; at++) {
                        table[slot + 8 + at] = (byte) ((to - from) >> (8 * at));
                        table[slot + 12 + at] = (byte) random.nextInt();
                    }
                }
            }
        },
        RANDOM_BYTES {
            @Override
            void apply(Disk disk, Random random) {
                byte[] table = disk.table(random);
                random.nextBytes(table);
                if (random.nextBoolean()) {
                    table[510] = 0x55;
                    table[511] = (byte) 0xaa;
                }
            }
        };

        abstract void apply(Disk disk, Random random);
    }

    /** What there is to damage. */
    private static final class Disk {
        private final Map<Long, byte[]> pieces;
        private long size;

        Disk(ImageRecipe recipe) {
            pieces = new TreeMap<>(recipe.pieces());
            size = recipe.size();
        }

        /** A sector that holds something, sector 0 oftener than others. */
        byte[] table(Random random) {
            List<byte[]> tables = new ArrayList<>(pieces.values());
            return tables.get(random.nextInt(4) == 0 ? 0 : random.nextInt(tables.size()));
        }

        Image image() {
            return new SparseMemoryImage(NAME, size, pieces);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void damagedTable(int damage) throws IOException {
        int tables = 0;
        for (int n = 0; n < CASES; n++) {
            long seed = damage * 1_000_000L + n;
            Random random = new Random(seed);
            Disk disk = new Disk(random.nextBoolean()
                    ? RandomTable.recipe("seed.img", seed) : ImageRecipe.named(RECIPES.get(random.nextInt(RECIPES.size()))));
            Damage.values()[damage].apply(disk, random);
            if (random.nextInt(4) == 0 && !disk.pieces.isEmpty()) {
                Damage.values()[random.nextInt(4)].apply(disk, random);
            }
            CountedImage image = new CountedImage(disk.image());
            try {
                tables += readAndList(image, random);
            } catch (RuntimeException e) {
                throw new AssertionError(Damage.values()[damage] + ", seed " + seed, e);
            }
            assertThat(image.reads()).as("reads: " + Damage.values()[damage] + ", seed " + seed).isLessThan(MOST_READS);
        }
        assertThat(tables).as("most are still tables, or the rest is not tried").isGreaterThan(CASES / 4);
    }

    /** Returns 1 if there was a table. */
    private static int readAndList(Image image, Random random) throws IOException {
        SectorSize size = SectorSizeFinder.find(image).size();
        Recognition recognition = LabelProber.probe(image, size, random.nextBoolean() ? Optional.of(Label.Kind.DOS) : Optional.empty());
        if (!(recognition instanceof Recognition.Table(MbrLabel label))) {
            return 0;
        }
        assertThat(label.slots()).hasSizeLessThan(200);
        assertThat(label.findings()).hasSizeLessThan(10 + 6 * label.slots().size()).doesNotHaveDuplicates();
        for (GeometryChoices choice : GeometryChoices.values()) {
            Geometry geometry = choice.of(label, size.sectors(image.size()));
            GeometryFinder.isMadeOfCylinders(label, geometry, size);
            for (DisplayUnit unit : DisplayUnit.values()) {
                boolean dos = random.nextBoolean();
                Visible visible = new Visible(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
                String text = listings(
                        label, new ListedDisk(visible.text(image.name()), image.size(), size, geometry, unit, dos,
                                random.nextBoolean(), visible), dos);
                assertThat(text.codePoints().filter(HostileMbrTest::drivesATerminal)).isEmpty();
            }
        }
        return 1;
    }

    private enum GeometryChoices {
        CLASSIC,
        MODERN;

        Geometry of(MbrLabel label, long total) {
            return (this == CLASSIC
                    ? GeometryFinder.find(Rules.CLASSIC, GeometryFinder.Given.NOTHING, Optional.of(label), total)
                    : GeometryFinder.find(Rules.MODERN, GeometryFinder.Given.NOTHING, Optional.of(label), total)).geometry();
        }
    }

    private static boolean drivesATerminal(int character) {
        return (Character.isISOControl(character) && character != '\n') || Character.getType(character) == Character.FORMAT;
    }

    /** All there is to say of a table. */
    private static String listings(MbrLabel label, ListedDisk disk, boolean dosCompatible) {
        ClassicListing classic = new ClassicListing(disk);
        ModernListing modern = new ModernListing(disk);
        Verification byClassic = Verifier.verify(label, Rules.CLASSIC, disk.geometry(), disk.sectors());
        Verification byModern = Verifier.verify(label, dosCompatible ? Rules.MODERN_DOS : Rules.MODERN, disk.geometry(), disk.sectors());
        StringBuilder text = new StringBuilder();
        text.append(classic.partitions(label)).append(classic.details(label)).append(classic.links(label).orElseThrow());
        text.append(classic.verification(byClassic)).append(ModernListing.doubts(byModern)).append(modern.noDoubts(label, byModern));
        for (boolean details : new boolean[] {false, true}) {
            text.append(modern.partitions(label, Optional.empty(), details));
        }
        label.partitions().forEach(partition -> text.append(modern.information(label, partition)));
        text.append(modern.freeSpace(FreeSpace.find(
                label, disk.sectors(), disk.sectorSize(), disk.geometry(), dosCompatible)));
        text.append(ByteListing.of(disk, label.partitions()));
        label.findings().forEach(finding -> text.append(Messages.doubt(finding)).append(Messages.fdisksWord(finding)));
        return text.toString();
    }
}
