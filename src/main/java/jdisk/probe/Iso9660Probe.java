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
    private static final int JOLIET_LENGTH = 16;
    private static final int SECTOR = 2048;
    private static final String NO_DIGITS = "0".repeat(16);

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
                joliet.map(descriptor -> label(bytes, descriptor))
                        .orElseGet(() -> bytes.text(IsoDescriptor.VOLUME, LABEL_LENGTH)),
                uuid(first.get()),
                SECTOR));
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

    /**
     * Joliet's label has all characters, but room for half as many: where it is the start of the other one, what it lacks is
     * taken from there, as blkid does.
     */
    private static String label(ByteView primary, IsoDescriptor joliet) {
        return isStart(primary, joliet.bytes())
                ? joliet.bytes().utf16be(IsoDescriptor.VOLUME, JOLIET_LENGTH)
                        + primary.text(IsoDescriptor.VOLUME + JOLIET_LENGTH, LABEL_LENGTH - JOLIET_LENGTH)
                : joliet.volumeId();
    }

    /** Whether the labels begin alike: the other one may be in capitals, and have a low line where a character was not allowed. */
    private static boolean isStart(ByteView primary, ByteView joliet) {
        for (int n = 0; n < JOLIET_LENGTH; n++) {
            int full = joliet.u16be(IsoDescriptor.VOLUME + 2 * n);
            int poor = primary.u8(IsoDescriptor.VOLUME + n);
            boolean alike = full == poor || poor == '_' || (full >= 'a' && full <= 'z' && full - 'a' + 'A' == poor);
            if (full == 0 || !alike) {
                return false;
            }
        }
        return true;
    }

    /** The digits of a date in the groups of blkid, up to the first NUL; nothing if it is not set. */
    private static String uuid(IsoDescriptor primary) {
        IsoDescriptor.Time time = isNone(primary.changed()) ? primary.made() : primary.changed();
        StringBuilder groups = new StringBuilder();
        if (!isNone(time)) {
            for (int n = 0; n < time.digits().length(); n++) {
                groups.append(n >= 4 && n % 2 == 0 ? "-" : "").append(time.digits().charAt(n));
            }
        }
        int end = groups.indexOf("\0");
        return end < 0 ? groups.toString() : groups.substring(0, end);
    }

    /** Whether a date is what the standard has for none. One of NULs is not, and of no use either. */
    private static boolean isNone(IsoDescriptor.Time time) {
        return time.zone() == 0 && time.digits().equals(NO_DIGITS);
    }
}
