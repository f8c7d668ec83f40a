package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.SgiSector;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads SGI volume headers, sound and doubtful, and verifies them. Types: 0 the header itself, 3 raw, 6 the whole disk, 10 XFS. */
final class SgiReaderTest {

    private static final long SECTORS = 10_000;
    private static final Geometry GEOMETRY = new Geometry(4, 25, 100);

    private static Recognition probe(byte[] sector) throws IOException {
        SparseMemoryImage image = new SparseMemoryImage("a.img", SECTORS * 512, Map.of(0L, sector));
        return LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty());
    }

    private static SgiLabel read(SgiSector sector) throws IOException {
        if (probe(sector.bytes()) instanceof Recognition.Table(SgiLabel label)) {
            return label;
        }
        throw new AssertionError("no SGI label: " + probe(sector.bytes()));
    }

    private static Verification verify(SgiSector sector, Rules rules) throws IOException {
        return Verifier.verify(read(sector), rules, GEOMETRY, SECTORS);
    }

    /** What both fdisks find. */
    private static List<Finding.OfVerifying> verify(SgiSector sector) throws IOException {
        List<Finding.OfVerifying> modern = verify(sector, Rules.MODERN).findings();
        assertThat(verify(sector, Rules.CLASSIC).findings()).as("2.12").isEqualTo(modern);
        return modern;
    }

    /** The header, swap and a file system, without a gap, and the whole disk. */
    private static SgiSector sound() {
        return withoutWholeDisk().partition(11, 0, 10_000, 6);
    }

    private static SgiSector withoutWholeDisk() {
        return new SgiSector().partition(1, 5000, 5000, 10).partition(2, 4096, 904, 3).partition(9, 0, 4096, 0);
    }

    @Test
    void soundLabel() throws IOException {
        SgiLabel label = read(sound().file(0, "sash", 2, 300_000).file(1, "sgilabel", 700, 512));
        assertThat(label.findings()).isEmpty();
        assertThat(label.kind()).isEqualTo(Label.Kind.SGI);
        assertThat(label.bootPartition()).isEqualTo(1);
        assertThat(label.swapPartition()).isEqualTo(2);
        assertThat(label.bootFile()).isEqualTo("/unix");
        assertThat(label.drive()).isEqualTo(new SgiLabel.Drive(100, 4, 25, 2, 1));
        assertThat(label.directory()).containsExactly(
                new SgiLabel.BootFile(0, "sash", 2, 300_000), new SgiLabel.BootFile(1, "sgilabel", 700, 512));
        assertThat(label.partitions()).containsExactly(
                new SgiPartition(1, new Extent(5000, 5000), 10, SgiPartition.Use.BOOT),
                new SgiPartition(2, new Extent(4096, 904), 3, SgiPartition.Use.SWAP),
                new SgiPartition(9, new Extent(0, 4096), 0, SgiPartition.Use.NONE),
                new SgiPartition(11, new Extent(0, 10_000), 6, SgiPartition.Use.NONE));
        assertThat(label.partitions()).extracting(SgiPartition::role).containsExactly(
                Partition.Role.DATA, Partition.Role.DATA, Partition.Role.DATA, Partition.Role.WHOLE_DISK);
        assertThat(label.dataPartitions()).extracting(Partition::number).containsExactly(1, 2, 9);
    }

    /** fdisk takes nothing of it for its geometry: most labels tell 0. */
    @Test
    void noGeometryOfItsOwn() throws IOException {
        assertThat(read(sound()).ownGeometry()).isEmpty();
        SgiLabel untold = read(sound().drive(0, 0, 0));
        assertThat(untold.findings()).isEmpty();
        assertThat(untold.drive().sectorsPerCylinder()).isZero();
        assertThat(untold.in(new Geometry(8, 32, 39))).isEqualTo(untold);
        assertThat(Verifier.verify(untold, Rules.MODERN, GEOMETRY, SECTORS).findings()).isEmpty();
    }

    /** The largest numbers that fit their fields are not negative. */
    @Test
    void largestNumbers() throws IOException {
        SgiLabel label = read(new SgiSector().drive(0xffff, 0xffff, 0xffff).partition(16, 0xffff_ffffL, 0xffff_ffffL, -1)
                .boot(0x10000, "/sixteen.letters"));
        SgiPartition partition = label.partitions().getFirst();
        assertThat(partition.extent()).isEqualTo(new Extent(0xffff_ffffL, 0xffff_ffffL));
        assertThat(partition.type()).isEqualTo(0xffff_ffffL);
        assertThat(partition.typeName()).isEqualTo("unknown");
        assertThat(label.drive().sectorsPerCylinder()).isEqualTo(0xffffL * 0xffff);
        assertThat(label.bootPartition()).isEqualTo(0x10000);
        assertThat(label.bootFile()).isEqualTo("/sixteen.letters");
    }

    @Test
    void entriesAndFilesOfNoSizeAreFree() throws IOException {
        SgiLabel label = read(sound().partition(2, 4096, 0, 3).file(3, "ide", 9, 0));
        assertThat(label.partitions()).extracting(SgiPartition::number).containsExactly(1, 9, 11);
        assertThat(label.directory()).isEmpty();
    }

    @Test
    void areas() throws IOException {
        Area area = new Area(Area.Kind.SGI_VOLUME_HEADER, 0, 512);
        assertThat(read(sound()).areas(SectorSize.DEFAULT)).containsExactly(area);
        assertThat(read(sound()).areas(new SectorSize(4096))).containsExactly(area);
    }

    @Test
    void wrongChecksum() throws IOException {
        SgiLabel label = read(sound().wrongChecksum());
        assertThat(label.findings()).containsExactly(new Finding.WrongChecksum(Label.Kind.SGI));
        assertThat(label.partitions()).hasSize(4);
    }

    @Test
    void noMark() throws IOException {
        byte[] sector = sound().bytes();
        sector[3] = 0;
        assertThat(probe(sector)).isEqualTo(new Recognition.NoSignature());
    }

    @Test
    void partitionPastTheEnd() throws IOException {
        assertThat(read(sound().partition(1, 5000, 5001, 10)).findings())
                .containsExactly(new Finding.BeyondEnd(1, new Extent(5000, 5001), SECTORS));
        assertThat(read(sound().partition(16, 10_000, 1, 10)).findings())
                .containsExactly(new Finding.BeyondEnd(16, new Extent(10_000, 1), SECTORS));
    }

    /** As sfdisk 2.38.1 dumps the image of the transcripts {@code sgi}. */
    @Test
    void fieldsOfSfdisk() throws IOException {
        List<SgiPartition> partitions = read(sound()).partitions();
        assertThat(partitions.getFirst().fields()).containsExactly(Field.number(Field.Name.START, 5000),
                Field.number(Field.Name.SIZE, 5000), Field.word(Field.Name.TYPE, "a"), Field.text(Field.Name.ATTRS, "boot"));
        assertThat(partitions.get(1).fields()).last().isEqualTo(Field.text(Field.Name.ATTRS, "swap"));
        assertThat(partitions.get(2).fields()).containsExactly(
                Field.number(Field.Name.START, 0), Field.number(Field.Name.SIZE, 4096), Field.word(Field.Name.TYPE, "0"));
    }

    /** A label that tells 0 for both, as one does that never told either: fdisk looks for the swap partition first. */
    @Test
    void oneEntryForBootAndSwap() throws IOException {
        assertThat(read(sound().swap(1)).partitions().getFirst().use()).isEqualTo(SgiPartition.Use.SWAP);
    }

    @Test
    void nothingToSayOfASoundLabel() throws IOException {
        assertThat(verify(sound(), Rules.MODERN)).isEqualTo(new Verification(List.of(), 10_000, 10_000));
        assertThat(verify(sound(), Rules.CLASSIC)).isEqualTo(new Verification(List.of(), 10_000, 10_000));
    }

    @Test
    void noPartitions() throws IOException {
        assertThat(verify(new SgiSector())).containsExactly(new Finding.NoPartitions());
    }

    @Test
    void wholeDiskThatIsNone() throws IOException {
        assertThat(verify(withoutWholeDisk())).containsExactly(new Finding.NoWholeDisk());
        assertThat(verify(withoutWholeDisk().partition(12, 0, 10_000, 6))).containsExactly(new Finding.WholeDiskNotEleventh(12));
        assertThat(verify(sound().partition(12, 0, 10_000, 6))).containsExactly(new Finding.SecondWholeDisk());
        SgiSector late = new SgiSector().partition(1, 5000, 5000, 10).partition(2, 200, 4800, 3).partition(11, 100, 9900, 6);
        assertThat(verify(late)).containsExactly(new Finding.WholeDiskStartsLate(100), new Finding.SgiGap(new Extent(0, 200)));
    }

    @Test
    void overlap() throws IOException {
        assertThat(verify(sound().partition(2, 4096, 1000, 3))).containsExactly(new Finding.SgiOverlap(2, 1, 96));
    }

    /** A long partition is not forgotten behind a short one within it. */
    @Test
    void overlapWithALongPartition() throws IOException {
        SgiSector nested = new SgiSector().partition(1, 0, 8000, 10).partition(2, 1000, 500, 3).partition(3, 7000, 3000, 10)
                .partition(11, 0, 10_000, 6);
        assertThat(verify(nested)).containsExactly(new Finding.SgiOverlap(1, 2, 500), new Finding.SgiOverlap(1, 3, 1000));
    }

    /** 2.12 has a gap begin with the sector after the partition, util-linux with the next cylinder. */
    @Test
    void gaps() throws IOException {
        SgiSector gap = sound().partition(2, 4150, 850, 3);
        assertThat(verify(gap, Rules.CLASSIC)).isEqualTo(new Verification(List.of(new Finding.SgiGap(new Extent(4096, 54))), 9946, 10_000));
        assertThat(verify(gap, Rules.MODERN)).isEqualTo(new Verification(List.of(new Finding.SgiGap(new Extent(4100, 50))), 9950, 10_000));
    }

    @ParameterizedTest
    @CsvSource({"3, 2, /unix, NoBootPartition", "1, 3, /unix, NoSwapPartition",
        "1, 9, /unix, NoSwapType", "1, 2, /vmlinux, UnusualBootFile"})
    void whatItStarts(int boot, int swap, String file, String finding) throws IOException {
        List<String> names = verify(sound().boot(boot, file).swap(swap)).stream().map(each -> each.getClass().getSimpleName()).toList();
        assertThat(names).containsExactly(finding);
    }

    /** Linux' own type of swap space will do. */
    @Test
    void swapOfLinux() throws IOException {
        assertThat(verify(sound().partition(2, 4096, 904, 0x82))).isEmpty();
    }

    @Test
    void remarksAreNoDoubts() throws IOException {
        assertThat(verify(sound().boot(1, "/vmlinux"))).noneMatch(Finding.OfVerifying::isDoubt);
        assertThat(verify(sound().boot(3, "/unix"))).allMatch(Finding.OfVerifying::isDoubt);
    }
}
