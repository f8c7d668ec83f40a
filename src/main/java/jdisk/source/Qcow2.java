package jdisk.source;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * qcow2, of QEMU: clusters that two levels of tables lead to, over a backing file where there is one.
 *
 * <pre>
 * first table: 64 bits an entry              second table, in a cluster: 64 bits an entry, or 128
 *   9 to 55 where a second table is, or 0      9 to 55 where the cluster is, or 0 for nowhere
 *                                              0 all zeros, of version 3 on, unless there are 128 bits
 *                                             62 packed: then 0 to X-1 where it is,
 *                                                X to 61 sectors of 512 bytes that it goes on for, X = 62 - (logarithm - 8)
 *                                             64 to 95 parts of 32 that are there, 96 to 127 parts that are zeros
 * </pre>
 *
 * Numbered from the least bit. A packed cluster ends somewhere in its last sector: zlib's data (without a header) and zstd's
 * frames say where. Counts of clusters are not needed to read. Source:
 * <a href="https://www.qemu.org/docs/master/interop/qcow2.html">the specification of qcow2</a>.
 */
final class Qcow2 implements VirtualDisk.Tables {
    private static final long OFFSET = 0x00ff_ffff_ffff_fe00L;
    private static final long PACKED = 1L << 62;
    private static final long COPIED = 1L << 63;
    private static final long ZEROS = 1;
    private static final int PARTS = 32;

    /** Bytes of a first table at most: as many as QEMU takes. */
    private static final long LONGEST_TABLE = 32L << 20;

    private final Image image;
    private final Image data;
    private final Optional<Image> base;
    private final Qcow2Header header;
    private final ByteView first;
    private final TableCache tables;
    private final long size;
    private final int clusterLog;
    private final long clusterBytes;
    private final int entryBytes;

    private Qcow2(Image image, Image data, Optional<Image> base, Qcow2Header header, ByteView first, long size) {
        this.image = image;
        this.data = data;
        this.base = base;
        this.header = header;
        this.first = first;
        this.tables = new TableCache(image);
        this.size = size;
        this.clusterLog = header.clusterLog();
        this.clusterBytes = 1L << clusterLog;
        this.entryBytes = header.hasParts() ? 16 : 8;
    }

    /**
     * The disk in an image.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        Qcow2Header header = Qcow2Header.read(image);
        Qcow2Snapshot state = context.opening().snapshot().isPresent()
                ? Qcow2Snapshot.named(image, header, context.opening().snapshot().get())
                : new Qcow2Snapshot("", "", header.table(), header.tableEntries(), header.size());
        ByteView first = firstTable(image, header, state);
        List<Image> others = new ArrayList<>();
        try {
            Image data = image;
            if (header.hasDataFile()) {
                String name = header.dataFile(image).orElseThrow(() ->
                        Context.refusal(image, "the qcow2 image keeps its data in another file, and does not name it"));
                data = context.open(image, name, "its data file", true);
                others.add(data);
            }
            Optional<Image> base = Optional.empty();
            Optional<String> backing = header.backing(image);
            if (backing.isPresent()) {
                boolean raw = header.backingForm(image).filter("raw"::equals).isPresent();
                base = Optional.of(context.open(image, backing.get(), "its backing file", raw));
                others.add(base.get());
            }
            Map<String, String> facts = facts(header, state, backing);
            missing(image, first).ifPresent(what -> facts.put("incomplete", what));
            Layer layer = new Layer("qcow2", state.size(), image.name(), facts);
            return new VirtualDisk(image, others, layer, new Qcow2(image, data, base, header, first, state.size()));
        } catch (IOException e) {
            for (Image other : others) {
                other.close();
            }
            throw e;
        }
    }

    private static Map<String, String> facts(Qcow2Header header, Qcow2Snapshot state, Optional<String> backing) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", Integer.toString(header.version()));
        backing.ifPresent(name -> facts.put("backing file", name));
        if (!state.id().isEmpty()) {
            facts.put("snapshot", state.id() + " " + state.name());
        } else if (header.snapshots() > 0) {
            facts.put("snapshots", Long.toString(header.snapshots()));
        }
        if (header.isDirty()) {
            facts.put("state", "not closed cleanly");
        }
        if (header.isDamaged()) {
            facts.put("state", "marked as damaged");
        }
        return facts;
    }

    /** What shows at once that the end of a file is missing: a table that lies past it. */
    private static Optional<String> missing(Image image, ByteView first) {
        for (int at = 0; at < first.length(); at += 8) {
            long second = first.u64be(at) & OFFSET;
            if (second >= image.size()) {
                return Optional.of("the file has " + image.size() + " bytes, and a table of it lies at byte " + second);
            }
        }
        return Optional.empty();
    }

