package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;

/**
 * The log of a journal: transactions, each of descriptor blocks with the blocks they describe, perhaps of blocks of revocations,
 * and of a commit block at its end. It goes round: after the last block comes the first.
 *
 * <pre>
 * each such block: 00 magic C03B3998   04 type: 1 descriptor, 2 commit, 5 revocations   08 number of the transaction
 *
 * a descriptor goes on with a tag for each block, up to the checksum of 4 bytes at its end, if it has one:
 *  with checksums of version 3    otherwise
 *   00 block, lower half           00 block, lower half
 *   04 flags                       04 checksum, lower half, 16
 *   08 block, upper half           06 flags, 16
 *   0C checksum                    08 block, upper half, if it has 64 bits
 *  each followed by a UUID of 16 bytes, unless its flags say that it is the one before
 *
 * commit: 0C type of checksum, 8   0D bytes of it, 8   10 checksum
 * revocations: 0C bytes in use   10 numbers of blocks, 32 or 64 bits
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source: <a href="https://docs.kernel.org/filesystems/ext4/journal.html">the kernel's
 * documentation of ext4</a>.
 *
 * <p>Ends: no more blocks are gone through than the log has.
 */
final class JournalLog {
    private static final int TYPE = 0x04;
    private static final int TRANSACTION = 0x08;
    private static final int HEADER = 0x0c;
    private static final int DESCRIPTOR = 1;
    private static final int COMMIT = 2;
    private static final int REVOCATIONS = 5;

    private static final int ESCAPED = 0x1;
    private static final int SAME_UUID = 0x2;
    private static final int LAST = 0x8;
    private static final int UUID_BYTES = 16;
    private static final int TAIL = 4;

    private static final int COMMIT_SUM_TYPE = 0x0c;
    private static final int COMMIT_SUM_BYTES = 0x0d;
    private static final int COMMIT_SUM = 0x10;
    private static final int CRC32 = 1;

    private final ExtentImage journal;
    private final int blockBytes;
    private final JournalSuperblock superblock;
    private final Checksums checksums;
    private final long first;
    private final long last;

    /** The first transaction that is not complete. */
    private long end;

    /** Whether the log ends at something that is wrong. */
    private boolean isCut;

    private JournalLog(ExtentImage journal, int blockBytes, JournalSuperblock superblock) throws IOException {
        this.journal = journal;
        this.blockBytes = blockBytes;
        this.superblock = superblock;
        this.checksums = superblock.checksums();
        this.first = superblock.first();
        long blocks = Math.min(superblock.blocks(), journal.size() / blockBytes);
        this.last = blocks - superblock.fastBlocks();
        if (first < 1 || first >= last || (superblock.start() != 0 && (superblock.start() < first || superblock.start() >= last))) {
            throw new IOException("its superblock makes no sense");
        }
    }

    /** @throws IOException if it cannot be read or understood */
    static JournalLog open(ExtentImage journal, int blockBytes) throws IOException {
        JournalSuperblock superblock = new JournalSuperblock(journal.view(0, JournalSuperblock.LENGTH));
        superblock.check(blockBytes);
        return new JournalLog(journal, blockBytes, superblock);
    }

    /** A block of the volume as it stands in the journal. */
    record Logged(ExtentImage journal, long at, int length, boolean escaped) {
        /** Puts it into an image in the making. One that begins as the journal's own blocks do had its beginning taken out. */
        void into(ExtentImage.Builder pieces, long place) throws IOException {
            if (escaped) {
                pieces.bytes(place, new ByteView(new byte[] {(byte) 0xc0, 0x3b, 0x39, (byte) 0x98}));
            }
            int skipped = escaped ? 4 : 0;
            for (ExtentImage.Piece piece : journal.pieces()) {
                long from = Math.max(piece.at(), at + skipped);
                long to = Math.min(piece.end(), at + length);
                if (from < to && piece.kind() == ExtentImage.Kind.DATA) {
                    pieces.data(place + (from - at), piece.source() + (from - piece.at()), to - from);
                }
            }
        }
    }

