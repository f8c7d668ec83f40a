package jdisk.shell;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;

/** The tip on a line, as the shell would show it. */
public final class TipRows {
    private TipRows() {}

    public static List<String> of(Function<CmdLine, CmdDesc> descriptions, String typed) throws IOException {
        return new TipLines(LineReaderBuilder.builder()
                .terminal(new DumbTerminal(System.in, System.out))
                .parser(new DefaultParser().eofOnUnclosedQuote(false))
                .build(), descriptions).at(typed);
    }
}
