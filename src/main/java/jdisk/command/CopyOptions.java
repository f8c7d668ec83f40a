package jdisk.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdisk.extract.Algorithm;
import jdisk.extract.ExtractPlan.OnError;
import jdisk.extract.ExtractPlan.Sparse;
import jdisk.shell.UserError;

/** What the values of the options of copying commands mean. */
final class CopyOptions {
    /** Completes the names of algorithms. */
    static final class AlgorithmNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        AlgorithmNames() {
            super(Arrays.stream(Algorithm.values()).map(Algorithm::id).toList());
        }
    }

    private CopyOptions() {}

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
