package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.filesystem.Name;
import jdisk.filesystem.Problem;
import jdisk.image.BlockCache;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * The names in a directory: a tree, whose root stands in the file record and whose other nodes are blocks of an attribute. All
 * blocks are read in the order of the disk, and what the tree says is only held against them; where something is wrong with it,
 * the file records themselves are asked which of them name the directory.
 *
 * <pre>
 *  root:   08 bytes of a block, 32   10 node
 *  block:  00 "INDX"   04 fix-ups   10 its number, 64   18 node
 *  node:   00 first entry, counted from here, 32   04 end of the entries, counted from here, 32
 *  entry:  00 record, 64   08 length, 16   0A length of the name, 16   0C 1 has a block below, 2 the last one, without a name, 16
 *          10 name; last 8 bytes: number of the block below
 *  bitmap: a bit for each block in use
 * </pre>
 *
 * Little-endian. Numbers of blocks count clusters, or 512 bytes where a block is smaller than a cluster. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/attributes/index_allocation.html">the Linux-NTFS project's documentation</a>.
 */
final class Index {
    private static final String NAME = "$I30";
    private static final String MARK = "INDX";
    private static final int BLOCK_BYTES = 8;
    private static final int NODE_OF_ROOT = 0x10;
    private static final int NODE_OF_BLOCK = 0x18;
    private static final int BLOCK_NUMBER = 0x10;
    private static final int NODE_HEADER = 0x10;
    private static final int ENTRY = 0x10;
    private static final int LENGTH = 8;
    private static final int NAME_LENGTH = 0x0a;
    private static final int FLAGS = 0x0c;
    private static final int BELOW = 1;
    private static final int LAST = 2;

    /** Bytes that are read at a time. */
    private static final int RUN = 64 * 1024;

    private static final int MOST_BLOCK = 1 << 20;

    /** A block of 512 bytes, and more of them than a volume has records. */
    private static final int MOST_BITMAP = 32 << 20;

    /** Blocks that make no sense, after which no more are looked at: the file records have what they had. */
    private static final int MOST_BAD = 4096;

    private final NtfsVolume volume;
    private final FileAttributes directory;
    private final List<NtfsNodes.Named> names = new ArrayList<>();

    /** Numbers of blocks that are below an entry, those of them that are still to be looked at, and those that were read. */
    private final Set<Long> below = new HashSet<>();

    private final Deque<Long> pending = new ArrayDeque<>();
    private final Set<Long> read = new HashSet<>();
    private int blockBytes;
    private int bad;
    private String damage = "";

    private Index(NtfsVolume volume, FileAttributes directory) {
        this.volume = volume;
        this.directory = directory;
    }

    /**
     * All names of a directory, without the short ones that DOS has beside others.
     *
     * @throws IOException if nothing of it can be read
     */
    static List<NtfsNodes.Named> of(NtfsVolume volume, FileAttributes directory) throws IOException {
        Index index = new Index(volume, directory);
        boolean rooted = false;
        try {
            index.read();
            rooted = true;
        } catch (IOException e) {
            index.damaged(String.valueOf(e.getMessage()));
        }
        if (!directory.damage().isEmpty()) {
            index.damaged(directory.damage());
        }
        if (!index.damage.isEmpty()) {
            index.complete(rooted);
        }
        return index.names;
    }

    private void damaged(String what) {
        damage = damage.isEmpty() ? what : damage;
    }

    /** Adds names that file records have, and the index has not. */
    private void complete(boolean rooted) throws IOException {
        long number = directory.base().number();
        NamesByDirectory all = volume.namesByDirectory();
        Set<Name> known = new HashSet<>();
        names.forEach(named -> known.add(named.name()));
        for (NtfsNodes.Named named : all.of(directory.base().reference())) {
            if (known.add(named.name())) {
                names.add(named);
            }
        }
        if (!rooted && names.isEmpty()) {
            throw new IOException(damage);
        }
        volume.problem(all.isWhole() ? Problem.Code.DIRECTORY_MENDED : Problem.Code.DIRECTORY_DAMAGED, number, damage);
    }

