package jdisk.filesystem.iso9660;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.FatBootRecord;

/**
 * The images a machine can boot from, as the catalogue of El Torito has them: files of a directory {@code [BOOT]} that no tree of
 * names holds.
 *
 * <pre>
 * entries of 32 bytes:
 *  0 1: the first, which has the platform in 1 and 55 AA in 30    an image:
 *    88, 0: an image, to boot from or not                          0 88 or 0
 *    90, 91: more of another platform follow, the last of all: 91  1 medium: 0 none, 1 to 3 a floppy disk of 1.2, 1.44 or 2.88 MB,
 *      platform in 1, how many in 2, 16 bits                         4 a hard disk
 *    44: more about the image before it                            6 sectors of 512 bytes that are loaded, 16 bits
 *                                                                  8 sector of 2048 bytes, 32 bits
 * platforms: 0 a PC's BIOS, 1 PowerPC, 2 Macintosh, EF UEFI
 * </pre>
 *
 * Little-endian. What is loaded may be less than the image: the size of an image that has a FAT file system is what that takes, and
 * a hard disk's ends with its first partition. Source: the El Torito Bootable CD-ROM Format Specification; UEFI specification,
 * 13.3.2.
 */
final class BootImages {
    private static final int SECTOR = 2048;
    private static final int ENTRY = 32;
    private static final int FIRST = 0x01;
    private static final int IMAGE = 0x88;
    private static final int OTHER_IMAGE = 0x00;
    private static final int MORE = 0x90;
    private static final int LAST = 0x91;
    private static final int UEFI = 0xef;
    private static final int HARD_DISK = 4;
    private static final List<Long> FLOPPIES = List.of(1_228_800L, 1_474_560L, 2_949_120L);

    /** More than any disc has. */
    private static final int MOST_ENTRIES = 64;

    /** What no block can be: the directory's own number. */
    private static final long KEY = -1;

    private final Slice volume;
    private final long catalogue;

    BootImages(Slice volume, long catalogue) {
        this.volume = volume;
        this.catalogue = catalogue;
    }

    private static Attributes attributes(long size) {
        return new Attributes(OptionalLong.empty(), size, Times.NONE, Optional.empty(), Optional.empty(), OptionalLong.empty(), Set.of());
    }

    Entry folder() {
        return new Own(Name.of("[BOOT]"), new Folder(this));
    }

    /** Something that belongs to the volume itself. */
    private record Own(Name name, Node node) implements Entry {
        @Override
        public boolean isInternal() {
            return true;
        }
    }

    private record Folder(BootImages images) implements Directory {
        @Override
        public Attributes attributes() {
            return BootImages.attributes(0);
        }

        @Override
        public long key() {
            return KEY;
        }

        @Override
        public List<? extends Entry> entries() throws IOException {
            return images.all();
        }
    }

    private record Booted(Image content, Attributes attributes) implements RegularFile {}

    private List<Entry> all() throws IOException {
        ByteView sector = volume.viewIfThere(catalogue * SECTOR, SECTOR)
                .filter(bytes -> bytes.u8(0) == FIRST && bytes.u16be(30) == 0x55aa)
                .orElseThrow(() -> new EOFException("the catalogue of boot images was not found at sector " + catalogue));
        List<Entry> all = new ArrayList<>();
        int platform = sector.u8(1);
        int left = 1;
        boolean last = false;
        for (int n = 1; n < MOST_ENTRIES && !(last && left == 0); n++) {
            ByteView entry = sector.slice(n * ENTRY, ENTRY);
            int kind = entry.u8(0);
            if (kind == MORE || kind == LAST) {
                last = kind == LAST;
                platform = entry.u8(1);
                left = entry.u16le(2);
            } else if ((kind == IMAGE || kind == OTHER_IMAGE) && left > 0 && entry.u32le(8) != 0) {
                all.add(image(entry, platform, all.size() + 1));
                left--;
            } else if (kind == OTHER_IMAGE && left == 0) {
                break;
            }
        }
        return all;
    }

    private Entry image(ByteView entry, int platform, int number) throws IOException {
        long start = entry.u32le(8) * SECTOR;
        long size = size(entry, start);
        String name = number + "-" + switch (platform) {
            case 0 -> "bios";
            case 1 -> "powerpc";
            case 2 -> "mac";
            case UEFI -> "uefi";
            default -> "platform-" + platform;
        } + ".img";
        Image content = new ExtentImage.Builder(volume).data(0, start, size).build(name, size);
        return new Own(Name.of(name), new Booted(content, attributes(size)));
    }

    private long size(ByteView entry, long start) throws IOException {
        int medium = entry.u8(1) & 0xf;
        long loaded = Math.max(entry.u16le(6), 1) * 512L;
        if (medium > 0 && medium < HARD_DISK) {
            return FLOPPIES.get(medium - 1);
        }
        Optional<ByteView> first = volume.viewIfThere(start, 512);
        if (first.isEmpty()) {
            return loaded;
        }
        long known = medium == HARD_DISK && first.get().u16be(510) == 0x55aa
                ? (first.get().u32le(446 + 8) + first.get().u32le(446 + 12)) * 512
                : FatBootRecord.of(first.get()).map(fat -> fat.sectors() * fat.sectorBytes()).orElse(0L);
        return known > loaded && known <= volume.size() - start ? known : loaded;
    }
}
