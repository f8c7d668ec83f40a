package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jdisk.filesystem.Problem;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;

/**
 * Where the contents of an inode are: as extents, or as numbers of blocks that are told directly and through one, two or three
 * blocks of numbers.
 *
 * <pre>
 * extents: in the 60 bytes of the inode, or a block
 *  00 magic F30A, 16             an extent:                    an index:
 *  02 entries, 16                 00 first block in the file    00 first block in the file
 *  04 most entries, 16            04 blocks, 16; from 8001 on:  04 block of entries, lower half
 *  06 levels below, 16               8000 more, not written     08 the same, upper half, 16
 *  0C entries, 12 bytes each      06 block, upper half, 16
 *  after the most entries         08 block, lower half
 *     of a block: checksum
 *
 * otherwise: numbers of 32 bits; 0 for a block of zeros
 *  00 twelve blocks   30 block of numbers   34 block of blocks of them   38 and another level
 * </pre>
 *
 * Little-endian. Source: <a href="https://docs.kernel.org/filesystems/ext4/ifork.html">the kernel's documentation of ext4</a>.
 *
 * <p>Ends: no block that tells of others is taken twice, and each has so many entries.
 */
final class BlockMap {
    private static final int MAGIC = 0xf30a;
    private static final int HEADER = 12;
    private static final int ENTRY = 12;
    private static final int MOST_LEVELS = 5;
    private static final int MOST_BLOCKS = 0x8000;
    private static final int DIRECT = 12;

    /** The last block that an extent can name. */
    private static final long BLOCKS_OF_EXTENTS = 1L << 32;

    private final ExtVolume volume;
    private final Inode inode;
    private final ExtentImage.Builder pieces;
    private final long blockBytes;
    private final long size;
    private final Set<Long> taken = new HashSet<>();

    private BlockMap(ExtVolume volume, Inode inode, long size) {
        this.volume = volume;
        this.inode = inode;
        this.pieces = new ExtentImage.Builder(volume.image());
        this.blockBytes = volume.blockBytes();
        this.size = size;
    }

    /**
     * The contents of an inode that are kept in blocks.
     *
     * @throws IOException if nothing is known of where they are, or the size is one that no file can have
     */
    static ExtentImage of(ExtVolume volume, Inode inode) throws IOException {
        boolean extents = inode.has(Inode.EXTENTS);
        long perBlock = volume.blockBytes() / 4;
        long most = extents ? BLOCKS_OF_EXTENTS : Math.min(DIRECT + perBlock * (1 + perBlock * (1 + perBlock)), BLOCKS_OF_EXTENTS);
        long size = inode.size();
        if (size < 0 || size > most * volume.blockBytes()) {
            throw new IOException("its size of " + Long.toUnsignedString(size) + " bytes is more than a file can have");
        }
        BlockMap map = new BlockMap(volume, inode, size);
        if (extents) {
            map.extents();
        } else {
            map.numbers();
        }
        ExtentImage contents = map.pieces.build("inode " + inode.number(), size);
        return volume.fast().map(commits -> commits.contents(volume, inode, contents)).orElse(contents);
    }

    private void damaged(String what) {
        volume.problem(Problem.Code.MAP_DAMAGED, inode.number(), what);
    }

