import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes down what is being built: {@code version}, {@code jline} and, in a clone, {@code commit}, the abbreviated name of
 * the commit, which ends in {@code -dirty} where files differ from it.
 *
 * <p>Arguments: the file to write, the folder of the sources, the version, JLine's version.
 */
final class DescribeBuild {
    private DescribeBuild() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of("version=" + args[2], "commit=" + commit(Path.of(args[1])), "jline=" + args[3]));
    }

    /** Empty where there is no clone, or no git to ask. */
    private static String commit(Path sources) throws IOException, InterruptedException {
        // A folder somewhere in a clone of something else has no commit of its own.
        if (!Files.exists(sources.resolve(".git"))) {
            return "";
        }
        Process git;
        try {
            git = new ProcessBuilder("git", "-C", sources.toString(), "describe", "--always", "--dirty", "--exclude=*", "--abbrev=12")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return "";
        }
        String name = new String(git.getInputStream().readAllBytes()).strip();
        return git.waitFor(1, TimeUnit.MINUTES) && git.exitValue() == 0 ? name : "";
    }
}
