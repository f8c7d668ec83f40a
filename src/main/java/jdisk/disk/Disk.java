package jdisk.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.image.BlockCache;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.Area;
import jdisk.label.Finding;
import jdisk.label.FreeSpace;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.LabelProber;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.label.Recognition;
import jdisk.label.Rules;
import jdisk.label.SectorSizeFinder;
import jdisk.label.Verification;
import jdisk.label.Verifier;
import jdisk.label.WholeImage;
import jdisk.probe.BootRecords;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.probe.VolumeLength;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.GeometryChoice;
import jdisk.unit.SectorSize;

/**
 * An image understood: its sectors, its table and what is doubtful about that, its geometry, and why each is so.
 *
 * <p>Immutable; as safe to use from several threads as the image is. Places are in sectors of {@link #sectorSize}, and those of
 * a table that counts from elsewhere are told from the start of the image all the same.
 */
public final class Disk {
    /** More tables within partitions than fdisk knows partitions. */
    public static final int NESTED_TABLES = 64;

    private final Image image;
    private final SectorSizeFinder.Choice sectorSize;
    private final Recognition recognition;
    private final Optional<Label> label;
    private final GeometryChoice geometry;
    private final boolean madeOfCylinders;

    private Disk(
            Image image,
            SectorSizeFinder.Choice sectorSize,
            Recognition recognition,
            Optional<Label> label,
            GeometryChoice geometry,
            boolean madeOfCylinders) {
        this.image = image;
        this.sectorSize = sectorSize;
        this.recognition = recognition;
        this.label = label.map(found -> found.in(geometry.geometry()));
        this.geometry = geometry;
        this.madeOfCylinders = madeOfCylinders;
    }

    /**
     * Looks at an image: at the sectors of its table and a few more, each once, however large it is.
     * What cannot be read keeps nothing shut: a copy of a table that cannot be read is a faulty one, and without its first sector
     * an image may have no table.
     */
    public static Disk open(Image image, Hints hints) {
        Image once = new BlockCache(image);
        SectorSizeFinder.Choice sectorSize = hints.sectorSize().isPresent()
                ? new SectorSizeFinder.Choice(hints.sectorSize().get(), SectorSizeFinder.Origin.OPTION)
                : SectorSizeFinder.find(once);
        Recognition recognition = LabelProber.probe(once, sectorSize.size(), hints.kind());
        Optional<Label> label = recognition instanceof Recognition.Table(Label found) ? Optional.of(found) : Optional.empty();
        long sectors = sectorSize.size().sectors(image.size());
        GeometryChoice classic = GeometryFinder.find(Rules.CLASSIC, hints.geometry(), label, sectors);
        boolean madeOfCylinders = label.isPresent()
                && GeometryFinder.isMadeOfCylinders(label.get(), classic.geometry(), sectorSize.size());
        Rules rules = hints.rules().orElse(madeOfCylinders ? Rules.CLASSIC : Rules.MODERN);
        GeometryChoice geometry =
                rules == Rules.CLASSIC ? classic : GeometryFinder.find(rules, hints.geometry(), label, sectors);
        Optional<Geometry> told =
                recognition instanceof Recognition.BootRecord ? ofBootRecord(once, sectors) : Optional.empty();
        return new Disk(
                image, sectorSize, recognition, label, GeometryFinder.orOfBootRecord(geometry, told), madeOfCylinders);
    }

    private static Optional<Geometry> ofBootRecord(Image image, long sectors) {
        try {
            return BootRecords.geometry(image.view(0, SectorSize.DEFAULT.bytes()), sectors);
        } catch (IOException e) {
            return Optional.empty(); // it was read before, and tells nothing that has to be known
        }
    }

    /** The same disk in another geometry. */
    public Disk withGeometry(GeometryChoice other) {
        return new Disk(image, sectorSize, recognition, label, other, madeOfCylinders);
    }

    /** The same disk seen through a table within its own, which may tell a geometry of its own. */
    public Disk within(Label nested) {
        GeometryChoice its = nested.ownGeometry().map(GeometryFinder::own).orElse(geometry);
        return new Disk(image, sectorSize, recognition, Optional.of(nested), its, madeOfCylinders);
    }

    /**
     * The same disk with a table that it does not have, and with a few bytes of others.
     *
     * @param seen the same image, or one that has its size
     */
    public Disk with(Label table, Image seen) {
        GeometryChoice its = table.ownGeometry().map(GeometryFinder::own).orElse(geometry);
        return new Disk(seen, sectorSize, new Recognition.Table(table), Optional.of(table), its, madeOfCylinders);
    }

    public Image image() {
        return image;
    }

    /** The name of the image, as the user gave it; may hold anything. */
    public String name() {
        return image.name();
    }

    /** Bytes of the image. */
    public long bytes() {
        return image.size();
    }

    /** Bytes in a sector, and why. */
    public SectorSizeFinder.Choice sectorSizeChoice() {
        return sectorSize;
    }

    public SectorSize sectorSize() {
        return sectorSize.size();
    }

    /** Whole sectors of the image. */
    public long sectors() {
        return sectorSize().sectors(image.size());
    }

    /** What the image was taken for: why it has no table, where it has none. */
    public Recognition recognition() {
        return recognition;
    }

    public Optional<Label> label() {
        return label;
    }

    /** The numbers of the geometry, and where each came from. */
    public GeometryChoice geometryChoice() {
        return geometry;
    }

    public Geometry geometry() {
        return geometry.geometry();
    }

    /**
     * Whether the table was made on cylinder boundaries, as it was the custom before 2010. Found when the image was opened, in the
     * geometry it had then.
     */
    public boolean isMadeOfCylinders() {
        return madeOfCylinders;
    }

