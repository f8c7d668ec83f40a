import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the caches of loaded and linked classes that let jdisk start quickly: {@code short.aot} for short commands, and
 * {@code jdisk.aot} for the shell and all else.
 *
 * <p>The program is run a few times, each run lists the classes it loads, and one cache is made of them all. The usual
 * {@code -XX:AOTCacheOutput} takes one run only, and its profiles serve a compiler that short commands do without.
 *
 * <p>Argument: the directory that holds {@code jdisk.jar}, {@code lib} and {@code short.jvm}. A cache is tied to this path,
 * to the files' times and to the JDK, so an installed copy needs its own. No cache is no error: jdisk starts without it, slower.
 * Last of all {@code java.home} is written there: the JDK the cache is for, and the sign that all is complete.
 */
final class MakeAotCache {
    /** One training run: what is typed, whether at a terminal, and the arguments. */
    private record Run(String typed, boolean terminal, String... arguments) {}

    /**
     * What jdisk does most, so that its classes are in the cache; {@code IMAGE} stands for a small image, and
     * {@code FILES} for a floppy disk with a file. Each start
     * pays a little for all classes in the cache, so what is rarely done does not belong here.
     */
    private static final List<Run> SHORT = List.of(
            new Run("", false, "-l", "IMAGE"),
            new Run("", false, "-lu", "--style=modern", "IMAGE"),
            new Run("", false, "-l", "--style=modern", "IMAGE"),
            new Run("", false, "--demo", "-l"),
            new Run("", false, "--demo", "v"),
            new Run("", false, "--demo", "map"),
            new Run("", false, "--demo", "mount", "6"),
            new Run("", false, "--demo", "offset", "1"));

    private static final List<Run> SHELL = List.of(
            new Run("p\nu\np\nv\ni 1\nF\nl\nm\nx\np\ne\nm\nr\nhelp\nq\n", false, "--demo"),
            new Run("p\noff\t\nq\n", true, "--demo"),
            new Run("", false, "FILES", "inventory"),
            new Run("", false, "FILES", "ls", "-l"),
            new Run("", false, "FILES", "cat", "/HELLO.TXT"));

    /** Gives a program a terminal; without it, only the terminal's classes are left out of the cache. */
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private static final String MAIN = "jdisk.cli.Main";

    private final Path directory;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final Path log;

    private MakeAotCache(Path directory) {
        this.directory = directory;
        this.log = directory.resolve("jdisk.aot.log");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        // The path as it is spelt when jdisk is started.
        Path directory = Path.of(args[0]).toRealPath();
        if (!new MakeAotCache(directory).make()) {
            System.err.println("jdisk: no start-up cache could be made, so starting takes longer; see "
                    + directory.resolve("jdisk.aot.log"));
        }
        Files.writeString(directory.resolve("java.home"), System.getProperty("java.home") + "\n");
    }

