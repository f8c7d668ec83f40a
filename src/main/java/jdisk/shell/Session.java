package jdisk.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.BsdLabel;
import jdisk.label.Finding;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.LabelProber;
import jdisk.label.Partition;
import jdisk.label.Recognition;
import jdisk.label.SectorSizeFinder;
import jdisk.label.SunLabel;
import jdisk.listing.Column;
import jdisk.listing.ListedDisk;
import jdisk.listing.Style;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Geometry;
import jdisk.unit.GeometryChoice;
import jdisk.unit.SectorSize;

/** What a user works with: an image, the table found on it, and how it is shown. */
public final class Session {
    /**
     * What the user asked for when the image was opened.
     *
     * @param style a layout, or nothing for the one that fits the disk
     * @param unit a display unit, or nothing for the layout's own
     * @param sectorSize a size of sectors, or nothing to find it out
     * @param kind the only kind of table to look for, whatever the image looks like
     * @param dosCompatible fdisk's DOS compatibility mode, or nothing for the layout's own
     * @param columns a list as {@code -o} takes it, or nothing for fdisk's own
     */
    public record Wishes(
            Optional<Style> style,
            Optional<DisplayUnit> unit,
            Optional<SectorSize> sectorSize,
            GeometryFinder.Given geometry,
            Optional<Label.Kind> kind,
            Optional<Boolean> dosCompatible,
            Optional<String> columns,
            boolean sizesInBytes) {}

    private final Image image;
    private final String name;
    private final Visible visible;
    private final Wishes wishes;
    private final SectorSizeFinder.Choice sectorSize;
    private final Recognition recognition;
    private final boolean madeOfCylinders;
    private GeometryChoice geometry;
    private Style style;
    private DisplayUnit unit;
    private Optional<Boolean> dosCompatible;
    private Optional<Label> found;
    private Optional<Nested> nested = Optional.empty();

    /** A table within the one that was found, and the geometry to return to. */
    private record Nested(Label label, String name, GeometryChoice outer) {}

    /**
     * Reads the table of an image.
     *
     * @throws IOException if the image's first sector cannot be read
     */
    public Session(Image image, Wishes wishes, Visible visible) throws IOException {
        this.image = image;
        this.name = visible.text(image.name());
        this.visible = visible;
        this.wishes = wishes;
        this.sectorSize = wishes.sectorSize().isPresent()
                ? new SectorSizeFinder.Choice(wishes.sectorSize().get(), SectorSizeFinder.Origin.OPTION)
                : SectorSizeFinder.find(image);
        this.recognition = LabelProber.probe(image, sectorSize.size(), wishes.kind());
        this.found = recognition instanceof Recognition.Table table ? Optional.of(table.label()) : Optional.empty();
        GeometryChoice classic = GeometryFinder.classic(wishes.geometry(), label(), sectors());
        this.madeOfCylinders =
                label().filter(label -> GeometryFinder.isMadeOfCylinders(label, classic.geometry(), sectorSize.size())).isPresent();
        this.dosCompatible = wishes.dosCompatible();
        this.style = wishes.style().orElseGet(this::fittingStyle);
        this.geometry = switch (style) {
            case CLASSIC -> classic;
            case MODERN ->
                label().flatMap(Session::ownGeometry)
                        .map(GeometryFinder::own)
                        .orElseGet(() -> GeometryFinder.modern(wishes.geometry(), label(), sectors()));
        };
        this.unit = wishes.unit().orElse(style().unit());
        placePartitions();
    }

    /** The partitions of a Sun label start on cylinders: they lie where the geometry in force has them, as in fdisk. */
    private void placePartitions() {
        if (found.isPresent() && found.get() instanceof SunLabel sun) {
            found = Optional.of(sun.in(geometry.geometry()));
        }
    }

    /** The layout of the disk's own time. */
    private Style fittingStyle() {
        return madeOfCylinders ? Style.CLASSIC : Style.MODERN;
    }

    public Image image() {
        return image;
    }

    /** The image's name, fit to print. */
    public String name() {
        return name;
    }

    /** Makes text from outside fit to print. */
    public Visible visible() {
        return visible;
    }

    /** Reads another image in the way this one was read, but in its own geometry and sector size. */
    public Session another(Image other) throws IOException {
        Wishes same = new Wishes(
                wishes.style(),
                wishes.unit(),
                Optional.empty(),
                GeometryFinder.Given.NOTHING,
                wishes.kind(),
                wishes.dosCompatible(),
                wishes.columns(),
                wishes.sizesInBytes());
        return new Session(other, same, visible);
    }

    public SectorSizeFinder.Choice sectorSize() {
        return sectorSize;
    }

    /** Whole sectors of the image. */
    public long sectors() {
        return sectorSize.size().sectors(image.size());
    }

    /** The table in front of the user: the one that was found, or one within it that was entered. */
    public Optional<Label> label() {
        return nested.map(Nested::label).or(() -> found);
    }

    /**
     * Enters a table within the one that was found.
     *
     * @param of the name of what it is the table of
     */
    void enter(Label label, String of) {
        nested = Optional.of(new Nested(label, of, geometry));
        ownGeometry(label).ifPresent(own -> geometry = GeometryFinder.own(own));
    }

    boolean isNested() {
        return nested.isPresent();
    }

    void leave() {
        nested.ifPresent(left -> geometry = left.outer());
        nested = Optional.empty();
    }

