package jdisk.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.Image;

/**
 * A file on a web server that sends ranges of it.
 *
 * <p>What is asked for in small pieces is fetched in blocks, the last of which are kept; where one follows the other, more and
 * more is fetched at once. A server that breaks off or is busy is asked again a few times. The file has to stay the same: the
 * server is told which one is meant, by its tag or its date, and what it says of the file it sends is looked at.
 *
 * <p>The size is learnt from the first answer, so that nothing but GET is needed. Source:
 * <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110</a>, sections 13 and 14. Safe to use from several threads, one of which
 * waits for an answer at a time.
 */
final class HttpImage implements Image {
    private static final int BLOCK = 1 << 17;
    private static final int MOST = 4 << 20;
    private static final int KEPT = 64;
    private static final int TRIES = 4;
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int CHANGED = 412;
    private static final int UNSATISFIABLE = 416;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final URI uri;
    private final Optional<String> credentials;
    private final String name;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private Optional<String> tag = Optional.empty();
    private Optional<String> date = Optional.empty();
    private long size = -1;
    private long fetchedTo = -1;
    private int ahead = 1;

    private HttpImage(URI uri, Optional<String> credentials) {
        this.uri = uri;
        this.credentials = credentials;
        this.name = uri.toString();
    }

    /**
     * The file at an address.
     *
     * @throws FileSystemException saying why, if it cannot be had, or not in ranges
     */
    static Image open(String location) throws IOException {
        try {
            URI given = new URI(location);
            Optional<String> user = Optional.ofNullable(given.getUserInfo());
            URI bare = user.isEmpty() ? given : new URI(location.replaceFirst("//[^/@]*@", "//"));
            HttpImage image = new HttpImage(bare, user);
            if (bare.getHost() == null) {
                throw new FileSystemException(location, null, "the address names no host");
            }
            byte[] _ = image.fetch(0, 1);
            return image;
        } catch (URISyntaxException e) {
            throw new FileSystemException(location, null, "not an address that can be understood");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String identity() {
        return name + " " + size + " " + tag.or(() -> date).orElse("");
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size, offset, target.remaining());
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte.
        while (target.hasRemaining()) {
            byte[] block = block(at / BLOCK, Math.ceilDiv((int) (at % BLOCK) + target.remaining(), BLOCK));
            int from = (int) (at % BLOCK);
            int count = Math.min(target.remaining(), block.length - from);
            target.put(block, from, count);
            at += count;
        }
    }

    private synchronized byte[] block(long number, int wanted) throws IOException {
        byte[] known = blocks.get(number);
        if (known != null) {
            return known;
        }
        ahead = number == fetchedTo ? Math.min(ahead * 2, MOST / BLOCK) : 1;
        return fetch(number, Math.clamp(Math.max(wanted, ahead), 1, MOST / BLOCK));
    }

    /** Fetches blocks, keeps them, and gives the first. */
    private byte[] fetch(long number, int count) throws IOException {
        long from = number * BLOCK;
        long to = size < 0 ? BLOCK : Math.min(from + (long) count * BLOCK, size);
        byte[] bytes = get(from, to);
        for (int at = 0; at < bytes.length; at += BLOCK) {
            blocks.put(number + at / BLOCK, Arrays.copyOfRange(bytes, at, Math.min(at + BLOCK, bytes.length)));
        }
        fetchedTo = number + Math.ceilDiv(bytes.length, BLOCK);
        var oldest = blocks.keySet().iterator();
        // Ends: each turn forgets one.
        while (blocks.size() > KEPT) {
            oldest.next();
            oldest.remove();
        }
        return Arrays.copyOf(bytes, Math.min(bytes.length, BLOCK));
    }

    private byte[] get(long from, long to) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                HttpResponse<byte[]> response = client.send(request(from, to), HttpImage::body);
                if (response.statusCode() < SERVER_ERROR || tries == TRIES) {
                    return checked(response, from, to);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (FileSystemException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                // Of an address, or of one that the server leads to.
                throw new FileSystemException(name, null, "the address cannot be asked: " + e.getMessage());
            } catch (IOException e) {
                if (tries == TRIES || e instanceof ConnectException) {
                    throw new FileSystemException(name, null, reason(e));
                }
            }
            pause(tries);
        }
    }

    /** Takes the bytes of a range; of another answer, which may be all of a large file, none. */
    private static HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
        return info.statusCode() == PARTIAL
                ? HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), MOST)
                : new Nothing();
    }

    /** Takes nothing of an answer. */
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

    private static String reason(IOException e) {
        return e instanceof ConnectException ? "cannot connect to the server: connection refused, or the host is not known"
                : e instanceof HttpTimeoutException ? "the server does not answer"
                : "the connection to the server broke: " + e.getMessage();
    }

    private static void pause(int tries) throws IOException {
        try {
            Thread.sleep(100L << tries);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpRequest request(long from, long to) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Range", "bytes=" + from + "-" + (to - 1))
                .header("Accept-Encoding", "identity");
        credentials.ifPresent(user -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
        if (tag.isPresent()) {
            request.header("If-Match", tag.get());
        } else {
            date.ifPresent(when -> request.header("If-Unmodified-Since", when));
        }
        return request.GET().build();
    }

    private byte[] checked(HttpResponse<byte[]> response, long from, long to) throws IOException {
        int status = response.statusCode();
        if (status == CHANGED && size >= 0) {
            throw changed();
        }
        if (status == UNSATISFIABLE && size < 0) {
            throw new FileSystemException(name, null, "the file on the server is empty");
        }
        if (status == OK) {
            throw noRanges();
        }
        if (status != PARTIAL) {
            throw new FileSystemException(name, null, "the server answers " + status + switch (status) {
                case 401, 403 -> ": it does not let us have it";
                case 404, 410 -> ": the file does not exist there";
                default -> status >= SERVER_ERROR ? ": it fails" : "";
            });
        }
        Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            throw new FileSystemException(name, null, "the server does not say which range it sends, or how large the file is");
        }
        long whole = Long.parseLong(range.group(3));
        long last = Math.min(to, whole) - 1;
        if (Long.parseLong(range.group(1)) != from || Long.parseLong(range.group(2)) != last || response.body().length != last + 1 - from) {
            throw new FileSystemException(name, null, "the server sends another range than it was asked for: bytes " + range.group(1) + " to "
                    + range.group(2) + ", not " + from + " to " + last);
        }
        remember(response, whole);
        return response.body();
    }

    /** What tells the file from another; after the first answer, it has to be the same. */
    private void remember(HttpResponse<byte[]> response, long whole) throws IOException {
        // A weak tag may stay the same when bytes change.
        Optional<String> now = response.headers().firstValue("ETag").filter(text -> !text.startsWith("W/"));
        Optional<String> when = response.headers().firstValue("Last-Modified");
        if (size < 0) {
            size = whole;
            tag = now;
            date = when;
        } else if (whole != size || !now.equals(tag) || (tag.isEmpty() && !when.equals(date))) {
            throw changed();
        }
    }

    private FileSystemException changed() {
        return new FileSystemException(name, null, "the file on the server was changed while it was read: what was read before and what "
                + "would come now do not belong together");
    }

    private FileSystemException noRanges() {
        return new FileSystemException(name, null,
                "the server does not send ranges of a file, only all of it: fetch it first, as with 'curl -O'");
    }

    @Override
    public void close() {
        client.close();
    }
}
