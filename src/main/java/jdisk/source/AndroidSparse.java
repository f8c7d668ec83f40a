package jdisk.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdisk.image.Ascending;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * Android's sparse image: chunks of blocks, one after the other.
 *
 * <pre>
 *  0 3A FF 26 ED                     12 bytes of a block      chunk:
 *  4 version: 1, 16 bits             16 blocks                 0 kind, 16 bits: CAC1 as they are, CAC2 four bytes again
 *  8 bytes of this header, 16 bits   20 chunks                   and again, CAC3 nothing, CAC4 a checksum
 * 10 bytes of a chunk's, 16 bits     24 checksum               4 blocks   8 bytes of it, header included
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: {@code libsparse} of the Android Open Source Project.
 *
 * <p>The chunks of an image are looked through when it is opened. Of neighbours that are alike, one is kept, as two numbers: there
 * may be a chunk for each block, and as many as the file has room for.
 */
final class AndroidSparse implements VirtualDisk.Tables {
    private static final int HEADER = 28;
    private static final int CHUNK = 12;
    private static final int RAW = 0xcac1;
    private static final int FILL = 0xcac2;
    private static final int NOTHING = 0xcac3;
    private static final int CHECKSUM = 0xcac4;
    private static final int PIECE = 4096;
    private static final long LARGEST_BLOCK = 1 << 30;

    /** What a chunk has that is nothing or zeros, where others have the place of their data in the file. */
    private static final long ZEROS = 0;

    /** Pieces that are kept, of 12 bytes each: a file system of 16 GiB has so many blocks. */
    private static final int MOST_PIECES = 1 << 22;

    private final Image image;
    private final long blockBytes;
    private final long blocks;

    /** Where each piece begins on the disk, in blocks, unsigned. */
    private int[] starts = new int[16];

    /** Where its data is in the file; of a filled one, the complement of the four bytes; or {@link #ZEROS}. */
    private long[] places = new long[16];

    private int count;

    private AndroidSparse(Image image, long blockBytes, long blocks) {
        this.image = image;
        this.blockBytes = blockBytes;
        this.blocks = blocks;
    }

    /**
     * The disk in an image.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image image) throws IOException {
        ByteView header = image.viewUpTo(0, HEADER);
        if (header.length() < HEADER) {
            throw Context.refusal(image, "the Android sparse image is cut short: its header ends early");
        }
        if (header.u16le(4) != 1 || header.u16le(8) < HEADER || header.u16le(10) < CHUNK) {
            throw Context.refusal(image, "it is an Android sparse image of version " + header.u16le(4) + ", which is not known: 1 is");
        }
        long blockBytes = header.u32le(12);
        if (blockBytes == 0 || blockBytes % 4 != 0 || blockBytes > LARGEST_BLOCK) {
            throw Context.refusal(image, "the Android sparse image is damaged: it has blocks of " + blockBytes + " bytes");
        }
        AndroidSparse sparse = new AndroidSparse(image, blockBytes, header.u32le(16));
        sparse.readChunks(header);
        Layer layer = new Layer("android-sparse", sparse.blocks * blockBytes, image.name(), Map.of());
        return new VirtualDisk(image, List.of(), layer, sparse);
    }

    private void readChunks(ByteView header) throws IOException {
        int chunkHeader = header.u16le(10);
        long at = header.u16le(8);
        long block = 0;
        ByteView bytes = new ByteView(new byte[0]);
        long bytesAt = 0;
        // Ends: each chunk has 12 bytes of the file at least.
        for (long chunk = 0; chunk < header.u32le(20); chunk++) {
            long dataAt = at + chunkHeader;
            if (dataAt > image.size()) {
                throw Context.refusal(image, "the Android sparse image is cut short: the header of chunk " + chunk + " is missing");
            }
            if (dataAt + 4 > bytesAt + bytes.length()) {
                bytesAt = at;
                bytes = image.viewUpTo(at, Math.max(PIECE, chunkHeader + 4));
            }
            int head = (int) (at - bytesAt);
            int kind = bytes.u16le(head);
            long blocksHere = bytes.u32le(head + 4);
            long length = bytes.u32le(head + 8) - chunkHeader;
            boolean fits = length >= 0 && length == switch (kind) {
                case RAW -> blocksHere * blockBytes;
                case FILL, CHECKSUM -> 4;
                case NOTHING -> 0;
                default -> -1;
            };
            if (!fits || dataAt + length > image.size()) {
                throw Context.refusal(image, "the Android sparse image is " + (fits ? "cut short" : "damaged") + ": chunk " + chunk);
            }
            if (kind != CHECKSUM && blocksHere > 0) {
                if (blocksHere > blocks - block) {
                    throw Context.refusal(image, "the Android sparse image is damaged: chunk " + chunk + " leads past the " + blocks + " blocks it has");
                }
                long fill = kind == FILL ? bytes.u32be(head + chunkHeader) : 0;
                add(block, kind == RAW ? dataAt : fill == 0 ? ZEROS : ~fill);
                block += blocksHere;
            }
            at = dataAt + length;
        }
        if (block != blocks) {
            throw Context.refusal(image, "the Android sparse image is damaged: its chunks have " + block + " blocks, of " + blocks + " that it says it has");
        }
    }

    /** Adds a chunk, unless it continues the one before it; data never does, as its head comes before it. */
    private void add(long block, long place) throws IOException {
        if (count > 0 && place <= 0 && places[count - 1] == place) {
            return;
        }
        if (count == MOST_PIECES) {
            throw Context.refusal(image, "the Android sparse image is in more than " + MOST_PIECES
                    + " pieces, more than are kept in memory; 'simg2img' makes a raw image of it");
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        starts[count] = (int) block;
        places[count++] = place;
    }

    private long start(int piece) {
        return piece < count ? Integer.toUnsignedLong(starts[piece]) : blocks;
    }

    /** The piece that has a block: the first begins with block 0. */
    private int pieceAt(long block) {
        return Ascending.last(count, this::start, block);
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        int piece = pieceAt(at / blockBytes);
        long start = start(piece) * blockBytes;
        long end = start(piece + 1) * blockBytes;
        long place = places[piece];
        return place == ZEROS ? new VirtualDisk.Zeros(end - at)
                : place > 0 ? new VirtualDisk.Data(image, place + (at - start), end - at)
                : new VirtualDisk.Filled((int) ~place, end - at);
    }
}
