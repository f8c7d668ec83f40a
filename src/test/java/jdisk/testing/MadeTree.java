package jdisk.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A tree of files on the disk that has what readers of file systems trip over, the same for the same seed. */
public final class MadeTree {
    private static final List<Integer> SIZES = List.of(
            0, 1, 59, 60, 61, 150, 159, 160, 161, 511, 512, 513, 1023, 1024, 1025, 4095, 4096, 4097, 12 * 1024, 12 * 1024 + 1,
            12 * 4096 + 1, (12 + 256) * 1024 + 1, 300_000, 1_100_000);

    private MadeTree() {}

    /**
     * Makes a tree.
     *
     * @param many names in one directory
     * @param links whether there are links in it
     */
    public static void in(Path root, long seed, int many, boolean links) throws IOException {
        Random random = new Random(seed);
        Path sizes = Files.createDirectories(root.resolve("sizes"));
        for (int size : SIZES) {
            write(sizes.resolve("of-" + size), size, random);
        }
        Path crowd = Files.createDirectories(root.resolve("crowd"));
        for (int i = 0; i < many; i++) {
            write(crowd.resolve("file-with-a-somewhat-longer-name-" + i + (i % 7 == 0 ? ".and.more".repeat(15) : "")), random.nextInt(40), random);
        }
        Path deep = root.resolve("deep");
        for (int i = 0; i < 20; i++) {
            deep = deep.resolve("level" + i);
        }
        Files.createDirectories(deep);
        write(deep.resolve("bottom"), 10, random);
        Path names = Files.createDirectories(root.resolve("names"));
        for (String name : List.of("with blank", "ünïcödé", "日本語", "😀", "dot.", "-dash", "CASE", "case", "~", "a".repeat(255))) {
            write(names.resolve(name), 5, random);
        }
        try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            for (long at : List.of(100_000L, 1_500_000L, 3_000_000L)) {
                sparse.seek(at);
                sparse.write(new byte[] {1, 2, 3});
            }
            sparse.setLength(3_500_000);
        }
        if (links) {
            Path folder = Files.createDirectories(root.resolve("links"));
            Files.createSymbolicLink(folder.resolve("short"), Path.of("../sizes/of-1"));
            Files.createSymbolicLink(folder.resolve("of-59"), Path.of("x".repeat(59)));
            Files.createSymbolicLink(folder.resolve("of-60"), Path.of("x".repeat(60)));
            Files.createSymbolicLink(folder.resolve("long"), Path.of("y/".repeat(400) + "z"));
            Files.createLink(folder.resolve("second-name"), sizes.resolve("of-4097"));
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).filter(path -> !Files.isSymbolicLink(path)).toList()) {
                if (Files.isRegularFile(path)) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(random.nextBoolean() ? "rw-r-----" : "rwxr-xr-x"));
                }
                Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L + random.nextInt(500_000_000) * 1000L));
            }
        }
    }

    private static void write(Path file, int size, Random random) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }
}
