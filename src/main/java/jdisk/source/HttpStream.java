package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer of a server as a stream, which ends with an error where nothing comes for too long. */
final class HttpStream extends InputStream implements HttpResponse.BodySubscriber<Void> {
    /** What came: bytes, the end, or what went wrong. */
    private record Item(List<ByteBuffer> bytes, boolean isEnd, Optional<Throwable> fault) {}

    private final String name;
    private final Duration patience;

    /** One at a time is asked for, so that there are never more than two. */
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean ended;

    HttpStream(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        items.add(new Item(bytes, false, Optional.empty()));
    }

    @Override
    public void onError(Throwable fault) {
        items.add(new Item(List.of(), true, Optional.of(fault)));
    }

    @Override
    public void onComplete() {
        items.add(new Item(List.of(), true, Optional.empty()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        // Ends: each turn takes a buffer or an item, of which there is a last one.
        while (true) {
            ByteBuffer next = ready.peek();
            if (next == null) {
                if (ended || !take()) {
                    return -1;
                }
            } else if (next.hasRemaining()) {
                int count = Math.min(length, next.remaining());
                ByteBuffer.wrap(target, offset, count).put(next.slice().limit(count));
                next.position(next.position() + count);
                return count;
            } else {
                ready.remove();
            }
        }
    }

    /** Takes what comes next; false at the end. */
    private boolean take() throws IOException {
        try {
            Item item = items.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (item == null) {
                throw new FileSystemException(name, null, "the server does not answer: nothing has come from it for " + patience.toSeconds() + " seconds");
            }
            if (item.fault().isPresent()) {
                throw new FileSystemException(name, null, "the connection to the server broke: " + item.fault().get().getMessage());
            }
            ended = item.isEnd();
            ready.addAll(item.bytes());
            Flow.@Nullable Subscription more = subscription;
            if (!ended && more != null) {
                more.request(1);
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        Flow.@Nullable Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
