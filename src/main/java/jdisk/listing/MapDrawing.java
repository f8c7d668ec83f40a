package jdisk.listing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import jdisk.disk.DiskMap;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.text.HumanSize;
import jdisk.text.TextTable;
import jdisk.text.Visible;

/**
 * What every sector is taken by, drawn to scale: a line a partition, each over the whole width of the page, so that what
 * overlaps is seen, and what is small has a column all the same; below them the gaps and the tables.
 */
public final class MapDrawing {
    /** Wider lines tell no more. */
    private static final int WIDEST = 400;

    private static final int NARROWEST = 24;

    /** A table may speak of places far after the image's end: no more of them is drawn than this many times the image. */
    private static final int REACH = 4;

    private static final Marks BLOCKS = new Marks('█', '▒', '╞', '═', '╡', '░', '·', '▲', '×', '→');
    private static final Marks ASCII = new Marks('#', '+', '[', '-', ']', ':', '.', '^', 'x', '>');

    /**
     * The characters drawn with.
     *
     * @param full a column of which a partition takes half at least
     * @param part one of which it takes less
     * @param small a column of which gaps take less than half
     * @param onward what goes on after the last column
     */
    private record Marks(
            char full, char part, char left, char line, char right, char gap, char small, char table, char beyond, char onward) {
        boolean areIn(Visible visible) {
            String all = "" + full + part + left + line + right + gap + small + table + beyond + onward;
            return visible.text(all).equals(all);
        }
    }

    /** A line of the drawing: what is left of the bar, and the bar. */
    private record Row(String name, String bar) {}

    private final ListedDisk disk;
    private final List<? extends Partition> partitions;
    private final List<DiskMap.Region> regions;
    private final int width;
    private final int numberWidth;
    private final int nameWidth;
    private final int columns;
    private final double scale;
    private final Marks marks;

    private MapDrawing(ListedDisk disk, List<? extends Partition> partitions, List<DiskMap.Region> regions, int width) {
        this.disk = disk;
        this.partitions = partitions;
        this.regions = regions;
        // The last column is left free: not every terminal stays on the line when it is filled.
        this.width = Math.clamp(width - 1, NARROWEST, WIDEST);
        this.numberWidth = numberWidth(partitions, regions);
        int widest = partitions.stream().mapToInt(partition -> TextTable.width(name(partition))).max().orElse(0);
        this.nameWidth = Math.clamp(widest, "tables".length(), this.width / 3);
        this.columns = this.width - nameWidth - 1;
        this.scale = length(disk, regions) / columns;
        this.marks = BLOCKS.areIn(disk.visible()) ? BLOCKS : ASCII;
    }

    /** The drawing, or nothing where there is no page to fit it to. */
    public static String text(ListedDisk disk, List<? extends Partition> partitions, List<DiskMap.Region> regions) {
        OptionalInt width = disk.page().width();
        return width.isPresent() ? new MapDrawing(disk, partitions, regions, width.getAsInt()).text() : "";
    }

    /** Sectors from the left to the right of a drawing. */
    static double length(ListedDisk disk, List<DiskMap.Region> regions) {
        double image = Math.max(disk.sectors(), 1);
        double end = regions.stream().mapToDouble(region -> region.extent().end()).max().orElse(0);
        return Math.min(Math.max(end, image), REACH * image);
    }

    private String text() {
        List<Row> rows = new ArrayList<>();
        Optional<? extends Partition> extended = container(partitions);
        boolean extendedDrawn = false;
        for (DiskMap.Region region : regions) {
            if (region.partition().isPresent()) {
                Partition partition = region.partition().get();
                if (extended.isPresent() && !extendedDrawn && region.extent().first() >= extended.get().extent().first()) {
                    rows.add(bracket(extended.get()));
                    extendedDrawn = true;
                }
                rows.add(new Row(name(partition), bar(List.of(region), marks.full(), marks.part())));
            }
        }
        if (extended.isPresent() && !extendedDrawn) {
            rows.add(bracket(extended.get()));
        }
        addAll(rows, "gaps", DiskMap.Kind.GAP, marks.gap(), marks.small());
        addAll(rows, "tables", DiskMap.Kind.TABLE, marks.table(), marks.table());
        addAll(rows, "beyond", DiskMap.Kind.BEYOND, marks.beyond(), marks.beyond());
        StringBuilder text = new StringBuilder(disk.header(ruler())).append('\n');
        for (Row row : rows) {
            String name = TextTable.cut(row.name(), nameWidth);
            text.append(name).append(" ".repeat(nameWidth - TextTable.width(name) + 1)).append(row.bar()).append('\n');
        }
        return text.append(legend(rows)).toString();
    }

