package jdisk.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdisk.image.Image;
import jdisk.probe.Contents;

/**
 * Decides which of the hits that share sectors is a volume as it stands, and what the others are.
 *
 * <p>Of two, the one loses that lacks a structure in the sectors they share while the other has all of its own there: it was
 * overwritten. Where that does not tell, what lies in a file of the other loses, and then the one whose file has structures of the
 * other where it cannot hold them, or whose files are damaged; then what lies inside another, and of others the one that is less
 * certain, is in the way of more, or tells of less of the disk.
 *
 * <p>Takes no more memory than the hits do, however many of them share sectors.
 */
final class Overlaps {
    private final Image image;
    private final List<Hit> hits;
    private final List<TableHit> tables;
    private final List<List<Anchors.Anchor>> anchors = new ArrayList<>();
    private final List<Owners> owners = new ArrayList<>();
    private final boolean[] open;
    private final int[] busy;
    private final int[] losses;

    /**
     * What was found, each with its standing.
     *
     * @param hits in the order of their starts
     */
    record Resolved(List<Hit> hits, List<TableHit> tables) {}

    private Overlaps(Image image, List<Hit> hits, List<TableHit> tables, BooleanSupplier cancelled) {
        this.image = image;
        this.tables = tables;
        this.hits = new ArrayList<>(hits);
        this.hits.sort(Comparator.comparingLong(Hit::start).thenComparing(Comparator.comparingLong(Hit::length).reversed()));
        int count = hits.size();
        this.open = new boolean[count];
        this.busy = new int[count];
        this.losses = new int[count];
        for (int i = 0; i < count; i++) {
            int hit = i;
            open[i] = true;
            neighbours(i, other -> busy[hit]++);
            anchors.add(busy[i] == 0 ? List.of() : Anchors.of(image, this.hits.get(i)));
            List<Lodger> lodgers = lodgers(i);
            owners.add(lodgers.isEmpty() ? Owners.nobody() : Owners.ask(image, this.hits.get(i), lodgers, cancelled));
        }
        for (int i = 0; i < count; i++) {
            int hit = i;
            neighbours(i, other -> losses[hit] += loses(hit, other) ? 1 : 0);
        }
    }

    private List<Lodger> lodgers(int hit) {
        List<Lodger> others = new ArrayList<>();
        neighbours(hit, other -> others.add(hits.get(other)));
        tables.stream().filter(table -> table.isIn(hits.get(hit))).forEach(others::add);
        return others;
    }

    /** Gives each its standing; hits whose length is open end where the next begins. */
    static Resolved resolve(Image image, List<Hit> hits, List<TableHit> tables, BooleanSupplier cancelled) {
        return new Overlaps(image, hits, tables, cancelled).resolve();
    }

    private void neighbours(int hit, IntConsumer each) {
        Hit its = hits.get(hit);
        for (int other = 0; other < hits.size() && hits.get(other).start() < its.end(); other++) {
            if (other != hit && hits.get(other).end() > its.start()) {
                each.accept(other);
            }
        }
    }

    private Resolved resolve() {
        Comparator<Integer> better = Comparator.<Integer>comparingInt(i -> losses[i])
                .thenComparing(i -> hits.get(i).confidence())
                .thenComparingInt(i -> busy[i])
                .thenComparing(Comparator.<Integer>comparingInt(i -> hits.get(i).count()).reversed())
                .thenComparingInt(i -> i);
        // Ends: each turn takes one of them at least, and there are so many.
        for (int turn = 0; turn < hits.size(); turn++) {
            IntStream.range(0, hits.size()).filter(i -> open[i]).boxed().min(better).ifPresent(this::take);
        }
        List<TableHit> placed = tables.stream().map(this::place).toList();
        fill();
        return new Resolved(List.copyOf(hits), placed);
    }

    /** A table in a volume that stands is in a file of that, or in what it does not use. */
    private TableHit place(TableHit table) {
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            if (hit.isPartition() && table.isIn(hit)) {
                return table.with(owners.get(i).standing(hit, table));
            }
        }
        return table;
    }

    /** Takes a hit for a volume as it stands, and those that share sectors with it for none. */
    private void take(int winner) {
        open[winner] = false;
        neighbours(winner, other -> {
            if (open[other]) {
                hits.set(other, hits.get(other).with(standing(winner, other)));
                open[other] = false;
                neighbours(other, third -> losses[third] -= open[third] && loses(third, other) ? 1 : 0);
            }
        });
    }

    private Standing standing(int better, int other) {
        Hit winner = hits.get(better);
        return isInside(hits.get(other), winner)
                ? owners.get(better).standing(winner, hits.get(other))
                : new Standing.Overlapped(winner);
    }

    private static boolean isInside(Hit one, Hit other) {
        return one.start() >= other.start() && one.end() <= other.end();
    }

    private boolean loses(int a, int b) {
        Hit one = hits.get(a);
        Hit other = hits.get(b);
        if (one.confidence() != other.confidence()
                && (one.confidence() == Confidence.DOUBTFUL || other.confidence() == Confidence.DOUBTFUL)) {
            return one.confidence() == Confidence.DOUBTFUL;
        }
        boolean brokenOne = isBroken(a, b);
        boolean brokenOther = isBroken(b, a);
        if (brokenOne != brokenOther) {
            return brokenOne;
        }
        if (owners.get(b).isInFile(one) != owners.get(a).isInFile(other)) {
            return owners.get(b).isInFile(one);
        }
        if (owners.get(a).isOverwrittenBy(other) != owners.get(b).isOverwrittenBy(one)) {
            return owners.get(a).isOverwrittenBy(other);
        }
        if (owners.get(a).isBroken() != owners.get(b).isBroken()) {
            return owners.get(a).isBroken();
        }
        if (one.start() == other.start() && isLayer(one) != isLayer(other)) {
            return isLayer(other); // the member of a mirror begins with what lies in the mirror
        }
        if (isInside(one, other) != isInside(other, one)) {
            return isInside(one, other);
        }
        if (one.confidence() != other.confidence()) {
            return one.confidence().compareTo(other.confidence()) > 0;
        }
        if (busy[a] != busy[b]) {
            return busy[a] > busy[b];
        }
        return one.length() == other.length() ? a > b : one.length() < other.length();
    }

    private static boolean isLayer(Hit hit) {
        return hit.contents().nature() == Contents.Nature.MEMBER;
    }

    /** Whether a hit lacks something in the sectors that it shares with another. */
    private boolean isBroken(int hit, int other) {
        Hit its = hits.get(other);
        return anchors.get(hit).stream().anyMatch(anchor -> !anchor.isThere() && anchor.isIn(its.start(), its.end()));
    }

    /** Lets those whose length is open end where the next partition begins, or the image does. */
    private void fill() {
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            if (!hit.isLengthKnown()) {
                long end = hits.stream()
                        .filter(other -> other.standing() instanceof Standing.Own && other.start() > hit.start())
                        .mapToLong(Hit::start)
                        .findFirst()
                        .orElse(image.size() / Search.SECTOR * Search.SECTOR);
                hits.set(i, hit.withLength(Math.max(end - hit.start(), 0)));
            }
        }
    }
}