    private static ByteView firstTable(Image image, Qcow2Header header, Qcow2Snapshot state) throws IOException {
        int log = header.clusterLog() - (header.hasParts() ? 4 : 3) + header.clusterLog();
        long wanted = log >= 63 ? Math.min(state.size(), 1) : (state.size() >>> log) + ((state.size() & ((1L << log) - 1)) == 0 ? 0 : 1);
        if (wanted * 8 > LONGEST_TABLE || state.tableEntries() * 8 > LONGEST_TABLE) {
            throw Context.refusal(image, "the qcow2 image is damaged: its first table has " + state.tableEntries() + " entries, for a disk of "
                    + state.size() + " bytes; no image has so many");
        }
        if (wanted > state.tableEntries()) {
            throw Context.refusal(image, "the qcow2 image is damaged: its first table has " + state.tableEntries()
                    + " entries, where its disk of " + state.size() + " bytes needs " + wanted);
        }
        if (state.table() < 0 || state.table() > image.size() - wanted * 8) {
            throw Context.refusal(image, "the first table of the qcow2 image lies past the end of the file");
        }
        return image.view(state.table(), (int) (wanted * 8));
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        long perTable = clusterBytes / entryBytes;
        long cluster = at >>> clusterLog;
        long within = at & (clusterBytes - 1);
        int index = (int) (cluster / perTable);
        long second = first.u64be(index * 8) & OFFSET;
        if (second == 0) {
            // As far as the first table has nothing.
            int next = index + 1;
            while (next < first.length() / 8 && (first.u64be(next * 8) & OFFSET) == 0) {
                next++;
            }
            long end = next >= first.length() / 8 ? size : (next * perTable) << clusterLog;
            return nothing(at, end - at);
        }
        if (second % clusterBytes != 0 || second > image.size() - clusterBytes) {
            throw new IOException("a table of the qcow2 image for byte " + at + " lies "
                    + (second % clusterBytes != 0 ? "in the middle of a cluster" : "past the end of " + image.name()));
        }
        ByteView table = tables.at(second, (int) clusterBytes);
        int entry = (int) (cluster % perTable) * entryBytes;
        long told = table.u64be(entry);
        if ((told & PACKED) != 0) {
            return new VirtualDisk.Packed(cluster, (int) Math.min(clusterBytes, size - (cluster << clusterLog)), (int) within, clusterBytes - within);
        }
        long position = told & OFFSET;
        if (position % clusterBytes != 0) {
            throw new IOException("the cluster for byte " + at + " lies in the middle of another");
        }
        if (header.hasParts()) {
            return part(at, position, told, table.u64be(entry + 8), within);
        }
        return whole(table, at, entry, within);
    }

    /** Neighbours that are alike are one stretch. */
    private VirtualDisk.Stretch whole(ByteView table, long at, int entry, long within) throws IOException {
        long told = table.u64be(entry);
        boolean zeros = isZeros(told);
        boolean there = !zeros && isThere(told);
        long clusters = 1;
        for (int next = entry + 8; next < table.length(); next += 8, clusters++) {
            long other = table.u64be(next);
            boolean alike = (other & PACKED) == 0 && isZeros(other) == zeros && (zeros || isThere(other) == there)
                    && (!there || (other & OFFSET) == (told & OFFSET) + clusters * clusterBytes);
            if (!alike) {
                break;
            }
        }
        long length = clusters * clusterBytes - within;
        return zeros ? new VirtualDisk.Zeros(length)
                : there ? new VirtualDisk.Data(data, (told & OFFSET) + within, length)
                : nothing(at, length);
    }

