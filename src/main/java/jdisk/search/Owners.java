package jdisk.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jdisk.filesystem.Directory;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.filesystem.Walk;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/**
 * Goes through the files of a volume to learn whose sectors those are where others were found, a file's or nobody's, and whether the
 * volume is whole: one that a newer one has overwritten mostly is not.
 */
final class Owners implements Walk.Visitor {
    /** So many files are asked at most: a volume of more takes longer than its answer is worth. */
    private static final int MOST_FILES = 300_000;

    /** So many tell whether it is whole. */
    private static final int ENOUGH_FILES = 2000;

    private final BooleanSupplier cancelled;
    private final Set<Lodger> open;
    private final Map<Lodger, String> found = new HashMap<>();
    private int files;
    private final Set<Lodger> overwritten = new HashSet<>();
    private final long start;
    private final long end;
    private boolean incomplete;
    private boolean broken;
    private boolean answered;

    private Owners(long start, long end, List<Lodger> others, BooleanSupplier cancelled) {
        this.start = start;
        this.end = end;
        this.cancelled = cancelled;
        this.open = new HashSet<>(others);
    }

    /** The answers of a volume that was not asked: none. */
    static Owners nobody() {
        return new Owners(0, 0, List.of(), () -> true);
    }

    /**
     * Asks a volume.
     *
     * @param others what shares sectors with it
     */
    static Owners ask(Image image, Hit outer, List<Lodger> others, BooleanSupplier cancelled) {
        Owners owners = new Owners(outer.start(), outer.end(), others, cancelled);
        owners.walk(image, outer);
        return owners;
    }

    /** Whether a hit lies in a file of the volume. */
    boolean isInFile(Hit hit) {
        return found.containsKey(hit);
    }

    /** Whether a file of the volume has lost bytes to a hit that the file cannot hold: the hit is newer. */
    boolean isOverwrittenBy(Hit hit) {
        return overwritten.contains(hit);
    }

    /** Whether something of what was read is damaged. */
    boolean isBroken() {
        return broken;
    }

    /** What something is that lies in the volume. */
    Standing standing(Hit outer, Lodger hit) {
        String path = found.get(hit);
        return path != null
                ? new Standing.InFile(outer, path)
                : incomplete || !answered ? new Standing.Inside(outer) : new Standing.InFreeSpace(outer);
    }

    private void walk(Image image, Hit outer) {
        try {
            Optional<Volume> volume = Volumes.open(outer.volume(image), outer.contents());
            if (volume.isEmpty()) {
                return;
            }
            answered = true;
            Problems problems = new Problems();
            Walk.through(List.of(), volume.get().root(), this, problems);
            problems.take().forEach(this::judge);
            volume.get().takeProblems().forEach(this::judge);
        } catch (IOException e) {
            answered = true;
            incomplete = true;
            broken = true;
        }
    }

    /** That a volume is cut, or that its first structure is a copy, is known without asking it. */
    private void judge(Problem problem) {
        broken |= problem.code().severity() != Problem.Severity.NOTE
                && problem.code() != Problem.Code.CUT_VOLUME
                && problem.code() != Problem.Code.BOOT_CHECKSUM
                && problem.code() != Problem.Code.BOOT_COPY_USED;
    }

    @Override
    public boolean node(Walk.Visit visit, Node node) {
        if (node instanceof RegularFile file) {
            files++;
            try {
                if (file.content() instanceof ExtentImage content) {
                    take(visit, content);
                }
            } catch (IOException e) {
                incomplete = true;
                broken = true;
            }
        }
        return true;
    }

    private void take(Walk.Visit visit, ExtentImage content) {
        for (ExtentImage.Piece piece : content.piecesOfRoot()) {
            if (piece.kind() == ExtentImage.Kind.DATA) {
                open.removeIf(hit -> take(visit, content, piece, hit));
            }
        }
    }

    /** Whether a structure of a hit lies in a piece of a file: the file holds the hit, or has lost these bytes to it. */
    private boolean take(Walk.Visit visit, ExtentImage content, ExtentImage.Piece piece, Lodger hit) {
        if (isIn(piece, hit.start())) {
            long within = piece.at() + (hit.start() - piece.source());
            if (content.size() - within >= hit.length()) {
                found.put(hit, visit.path().text());
            } else {
                overwritten.add(hit);
            }
            return true;
        }
        boolean part = (hit.start() < start || hit.end() > end) && hit.witnesses().stream().anyMatch(at -> isIn(piece, at));
        if (part) {
            overwritten.add(hit);
        }
        return part;
    }

    private static boolean isIn(ExtentImage.Piece piece, long at) {
        return at >= piece.source() && at < piece.source() + piece.length();
    }

    @Override
    public void unreadable(Walk.Visit visit, IOException why) {
        incomplete = true;
        broken = true;
    }

    @Override
    public void stream(Walk.Visit visit, NamedStream stream) {
        // what lies in one stays without a name
    }

    @Override
    public void noEntries(Walk.Visit visit, Directory directory, Optional<IOException> why) {
        incomplete |= why.isPresent();
        broken |= why.isPresent();
    }

    @Override
    public boolean isOver() {
        boolean over = files > (open.isEmpty() ? ENOUGH_FILES : MOST_FILES) || cancelled.getAsBoolean();
        incomplete |= over && !open.isEmpty();
        return over;
    }
}
