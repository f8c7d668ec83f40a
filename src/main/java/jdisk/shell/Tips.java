package jdisk.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import jdisk.output.TipsFile;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.jline.reader.LineReader;

/** Tips on the command that is being typed, and whether the user wants them. Nothing is read or made before it is needed. */
final class Tips {
    private final Supplier<Function<CmdLine, CmdDesc>> descriptions;
    private final Optional<TipsFile> file;
    private Optional<Boolean> on = Optional.empty();
    private Optional<TipLines> lines = Optional.empty();

    /**
     * @param descriptions makes what describes commands
     * @param file where the user's wish is kept, or nothing to forget it
     */
    Tips(Supplier<Function<CmdLine, CmdDesc>> descriptions, Optional<TipsFile> file) {
        this.descriptions = descriptions;
        this.file = file;
    }

    boolean areOn() {
        if (on.isEmpty()) {
            on = Optional.of(file.map(TipsFile::isOn).orElse(true));
        }
        return on.get();
    }

    /** Does as the user wants from now on. Says whether it is kept for later sessions. */
    boolean turn(boolean wanted) {
        on = Optional.of(wanted);
        return file.map(kept -> kept.set(wanted)).orElse(false);
    }

    /**
     * The rows to show, none if nothing is known of the command.
     *
     * @param typed the line up to the cursor
     */
    List<String> at(LineReader reader, String typed) {
        if (lines.isEmpty()) {
            lines = Optional.of(new TipLines(reader, descriptions.get()));
        }
        return lines.get().at(typed);
    }
}
