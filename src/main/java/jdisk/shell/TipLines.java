package jdisk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.SuggestionType;
import org.jline.reader.impl.BufferImpl;
import org.jline.utils.AttributedString;
import org.jline.widget.TailTipWidgets;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a tip: JLine's widget finds what of a command's description belongs to the place in the line, and this class
 * takes it from there.
 *
 * <p>The widget itself would bind keys, change how lines are completed and draw in the window's last rows. Here it does none
 * of this: it is asked about a line, and answers with rows.
 */
final class TipLines extends TailTipWidgets {
    /** Rows for options below the usage: three columns of them are as many as any command has. */
    private static final int OPTION_ROWS = 3;

    /** What may be an option. The widget takes one for a regular expression, and fails where it is not. */
    private static final Pattern OPTION = Pattern.compile("-[\\w-]*(=.*)?");

    private final Descriptions descriptions;
    private String line = "";
    private List<AttributedString> described = List.of();

    TipLines(LineReader reader, Function<CmdLine, CmdDesc> known) {
        this(reader, new Descriptions(known));
    }

    private TipLines(LineReader reader, Descriptions descriptions) {
        super(reader, descriptions, OPTION_ROWS, TipType.TAIL_TIP);
        this.descriptions = descriptions;
    }

    /** What is known of commands, and what was last asked for. */
    private static final class Descriptions implements Function<CmdLine, CmdDesc> {
        private final Function<CmdLine, CmdDesc> known;
        private CmdDesc last = unknown();

        Descriptions(Function<CmdLine, CmdDesc> known) {
            this.known = known;
        }

        private static CmdDesc unknown() {
            return new CmdDesc(false);
        }

        @Override
        public CmdDesc apply(CmdLine asked) {
            boolean sound = asked.getArgs().stream().allMatch(word -> !word.startsWith("-") || OPTION.matcher(word).matches());
            last = sound ? known.apply(asked) : unknown();
            return last;
        }
    }

    /**
     * The usage of the command in a line, then what it is for, or the options at hand.
     *
     * @param typed the line up to the cursor
     */
    List<String> at(String typed) {
        // Brackets are a call in a programming language to the widget, and part of a name here.
        line = typed.replace('(', '_').replace(')', '_');
        // The widget says nothing of a command before a blank follows it.
        line += line.isBlank() || line.strip().contains(" ") ? "" : " ";
        described = List.of();
        descriptions.last = Descriptions.unknown();
        tailtipUpdateStatus();
        List<String> rows = new ArrayList<>(described.stream().map(row -> row.toString().stripTrailing()).filter(row -> !row.isEmpty()).toList());
        if (descriptions.last.isValid()) {
            String usage = descriptions.last.getMainDesc().getFirst().toString();
            if (rows.isEmpty() || !rows.getFirst().equals(usage)) {
                rows.addFirst(usage);
            }
        }
        return rows;
    }

    @Override
    public Buffer buffer() {
        Buffer asked = new BufferImpl();
        asked.write(line);
        return asked;
    }

    @Override
    public String prevChar() {
        return Character.toString(buffer().prevChar());
    }

    @Override
    public void setDescription(List<AttributedString> rows) {
        described = List.copyOf(rows);
    }

    /** The reader has done what its keys are for. */
    @Override
    public void callWidget(String name) {}

    /** What Tab shows stays as it is. */
    @Override
    public void setSuggestionType(SuggestionType type) {}

    /** Behind the line, a tip would be copied with it. */
    @Override
    public void setTailTip(String tip) {}

    @Override
    public void setErrorPattern(@Nullable Pattern pattern) {}

    @Override
    public void setErrorIndex(int index) {}
}
