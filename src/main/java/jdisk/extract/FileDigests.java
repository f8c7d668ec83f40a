package jdisk.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import jdisk.image.Image;

/**
 * Digests of many images, each computed by one thread: what files hold. The loop of {@link Extractor} digests one image with many
 * threads, which pays for large ones only.
 */
public final class FileDigests {
    private static final int PIECE = 256 * 1024;

    private FileDigests() {}

    /**
     * The digests of all of an image.
     *
     * @param stop asked every now and then
     * @return one for each algorithm, in hexadecimal; none if told to stop
     * @throws IOException if a byte of it cannot be read
     */
    public static List<String> of(Image image, List<Algorithm> algorithms, BooleanSupplier stop) throws IOException {
        List<MessageDigest> digests = new ArrayList<>();
        algorithms.forEach(algorithm -> digests.add(algorithm.start()));
        long size = image.size();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(size, PIECE));
        // Ends: each turn passes a byte at least.
        for (long at = 0; at < size; ) {
            if (stop.getAsBoolean()) {
                return List.of();
            }
            piece.clear().limit((int) Math.min(size - at, piece.capacity()));
            image.read(at, piece);
            piece.flip();
            at += piece.limit();
            digests.forEach(digest -> digest.update(piece.duplicate()));
        }
        return digests.stream().map(digest -> HexFormat.of().formatHex(digest.digest())).toList();
    }
}
