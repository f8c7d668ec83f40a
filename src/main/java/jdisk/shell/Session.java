package jdisk.shell;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.label.Rules;
import jdisk.label.WholeImage;
import jdisk.listing.ListedDisk;
import jdisk.listing.Style;
import jdisk.search.Hit;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.GeometryChoice;

/** What a user is in: a disk, perhaps a table within its own, and how both are shown. */
public final class Session {

    /**
     * What the user asked for when the image was opened.
     *
     * @param style a layout, or nothing for the one that fits the disk
     * @param unit a display unit, or nothing for the layout's own
     * @param hints what the user knows of the disk; whose way to find its geometry, the layout says
     * @param dosCompatible fdisk's DOS compatibility mode, or nothing for the layout's own
     * @param columns a list as {@code -o} takes it, or nothing for fdisk's own
     */
    public record Wishes(
            Optional<Style> style,
            Optional<DisplayUnit> unit,
            Hints hints,
            Optional<Boolean> dosCompatible,
            Optional<String> columns,
            boolean sizesInBytes) {

        /** None: everything is found out, and shown as fits it. */
        public static final Wishes NONE =
                new Wishes(Optional.empty(), Optional.empty(), Hints.NONE, Optional.empty(), Optional.empty(), false);
    }

    private final Visible visible;
    private final Wishes wishes;
    private final Deque<View> outer = new ArrayDeque<>();
    private View view;
    private BooleanSupplier interrupted = () -> false;

    /** An image that is in front of the user, or was and is returned to. */
    private static final class View {
        private final String name;
        private Disk disk;
        private Style style;
        private DisplayUnit unit;
        private Optional<Boolean> dosCompatible;
        private Optional<Nested> nested = Optional.empty();
        private Optional<Place> place = Optional.empty();
        private Optional<List<Hit>> found = Optional.empty();
        private Optional<Disk> unadopted = Optional.empty();

        View(String name, Disk disk, Wishes wishes, Optional<Boolean> dosCompatible) {
            this.name = name;
            this.disk = disk;
            this.style = wishes.style().orElseGet(this::fittingStyle);
            this.dosCompatible = dosCompatible;
            this.unit = wishes.unit().orElse(style().unit());
        }

        /** The layout of the disk's own time. */
        Style fittingStyle() {
            return disk.isMadeOfCylinders() ? Style.CLASSIC : Style.MODERN;
        }

        /** The layout; what fdisk 2.12 did not know has no classic one. */
        Style style() {
            return disk.label().map(Label::kind).filter(kind -> !kind.isClassic()).isPresent() ? Style.MODERN : style;
        }

        /** Changes the disk, and with it whatever was chosen within. */
        void show(Disk other) {
            disk = other;
            nested = Optional.empty();
            place = Optional.empty();
        }
    }

    /**
     * A directory in a partition, which relative paths begin at.
     *
     * @param partition as {@link Partition#reference} has it
     * @param path from a slash on
     */
    public record Place(String partition, String path) {}

    /** The disk to return to from a table within its own, and the name of what that is the table of. */
    private record Nested(Disk outer, String name) {}

    /**
     * Begins a session with an image.
     *
     * @throws IOException if the image's first sector cannot be read
     */
    public Session(Image image, Wishes wishes, Visible visible) throws IOException {
        this.visible = visible;
        this.wishes = wishes;
        Disk disk = Disk.open(image, ruled(wishes.hints(), wishes));
        this.view = new View(visible.text(image.name()), disk, wishes, wishes.dosCompatible());
    }

    private static Hints ruled(Hints hints, Wishes wishes) {
        return new Hints(
                hints.sectorSize(),
                hints.kind(),
                hints.geometry(),
                wishes.style().map(wanted -> wanted == Style.CLASSIC ? Rules.CLASSIC : Rules.MODERN));
    }

    /**
     * Goes on with an image that is within this one, until {@link #close}. What the user knows of the disk says nothing of it.
     *
     * @param shown its name
     * @throws IOException if its first sector cannot be read
     */
    public void open(Image inner, String shown) throws IOException {
        Disk opened = Disk.open(inner, ruled(Hints.NONE, wishes));
        outer.push(view);
        view = new View(visible.text(shown), opened, wishes, view.dosCompatible);
    }

    /** Returns to the image that the last one was opened from; false if there is none. */
    public boolean close() throws IOException {
        if (outer.isEmpty()) {
            return false;
        }
        // What a table was adopted for is seen through an image that leaves open what it is made of.
        view.unadopted.orElse(view.disk).image().close();
        view = outer.pop();
        return true;
    }

    /** Whether this image was opened within another, to which {@link #close} returns. */
    public boolean isWithin() {
        return !outer.isEmpty();
    }

    /** The disk, seen through the table in front of the user. */
    public Disk disk() {
        return view.disk;
    }

    /** The disk seen through its own table, whatever table the user is in. */
    public Disk outermost() {
        return view.nested.map(Nested::outer).orElse(view.disk);
    }

    public Image image() {
        return view.disk.image();
    }

    /** The image's name, fit to print. */
    public String name() {
        return view.name;
    }

    /** The directory that was chosen, if one was; in the table that is in front of the user. */
    public Optional<Place> place() {
        return view.place;
    }

    public void setPlace(Optional<Place> chosen) {
        view.place = chosen;
    }