    /** Told of each block that is to be replayed, in order. */
    @FunctionalInterface
    interface Blocks {
        void at(long block, long transaction, Logged logged);
    }

    /** Told of each block that what came before is void of. */
    @FunctionalInterface
    interface Revocations {
        void of(long block, long transaction);
    }

    /** Told of what is in the log, and tells whether all of it is right. */
    private interface Pass {
        boolean descriptor(ByteView block, long at, long transaction) throws IOException;

        boolean commit(ByteView block, long transaction);

        boolean revocations(ByteView block, long transaction) throws IOException;
    }

    private long wrapped(long block) {
        return block >= last ? first + (block - last) % (last - first) : block;
    }

    private ByteView block(long number) throws IOException {
        return journal.view(number * blockBytes, blockBytes);
    }

    /**
     * Goes through the log.
     *
     * @param until a transaction to stop at, or -1 to stop where the log does
     * @return the transaction it ended at
     */
    private long go(long until, Pass pass) throws IOException {
        long transaction = superblock.sequence();
        long at = superblock.start();
        long left = last - first;
        // Ends: each turn passes a block at least, and there are so many.
        while (at != 0 && left > 0 && transaction != until) {
            ByteView block = block(at);
            if (block.u32be(0) != JournalSuperblock.MAGIC || block.u32be(TRANSACTION) != transaction) {
                break;
            }
            at = wrapped(at + 1);
            left--;
            boolean right;
            switch ((int) block.u32be(TYPE)) {
                case DESCRIPTOR -> {
                    right = pass.descriptor(block, at, transaction);
                    long count = tags(block).size();
                    at = wrapped(at + count);
                    left -= count;
                }
                case COMMIT -> {
                    right = pass.commit(block, transaction);
                    transaction = right ? (transaction + 1) & 0xffff_ffffL : transaction;
                }
                case REVOCATIONS -> right = pass.revocations(block, transaction);
                default -> right = false;
            }
            if (!right) {
                break;
            }
        }
        return transaction;
    }

    /** What a descriptor block says of a block. */
    private record Tag(long block, int flags, long checksum) {}

    private List<Tag> tags(ByteView descriptor) {
        List<Tag> tags = new ArrayList<>();
        int end = blockBytes - (superblock.isSummed() ? TAIL : 0);
        int length = superblock.tagBytes();
        boolean third = superblock.has(JournalSuperblock.CHECKSUMS_3);
        boolean wide = superblock.has(JournalSuperblock.WIDE);
        int at = HEADER;
        int flags = 0;
        // Ends: each turn passes a tag of a block.
        while (at + length <= end && (flags & LAST) == 0) {
            long low = descriptor.u32be(at);
            flags = third ? (int) descriptor.u32be(at + 4) : descriptor.u16be(at + 6);
            long high = wide ? descriptor.u32be(at + 8) : 0;
            tags.add(new Tag(low | high << 32, flags, third ? descriptor.u32be(at + 12) : descriptor.u16be(at + 4)));
            at += length + ((flags & SAME_UUID) != 0 ? 0 : UUID_BYTES);
        }
        return tags;
    }

    private boolean hasRightTail(ByteView block) {
        if (!superblock.isSummed()) {
            return true;
        }
        int tail = blockBytes - TAIL;
        return checksums.begin().bytes(block, 0, tail).zeros(TAIL).value() == block.u32be(tail);
    }

    /** Finds how far the log is complete: the last complete transaction and one. */
    long lastTransaction() throws IOException {
        boolean whole = superblock.isSummedAsWhole();
        int[] sum = {-1};
        end = go(-1, new Pass() {
            @Override
            public boolean descriptor(ByteView block, long at, long transaction) throws IOException {
                if (!hasRightTail(block)) {
                    return false; // left over from an earlier round, or damaged: the transaction is not complete
                }
                if (whole) {
                    sum[0] = Checksums.crc32be(sum[0], block);
                    for (int i = 0; i < tags(block).size(); i++) {
                        sum[0] = Checksums.crc32be(sum[0], block(wrapped(at + i)));
                    }
                }
                return true;
            }

            @Override
            public boolean commit(ByteView block, long transaction) {
                boolean right = isRight(block, sum[0]);
                isCut |= !right;
                sum[0] = -1;
                return right;
            }

            @Override
            public boolean revocations(ByteView block, long transaction) {
                return true;
            }
        });
        return end;
    }

