package jdisk.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdisk.shell.Outcome;

/**
 * Lists many images: some are read at a time, ahead of the one that is printed, and all are printed in the order they were
 * named in.
 *
 * <p>What is kept of images that are read but not printed is the text of so many listings, however many images there are.
 */
final class ManyImages {
    private static final int MOST_AT_A_TIME = 16;

    /** Listings read ahead for each that is read at a time. */
    private static final int AHEAD = 4;

    private final PrintStream out;
    private final PrintStream err;

    ManyImages(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Lists one image. */
    interface Listing {
        /**
         * Lists an image on these streams. Called from several threads at a time.
         *
         * @param index of the image
         * @return the exit status
         */
        int list(int index, PrintStream out, PrintStream err);
    }

    /**
     * Lists images.
     *
     * @return the highest exit status there was
     */
    int list(int count, Listing listing) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, MOST_AT_A_TIME);
        int status = 0;
        try (ExecutorService readers = Executors.newFixedThreadPool(Math.min(threads, count))) {
            Deque<Future<Text>> ahead = new ArrayDeque<>();
            int next = 0;
            // Ends: each turn prints one of so many.
            while (next < count || !ahead.isEmpty()) {
                while (next < count && ahead.size() < threads * AHEAD) {
                    int index = next++;
                    ahead.add(readers.submit(() -> new Text().of(index, listing)));
                }
                Text text = take(ahead.remove());
                text.print();
                status = Math.max(status, text.status);
                if (out.checkError()) {
                    readers.shutdownNow(); // nobody reads on: the pipe is closed
                    return status;
                }
            }
        }
        return status;
    }

    private Text take(Future<Text> text) {
        try {
            return text.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Text none = new Text();
            none.status = Outcome.FAILED.status();
            return none;
        }
    }

    /** What is printed of one image, in the order it was printed in. */
    private final class Text {
        /** A run of bytes for one of the streams. */
        private record Run(boolean isError, ByteArrayOutputStream bytes) {}

        private final List<Run> runs = new ArrayList<>();
        private int status;

        private Text of(int index, Listing listing) {
            PrintStream itsOut = new PrintStream(new To(false), false, out.charset());
            PrintStream itsErr = new PrintStream(new To(true), false, err.charset());
            status = listing.list(index, itsOut, itsErr);
            itsOut.flush();
            itsErr.flush();
            return this;
        }

        private void print() {
            for (Run run : runs) {
                PrintStream stream = run.isError() ? err : out;
                out.flush(); // so that both streams, sent to one place, stay in the order they were written in
                stream.writeBytes(run.bytes().toByteArray());
                stream.flush();
            }
        }

        /** Keeps what is written to one of the streams. */
        private final class To extends OutputStream {
            private final boolean isError;

            private To(boolean isError) {
                this.isError = isError;
            }

            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                if (runs.isEmpty() || runs.getLast().isError() != isError) {
                    runs.add(new Run(isError, new ByteArrayOutputStream()));
                }
                runs.getLast().bytes().write(bytes, from, length);
            }
        }
    }
}
