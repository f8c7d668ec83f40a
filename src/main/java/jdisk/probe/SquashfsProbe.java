package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Squashfs.
 *
 * <pre>
 * superblock:  0 "hsqs", or "sqsh" if it is big-endian   28 major version, 16 bits   30 minor version, 16 bits
 * </pre>
 *
 * Source: <a href="https://dr-emann.github.io/squashfs/">the format's description</a>. Version 4 is little-endian always; what
 * is older needs another driver, and blkid gives it another name.
 */
final class SquashfsProbe {
    private static final int MAJOR = 28;
    private static final int MINOR = 30;

    private SquashfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> superblock = volume.viewIfThere(0, 32);
        if (superblock.filter(bytes -> bytes.has(0, "hsqs")).isPresent()) {
            int major = superblock.get().u16le(MAJOR);
            return Optional.of(described(major >= 4 ? "squashfs" : "squashfs3", major, superblock.get().u16le(MINOR)));
        }
        return superblock
                .filter(bytes -> bytes.has(0, "sqsh") && bytes.u16be(MAJOR) <= 3)
                .map(bytes -> described("squashfs3", bytes.u16be(MAJOR), bytes.u16be(MINOR)));
    }

    private static Contents described(String type, int major, int minor) {
        return new Contents(type, major + "." + minor, "", "");
    }
}