    private boolean make() throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        return make("short.aot", SHORT)
                && make("jdisk.aot", Stream.concat(SHORT.stream(), SHELL.stream()).toList());
    }

    private boolean make(String name, List<Run> training) throws IOException, InterruptedException {
        Path cache = directory.resolve(name);
        Files.deleteIfExists(cache);
        Path work = Files.createTempDirectory(directory, "aot");
        try {
            Path list = work.resolve("classes");
            Path made = work.resolve("cache");
            Files.write(list, classes(work, training));
            return jvm(work, "-Xshare:dump", "-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + list,
                            "-XX:SharedArchiveFile=" + made, "-cp", jar())
                    && Files.exists(made)
                    // Refuses to start where the cache does not fit.
                    && jvm(work, "-XX:AOTMode=on", "-XX:AOTCache=" + made, "-cp", jar(), MAIN, "--version")
                    && Files.exists(Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE));
        } finally {
            try (var files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Collection<String> classes(Path work, List<Run> training) throws IOException, InterruptedException {
        Path image = Files.write(work.resolve("hda.img"), image());
        Path floppy = Files.write(work.resolve("floppy.img"), floppy());
        Path loaded = work.resolve("loaded");
        var classes = new LinkedHashSet<String>();
        for (Run run : training) {
            List<String> command = java("-XX:DumpLoadedClassList=" + loaded, "-Duser.home=" + work);
            if (run.terminal) {
                command.addAll(List.of("-Djdisk.stdin.tty=true", "-Djdisk.stdout.tty=true", "-Djdisk.stderr.tty=true"));
            }
            command.addAll(List.of(
                    "-Dlibrary.jline.path=" + directory.resolve("lib").resolve("native"), "-Djline.tmpdir=" + work, "-cp", jar(), MAIN));
            for (String argument : run.arguments) {
                command.add(switch (argument) {
                    case "IMAGE" -> image.toString();
                    case "FILES" -> floppy.toString();
                    default -> argument;
                });
            }
            if (!run.terminal) {
                run(work, run.typed, command);
            } else if (Files.isExecutable(SCRIPT)) {
                String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
                run(work, run.typed, List.of(SCRIPT.toString(), "-qec", line, "/dev/null"));
            }
            if (Files.exists(loaded)) {
                for (String line : Files.readAllLines(loaded)) {
                    // Each run numbers its classes anew; the numbers are only needed for class loaders of one's own.
                    classes.add(line.replaceFirst(" id: \\d+$", ""));
                }
                Files.delete(loaded);
            }
        }
        return classes;
    }

    /** A floppy disk of 360 KiB with one file of five bytes, in FAT12. */
    private static byte[] floppy() {
        byte[] floppy = new byte[360 << 10];
        put(floppy, 0, 0xeb, 0x3c, 0x90);
        put(floppy, 11, 0, 2, 2, 1, 0, 2, 112, 0, 0xd0, 2, 0xfd, 2, 0, 9, 0, 2, 0);
        put(floppy, 38, 0x29);
        put(floppy, 510, 0x55, 0xaa);
        for (int fat : new int[] {512, 3 * 512}) {
            put(floppy, fat, 0xfd, 0xff, 0xff, 0xff, 0x0f);
        }
        put(floppy, 54, 'F', 'A', 'T', '1', '2', ' ', ' ', ' ');
        put(floppy, 5 * 512, 'H', 'E', 'L', 'L', 'O', ' ', ' ', ' ', 'T', 'X', 'T', 0x20);
        put(floppy, 5 * 512 + 26, 2, 0, 5);
        put(floppy, 12 * 512, 'h', 'e', 'l', 'l', 'o');
        return floppy;
    }

    private static void put(byte[] bytes, int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes[at + i] = (byte) values[i];
        }
    }

    /** Two partitions of a disk of 1 MiB. */
    private static byte[] image() {
        byte[] image = new byte[1 << 20];
        image[446 + 4] = (byte) 0x83;
        image[446 + 8] = 63;
        image[446 + 13] = 1;
        image[462 + 4] = (byte) 0x82;
        image[462 + 9] = 2;
        image[462 + 13] = 1;
        image[510] = 0x55;
        image[511] = (byte) 0xaa;
        return image;
    }

    private String jar() {
        return directory.resolve("jdisk.jar").toString();
    }

    private List<String> java(String... options) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "@" + directory.resolve("short.jvm")));
        command.addAll(List.of(options));
        return command;
    }

    private boolean jvm(Path work, String... options) throws IOException, InterruptedException {
        return run(work, "", java(options));
    }

    private boolean run(Path work, String typed, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Settings and history of whoever builds are not read, and not added to.
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("JDISK_"));
        builder.environment().put("HOME", work.toString());
        builder.environment().putIfAbsent("TERM", "xterm");
        Process process = builder.start();
        try (var in = process.outputWriter()) {
            in.write(typed);
        } catch (IOException e) {
            // It ended without reading all that was typed: its exit status tells what that means.
        }
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        return process.exitValue() == 0;
    }
}
