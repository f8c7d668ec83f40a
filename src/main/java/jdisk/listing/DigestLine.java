package jdisk.listing;

import java.util.Locale;

/** A digest as sha256sum(1) and its sisters print and check it. */
public final class DigestLine {
    private DigestLine() {}

    /** The digest, two blanks and the name. A name that does not fit on a line is escaped, and the line says so. */
    public static String of(String digest, String file) {
        String escaped = escape(file);
        return (escaped.equals(file) ? "" : "\\") + digest + "  " + escaped + "\n";
    }

    /** The form that names the algorithm, for lines of more than one. */
    public static String tagged(String algorithm, String digest, String file) {
        String escaped = escape(file);
        return (escaped.equals(file) ? "" : "\\") + algorithm.toUpperCase(Locale.ROOT) + " (" + escaped + ") = " + digest + "\n";
    }

    private static String escape(String file) {
        return file.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
