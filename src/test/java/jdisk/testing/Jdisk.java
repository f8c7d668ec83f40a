package jdisk.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import jdisk.cli.Main;

/** A run of the program in this process, with what is typed at it. */
public final class Jdisk {

    private final String typed;
    private final boolean joined;
    private final Map<String, String> environment;

    private Jdisk(String typed, boolean joined, Map<String, String> environment) {
        this.typed = typed;
        this.joined = joined;
        this.environment = environment;
    }

    /** Runs the program with nothing on standard input. */
    public static Outcome jdisk(Object... arguments) {
        return typing().run(arguments);
    }

    /** Gives the program these lines on standard input, then its end. */
    public static Jdisk typing(String... lines) {
        return new Jdisk(lines.length == 0 ? "" : String.join("\n", lines) + "\n", false,
                Map.of("LC_ALL", "C"));
    }

    /** Joins both output streams into one, in the order written. */
    public Jdisk joiningStreams() {
        return new Jdisk(typed, true, environment);
    }

    /** Sets a variable of the program's environment, which otherwise holds {@code LC_ALL=C} alone. */
    public Jdisk with(String variable, String value) {
        return new Jdisk(typed, joined, Map.of("LC_ALL", "C", variable, value));
    }

    /** Runs the program; a {@link Path} among the arguments is given as it is. */
    public Outcome run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = joined ? out : new ByteArrayOutputStream();
        Main main = new Main(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), environment);
        int status = main.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8),
                joined ? "" : err.toString(StandardCharsets.UTF_8));
    }
}
