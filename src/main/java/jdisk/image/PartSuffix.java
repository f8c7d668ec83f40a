package jdisk.image;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the name of a part of an image: {@code 001}, {@code 002}, … or {@code aa}, {@code ab}, … as split(1) makes them.
 */
record PartSuffix(String text) {
    private static final Pattern FIRST = Pattern.compile("0+[01]|aa+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern LETTERS = Pattern.compile("[a-z]{2,12}");
    private static final int ALPHABET = 26;

    /**
     * Where split(1) is free to choose, letters never run out: instead of za, it takes zaaa, and instead of zza, zzaaaa. So it is
     * with digits: 9000 follows 89.
     */
    private static final Pattern LAST_OF_ITS_LENGTH = Pattern.compile("(z*)y(z+)|(9*)8(9+)");

    /** A name with letters further on than this is not taken for a part: it is that of another file, such as hda.gz. */
    private static final long NEAR = ALPHABET;

    /** Whether this is the suffix of a first part. */
    boolean isFirst() {
        return FIRST.matcher(text).matches();
    }

    /** The suffixes the first part may have, if this is that of a later one. */
    List<PartSuffix> firsts() {
        if (isNumber()) {
            String zeros = "0".repeat(text.length());
            return List.of(new PartSuffix(zeros), new PartSuffix(zeros.substring(1) + "1"), new PartSuffix("00"));
        }
        return isLetters() ? List.of(new PartSuffix("a".repeat(text.length())), new PartSuffix("aa")) : List.of();
    }

    boolean isLetters() {
        return LETTERS.matcher(text).matches();
    }

    boolean isNumber() {
        return NUMBER.matcher(text).matches();
    }

    /** The suffixes the next part may have, the likelier first. */
    List<PartSuffix> next() {
        boolean isNumber = isNumber();
        PartSuffix plain = new PartSuffix(isNumber ? digits(Long.parseLong(text) + 1, text.length()) : letters(rank(text) + 1, text.length()));
        Matcher last = LAST_OF_ITS_LENGTH.matcher(text);
        if (!last.matches()) {
            return List.of(plain);
        }
        int highest = (isNumber ? last.group(3) : last.group(1)).length() + 1;
        int lowest = (isNumber ? last.group(4) : last.group(2)).length() + 2;
        return List.of(plain, new PartSuffix((isNumber ? "9" : "z").repeat(highest) + (isNumber ? "0" : "a").repeat(lowest)));
    }

    /** Whether another text is the suffix of a part after this one. */
    boolean isBefore(String other) {
        if (isNumber()) {
            boolean alike = NUMBER.matcher(other).matches()
                    && (other.length() == text.length() || (other.length() > text.length() && !other.startsWith("0")));
            return alike && Long.parseLong(other) > Long.parseLong(text);
        }
        if (!LETTERS.matcher(other).matches()) {
            return false;
        }
        long distance = rank(other) - rank(text);
        return other.length() == text.length() ? distance > 0 && distance <= NEAR
                : other.length() > text.length() && other.startsWith("za");
    }

    /** The letters read as a number in base 26. */
    private static long rank(String letters) {
        long rank = 0;
        for (int i = 0; i < letters.length(); i++) {
            rank = rank * ALPHABET + (letters.charAt(i) - 'a');
        }
        return rank;
    }

    /** The number with zeros in front, so many digits at least. */
    private static String digits(long number, int length) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }

    /** The number in letters, so many at least. */
    private static String letters(long rank, int length) {
        StringBuilder letters = new StringBuilder();
        for (long rest = rank; rest > 0 || letters.length() < length; rest /= ALPHABET) {
            letters.append((char) ('a' + rest % ALPHABET));
        }
        return letters.reverse().toString();
    }
}
