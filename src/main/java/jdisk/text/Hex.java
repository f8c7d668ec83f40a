package jdisk.text;

/** Numbers in hexadecimal, filled up with zeros. */
public final class Hex {
    private Hex() {}

    /** The number, unsigned, in small letters and at least so many digits. */
    public static String of(long number, int digits) {
        String text = Long.toHexString(number);
        return "0".repeat(Math.max(digits - text.length(), 0)) + text;
    }
}
