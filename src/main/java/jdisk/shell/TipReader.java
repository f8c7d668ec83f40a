package jdisk.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdisk.text.TextTable;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * A line reader that shows a tip below the line when whoever types pauses, and what Tab proposes in columns that fit.
 *
 * <p>A tip is drawn where the reader draws what Tab shows: it goes when the line is accepted or cancelled, and is drawn anew
 * when the window changes. JLine's own place for tips is a bar in the window's last rows, with a scrolling region above: to
 * set one takes the cursor to the first row, from which JLine clears the whole screen when the window changes.
 */
final class TipReader extends LineReaderImpl {
    /** Milliseconds without a key: pasted lines, and those who know what they type, are not kept waiting. */
    private static final long PAUSE = 50;

    /** Rows of a window that has room for a tip: it takes four, and twice as many are left for what the line is about. */
    private static final int FEWEST_ROWS = 12;

    private Optional<Tips> tips = Optional.empty();
    private boolean atCommand;
    private @Nullable Supplier<AttributedString> shown;

    TipReader(Terminal terminal) {
        super(terminal, "jdisk", new HashMap<>());
    }

    /** Shows tips from now on. */
    void showTips(Tips known) {
        tips = Optional.of(known);
    }

    Optional<Tips> tips() {
        return tips;
    }

    /** Says whether the next line is a command: of an answer there is nothing to tell. */
    void expectCommand(boolean command) {
        atCommand = command;
        shown = null;
    }

    @Override
    public Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
        if (isBetweenKeys() && peekCharacter(PAUSE) == NonBlockingReader.READ_EXPIRED) {
            lock.lock();
            try {
                showTip();
            } finally {
                lock.unlock();
            }
        }
        return super.readBinding(keys, local);
    }

    /** Whether a line is being edited, and nothing is shown below it but a tip: a widget that reads keys of its own holds the lock. */
    private boolean isBetweenKeys() {
        return atCommand && (buf.length() > 0 || shown != null) && (post == null || post.equals(shown))
                && !lock.isHeldByCurrentThread() && tips.filter(Tips::areOn).isPresent();
    }

    private void showTip() {
        List<String> rows = tips.filter(known -> buf.length() > 0 && hasRoom())
                .map(known -> known.at(this, buf.upToCursor()))
                .orElse(List.of());
        if (rows.isEmpty() && post == null) {
            return;
        }
        shown = rows.isEmpty() ? null : () -> fit(rows);
        post = shown;
        redisplay();
    }

    /** What Tab shows: it fits the window, so that nobody is asked whether to see it. */
    @Override
    protected PostResult computePost(List<Candidate> possible, @Nullable Candidate selection, @Nullable List<Candidate> ordered, String completed,
            Function<String, Integer> widths, int width, boolean autoGroup, boolean groupName, boolean rowsFirst) {
        if (ordered != null) {
            ordered.addAll(ProposalList.inOrder(possible));
        }
        int taken = (prompt.columnLength() + TextTable.width(buf.toString())) / Math.max(width, 1) + 1;
        ProposalList.Shown list = ProposalList.of(possible, completed, selection, Math.max(width - 1, 1), Math.max(size.getRows() - taken - 1, 1));
        return new PostResult(AttributedString.join(new AttributedString("\n"), list.rows()), list.rows().size(), list.chosen(), list.columns());
    }

    private boolean hasRoom() {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB) && size.getRows() >= FEWEST_ROWS;
    }

    /** As much of these rows as there is room for: the window may have changed since they were made. */
    private AttributedString fit(List<String> rows) {
        int width = size.getColumns() - 1; // a full row would be wrapped by some terminals
        return new AttributedString(hasRoom() ? rows.stream().map(row -> cut(row, width)).collect(Collectors.joining("\n")) : "");
    }

    private static String cut(String row, int width) {
        AttributedString whole = new AttributedString(row);
        return whole.columnLength() <= width ? row : whole.columnSubSequence(0, Math.max(0, width - 3)) + "...";
    }
}
