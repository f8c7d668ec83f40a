package jdisk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.ExfatBootRecord;
import jdisk.probe.ExtFeature;
import jdisk.probe.ExtSuperblock;
import jdisk.probe.FatBootRecord;
import jdisk.probe.NtfsBootRecord;
import jdisk.probe.XfsSuperblock;

/**
 * Places at which a volume has structures that are never anywhere else, and whether they are there. A volume that was made later
 * has all of its own; one that lay there before has lost those that were overwritten.
 *
 * <p>The first structure does not count: it is what damage hits, and a copy has stood in for it. Bounded: of a large volume so many
 * places are looked at.
 */
final class Anchors {
    private static final int MOST = 128;
    private static final int SECTOR = 512;

    /** Structures of NTFS that are found by their number: the first records of the MFT. */
    private static final int RECORDS = 4;

    /**
     * One of them.
     *
     * @param at in bytes from the start of the image
     */
    record Anchor(long at, long length, boolean isThere) {
        boolean isIn(long from, long to) {
            return at < to && at + length > from;
        }
    }

    private final Slice volume;
    private final long start;
    private final List<Anchor> anchors = new ArrayList<>();

    private Anchors(Slice volume, long start) {
        this.volume = volume;
        this.start = start;
    }

    /** Those of a volume; none of formats that have one structure only. What cannot be read is none. */
    static List<Anchor> of(Image image, Hit hit) {
        Anchors found = new Anchors(hit.volume(image), hit.start());
        try {
            switch (hit.format()) {
                case EXT -> found.ext();
                case FAT -> found.fat();
                case EXFAT -> found.exfat();
                case NTFS -> found.ntfs();
                case XFS -> found.xfs();
                case BTRFS -> found.btrfs();
                case HFS_PLUS -> found.add(hit.length() - 1024, view -> view.has(0, "H+") || view.has(0, "HX") || view.has(0, "BD"));
                case LUKS -> found.luks();
                case BITLOCKER, HFS, ISO9660, LVM, MD, REFS, SQUASHFS, SWAP, UDF -> { }
            }
        } catch (IOException e) {
            // there may be more, of which nobody knows
        }
        return found.anchors;
    }

    private interface Check {
        boolean isRight(ByteView sector);
    }

    /** Looks at a sector, unless it lies past the end of the image, where nothing can be lost to another volume. */
    private void add(long at, Check check) throws IOException {
        Optional<ByteView> sector = volume.viewIfThere(at, SECTOR);
        if (sector.isPresent() && anchors.size() < MOST) {
            anchors.add(new Anchor(start + at, SECTOR, check.isRight(sector.get())));
        }
    }

    private void ext() throws IOException {
        Optional<ExtSuperblock> first = ExtSuperblock.read(volume);
        if (first.isEmpty()) {
            return;
        }
        ExtSuperblock superblock = first.get();
        long block = superblock.blockBytes();
        int descriptorBytes = Math.max(superblock.descriptorBytes(), 32);
        for (long group = 0; group < superblock.groups() && anchors.size() < MOST; group++) {
            long at = (superblock.firstDataBlock() + group * superblock.groupBlocks()) * block;
            if (group > 0 && hasCopy(superblock, group)) {
                long number = group;
                add(at, view -> view.u16le(0x38) == 0xef53 && view.u16le(0x5a) == (number & 0xffff)
                        && view.uuid(0x68).equals(superblock.uuid()));
            }
            Optional<ByteView> descriptor = superblock.has(ExtFeature.META_BG)
                    ? Optional.empty()
                    : volume.viewIfThere((superblock.firstDataBlock() + 1) * block + group * descriptorBytes, 32);
            if (descriptor.isPresent() && (descriptor.get().u16le(18) & 1) == 0) {
                inodes(superblock, descriptor.get());
            }
        }
    }

    /** Groups with copies: all, or the first and the powers of three, five and seven, or two that are named. */
    private static boolean hasCopy(ExtSuperblock superblock, long group) {
        if (superblock.has(ExtFeature.SPARSE_SUPER2)) {
            return superblock.backupGroups().contains(group);
        }
        return group == 1 || !superblock.has(ExtFeature.SPARSE_SUPER) || isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
    }

    private static boolean isPower(long number, int base) {
        long power = base;
        while (power < number) {
            power *= base; // ends: it grows past any number of groups
        }
        return power == number;
    }

