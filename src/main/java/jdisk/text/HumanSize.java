package jdisk.text;

/** Sizes, unsigned, as util-linux rounds them: to the largest power of 1024 that fits, at most two digits after the point. */
public final class HumanSize {
    private static final String UNITS = "BKMGTPE";

    private HumanSize() {}

    /** As in a table: {@code 886.4M}. */
    public static String brief(long bytes) {
        return text(bytes, 1, "", "");
    }

    /** As in a sentence: {@code 55 MiB}. */
    public static String rounded(long bytes) {
        return text(bytes, 1, " ", "iB");
    }

    /** As in a header: {@code 4.54 GiB}. */
    public static String full(long bytes) {
        return text(bytes, 2, " ", "iB");
    }

    private static String text(long bytes, int digits, String gap, String suffix) {
        int power = 0;
        while (power < UNITS.length() - 1 && (bytes >>> (10 * (power + 1))) != 0) {
            power++;
        }
        long unit = 1L << (10 * power);
        long whole = Long.divideUnsigned(bytes, unit);
        long rest = Long.remainderUnsigned(bytes, unit);
        // Three digits after the point, cut off, are then rounded to those wanted: fdisk's way, and its numbers.
        long thousandths = power == 6 ? rest / 1024 * 1000 / (unit / 1024) : rest * 1000 / unit;
        long hundredths = digits == 2 ? (thousandths + 5) / 10 : (thousandths + 50) / 100 * 10;
        if (hundredths == 100) {
            whole++;
            hundredths = 0;
        }
        return whole + fraction(hundredths) + gap + UNITS.charAt(power) + (power == 0 ? "" : suffix);
    }

    private static String fraction(long hundredths) {
        if (hundredths == 0) {
            return "";
        }
        return "." + hundredths / 10 + (hundredths % 10 == 0 ? "" : hundredths % 10);
    }
}
