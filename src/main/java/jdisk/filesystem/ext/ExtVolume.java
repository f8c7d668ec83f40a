package jdisk.filesystem.ext;

import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.Volume;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.ExtFeature;
import jdisk.probe.ExtSuperblock;

/**
 * An ext2, ext3 or ext4 file system.
 *
 * <p>One whose journal has to be replayed is seen as it is after that: an image of which the journal's blocks are part takes the
 * place of the volume's own, and everything is read through it.
 */
public final class ExtVolume implements Volume {
    private static final long ROOT = 2;

    /** Bytes of inode tables that are read at a time. */
    private static final int RUN = 32 * 1024;

    /** Such runs that are kept. */
    private static final int KEPT = 256;

    /** Inodes of a size that is not one of the format's would make no sense. */
    private static final int LEAST_INODE = 128;

    /** The system that made it. */
    private static final int HURD = 1;

    private static final int CHECKSUM = 0x3fc;
    private static final int UUID = 0x68;

    private final String type;
    private final Problems problems = new Problems();
    private final Image image;
    private final ExtSuperblock superblock;
    private final LongPredicate isInJournal;
    private final Optional<FastCommits> fast;
    private final Optional<Checksums> checksums;
    private final Groups groups;
    private final Map<Long, ByteView> runs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteView> eldest) {
            return size() > KEPT;
        }
    };

    /** @param isInJournal whether a block is as the journal has it */
    private ExtVolume(
            String type, Image image, ExtSuperblock superblock, LongPredicate isInJournal, Optional<FastCommits> fast) throws IOException {
        this.type = type;
        this.image = image;
        this.superblock = superblock;
        this.isInJournal = isInJournal;
        this.fast = fast;
        this.checksums = superblock.has(ExtFeature.METADATA_CSUM) ? Optional.of(Checksums.of(superblock)) : Optional.empty();
        check(superblock);
        this.groups = new Groups(this);
    }

    /**
     * Opens a volume, and replays its journal in memory if it has to be replayed.
     *
     * @param type what blkid calls it
     * @throws IOException if its superblock cannot be read, or makes no sense
     */
    public static ExtVolume open(Slice place, String type) throws IOException {
        ExtSuperblock first = superblock(place);
        ExtVolume volume = new ExtVolume(type, place, first, block -> false, Optional.empty());
        if (first.has(ExtFeature.NEEDS_RECOVERY)) {
            Optional<Replay> replay = Replay.of(volume);
            if (replay.isPresent()) {
                Replay done = replay.get();
                ExtSuperblock now = ExtSuperblock.read(Slice.of(done.image())).orElse(first);
                ExtVolume replayed = new ExtVolume(type, done.image(), now, done::has, done.fast());
                volume.problems.take().forEach(problem -> replayed.problem(problem.code(), problem.where(), problem.detail()));
                volume = replayed;
            }
        }
        volume.look(place, first);
        return volume;
    }

    private static ExtSuperblock superblock(Slice place) throws IOException {
        return ExtSuperblock.read(place).orElseThrow(() -> new IOException("no ext superblock was found"));
    }

    private static void check(ExtSuperblock superblock) throws IOException {
        int inode = superblock.inodeBytes();
        boolean sound = superblock.blockBytes() != 0 && superblock.groupBlocks() != 0 && superblock.groupInodes() != 0
                && inode >= LEAST_INODE && Integer.bitCount(inode) == 1 && inode <= superblock.blockBytes();
        if (!sound || superblock.blocks() < 0 || superblock.blocks() > Long.MAX_VALUE / superblock.blockBytes()) {
            throw new IOException("its superblock makes no sense");
        }
    }

    /** Notes how the volume was left. */
    private void look(Slice place, ExtSuperblock first) {
        long features = superblock.unknownFeatures(ExtFeature.Kind.INCOMPATIBLE);
        if (features != 0) {
            problem(Problem.Code.UNKNOWN_FEATURES, -1, "0x" + Long.toHexString(features));
        }
        ByteView bytes = first.bytes();
        if (checksums.isPresent() && Checksums.after(new byte[0]).begin().bytes(bytes, 0, CHECKSUM).value() != first.checksum()) {
            problem(Problem.Code.VOLUME_CHECKSUM, -1, "");
        }
        if ((first.state() & ExtSuperblock.CLEAN) == 0 && !first.has(ExtFeature.NEEDS_RECOVERY)) {
            problem(Problem.Code.NOT_CLEAN, -1, "");
        }
        if ((first.state() & ExtSuperblock.ERRORS_FOUND) != 0) {
            problem(Problem.Code.ERRORS_NOTED, -1, "");
        }
        long bytesWanted = superblock.blocks() * superblock.blockBytes();
        if (bytesWanted > place.size()) {
            problem(Problem.Code.CUT_VOLUME, -1, Long.toString(bytesWanted - place.size()));
        }
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Directory root() throws IOException {
        Inode inode = inode(ROOT);
        if (inode.isEmpty()) {
            throw new IOException("it has no root directory");
        }
        if (ExtNodes.of(this, inode) instanceof Directory root) {
            return root;
        }
        throw new IOException("its root is not a directory");
    }

    @Override
    public List<Problem> takeProblems() {
        return problems.take();
    }

    void problem(Problem.Code code, long where, String detail) {
        problems.add(code, where, detail);
    }

    /** What all of it is read from. */
    Image image() {
        return image;
    }

    ExtSuperblock superblock() {
        return superblock;
    }

    int blockBytes() {
        return superblock.blockBytes();
    }

    /** The checksums it has; nothing if it has none, or only those of groups. */
    Optional<Checksums> checksums() {
        return checksums;
    }

    /** What changed after what is in its blocks. */
    Optional<FastCommits> fast() {
        return fast;
    }

    /** The bytes of its UUID. */
    ByteView uuid() {
        return superblock.bytes().slice(UUID, 16);
    }

    /** Where a block begins, in bytes; -1 if no volume can have it. */
    long position(long block) {
        return block < 0 || block >= superblock.blocks() ? -1 : block * blockBytes();
    }

    /**
     * A block.
     *
     * @throws IOException if it cannot be read, or there is no such block
     */
    ByteView block(long block) throws IOException {
        if (position(block) < 0) {
            throw new EOFException("block " + block + " lies outside the file system");
        }
        return image.view(position(block), blockBytes());
    }

    /**
     * An inode.
     *
     * @throws IOException if it cannot be read, or there is no such inode
     */
    Inode inode(long number) throws IOException {
        if (number < 1 || number > superblock.inodes()) {
            throw new IOException("inode " + number + " does not exist");
        }
        long group = (number - 1) / superblock.groupInodes();
        long index = (number - 1) % superblock.groupInodes();
        long table = position(groups.inodeTable(group));
        int length = superblock.inodeBytes();
        if (table < 0) {
            throw new IOException("it is not known where inode " + number + " is");
        }
        long at = table + index * length;
        ByteView bytes = cached(at, length);
        boolean hurd = superblock.creator() == HURD;
        boolean wide = superblock.has(ExtFeature.LARGEDIR);
        Optional<ByteView> later = fast.flatMap(commits -> commits.inode(number, bytes));
        if (later.isPresent()) {
            return new Inode(number, later.get(), true, hurd, wide); // whose checksum nobody has computed yet
        }
        Inode inode = new Inode(number, bytes, isInJournal.test(at / blockBytes()), hurd, wide);
        if (checksums.isPresent() && !bytes.isZero() && !inode.isSound(checksums.get())) {
            problem(Problem.Code.NODE_CHECKSUM, number, "");
        }
        return inode;
    }

    /** Bytes that others around them are likely to be wanted of. A run begins at a multiple of its length, and so do inodes. */
    private ByteView cached(long at, int length) throws IOException {
        long number = at / RUN;
        int within = (int) (at % RUN);
        ByteView run = runs.get(number);
        if (run == null) {
            try {
                run = image.viewUpTo(number * RUN, RUN);
            } catch (IOException e) {
                return image.view(at, length); // one bad sector hides no other
            }
            runs.put(number, run);
        }
        if (within + length > run.length()) {
            throw new EOFException("it lies past the end");
        }
        return run.slice(within, length);
    }

    /** An inode that a name stands for: neither one of the file system's own nor a deleted one. */
    Inode named(long number) throws IOException {
        if (number != ROOT && number < superblock.firstInode()) {
            throw new IOException("inode " + number + " is the file system's own");
        }
        Inode inode = inode(number);
        if (inode.isDeleted()) {
            throw new IOException("inode " + number + " is not in use");
        }
        if (inode.has(Inode.ATTRIBUTE_VALUE)) {
            throw new IOException("inode " + number + " holds an attribute of another");
        }
        return inode;
    }
}
