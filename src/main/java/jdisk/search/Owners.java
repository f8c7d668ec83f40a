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
    private final Set<Hit> open;
    private final Map<Hit, String> found = new HashMap<>();
    private int files;
    private boolean incomplete;
    private boolean broken;
    private boolean answered;

    private Owners(List<Hit> inner, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.open = new HashSet<>(inner);
    }

    /** The answers of a volume that was not asked: none. */
    static Owners nobody() {
        return new Owners(List.of(), () -> true);
    }

    /**
     * Asks a volume.
     *
     * @param inner the hits that lie in it
     */
    static Owners ask(Image image, Hit outer, List<Hit> inner, BooleanSupplier cancelled) {
        Owners owners = new Owners(inner, cancelled);
        owners.walk(image, outer);
        return owners;
    }

    /** Whether a hit lies in a file of the volume. */
    boolean isInFile(Hit hit) {
        return found.containsKey(hit);
    }

    /** Whether something of what was read is damaged. */
    boolean isBroken() {
        return broken;
    }

    /** What a hit is that lies in the volume. */
    Standing standing(Hit outer, Hit hit) {
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
            boolean data = piece.kind() == ExtentImage.Kind.DATA;
            open.removeIf(hit -> {
                boolean here = data && hit.start() >= piece.source() && hit.start() < piece.source() + piece.length();
                if (here) {
                    found.put(hit, visit.path().text());
                }
                return here;
            });
        }
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
