package jdisk.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.ExtFeature;
import jdisk.probe.ExtSuperblock;
import jdisk.probe.Sought;

/**
 * ext2, ext3 and ext4: the superblock, or its copy at the start of a group; proved by the root directory, to which the group
 * descriptors behind either lead, or else by another copy.
 *
 * <pre>
 * group descriptor:  8 first block of inodes   40 its upper half, if descriptors have 64 bytes
 * inode:             0 mode, 16 bits           26 links, 16 bits                     (root: the second inode)
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: as for the superblock.
 */
final class ExtProof implements Proof {
    /** Groups in which nearly every volume has a copy. */
    private static final List<Integer> COPIES = List.of(1, 3, 5, 7, 9, 25, 27);

    private static final int SUMMED = 0x3fc;
    private static final int INODES_LOW = 8;
    private static final int INODES_HIGH = 40;
    private static final int WIDE_DESCRIPTOR = 64;
    private static final int DESCRIPTOR = 32;
    private static final int LINKS = 26;
    private static final int KIND = 0xf000;
    private static final int DIRECTORY = 0x4000;
    /** No volume has so many bytes: 1 EiB. */
    private static final long MOST_BYTES = 1L << 60;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<ExtSuperblock> there = disk.viewIfThere(at, ExtSuperblock.LENGTH).flatMap(ExtSuperblock::of);
        if (there.isEmpty() || !isSound(there.get())) {
            return;
        }
        ExtSuperblock superblock = there.get();
        long start = superblock.group() == 0 ? at - ExtSuperblock.POSITION : at - position(superblock, superblock.group());
        if (start < 0) {
            return;
        }
        boolean root = hasRoot(disk, superblock, start);
        if (root || hasCopy(disk, superblock, start, at)) {
            found.accept(new Witness(
                    Sought.EXT,
                    start,
                    superblock.blocks() * superblock.blockBytes(),
                    superblock.uuid(),
                    at,
                    ExtSuperblock.POSITION,
                    superblock.bytes(),
                    root ? Confidence.SURE : Confidence.LIKELY));
        }
    }

    /** Whether its numbers fit together, and its checksum, if there is one. */
    private static boolean isSound(ExtSuperblock superblock) {
        long block = superblock.blockBytes();
        if (block == 0 || superblock.blocks() <= 0 || superblock.blocks() > MOST_BYTES / block || superblock.revision() > 1) {
            return false;
        }
        boolean fits = superblock.groupBlocks() > 0
                && superblock.groupBlocks() % 8 == 0
                && superblock.groupClusters() <= 8 * block
                && superblock.firstDataBlock() <= 1
                && superblock.groupInodes() > 0
                && superblock.groups() * superblock.groupInodes() == superblock.inodes()
                && superblock.group() < superblock.groups()
                && superblock.freeBlocks() <= superblock.blocks()
                && superblock.inodeBytes() >= 128
                && superblock.inodeBytes() <= block
                && Integer.bitCount(superblock.inodeBytes()) == 1
                && !superblock.has(ExtFeature.JOURNAL_DEV);
        if (!fits || !superblock.has(ExtFeature.METADATA_CSUM)) {
            return fits;
        }
        CRC32C crc = new CRC32C();
        superblock.bytes().addTo(crc, 0, SUMMED);
        return (~crc.getValue() & 0xffff_ffffL) == superblock.checksum();
    }

    /** Where a group begins, and with it its copy: in bytes from the start of the volume. */
    private static long position(ExtSuperblock superblock, long group) {
        return (superblock.firstDataBlock() + group * superblock.groupBlocks()) * superblock.blockBytes();
    }

    private static boolean hasRoot(Slice disk, ExtSuperblock superblock, long start) throws IOException {
        if (superblock.has(ExtFeature.META_BG) && superblock.firstMetaGroup() == 0) {
            return hasRoot(disk, superblock, start, superblock.group());
        }
        return hasRoot(disk, superblock, start, superblock.group())
                || (superblock.group() == 0 && superblock.groups() > 1 && hasRoot(disk, superblock, start, 1));
    }

    /** Whether the descriptors in a group lead to an inode that is a directory's, where the root has to be. */
    private static boolean hasRoot(Slice disk, ExtSuperblock superblock, long start, long group) throws IOException {
        long block = superblock.blockBytes();
        boolean wide = superblock.descriptorBytes() >= WIDE_DESCRIPTOR;
        long behind = group == 0 && superblock.firstDataBlock() == 0 ? block : position(superblock, group) + block;
        Optional<ByteView> descriptor = disk.viewIfThere(start + behind, wide ? WIDE_DESCRIPTOR : DESCRIPTOR);
        if (descriptor.isEmpty()) {
            return false;
        }
        long table = descriptor.get().u32le(INODES_LOW) | (wide ? descriptor.get().u32le(INODES_HIGH) << 32 : 0);
        if (table <= 0 || table >= superblock.blocks()) {
            return false;
        }
        return disk.viewIfThere(start + table * block + superblock.inodeBytes(), 128)
                .filter(inode -> (inode.u16le(0) & KIND) == DIRECTORY && inode.u16le(LINKS) > 0)
                .isPresent();
    }

    /** Whether another copy of the same superblock lies in another group, where it has to. */
    private static boolean hasCopy(Slice disk, ExtSuperblock superblock, long start, long at) throws IOException {
        if (isCopy(disk, superblock, start + ExtSuperblock.POSITION, at)) {
            return true;
        }
        for (int group : COPIES) {
            if (group < superblock.groups() && isCopy(disk, superblock, start + position(superblock, group), at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCopy(Slice disk, ExtSuperblock superblock, long place, long at) throws IOException {
        return place != at
                && disk.viewIfThere(place, ExtSuperblock.LENGTH)
                        .flatMap(ExtSuperblock::of)
                        .filter(other -> other.uuid().equals(superblock.uuid())
                                && other.blocks() == superblock.blocks()
                                && other.blockBytes() == superblock.blockBytes())
                        .isPresent();
    }
}
