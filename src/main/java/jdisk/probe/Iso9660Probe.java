package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * ISO 9660, with Joliet or without, told by its {@link IsoDescriptor}s; and High Sierra, which was before it.
 *
 * <pre>
 * first descriptor of High Sierra, at byte 32768:   9 "CDROM"
 *                                                  48 label, 32 bytes
 * </pre>
 *
 * Source of that: the working paper of the High Sierra Group, 1986. There is no identifier; blkid makes one of the time the
 * volume was changed.
 */
final class Iso9660Probe {
    private static final String TYPE = "iso9660";
    private static final int OLD_NAME_AT = 9;
    private static final String OLD_NAME = "CDROM";
    private static final int OLD_LABEL = 48;
    private static final int LABEL_LENGTH = 32;

    private Iso9660Probe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<IsoDescriptor> first = IsoDescriptor.at(volume, 0);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        ByteView bytes = first.get().bytes();
        if (!first.get().isNamed()) {
            return bytes.has(OLD_NAME_AT, OLD_NAME)
                    ? Optional.of(new Contents(TYPE, "High Sierra", bytes.text(OLD_LABEL, LABEL_LENGTH), ""))
                    : Optional.empty();
        }
        Optional<IsoDescriptor> joliet = joliet(volume);
        return Optional.of(new Contents(
                TYPE,
                joliet.isPresent() ? "Joliet Extension" : "",
                joliet.filter(descriptor -> !isSameLabel(bytes, descriptor.bytes()))
                        .map(IsoDescriptor::volumeId)
                        .orElseGet(() -> bytes.text(IsoDescriptor.VOLUME, LABEL_LENGTH)),
                uuid(first.get())));
    }

    /** Of the descriptors only as many are read as it takes to find it: those that follow may be damaged. */
    private static Optional<IsoDescriptor> joliet(Slice volume) throws IOException {
        for (int n = 1; n < IsoDescriptors.LIMIT; n++) {
            Optional<IsoDescriptor> descriptor = IsoDescriptor.at(volume, n);
            if (descriptor.isEmpty() || descriptor.get().type() == IsoDescriptor.LAST) {
                return Optional.empty();
            }
            if (descriptor.get().isJoliet()) {
                return descriptor;
            }
        }
        return Optional.empty();
    }

    /** Whether Joliet's label is the start of the other one: it has room for half as many characters. */
    private static boolean isSameLabel(ByteView primary, ByteView joliet) {
        for (int n = 0; n < LABEL_LENGTH / 2; n++) {
            if (joliet.u16be(IsoDescriptor.VOLUME + 2 * n) != primary.u8(IsoDescriptor.VOLUME + n)) {
                return false;
            }
        }
        return true;
    }

    /** The digits of a date in the groups of blkid, or nothing if it is not set. */
    private static String uuid(IsoDescriptor primary) {
        IsoDescriptor.Time time = primary.changed().isSet() ? primary.changed() : primary.made();
        StringBuilder groups = new StringBuilder();
        if (time.isSet()) {
            for (int n = 0; n < time.digits().length(); n++) {
                groups.append(n >= 4 && n % 2 == 0 ? "-" : "").append(time.digits().charAt(n));
            }
        }
        return groups.toString();
    }
}
