package jdisk.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Text in columns, each as wide as its widest cell, one blank between them. */
public final class TextTable {
    /**
     * A column.
     *
     * @param right whether its cells stand on the right
     * @param hint the width it takes if its cells are as wide as its header at least, and not wider than this: libsmartcols'
     *     rule, and so fdisk's
     */
    public record Column(String header, boolean right, int hint, Fit fit) {
        /** A column that is shown whole. */
        public Column(String header, boolean right, int hint) {
            this(header, right, hint, Fit.WHOLE);
        }
    }

    /** What happens to the cells of a column where the page is too narrow. */
    public enum Fit {
        WHOLE,
        /** They are cut, down to the width of the header. */
        CUT,
        /** They go on in further lines below; of the last column only. */
        WRAPPED
    }

    /** Stands between the cells of a row that is kept; in what is fit to print, it is not. */
    private static final String BETWEEN = "\0";

    /** Characters written at a time, at least. */
    private static final int PIECE = 1 << 16;

    /** Narrower than this, no cell is wrapped. */
    private static final int NARROWEST = 24;

    private final List<Column> columns;
    private final Page page;
    private final boolean padded;

    /** The widest cell of each column. */
    private final int[] widest;

    /** Each row in one piece: a table of many thousand rows takes a small part of what a text for each cell would. */
    private final List<String> rows = new ArrayList<>();

    public TextTable(List<Column> columns, Page page) {
        this(columns, page, true);
    }

    private TextTable(List<Column> columns, Page page, boolean padded) {
        this.columns = columns;
        this.page = page;
        this.padded = padded;
        this.widest = new int[columns.size()];
    }

    /** One whose lines have no blanks at their ends, where fdisk fills up all columns but the last. */
    public static TextTable ragged(List<Column> columns, Page page) {
        return new TextTable(columns, page, false);
    }

    /** Adds a row of cells, which are fit to print. */
    public void add(List<String> cells) {
        for (int i = 0; i < widest.length; i++) {
            widest[i] = Math.max(widest[i], width(cells.get(i)));
        }
        rows.add(String.join(BETWEEN, cells));
    }

    /** The columns a text takes on a terminal. Those of East Asian scripts take two, combining marks none. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return WideText.width(text);
            }
            width++;
        }
        return width;
    }

    /** The table, a line a row. Nothing fills up the last column: a cell of text ends the line, and so does an empty number. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        writeTo(text::append);
        return text.toString();
    }

    /** The same, a piece of many rows at a time, so that a table of many thousand rows is never held as one text. */
    public void writeTo(Consumer<String> out) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columnWidth(i);
        }
        page.width().ifPresent(width -> shrink(widths, width));
        StringBuilder text = new StringBuilder();
        append(text, columns.stream().map(Column::header).toList(), widths, page.emphasis());
        for (String row : rows) {
            append(text, List.of(row.split(BETWEEN, -1)), widths, Emphasis.NONE);
            if (text.length() >= PIECE) {
                out.accept(text.toString());
                text.setLength(0);
            }
        }
        out.accept(text.toString());
    }

    private int columnWidth(int index) {
        Column column = columns.get(index);
        int header = width(column.header());
        int cells = widest[index];
        return cells >= header && header < column.hint() ? Math.max(cells, column.hint()) : Math.max(cells, header);
    }

    /**
     * Takes from columns that may shrink what the table is too wide by: libsmartcols' rule on a terminal. Of several, the widest
     * gives first, so that none is lost for another's sake.
     */
    private void shrink(int[] widths, int pageWidth) {
        int excess = Arrays.stream(widths).sum() + widths.length - 1 - pageWidth;
        int last = widths.length - 1;
        if (columns.get(last).fit() == Fit.WRAPPED) {
            int given = Math.clamp(widths[last] - NARROWEST, 0, Math.max(excess, 0));
            widths[last] -= given;
            excess -= given;
        }
        // Ends: each turn takes a column of the page away.
        for (int widest = widest(widths); excess > 0 && widest >= 0; widest = widest(widths)) {
            widths[widest]--;
            excess--;
        }
    }

    /** The widest column that may be cut, or -1 if none has anything left to give. */
    private int widest(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).fit() == Fit.CUT && widths[i] > width(columns.get(i).header()) && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    /** As much of a text as fits. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = width;
        for (int point : text.codePoints().toArray()) {
            String character = Character.toString(point);
            left -= width(character);
            if (left < 0) {
                break;
            }
            cut.append(character);
        }
        return cut.toString();
    }

    private void append(StringBuilder text, List<String> cells, int[] widths, Emphasis emphasis) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            String cell = switch (columns.get(i).fit()) {
                case WHOLE -> cells.get(i);
                case CUT -> cut(cells.get(i), widths[i]);
                case WRAPPED -> wrapped(cells.get(i), widths);
            };
            // One that is wrapped is longer than its column, and the last.
            String fill = " ".repeat(Math.max(widths[i] - width(cell), 0));
            if (columns.get(i).right()) {
                line.append(last && cell.isEmpty() ? "" : emphasis.header(fill + cell));
            } else {
                line.append(emphasis.header(last ? cell : cell + fill));
            }
            line.append(last ? "" : " ");
        }
        text.append(padded ? line : line.toString().stripTrailing()).append('\n');
    }

    /** The text of the last column, its further lines below the first one. */
    private String wrapped(String cell, int[] widths) {
        int last = widths.length - 1;
        int indent = Arrays.stream(widths).limit(last).sum() + last;
        return page.width().isEmpty() ? cell : String.join("\n" + " ".repeat(indent), Wrapping.lines(cell, widths[last]));
    }
}
