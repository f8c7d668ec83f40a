package jdisk.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * <p>The chunks of an image are looked through when it is opened, and kept as two numbers each.
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

    private final Image image;
    private final TableCache fills;
    private final long blockBytes;
    private final long size;

    /** Where each chunk begins on the disk, in blocks. */
    private long[] starts = new long[16];

    /** Where its data is in the file; for a filled one, the complement of where the four bytes are; 0 for nothing. */
    private long[] places = new long[16];

    private int count;

    private AndroidSparse(Image image, long blockBytes, long blocks) {
        this.image = image;
        this.fills = new TableCache(image);
        this.blockBytes = blockBytes;
        this.size = blockBytes * blocks;
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
        Layer layer = new Layer("android-sparse", sparse.size, image.name(), Map.of());
        return new VirtualDisk(image, List.of(), layer, sparse);
    }

    private void readChunks(ByteView header) throws IOException {
        int chunkHeader = header.u16le(10);
        long at = header.u16le(8);
        long block = 0;
        TableCache heads = new TableCache(image);
        // Ends: each chunk has 12 bytes of the file at least.
        for (long chunk = 0; chunk < header.u32le(20); chunk++) {
            ByteView head = head(heads, at);
            int kind = head.u16le(0);
            long blocks = head.u32le(4);
            long bytes = head.u32le(8) - chunkHeader;
            boolean fits = bytes >= 0 && bytes == switch (kind) {
                case RAW -> blocks * blockBytes;
                case FILL, CHECKSUM -> 4;
                case NOTHING -> 0;
                default -> -1;
            };
            if (!fits || at + chunkHeader + bytes > image.size()) {
                throw Context.refusal(image, "the Android sparse image is " + (fits ? "cut short" : "damaged") + ": chunk " + chunk);
            }
            if (kind != CHECKSUM && blocks > 0) {
                add(block, kind == RAW ? at + chunkHeader : kind == FILL ? ~(at + chunkHeader) : 0);
                block += blocks;
            }
            at += chunkHeader + bytes;
        }
        if (block != size / blockBytes) {
            throw Context.refusal(image, "the Android sparse image is damaged: its chunks have " + block + " blocks, of "
                    + size / blockBytes + " that it says it has");
        }
    }

    private ByteView head(TableCache heads, long at) throws IOException {
        if (at > image.size() - CHUNK) {
            throw Context.refusal(image, "the Android sparse image is cut short: a chunk's header is missing");
        }
        long piece = at / PIECE * PIECE;
        int within = (int) (at - piece);
        ByteView bytes = heads.at(piece, (int) Math.min(PIECE, image.size() - piece));
        return within + CHUNK <= bytes.length() ? bytes.slice(within, CHUNK) : image.view(at, CHUNK);
    }

    private void add(long block, long place) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        starts[count] = block;
        places[count++] = place;
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        int found = Arrays.binarySearch(starts, 0, count, at / blockBytes);
        int chunk = found >= 0 ? found : -found - 2;
        long start = starts[chunk] * blockBytes;
        long end = chunk + 1 < count ? starts[chunk + 1] * blockBytes : size;
        long place = places[chunk];
        if (place == 0) {
            return new VirtualDisk.Zeros(end - at);
        }
        if (place > 0) {
            return new VirtualDisk.Data(image, place + (at - start), end - at);
        }
        int fill = (int) fills.at(~place, 4).u32be(0);
        return fill == 0 ? new VirtualDisk.Zeros(end - at) : new VirtualDisk.Filled(fill, end - at);
    }
}
