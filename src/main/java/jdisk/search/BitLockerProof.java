package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * BitLocker: one of its three blocks of metadata, each of which tells where all of them are; proved by the others.
 *
 * <pre>
 * block of metadata:  0 "-FVE-FS-"   10 version, 16 bits (1 or 2)   16 length of the volume   32, 40, 48 the three places
 * </pre>
 *
 * Little-endian, 64 bits where nothing is said; places in bytes from the start of the volume. Source: as for its recognition.
 */
final class BitLockerProof implements Proof {
    private static final String MARK = "-FVE-FS-";
    private static final int LENGTH = 64;
    private static final int VOLUME = 16;
    private static final int PLACES = 32;
    private static final int COUNT = 3;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView block = disk.view(at, LENGTH);
        long length = block.u64le(VOLUME);
        if (!block.has(0, MARK) || block.u16le(10) > 2 || length < 0) {
            return;
        }
        for (int own = 0; own < COUNT; own++) {
            long place = block.u64le(PLACES + 8 * own);
            long start = at - place;
            int others = 0;
            for (int n = 0; n < COUNT && place > 0 && start >= 0; n++) {
                long other = block.u64le(PLACES + 8 * n);
                Optional<ByteView> there = n == own || other <= 0 || other > Long.MAX_VALUE - start || other == place
                        ? Optional.empty()
                        : disk.viewIfThere(start + other, LENGTH);
                others += there.filter(bytes -> bytes.has(0, MARK) && bytes.slice(PLACES, 24).equals(block.slice(PLACES, 24)))
                        .isPresent() ? 1 : 0;
            }
            if (others > 0) {
                Confidence confidence = others == COUNT - 1 ? Confidence.SURE : Confidence.LIKELY;
                found.accept(new Witness(Sought.BITLOCKER, start, length, "", at, place, block, confidence));
                return;
            }
        }
    }
}
