package jdisk.listing;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, each as wide as its widest cell, one blank between them. */
final class TextTable {
    /**
     * A column.
     *
     * @param right whether its cells stand on the right
     * @param hint the width it takes if its cells are as wide as its header at least, and not wider than this: libsmartcols'
     *     rule, and so fdisk's
     */
    record Column(String header, boolean right, int hint) {}

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<Column> columns) {
        this.columns = columns;
    }

    void add(List<String> cells) {
        rows.add(cells);
    }

    /** The columns a text takes on a terminal. Those of East Asian scripts take two, combining marks none. */
    static int width(String text) {
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
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columnWidth(i);
        }
        StringBuilder text = new StringBuilder();
        append(text, columns.stream().map(Column::header).toList(), widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private int columnWidth(int index) {
        Column column = columns.get(index);
        int header = width(column.header());
        int cells = 0;
        for (List<String> row : rows) {
            cells = Math.max(cells, width(row.get(index)));
        }
        return cells >= header && header < column.hint() ? Math.max(cells, column.hint()) : Math.max(cells, header);
    }

    private void append(StringBuilder text, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            String cell = cells.get(i);
            String fill = " ".repeat(widths[i] - width(cell));
            if (columns.get(i).right()) {
                text.append(last && cell.isEmpty() ? "" : fill).append(cell);
            } else {
                text.append(cell).append(last ? "" : fill);
            }
            text.append(last ? "\n" : " ");
        }
    }
}