    private void addAll(List<Row> rows, String name, DiskMap.Kind kind, char full, char part) {
        List<DiskMap.Region> all = regions.stream().filter(region -> region.kind() == kind).toList();
        if (!all.isEmpty()) {
            rows.add(new Row(name, bar(all, full, part)));
        }
    }

    /** The container of logical partitions, if there is one. */
    static Optional<? extends Partition> container(List<? extends Partition> partitions) {
        return partitions.stream().filter(partition -> partition.role() == Partition.Role.CONTAINER).findFirst();
    }

    /** Columns of the longest number of a partition that is shown. */
    static int numberWidth(List<? extends Partition> partitions, List<DiskMap.Region> regions) {
        return Stream.concat(partitions.stream(), regions.stream().flatMap(region -> region.partition().stream()))
                .filter(partition -> !partition.isWholeImage())
                .mapToInt(partition -> partition.reference().length())
                .max().orElse(0);
    }

    /** What a line begins with: the number, and what it is the number of; logical partitions stand in a little. */
    static String name(ListedDisk disk, Partition partition, int numberWidth) {
        boolean inside = partition.isLogical() || partition instanceof NestedPartition;
        String number = partition.isWholeImage() ? "" : partition.reference();
        String indent = (inside ? " " : "") + " ".repeat(numberWidth - number.length());
        return indent + number + (numberWidth == 0 ? "" : " ") + disk.visible().text(partition.typeName());
    }

    private String name(Partition partition) {
        return name(disk, partition, numberWidth);
    }

    /** Where the bars begin and end. */
    private String ruler() {
        String from = "0";
        String to = HumanSize.brief(bytes(columns));
        String indent = " ".repeat(nameWidth + 1);
        return indent + from + " ".repeat(Math.max(columns - from.length() - to.length(), 1)) + to;
    }

    /** Bytes that so many columns stand for; a drawing of more than a long can tell is only of so many. */
    private long bytes(int count) {
        return (long) (scale * count * disk.sectorSize().bytes());
    }

    private String bar(List<DiskMap.Region> drawn, char full, char part) {
        double[] taken = new double[columns];
        boolean onward = false;
        for (DiskMap.Region region : drawn) {
            double from = region.extent().first() / scale;
            double to = region.extent().end() / scale;
            onward |= to > columns + 1e-6;
            // Ends: no more turns than there are columns.
            for (int column = (int) Math.min(from, columns); column < columns && column < to; column++) {
                taken[column] += Math.min(to, column + 1) - Math.max(from, column);
            }
        }
        char[] bar = new char[columns];
        for (int column = 0; column < columns; column++) {
            bar[column] = taken[column] >= 0.5 ? full : taken[column] > 0 ? part : ' ';
        }
        if (onward) {
            bar[columns - 1] = marks.onward();
        }
        return new String(bar).stripTrailing();
    }

    private Row bracket(Partition extended) {
        int from = (int) Math.min(extended.extent().first() / scale, columns - 1);
        int to = Math.clamp((long) Math.ceil(extended.extent().end() / scale), from + 1, columns);
        char[] bar = new char[to];
        Arrays.fill(bar, ' ');
        Arrays.fill(bar, from, to, marks.line());
        bar[from] = marks.left();
        bar[to - 1] = extended.extent().end() / scale > columns + 1e-6 ? marks.onward() : marks.right();
        return new Row(name(extended), new String(bar));
    }

    /** What the marks that were drawn mean, in lines as wide as the page. */
    private String legend(List<Row> rows) {
        List<String> parts = new ArrayList<>();
        explain(parts, rows, marks.full(), "partition");
        explain(parts, rows, marks.part(), "under half a column");
        explain(parts, rows, marks.line(), "extended");
        explain(parts, rows, marks.gap(), "gap");
        explain(parts, rows, marks.small(), "small gap");
        explain(parts, rows, marks.table(), "table");
        explain(parts, rows, marks.beyond(), "not in the image");
        explain(parts, rows, marks.onward(), "continues");
        parts.add("a column is " + HumanSize.brief(bytes(1)));
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String part : parts) {
            if (used > 0 && used + 3 + part.length() > width) {
                text.append('\n');
                used = 0;
            }
            text.append(used > 0 ? "   " : "").append(part);
            used += (used > 0 ? 3 : 0) + part.length();
        }
        return text.append('\n').toString();
    }

    private static void explain(List<String> parts, List<Row> rows, char mark, String meaning) {
        if (rows.stream().anyMatch(row -> row.bar().indexOf(mark) >= 0)) {
            parts.add(mark + " " + meaning);
        }
    }
}
