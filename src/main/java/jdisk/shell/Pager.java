package jdisk.shell;

import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jline.builtins.Less;
import org.jline.builtins.Options;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** Shows a text that is longer than the terminal is high, a screen at a time: JLine's pager, which has the keys of less. */
final class Pager {
    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether a text, and the empty line and the prompt below it, do not fit on the screen. */
    boolean isFor(String text) {
        int lines = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            lines++;
        }
        return lines > 1 && lines + 2 > terminal.getHeight();
    }

    /**
     * Shows a text until the user has seen enough of it; Ctrl-C, too, says so.
     *
     * @return whether the user has come to the end of it
     */
    boolean show(String text) throws IOException {
        Reading less = new Reading(terminal);
        less.chopLongLines = true; // a drawing stays one where the window becomes narrower
        less.quitAtSecondEof = true;
        less.quiet = true;
        Thread reader = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> reader.interrupt());
        try {
            less.run(new Text(text));
            leaveStanding(text, less.top());
            return less.cameToTheEnd();
        } catch (InterruptedException e) {
            return false;
        } catch (PatternSyntaxException e) {
            throw new UserError("the pager cannot search for that: " + e.getDescription());
        } catch (IOError e) {
            if (e.getCause() instanceof IOException cause && !(cause instanceof InterruptedIOException)) {
                throw cause;
            }
            return false;
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            boolean _ = Thread.interrupted();
        }
    }

    /** What was seen last stays to be looked at, as after less -FX: the pager has a screen of its own, which goes with it. */
    private void leaveStanding(String text, int top) {
        text.lines().skip(top).limit(terminal.getHeight() - 1L).forEach(line -> terminal.writer()
                .println(AttributedString.fromAnsi(line).columnSubSequence(0, terminal.getWidth()).toAnsi(terminal)));
        terminal.flush();
    }

    /** JLine's pager, for one text. The settings of another pager, which the user may have, are not for this one. */
    private static final class Reading extends Less {
        Reading(Terminal terminal) {
            super(terminal, Path.of(""), Options.compile(usage()).parse(List.of("--ignorercfiles")));
        }

        /** The line that was uppermost, counted from 0. */
        int top() {
            return firstLineToDisplay;
        }

        boolean cameToTheEnd() {
            return nbEof > 0;
        }
    }

    /** A text, as the pager reads it: in the character set of the JVM. */
    private record Text(String text) implements Source {
        @Override
        public String getName() {
            return "space: on, b: back, /: search, q: done";
        }

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(text.getBytes(Charset.defaultCharset()));
        }

        @Override
        public Long lines() {
            return text.lines().count();
        }
    }
}