    /** A block that tells of others, if it can be read and was not taken before. */
    private Optional<ByteView> take(long block) {
        if (!taken.add(block)) {
            damaged("block " + block + " is used twice");
            return Optional.empty();
        }
        try {
            return Optional.of(volume.block(block));
        } catch (IOException e) {
            damaged("block " + block + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Entries of a node of the tree that are still to be taken, and where the last of them ends in the file, in blocks. */
    private static final class Level {
        private final ByteView node;
        private final int entries;
        private final int depth;
        private final long end;
        private int next;

        private Level(ByteView node, int entries, int depth, long end) {
            this.node = node;
            this.entries = entries;
            this.depth = depth;
            this.end = end;
        }

        private int at() {
            return HEADER + next * ENTRY;
        }

        /** Where what comes after the next entry begins. */
        private long nextEnd() {
            return next + 1 < entries ? Math.min(node.u32le(at() + ENTRY), end) : end;
        }
    }

    private void extents() throws IOException {
        ByteView root = inode.contents();
        long blocks = Math.ceilDiv(size, blockBytes);
        if (root.u16le(0) != MAGIC && size == 0) {
            return; // a file that was never written may have none
        }
        Optional<Level> first = level(root, -1, blocks);
        if (first.isEmpty()) {
            throw new IOException("its list of extents is damaged");
        }
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(first.get());
        // Ends: each turn takes an entry of a node or leaves one, and no node is taken twice.
        while (!levels.isEmpty()) {
            Level level = levels.peek();
            if (level.next >= level.entries) {
                levels.pop();
            } else if (level.depth == 0) {
                extent(level.node, level.at());
                level.next++;
            } else {
                long start = level.node.u32le(level.at());
                long block = level.node.u32le(level.at() + 4) | (long) level.node.u16le(level.at() + 8) << 32;
                long end = level.nextEnd();
                int depth = level.depth;
                level.next++;
                Optional<Level> below = take(block).flatMap(node -> level(node, depth, end));
                if (below.isPresent()) {
                    levels.push(below.get());
                } else {
                    lost(start, end);
                }
            }
        }
    }

    /**
     * A node of the tree, if it is one.
     *
     * @param above levels below the one above it, or -1 for the first
     */
    private Optional<Level> level(ByteView node, int above, long end) {
        int entries = node.u16le(2);
        int most = node.u16le(4);
        int depth = node.u16le(6);
        boolean fits = most <= (node.length() - HEADER) / ENTRY && entries <= most;
        boolean wrongDepth = above < 0 ? depth > MOST_LEVELS : depth != above - 1;
        if (node.u16le(0) != MAGIC || !fits || wrongDepth) {
            damaged("its extents");
            return Optional.empty();
        }
        int sumAt = HEADER + most * ENTRY;
        if (above >= 0 && volume.checksums().isPresent() && sumAt + 4 <= node.length()
                && inode.seed(volume.checksums().get()).bytes(node, 0, sumAt).value() != node.u32le(sumAt)) {
            volume.problem(Problem.Code.MAP_CHECKSUM, inode.number(), "");
        }
        return Optional.of(new Level(node, entries, depth, end));
    }

    private void extent(ByteView node, int at) {
        long first = node.u32le(at);
        int told = node.u16le(at + 4);
        boolean written = told <= MOST_BLOCKS;
        long count = written ? told : told - MOST_BLOCKS;
        long block = node.u32le(at + 8) | (long) node.u16le(at + 6) << 32;
        long start = first * blockBytes;
        if (count == 0 || start < pieces.end()) {
            damaged("its extents are not in order");
            return;
        }
        if (start >= size) {
            return; // room past the end of the file
        }
        long length = Math.min(count * blockBytes, Math.ceilDiv(size, blockBytes) * blockBytes - start);
        if (written) {
            pieces.data(start, volume.position(block), length);
        } else {
            pieces.unwritten(start, volume.position(block), length);
        }
    }

    /** Notes blocks of the file of which nothing is known. */
    private void lost(long first, long end) {
        long from = Math.max(first * blockBytes, pieces.end());
        long to = Math.min(end * blockBytes, size);
        pieces.unreadable(from, to - from, "what tells where its bytes are is damaged");
    }

    private void numbers() {
        ByteView where = inode.contents();
        long blocks = Math.ceilDiv(size, blockBytes);
        long perBlock = blockBytes / 4;
        for (int i = 0; i < DIRECT && i < blocks; i++) {
            piece(i, where.u32le(4 * i));
        }
        long first = DIRECT;
        long span = 1;
        for (int levels = 1; levels <= 3 && first < blocks; levels++) {
            span *= perBlock;
            tree(where.u32le(4 * (DIRECT + levels - 1)), levels, first, blocks);
            first += span;
        }
    }

    /** Numbers of a block that are still to be taken: the file's block of the first one, and how many each stands for. */
    private static final class Numbers {
        private final ByteView block;
        private final long first;
        private final long each;
        private int next;

        private Numbers(ByteView block, long first, long each) {
            this.block = block;
            this.first = first;
            this.each = each;
        }
    }

    private void tree(long top, int levels, long first, long blocks) {
        long perBlock = blockBytes / 4;
        long span = 1;
        for (int i = 0; i < levels; i++) {
            span *= perBlock;
        }
        Deque<Numbers> stack = new ArrayDeque<>();
        open(stack, top, first, span, blocks);
        // Ends: each turn takes a number of a block or leaves one, and no block is taken twice.
        while (!stack.isEmpty()) {
            Numbers numbers = stack.peek();
            int index = numbers.next++;
            long at = numbers.first + index * numbers.each;
            if (index >= perBlock || at >= blocks) {
                stack.pop();
                continue;
            }
            long block = numbers.block.u32le(4 * index);
            if (numbers.each == 1) {
                piece(at, block);
            } else {
                open(stack, block, at, numbers.each, blocks);
            }
        }
    }

    /** Goes into a block of numbers that stands for so many blocks of the file. */
    private void open(Deque<Numbers> stack, long block, long first, long span, long blocks) {
        if (block == 0 || first >= blocks) {
            return;
        }
        Optional<ByteView> numbers = take(block);
        if (numbers.isPresent()) {
            stack.push(new Numbers(numbers.get(), first, span / (blockBytes / 4)));
        } else {
            lost(first, first + span);
        }
    }

    private void piece(long at, long block) {
        if (block != 0) {
            pieces.data(at * blockBytes, volume.position(block), blockBytes);
        }
    }
}
