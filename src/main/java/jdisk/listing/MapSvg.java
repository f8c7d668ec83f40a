package jdisk.listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdisk.disk.DiskMap;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.search.GapContent;
import jdisk.text.HumanSize;
import jdisk.text.TextTable;
import jdisk.text.Visible;

/**
 * What every sector is taken by, as a picture for a report: above, the disk as one bar; below it, each stretch on a line of its
 * own, with a bar to scale and its numbers. It stands alone, with neither script nor font nor picture from elsewhere, and its
 * patterns are told apart without colour. What is too small to see is drawn a little wider.
 *
 * @see <a href="https://www.w3.org/TR/SVG11/">SVG 1.1</a>
 */
public final class MapSvg {
    /** Of gaps, or of tables, more than these share a line. */
    private static final int FEW = 6;

    /** Columns of the text columns at most; a pointer on a line shows the whole text. */
    private static final int WIDEST = 40;

    private static final int MARGIN = 20;
    private static final int BAR = 480;
    private static final int LEAST = 2;
    private static final int LINE = 20;
    private static final int TOP = 66;
    private static final int STRIP = 34;

    /** Pixels a character of the font takes; the text may be a little narrower. */
    private static final double CHARACTER = 6.7;

    private static final String PATTERNS = """
            <defs>
            <pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/>\
            <path d="M0,6 L6,0" stroke="#777" stroke-width="1"/></pattern>
            <pattern id="beyond" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0,6 L6,0 M0,0 L6,6" stroke="#a02020" stroke-width="1"/></pattern>
            </defs>
            """;

    /** How a stretch is drawn, and what the legend calls that. */
    private enum Look {
        PARTITION("partition", "fill=\"#8db8e2\" stroke=\"#1f4e79\""),
        EXTENDED("extended", "fill=\"none\" stroke=\"#1f4e79\" stroke-dasharray=\"4 2\""),
        GAP("gap", "fill=\"url(#gap)\" stroke=\"#777\""),
        TABLE("table", "fill=\"#000\" stroke=\"#000\""),
        BEYOND("not in the image", "fill=\"url(#beyond)\" stroke=\"#a02020\"");

        private final String title;
        private final String attributes;

        Look(String title, String attributes) {
            this.title = title;
            this.attributes = attributes;
        }

        static Look of(DiskMap.Region region) {
            return switch (region.kind()) {
                case TABLE -> TABLE;
                case PARTITION -> PARTITION;
                case GAP -> GAP;
                case BEYOND -> BEYOND;
            };
        }
    }

    /** A line: what is drawn on it, and the texts of its cells. */
    private record Row(Look look, List<DiskMap.Region> regions, List<String> cells) {}

    private static final List<TextTable.Column> COLUMNS = List.of(
            new TextTable.Column("", false, 0),
            new TextTable.Column("Start", true, 0),
            new TextTable.Column("End", true, 0),
            new TextTable.Column("Size", true, 0),
            new TextTable.Column("Content", false, 0),
            new TextTable.Column("Label", false, 0),
            new TextTable.Column("Name", false, 0));

    private final ListedDisk disk;
    private final List<Row> rows = new ArrayList<>();
    private final List<DiskMap.Region> regions;
    private final double length;
    private final int[] at = new int[COLUMNS.size() + 1];
    private final int barAt;
    private final StringBuilder svg = new StringBuilder();

    private MapSvg(ListedDisk disk, List<? extends Partition> partitions, List<DiskMap.Region> regions,
            Map<Partition, Contents> contents, Map<DiskMap.Region, GapContent> gaps) {
        // The file's character set has all characters, whatever the terminal has.
        this.disk = new ListedDisk(disk.name(), disk.size(), disk.sectorSize(), disk.geometry(), disk.unit(),
                disk.showsGeometry(), disk.sizesInBytes(), new Visible(StandardCharsets.UTF_8));
        this.regions = regions;
        this.length = MapDrawing.length(disk, regions);
        addPartitions(partitions, contents);
        addAll(DiskMap.Kind.GAP, "gap", gaps);
        addAll(DiskMap.Kind.TABLE, "table", gaps);
        addAll(DiskMap.Kind.BEYOND, "past the end", gaps);
        int x = MARGIN + width(0) + 10;
        this.barAt = x;
        x += BAR + 24;
        for (int column = 1; column < COLUMNS.size(); column++) {
            at[column] = x;
            x += width(column) == 0 ? 0 : width(column) + 14;
        }
        at[COLUMNS.size()] = x;
    }

