package jdisk.filesystem.iso9660;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdisk.image.ByteView;
import jdisk.image.ChunkImage;
import jdisk.image.Image;

/**
 * A file that is kept compressed, block by block.
 *
 * <pre>
 * first format:                          second:
 *  0 37 E4 53 96 C9 DB D6 07              0 EF 22 55 A1 BC 1B 95 A0
 *  8 length, decompressed, 32 bits        8 version: 0
 * 12 bytes of this header / 4             9 bytes of this header / 4
 * 13 logarithm of a block: 15 to 17      10 how: 1 zlib
 * 14 0, 16 bits                          11 logarithm of a block: 15 to 17
 *                                        12 length, decompressed, 64 bits
 * where each block begins, and where     the same, 64 bits each
 * the last ends: 32 bits each
 * </pre>
 *
 * Little-endian, bytes where nothing is said. A block that has no length is one of zeros. Source:
 * <a href="https://dev.lovelyhq.com/libburnia/libisofs/raw/branch/master/doc/zisofs2_format.txt">the zisofs2 format</a>.
 */
final class Zisofs {
    private static final String FIRST_ALGORITHM = "pz";
    private static final String SECOND_ALGORITHM = "PZ";
    private static final long FIRST_MARK = 0x37e45396c9dbd607L;
    private static final long SECOND_MARK = 0xef2255a1bc1b95a0L;
    private static final int HEADER = 24;
    private static final int ZLIB = 1;
    private static final int LEAST_LOG = 15;

    /** Larger than what the format allows, as some writers do. */
    private static final int MOST_LOG = 20;

    /** What zlib can add to a block it cannot make smaller, and more. */
    private static final int SLACK = 1 << 16;

    private final Image kept;
    private final int headerBytes;
    private final int pointerBytes;
    private final int blockLog;

    private Zisofs(Image kept, int headerBytes, int pointerBytes, int blockLog) {
        this.kept = kept;
        this.headerBytes = headerBytes;
        this.pointerBytes = pointerBytes;
        this.blockLog = blockLog;
    }

    /**
     * What a file holds, decompressed.
     *
     * @param kept what is kept of it
     * @throws IOException if it is compressed in another way, or its first bytes do not say what its record says
     */
    static Image of(Image kept, RockRidge.Compression told) throws IOException {
        boolean second = told.algorithm().equals(SECOND_ALGORITHM);
        if (!second && !told.algorithm().equals(FIRST_ALGORITHM)) {
            throw new IOException("it is compressed in a way that cannot be read ('" + told.algorithm() + "')");
        }
        if (told.size() == 0) {
            return new ChunkImage(kept, kept.name(), 0, 1 << LEAST_LOG, number -> new ByteView(new byte[0]));
        }
        ByteView header = kept.viewUpTo(0, HEADER);
        if (header.length() < HEADER || header.u64be(0) != (second ? SECOND_MARK : FIRST_MARK)) {
            throw new IOException("its contents do not begin as compressed ones do");
        }
        int headerBytes = header.u8(second ? 9 : 12) * 4;
        int blockLog = header.u8(second ? 11 : 13);
        long size = second ? header.u64le(12) : header.u32le(8);
        if (second && header.u8(10) != ZLIB) {
            throw new IOException("it is compressed in a way that cannot be read (number " + header.u8(10) + ")");
        }
        int pointerBytes = second ? 8 : 4;
        if (size != told.size() || headerBytes != told.headerBytes() || blockLog != told.blockLog()) {
            throw new IOException("how it is compressed is said in two ways that differ");
        }
        boolean fits = headerBytes >= 16 && blockLog >= LEAST_LOG && blockLog <= MOST_LOG && size > 0
                && size >> blockLog < (kept.size() - headerBytes) / pointerBytes;
        if (!fits) {
            throw new IOException("how it is compressed makes no sense");
        }
        Zisofs file = new Zisofs(kept, headerBytes, pointerBytes, blockLog);
        return new ChunkImage(kept, kept.name(), size, 1 << blockLog,
                number -> file.block(number, (int) Math.min(1L << blockLog, size - (number << blockLog))));
    }

    private ByteView block(long number, int length) throws IOException {
        ByteView pointers = kept.view(headerBytes + number * pointerBytes, 2 * pointerBytes);
        long from = pointerBytes == 8 ? pointers.u64le(0) : pointers.u32le(0);
        long to = pointerBytes == 8 ? pointers.u64le(8) : pointers.u32le(4);
        if (from < 0 || to < from || to > kept.size() || to - from > (1 << blockLog) + SLACK) {
            throw new IOException("its compressed block " + number + " lies where it cannot");
        }
        byte[] bytes = new byte[length];
        if (from == to) {
            return new ByteView(bytes);
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(kept.view(from, (int) (to - from)).copy(0, (int) (to - from)));
            int done = 0;
            // Ends: each turn decompresses a byte at least.
            while (done < length) {
                int count = inflater.inflate(bytes, done, length - done);
                if (count == 0) {
                    throw new IOException("its compressed block " + number + " ends early");
                }
                done += count;
            }
            return new ByteView(bytes);
        } catch (DataFormatException e) {
            throw new IOException("its compressed block " + number + " is damaged", e);
        }
    }
}
