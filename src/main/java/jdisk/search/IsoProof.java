package jdisk.search;

import java.io.IOException;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.IsoDescriptor;
import jdisk.probe.Sought;

/**
 * ISO 9660: the primary volume descriptor; proved by the root directory, whose first entry is of the directory itself.
 *
 * <pre>
 * entry of a directory:  0 its length, 8 bits   2 first block, 32 bits   25 flags, 8 bits (2: directory)   32 length of the name, 8 bits
 * </pre>
 *
 * Little-endian. Source: as for the descriptor.
 */
final class IsoProof implements Proof {
    private static final int ENTRY = 34;
    private static final int FLAGS = 25;
    private static final int DIRECTORY = 2;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        long start = at - IsoDescriptor.POSITION;
        if (start < 0 || at + IsoDescriptor.LENGTH > disk.size()) {
            return;
        }
        IsoDescriptor descriptor = new IsoDescriptor(disk.view(at, IsoDescriptor.LENGTH));
        ByteView bytes = descriptor.bytes();
        // Both orders of the same number have to tell the same.
        if (descriptor.type() != IsoDescriptor.PRIMARY
                || bytes.u32le(80) != bytes.u32be(84)
                || bytes.u32le(158) != bytes.u32be(162)
                || descriptor.blockBytes() < 512
                || Long.bitCount(descriptor.blockBytes()) != 1) {
            return;
        }
        long root = bytes.u32le(158);
        boolean proved = disk.viewIfThere(start + root * descriptor.blockBytes(), ENTRY)
                .filter(entry -> entry.u8(0) >= ENTRY
                        && entry.u32le(2) == root
                        && (entry.u8(FLAGS) & DIRECTORY) != 0
                        && entry.u8(32) == 1)
                .isPresent();
        if (proved) {
            found.accept(new Witness(
                    Sought.ISO9660,
                    start,
                    descriptor.blocks() * descriptor.blockBytes(),
                    "",
                    at,
                    IsoDescriptor.POSITION,
                    bytes,
                    Confidence.SURE));
        }
    }
}
