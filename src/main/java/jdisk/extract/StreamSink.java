package jdisk.extract;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import jdisk.image.Image;

/** A stream, such as standard output: it takes bytes one after the other. */
public final class StreamSink implements Sink {
    private final WritableByteChannel channel;

    public StreamSink(OutputStream stream) {
        this.channel = Channels.newChannel(stream);
    }

    @Override
    public boolean keepsHoles() {
        return false;
    }

    @Override
    public void write(long at, ByteBuffer bytes) throws IOException {
        // Ends: a channel takes at least a byte each time, or throws.
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public long transfer(Image image, long offset, long count, long at) throws IOException {
        return image.transferTo(offset, count, channel);
    }
}