    /**
     * The picture.
     *
     * @param contents what partitions hold, where it is known
     * @param gaps what gaps hold, where that was looked for
     */
    public static String of(ListedDisk disk, List<? extends Partition> partitions, List<DiskMap.Region> regions,
            Map<Partition, Contents> contents, Map<DiskMap.Region, GapContent> gaps) {
        return new MapSvg(disk, partitions, regions, contents, gaps).draw();
    }

    private void addPartitions(List<? extends Partition> partitions, Map<Partition, Contents> contents) {
        Optional<? extends Partition> extended = MapDrawing.container(partitions);
        int numbers = MapDrawing.numberWidth(partitions, regions);
        int place = 0;
        for (DiskMap.Region region : regions) {
            if (region.partition().isPresent()) {
                Partition partition = region.partition().get();
                if (extended.isEmpty() || region.extent().first() < extended.get().extent().first()) {
                    place++;
                }
                Contents found = MapListing.contents(region, contents).orElse(ProbeListing.NOTHING);
                rows.add(row(Look.PARTITION, region, MapDrawing.name(disk, partition, numbers), found));
            }
        }
        if (extended.isPresent()) {
            DiskMap.Region region = new DiskMap.Region(
                    DiskMap.Kind.PARTITION, extended.get().extent(), Optional.of(extended.get()), Optional.empty());
            rows.add(place, row(Look.EXTENDED, region, MapDrawing.name(disk, extended.get(), numbers), ProbeListing.NOTHING));
        }
    }

    private Row row(Look look, DiskMap.Region region, String title, Contents content) {
        return new Row(look, List.of(region), List.of(
                title,
                Long.toString(region.extent().first()),
                Long.toString(region.extent().last()),
                Column.size(disk, region.extent()),
                content.type(),
                disk.visible().text(content.label()),
                region.partition().map(partition -> disk.visible().text(partition.name())).orElse("")));
    }

    /** Few have a line each; many share one, as there may be thousands. */
    private void addAll(DiskMap.Kind kind, String title, Map<DiskMap.Region, GapContent> gaps) {
        List<DiskMap.Region> all = regions.stream().filter(region -> region.kind() == kind).toList();
        if (all.size() > FEW) {
            long sectors = all.stream().mapToLong(region -> region.extent().count()).sum();
            rows.add(new Row(Look.of(all.getFirst()), all, List.of(
                    all.size() + " " + title + "s", "", "", HumanSize.brief(disk.sectorSize().bytes(sectors)), "", "", "")));
        } else {
            all.forEach(region -> rows.add(row(Look.of(region), region,
                    kind == DiskMap.Kind.TABLE ? MapListing.what(disk, region) : title, new Contents(MapListing.gap(disk, region, gaps)))));
        }
    }

    private static String cut(String text) {
        return TextTable.cut(text, WIDEST);
    }

    /** The width of a column; one without any text has none. */
    private int width(int column) {
        int widest = rows.stream().mapToInt(row -> TextTable.width(cut(row.cells().get(column)))).max().orElse(0);
        return widest == 0 ? 0 : (int) Math.ceil(Math.max(widest, COLUMNS.get(column).header().length()) * CHARACTER);
    }

