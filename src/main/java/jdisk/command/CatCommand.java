package jdisk.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdisk.extract.ExtractPlan;
import jdisk.extract.Extraction;
import jdisk.extract.Extractor;
import jdisk.extract.StreamSink;
import jdisk.extract.UnreadableException;
import jdisk.filesystem.Name;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.ProgressLine;
import jdisk.shell.UserError;
import jdisk.unit.SectorSize;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class CatCommand implements WordCommand {
    /** What is not longer is read at once. */
    private static final int SHORT = 1 << 20;

    private final Inside inside;

    CatCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "cat",
                "print files",
                List.of(
                        "Writes what files hold to standard output, byte for byte, one after the other. On a terminal it asks "
                                + "before it prints control characters. Exit status 3 if a file cannot be read as a whole."),
                "cat 6:/etc/fstab",
                List.of(),
                List.of(Parameter.some("N:PATH...", "files")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        List<String> targets = arguments.words();
        Inside.Visit visit = inside.begin(desk, "cat");
        for (Inside.Place place : visit.places(targets, Inside.Follow.ALL)) {
            String name = visit.shown(place.partition(), place.found().text());
            Optional<Image> content = visit.contentOrLost(place);
            if (content.isEmpty()) {
                continue;
            }
            boolean goesOn = desk.console().page().width().isPresent()
                    ? toTerminal(desk, visit, content.get(), name)
                    : toPipe(desk, visit, content.get(), name);
            visit.say(place.partition(), place.volume());
            if (!goesOn) {
                return Outcome.FAILED;
            }
        }
        return visit.outcome();
    }

    /** Sends bytes as they are, and tells whether more may be sent. */
    private static boolean toPipe(Desk desk, Inside.Visit visit, Image content, String name) {
        try {
            OutputStream out = desk.console().bytes();
            if (content.size() <= SHORT) {
                Optional<ByteView> whole = view(visit, content, name);
                if (whole.isEmpty()) {
                    return true;
                }
                ByteView bytes = whole.get();
                out.write(bytes.copy(0, bytes.length()));
                out.flush();
                return true;
            }
            ExtractPlan plan = ExtractPlan.of(
                    Slice.of(content), SectorSize.DEFAULT, ExtractPlan.Sparse.AUTO, ExtractPlan.OnError.STOP, List.of());
            try (ProgressLine progress = new ProgressLine(desk, name, 0)) {
                Extraction done = Extractor.run(plan, new StreamSink(out), progress);
                return !done.cancelled();
            }
        } catch (UnreadableException e) {
            visit.lost(name + " cannot be read: " + IoMessage.ofCause(e));
            return true;
        } catch (IOException e) {
            if (IoMessage.isClosedPipe(e)) {
                return false; // whoever read has read enough, and knows
            }
            throw new UserError("standard output: " + IoMessage.of(e));
        }
    }

    /** All of it, or nothing if it cannot be read, which is said. */
    private static Optional<ByteView> view(Inside.Visit visit, Image content, String name) {
        try {
            return Optional.of(content.view(0, (int) content.size()));
        } catch (IOException e) {
            visit.lost(name + " cannot be read: " + IoMessage.of(e));
            return Optional.empty();
        }
    }

    /** Shows text; what is not text only if the user wants to see it. */
    private static boolean toTerminal(Desk desk, Inside.Visit visit, Image content, String name) {
        boolean asked = false;
        try {
            // Ends: each turn shows a byte at least.
            for (long at = 0; at < content.size(); at += SHORT) {
                if (desk.isInterrupted()) {
                    return false;
                }
                int length = (int) Math.min(SHORT, content.size() - at);
                ByteView piece = content.view(at, length);
                boolean harmless = Name.of(piece, 0, length).isText() && !hasControls(piece);
                if (!harmless && !asked) {
                    Optional<String> answer = desk.ask(name + " holds more than text, which may garble the terminal. Print it anyway? [Y]es/[N]o: ");
                    if (answer.isEmpty() || !answer.get().strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                        return true;
                    }
                    asked = true;
                }
                desk.console().print(piece.utf8());
            }
        } catch (IOException e) {
            visit.lost(name + " cannot be read: " + IoMessage.of(e));
        }
        return true;
    }

    private static boolean hasControls(ByteView bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            int c = bytes.u8(i);
            if ((c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') || c == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
