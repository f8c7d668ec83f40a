package jdisk.source;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** What is taken of an answer, and when something of it came last: an answer may begin in time and then not go on. */
final class HttpTaken {
    private volatile long last = System.nanoTime();

    /** How long nothing has come. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    private void came() {
        last = System.nanoTime();
    }

    /**
     * Takes the bytes of an answer.
     *
     * @param most how many there may be; of an answer that is not wanted, which may be all of a large file, none are taken
     */
    HttpResponse.BodySubscriber<byte[]> body(int most) {
        came();
        return most > 0 ? new Timed(BodySubscribers.limiting(BodySubscribers.ofByteArray(), most)) : new Nothing();
    }

    /** Takes bytes, and the time. */
    private final class Timed implements HttpResponse.BodySubscriber<byte[]> {
        private final HttpResponse.BodySubscriber<byte[]> bytes;

        private Timed(HttpResponse.BodySubscriber<byte[]> bytes) {
            this.bytes = bytes;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return bytes.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            bytes.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            came();
            bytes.onNext(item);
        }

        @Override
        public void onError(Throwable throwable) {
            bytes.onError(throwable);
        }

        @Override
        public void onComplete() {
            bytes.onComplete();
        }
    }

    /** Takes nothing. */
    private static final class Nothing implements HttpResponse.BodySubscriber<byte[]> {
        @Override
        public CompletionStage<byte[]> getBody() {
            return CompletableFuture.completedFuture(new byte[0]);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            // nothing was asked for
        }

        @Override
        public void onError(Throwable throwable) {
            // as above
        }

        @Override
        public void onComplete() {
            // as above
        }
    }
}
