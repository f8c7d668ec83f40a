package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.ChunkImage;
import jdisk.image.Image;

/**
 * A file that Windows keeps compressed beside itself, in a stream named {@code WofCompressedData} (Windows Overlay Filter): chunks,
 * each compressed by itself.
 *
 * <pre>
 *  reparse point: 00 version, 32   04 provider, 32: 1 an image (WIM), 2 the file itself
 *                 of the file itself: 08 version, 32   0C 0 Xpress in chunks of 4 KiB, 1 LZX of 32, 2 Xpress of 8, 3 of 16
 *  stream: where each chunk but the first begins, counted from the first, 32 bits; 64 for files of 4 GiB and more
 *          chunks; one that is as long as it was is not compressed
 * </pre>
 *
 * Little-endian. Source: <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-fscc/">[MS-FSCC]</a>, and what
 * <a href="https://wimlib.net/">wimlib</a> says of its chunks.
 *
 * @param algorithm as above
 */
record Wof(int algorithm) {
    static final String STREAM = "WofCompressedData";

    private static final int PROVIDER = 4;
    private static final int ALGORITHM = 12;
    private static final int LENGTH = 16;
    private static final int FILE = 2;
    private static final int LZX_CHUNKS = 1;
    private static final long WIDE = 1L << 32;

    /**
     * What a reparse point says of how a file is compressed.
     *
     * @throws IOException if it is kept in another way
     */
    static Wof of(ByteView data) throws IOException {
        if (data.length() < LENGTH || data.u32le(PROVIDER) != FILE) {
            throw new IOException(data.length() >= PROVIDER + 4 && data.u32le(PROVIDER) == 1
                    ? "its contents are in a Windows image (WIM) elsewhere" : "it is compressed in an unknown way");
        }
        long algorithm = data.u32le(ALGORITHM);
        if (algorithm < 0 || algorithm > 3) {
            throw new IOException("it is compressed in an unknown way");
        }
        return new Wof((int) algorithm);
    }

    private int chunkBytes() {
        return switch (algorithm) {
            case 0 -> 4096;
            case LZX_CHUNKS -> Lzx.CHUNK;
            case 2 -> 8192;
            default -> 16_384;
        };
    }

    /**
     * The file as it was.
     *
     * @param stream what is kept of it
     * @throws IOException if that is shorter than what tells where chunks are
     */
    Image content(Image stream, String name, long size) throws IOException {
        if (size == 0) {
            return new ChunkImage(stream, name, 0, chunkBytes(), number -> new ByteView(new byte[0]));
        }
        long chunks = Math.ceilDiv(size, chunkBytes());
        int width = size >= WIDE ? 8 : 4;
        if (chunks - 1 > stream.size() / width) {
            throw new IOException("its compressed data is shorter than it can be");
        }
        return new ChunkImage(stream, name, size, chunkBytes(), number -> chunk(stream, size, number));
    }

    private ByteView chunk(Image stream, long size, long number) throws IOException {
        long chunks = Math.ceilDiv(size, chunkBytes());
        int width = size >= WIDE ? 8 : 4;
        long first = (chunks - 1) * width;
        long from = number == 0 ? 0 : place(stream, number - 1, width);
        long to = number == chunks - 1 ? stream.size() - first : place(stream, number, width);
        int plain = (int) Math.min(chunkBytes(), size - number * chunkBytes());
        if (from < 0 || to <= from || to > stream.size() - first || to - from > plain) {
            throw new IOException("its compressed data is damaged: chunk " + number + " lies nowhere");
        }
        ByteView bytes = stream.view(first + from, (int) (to - from));
        if (bytes.length() == plain) {
            return bytes;
        }
        return algorithm == LZX_CHUNKS ? Lzx.decoded(bytes, plain) : XpressHuffman.decoded(bytes, plain);
    }

    private static long place(Image stream, long index, int width) throws IOException {
        ByteView entry = stream.view(index * width, width);
        return width == 8 ? entry.u64le(0) : entry.u32le(0);
    }
}
