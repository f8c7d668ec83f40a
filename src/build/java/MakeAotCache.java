import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/**
 * Makes the caches of loaded and linked classes that let jdisk start quickly: {@code short.aot} for short commands,
 * {@code images.aot} for these where the image is in a container, {@code words.aot} for all other words, {@code copies.aot} for those
 * that read much of a container, and {@code shell.aot} for the shell.
 *
 * <p>The program is run a few times, each run lists the classes it loads, and one cache is made of them all. The usual
 * {@code -XX:AOTCacheOutput} takes one run only, and its profiles serve a compiler that short commands do without. What decodes for
 * long has such a cache: the compiler knows from the start which methods of the decoders are worth its while.
 *
 * <p>Arguments: the directory that holds {@code jdisk.jar}, {@code lib} and the flags for the JVM; and the one that holds a small disk in
 * containers, each compressed by gzip. A cache is tied to this path,
 * to the files' times and to the JDK, so an installed copy needs its own. No cache is no error: jdisk starts without it, slower.
 * Last of all {@code java.home} is written there: the JDK the cache is for, and the sign that all is complete.
 */
final class MakeAotCache {
    /** One training run: what is typed, whether at a terminal, and the arguments. */
    private record Run(String typed, boolean terminal, String... arguments) {}

    /**
     * What jdisk does most, so that its classes are in the cache; {@code MBR} and {@code GPT} stand for small images with such tables,
     * {@code EXT} for a file system without one, and {@code FLOPPY} for another; all hold a file. {@code disk.} and a suffix is the disk
     * in a container, and {@code OUT} a name that nothing has. Each start pays a little for all classes in the cache, so what is rarely
     * done does not belong here.
     */
    private static final List<Run> SHORT = List.of(
            new Run("", false, "-l", "MBR"),
            new Run("", false, "-lu", "--style=modern", "MBR"),
            new Run("", false, "-l", "GPT"),
            new Run("", false, "--demo", "-l"),
            new Run("", false, "--demo", "v"),
            new Run("", false, "--demo", "mount", "6"),
            new Run("", false, "--demo", "offset", "1"));

    private static final List<Run> WORDS = List.of(
            new Run("", false, "-J", "GPT"),
            new Run("", false, "--demo", "map"),
            new Run("", false, "--demo", "geometry"),
            new Run("", false, "GPT", "ls", "-l", "1:/"),
            new Run("", false, "GPT", "cat", "1:/HELLO.TXT"),
            new Run("", false, "EXT", "ls"),
            new Run("", false, "EXT", "cat", "/HELLO.TXT"),
            new Run("", false, "GPT", "get", "1:/", "OUT"),
            new Run("", false, "GPT", "extract", "1", "OUT"),
            new Run("", false, "FLOPPY", "inventory"),
            new Run("", false, "FLOPPY", "cat", "/HELLO.TXT"));

    /** The same as of short commands: most images in containers are listed first. */
    private static final List<Run> IMAGES = List.of(
            new Run("", false, "-l", "disk.qcow2"),
            new Run("", false, "-l", "disk.E01"),
            new Run("", false, "-l", "disk.img.xz"),
            new Run("", false, "-l", "disk.img.gz"),
            new Run("", false, "-l", "disk.img.zst"),
            new Run("", false, "-l", "disk.vmdk"),
            new Run("", false, "-l", "disk.vhd"),
            new Run("", false, "-l", "disk.vdi"));

    /** The readers of all file systems are in the cache for words: with which of them they are needed, a listing of runs cannot tell. */
    private static final String READERS = "jdisk/filesystem/";

    /** Commands that read containers, in one run. What is typed ends before a minute is over. */
    private static final Run COPIES = new Run("""
            compare disk.qcow2
            compare disk.E01
            extract 2048:2048 -
            extract disk -
            hash disk
            hash disk md5
            extract disk out.img
            """, false, "copied.img.xz");

    private static final List<Run> SHELL = List.of(
            new Run("p\nu\np\nv\ni 1\nF\nl\nm\nx\np\ne\nm\nr\nhelp\nq\n", false, "--demo"),
            new Run("p\nq\n", true, "MBR"),
            new Run("p\noff\t\nq\n", true, "--demo"));

