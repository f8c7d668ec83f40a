package jdisk.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packed clusters of a disk: unpacked when they are asked for, and kept for a while where only a part of them was. As safe to
 * use from several threads as the tables are.
 */
final class UnpackedClusters {
    /** Bytes that are kept, an eighth of the memory within these bounds: who reads files goes to and fro between large blocks. */
    private static final long LEAST_KEPT = 4 << 20;

    private static final long MOST_KEPT = 128 << 20;

    private static final int MOST_FAULTS = 256;

    private final VirtualDisk.Tables tables;
    private final long most = Math.clamp(Runtime.getRuntime().maxMemory() / 8, LEAST_KEPT, MOST_KEPT);
    private final Map<Long, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /** What was wrong with clusters that could not be unpacked: whoever tries each sector waits for it once. */
    private final Map<Long, IOException> faults = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, IOException> eldest) {
            return size() > MOST_FAULTS;
        }
    };

    UnpackedClusters(VirtualDisk.Tables tables) {
        this.tables = tables;
    }

    /** Reads parts of clusters. */
    void read(List<VirtualDisk.Unpacking> parts) throws IOException {
        if (parts.size() == 1) {
            unpack(parts.getFirst().packed(), parts.getFirst().part());
        } else if (!parts.isEmpty()) {
            unpackAll(parts);
        }
    }

    /** Clusters are packed each by itself: on all cores. */
    private void unpackAll(List<VirtualDisk.Unpacking> all) throws IOException {
        try {
            all.parallelStream().forEach(one -> {
                try {
                    unpack(one.packed(), one.part());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            // From another thread, it comes in one of its own kind.
            throw new IOException(String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()), e);
        }
    }

    private void unpack(VirtualDisk.Packed packed, ByteBuffer part) throws IOException {
        byte @Nullable [] known;
        synchronized (kept) {
            known = kept.get(packed.cluster());
            IOException fault = faults.get(packed.cluster());
            if (fault != null) {
                throw new IOException(fault.getMessage(), fault);
            }
        }
        if (known != null) {
            part.put(known, packed.from(), part.remaining());
            return;
        }
        try {
            if (part.remaining() == packed.bytes()) {
                // What is read as a whole is not read again soon.
                tables.unpack(packed.cluster(), part);
            } else {
                byte[] bytes = tables.unpack(packed.cluster(), packed.bytes());
                keep(packed.cluster(), bytes);
                part.put(bytes, packed.from(), part.remaining());
            }
        } catch (IOException e) {
            // A server that breaks off may not do so the next time.
            if (!(e instanceof FileSystemException)) {
                synchronized (kept) {
                    faults.put(packed.cluster(), e);
                }
            }
            throw e;
        }
    }

    private void keep(long cluster, byte[] bytes) {
        synchronized (kept) {
            if (kept.put(cluster, bytes) == null) {
                keptBytes += bytes.length;
            }
            var oldest = kept.entrySet().iterator();
            // Ends: each turn forgets one.
            while (keptBytes > most && kept.size() > 1) {
                keptBytes -= oldest.next().getValue().length;
                oldest.remove();
            }
        }
    }
}
