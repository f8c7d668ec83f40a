package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.Supplier;

/** An image whose reading fails in a way nobody has thought of. */
public final class BrokenImage extends ForwardingImage {
    private final Supplier<? extends Throwable> fault;

    private BrokenImage(Image image, Supplier<? extends Throwable> fault) {
        super(image);
        this.fault = fault;
    }

    /** Fails with one of these, an error or an exception at run time, whenever it is read. */
    public static BrokenImage failing(Image image, Supplier<? extends Throwable> fault) {
        return new BrokenImage(image, fault);
    }

    private RuntimeException fail() {
        switch (fault.get()) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        throw fail();
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        throw fail();
    }
}