    private boolean isRight(ByteView commit, int sum) {
        if (superblock.isSummed()) {
            return checksums.begin().bytes(commit, 0, COMMIT_SUM).zeros(4).bytes(commit, COMMIT_SUM + 4, blockBytes).value()
                    == commit.u32be(COMMIT_SUM);
        }
        if (!superblock.isSummedAsWhole()) {
            return true;
        }
        long stored = commit.u32be(COMMIT_SUM);
        boolean none = commit.u8(COMMIT_SUM_TYPE) == 0 && commit.u8(COMMIT_SUM_BYTES) == 0 && stored == 0;
        return none || (commit.u8(COMMIT_SUM_TYPE) == CRC32 && commit.u8(COMMIT_SUM_BYTES) == 4 && (int) stored == sum);
    }

    /**
     * Tells of the blocks that are revoked in complete transactions.
     *
     * @throws IOException if that cannot be trusted
     */
    void revokes(Revocations revocations) throws IOException {
        int each = superblock.has(JournalSuperblock.WIDE) ? 8 : 4;
        go(end, new Pass() {
            @Override
            public boolean descriptor(ByteView block, long at, long transaction) {
                return true;
            }

            @Override
            public boolean commit(ByteView block, long transaction) {
                return true;
            }

            @Override
            public boolean revocations(ByteView block, long transaction) throws IOException {
                long used = block.u32be(HEADER);
                if (!hasRightTail(block) || used > blockBytes - (superblock.isSummed() ? TAIL : 0)) {
                    throw new IOException("a block of its revocations is damaged");
                }
                for (int at = HEADER + 4; at + each <= used; at += each) {
                    revocations.of(each == 8 ? block.u64be(at) : block.u32be(at), transaction);
                }
                return true;
            }
        });
    }

    /**
     * Tells of the blocks of complete transactions.
     *
     * @return whether all of them are as their checksums say, and the log is whole
     */
    boolean replay(Blocks blocks) throws IOException {
        go(end, new Pass() {
            @Override
            public boolean descriptor(ByteView block, long at, long transaction) throws IOException {
                List<Tag> tags = tags(block);
                for (int i = 0; i < tags.size(); i++) {
                    Tag tag = tags.get(i);
                    long number = wrapped(at + i);
                    if (!isRight(tag, number, transaction)) {
                        isCut = true; // what is in its place stays
                        continue;
                    }
                    boolean escaped = (tag.flags() & ESCAPED) != 0;
                    blocks.at(tag.block(), transaction, new Logged(journal, number * blockBytes, blockBytes, escaped));
                }
                return true;
            }

            @Override
            public boolean commit(ByteView block, long transaction) {
                return true;
            }

            @Override
            public boolean revocations(ByteView block, long transaction) {
                return true;
            }
        });
        return !isCut;
    }

    private boolean isRight(Tag tag, long number, long transaction) throws IOException {
        if (!superblock.isSummed()) {
            return true;
        }
        ByteView block = block(number);
        long sum = checksums.begin().u32be(transaction).bytes(block, 0, blockBytes).value();
        return (superblock.has(JournalSuperblock.CHECKSUMS_3) ? sum : sum & 0xffff) == tag.checksum();
    }

    /** What changed after the last transaction. The first block after the log is not used. */
    Optional<FastCommits> fastCommits() throws IOException {
        List<ByteView> blocks = new ArrayList<>();
        for (long number = last + 1; number < last + superblock.fastBlocks(); number++) {
            blocks.add(block(number));
        }
        return FastCommits.of(blocks, end);
    }
}