    /** Gives a program a terminal; without it, only the terminal's classes are left out of the cache. */
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private static final int SECTOR = 512;

    /** Bytes of an image that most of what may be on one is looked for in; most of it is a hole. */
    private static final int SIZE = 64 << 20;

    /** The JVM flags that most of what a cache is for has: it starts a little sooner with a cache that was made with its own. */
    private static final String SHORT_FLAGS = "short.jvm";

    /** Has a cache hold what a compiler can use, and a later run use it. */
    private static final String PROFILES = "-XX:+AOTReplayTraining";

    private static final String LONG_FLAGS = "long.jvm";

    /** Bytes that are decoded in training, so many that all that is worth it is compiled. */
    private static final int DECODED = 24 << 20;

    private static final int BLOCK = 4 << 20;

    private static final String MAIN = "jdisk.cli.Main";

    private final Path directory;
    private final Path images;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final Path log;

    private MakeAotCache(Path directory, Path images) {
        this.directory = directory;
        this.images = images;
        this.log = directory.resolve("jdisk.aot.log");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        // The path as it is spelt when jdisk is started.
        Path directory = Path.of(args[0]).toRealPath();
        if (!new MakeAotCache(directory, Path.of(args[1])).make()) {
            System.err.println("jdisk: no start-up cache could be made, so starting takes longer; see "
                    + directory.resolve("jdisk.aot.log"));
        }
        Files.writeString(directory.resolve("java.home"), System.getProperty("java.home") + "\n");
    }

