package jdisk.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A difference from the recorded tool that is not held against the program: taken out of both texts before they
 * are compared. The names are those of a transcript's {@code overlook:} line.
 */
enum Overlooked {

    /** What stands before the first prompt: each program greets in its own words. */
    BANNER {
        @Override
        String without(String text) {
            int prompt = text.indexOf("Command (m for help): ");
            return prompt < 0 ? text : text.substring(prompt);
        }
    },

    /**
     * Fdisk's remarks on a doubtful table, often about a later write, which this program never does: it names
     * the doubt in its own words on standard error.
     */
    REMARKS {
        private final Pattern remark = Pattern.compile("omitting empty partition|will be corrected by w"
                + "|^Omitting partitions after|^Failed to read"
                + "|^Warning: (deleting|extra link|ignoring extra|invalid flag)|^Ignoring extra");

        @Override
        String without(String text) {
            List<String> all = text.lines().toList();
            List<String> kept = all.stream().filter(line -> !remark.matcher(line).find()).toList();
            if (kept.size() == all.size()) {
                return text;
            }
            // A remark in the middle of a session leaves its empty line behind.
            List<String> joined = new ArrayList<>();
            for (int n = 0; n < kept.size(); n++) {
                if (!kept.get(n).isBlank() || n == 0 || !kept.get(n - 1).isBlank()) {
                    joined.add(kept.get(n));
                }
            }
            return String.join("\n", joined);
        }
    },

    /**
     * Lines of fdisk 2.12's {@code v} that come from wrong formulas and appear for correct tables: it adds one
     * sector too few to a C/H/S address, and takes the raw C/H/S bytes for the numbers packed into them.
     */
    CHS_COMPLAINTS {
        private final Pattern complaint =
                Pattern.compile("^Partitions? \\d+: (previous sectors|head|sector|cylinder) ");

        @Override
        String without(String text) {
            return text.lines().filter(line -> !complaint.matcher(line).find()).collect(Collectors.joining("\n"));
        }
    },

    /**
     * The Cylinders column of util-linux 2.38, one too many for a partition of whole cylinders; and with it the
     * white space of that table, since the number may be a digit shorter.
     */
    CYLINDER_COUNTS {
        private final Pattern row = Pattern.compile("(\\S+)\\s+(\\*?)\\s*(\\d+)\\s+(\\d+)\\s+\\d+(.*)");
        private final Pattern info = Pattern.compile("\\s*Cylinders: \\d+$");

        @Override
        String without(String text) {
            List<String> lines = new ArrayList<>();
            boolean inTable = false;
            for (String line : text.lines().toList()) {
                boolean header = line.matches("(Device|Slice) .*") && line.contains("Cylinders");
                inTable = header || (inTable && !line.isBlank());
                Matcher fields = row.matcher(line);
                if (inTable && !header && fields.matches()) {
                    line = String.join(" ", fields.group(1), fields.group(2), fields.group(3), fields.group(4), "N",
                            fields.group(5));
                } else if (info.matcher(line).find()) {
                    line = "      Cylinders: N";
                }
                lines.add(inTable ? line.strip().replaceAll("\\s+", " ") : line);
            }
            return String.join("\n", lines);
        }
    };

    abstract String without(String text);

    static Overlooked named(String words) {
        return Arrays.stream(values())
                .filter(each -> each.name().replace('_', ' ').equalsIgnoreCase(words)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing to overlook: " + words));
    }
}
