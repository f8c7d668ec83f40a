package jdisk.listing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;

/** What is known of a node, as listings write it. */
final class NodeText {
    private static final String PERMISSIONS = "rwxrwxrwx";

    private NodeText() {}

    /** The type in a word. */
    static String type(Node node) {
        return switch (node) {
            case Directory directory -> "directory";
            case RegularFile file -> "file";
            case SymbolicLink link -> "symlink";
            case Special special -> switch (special.kind()) {
                case FIFO -> "fifo";
                case SOCKET -> "socket";
                case CHARACTER_DEVICE -> "char";
                case BLOCK_DEVICE -> "block";
            };
        };
    }

    /** The type as ls writes it. */
    static char letter(Node node) {
        return switch (node) {
            case Directory directory -> 'd';
            case RegularFile file -> '-';
            case SymbolicLink link -> 'l';
            case Special special -> switch (special.kind()) {
                case FIFO -> 'p';
                case SOCKET -> 's';
                case CHARACTER_DEVICE -> 'c';
                case BLOCK_DEVICE -> 'b';
            };
        };
    }

    /** Who may do what, as ls writes it: nine letters. */
    static String permissions(int mode) {
        StringBuilder text = new StringBuilder(PERMISSIONS);
        for (int i = 0; i < PERMISSIONS.length(); i++) {
            if ((mode >> (8 - i) & 1) == 0) {
                text.setCharAt(i, '-');
            }
        }
        special(text, 2, (mode & 04000) != 0, 's');
        special(text, 5, (mode & 02000) != 0, 's');
        special(text, 8, (mode & 01000) != 0, 't');
        return text.toString();
    }

    private static void special(StringBuilder text, int at, boolean set, char letter) {
        if (set) {
            text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }

    /** Type and permissions, or the attributes of a format that has no permissions. */
    static String mode(Node node) {
        Attributes attributes = node.attributes();
        if (attributes.permissions().isPresent()) {
            return letter(node) + permissions(attributes.permissions().get().mode());
        }
        return letter(node) + attributes.letters().map(letters -> letters.isEmpty() ? "-" : letters).orElse("");
    }

    /** The lower twelve bits of a mode, in four octal digits. */
    static String octal(int mode) {
        String digits = Integer.toOctalString(mode);
        return "0".repeat(Math.max(4 - digits.length(), 0)) + digits;
    }

    /** A time as RFC 3339 has it, in UTC; of a clock on a wall, without a zone. */
    static String rfc3339(Times.Time time) {
        return switch (time) {
            case Times.Moment(Instant at, int decimals) -> date(at.atOffset(ZoneOffset.UTC).toLocalDateTime(), decimals, 'T') + "Z";
            case Times.Local(LocalDateTime at, int decimals) -> decimals < 0 ? date(at, 0, 'T').substring(0, 10) : date(at, decimals, 'T');
        };
    }

    /** A time as ls has it, to the minute. */
    static String minute(Times.Time time) {
        String whole = switch (time) {
            case Times.Moment(Instant at, int decimals) -> date(at.atOffset(ZoneOffset.UTC).toLocalDateTime(), 0, ' ');
            case Times.Local(LocalDateTime at, int decimals) -> date(at, 0, ' ');
        };
        return whole.substring(0, whole.length() - 3);
    }

    /** Seconds since 1970, of a clock on a wall as if it were in UTC. */
    static long seconds(Times.Time time) {
        return switch (time) {
            case Times.Moment(Instant at, int decimals) -> at.getEpochSecond();
            case Times.Local(LocalDateTime at, int decimals) -> at.toEpochSecond(ZoneOffset.UTC);
        };
    }

    private static String date(LocalDateTime at, int decimals, char separator) {
        StringBuilder text = new StringBuilder(30);
        int year = at.getYear();
        if (year < 0 || year > 9999) {
            text.append(year < 0 ? "" : "+").append(year);
        } else {
            digits(text, year, 4);
        }
        text.append('-');
        digits(text, at.getMonthValue(), 2);
        text.append('-');
        digits(text, at.getDayOfMonth(), 2);
        text.append(separator);
        digits(text, at.getHour(), 2);
        text.append(':');
        digits(text, at.getMinute(), 2);
        text.append(':');
        digits(text, at.getSecond(), 2);
        if (decimals > 0) {
            text.append('.');
            int start = text.length();
            digits(text, at.get(ChronoField.NANO_OF_SECOND), 9);
            text.setLength(start + Math.min(decimals, 9));
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        text.append("0".repeat(Math.max(width - digits.length(), 0))).append(digits);
    }

    /** A flag in small letters, words joined. */
    static String flag(Attributes.Flag flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
