package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdisk.filesystem.Name;
import jdisk.filesystem.Problem;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.probe.ExtFeature;

/**
 * The names in a directory: records one after the other, none of which crosses a block.
 *
 * <pre>
 *  00 inode, or 0 for none   04 length of the record, 16   06 length of the name   07 type of the file   08 name
 * </pre>
 *
 * Little-endian, 32 bits or 8 where nothing is said. Without the feature {@code filetype} the length of the name has 16 bits. A
 * record without an inode that fills a block, or the rest of one, is all that is seen of an index: names lie between those
 * records, so that all of them are found without it. With checksums, the last 12 bytes of a block look like a record of type DE
 * and end with the sum. Source: <a href="https://docs.kernel.org/filesystems/ext4/directory.html">the kernel's documentation of
 * ext4</a>.
 */
final class Names {
    private static final int HEADER = 8;
    private static final int LENGTH = 4;
    private static final int NAME_LENGTH = 6;
    private static final int TYPE = 7;
    private static final int TAIL = 12;
    private static final int TAIL_TYPE = 0xde;
    private static final int WIDEST = 65_536;

    /** Bytes that are read at a time. */
    private static final int RUN = 256 * 1024;

    private final ExtVolume volume;
    private final Inode inode;
    private final boolean typed;
    private final List<ExtNodes.Named> names = new ArrayList<>();

    private Names(ExtVolume volume, Inode inode) {
        this.volume = volume;
        this.inode = inode;
        this.typed = volume.superblock().has(ExtFeature.FILETYPE);
    }

    /**
     * All names of a directory, its own and that of the one above it left out.
     *
     * @throws IOException if nothing of it can be read
     */
    static List<ExtNodes.Named> of(ExtVolume volume, Inode inode) throws IOException {
        Names names = new Names(volume, inode);
        if (inode.has(Inode.INLINE)) {
            names.inline();
        } else {
            names.blocks(BlockMap.of(volume, inode));
        }
        volume.fast().ifPresent(commits -> names.change(commits.names(inode.number())));
        return names.names;
    }

    /** Records in the inode, after the number of the directory above, and more in an attribute. */
    private void inline() throws IOException {
        InlineData data = InlineData.of(volume, inode);
        int first = Math.min(data.bytes().length(), Inode.CONTENTS_LENGTH);
        records(data.bytes().slice(Math.min(4, first), Math.max(first - 4, 0)), "its inode");
        records(data.bytes().slice(first, data.bytes().length() - first), "its attribute");
    }

    private void blocks(ExtentImage contents) {
        int blockBytes = volume.blockBytes();
        long left = volume.superblock().blocks();
        for (ExtentImage.Piece piece : contents.pieces()) {
            if (piece.kind() == ExtentImage.Kind.UNREADABLE) {
                damaged(piece.at() / blockBytes, "");
            }
            if (piece.kind() != ExtentImage.Kind.DATA) {
                continue;
            }
            // Ends: each turn takes a block at least, and no directory has more of them than the volume.
            for (long at = piece.at(); at < piece.end() && left > 0; ) {
                int length = (int) Math.min(RUN, piece.end() - at);
                run(contents, at, length);
                at += length;
                left -= Math.ceilDiv(length, blockBytes);
            }
        }
    }

    private void run(ExtentImage contents, long at, int length) {
        int blockBytes = volume.blockBytes();
        try {
            ByteView run = contents.view(at, length);
            for (int from = 0; from < length; from += blockBytes) {
                block((at + from) / blockBytes, run.slice(from, Math.min(blockBytes, length - from)));
            }
        } catch (IOException e) {
            if (length > blockBytes) {
                // One bad sector hides no other block.
                for (int from = 0; from < length; from += blockBytes) {
                    run(contents, at + from, Math.min(blockBytes, length - from));
                }
            } else {
                damaged(at / blockBytes, String.valueOf(e.getMessage()));
            }
        }
    }

    private void damaged(long block, String why) {
        volume.problem(Problem.Code.DIRECTORY_DAMAGED, inode.number(), "block " + block + (why.isEmpty() ? "" : ": " + why));
    }

    private void block(long number, ByteView block) {
        int tail = block.length() - TAIL;
        // What begins an index has other sums, where what looks like the last record is a leftover.
        int last = records(block, "block " + number);
        if (volume.checksums().isPresent() && tail > 0 && last == tail && block.u32le(tail) == 0 && block.u8(tail + TYPE) == TAIL_TYPE
                && inode.seed(volume.checksums().get()).bytes(block, 0, tail).value() != block.u32le(tail + HEADER)) {
            volume.problem(Problem.Code.DIRECTORY_CHECKSUM, inode.number(), Long.toString(number));
        }
    }

    /** Takes the names, and tells where the last record begins. */
    private int records(ByteView bytes, String where) {
        int at = 0;
        int last = 0;
        // Ends: a record has 8 bytes at least.
        while (at + HEADER <= bytes.length()) {
            int length = bytes.u16le(at + LENGTH);
            if (volume.blockBytes() == WIDEST) {
                // The length of the widest record does not fit; lengths are multiples of four.
                length = length == WIDEST - 1 || length == 0 ? WIDEST : (length & ~3) | (length & 3) << 16;
            }
            int name = typed ? bytes.u8(at + NAME_LENGTH) : Math.min(bytes.u16le(at + NAME_LENGTH), 0xffff);
            boolean fits = length >= HEADER && length % 4 == 0 && at + length <= bytes.length() && HEADER + name <= length;
            if (!fits) {
                volume.problem(Problem.Code.DIRECTORY_DAMAGED, inode.number(), where);
                return last;
            }
            long number = bytes.u32le(at);
            if (number != 0 && name > 0) {
                add(Name.of(bytes, at + HEADER, name), number);
            }
            last = at;
            at += length;
        }
        return last;
    }

    /** Takes in names that came and went after what is in the blocks. */
    private void change(Map<Name, Long> changes) {
        names.removeIf(named -> changes.containsKey(named.name()));
        changes.forEach((name, number) -> {
            if (number != 0) {
                add(name, number);
            }
        });
    }

    private void add(Name name, long number) {
        if (!name.isDots()) {
            names.add(new ExtNodes.Named(volume, name, (int) number));
        }
    }
}
