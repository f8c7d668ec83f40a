package jdisk.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import jdisk.text.Page;

/** A console beside which a log is kept while the user wants one: all that is typed and shown goes there, too. */
final class LoggedConsole implements Console {
    private final Console console;
    private Optional<SessionLog> log = Optional.empty();

    LoggedConsole(Console console) {
        this.console = console;
    }

    boolean isLogged() {
        return log.isPresent();
    }

    /** Keeps this log from now on. */
    void keep(SessionLog begun) {
        log = Optional.of(begun);
    }

    /** Completes the log, if there is one. */
    void complete() {
        tell(SessionLog::close);
        log = Optional.empty();
    }

    /** Notes a line that was typed, or stood in a script, after what asked for it. */
    void typed(String prompt, String line) {
        tell(kept -> kept.typed(prompt, line));
    }

    /** What is done to a log. */
    private interface Entry {
        void into(SessionLog log) throws IOException;
    }

    /** A log that cannot be written ends; the session does not. */
    private void tell(Entry entry) {
        if (log.isEmpty()) {
            return;
        }
        try {
            entry.into(log.get());
        } catch (IOException e) {
            log.get().abandon();
            log = Optional.empty();
            console.warn("jdisk: the record of the session ends here: " + IoMessage.of(e) + "\n");
        }
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        Optional<String> line;
        try {
            line = console.readLine(prompt, kind);
        } catch (Cancelled e) {
            tell(kept -> kept.shown(prompt + "^C"));
            throw e;
        }
        line.ifPresentOrElse(text -> typed(prompt, text), () -> tell(kept -> kept.shown(prompt)));
        return line;
    }

    @Override
    public boolean isTerminal() {
        return console.isTerminal();
    }

    @Override
    public void print(String text) {
        console.print(text);
        tell(kept -> kept.shown(text));
    }

    @Override
    public boolean isHeard() {
        return console.isHeard();
    }

    @Override
    public void warn(String text) {
        console.warn(text);
        tell(kept -> kept.shown(console.page().emphasis().warning(text)));
    }

    @Override
    public void note(String text) {
        console.note(text);
        tell(kept -> kept.shown(text));
    }

    @Override
    public Page page() {
        return console.page();
    }

    @Override
    public Interruption listen() {
        return console.listen();
    }

    @Override
    public OutputStream bytes() {
        return console.bytes();
    }

    @Override
    public boolean isWatched() {
        return console.isWatched();
    }

    @Override
    public void status(String line) {
        console.status(line);
    }

    @Override
    public int width() {
        return console.width();
    }

    @Override
    public List<String> history() {
        return console.history();
    }

    @Override
    public boolean showsTips() {
        return console.showsTips();
    }

    @Override
    public boolean showTips(boolean on) {
        return console.showTips(on);
    }
}
