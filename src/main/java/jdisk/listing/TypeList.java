package jdisk.listing;

import java.util.List;
import java.util.Locale;
import jdisk.label.PartitionType;

/** The known types in four columns, as {@code l} shows them. */
public final class TypeList {
    private static final int COLUMNS = 4;

    /** util-linux's short names of types, which {@code sfdisk} takes as well. */
    private static final String ALIASES = """

            Aliases:
               linux          - 83
               swap           - 82
               extended       - 05
               uefi           - EF
               raid           - FD
               lvm            - 8E
               linuxex        - 85
            """;

    private TypeList() {}

    public static String classic() {
        List<String> cells = PartitionType.all().stream()
                .filter(type -> type.classicName().isPresent())
                .map(type -> "%2x  %-15.15s".formatted(type.code(), type.classicName().orElseThrow()))
                .toList();
        return columns(cells, " ");
    }

    public static String modern() {
        List<String> cells = PartitionType.all().stream()
                .map(type -> String.format(Locale.ROOT, "%02x %-15.15s", type.code(), type.modernName()))
                .toList();
        return columns(cells, "  ") + ALIASES;
    }

    /** Cells down the columns; where they do not fill the rows, the first columns are one longer. */
    private static String columns(List<String> cells, String gap) {
        int rows = (cells.size() + COLUMNS - 1) / COLUMNS;
        int longer = cells.size() % COLUMNS == 0 ? COLUMNS : cells.size() % COLUMNS;
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            text.append('\n');
            int first = 0;
            for (int column = 0; column < COLUMNS; column++) {
                int length = column < longer ? rows : rows - 1;
                if (row < length) {
                    text.append(column == 0 ? "" : gap).append(cells.get(first + row));
                }
                first += length;
            }
        }
        return text.append('\n').toString();
    }
}
