package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.filesystem.Problem;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.probe.ExtFeature;

/**
 * A journal replayed in memory: the volume as it is once what the journal has is in its place.
 *
 * <p>Nothing is copied: the image that stands for the volume is made of pieces of it, and where the journal has a later block, that
 * is the piece. Source: <a href="https://docs.kernel.org/filesystems/ext4/journal.html">the kernel's documentation of ext4</a>.
 */
final class Replay {
    private final ExtVolume volume;
    private final JournalLog log;

    /** Where each block of the volume that was in the journal has its bytes now. */
    private final TreeMap<Long, JournalLog.Logged> blocks = new TreeMap<>();

    /** Up to which transaction what the journal has of a block is void. */
    private final Map<Long, Long> revoked = new HashMap<>();

    private Optional<FastCommits> fast = Optional.empty();

    private Replay(ExtVolume volume, JournalLog log) {
        this.volume = volume;
        this.log = log;
    }

    /** The volume after its journal, if that can be read; what is wrong with it is noted as a problem of the volume. */
    static Optional<Replay> of(ExtVolume volume) {
        try {
            long inode = volume.superblock().journal().inode();
            if (inode == 0) {
                throw new IOException(volume.superblock().has(ExtFeature.HAS_JOURNAL) ? "it is on another device" : "the file system has none");
            }
            Inode journal = volume.inode(inode);
            if (journal.type() != Inode.REGULAR || journal.has(Inode.INLINE)) {
                throw new IOException("inode " + inode + " does not hold one");
            }
            ExtentImage contents = BlockMap.of(volume, journal);
            Replay replay = new Replay(volume, JournalLog.open(contents, volume.blockBytes()));
            replay.run();
            return Optional.of(replay);
        } catch (IOException e) {
            volume.problem(Problem.Code.JOURNAL_NOT_REPLAYED, -1, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void run() throws IOException {
        long end = log.lastTransaction();
        log.revokes((block, transaction) -> revoked.merge(block, transaction, Math::max));
        boolean whole = log.replay((block, transaction, logged) -> {
            Long until = revoked.get(block);
            if (until == null || transaction > until) {
                blocks.put(block, logged);
            }
        });
        if (!whole || end < 0) {
            volume.problem(Problem.Code.JOURNAL_CUT, -1, Integer.toString(blocks.size()));
        } else {
            volume.problem(Problem.Code.JOURNAL_REPLAYED, -1, Integer.toString(blocks.size()));
        }
        fast = log.fastCommits();
        fast.filter(found -> found.commits() > 0)
                .ifPresent(found -> volume.problem(Problem.Code.FAST_COMMITS_REPLAYED, -1, Integer.toString(found.commits())));
        if (fast.filter(FastCommits::isCut).isPresent()) {
            volume.problem(Problem.Code.FAST_COMMITS_NOT_REPLAYED, -1, "");
        }
    }

    /** Whether a block is as the journal has it. */
    boolean has(long block) {
        return blocks.containsKey(block);
    }

    /** What changed after what is in the blocks. */
    Optional<FastCommits> fast() {
        return fast;
    }

    /** What the volume is read from now. */
    Image image() throws IOException {
        Image before = volume.image();
        long blockBytes = volume.blockBytes();
        ExtentImage.Builder pieces = new ExtentImage.Builder(before);
        for (Map.Entry<Long, JournalLog.Logged> entry : blocks.entrySet()) {
            long at = volume.position(entry.getKey());
            if (at < 0 || at >= before.size()) {
                continue;
            }
            pieces.data(pieces.end(), pieces.end(), at - pieces.end());
            entry.getValue().into(pieces, at);
        }
        pieces.data(pieces.end(), pieces.end(), before.size() - pieces.end());
        return pieces.build(before.name(), Math.max(before.size(), Math.ceilDiv(pieces.end(), blockBytes) * blockBytes));
    }
}
