package jdisk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import jdisk.image.Image;
import jdisk.probe.Contents;
import jdisk.probe.Sought;

/** Takes witnesses as they are found, by several threads, and puts together those that tell of the same volume. */
final class Hits {
    /** So many volumes are kept: an image made to hold more of them is none that anybody lost. */
    static final int MOST = 4096;

    /** So many places are kept of each. */
    private static final int PLACES = 8;

    private record Key(Sought format, long start, long length, boolean open, String id) {}

    /** What is known of a volume so far. */
    private static final class Gathered {
        private final TreeSet<Long> places = new TreeSet<>();
        private Witness best;
        private Confidence confidence;
        private int count;

        private Gathered(Witness first) {
            this.best = first;
            this.confidence = first.confidence();
        }

        private void add(Witness witness) {
            count++;
            places.add(witness.at());
            if (places.size() > PLACES) {
                places.pollLast();
            }
            confidence = confidence.better(witness.confidence());
            // The first structure, or else the first copy, whichever thread was sooner.
            if (best.isCopy() && (!witness.isCopy() || witness.at() < best.at())) {
                best = witness;
            }
        }
    }

    private final Map<Key, Gathered> gathered = new LinkedHashMap<>();
    private boolean full;

    synchronized void add(Witness witness) {
        if (!witness.isPlaced()) {
            return;
        }
        Key key = new Key(witness.format(), witness.start(), witness.length(), witness.open(), witness.id());
        Gathered known = gathered.get(key);
        if (known == null) {
            if (gathered.size() >= MOST) {
                full = true;
                return;
            }
            known = new Gathered(witness);
            gathered.put(key, known);
        }
        known.add(witness);
    }

    /** Whether there were more than are kept. */
    synchronized boolean isFull() {
        return full;
    }

    /** All of them, each read as the volume it is. */
    synchronized List<Hit> read(Image image) {
        List<Hit> hits = new ArrayList<>();
        gathered.forEach((key, known) -> {
            Witness best = known.best;
            Hit.Mended mended = best.isCopy() ? new Hit.Mended(best.home(), best.bytes()) : Hit.Mended.NOTHING;
            hits.add(new Hit(
                    key.format(),
                    key.start(),
                    key.length(),
                    !key.open(),
                    contents(image, key, mended),
                    known.confidence,
                    List.copyOf(known.places),
                    known.count,
                    mended,
                    OptionalLong.empty(),
                    Standing.OWN));
        });
        return hits;
    }

    private static Contents contents(Image image, Key key, Hit.Mended mended) {
        try {
            Optional<Contents> found = key.format().find(Hit.volume(image, key.start(), key.open() ? image.size() - key.start() : key.length(), mended));
            if (found.isPresent()) {
                return found.get();
            }
        } catch (IOException e) {
            // what is known without it is told
        }
        return new Contents(key.format().type(), "", "", key.id());
    }
}
