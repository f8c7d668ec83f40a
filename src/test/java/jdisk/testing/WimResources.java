package jdisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.ByteView;

/** What wimlib compresses in an image: resources that have the layout of the stream WofCompressedData. */
public final class WimResources {
    private static final Pattern BLOB = Pattern.compile(
            "Hash += 0x([0-9a-f]{40})\\s+Uncompressed size += \\d+ bytes\\s+Compressed size += (\\d+) bytes\\s+"
                    + "Offset in WIM += (\\d+) bytes");

    /** A file, and what it was compressed to. */
    public record Resource(ByteView plain, ByteView compressed) {}

    private WimResources() {}

    /**
     * Compresses a few files of these sizes.
     *
     * @param algorithm as a reparse point has it: 0, 2 and 3 Xpress in chunks of 4, 8 and 16 KiB, 1 LZX
     */
    public static List<Resource> made(Path folder, int algorithm, List<Integer> sizes) throws IOException, InterruptedException {
        RealTool wimlib = RealTool.named("wimlib-imagex", sizes.size());
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Random random = new Random(algorithm);
        List<byte[]> files = new ArrayList<>();
        for (int size : sizes) {
            files.add(compressible(size, random));
            Files.write(tree.resolve("of-" + size), files.getLast());
        }
        Path image = folder.resolve("image.wim");
        String[] options = switch (algorithm) {
            case 0 -> new String[] {"--compress=XPRESS", "--chunk-size=4096"};
            case 1 -> new String[] {"--compress=LZX", "--chunk-size=32768"};
            case 2 -> new String[] {"--compress=XPRESS", "--chunk-size=8192"};
            default -> new String[] {"--compress=XPRESS", "--chunk-size=16384"};
        };
        Outcome made = wimlib.run(folder, "capture", tree.toString(), image.toString(), options[0], options[1], "--no-acls");
        assertThat(made.status()).as(made.toString()).isZero();
        Matcher blob = BLOB.matcher(wimlib.run(folder, "info", image.toString(), "--blobs").out());
        byte[] all = Files.readAllBytes(image);
        List<Resource> resources = new ArrayList<>();
        while (blob.find()) {
            int at = Integer.parseInt(blob.group(3));
            ByteView compressed = new ByteView(Arrays.copyOfRange(all, at, at + Integer.parseInt(blob.group(2))));
            String hash = blob.group(1);
            files.stream()
                    .filter(file -> sha1(file).equals(hash))
                    .findFirst()
                    .ifPresent(file -> resources.add(new Resource(new ByteView(file), compressed)));
        }
        return resources;
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Words of a small language, among them x86 calls, with some noise that no compressor makes smaller. */
    private static byte[] compressible(int size, Random random) {
        byte[][] words = new byte[200][];
        for (int i = 0; i < words.length; i++) {
            words[i] = new byte[2 + random.nextInt(7)];
            random.nextBytes(words[i]);
        }
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            byte[] call = {(byte) 0xe8, (byte) at, (byte) random.nextInt(), 0, 0};
            byte[] word = random.nextInt(20) == 0 ? call : words[random.nextInt(200)];
            if (at > 100_000 && at < 180_000) {
                word = new byte[40_000];
                random.nextBytes(word);
            }
            int count = Math.min(word.length, size - at);
            System.arraycopy(word, 0, bytes, at, count);
            at += count;
        }
        return bytes;
    }
}
