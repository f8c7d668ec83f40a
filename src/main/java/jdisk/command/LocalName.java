package jdisk.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Names of files here, for files that come from elsewhere. */
final class LocalName {
    /** Names that Windows has for devices, whatever follows a dot. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    /** Bytes that most systems allow in a name. */
    private static final int LONGEST = 255;

    private static final String NOT_ON_WINDOWS = "<>:\"|?*\\";

    private static final boolean WINDOWS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private LocalName() {}

    /** The name that something gets in a folder here: its own, where a file can have it. */
    static String of(String name, Path folder) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean impossible = c == '/' || c == 0 || (WINDOWS && (c < ' ' || NOT_ON_WINDOWS.indexOf(c) >= 0));
            made.append(impossible ? String.format(Locale.ROOT, "%%%02x", (int) c) : Character.toString(c));
        }
        String stem = made.toString().toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        boolean isDevice = DEVICES.contains(stem) || stem.matches("(com|lpt)\\d");
        if (WINDOWS && (isDevice || made.toString().endsWith(".") || made.toString().endsWith(" "))) {
            made.append('_');
        }
        String result = made.toString();
        if (result.isEmpty() || result.equals(".") || result.equals("..")) {
            result = result + "_";
        }
        if (result.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            // What is cut off is told by a number, so that two such names stay two.
            result = result.substring(0, result.offsetByCodePoints(0, 50)) + "~" + Integer.toHexString(result.hashCode());
        }
        try {
            Path _ = folder.resolve(result);
            return result;
        } catch (InvalidPathException e) {
            return result.replaceAll("[^\\x20-\\x7e]", "_");
        }
    }
}
