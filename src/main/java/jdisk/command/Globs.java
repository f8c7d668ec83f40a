package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problems;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Walk;

/** Patterns of names: {@code *}, {@code ?} and {@code [a-z]}, each within one part of a path. */
final class Globs {
    private static final String SPECIAL = "*?[";

    private Globs() {}

    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    /** What matches all of a name. */
    static Pattern pattern(String glob, boolean anyCase) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        // Ends: each turn passes a character at least.
        while (i < glob.length()) {
            char c = glob.charAt(i++);
            int end = c == '[' ? glob.indexOf(']', i + 1) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                String set = glob.substring(i, end);
                boolean not = set.startsWith("!") || set.startsWith("^");
                regex.append(not ? "[^" : "[").append((not ? set.substring(1) : set).replaceAll("([\\\\\\[\\]&^])", "\\\\$1")).append(']');
                i = end + 1;
            } else {
                regex.append(Pattern.quote(Character.toString(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    }

    /** A place on the way: the names up to it. */
    private record Step(List<Name> names, Node node) {}

    /**
     * The paths that match a pattern, in the order of their names; names that begin with a dot only where the pattern does.
     *
     * @throws IOException if something on the way cannot be read
     */
    static List<String> expand(Volume volume, String path) throws IOException {
        List<Step> steps = List.of(new Step(List.of(), volume.root()));
        // Ends: a path has so many parts.
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                steps = next(volume, steps, part);
            }
        }
        return steps.stream().map(step -> Walk.text(step.names())).toList();
    }

    private static List<Step> next(Volume volume, List<Step> steps, String part) throws IOException {
        Pattern pattern = pattern(part, false);
        List<Step> found = new ArrayList<>();
        for (Step step : steps) {
            Node node = step.node() instanceof SymbolicLink ? followed(volume, step) : step.node();
            if (!(node instanceof Directory directory)) {
                continue;
            }
            for (Entry entry : Walk.sorted(directory, new Problems())) {
                String name = entry.name().text();
                if (!pattern.matcher(name).matches() || (name.startsWith(".") && !part.startsWith("."))) {
                    continue;
                }
                List<Name> names = new ArrayList<>(step.names());
                names.add(entry.name());
                found.add(new Step(names, entry.node()));
            }
        }
        return found;
    }

    private static Node followed(Volume volume, Step step) {
        try {
            return Lookup.find(volume, Walk.text(step.names()), true).node();
        } catch (IOException e) {
            return step.node(); // leads nowhere: nothing matches below it
        }
    }
}
