package jdisk.shell;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import jdisk.text.Visible;

/**
 * The log of a session: what was typed, with the time, and what was shown, in UTF-8. Every entry is written at once, so that
 * little is lost if the program or the machine dies; if the program is ended, the log is completed first.
 */
final class SessionLog implements Closeable {
    private final OutputStream out;
    private final LogForm form;
    private final InstantSource clock;
    private final Visible visible = new Visible(StandardCharsets.UTF_8);
    private final Thread completion = new Thread(this::completeQuietly, "record");
    private boolean complete;

    /**
     * Begins a log.
     *
     * @param out where it goes; it is closed with the log
     * @param about what the session is about, a fact a line
     */
    SessionLog(OutputStream out, LogForm form, InstantSource clock, String about) throws IOException {
        this.out = out;
        this.form = form;
        this.clock = clock;
        write(form.begin() + form.shown(about) + form.marked("time", "recorded from " + now()) + "\n");
        Runtime.getRuntime().addShutdownHook(completion);
    }

    /** In UTC, so that logs of several machines can be held together. */
    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A line that was typed, after what asked for it. */
    synchronized void typed(String prompt, String line) throws IOException {
        write(form.marked("time", now()) + " " + form.shown(prompt) + form.marked("typed", visible.text(line)) + "\n");
    }

    /** What was shown, escape sequences included. */
    synchronized void shown(String ansi) throws IOException {
        write(form.shown(ansi));
    }

    private void write(String text) throws IOException {
        if (!complete) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Completes the log. */
    @Override
    public void close() throws IOException {
        complete();
        forgetCompletion();
    }

    private synchronized void complete() throws IOException {
        if (!complete) {
            write(form.marked("time", "recorded to " + now()) + "\n" + form.end());
            complete = true;
            out.close();
        }
    }

    /** Ends a log that cannot be written any more. */
    void abandon() {
        synchronized (this) {
            complete = true;
            try {
                out.close();
            } catch (IOException e) {
                // it is of no use any more
            }
        }
        forgetCompletion();
    }

    private void forgetCompletion() {
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(completion);
        } catch (IllegalStateException e) {
            // the program is being ended, and the log completed with it
        }
    }

    private void completeQuietly() {
        try {
            complete();
        } catch (IOException e) {
            // nobody is there any more to be told
        }
    }
}
