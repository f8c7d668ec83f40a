package jdisk.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program as users start it: {@code scripts/jdisk} of this checkout. */
public final class Launcher {

    private final Path folder;
    private final Map<String, String> environment;
    private final String typed;

    private Launcher(Path folder, Map<String, String> environment, String typed) {
        this.folder = folder;
        this.environment = environment;
        this.typed = typed;
    }

    /** The launcher, run in a folder. */
    public static Launcher in(Path folder) {
        return new Launcher(folder, Map.of("LC_ALL", "C.UTF-8", "JDISK_STYLE", ""), "");
    }

    /** The script itself. */
    public static Path script() {
        return Path.of("scripts", "jdisk").toAbsolutePath();
    }

    public Launcher with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Launcher(folder, more, typed);
    }

    public Launcher typing(String... lines) {
        return new Launcher(folder, environment, String.join("\n", lines) + "\n");
    }

    /** Runs the launcher with these arguments. */
    public Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(List.of(arguments));
        return RealTool.outcomeOf(command, folder, environment, typed);
    }

    /** Runs a shell line in which {@code $JDISK} is the launcher. */
    public Outcome runInShell(String line) throws IOException, InterruptedException {
        return RealTool.outcomeOf(List.of("bash", "-c", line), folder,
                with("JDISK", script().toString()).environment, typed);
    }
}
