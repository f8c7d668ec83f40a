package jdisk.filesystem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what a reader finds until it is taken: each once, and of each code only so many, as a damaged volume has any number. */
public final class Problems {
    /** Of a code. Whoever shows them shows fewer. */
    private static final int MOST = 100;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Map<Problem.Code, Integer> counts = new EnumMap<>(Problem.Code.class);
    private final Set<Problem> taken = new LinkedHashSet<>();

    public void add(Problem.Code code, long where, String detail) {
        Problem problem = new Problem(code, where, detail);
        if (counts.merge(code, 1, Integer::sum) <= MOST && !taken.contains(problem)) {
            found.add(problem);
        }
    }

    /** What was added since this was last asked, and not before. */
    public List<Problem> take() {
        List<Problem> all = new ArrayList<>(found);
        taken.addAll(all);
        found.clear();
        return all;
    }
}