    /** All of the image as partition 0, whether it has a table or not. */
    public Partition whole() {
        return new WholeImage(new Extent(0, sectors()));
    }

    /** Where a partition lies, as far as it is there; of the whole image, an incomplete last sector, too. */
    public Slice slice(Partition partition) {
        return partition.isWholeImage() ? Slice.of(image) : partition.volume().orElseGet(() -> slice(partition.extent()));
    }

    /** The partitions, whatever their role, in the order of their numbers; none without a table. */
    public List<? extends Partition> partitions() {
        return label.map(Label::partitions).orElse(List.of());
    }

    /** The partitions that hold data of their own. */
    public List<Partition> dataPartitions() {
        return label.map(Label::dataPartitions).orElse(List.of());
    }

    /** What is doubtful about the table. */
    public List<Finding.OfReading> findings() {
        return label.map(Label::findings).orElse(List.of());
    }

    /**
     * The sectors of an extent, as far as they are there. A table can speak of more bytes than a number holds: no image has them,
     * and the slice lies past its end then.
     */
    public Slice slice(Extent extent) {
        return Slice.of(image, bytesOrMost(extent.first()), bytesOrMost(extent.count()));
    }

    /** Never a number that is that of another sector: the most there is lies past the end of any image. */
    private long bytesOrMost(long sectors) {
        return sectors > Long.MAX_VALUE / sectorSize().bytes() ? Long.MAX_VALUE : sectorSize().bytes(sectors);
    }

    /**
     * What a partition seems to hold: more than one thing only if they contradict each other, the likeliest first.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public List<Contents> contents(Partition partition) throws IOException {
        return ContentsProbe.all(slice(partition));
    }

    /**
     * The bytes a file system says it takes of its partition, where it tells.
     *
     * @param found what was recognised in the partition
     * @throws IOException if what would tell cannot be read
     */
    public OptionalLong volumeBytes(Partition partition, Contents found) throws IOException {
        return VolumeLength.of(slice(partition), found);
    }

    /**
     * The file system that begins where a member of an array does, and fits into it: half a mirror is read so.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public Optional<Contents> beneathArray(Partition partition) throws IOException {
        Slice member = slice(partition);
        Optional<Contents> beneath = ContentsProbe.beneathArray(member).filter(found -> found.nature() == Contents.Nature.FILE_SYSTEM);
        if (beneath.isEmpty()) {
            return beneath;
        }
        OptionalLong bytes = VolumeLength.of(member, beneath.get());
        return bytes.isPresent() && bytes.getAsLong() <= member.size() ? beneath : Optional.empty();
    }

    /** What a partition holds, where only a mention is made of it: nothing if it cannot be read. */
    public Optional<Contents> mainContents(Partition partition) {
        try {
            return contents(partition).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty(); // whoever has to know why asks for all
        }
    }

    /** The same of the image as a whole. */
    public List<Contents> contents() throws IOException {
        return ContentsProbe.all(Slice.of(image));
    }

    /** The table within a partition of a BSD, if there is one. */
    public Optional<Label> nested(Partition partition) throws IOException {
        return LabelProber.nested(image, sectorSize(), partition);
    }

    /**
     * The partitions for data of the tables within partitions, in the order of those: of a BSD's disklabels, of Solaris' slices and
     * Minix' subpartitions. A table that cannot be read has none. Of no more than {@link #NESTED_TABLES} tables: many thousand
     * partitions may lead to the same one.
     */
    public List<NestedPartition> nestedPartitions() {
        return partitions().stream()
                .map(this::nestedPartitions)
                .filter(found -> !found.isEmpty())
                .limit(NESTED_TABLES)
                .flatMap(List::stream)
                .toList();
    }

    /** What is doubtful about the tables of {@link #nestedPartitions()}, where those tell. */
    public List<Finding.NestedTable> nestedFindings() {
        return partitions().stream()
                .filter(Partition::isOfBsd)
                .limit(NESTED_TABLES)
                .flatMap(outer -> nestedFindings(outer).stream())
                .toList();
    }

    private List<Finding.NestedTable> nestedFindings(Partition outer) {
        try {
            return nested(outer).map(Label::findings).orElse(List.of()).stream()
                    .map(finding -> new Finding.NestedTable(outer.number(), finding))
                    .toList();
        } catch (IOException e) {
            return List.of(); // as below
        }
    }

    /** Those within one partition. */
    public List<NestedPartition> nestedPartitions(Partition outer) {
        try {
            return LabelProber.nestedPartitions(image, sectorSize(), outer);
        } catch (IOException e) {
            return List.of(); // whoever enters it is told why
        }
    }

    /** Where the label itself lies, copies included; what would lie past the end of the image is not there. */
    public List<Area> areas() {
        return label.map(found -> found.areas(sectorSize())).orElse(List.of()).stream()
                .filter(area -> area.offset() < image.size())
                .toList();
    }

    /** What every sector is taken by; without a table, one gap. */
    public List<DiskMap.Region> map() {
        return DiskMap.of(label, nestedPartitions(), areas(), sectorSize(), sectors());
    }

    /**
     * Space no partition takes, as util-linux finds it; none without a table.
     *
     * @param dosCompatible whether fdisk's DOS compatibility mode is on
     */
    public List<Extent> freeSpace(boolean dosCompatible) {
        return label.map(found -> FreeSpace.find(found, sectors(), sectorSize(), geometry(), dosCompatible)).orElse(List.of());
    }

    /** What is inconsistent in the table; nothing without one. */
    public Verification verify(Rules rules) {
        return label.map(found -> Verifier.verify(found, rules, geometry(), sectors()))
                .orElseGet(() -> new Verification(List.of(), 0, sectors()));
    }
}
