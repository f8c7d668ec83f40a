package jdisk.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A line on a terminal that goes away before anything else is printed there, and when the program ends, however it does. Safe to use
 * from several threads.
 */
final class StatusLine {
    /** Begins the line again, and clears the rest of it (ECMA-48, EL). */
    private static final String CLEAR = "\r\033[K";

    private final OutputStream terminal;
    private boolean shown;
    private boolean endsWithProgram;

    /** A line on what this stream leads to. */
    StatusLine(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** Shows a line in the place of the one that is shown. */
    synchronized void show(String line) {
        if (!endsWithProgram) {
            // Ctrl-C ends the program in the middle of the line, and the shell's prompt would follow it.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::clear));
            endsWithProgram = true;
        }
        shown = write(CLEAR + line);
    }

    /** Takes the line away, if one is shown. */
    synchronized void clear() {
        if (shown) {
            shown = false;
            boolean _ = write(CLEAR);
        }
    }

    private boolean write(String text) {
        try {
            terminal.write(text.getBytes(StandardCharsets.US_ASCII));
            terminal.flush();
            return true;
        } catch (IOException e) {
            return false; // there is no terminal any more: whoever prints what matters is told
        }
    }

    /** A stream that takes the line away before anything is written or flushed. */
    OutputStream before(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(int b) throws IOException {
                clear();
                to.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                clear();
                to.write(bytes, from, length);
            }

            @Override
            public void flush() throws IOException {
                clear();
                to.flush();
            }
        };
    }
}
