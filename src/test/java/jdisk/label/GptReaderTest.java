package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import jdisk.disk.DiskMap;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.listing.ByteListing;
import jdisk.listing.JsonListing;
import jdisk.listing.ListedDisk;
import jdisk.listing.MapListing;
import jdisk.listing.Messages;
import jdisk.listing.ModernListing;
import jdisk.listing.SfdiskDump;
import jdisk.testing.GptDisk;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads GPTs made after the specification, and tells what is wrong with damaged ones. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a loop without an end cannot be interrupted
final class GptReaderTest {

    private static final int DAMAGES = 6000;
    private static final long SECTORS = 65_536;

    /** Ways to make a copy useless, each with what is to be said of it. */
    enum Damage {
        NO_MAGIC(Finding.Fault.MISSING) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().put(0, (byte) 'e');
                copy.sealHeader();
            }
        },
        SMALL_HEADER(Finding.Fault.HEADER_SIZE) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putInt(GptDisk.HEADER_SIZE, 91);
                copy.sealHeader();
            }
        },
        LARGE_HEADER(Finding.Fault.HEADER_SIZE) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putInt(GptDisk.HEADER_SIZE, -1);
                copy.sealHeader();
            }
        },
        HEADER_CRC(Finding.Fault.HEADER_CRC) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().put(GptDisk.DISK_GUID, (byte) 0);
            }
        },
        ELSEWHERE(Finding.Fault.ELSEWHERE) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putLong(GptDisk.MY_LBA, 7);
                copy.sealHeader();
            }
        },
        NO_ENTRIES(Finding.Fault.ARRAY_SIZE) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putInt(GptDisk.ENTRY_COUNT, 0);
                copy.seal();
            }
        },
        SMALL_ENTRIES(Finding.Fault.ARRAY_SIZE) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putInt(GptDisk.ENTRY_SIZE, 127);
                copy.seal();
            }
        },
        MANY_ENTRIES(Finding.Fault.ARRAY_SIZE) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putInt(GptDisk.ENTRY_COUNT, -1).putInt(GptDisk.ENTRY_SIZE, -1);
                copy.seal();
            }
        },
        ENTRIES_BEHIND_END(Finding.Fault.ARRAY_BEHIND_END) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putLong(GptDisk.ENTRIES_LBA, SECTORS - 31);
                copy.sealHeader();
            }
        },
        ENTRIES_NOWHERE(Finding.Fault.ARRAY_BEHIND_END) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.header().putLong(GptDisk.ENTRIES_LBA, -1);
                copy.sealHeader();
            }
        },
        ENTRIES_CRC(Finding.Fault.ARRAY_CRC) {
            @Override
            void apply(GptDisk.Copy copy) {
                copy.entries().put(127 * GptDisk.ENTRY, (byte) 1);
            }
        };

        private final Finding.Fault fault;

        Damage(Finding.Fault fault) {
            this.fault = fault;
        }

        abstract void apply(GptDisk.Copy copy);
    }

    @Test
    void soundTable() throws IOException {
        GptLabel label = read(GptDisk.ofThree());
        assertThat(label.findings()).isEmpty();
        assertThat(label.header().diskGuid()).isEqualTo("11223344-6655-4000-8099-AABBCCDDEEFF");
        assertThat(label.header().firstUsable()).isEqualTo(34);
        assertThat(label.header().lastUsable()).isEqualTo(SECTORS - 34);
        assertThat(label.partitions()).containsExactly(
                linux(1, 2048, 4095, "one"), linux(2, 4096, 8191, "two"), linux(4, 10_240, 12_287, "four"));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void damagedPrimary(Damage damage) throws IOException {
        GptDisk disk = GptDisk.ofThree();
        damage.apply(disk.primary());
        GptLabel label = read(disk);
        assertThat(label.findings()).containsExactly(new Finding.PrimaryFaulty(damage.fault));
        assertThat(label.header().sector()).as("the backup").isEqualTo(SECTORS - 1);
        assertThat(label.partitions()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void damagedBackup(Damage damage) throws IOException {
        GptDisk disk = GptDisk.ofThree();
        damage.apply(disk.backup());
        GptLabel label = read(disk);
        assertThat(label.findings()).containsExactly(new Finding.BackupFaulty(damage.fault));
        assertThat(label.header().sector()).as("the primary").isEqualTo(1);
        assertThat(label.partitions()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(value = Damage.class, mode = EnumSource.Mode.EXCLUDE, names = "NO_ENTRIES")
    void damagedBoth(Damage damage) throws IOException {
        GptDisk disk = GptDisk.ofThree();
        disk.copies().forEach(damage::apply);
        assertThat(probe(disk)).isInstanceOfSatisfying(Recognition.Table.class, table -> {
            assertThat(table.label()).isInstanceOf(MbrLabel.class);
            assertThat(((MbrLabel) table.label()).findings()).anyMatch(Finding.BothCopiesFaulty.class::isInstance);
        });
    }

    @Test
    void backupBehindTheEnd() throws IOException {
        GptDisk disk = GptDisk.ofThree();
        disk.primary().header().putLong(GptDisk.ALTERNATE_LBA, SECTORS);
        disk.primary().sealHeader();
        Damage.NO_MAGIC.apply(disk.backup());
        assertThat(read(disk).findings()).containsExactly(new Finding.BackupFaulty(Finding.Fault.BEHIND_END));
    }

    @Test
    void backupNotAtTheEnd() throws IOException {
        GptDisk disk = GptDisk.ofThree();
        Image grown = new SparseMemoryImage("grown.img", disk.size() + 1024, disk.pieces());
        assertThat(read(grown).findings()).containsExactly(
                new Finding.BackupNotAtEnd(SECTORS - 1, SECTORS + 1), new Finding.ProtectiveSizeDiffers(SECTORS - 1, SECTORS + 1));
    }

    @Test
    void copiesWithOtherEntries() throws IOException {
        GptDisk disk = GptDisk.ofThree();
        disk.backup().entries().putLong(GptDisk.ATTRIBUTES, 1);
        disk.backup().seal();
        assertThat(read(disk).findings()).containsExactly(new Finding.CopiesDiffer());
    }

    @Test
    void copiesOfOtherDisks() throws IOException {
        GptDisk disk = GptDisk.ofThree();
        disk.backup().header().putInt(GptDisk.DISK_GUID, 1);
        disk.backup().seal();
        assertThat(read(disk).findings()).containsExactly(new Finding.CopiesDiffer());
    }

    @Test
    void noMbr() throws IOException {
        GptDisk disk = GptDisk.ofThree();
        disk.mbr().put(0, new byte[GptDisk.SECTOR]);
        assertThat(read(disk).findings()).containsExactly(new Finding.NoProtectiveMbr());
    }

    @Test
    void hybridMbr() throws IOException {
        GptDisk disk = GptDisk.ofThree().mbrEntry(1, 0xee, 1, 2047).mbrEntry(2, 0x83, 2048, 2048);
        assertThat(read(disk).findings()).containsExactly(new Finding.HybridMbr());
    }

    /** The specification wants FFFFFFFF where the size does not fit; some tools write it always. */
    @Test
    void sizesOfTheProtection() throws IOException {
        assertThat(read(GptDisk.ofThree().mbrEntry(1, 0xee, 1, 0xffff_ffffL)).findings()).isEmpty();
        assertThat(read(GptDisk.ofThree().mbrEntry(1, 0xee, 1, 5)).findings())
                .containsExactly(new Finding.ProtectiveSizeDiffers(5, SECTORS - 1));
    }

    @Test
    void placesOutOfBounds() throws IOException {
        GptDisk disk = new GptDisk(SECTORS).partition(1, 5000, 4999, "reversed").partition(2, Long.MIN_VALUE, -1, "far")
                .partition(3, 60_000, SECTORS + 9, "beyond").partition(4, 2048, Long.MAX_VALUE, "endless");
        GptLabel label = read(disk);
        assertThat(label.findings()).containsExactly(new Finding.NumbersMakeNoSense(1), new Finding.NumbersMakeNoSense(2),
                new Finding.BeyondEnd(3, new Extent(60_000, 5_546), SECTORS), new Finding.NumbersMakeNoSense(4));
    }

    /** Damages one field of some, with the checksums made right for most, and lists all there is to list. */
    @Test
    void damagedFields() throws IOException {
        int tables = 0;
        for (int seed = 0; seed < DAMAGES; seed++) {
            Random random = new Random(seed);
            GptDisk disk = GptDisk.ofThree();
            damage(disk, random);
            try {
                tables += readAndList(disk, random);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(tables).as("most are still GPTs, or the rest is not tried").isGreaterThan(DAMAGES / 2);
    }

    private static void damage(GptDisk disk, Random random) {
        GptDisk.Copy copy = disk.copies().get(random.nextInt(2));
        switch (random.nextInt(5)) {
            case 0 -> put(disk.mbr(), 446 + random.nextInt(58), random);
            case 1 -> put(copy.header(), random.nextInt(92), random);
            case 2 -> put(copy.header(), List.of(GptDisk.FIRST_USABLE, GptDisk.LAST_USABLE, GptDisk.ALTERNATE_LBA,
                    GptDisk.ENTRIES_LBA, GptDisk.ENTRY_COUNT, GptDisk.ENTRY_SIZE).get(random.nextInt(6)), random);
            case 3 -> put(copy.entries(), random.nextInt(5 * GptDisk.ENTRY), random);
            default -> {
                byte[] name = new byte[72];
                random.nextBytes(name);
                copy.entries().put(GptDisk.NAME, name);
                put(copy.entries(), random.nextBoolean() ? GptDisk.FIRST_LBA : GptDisk.LAST_LBA, random);
            }
        }
        if (random.nextInt(5) > 0) {
            // A wrong checksum of one copy would leave the other to be shown, and nothing tried.
            boolean bothCopies = random.nextBoolean();
            for (GptDisk.Copy each : disk.copies()) {
                if (bothCopies) {
                    each.entries().put(0, bytes(copy.entries()));
                }
                each.seal();
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static void put(ByteBuffer bytes, int at, Random random) {
        List<Long> values = List.of(0L, 1L, 2L, 33L, 127L, 128L, 129L, 256L, 4096L, SECTORS - 1, SECTORS, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL,
                Long.MAX_VALUE, Long.MIN_VALUE, -1L, -2L, random.nextLong());
        long value = values.get(random.nextInt(values.size()));
        if (random.nextBoolean()) {
            bytes.putLong(at, value);
        } else {
            bytes.putInt(at, (int) value);
        }
    }

    /** Returns 1 if there was a GPT. */
    private static int readAndList(GptDisk disk, Random random) throws IOException {
        if (!(probe(disk) instanceof Recognition.Table(GptLabel label))) {
            return 0;
        }
        assertThat(label.findings()).hasSizeLessThan(10 + 2 * label.partitions().size()).doesNotHaveDuplicates();
        Geometry geometry = GeometryFinder.find(Rules.MODERN, GeometryFinder.Given.NOTHING, Optional.of(label), SECTORS).geometry();
        Visible visible = new Visible(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
        ListedDisk listed = new ListedDisk("disk.img", disk.size(), SectorSize.DEFAULT, geometry,
                random.nextBoolean() ? DisplayUnit.SECTORS : DisplayUnit.CYLINDERS, random.nextBoolean(), random.nextBoolean(), visible);
        ModernListing modern = new ModernListing(listed);
        StringBuilder text = new StringBuilder();
        for (boolean details : new boolean[] {false, true}) {
            text.append(modern.partitions(label, Optional.empty(), details));
        }
        Verification verification = Verifier.verify(label, Rules.MODERN, geometry, SECTORS);
        assertThat(verification.findings()).hasSizeLessThan(1100 + label.partitions().size());
        text.append(ModernListing.doubts(verification)).append(modern.noDoubts(label, verification));
        label.partitions().forEach(partition -> text.append(modern.information(label, partition)));
        text.append(modern.freeSpace(FreeSpace.find(label, SECTORS, SectorSize.DEFAULT, geometry, false)));
        text.append(ByteListing.of(listed, label.partitions()));
        text.append(MapListing.table(listed, DiskMap.of(Optional.of(label), List.of(), label.areas(SectorSize.DEFAULT), SectorSize.DEFAULT, SECTORS), Map.of(), Map.of()));
        text.append(SfdiskDump.of(listed, label));
        new JsonListing(listed, random.nextBoolean(), text::append).table("disk.img", label, List.of(), label.findings(), List.of());
        label.findings().forEach(finding -> text.append(Messages.doubt(finding)).append(Messages.fdisksWord(finding)));
        assertThat(text.codePoints().filter(GptReaderTest::drivesATerminal)).isEmpty();
        return 1;
    }

    private static boolean drivesATerminal(int character) {
        return (Character.isISOControl(character) && character != '\n') || Character.getType(character) == Character.FORMAT;
    }

    private static GptPartition linux(int number, long first, long last, String name) {
        return new GptPartition(number, "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
                "0000000" + number + "-0000-4000-8000-00000000000" + number, first, last, 0, name);
    }

    private static Recognition probe(GptDisk disk) throws IOException {
        return LabelProber.probe(image(disk), SectorSize.DEFAULT, Optional.empty());
    }

    private static GptLabel read(GptDisk disk) throws IOException {
        return read(image(disk));
    }

    private static GptLabel read(Image image) throws IOException {
        Recognition found = LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty());
        assertThat(found).isInstanceOf(Recognition.Table.class);
        Label label = ((Recognition.Table) found).label();
        assertThat(label).isInstanceOf(GptLabel.class);
        return (GptLabel) label;
    }

    private static Image image(GptDisk disk) {
        return new SparseMemoryImage("disk.img", disk.size(), disk.pieces());
    }
}
