package jdisk.usage;

/**
 * The little markup of descriptions: {@code @|bold text|@} for what is typed as it is, {@code @|italic TEXT|@} for what stands for
 * something.
 */
public final class Markup {
    private static final String START = "@|";
    private static final String END = "|@";

    private Markup() {}

    /** The text alone. */
    public static String plain(String marked) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        for (int start = marked.indexOf(START); start >= 0; start = marked.indexOf(START, at)) {
            int end = marked.indexOf(END, start);
            plain.append(marked, at, start).append(marked, marked.indexOf(' ', start) + 1, end);
            at = end + END.length();
        }
        return plain.append(marked, at, marked.length()).toString();
    }
}
