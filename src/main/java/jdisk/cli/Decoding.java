package jdisk.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import jdisk.source.Opening;
import jdisk.text.HumanSize;
import jdisk.text.Visible;

/**
 * Says that an image is being decoded, where that takes a while: once on a pipe, and how far it is on a terminal. There, that an
 * image is put together from several files is said, too.
 */
final class Decoding implements Opening.Waiting {
    private static final long PATIENCE_NANOS = 500_000_000;
    private static final long UPDATE_NANOS = 200_000_000;

    private final PrintStream err;
    private final StatusLine status;
    private final boolean terminal;
    private final Visible visible;
    private final LongSupplier nanos;
    private final long began;
    private long last;
    private boolean said;

    /**
     * For an image that is opened now.
     *
     * @param status where it is said how far it is, on a terminal
     * @param terminal whether standard error is one
     * @param nanos the time, in nanoseconds from any on
     */
    Decoding(PrintStream err, StatusLine status, boolean terminal, Visible visible, LongSupplier nanos) {
        this.err = err;
        this.status = status;
        this.terminal = terminal;
        this.visible = visible;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.last = began;
    }

    @Override
    public void decoded(String file, Opening.Place place, long decoded, OptionalLong size) {
        long now = nanos.getAsLong();
        boolean ends = size.isPresent() && decoded >= size.getAsLong();
        if (now - began < PATIENCE_NANOS || (said && !ends && (!terminal || now - last < UPDATE_NANOS))) {
            return;
        }
        if (!said) {
            err.print(visible.text("jdisk: " + file + ": it can only be read from its start on, and is decoded into a file in " + place.folder()
                    + (place.isKept() ? " that is kept once it is complete" : " that is gone at the end; --cache DIR keeps it")) + "\n");
            err.flush();
            said = true;
        }
        if (ends) {
            status.clear();
        } else if (terminal) {
            status.show(HumanSize.rounded(decoded) + (size.isPresent() ? " of " + HumanSize.rounded(size.getAsLong()) : "") + " decoded");
        }
        last = now;
    }

    @Override
    public void kept(String file, Path where, boolean before) {
        if (terminal || !before) {
            err.print(visible.text("jdisk: " + file + ": " + (before ? "was kept before, as " : "kept as ") + where) + "\n");
            err.flush();
        }
    }

    @Override
    public void joined(List<Path> parts) {
        if (terminal) {
            err.print(visible.text("jdisk: " + parts.size() + " files are one image, " + parts.getFirst() + " to "
                    + parts.getLast().getFileName() + "; --no-join opens one alone") + "\n");
            err.flush();
        }
    }
}