    private void read() throws IOException {
        List<Attribute> roots = directory.parts(Attribute.INDEX_ROOT, NAME);
        if (roots.isEmpty()) {
            throw new IOException("it has no index");
        }
        ByteView root = roots.getFirst().value(NODE_OF_ROOT + NODE_HEADER);
        long told = root.u32le(BLOCK_BYTES);
        boolean sound = told >= Fixups.STRIDE && told <= MOST_BLOCK && Long.bitCount(told) == 1;
        blockBytes = sound ? (int) told : volume.indexBlockBytes();
        node(root, NODE_OF_ROOT, "its root");
        Optional<DataStream> blocks = directory.stream(volume, Attribute.INDEX_ALLOCATION, NAME);
        if (blocks.isPresent()) {
            blocks(blocks.get().content());
        } else if (!pending.isEmpty()) {
            damaged("its blocks are missing");
        }
    }

    private void blocks(Image content) throws IOException {
        Image cached = new BlockCache(content, RUN);
        Optional<DataStream> bitmap = directory.stream(volume, Attribute.BITMAP, NAME);
        Optional<ByteView> used = Optional.empty();
        try {
            used = bitmap.isEmpty() ? used : Optional.of(bitmap.get().bytes(MOST_BITMAP));
        } catch (IOException e) {
            damaged("which blocks are in use is not known: " + e.getMessage());
        }
        // A damaged directory may claim any size: none has more blocks than the volume has room for.
        long most = Math.min(content.size(), volume.geometry().image().size()) / blockBytes;
        long last = used.isPresent() ? Math.min(most, 8L * used.get().length()) : 0;
        // Ends: there are so many blocks.
        for (long number = 0; number < last && bad < MOST_BAD; number++) {
            if ((used.get().u8((int) (number / 8)) >> (number % 8) & 1) != 0) {
                block(cached, number);
            }
        }
        // Ends: each turn takes a block off the list, and each is put there once.
        while (!pending.isEmpty() && bad < MOST_BAD) {
            long number = pending.pop();
            if (number >= most) {
                damaged("block " + number + " is past its end");
            } else if (!read.contains(number)) {
                damaged("block " + number + " is not marked as used");
                block(cached, number);
            }
        }
        if (below.size() < read.size()) {
            damaged("a block is in use, and nothing leads there");
        }
    }

    private void block(Image blocks, long number) {
        read.add(number);
        try {
            ByteView block = Fixups.undone(blocks.view(number * blockBytes, blockBytes), 0, blockBytes, MARK);
            if (block.u64le(BLOCK_NUMBER) != number * (blockBytes / unit())) {
                throw new IOException("it is another one");
            }
            node(block, NODE_OF_BLOCK, "block " + number);
        } catch (IOException e) {
            damaged("block " + number + ": " + e.getMessage());
            bad++;
        }
    }

    /** Bytes that numbers of blocks count. */
    private int unit() {
        return blockBytes < volume.geometry().clusterBytes() ? Fixups.STRIDE : volume.geometry().clusterBytes();
    }

    private void node(ByteView bytes, int header, String where) {
        long end = header + bytes.u32le(header + 4);
        long at = header + bytes.u32le(header);
        // Ends: an entry has 16 bytes at least.
        while (at >= header + NODE_HEADER && end <= bytes.length() && at + ENTRY <= end) {
            int length = bytes.u16le((int) at + LENGTH);
            int flags = bytes.u16le((int) at + FLAGS);
            boolean hasBelow = (flags & BELOW) != 0;
            if (length < ENTRY + (hasBelow ? 8 : 0) || length % 8 != 0 || at + length > end) {
                break;
            }
            if (hasBelow) {
                below(bytes.u64le((int) at + length - 8));
            }
            if ((flags & LAST) != 0) {
                return;
            }
            int nameLength = bytes.u16le((int) at + NAME_LENGTH);
            Optional<FileName> name = ENTRY + nameLength > length ? Optional.empty()
                    : FileName.at(bytes, (int) at + ENTRY, nameLength);
            if (name.isEmpty()) {
                damaged("a name in " + where + " makes no sense");
            } else if (!name.get().isDos()) {
                add(bytes.u64le((int) at), name.get());
            }
            at += length;
        }
        damaged("an entry in " + where + " makes no sense");
    }

    private void below(long told) {
        int units = blockBytes / unit();
        if (told < 0 || told % units != 0) {
            damaged("a block is nowhere");
        } else if (below.add(told / units)) {
            pending.push(told / units);
        } else {
            damaged("block " + told / units + " is there twice");
        }
    }

    private void add(long record, FileName name) {
        Name text = Name.of(name.text());
        if (!text.isDots()) { // the root names itself
            names.add(new NtfsNodes.Named(volume, text, record));
        }
    }
}