    /** The geometry a BSD disklabel has of its own; of Sun's and SGI's, the finder knows. */
    private static Optional<Geometry> ownGeometry(Label label) {
        return label instanceof BsdLabel bsd ? Optional.of(bsd.drive().geometry()) : Optional.empty();
    }

    /**
     * The table, for a command that cannot do without.
     *
     * @throws UserError saying why there is none
     */
    public Label requireLabel() {
        return label().orElseThrow(() -> new UserError(noTable().orElseThrow()));
    }

    /**
     * A partition.
     *
     * @throws UserError if there is no table, or no such partition in it
     */
    public Partition requirePartition(int number) {
        Label label = requireLabel();
        return label.partition(number).orElseThrow(() -> {
            List<String> numbers = label.partitions().stream().map(p -> Integer.toString(p.number())).toList();
            return new UserError("there is no partition " + number + "; there "
                    + (numbers.isEmpty() ? "are none" : (numbers.size() == 1 ? "is " : "are ") + String.join(", ", numbers)));
        });
    }

    /** What the reader came across. */
    public List<Finding.OfReading> findings() {
        return label().map(Label::findings).orElse(List.of());
    }

    /** Why the image has no table, and what to try instead; nothing if it has one. */
    public Optional<String> noTable() {
        if (label().isPresent()) {
            return Optional.empty();
        }
        return switch (recognition) {
            case Recognition.Table table -> Optional.empty();
            case Recognition.TooShort(long bytes) ->
                Optional.of("no partition table: " + bytes + " bytes are less than a sector; 'hexdump @0' shows them");
            case Recognition.Blank blank ->
                Optional.of(fileSystem().map(this::insteadOfTable).orElse("no partition table: sector 0 is all zeros; "
                        + "if the sectors are of another size, try -b"));
            case Recognition.NotOfKind(Label.Kind kind) ->
                Optional.of("no partition table of kind " + kind.id() + " that can be used; without -t, any kind is looked for");
            case Recognition.NoSignature none ->
                Optional.of(fileSystem().map(this::insteadOfTable).orElse("no partition table: sector 0 does not end in 55 AA; "
                        + "try '-t dos' to read it as a table all the same, or 'hexdump @0' to look at it"));
            case Recognition.BootRecord(Contents found) ->
                Optional.of(insteadOfTable(found) + ", or '-t dos' to read sector 0 as a table all the same");
        };
    }

    /**
     * What a partition seems to hold, as {@link ContentsProbe#all} tells it.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public List<Contents> contents(Partition partition) throws IOException {
        SectorSize size = sectorSize.size();
        return ContentsProbe.all(Slice.of(image, size.bytes(partition.extent().first()), size.bytes(partition.extent().count())));
    }

    /** What a partition holds, where only a mention is made of it: nothing if it cannot be read. */
    public Optional<Contents> mainContents(Partition partition) {
        try {
            return contents(partition).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty(); // 'probe' says why
        }
    }

    private Optional<Contents> fileSystem() {
        try {
            return ContentsProbe.at(Slice.of(image));
        } catch (IOException e) {
            return Optional.empty(); // only a better reason for what is known already: there is no table
        }
    }

    private String insteadOfTable(Contents found) {
        if (found.nature() != Contents.Nature.FILE_SYSTEM) {
            return "no partition table: " + found.type() + " fills the image; 'probe' tells more";
        }
        return "no partition table: a file system of type " + found.type() + " fills the image; try 'mount -o ro,loop " + name + " DIR'";
    }

    public GeometryChoice geometry() {
        return geometry;
    }

    public void setGeometry(GeometryChoice choice) {
        geometry = choice;
        placePartitions();
    }

    /** The layout; what fdisk 2.12 did not know has no classic one. */
    public Style style() {
        boolean classic = label().filter(label -> label.kind() == Label.Kind.GPT || label.kind() == Label.Kind.MAC).isEmpty();
        return classic ? style : Style.MODERN;
    }

    /** Changes the layout, and with it the units to that fdisk's own; nothing means the layout that fits the disk. */
    public void setStyle(Optional<Style> chosen) {
        style = chosen.orElseGet(this::fittingStyle);
        unit = style().unit();
    }

    public DisplayUnit unit() {
        return unit;
    }

    public void setUnit(DisplayUnit chosen) {
        unit = chosen;
    }

    /** fdisk's DOS compatibility mode, which only an MBR has: on by default in 2.12, off by default today. */
    public boolean dosCompatible() {
        boolean other = label().filter(label -> label.kind() != Label.Kind.DOS).isPresent();
        return !other && dosCompatible.orElse(style == Style.CLASSIC);
    }

    public void setDosCompatible(boolean on) {
        dosCompatible = Optional.of(on);
    }

    /** The disk as listings see it. */
    public ListedDisk disk() {
        boolean showsGeometry = label().map(Label::kind)
                .filter(kind -> kind == Label.Kind.BSD || (kind == Label.Kind.DOS && dosCompatible()))
                .isPresent();
        return new ListedDisk(
                nested.map(Nested::name).orElse(name),
                image.size(),
                sectorSize.size(),
                geometry.geometry(),
                unit,
                showsGeometry,
                wishes.sizesInBytes(),
                visible);
    }

    /**
     * The columns of the modern layout.
     *
     * @throws UserError if the user's list names one there is not
     */
    public List<Column> columns(Label label, boolean details) {
        if (wishes.columns().isEmpty()) {
            return Column.shown(label, unit, details);
        }
        try {
            return Column.listed(wishes.columns().get(), label, unit, details);
        } catch (Column.UnknownColumnException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }
}
