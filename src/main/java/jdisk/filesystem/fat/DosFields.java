package jdisk.filesystem.fat;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What entries of directories have had since DOS, in FAT and exFAT: attributes, dates, times, and letters that no name may have.
 *
 * <pre>
 *  attributes  01 read-only  02 hidden  04 system  08 label  10 directory  20 archive
 *  date        bits 0 to 4 day, 5 to 8 month, 9 to 15 years since 1980
 *  time        bits 0 to 4 seconds / 2, 5 to 10 minutes, 11 to 15 hours
 * </pre>
 *
 * Source: Microsoft's FAT32 File System Specification (fatgen103).
 */
public final class DosFields {
    static final int LABEL = 0x08;
    public static final int DIRECTORY = 0x10;

    /** A letter for each bit, the lowest first; a blank where it has none. */
    private static final String LETTERS = "RHS  A";

    private static final String RESERVED = "\"*/:<>?\\|";
    private static final int FIRST_YEAR = 1980;
    private static final int MOST_HUNDREDTHS = 199;

    private DosFields() {}

    /** The letters of the attributes that are set. */
    public static String letters(int attributes) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LETTERS.length(); i++) {
            if ((attributes & 1 << i) != 0 && LETTERS.charAt(i) != ' ') {
                letters.append(LETTERS.charAt(i));
            }
        }
        return letters.toString();
    }

    /**
     * A date and a time; nothing if there is no such time, as where both are 0.
     *
     * @param hundredths of a second to add, up to 199
     */
    public static Optional<LocalDateTime> time(int date, int time, int hundredths) {
        int year = FIRST_YEAR + (date >> 9);
        int month = date >> 5 & 0xf;
        int day = date & 0x1f;
        int hour = time >> 11;
        int minute = time >> 5 & 0x3f;
        int second = (time & 0x1f) * 2;
        boolean dated = month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
        if (!dated || hour > 23 || minute > 59 || second > 59) {
            return Optional.empty();
        }
        int more = hundredths <= MOST_HUNDREDTHS ? hundredths : 0;
        return Optional.of(LocalDateTime.of(year, month, day, hour, minute, second).plusNanos(more * 10_000_000L));
    }

    /** Whether a name has what no name may have: control characters, slashes, and what stands for other names. */
    public static boolean isOdd(String name) {
        return name.chars().anyMatch(c -> c < ' ' || RESERVED.indexOf(c) >= 0);
    }
}
