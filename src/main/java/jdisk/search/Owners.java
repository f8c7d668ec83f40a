package jdisk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jdisk.filesystem.Directory;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problems;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.filesystem.Walk;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/** Asks the volumes in which others were found whose sectors those are: a file's, or nobody's. */
final class Owners implements Walk.Visitor {
    /** So many files are asked at most: a volume of more takes longer than its answer is worth. */
    private static final int MOST_FILES = 300_000;

    private final BooleanSupplier cancelled;
    private final Map<Hit, String> open;
    private final Map<Hit, String> found = new HashMap<>();
    private int files;
    private boolean incomplete;

    private Owners(List<Hit> inner, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.open = new LinkedHashMap<>();
        inner.forEach(hit -> open.put(hit, ""));
    }

    /** The hits, those that lie in others with what these have there, where they can be asked. */
    static List<Hit> ask(Image image, List<Hit> hits, BooleanSupplier cancelled) {
        Map<Hit, List<Hit>> inside = new LinkedHashMap<>();
        for (Hit hit : hits) {
            if (hit.standing() instanceof Standing.Inside(Hit outer)) {
                inside.computeIfAbsent(outer, key -> new ArrayList<>()).add(hit);
            }
        }
        List<Hit> asked = new ArrayList<>(hits);
        inside.forEach((outer, inner) -> {
            Owners owners = new Owners(inner, cancelled);
            if (owners.walk(image, outer)) {
                asked.replaceAll(hit -> inner.contains(hit) ? hit.with(owners.standing(outer, hit)) : hit);
            }
        });
        return List.copyOf(asked);
    }

    private Standing standing(Hit outer, Hit hit) {
        String path = found.get(hit);
        return path != null ? new Standing.InFile(outer, path) : incomplete ? hit.standing() : new Standing.InFreeSpace(outer);
    }

    /** @return whether there was anybody to ask */
    private boolean walk(Image image, Hit outer) {
        try {
            Optional<Volume> volume = Volumes.open(outer.volume(image), outer.contents());
            if (volume.isEmpty()) {
                return false;
            }
            Walk.through(List.of(), volume.get().root(), this, new Problems());
            return true;
        } catch (IOException e) {
            incomplete = true;
            return true;
        }
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
            }
        }
        return true;
    }

    private void take(Walk.Visit visit, ExtentImage content) {
        for (ExtentImage.Piece piece : content.piecesOfRoot()) {
            boolean data = piece.kind() == ExtentImage.Kind.DATA;
            open.keySet().removeIf(hit -> {
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
    }

    @Override
    public void stream(Walk.Visit visit, NamedStream stream) {
        // what lies in one stays without a name
    }

    @Override
    public void noEntries(Walk.Visit visit, Directory directory, Optional<IOException> why) {
        incomplete |= why.isPresent();
    }

    @Override
    public boolean isOver() {
        incomplete |= files > MOST_FILES || cancelled.getAsBoolean();
        return open.isEmpty() || incomplete;
    }
}
