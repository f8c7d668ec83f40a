package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file on a web server, as requests and answers.
 *
 * <p>The size is learnt from the first answer, so that nothing but GET is needed. A server that breaks off or is busy is asked again
 * a few times; one that sends nothing for too long is not. The file has to stay the same: the server is told which one is meant, by
 * its tag or its date, and what it says of the file it sends is looked at.
 *
 * <p>Source: <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110</a>, sections 13 and 14. Safe to use from several threads once
 * the first answer is there.
 */
final class HttpFile {
    /** Bytes of a range at most. */
    static final int MOST = 4 << 20;

    private static final int TRIES = 4;
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
    private final Duration patience;
    private Optional<String> tag = Optional.empty();
    private Optional<String> date = Optional.empty();
    private long size = -1;

    private HttpFile(URI uri, Optional<String> credentials, Duration patience) {
        this.uri = uri;
        this.credentials = credentials;
        this.name = uri.toString();
        this.patience = patience;
    }

    /** A server that sends all of a file where a range is asked for. */
    static final class NoRangesException extends FileSystemException {
        private static final long serialVersionUID = 1;

        private NoRangesException(String name) {
            super(name, null, "the server does not send ranges of a file, only all of it: "
                    + "--cache DIR fetches it once, and keeps it there");
        }
    }

    /**
     * The file at an address, which was not asked for yet.
     *
     * @param patience how long a server may send nothing
     * @throws FileSystemException if it is none
     */
    static HttpFile at(String location, Duration patience) throws FileSystemException {
        try {
            URI given = new URI(location);
            Optional<String> user = Optional.ofNullable(given.getUserInfo());
            URI bare = user.isEmpty() ? given : new URI(location.replaceFirst("//[^/@]*@", "//"));
            if (bare.getHost() == null) {
                throw new FileSystemException(location, null, "the address names no host");
            }
            return new HttpFile(bare, user, patience);
        } catch (URISyntaxException e) {
            throw new FileSystemException(location, null, "not an address that can be understood");
        }
    }

    /** Its address, without the user's password. */
    String name() {
        return name;
    }

    /** In bytes; less than 0 where the server does not say so. */
    long size() {
        return size;
    }

    String identity() {
        return name + " " + size + " " + tag.or(() -> date).orElse("");
    }

    /** Whether the server says by what to tell the file from itself after a change. */
    boolean tellsChanges() {
        return hasStrongTag() || date.isPresent();
    }

    /** Whether there is a tag that changes with each byte: a weak one may stay the same, and is none to ask for. */
    private boolean hasStrongTag() {
        return tag.isPresent() && !tag.get().startsWith("W/");
    }

    /**
     * The bytes of a range; fewer if the file ends before. A server may send fewer than it is asked for: it is asked for the rest.
     *
     * @throws FileSystemException saying why, if they cannot be had
     */
    byte[] get(long from, long to) throws IOException {
        byte[] bytes = some(from, to);
        // Ends: each answer has a byte at least.
        while (bytes.length < Math.min(to, size) - from) {
            byte[] rest = some(from + bytes.length, to);
            int had = bytes.length;
            bytes = Arrays.copyOf(bytes, had + rest.length);
            System.arraycopy(rest, 0, bytes, had, rest.length);
        }
        return bytes;
    }

