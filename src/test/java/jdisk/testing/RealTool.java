package jdisk.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the machine that tests compare with or drive: fdisk, strace, tmux, …
 *
 * <p>Where it is absent the tests that need it are skipped, and the number of comparisons that were not made is
 * printed; with {@code JDISK_REQUIRE_TOOLS=1} in the environment they fail instead.
 */
public final class RealTool {

    private static final long SECONDS = 120;

    private final Path program;

    private RealTool(Path program) {
        this.program = program;
    }

    /**
     * Finds the tool, or skips the test.
     *
     * @param comparisons how many comparisons do not take place without it
     */
    public static RealTool named(String name, int comparisons) {
        // The folders of administrators' tools are not on everyone's PATH.
        Optional<Path> found = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            String missing = "no " + name + " on this machine: " + comparisons + " comparisons not made";
            if ("1".equals(System.getenv("JDISK_REQUIRE_TOOLS"))) {
                throw new AssertionError(missing + ", but JDISK_REQUIRE_TOOLS=1 asks for them");
            }
            System.out.println(missing);
            abort(missing);
        }
        return new RealTool(found.orElseThrow());
    }

    public Path program() {
        return program;
    }

    /** Runs the tool in a folder, in the C locale, with nothing on standard input. */
    public Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
        return runReading("", folder, arguments);
    }

    /** Runs the tool with this text on standard input. */
    public Outcome runReading(String typed, Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments)).toList();
        return outcomeOf(command, folder, Map.of("LC_ALL", "C"), typed);
    }

    /** Runs any command, with this added to the environment and this on standard input. */
    public static Outcome outcomeOf(List<String> command, Path folder, Map<String, String> environment, String typed)
            throws IOException, InterruptedException {
        // Through files, so that a full pipe cannot stop the program.
        Path in = Files.createTempFile("jdisk-", ".in");
        Path out = Files.createTempFile("jdisk-", ".out");
        Path err = Files.createTempFile("jdisk-", ".err");
        try {
            Files.writeString(in, typed);
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new Outcome(ended ? process.exitValue() : Outcome.NO_ANSWER, text(out), text(err));
        } finally {
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
