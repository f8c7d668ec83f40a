package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.filesystem.Problem;
import jdisk.image.ByteView;
import jdisk.probe.ExtFeature;
import jdisk.probe.ExtSuperblock;

/**
 * The groups of blocks, each with a descriptor that says where its inodes are.
 *
 * <pre>
 * 32 bytes, or as many as the superblock says
 *  08 block of the inodes, lower half   1E checksum, 16   28 block of the inodes, upper half
 * </pre>
 *
 * They follow the superblock; with {@code meta_bg} those of a block of descriptors lie in the first of their groups. Little-endian,
 * 32 bits. Source: <a href="https://docs.kernel.org/filesystems/ext4/group_descr.html">the kernel's documentation of ext4</a>.
 */
final class Groups {
    private static final int INODES = 0x08;
    private static final int CHECKSUM = 0x1e;
    private static final int INODES_HIGH = 0x28;
    private static final int OLD_BYTES = 32;
    private static final int WIDE_BYTES = 64;
    private static final int MOST_BYTES = 1024;

    private final ExtVolume volume;
    private final ExtSuperblock superblock;
    private final int bytes;
    private final Map<Long, ByteView> blocks = new HashMap<>();
    private final Map<Long, Long> tables = new HashMap<>();

    Groups(ExtVolume volume) throws IOException {
        this.volume = volume;
        this.superblock = volume.superblock();
        this.bytes = superblock.descriptorBytes();
        boolean wide = superblock.has(ExtFeature.SIXTY_FOUR_BIT);
        if (bytes < (wide ? WIDE_BYTES : OLD_BYTES) || bytes > MOST_BYTES || Integer.bitCount(bytes) != 1) {
            throw new IOException("its descriptors of groups have " + bytes + " bytes");
        }
    }

    /**
     * The first block of a group's inodes.
     *
     * @throws IOException if what says so cannot be read
     */
    long inodeTable(long group) throws IOException {
        Long known = tables.get(group);
        if (known != null) {
            return known;
        }
        int each = volume.blockBytes() / bytes;
        long number = group / each;
        ByteView block = blocks.get(number);
        if (block == null) {
            block = volume.block(place(number, each));
            blocks.put(number, block);
        }
        ByteView descriptor = block.slice((int) (group % each) * bytes, bytes);
        verify(group, descriptor);
        long table = descriptor.u32le(INODES) | (bytes >= WIDE_BYTES ? descriptor.u32le(INODES_HIGH) << 32 : 0);
        tables.put(group, table);
        return table;
    }

    /** The block that holds the descriptors of so many groups from a multiple of that on. */
    private long place(long number, int each) {
        long first = superblock.firstDataBlock();
        // The superblock lies at byte 1024, whatever the number of the first block is said to be.
        boolean shifted = volume.blockBytes() == ExtSuperblock.POSITION && first == 0;
        if (!superblock.has(ExtFeature.META_BG) || number < superblock.firstMetaGroup()) {
            return (volume.blockBytes() == ExtSuperblock.POSITION ? 1 : 0) + number + 1;
        }
        long group = number * each;
        long place = group * superblock.groupBlocks() + first + (hasSuperblock(group) ? 1 : 0);
        return shifted && group == 0 ? place + 1 : place;
    }

    private boolean hasSuperblock(long group) {
        if (group == 0) {
            return true;
        }
        if (superblock.has(ExtFeature.SPARSE_SUPER2)) {
            List<Long> backups = superblock.backupGroups();
            return backups.contains(group);
        }
        return group == 1 || !superblock.has(ExtFeature.SPARSE_SUPER) || isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
    }

    private static boolean isPower(long number, int of) {
        long power = of;
        // Ends: each turn multiplies it.
        while (power < number) {
            power *= of;
        }
        return power == number;
    }

    private void verify(long group, ByteView descriptor) {
        boolean sound = true;
        if (volume.checksums().isPresent()) {
            long sum = volume.checksums().get().begin().u32le(group).bytes(descriptor, 0, CHECKSUM).zeros(2)
                    .bytes(descriptor, CHECKSUM + 2, descriptor.length()).value();
            sound = (sum & 0xffff) == descriptor.u16le(CHECKSUM);
        } else if (superblock.has(ExtFeature.GDT_CSUM)) {
            sound = Checksums.ofGroup(volume.uuid(), group, descriptor, CHECKSUM) == descriptor.u16le(CHECKSUM);
        }
        if (!sound) {
            volume.problem(Problem.Code.GROUP_CHECKSUM, group, "");
        }
    }
}