    private boolean isZeros(long told) {
        return header.version() > 2 && (told & ZEROS) != 0;
    }

    private boolean isThere(long told) {
        return (told & OFFSET) != 0 || (header.hasDataFile() && (told & COPIED) != 0);
    }

    /** Of a cluster that is told of in parts: as long as parts are alike. */
    private VirtualDisk.Stretch part(long at, long position, long told, long parts, long within) throws IOException {
        long partBytes = clusterBytes / PARTS;
        int number = (int) (within / partBytes);
        int kind = kind(parts, number);
        int end = number + 1;
        while (end < PARTS && kind(parts, end) == kind) {
            end++;
        }
        long length = end * partBytes - within;
        return switch (kind) {
            case 0 -> nothing(at, length);
            case 1 -> {
                if (!isThere(told)) {
                    throw new IOException("the cluster for byte " + at + " is said to be there, and not where");
                }
                yield new VirtualDisk.Data(data, position + within, length);
            }
            case 2 -> new VirtualDisk.Zeros(length);
            default -> throw new IOException("the cluster for byte " + at + " is said to be there and to be zeros");
        };
    }

    private static int kind(long parts, int number) {
        return (int) (parts >>> number & 1) | (int) (parts >>> (PARTS + number) & 1) << 1;
    }

    private VirtualDisk.Stretch nothing(long at, long length) {
        return base.isPresent() ? VirtualDisk.below(base.get(), at, length) : new VirtualDisk.Zeros(length);
    }

    @Override
    public byte[] unpack(long cluster, int bytes) throws IOException {
        long perTable = clusterBytes / entryBytes;
        long second = first.u64be((int) (cluster / perTable) * 8) & OFFSET;
        long told = tables.at(second, (int) clusterBytes).u64be((int) (cluster % perTable) * entryBytes);
        int offsetBits = 62 - (clusterLog - 8);
        long position = told & ((1L << offsetBits) - 1);
        long sectors = (told & (PACKED - 1)) >>> offsetBits;
        long length = (sectors + 1) * 512 - position % 512;
        if (position >= data.size()) {
            throw new IOException("a packed cluster lies past the end of " + data.name());
        }
        byte[] packed = data.viewUpTo(position, (int) length).copy(0, (int) Math.min(length, data.size() - position));
        byte[] whole = header.packing() == 1 ? zstd(packed) : inflated(packed);
        return whole.length == bytes ? whole : Arrays.copyOf(whole, bytes);
    }

    private byte[] inflated(byte[] packed) throws IOException {
        byte[] whole = new byte[(int) clusterBytes];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int done = 0;
            // Ends: each turn unpacks a byte at least.
            while (done < whole.length) {
                int count = inflater.inflate(whole, done, whole.length - done);
                if (count == 0) {
                    throw new IOException("a packed cluster ends early");
                }
                done += count;
            }
            return whole;
        } catch (DataFormatException e) {
            throw new IOException("a packed cluster is damaged", e);
        }
    }

    /** As many frames as fill the cluster, mostly one, followed by what is left of the last sector. */
    private byte[] zstd(byte[] packed) throws IOException {
        Zstandard.load();
        byte[] whole = new byte[(int) clusterBytes];
        int done = 0;
        int at = 0;
        try {
            // Ends: each turn takes a frame, which has bytes.
            while (done < whole.length) {
                long frame = Zstd.findFrameCompressedSize(packed, at, packed.length - at);
                if (frame <= 0 || frame > packed.length - at) {
                    throw new IOException(at == 0 ? "a packed cluster is damaged" : "a packed cluster ends early");
                }
                done += (int) Zstd.decompressByteArray(whole, done, whole.length - done, packed, at, (int) frame);
                at += (int) frame;
            }
            return whole;
        } catch (ZstdException e) {
            throw new IOException("a packed cluster is damaged", e);
        }
    }
}
