package jdisk.listing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import jdisk.label.AmigaLabel;
import jdisk.label.AtariLabel;
import jdisk.label.BsdLabel;
import jdisk.label.GptLabel;
import jdisk.label.Label;
import jdisk.label.MacLabel;
import jdisk.label.MbrLabel;
import jdisk.label.Partition;
import jdisk.label.Pc98Label;
import jdisk.label.SgiLabel;
import jdisk.label.SunLabel;
import jdisk.label.Verification;
import jdisk.label.Verifier;
import jdisk.probe.Contents;
import jdisk.text.TextTable;
import jdisk.unit.DisplayUnit;

/**
 * How a kind of label is listed: its columns, what stands above them, its classic form. One subclass a kind; {@link #of} is the
 * only place that chooses.
 */
abstract class LabelListing<P extends Partition> {
    private final Label label;
    private final List<P> partitions;

    LabelListing(Label label, List<P> partitions) {
        this.label = label;
        this.partitions = partitions;
    }

    /** Chosen by the kind, not by a pattern: what Java makes of those is made while the program starts, and no cache holds it. */
    static LabelListing<?> of(Label label) {
        return switch (label.kind()) {
            case DOS -> new MbrListing((MbrLabel) label);
            case GPT -> new GptListing((GptLabel) label);
            case BSD -> new BsdListing((BsdLabel) label);
            case SUN -> new SunListing((SunLabel) label);
            case SGI -> new SgiListing((SgiLabel) label);
            case MAC -> new MacListing((MacLabel) label);
            case AMIGA -> new AmigaListing((AmigaLabel) label);
            case ATARI -> new AtariListing((AtariLabel) label);
            case PC98 -> new Pc98Listing((Pc98Label) label);
        };
    }

    /** All columns of the modern layout, in fdisk's order. */
    abstract List<Column<P>> columns();

    /** What fdisk tells of the label with details, lines below its kind and identifier. */
    String details(ListedDisk disk) {
        return "";
    }

    /** Whether the table is made of cylinders, so that util-linux tells the geometry always. */
    boolean showsGeometry() {
        return false;
    }

    /** Whether {@code v} tells each finding by itself, and says nothing if there is none: both fdisks do of some labels. */
    boolean hasBareFindings() {
        return false;
    }

    /** What {@code v} says of a table without doubts. */
    String noDoubts(ListedDisk disk, Verification verification) {
        return ModernListing.noDoubts(disk, verification);
    }

    /** {@code p} in the layout of fdisk 2.12. */
    String classic(ListedDisk disk) {
        throw new IllegalStateException("no classic layout of " + label.kind().id());
    }

    /** {@code p} of expert mode in the layout of fdisk 2.12. */
    String classicDetails(ListedDisk disk) {
        return classic(disk);
    }

    /** {@code e}: the chain of logical partitions, in the layout of fdisk 2.12; nothing where there can be none. */
    Optional<String> links(ListedDisk disk) {
        return Optional.empty();
    }

    /** The names of all columns, each once. */
    List<String> headers() {
        return columns().stream().map(Column::header).distinct().toList();
    }

    /**
     * The table in the modern layout, and whether its partitions are in order; nothing if there are none.
     *
     * @param wanted the columns as {@code -o} takes them, or nothing for those fdisk shows by itself
     * @param contents what is in a partition, for columns that tell of it
     */
    String table(ListedDisk disk, Optional<String> wanted, boolean details, Function<Partition, Optional<Contents>> contents) {
        List<Column<P>> columns =
                wanted.isPresent() ? listed(wanted.get(), disk, details, contents) : shown(disk.unit(), details);
        if (partitions.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable(columns.stream().map(Column::heading).toList(), disk.page());
        for (P partition : partitions) {
            table.add(columns.stream().map(column -> column.cell(disk, partition)).toList());
        }
        String order = Verifier.isInOrder(partitions) ? "" : "\nPartition table entries are not in disk order.\n";
        return "\n" + table + order;
    }

    private List<Column<P>> shown(DisplayUnit unit, boolean details) {
        return columns().stream().filter(column -> column.shown().in(unit, details)).toList();
    }

    /** Names with commas between, any case; after a {@code +}, they are added to those shown by themselves. */
    private List<Column<P>> listed(String list, ListedDisk disk, boolean details, Function<Partition, Optional<Contents>> contents) {
        List<Column<P>> columns = new ArrayList<>();
        String names = list;
        if (list.startsWith("+")) {
            columns.addAll(shown(disk.unit(), details));
            names = list.substring(1);
        }
        for (String name : names.split(",", -1)) {
            columns.add(named(name.strip(), contents));
        }
        return columns;
    }

    private Column<P> named(String name, Function<Partition, Optional<Contents>> contents) {
        List<Column<P>> all = new ArrayList<>(columns());
        all.addAll(furtherColumns(contents));
        for (Column<P> column : all) {
            if (column.header().equalsIgnoreCase(name)) {
                return column;
            }
        }
        throw new UnknownColumnException(label.kind().id() + " has no column '" + name + "'; it has "
                + String.join(", ", all.stream().map(Column::header).distinct().toList()));
    }

    /** Columns that fdisk does not have, in all tables: places in bytes, and what is in a partition, as lsblk names it. */
    private static <P extends Partition> List<Column<P>> furtherColumns(Function<Partition, Optional<Contents>> contents) {
        return List.of(
                Column.right("Offset", 5, Column.Shown.NEVER,
                        (disk, partition) -> Long.toUnsignedString(disk.sectorSize().bytes(partition.extent().first()))),
                Column.right("Bytes", 5, Column.Shown.NEVER,
                        (disk, partition) -> Long.toUnsignedString(disk.sectorSize().bytes(partition.extent().count()))),
                Column.left("FSType", 5, Column.Shown.NEVER, (disk, partition) -> contents.apply(partition).map(Contents::type).orElse("")),
                Column.left("Label", 5, Column.Shown.NEVER,
                        (disk, partition) -> disk.visible().text(contents.apply(partition).map(Contents::label).orElse(""))),
                Column.left("FSUUID", 5, Column.Shown.NEVER, (disk, partition) -> contents.apply(partition).map(Contents::uuid).orElse("")));
    }

    /** {@code i}: what each column would say of one partition, a line each, empty ones left out. */
    String information(ListedDisk disk, int number) {
        StringBuilder text = new StringBuilder();
        for (P partition : partitions) {
            if (partition.number() == number) {
                Set<String> headers = new HashSet<>();
                for (Column<P> column : columns()) {
                    String cell = column.cell(disk, partition);
                    if (!cell.isEmpty() && headers.add(column.header())) {
                        text.append(" ".repeat(15 - column.header().length())).append(column.header()).append(": ")
                                .append(cell).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
