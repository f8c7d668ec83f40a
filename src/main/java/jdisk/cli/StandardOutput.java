package jdisk.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import jdisk.shell.IoMessage;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers why it could not be written: a PrintStream only tells that it could not. */
final class StandardOutput extends OutputStream {
    private final OutputStream to;
    private volatile @Nullable IOException failure;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Why something is missing of what was printed; whoever has closed a pipe has read enough, and knows. */
    Optional<String> failure() {
        return Optional.ofNullable(failure).filter(e -> !IoMessage.isClosedPipe(e)).map(IoMessage::of);
    }
}