    private String draw() {
        int bottom = TOP + STRIP + 34 + rows.size() * LINE;
        int legend = bottom + 18;
        int width = Math.max(at[COLUMNS.size()], barAt + BAR) + MARGIN;
        String title = disk.name() + ": " + HumanSize.full(disk.size()) + ", " + disk.sectors() + " sectors of "
                + disk.sectorSize().bytes() + " bytes";
        svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"%1$d\" height=\"%2$d\" "
                        + "viewBox=\"0 0 %1$d %2$d\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"11\">\n",
                        width, legend + 30))
                .append("<title>").append(escaped(title)).append("</title>\n")
                .append(PATTERNS)
                .append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, legend + 30));
        text(MARGIN, 30, "font-size=\"15\" font-weight=\"bold\"", TextTable.cut(title, (int) ((width - 2 * MARGIN) / 9.2)));
        ruler(bottom);
        strip();
        header();
        int y = TOP + STRIP + 34;
        for (Row row : rows) {
            line(row, y);
            y += LINE;
        }
        legend(legend);
        return svg.append("</svg>\n").toString();
    }

    /** Sizes above the bar, and lines down from them. */
    private void ruler(int bottom) {
        for (int quarter = 0; quarter <= 4; quarter++) {
            int x = barAt + BAR * quarter / 4;
            String anchor = quarter == 0 ? "start" : quarter == 4 ? "end" : "middle";
            text(x, TOP - 8, "fill=\"#444\" text-anchor=\"" + anchor + "\"",
                    quarter == 0 ? "0" : HumanSize.brief((long) (length * quarter / 4 * disk.sectorSize().bytes())));
            svg.append(String.format(Locale.ROOT, "<path d=\"M%1$d,%2$d V%3$d\" stroke=\"#ccc\"/>\n", x, TOP - 4, bottom));
        }
    }

    /** All of the disk: what is small is drawn last, so that it is seen, and over partitions, what of them is missing. */
    private void strip() {
        text(MARGIN, TOP + STRIP / 2 + 4, "", "whole");
        for (Look look : List.of(Look.GAP, Look.PARTITION, Look.BEYOND, Look.TABLE)) {
            regions.stream().filter(region -> Look.of(region) == look)
                    .sorted((one, other) -> Long.compare(other.extent().count(), one.extent().count()))
                    .forEach(region -> bar(look, region, TOP, STRIP, region.partition()));
        }
    }

    private void header() {
        for (int column = 1; column < COLUMNS.size(); column++) {
            cell(column, TOP + STRIP + 28, "font-weight=\"bold\"", width(column) == 0 ? "" : COLUMNS.get(column).header());
        }
    }

    private void line(Row row, int y) {
        svg.append("<g>");
        // A pointer shows what was cut.
        svg.append("<title>").append(escaped(String.join("  ", row.cells()).strip())).append("</title>\n");
        for (DiskMap.Region region : row.regions()) {
            bar(row.look(), region, y + 3, LINE - 6, Optional.empty());
        }
        // Blanks at the start of a text would not be shown.
        String title = cut(row.cells().getFirst());
        int indent = title.length() - title.stripLeading().length();
        text(MARGIN + (int) (indent * CHARACTER), y + LINE - 6, "", title.stripLeading());
        for (int column = 1; column < COLUMNS.size(); column++) {
            cell(column, y + LINE - 6, "", cut(row.cells().get(column)));
        }
        svg.append("</g>\n");
    }

    private void cell(int column, int y, String attributes, String text) {
        boolean right = COLUMNS.get(column).right();
        text(at[column] + (right ? width(column) : 0), y, attributes + (right ? " text-anchor=\"end\"" : ""), text);
    }

    /** A bar to scale, but wide enough to be seen; what goes on after the picture's end has an arrow there. */
    private void bar(Look look, DiskMap.Region region, int y, int height, Optional<Partition> label) {
        double from = Math.min(region.extent().first() / length * BAR, BAR - LEAST);
        double end = region.extent().end() / length * BAR;
        double to = Math.clamp(end, from + LEAST, BAR);
        svg.append(String.format(Locale.ROOT, "<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\" %s/>\n",
                barAt + from, y, to - from, height, look.attributes));
        if (end > BAR + 1e-6) {
            svg.append(String.format(Locale.ROOT, "<path d=\"M%d,%d l8,%.1f l-8,%.1f z\"/>\n", barAt + BAR + 3, y, height / 2.0, height / 2.0));
        }
        String number = label.filter(partition -> !partition.isWholeImage()).map(Partition::reference).orElse("");
        if ((number.length() + 1) * CHARACTER < to - from) {
            text((int) (barAt + (from + to) / 2), y + height / 2 + 4, "text-anchor=\"middle\"", number);
        }
    }

    private void legend(int y) {
        Set<Look> used = EnumSet.noneOf(Look.class);
        rows.forEach(row -> used.add(row.look()));
        int x = MARGIN;
        for (Look look : used) {
            svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"12\" %s/>\n", x, y, look.attributes));
            text(x + 28, y + 10, "", look.title);
            x += 28 + (int) (look.title.length() * CHARACTER) + 22;
        }
        text(x, y + 10, "fill=\"#444\"", "a pixel is " + HumanSize.brief((long) (length / BAR * disk.sectorSize().bytes()))
                + "; nothing is drawn narrower than " + LEAST + " pixels");
    }

    private void text(int x, int y, String attributes, String text) {
        if (!text.isEmpty()) {
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>\n", x, y, attributes, escaped(text)));
        }
    }

    /** Text of an image, fit for XML: {@link Visible} leaves no character XML does not know. */
    private String escaped(String text) {
        return disk.visible().text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
