package jdisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The program seen from outside: the system calls a run makes, as strace writes them. */
public final class SystemCalls {

    private static final String UNFINISHED = " <unfinished ...>";
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>");

    private final Path strace;
    private final Path folder;

    private SystemCalls(Path strace, Path folder) {
        this.strace = strace;
        this.folder = folder;
    }

    /** Traces runs in a folder; skips the test where there is no strace. */
    public static SystemCalls in(Path folder) {
        return new SystemCalls(RealTool.named("strace", 1).program(), folder);
    }

    /**
     * Runs the launcher, and holds that it ended well.
     *
     * @param calls which calls to trace: {@code %file}, {@code read,pread64}, …
     * @param typed lines on standard input
     * @return the calls, each with its arguments; file descriptors are followed by their file's name in {@code <>}
     */
    public List<String> of(String calls, List<String> typed, String... arguments)
            throws IOException, InterruptedException {
        Path trace = folder.resolve("trace");
        List<String> command = new ArrayList<>(List.of("'" + strace + "'", "-f", "-y", "-qq", "-s", "4096",
                "-e", "trace=" + calls, "-e", "signal=none", "-o", "'" + trace + "'", "\"$JDISK\""));
        Arrays.stream(arguments).map(word -> "'" + word + "'").forEach(command::add);
        Outcome outcome = Launcher.in(folder).typing(typed.toArray(String[]::new))
                .runInShell(String.join(" ", command));
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return whole(Files.readAllLines(trace));
    }

    /** The calls, each in one piece and where it began: strace breaks one in two where another thread calls meanwhile. */
    private static List<String> whole(List<String> lines) {
        List<String> calls = new ArrayList<>();
        Map<String, Integer> unfinished = new HashMap<>();
        for (String line : lines) {
            String thread = line.substring(0, line.indexOf(' '));
            String call = line.substring(thread.length()).stripLeading();
            if (call.endsWith(UNFINISHED)) {
                unfinished.put(thread, calls.size());
                calls.add(call.substring(0, call.length() - UNFINISHED.length()));
            } else if (RESUMED.matcher(call).lookingAt()) {
                int begun = Objects.requireNonNull(unfinished.remove(thread), line);
                calls.set(begun, calls.get(begun) + RESUMED.matcher(call).replaceFirst(""));
            } else {
                calls.add(call);
            }
        }
        return calls;
    }
}