    /** The bitmap of a group's inodes: what it has room for and the group has not is set. */
    private void inodes(ExtSuperblock superblock, ByteView descriptor) throws IOException {
        long bitmap = descriptor.u32le(4);
        int padding = (int) Math.min(superblock.groupInodes() / 8, Integer.MAX_VALUE);
        if (superblock.groupInodes() % 8 == 0 && padding < superblock.blockBytes() && bitmap < superblock.blocks()) {
            int within = Math.max(padding, superblock.blockBytes() - SECTOR);
            long at = bitmap * superblock.blockBytes();
            Optional<ByteView> rest = volume.viewIfThere(at + within, superblock.blockBytes() - within);
            rest.ifPresent(view -> anchors.add(new Anchor(start + at, superblock.blockBytes(), isOnes(view))));
        }
    }

    private static boolean isOnes(ByteView view) {
        for (int at = 0; at < view.length(); at++) {
            if (view.u8(at) != 0xff) {
                return false;
            }
        }
        return true;
    }

    /** All copies of the FAT are the same. */
    private void fat() throws IOException {
        Optional<FatBootRecord> boot = FatBootRecord.read(volume);
        if (boot.isEmpty() || boot.get().fats() < 2) {
            return;
        }
        FatBootRecord record = boot.get();
        long length = record.fatSectors() * record.sectorBytes();
        long step = Math.max(Math.ceilDiv(length / SECTOR, MOST / 2), 1) * SECTOR;
        for (long at = 0; at + SECTOR <= length; at += step) {
            Optional<ByteView> first = volume.viewIfThere(record.fatPosition(0) + at, SECTOR);
            add(record.fatPosition(1) + at, view -> first.equals(Optional.of(view)));
        }
    }

    private void exfat() throws IOException {
        Optional<ExfatBootRecord> boot = ExfatBootRecord.read(volume);
        if (boot.isEmpty()) {
            return;
        }
        ExfatBootRecord record = boot.get();
        add(12L * record.sectorBytes(), view -> ExfatBootRecord.of(view).filter(copy -> copy.serial() == record.serial()).isPresent());
        add(record.fatPosition(0), view -> view.u32le(0) == 0xffff_fff8L);
        // The root directory begins with the label, the bitmap and the table of capitals, in any order.
        add(record.clusterPosition(record.rootCluster()), view -> (view.u8(0) & 0x7f) <= 3 && (view.u8(32) & 0x7f) <= 3);
    }

    private void ntfs() throws IOException {
        Optional<NtfsBootRecord> boot = NtfsBootRecord.read(volume);
        if (boot.isEmpty()) {
            return;
        }
        NtfsBootRecord record = boot.get();
        for (int n = 0; n < RECORDS; n++) {
            long within = (long) n * record.fileRecordBytes();
            add(record.mftPosition() + within, view -> view.has(0, "FILE"));
            add(record.clusterPosition(record.mftMirrorCluster()) + within, view -> view.has(0, "FILE"));
        }
        add(record.sectors() * record.sectorBytes(), view -> view.equals(record.sector()));
    }

    private void xfs() throws IOException {
        Optional<XfsSuperblock> first = volume.viewIfThere(0, SECTOR).flatMap(XfsSuperblock::of);
        if (first.isEmpty()) {
            return;
        }
        XfsSuperblock superblock = first.get();
        for (long group = 0; group < superblock.groups() && anchors.size() < MOST; group++) {
            long at = group * superblock.groupBlocks() * superblock.blockBytes();
            if (group > 0) {
                add(at, view -> view.has(0, "XFSB") && view.uuid(32).equals(superblock.uuid()));
            }
            long number = group;
            add(at + superblock.sectorBytes(), view -> view.has(0, "XAGF") && view.u32be(8) == number);
            add(at + 2L * superblock.sectorBytes(), view -> view.has(0, "XAGI") && view.u32be(8) == number);
        }
    }

    private void btrfs() throws IOException {
        Optional<ByteView> first = volume.viewIfThere(BtrfsProof.HOME, SECTOR);
        for (long at = 64L << 20; first.isPresent() && at <= 256L << 30; at <<= 12) {
            add(at, view -> view.has(64, "_BHRfS_M") && view.uuid(32).equals(first.get().uuid(32)));
        }
    }

    private void luks() throws IOException {
        Optional<ByteView> first = volume.viewIfThere(0, SECTOR);
        if (first.isPresent() && first.get().u16be(6) == 2) {
            long second = first.get().u8(0) == 'S' ? first.get().u64be(256) : first.get().u64be(8);
            add(second, view -> view.has(0, "SKUL"));
        }
    }
}
