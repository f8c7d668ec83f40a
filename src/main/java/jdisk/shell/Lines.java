package jdisk.shell;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Lines of a text that may be anything: they are read one at a time, and none takes more memory than {@link #LIMIT}
 * characters.
 */
final class Lines implements Closeable {
    /** More than any command needs, and little enough for binary data taken for a script. */
    static final int LIMIT = 65_536;

    /** A line that goes on for so long is not text: nothing after it is read. */
    private static final long ENDLESS = 64L << 20;

    private final Reader reader;
    private final char[] buffer = new char[8192];
    private int at;
    private int filled;
    private boolean ended;

    Lines(Reader reader) {
        this.reader = reader;
    }

    /**
     * The next line without its end, or nothing if there is none.
     *
     * @throws UserError if the line is too long; the next call returns the one after it
     */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        long dropped = 0;
        int c = read();
        if (c < 0) {
            return Optional.empty();
        }
        // Ends: each turn takes a character, until a line or the text ends, or it is clear that no line will.
        for (; c >= 0 && c != '\n'; c = read()) {
            if (line.length() < LIMIT) {
                line.append((char) c);
            } else {
                dropped++;
                ended = dropped > ENDLESS;
            }
        }
        if (dropped > 0) {
            throw new UserError("a line of more than " + LIMIT + " characters is not a command");
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return Optional.of(line.toString());
    }

    private int read() throws IOException {
        if (ended) {
            return -1;
        }
        if (at == filled) {
            filled = reader.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[at++];
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