    private boolean make() throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        return make("short.aot", SHORT_FLAGS, SHORT, List.of())
                && make("words.aot", SHORT_FLAGS, WORDS, readers())
                && make("images.aot", SHORT_FLAGS, IMAGES, List.of())
                && make("shell.aot", LONG_FLAGS, SHELL, List.of())
                && makeWithProfiles("copies.aot", COPIES);
    }

    /** The names of the classes that read file systems. */
    private List<String> readers() throws IOException {
        try (JarFile jar = new JarFile(jar())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(READERS) && name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private boolean make(String name, String flags, List<Run> training, List<String> besides) throws IOException, InterruptedException {
        Path cache = directory.resolve(name);
        Files.deleteIfExists(cache);
        Path work = Files.createTempDirectory(directory, "aot");
        try {
            Path list = work.resolve("classes");
            Path made = work.resolve("cache");
            Collection<String> classes = classes(work, flags, training);
            classes.addAll(besides);
            Files.write(list, classes);
            return jvm(work, flags, "-Xshare:dump", "-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + list,
                            "-XX:SharedArchiveFile=" + made, "-cp", jar())
                    && Files.exists(made)
                    // Refuses to start where the cache does not fit.
                    && jvm(work, flags, "-XX:AOTMode=on", "-XX:AOTCache=" + made, "-cp", jar(), MAIN, "--version")
                    && Files.exists(Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE));
        } finally {
            delete(work);
        }
    }

    /** Makes a cache of one run, which is told from others by what was compiled in it. */
    private boolean makeWithProfiles(String name, Run training) throws IOException, InterruptedException {
        Path cache = directory.resolve(name);
        Files.deleteIfExists(cache);
        Path work = Files.createTempDirectory(directory, "aot");
        try {
            Path made = work.resolve("cache");
            unpackImages(work);
            if (!compress(work.resolve(training.arguments[0]))) {
                return false;
            }
            List<String> command = java(LONG_FLAGS, PROFILES, "-XX:AOTCacheOutput=" + made, "-Duser.home=" + work, "-Duser.dir=" + work, "-cp", jar(), MAIN);
            command.add(work.resolve(training.arguments[0]).toString());
            run(work, training.typed, command, ProcessBuilder.Redirect.to(work.resolve("copied").toFile()));
            return Files.exists(made)
                    && jvm(work, LONG_FLAGS, PROFILES, "-XX:AOTMode=on", "-XX:AOTCache=" + made, "-cp", jar(), MAIN, "--version")
                    && Files.exists(Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE));
        } finally {
            delete(work);
        }
    }

    /** Packs a disk whose bytes are as those of many: words that come again, numbers, and noise. */
    private boolean compress(Path file) throws IOException {
        byte[] disk = new byte[DECODED];
        Random random = new Random(1);
        random.nextBytes(disk);
        System.arraycopy(mbr(), 0, disk, 0, SECTOR);
        for (int at = SECTOR; at < DECODED / 4 * 3; ) {
            Random word = new Random(random.nextInt(random.nextInt(8) == 0 ? 50_000 : 400));
            // Ends: a word has so many letters.
            for (int left = 2 + word.nextInt(8); left > 0; left--) {
                disk[at++] = (byte) ('a' + word.nextInt(26));
            }
            disk[at++] = ' ';
        }
        // The library of the program itself; this one has none.
        Path xz;
        try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
            xz = files.filter(each -> each.getFileName().toString().matches("xz-[\\d.]+\\.jar")).findFirst().orElse(Path.of("xz.jar"));
        }
        try (URLClassLoader library = new URLClassLoader(new URL[] {xz.toUri().toURL()}); OutputStream to = Files.newOutputStream(file)) {
            Class<?> filter = library.loadClass("org.tukaani.xz.FilterOptions");
            Object fast = library.loadClass("org.tukaani.xz.LZMA2Options").getConstructor(int.class).newInstance(1);
            try (OutputStream packed = (OutputStream) library.loadClass("org.tukaani.xz.XZOutputStream")
                    .getConstructor(OutputStream.class, filter).newInstance(to, fast)) {
                for (int at = 0; at < DECODED; at += BLOCK) {
                    packed.write(disk, at, BLOCK);
                    packed.getClass().getMethod("endBlock").invoke(packed);
                }
            }
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static void delete(Path work) throws IOException {
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Collection<String> classes(Path work, String flags, List<Run> training) throws IOException, InterruptedException {
        Path mbr = Files.write(work.resolve("hda.img"), mbr());
        Path gpt = sparse(work.resolve("sda.img"), gpt());
        Path ext = sparse(work.resolve("ext.img"), ext());
        Path floppy = Files.write(work.resolve("floppy.img"), floppy());
        unpackImages(work);
        Path loaded = work.resolve("loaded");
        var classes = new LinkedHashSet<String>();
        for (Run run : training) {
            List<String> command = java(flags, "-XX:DumpLoadedClassList=" + loaded, "-Duser.home=" + work);
            if (run.terminal) {
                command.addAll(List.of("-Djdisk.stdin.tty=true", "-Djdisk.stdout.tty=true", "-Djdisk.stderr.tty=true"));
            }
            command.addAll(List.of(
                    "-Dlibrary.jline.path=" + directory.resolve("lib").resolve("native"), "-Djline.tmpdir=" + work, "-cp", jar(), MAIN));
            for (String argument : run.arguments) {
                command.add(switch (argument) {
                    case "MBR" -> mbr.toString();
                    case "GPT" -> gpt.toString();
                    case "EXT" -> ext.toString();
                    case "FLOPPY" -> floppy.toString();
                    case "OUT" -> work.resolve("out" + training.indexOf(run)).toString();
                    default -> argument.startsWith("disk.") ? work.resolve(argument).toString() : argument;
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

    private void unpackImages(Path work) throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    Files.copy(in, work.resolve(name.substring(0, name.lastIndexOf('.'))));
                }
            }
        }
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

    /** A file that holds this, and at its end the last 33 sectors of it again: there is the copy of a GPT. */
    private static Path sparse(Path file, byte[] start) throws IOException {
        Files.write(file, start);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int copy = 33 * SECTOR;
            channel.write(ByteBuffer.wrap(start, start.length - copy, copy), SIZE - copy);
        }
        return file;
    }

    /** The start of a disk of 64 MiB with a GPT and one partition, and the copy of the GPT at its end. */
    private static byte[] gpt() {
        long sectors = SIZE / SECTOR;
        int first = 2048;
        byte[] disk = new byte[(first + 160) * SECTOR];
        put(disk, 446 + 4, 0xee);
        put(disk, 446 + 8, 1, 0, 0, 0, 0xff, 0xff, 1);
        put(disk, 510, 0x55, 0xaa);
        ByteBuffer bytes = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN);
        for (boolean copy : new boolean[] {false, true}) {
            int entries = copy ? disk.length - 33 * SECTOR : 2 * SECTOR;
            // Linux filesystem: 0FC63DAF-8483-4772-8E79-3D69D8477DE4
            bytes.putLong(entries, 0x477284830fc63dafL).putLong(entries + 8, 0xe47d47d8693d798eL);
            bytes.putLong(entries + 16, 1).putLong(entries + 24, 1);
            bytes.putLong(entries + 32, first).putLong(entries + 40, sectors - 2048);
            int at = copy ? disk.length - SECTOR : SECTOR;
            bytes.put(at, "EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(at + 8, 1 << 16).putInt(at + 12, 92);
            bytes.putLong(at + 24, copy ? sectors - 1 : 1).putLong(at + 32, copy ? 1 : sectors - 1);
            bytes.putLong(at + 40, 34).putLong(at + 48, sectors - 34).putLong(at + 56, 1);
            bytes.putLong(at + 72, copy ? sectors - 33 : 2).putInt(at + 80, 128).putInt(at + 84, 128);
            bytes.putInt(at + 88, checksum(disk, entries, 128 * 128));
            bytes.putInt(at + 16, checksum(disk, at, 92));
        }
        byte[] ext = ext();
        System.arraycopy(ext, 0, disk, first * SECTOR, ext.length - 33 * SECTOR);
        return disk;
    }

    /**
     * An ext4 file system, as far as something stands in it: superblock, group, two bitmaps, two blocks of inodes, the root directory,
     * and a file of five bytes.
     */
    private static byte[] ext() {
        int block = 1024;
        ByteBuffer ext = ByteBuffer.allocate(64 * block).order(ByteOrder.LITTLE_ENDIAN);
        ext.putInt(block, 16).putInt(block + 4, 8192).putInt(block + 20, 1).putInt(block + 32, 8192).putInt(block + 36, 8192);
        ext.putInt(block + 40, 16).putShort(block + 56, (short) 0xef53).putShort(block + 58, (short) 1).putInt(block + 76, 1);
        // Directories tell of what kind their entries are, and files lie in extents.
        ext.putInt(block + 84, 11).putShort(block + 88, (short) 128).putInt(block + 96, 0x42);
        ext.putInt(2 * block, 3).putInt(2 * block + 4, 4).putInt(2 * block + 8, 5);
        inode(ext, 5 * block + 128, 0x41ed, block, 7);
        inode(ext, 5 * block + 10 * 128, 0x81a4, 5, 8);
        int root = 7 * block;
        ext.putInt(root, 2).putShort(root + 4, (short) 12).put(root + 6, new byte[] {1, 2, '.'});
        ext.putInt(root + 12, 2).putShort(root + 16, (short) 12).put(root + 18, new byte[] {2, 2, '.', '.'});
        ext.putInt(root + 24, 11).putShort(root + 28, (short) (block - 24)).put(root + 30, new byte[] {9, 1});
        ext.put(root + 32, "HELLO.TXT".getBytes(StandardCharsets.US_ASCII));
        ext.put(8 * block, "hello".getBytes(StandardCharsets.US_ASCII));
        return ext.array();
    }

    /** An inode whose content lies in one block. */
    private static void inode(ByteBuffer ext, int at, int mode, int size, int block) {
        ext.putShort(at, (short) mode).putInt(at + 4, size).putShort(at + 26, (short) 1).putInt(at + 32, 0x80000);
        ext.putShort(at + 40, (short) 0xf30a).putShort(at + 42, (short) 1).putShort(at + 44, (short) 4);
        ext.putShort(at + 56, (short) 1).putInt(at + 60, block);
    }

    private static int checksum(byte[] bytes, int at, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, at, length);
        return (int) checksum.getValue();
    }

    private static void put(byte[] bytes, int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes[at + i] = (byte) values[i];
        }
    }

    /** Two partitions of a disk of 1 MiB. */
    private static byte[] mbr() {
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

    private List<String> java(String flags, String... options) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "@" + directory.resolve(flags)));
        command.addAll(List.of(options));
        return command;
    }

    private boolean jvm(Path work, String flags, String... options) throws IOException, InterruptedException {
        return run(work, "", java(flags, options));
    }

    private boolean run(Path work, String typed, List<String> command) throws IOException, InterruptedException {
        return run(work, typed, command, ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private boolean run(Path work, String typed, List<String> command, ProcessBuilder.Redirect out) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out);
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
