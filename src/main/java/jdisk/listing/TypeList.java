package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdisk.label.BsdNames;
import jdisk.label.GptType;
import jdisk.label.Label;
import jdisk.label.NamedType;
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

    private static final String GPT_ALIASES = """

            Aliases:
               linux          - 0FC63DAF-8483-4772-8E79-3D69D8477DE4
               swap           - 0657FD6D-A4AB-43C4-84E5-0933C84B4F4F
               home           - 933AC7E1-2EB4-4F13-B844-0E14E2AEF915
               uefi           - C12A7328-F81F-11D2-BA4B-00A0C93EC93B
               raid           - A19D880F-05FC-4D3B-A006-743F0F84911E
               lvm            - E6D6D379-F507-44C2-A23C-238F2A3DF928
            """;

    private TypeList() {}

    /** The types of a kind of table, as a layout shows them. */
    public static String of(Label.Kind kind, Style style) {
        return switch (kind) {
            case GPT -> gpt();
            case DOS -> numbered(PartitionType.all(), style, ALIASES);
            case SGI -> numbered(PartitionType.sgi(), style, "");
            case SUN -> numbered(PartitionType.sun(), style, "");
            case BSD -> bsd(style);
            case MAC -> "An Apple map names its types itself: Apple_HFS, Apple_UNIX_SVR2, Apple_Free and others.\n";
            case AMIGA -> named(NamedType.amiga());
            case ATARI -> named(NamedType.atari());
            case PC98 -> named(NamedType.pc98());
        };
    }

    private static String numbered(List<PartitionType> types, Style style, String aliases) {
        return switch (style) {
            case CLASSIC -> classic(types);
            case MODERN -> modern(types) + aliases;
        };
    }

    private static String classic(List<PartitionType> types) {
        List<String> cells = types.stream()
                .filter(type -> type.classicName().isPresent())
                .map(type -> "%2x  %-15.15s".formatted(type.code(), type.classicName().orElseThrow()))
                .toList();
        return columns(cells, " ");
    }

    private static String bsd(Style style) {
        List<String> cells = new ArrayList<>();
        List<String> types = BsdNames.types();
        String form = style == Style.CLASSIC ? "%2x  %-15.15s" : "%02x %-15.15s";
        for (int code = 0; code < types.size(); code++) {
            cells.add(String.format(Locale.ROOT, form, code, types.get(code)));
        }
        return columns(cells, style == Style.CLASSIC ? " " : "  ");
    }

    private static String named(List<NamedType> types) {
        StringBuilder text = new StringBuilder();
        types.forEach(type -> text.append(String.format(Locale.ROOT, "%-6s %s\n", type.word(), type.name())));
        return text.toString();
    }

    private static String gpt() {
        StringBuilder text = new StringBuilder();
        List<GptType> types = GptType.all();
        for (int i = 0; i < types.size(); i++) {
            text.append(String.format(Locale.ROOT, "%3d %-30s %s\n", i + 1, types.get(i).name(), types.get(i).guid()));
        }
        return text + GPT_ALIASES;
    }

    private static String modern(List<PartitionType> types) {
        List<String> cells = types.stream()
                .map(type -> String.format(Locale.ROOT, "%02x %-15.15s", type.code(), type.modernName()))
                .toList();
        return columns(cells, "  ");
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
