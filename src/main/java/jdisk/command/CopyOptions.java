package jdisk.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdisk.extract.Algorithm;
import jdisk.extract.ExtractPlan.OnError;
import jdisk.extract.ExtractPlan.Sparse;
import jdisk.shell.UserError;

/** What the values of the options of copying commands mean. */
final class CopyOptions {
    private CopyOptions() {}

    /** The names of all algorithms. */
    static List<String> algorithmNames() {
        List<String> names = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            names.add(algorithm.id());
        }
        return names;
    }

    static Sparse sparse(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "auto" -> Sparse.AUTO;
            case "always" -> Sparse.ALWAYS;
            case "never" -> Sparse.NEVER;
            default -> throw new UserError("--sparse: '" + value + "' is not auto, always or never");
        };
    }

    static OnError onError(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "stop" -> OnError.STOP;
            case "zero" -> OnError.ZERO;
            default -> throw new UserError("--on-error: '" + value + "' is not stop or zero");
        };
    }

    /** The algorithms of these names, each once. */
    static List<Algorithm> algorithms(List<String> names) {
        return names.stream()
                .map(name -> Algorithm.of(name).orElseThrow(() ->
                        new UserError("'" + name + "' is not a known digest: " + Algorithm.ids())))
                .distinct()
                .toList();
    }
}
