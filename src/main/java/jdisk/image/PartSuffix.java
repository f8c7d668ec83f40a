package jdisk.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the name of a part of an image: {@code 001}, {@code 002}, … or {@code aa}, {@code ab}, … as split(1) makes them.
 */
record PartSuffix(String text) {
    private static final Pattern FIRST = Pattern.compile("0+[01]|aa+");
    private static final Pattern NUMBER = Pattern.compile("\\d{2,9}");
    private static final Pattern LETTERS = Pattern.compile("[a-z]{2,12}");
    private static final int ALPHABET = 26;

    /** Where split(1) is free to choose, letters never run out: instead of za, it takes zaaa, and instead of zza, zzaaaa. */
    private static final Pattern LAST_OF_ITS_LENGTH = Pattern.compile("(z*)y(z+)");

    /** A name with letters further on than this is not taken for a part: it is that of another file, such as hda.gz. */
    private static final long NEAR = ALPHABET;

    /** The suffix of a first part, if this is one. */
    static Optional<PartSuffix> first(String text) {
        return FIRST.matcher(text).matches() ? Optional.of(new PartSuffix(text)) : Optional.empty();
    }

    /** The suffixes the first part may have, if this is that of a later one. */
    List<PartSuffix> firsts() {
        if (isNumber()) {
            String zeros = "0".repeat(text.length());
            return List.of(new PartSuffix(zeros), new PartSuffix(zeros.substring(1) + "1"));
        }
        return LETTERS.matcher(text).matches() ? List.of(new PartSuffix("a".repeat(text.length()))) : List.of();
    }

    private boolean isNumber() {
        return NUMBER.matcher(text).matches();
    }

    /** The suffixes the next part may have, the likelier first. */
    List<PartSuffix> next() {
        if (isNumber()) {
            String number = Long.toString(Long.parseLong(text) + 1);
            return List.of(new PartSuffix("0".repeat(Math.max(text.length() - number.length(), 0)) + number));
        }
        Matcher last = LAST_OF_ITS_LENGTH.matcher(text);
        PartSuffix plain = new PartSuffix(letters(rank(text) + 1, text.length()));
        return last.matches()
                ? List.of(plain, new PartSuffix("z".repeat(last.group(1).length() + 1) + "a".repeat(last.group(2).length() + 2)))
                : List.of(plain);
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

    /** The number in letters, so many at least. */
    private static String letters(long rank, int length) {
        StringBuilder letters = new StringBuilder();
        for (long rest = rank; rest > 0 || letters.length() < length; rest /= ALPHABET) {
            letters.append((char) ('a' + rest % ALPHABET));
        }
        return letters.reverse().toString();
    }
}
