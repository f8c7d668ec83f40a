package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * ISO 9660, with Joliet or without, and High Sierra, which was before it.
 *
 * <pre>
 * volume descriptors, of 2048 bytes, from byte 32768:  0 type (1 primary, 2 supplementary, 255 the last)
 *                                                      1 "CD001"            813 when it was made, 17 bytes
 *                                                     40 label, 32 bytes    830 when it was changed, 17 bytes
 *                                                     88 which characters the label is in
 * High Sierra:                                         9 "CDROM"
 *                                                     48 label, 32 bytes
 * </pre>
 *
 * Source: <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-119/">ECMA-119</a>, and
 * Microsoft's Joliet Specification. There is no identifier; blkid makes one of the time it was changed.
 */
final class Iso9660Probe {
    private static final String TYPE = "iso9660";
    private static final int FIRST = 32768;
    private static final int SIZE = 2048;
    /** More descriptors than this no disc has. */
    private static final int DESCRIPTORS = 16;

    private static final int SUPPLEMENTARY = 2;
    private static final int LAST = 255;
    private static final int LABEL = 40;
    private static final int LABEL_LENGTH = 32;
    private static final int ESCAPE = 88;
    private static final int MADE = 813;
    private static final int CHANGED = 830;
    private static final int DIGITS = 16;
    private static final int OLD_LABEL = 48;

    private Iso9660Probe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> first = volume.viewIfThere(FIRST, SIZE);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        ByteView primary = first.get();
        if (primary.has(9, "CDROM") && !primary.has(1, "CD001")) {
            return Optional.of(new Contents(TYPE, "High Sierra", primary.text(OLD_LABEL, LABEL_LENGTH), ""));
        }
        if (!primary.has(1, "CD001")) {
            return Optional.empty();
        }
        String uuid = date(primary, CHANGED).or(() -> date(primary, MADE)).orElse("");
        Optional<ByteView> joliet = joliet(volume);
        return Optional.of(new Contents(
                TYPE,
                joliet.isPresent() ? "Joliet Extension" : "",
                joliet.filter(descriptor -> !isSameLabel(primary, descriptor))
                        .map(descriptor -> descriptor.utf16be(LABEL, LABEL_LENGTH / 2))
                        .orElseGet(() -> primary.text(LABEL, LABEL_LENGTH)),
                uuid));
    }

    private static Optional<ByteView> joliet(Slice volume) throws IOException {
        for (int n = 1; n <= DESCRIPTORS; n++) {
            Optional<ByteView> descriptor = volume.viewIfThere(FIRST + n * SIZE, SIZE);
            if (descriptor.isEmpty() || descriptor.get().u8(0) == LAST) {
                return Optional.empty();
            }
            ByteView bytes = descriptor.get();
            if (bytes.u8(0) == SUPPLEMENTARY && (bytes.has(ESCAPE, "%/@") || bytes.has(ESCAPE, "%/C") || bytes.has(ESCAPE, "%/E"))) {
                return descriptor;
            }
        }
        return Optional.empty();
    }

    /** Whether Joliet's label is the start of the other one: it has room for half as many characters. */
    private static boolean isSameLabel(ByteView primary, ByteView joliet) {
        for (int n = 0; n < LABEL_LENGTH / 2; n++) {
            if (joliet.u16be(LABEL + 2 * n) != primary.u8(LABEL + n)) {
                return false;
            }
        }
        return true;
    }

    /** The digits of a date in the groups of blkid, or nothing if it is not set. */
    private static Optional<String> date(ByteView primary, int at) {
        StringBuilder digits = new StringBuilder();
        boolean set = primary.u8(at + DIGITS) != 0;
        for (int n = 0; n < DIGITS; n++) {
            set |= primary.u8(at + n) != '0';
            digits.append(n >= 4 && n % 2 == 0 ? "-" : "").append((char) primary.u8(at + n));
        }
        return set ? Optional.of(digits.toString()) : Optional.empty();
    }
}