    /** The first bytes of a range, in one answer. */
    private byte[] some(long from, long to) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                HttpResponse<byte[]> response = answer(request(Optional.of("bytes=" + from + "-" + (to - 1))));
                if (response.statusCode() < SERVER_ERROR || tries == TRIES) {
                    return checked(response, from, to);
                }
            } catch (FileSystemException | InterruptedIOException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                // Of an address, or of one that the server leads to.
                throw new FileSystemException(name, null, "the address cannot be asked: " + e.getMessage());
            } catch (IOException e) {
                if (tries == TRIES || e instanceof ConnectException || e instanceof HttpTimeoutException) {
                    throw new FileSystemException(name, null, reason(e));
                }
            }
            pause(tries);
        }
    }

    /**
     * All of the file, of a server that sends no ranges.
     *
     * @throws FileSystemException saying why, if it cannot be had
     */
    InputStream all() throws IOException {
        HttpStream stream = new HttpStream(name, patience);
        try {
            HttpResponse<Void> response = client.send(request(Optional.empty()), info -> stream);
            if (response.statusCode() != OK) {
                throw refused(response.statusCode());
            }
            remember(response, response.headers().firstValueAsLong("Content-Length").orElse(-1));
            return stream;
        } catch (FileSystemException e) {
            stream.close();
            throw e;
        } catch (IOException e) {
            stream.close();
            throw new FileSystemException(name, null, reason(e));
        } catch (InterruptedException e) {
            stream.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /**
     * An answer that is taken as a whole, and comes in time. It is waited for on a thread of its own, never on one of a pool: whoever
     * reads may be one that the client's answers need, too.
     */
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        HttpTaken taken = new HttpTaken();
        FutureTask<HttpResponse<byte[]>> answer =
                new FutureTask<>(() -> client.send(request, info -> taken.body(info.statusCode() == PARTIAL ? MOST : 0)));
        Thread.ofVirtual().start(answer);
        // Ends: each turn waits, and the server sends something in time, or the answer ends.
        while (true) {
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (taken.idle().compareTo(patience) > 0) {
                    answer.cancel(true);
                    throw new HttpTimeoutException("nothing comes");
                }
            } catch (ExecutionException e) {
                throw cause(e);
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    private static IOException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException io -> io;
            case RuntimeException other -> throw other;
            case null, default -> new IOException(String.valueOf(e.getCause()), e);
        };
    }

    private String reason(IOException e) {
        return e instanceof ConnectException ? "cannot connect to the server: connection refused, or the host is not known"
                : e instanceof HttpTimeoutException ? "the server does not answer: nothing has come from it for " + patience.toSeconds() + " seconds"
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

    private HttpRequest request(Optional<String> range) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience).header("Accept-Encoding", "identity");
        range.ifPresent(bytes -> request.header("Range", bytes));
        credentials.ifPresent(user -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
        if (hasStrongTag()) {
            request.header("If-Match", tag.orElseThrow());
        } else {
            date.ifPresent(when -> request.header("If-Unmodified-Since", when));
        }
        return request.GET().build();
    }

    private byte[] checked(HttpResponse<byte[]> response, long from, long to) throws IOException {
        int status = response.statusCode();
        if (status == OK) {
            if (size < 0) {
                remember(response, response.headers().firstValueAsLong("Content-Length").orElse(-1));
            }
            throw new NoRangesException(name);
        }
        if (status != PARTIAL) {
            throw refused(status);
        }
        Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            throw new FileSystemException(name, null, "the server does not say which range it sends, or how large the file is");
        }
        long whole = Long.parseLong(range.group(3));
        long last = Math.min(to, whole) - 1;
        long sent = Long.parseLong(range.group(2));
        if (Long.parseLong(range.group(1)) != from || sent < from || sent > last || response.body().length != sent + 1 - from) {
            throw new FileSystemException(name, null, "the server sends another range than it was asked for: bytes " + range.group(1) + " to "
                    + range.group(2) + ", not " + from + " to " + last);
        }
        remember(response, whole);
        return response.body();
    }

    private FileSystemException refused(int status) {
        if (status == CHANGED && size >= 0) {
            return changed();
        }
        if (status == UNSATISFIABLE && size < 0) {
            return new FileSystemException(name, null, "the file on the server is empty");
        }
        return new FileSystemException(name, null, "the server answers " + status + switch (status) {
            case 401, 403 -> ": it does not let us have it";
            case 404, 410 -> ": the file does not exist there";
            default -> status >= SERVER_ERROR ? ": it fails" : "";
        });
    }

    /** What tells the file from another; after the first answer, it has to be the same. */
    private void remember(HttpResponse<?> response, long whole) throws IOException {
        Optional<String> now = response.headers().firstValue("ETag");
        Optional<String> when = response.headers().firstValue("Last-Modified");
        if (size < 0) {
            size = whole;
            tag = now;
            date = when;
        } else if (whole != size || !now.equals(tag) || (!hasStrongTag() && !when.equals(date))) {
            throw changed();
        }
    }

    private FileSystemException changed() {
        return new FileSystemException(name, null, "the file on the server was changed while it was read: what was read before and what "
                + "would come now do not belong together");
    }

    /** Ends, without waiting for answers that are still to come. */
    void close() {
        client.shutdownNow();
    }
}
