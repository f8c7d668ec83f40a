package jdisk.listing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The three lines dd(1) ends with: records in, records out, and bytes with time and rate. */
public final class DdReport {
    private static final String DECIMAL = "kMGTPE";
    private static final String BINARY = "KMGTPE";

    private DdReport() {}

    /**
     * The lines.
     *
     * @param record bytes in a record, dd's {@code bs=}
     * @param nanos how long it took, in nanoseconds
     */
    public static String of(long bytes, int record, long nanos) {
        String records = bytes / record + "+" + (bytes % record == 0 ? 0 : 1) + " records ";
        return records + "in\n" + records + "out\n" + total(bytes) + " copied, " + seconds(nanos) + " s, " + rate(bytes, nanos) + "\n";
    }

    private static String total(long bytes) {
        String text = bytes + (bytes == 1 ? " byte" : " bytes");
        if (bytes < 1000) {
            return text;
        }
        String decimal = scaled(bytes, 1000, DECIMAL) + "B";
        return text + " (" + decimal + (bytes < 1024 ? "" : ", " + scaled(bytes, 1024, BINARY) + "iB") + ")";
    }

    /** One digit after the point for what is below ten; halves go to the even digit, as dd rounds. */
    private static String scaled(long bytes, int base, String prefixes) {
        BigDecimal amount = BigDecimal.valueOf(bytes);
        BigDecimal limit = BigDecimal.valueOf(base);
        int prefix = -1;
        while (amount.setScale(0, RoundingMode.HALF_EVEN).compareTo(limit) >= 0) {
            amount = amount.divide(limit);
            prefix++;
        }
        BigDecimal fine = amount.setScale(1, RoundingMode.HALF_EVEN);
        BigDecimal shown = fine.compareTo(BigDecimal.TEN) < 0 ? fine : amount.setScale(0, RoundingMode.HALF_EVEN);
        return shown + " " + prefixes.charAt(prefix);
    }

    private static String seconds(long nanos) {
        BigDecimal seconds = BigDecimal.valueOf(nanos, 9).round(new MathContext(6)).stripTrailingZeros();
        if (nanos == 0 || nanos >= 100_000) {
            return seconds.toPlainString();
        }
        // As C's %g writes what is small.
        int exponent = seconds.precision() - seconds.scale() - 1;
        return seconds.scaleByPowerOfTen(-exponent).toPlainString() + "e-" + String.format(Locale.ROOT, "%02d", -exponent);
    }

    /** One digit after the point for what is below a hundred; never less than kilobytes. */
    private static String rate(long bytes, long nanos) {
        double amount = bytes * 1e9 / Math.max(nanos, 1) / 1000;
        int prefix = 0;
        while (amount >= 999.5 && prefix < DECIMAL.length() - 1) {
            amount /= 1000;
            prefix++;
        }
        return (amount < 99.95 ? decimals(amount, 1) : decimals(amount, 0)) + " " + DECIMAL.charAt(prefix) + "B/s";
    }

    private static String decimals(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }
}
