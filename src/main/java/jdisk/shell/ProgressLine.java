package jdisk.shell;

import java.time.Duration;
import jdisk.image.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a user who waits how far a command is, and ends it when the user asks for that. */
public final class ProgressLine implements Progress, AutoCloseable {
    /** What is done sooner needs no bar. */
    private static final long PATIENCE_NANOS = 500_000_000;

    /** As the bytes there are in all: that is not known. */
    public static final long UNKNOWN = -1;

    private static final int UPDATE_MILLIS = 200;
    private static final long UNIT = 1 << 20;

    /** Columns at the end of the line: what the terminal echoes of Ctrl-C stays on it, and goes away with it. */
    private static final int MARGIN = 3;

    /** Draws the bar as wide as the console is at that moment. */
    private record Status(Console console) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return Math.max(console.width() - MARGIN, 1);
        }

        @Override
        public void accept(String rendered) {
            console.status(rendered);
        }

        @Override
        public void close() {
            // the line is taken away at the end of the work
        }
    }

    private final Desk desk;
    private final Console console;
    private final String what;
    private final long began = System.nanoTime();
    private final long from;
    private @Nullable ProgressBar bar;

    /**
     * A line for one piece of work.
     *
     * @param what it is called
     * @param from bytes an earlier run has done
     */
    public ProgressLine(Desk desk, String what, long from) {
        this.desk = desk;
        this.console = desk.console();
        this.what = what;
        this.from = from;
    }

    @Override
    public void at(long done, long total) {
        if (bar == null && console.isWatched() && System.nanoTime() - began > PATIENCE_NANOS) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setUnit("MiB", UNIT)
                    .setInitialMax(total)
                    .startsFrom(from, Duration.ZERO)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setConsumer(new Status(console))
                    .build();
        }
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    /**
     * Takes the line away.
     *
     * @return nanoseconds since the work began
     */
    public long end() {
        long nanos = System.nanoTime() - began;
        if (bar != null) {
            bar.close();
            bar = null;
            console.status("");
        }
        return nanos;
    }

    @Override
    public boolean isCancelled() {
        return desk.isInterrupted();
    }

    @Override
    public void close() {
        long _ = end();
    }
}
