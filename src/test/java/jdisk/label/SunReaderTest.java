package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.SunSector;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads Sun disk labels, sound and doubtful, and verifies them. The tags are those of the VTOC: 2 root, 3 swap, 5 the whole disk. */
final class SunReaderTest {

    private static final long SECTORS = 10_000;
    private static final Geometry GEOMETRY = new Geometry(4, 25, 100);

    private static Recognition probe(byte[] sector) throws IOException {
        SparseMemoryImage image = new SparseMemoryImage("a.img", SECTORS * 512, Map.of(0L, sector));
        return LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty());
    }

    private static SunLabel read(SunSector sector) throws IOException {
        if (probe(sector.bytes()) instanceof Recognition.Table(SunLabel label)) {
            return label;
        }
        throw new AssertionError("no Sun label: " + probe(sector.bytes()));
    }

    private static Verification verify(SunSector sector) throws IOException {
        Verification modern = Verifier.verify(read(sector), Rules.MODERN, GEOMETRY, SECTORS);
        assertThat(Verifier.verify(read(sector), Rules.CLASSIC, GEOMETRY, SECTORS)).as("both fdisks' rules").isEqualTo(modern);
        return modern;
    }

    /** Root, swap and the whole disk, without a gap. */
    private static SunSector sound() {
        return new SunSector().partition(1, 0, 6000, 2, 0).partition(2, 60, 4000, 3, 0x01).partition(3, 0, 10_000, 5, 0);
    }

    @Test
    void soundLabel() throws IOException {
        SunLabel label = read(sound().description("DEC RZ26 cyl 100 alt 2 hd 4 sec 25").volume("boot"));
        assertThat(label.findings()).isEmpty();
        assertThat(label.kind()).isEqualTo(Label.Kind.SUN);
        assertThat(label.description()).isEqualTo("DEC RZ26 cyl 100 alt 2 hd 4 sec 25");
        assertThat(label.volume()).isEqualTo("boot");
        assertThat(label.drive()).isEqualTo(new SunLabel.Drive(100, 4, 25, 2, 102, 3, 1, 5400));
        assertThat(label.ownGeometry()).contains(GEOMETRY);
        assertThat(label.id()).isEmpty();
        assertThat(label.fields()).isEmpty();
        assertThat(label.partitions()).extracting(SunPartition::number).containsExactly(1, 2, 3);
        assertThat(label.partitions()).extracting(SunPartition::extent)
                .containsExactly(new Extent(0, 6000), new Extent(6000, 4000), new Extent(0, 10_000));
        assertThat(label.partitions()).extracting(SunPartition::role)
                .containsExactly(Partition.Role.DATA, Partition.Role.DATA, Partition.Role.WHOLE_DISK);
        assertThat(label.dataPartitions()).extracting(Partition::number).containsExactly(1, 2);
    }

    /** The largest numbers that fit their fields are not negative. */
    @Test
    void largestNumbers() throws IOException {
        SunLabel label = read(new SunSector().geometry(65_535, 65_535, 65_535).partition(8, 0, 0xffff_ffffL, 0xffff, 0xffff));
        assertThat(label.ownGeometry()).contains(new Geometry(65_535, 65_535, 65_535));
        assertThat(label.partitions().getFirst().extent()).isEqualTo(new Extent(0, 0xffff_ffffL));
        assertThat(label.partitions().getFirst().type()).isEqualTo(0xffff);
        assertThat(label.partitions().getFirst().typeName()).isEqualTo("unknown");
    }

    @Test
    void entryWithoutSectorsIsFree() throws IOException {
        assertThat(read(sound().partition(1, 50, 0, 2, 0)).partitions()).extracting(SunPartition::number).containsExactly(2, 3);
        assertThat(read(new SunSector()).partitions()).isEmpty();
    }

    /** The label takes half a kilobyte, whatever the sectors are. */
    @Test
    void areas() throws IOException {
        Area area = new Area(Area.Kind.SUN_DISK_LABEL, 0, 512);
        assertThat(read(sound()).areas(SectorSize.DEFAULT)).containsExactly(area);
        assertThat(read(sound()).areas(new SectorSize(4096))).containsExactly(area);
        assertThat(area.sectors(new SectorSize(4096))).isEqualTo(new Extent(0, 1));
    }

    @Test
    void wrongChecksum() throws IOException {
        SunLabel label = read(sound().wrongChecksum());
        assertThat(label.findings()).containsExactly(new Finding.WrongChecksum(Label.Kind.SUN));
        assertThat(label.partitions()).hasSize(3);
    }

    @Test
    void noMark() throws IOException {
        byte[] sector = sound().bytes();
        sector[508] = 0;
        assertThat(probe(sector)).isEqualTo(new Recognition.NoSignature());
    }

    /** Without heads or sectors, cylinders are those that fdisk takes for any disk: of 255 heads and 63 sectors. */
    @ParameterizedTest
    @CsvSource({"0, 25", "4, 0", "0, 0"})
    void noGeometry(int heads, int sectors) throws IOException {
        SunLabel label = read(sound().geometry(100, heads, sectors));
        assertThat(label.findings()).contains(new Finding.NoGeometry());
        assertThat(label.ownGeometry()).isEmpty();
        assertThat(label.partitions().get(1).extent()).isEqualTo(new Extent(60 * 255 * 63, 4000));
    }

    @Test
    void anotherVtoc() throws IOException {
        assertThat(read(sound().vtoc(2, 8, 0x600ddeee)).findings()).containsExactly(new Finding.VtocVersion(2));
        assertThat(read(sound().vtoc(1, 16, 0x600ddeee)).findings()).containsExactly(new Finding.VtocCount(16, 8));
        assertThat(read(sound().vtoc(1, 8, 0x600ddeef)).findings()).containsExactly(new Finding.VtocSanity(0x600ddeefL));
        SunLabel old = read(sound().vtoc(0, 0, 0));
        assertThat(old.findings())
                .containsExactly(new Finding.VtocVersion(0), new Finding.VtocSanity(0), new Finding.VtocCount(0, 8));
        assertThat(old.partitions()).hasSize(3);
    }

    @Test
    void partitionPastTheEnd() throws IOException {
        assertThat(read(sound().partition(2, 60, 4001, 3, 0)).findings())
                .containsExactly(new Finding.BeyondEnd(2, new Extent(6000, 4001), SECTORS));
        assertThat(read(sound().partition(7, 100, 1, 2, 0)).findings())
                .containsExactly(new Finding.BeyondEnd(7, new Extent(10_000, 1), SECTORS));
    }

    @Test
    void startThatCannotBeCounted() throws IOException {
        SunLabel label = read(new SunSector().geometry(100, 60_000, 60_000).partition(4, 0xffff_ffffL, 1, 2, 0));
        assertThat(label.findings()).containsExactly(new Finding.NumbersMakeNoSense(4));
        assertThat(label.partitions().getFirst().extent().isEmpty()).isTrue();
    }

    /** A partition starts on a cylinder of whatever geometry is in force. */
    @Test
    void inAnotherGeometry() throws IOException {
        SunLabel label = read(sound());
        SunLabel other = label.in(new Geometry(8, 32, 39));
        assertThat(other.partitions().get(1).extent()).isEqualTo(new Extent(60 * 256, 4000));
        assertThat(other.findings()).containsExactly(new Finding.BeyondEnd(2, new Extent(60 * 256, 4000), SECTORS));
        assertThat(other.ownGeometry()).as("what the label tells").contains(GEOMETRY);
        assertThat(label.partitions().get(1).extent()).as("the first one").isEqualTo(new Extent(6000, 4000));
    }

    /** As sfdisk 2.38.1 dumps the image of the transcripts {@code sun-gaps}: two letters, each in its place. */
    @ParameterizedTest
    @CsvSource({"0x11, ur", "0x10, ' r'", "0x01, 'u '", "0xffee, ''"})
    void fieldsOfSfdisk(String flags, String letters) throws IOException {
        SunPartition partition = read(new SunSector().partition(2, 2, 300, 0x83, Integer.decode(flags))).partitions().getFirst();
        assertThat(partition.fields()).startsWith(Field.number(Field.Name.START, 200), Field.number(Field.Name.SIZE, 300),
                Field.word(Field.Name.TYPE, "83"));
        assertThat(partition.fields()).hasSize(letters.isEmpty() ? 3 : 4);
        if (!letters.isEmpty()) {
            assertThat(partition.fields().getLast()).isEqualTo(Field.text(Field.Name.ATTRS, letters));
        }
    }

    @Test
    void nothingToSayOfASoundLabel() throws IOException {
        assertThat(verify(sound())).isEqualTo(new Verification(List.of(), 10_000, 10_000));
    }

    /** The whole disk is no partition to verify, nor is one that is not assigned. */
    @Test
    void noPartitions() throws IOException {
        Verification verification = verify(new SunSector().partition(3, 0, 10_000, 5, 0).partition(4, 1, 50, 0, 0));
        assertThat(verification.findings()).containsExactly(new Finding.NoPartitions());
        assertThat(verification.findings().getFirst().isDoubt()).isFalse();
        assertThat(verification.allocated()).isZero();
    }

    @Test
    void overlap() throws IOException {
        assertThat(verify(sound().partition(2, 40, 6000, 3, 0)).findings())
                .containsExactly(new Finding.SunOverlap(2, new Extent(4000, 2000)));
    }

    /** Partitions next to each other count as one to those behind them in the table. */
    @Test
    void overlapWithNeighbours() throws IOException {
        assertThat(verify(sound().partition(4, 50, 2000, 2, 0)).findings())
                .containsExactly(new Finding.SunOverlap(4, new Extent(5000, 2000)));
    }

    @Test
    void gaps() throws IOException {
        Verification verification = verify(new SunSector().partition(1, 10, 2000, 2, 0).partition(2, 40, 1000, 2, 0));
        assertThat(verification.findings()).containsExactly(new Finding.SunGap(new Extent(0, 1000)),
                new Finding.SunGap(new Extent(3000, 1000)), new Finding.SunGap(new Extent(5000, 5000)));
        assertThat(verification.allocated()).isEqualTo(3000);
        assertThat(verification.capacity()).isEqualTo(10_000);
    }

    @Test
    void notOfWholeCylinders() throws IOException {
        assertThat(verify(sound().partition(1, 0, 5950, 2, 0)).findings())
                .containsExactly(new Finding.NotOfWholeCylinders(1), new Finding.SunGap(new Extent(5950, 50)));
    }
}
