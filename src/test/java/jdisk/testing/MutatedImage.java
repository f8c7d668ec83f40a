package jdisk.testing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;

/**
 * An image of which some sectors are changed, some cannot be read, and the end may be missing: what a seed makes of the
 * sectors that matter.
 */
public final class MutatedImage extends ForwardingImage {
    public static final int SECTOR = 512;

    private final Map<Long, byte[]> changed = new TreeMap<>();
    private final Set<Long> bad = new HashSet<>();
    private long size;

    private MutatedImage(Image image) {
        super(image);
        this.size = image.size();
    }

    /**
     * The image after a few changes.
     *
     * @param hot numbers of the sectors of 512 bytes that are looked at when the image is opened
     */
    public static MutatedImage of(Image image, List<Long> hot, Random random) throws IOException {
        MutatedImage mutated = new MutatedImage(image);
        int changes = 1 + random.nextInt(6);
        for (int n = 0; n < changes; n++) {
            mutated.change(hot, random);
        }
        if (random.nextInt(3) == 0) {
            Map<Long, byte[]> pieces = new TreeMap<>();
            for (long sector : hot) {
                pieces.put(sector * SECTOR, mutated.sector(sector));
            }
            Checksums.makeRight(pieces);
            pieces.forEach((at, bytes) -> mutated.changed.put(at / SECTOR, bytes));
        }
        return mutated;
    }

    private void change(List<Long> hot, Random random) throws IOException {
        long number = hot.get(random.nextInt(hot.size()));
        byte[] sector = sector(number);
        ByteBuffer bytes = ByteBuffer.wrap(sector);
        int field = field(sector, random);
        switch (random.nextInt(14)) {
            case 0 -> sector[field] = (byte) random.nextInt();
            case 1 -> sector[field] ^= (byte) (1 << random.nextInt(8));
            case 12, 13 -> bytes.putShort(field & -2, (short) interesting(random));
            case 2, 3, 4 -> bytes.putInt(446 + 2 + 4 * random.nextInt(16), Integer.reverseBytes((int) interesting(random)));
            case 5, 6 -> bytes.putInt(field & -4, random.nextBoolean() ? (int) interesting(random) : Integer.reverseBytes((int) interesting(random)));
            case 7 -> bytes.putLong(field & -8, Long.reverseBytes(interesting(random)));
            case 8 -> sector = sector(hot.get(random.nextInt(hot.size())));
            case 9 -> sector = new byte[SECTOR];
            case 10 -> bad.add(number);
            default -> {
                if (random.nextInt(4) == 0) {
                    size = Math.max(1, (long) (size * random.nextDouble()));
                } else if (random.nextInt(3) == 0) {
                    size = Math.clamp(number * SECTOR + random.nextInt(SECTOR), 1, size);
                } else {
                    bad.add(number);
                }
            }
        }
        changed.put(number, sector);
    }

    /** A place in a sector: mostly one where something stands, as what is not used matters less. */
    private static int field(byte[] sector, Random random) {
        int at = random.nextInt(SECTOR);
        for (int tries = 0; sector[at] == 0 && tries < 30; tries++) {
            at = random.nextInt(SECTOR);
        }
        return at;
    }

    /** A number that tables trip over. */
    private long interesting(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> Integer.MAX_VALUE;
            case 4 -> Integer.MIN_VALUE;
            case 5 -> size / SECTOR;
            case 6 -> size / SECTOR - 1;
            case 7 -> random.nextInt(100);
            case 8 -> random.nextLong();
            default -> random.nextLong(Math.max(1, size / SECTOR));
        };
    }

    /** A sector as it is now. */
    private byte[] sector(long number) throws IOException {
        byte[] known = changed.get(number);
        if (known != null) {
            return known.clone();
        }
        byte[] bytes = new byte[SECTOR];
        int there = Math.clamp(super.size() - number * SECTOR, 0, SECTOR);
        super.read(number * SECTOR, ByteBuffer.wrap(bytes, 0, there));
        return bytes;
    }

    /** The sectors that are not as they were, by their numbers. */
    public Map<Long, byte[]> changed() {
        return changed;
    }

    /** Whether a file can be made like it: no sector of it is bad, and it is as long as the image it is made of. */
    public boolean isWritable() {
        return bad.isEmpty() && size == super.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (offset < 0 || offset + target.remaining() > size) {
            throw new EOFException("read at " + offset + " of " + target.remaining() + " bytes in " + size);
        }
        if (!target.hasRemaining()) {
            return;
        }
        int start = target.position();
        long first = offset / SECTOR;
        long last = (offset + target.remaining() - 1) / SECTOR;
        for (long sector = first; sector <= last && !bad.isEmpty(); sector++) {
            if (bad.contains(sector)) {
                throw new IOException("Input/output error");
            }
        }
        super.read(offset, target);
        for (long sector = first; sector <= last; sector++) {
            byte[] bytes = changed.get(sector);
            if (bytes != null) {
                long at = sector * SECTOR;
                int from = (int) Math.max(offset - at, 0);
                int to = (int) Math.min(offset + target.position() - start - at, SECTOR);
                target.put(start + (int) (at + from - offset), bytes, from, to - from);
            }
        }
    }
}
