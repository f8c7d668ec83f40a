package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.text.Page;
import jdisk.text.TextTable;
import jdisk.text.Visible;

/** Names of files, as ls(1) lists them: in columns on a terminal, one a line elsewhere, or at length. */
public final class FileListing {
    /** Columns between two names. */
    private static final int GAP = 2;

    /**
     * A name, and what it stands for.
     *
     * @param name as it stands there
     * @param node nothing if it cannot be read
     * @param target where a link leads
     */
    public record Line(String name, Optional<Node> node, Optional<String> target) {}

    private final Visible visible;
    private final Page page;

    /** @param page what it is shown on */
    public FileListing(Visible visible, Page page) {
        this.visible = visible;
        this.page = page;
    }

    /** Names alone. */
    public String names(List<Line> lines) {
        List<String> names = lines.stream().map(line -> visible.text(line.name())).toList();
        OptionalInt width = page.width();
        if (width.isEmpty() || names.isEmpty()) {
            return names.stream().map(name -> name + "\n").collect(Collectors.joining());
        }
        int[] widths = names.stream().mapToInt(TextTable::width).toArray();
        int rows = rows(widths, width.getAsInt());
        int columns = Math.ceilDiv(names.size(), rows);
        int[] wide = new int[columns];
        for (int i = 0; i < widths.length; i++) {
            wide[i / rows] = Math.max(wide[i / rows], widths[i]);
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns && column * rows + row < names.size(); column++) {
                int index = column * rows + row;
                text.append(names.get(index));
                boolean last = (column + 1) * rows + row >= names.size();
                text.append(" ".repeat(last ? 0 : wide[column] - widths[index] + GAP));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The fewest rows in which names fit, filled column by column. */
    private static int rows(int[] widths, int width) {
        // Ends: with a row for each name there is one column.
        for (int rows = 1; rows < widths.length; rows = rows < 64 ? rows + 1 : rows * 2) {
            int total = -GAP;
            for (int start = 0; start < widths.length && total <= width; start += rows) {
                int widest = 0;
                for (int i = start; i < Math.min(start + rows, widths.length); i++) {
                    widest = Math.max(widest, widths[i]);
                }
                total += widest + GAP;
            }
            if (total <= width) {
                return rows;
            }
        }
        return widths.length;
    }

    /** Names at length: mode or attributes, names, owner, size, time, name, and where a link leads. */
    public String lines(List<Line> lines) {
        boolean owned = lines.stream().anyMatch(line -> line.node().flatMap(node -> node.attributes().permissions()).isPresent());
        List<List<String>> rows = lines.stream().map(line -> row(line, owned)).toList();
        return aligned(rows, owned);
    }

    private static String aligned(List<List<String>> rows, boolean owned) {
        int count = owned ? 7 : 4;
        int[] widths = new int[count];
        for (List<String> row : rows) {
            for (int i = 0; i < count - 1; i++) {
                widths[i] = Math.max(widths[i], TextTable.width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < count - 1; i++) {
                String blanks = " ".repeat(widths[i] - TextTable.width(row.get(i)));
                boolean right = i > 0 && i < count - 2;
                text.append(right ? blanks + row.get(i) : row.get(i) + blanks).append(' ');
            }
            text.append(row.get(count - 1)).append('\n');
        }
        return text.toString();
    }

    private List<String> row(Line line, boolean owned) {
        String name = visible.text(line.name()) + line.target().map(target -> " -> " + visible.text(target)).orElse("");
        if (line.node().isEmpty()) {
            return owned ? List.of("?", "?", "?", "?", "?", "?", name) : List.of("?", "?", "?", name);
        }
        Node node = line.node().get();
        Attributes attributes = node.attributes();
        List<String> row = new ArrayList<>(List.of(NodeText.mode(node)));
        if (owned) {
            row.add(attributes.links().isPresent() ? Long.toString(attributes.links().getAsLong()) : "");
            row.add(attributes.permissions().map(owner -> Long.toString(owner.uid())).orElse(""));
            row.add(attributes.permissions().map(owner -> Long.toString(owner.gid())).orElse(""));
        }
        row.add(size(node));
        row.add(attributes.times().modified().map(NodeText::minute).orElse(""));
        row.add(name);
        return row;
    }

    private static String size(Node node) {
        long size = node.attributes().size();
        return switch (node) {
            case Special special -> special.major() == 0 && special.minor() == 0 ? "0" : special.major() + ", " + special.minor();
            case Directory directory -> Long.toString(size);
            case RegularFile file -> Long.toString(size);
            case SymbolicLink link -> Long.toString(size);
        };
    }

    /** A name in a tree of them, with what joins it to those above. */
    public String branch(Line line, List<Boolean> lastOnes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lastOnes.size(); i++) {
            boolean last = lastOnes.get(i);
            text.append(i + 1 < lastOnes.size() ? last ? "    " : "|   " : last ? "`-- " : "|-- ");
        }
        return text.append(visible.text(line.name())).append(line.target().map(target -> " -> " + visible.text(target)).orElse(""))
                .append('\n').toString();
    }
}