    /** Makes text from outside fit to print. */
    public Visible visible() {
        return visible;
    }

    /** What the user knows of the disk. */
    public Hints hints() {
        return wishes.hints();
    }

    /** The columns the user wants, as {@code -o} takes them. */
    public Optional<String> columns() {
        return wishes.columns();
    }

    public boolean sizesInBytes() {
        return wishes.sizesInBytes();
    }

    /** The table in front of the user: the one that was found, or one within it that was entered. */
    public Optional<Label> label() {
        return view.disk.label();
    }

    /**
     * The table, for a command that cannot do without.
     *
     * @throws UserError saying why there is none
     */
    public Label requireLabel() {
        return label().orElseThrow(() -> new UserError(NoTable.why(view.disk, visible)));
    }

    /**
     * A partition.
     *
     * @param number 0 is the whole image, if it has no table, or something fills it beside its table
     * @throws UserError if there is no table, or no such partition in it
     */
    public Partition requirePartition(int number) {
        if (number == WholeImage.NUMBER && (label().isEmpty() || view.disk.mainContents(view.disk.whole()).isPresent())) {
            return view.disk.whole();
        }
        Label label = requireLabel();
        return label.partition(number).orElseThrow(() -> {
            List<String> numbers = label.partitions().stream().map(p -> Integer.toString(p.number())).toList();
            return new UserError("partition " + number + " does not exist; the table has " + (numbers.isEmpty() ? "none" : String.join(", ", numbers)));
        });
    }

    /**
     * What a word is about that names no partition: the whole image, where there is no table and something is recognised in
     * it.
     *
     * @throws UserError that says why there is no table, or what to name
     */
    public Partition requireWhole(String word) throws IOException {
        if (label().isPresent()) {
            throw new UserError(word + ": which partition? Name it by its number, as in '" + word + " 1'");
        }
        if (view.disk.contents().isEmpty()) {
            Label _ = requireLabel();
        }
        return view.disk.whole();
    }

    /**
     * Enters a table within the one that was found.
     *
     * @param of the name of what it is the table of
     */
    void enter(Label label, String of) {
        view.nested = Optional.of(new Nested(view.disk, of));
        view.place = Optional.empty();
        view.disk = view.disk.within(label);
    }

    /** What a search has found, if all of the disk was searched. */
    public Optional<List<Hit>> found() {
        return view.found;
    }

    /** Keeps what a search of all of the disk has found. */
    public void setFound(List<Hit> hits) {
        view.found = Optional.of(List.copyOf(hits));
    }

    /** Who knows whether the user wants a command to end. */
    void listenTo(BooleanSupplier asked) {
        interrupted = asked;
    }

    /** Whether the user wants the command to end. */
    public boolean isInterrupted() {
        return interrupted.getAsBoolean();
    }

    /**
     * Takes a table for that of the disk, until that ends.
     *
     * @param seen the image, with what copies tell of lost sectors in their place
     */
    public void adopt(Label table, Image seen) {
        endAdoption();
        view.unadopted = Optional.of(outermost());
        view.show(outermost().with(table, seen));
    }

    /** Whether a table is taken for that of the disk that was not found on it. */
    public boolean isAdopted() {
        return view.unadopted.isPresent();
    }

    /** Returns to the disk's own table, or to none. */
    public void endAdoption() {
        view.unadopted.ifPresent(view::show);
        view.unadopted = Optional.empty();
    }

    boolean isNested() {
        return view.nested.isPresent();
    }

    void leave() {
        view.show(outermost());
    }

    public void setGeometry(GeometryChoice choice) {
        view.disk = view.disk.withGeometry(choice);
    }

    /** The layout. */
    public Style style() {
        return view.style();
    }

    /** Changes the layout, and with it the units to that fdisk's own; nothing means the layout that fits the disk. */
    public void setStyle(Optional<Style> chosen) {
        view.style = chosen.orElseGet(view::fittingStyle);
        view.unit = style().unit();
    }

    public DisplayUnit unit() {
        return view.unit;
    }

    public void setUnit(DisplayUnit chosen) {
        view.unit = chosen;
    }

    /** fdisk's DOS compatibility mode, which only an MBR has: on by default in 2.12, off by default today. */
    public boolean dosCompatible() {
        boolean other = label().filter(label -> label.kind() != Label.Kind.DOS).isPresent();
        return !other && view.dosCompatible.orElse(view.style == Style.CLASSIC);
    }

    public void setDosCompatible(boolean on) {
        view.dosCompatible = Optional.of(on);
    }

    /** Whose rules {@code v} goes by. */
    public Rules rules() {
        return style() == Style.CLASSIC ? Rules.CLASSIC : dosCompatible() ? Rules.MODERN_DOS : Rules.MODERN;
    }

    /** The disk as listings see it. */
    public ListedDisk listed() {
        boolean showsGeometry = label().map(Label::kind)
                .filter(kind -> kind == Label.Kind.BSD || (kind == Label.Kind.DOS && dosCompatible()))
                .isPresent();
        return new ListedDisk(
                view.nested.map(Nested::name).orElse(view.name),
                image().size(),
                view.disk.sectorSize(),
                view.disk.geometry(),
                view.unit,
                showsGeometry,
                wishes.sizesInBytes(),
                visible);
    }
}
