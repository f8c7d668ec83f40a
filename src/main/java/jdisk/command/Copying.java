package jdisk.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdisk.extract.Algorithm;
import jdisk.extract.ExtractPlan;
import jdisk.extract.Extraction;
import jdisk.extract.Extractor;
import jdisk.extract.OutputFile;
import jdisk.extract.StreamSink;
import jdisk.extract.UnreadableException;
import jdisk.listing.DdReport;
import jdisk.listing.DigestLine;
import jdisk.output.OutputGuard;
import jdisk.output.RefusedException;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.ProgressLine;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/** Copies stretches of the image for a command: shows how far it is, and says how it ended. */
final class Copying {
    /**
     * What the user asked for.
     *
     * @param mode what may happen to files that are there
     * @param partial whether to copy what is there of a partition that runs past the end of the image
     */
    record Wishes(
            OutputFile.Mode mode, boolean partial, ExtractPlan.Sparse sparse, ExtractPlan.OnError onError, List<Algorithm> algorithms) {}

    private final Desk desk;
    private final Session session;
    private final Wishes wishes;
    private final OutputGuard guard;

    Copying(Desk desk, Wishes wishes) {
        this.desk = desk;
        this.session = desk.session();
        this.wishes = wishes;
        this.guard = new OutputGuard(session.image());
    }

    /** Copies each into a file of its own name; one that fails does not keep the others back. */
    Outcome each(List<Stretch> stretches, Path folder) {
        Outcome worst = Outcome.DONE;
        for (Stretch stretch : stretches) {
            Outcome outcome;
            try {
                desk.console().note(shown(stretch.file()) + ":\n");
                outcome = toFile(stretch, folder.resolve(stretch.file()));
            } catch (IOException e) {
                desk.report(new UserError(IoMessage.of(e)));
                outcome = Outcome.FAILED;
            } catch (UserError e) {
                desk.report(e);
                outcome = Outcome.FAILED;
            }
            worst = outcome.isError() || worst.isError() ? Outcome.FAILED : outcome == Outcome.DONE ? worst : outcome;
            if (desk.isInterrupted()) {
                return Outcome.FAILED;
            }
        }
        return worst;
    }

    /**
     * Copies it into a file.
     *
     * @throws UnreadableException if it cannot be read to its end, and what is not complete is not kept
     * @throws UserError if it cannot be read to its end and what could be is kept, or if it cannot be written
     */
    Outcome toFile(Stretch stretch, Path target) throws IOException {
        ExtractPlan plan = plan(stretch);
        if (!wishes.mode().resumes()) {
            checkDigestFiles(target);
        }
        Extraction done;
        try (OutputFile file = open(target, plan);
                ProgressLine progress = new ProgressLine(desk, shown(stretch.file()), file.before().done())) {
            // Of a file that lacks nothing but its name, an earlier run may have written digests already.
            boolean whole = file.before().done() == plan.length();
            if (!whole) {
                checkDigestFiles(target);
            }
            try {
                done = Extractor.run(plan, file, progress);
            } catch (UnreadableException e) {
                throw unread(e, stretch, fate(file, plan));
            } catch (IOException e) {
                throw new UserError(shown(target) + ": " + IoMessage.of(e) + "; " + fate(file, plan));
            }
            if (done.cancelled()) {
                long _ = progress.end();
                throw new UserError("interrupted; " + fate(file, plan));
            }
            try {
                file.complete();
                // Before the file has its name: a run that ends in between can be gone on with, and no digest is lost.
                writeDigests(target, done.digests(), whole);
                file.commit();
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                throw new UserError(shown(target) + ": " + IoMessage.of(e) + "; " + fate(file, plan));
            }
            desk.console().note(DdReport.of(
                    plan.length() - file.before().done(), session.disk().sectorSize().bytes(), progress.end()));
        }
        return said(stretch, done);
    }

    private static Path digestFile(Path target, Algorithm algorithm) {
        return target.resolveSibling(target.getFileName() + "." + algorithm.id());
    }

    private void checkDigestFiles(Path target) throws IOException {
        for (Algorithm algorithm : wishes.algorithms()) {
            guard.checkText(digestFile(target, algorithm), wishes.mode().forces());
        }
    }

    /** @param again whether they may have been written already */
    private void writeDigests(Path target, List<String> digests, boolean again) throws IOException {
        for (int i = 0; i < digests.size(); i++) {
            Path file = digestFile(target, wishes.algorithms().get(i));
            String line = DigestLine.of(digests.get(i), String.valueOf(target.getFileName()));
            if (again) {
                guard.writeTextAgain(file, line, wishes.mode().forces());
            } else {
                guard.writeText(file, line, wishes.mode().forces());
            }
        }
    }

    private OutputFile open(Path target, ExtractPlan plan) throws IOException {
        try {
            return OutputFile.open(guard, target, plan, wishes.mode());
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw new UserError(shown(target) + ": " + IoMessage.of(e));
        }
    }

    /** Copies to standard output; a digest goes to standard error then. */
    Outcome toOutput(Stretch stretch) throws IOException {
        ExtractPlan plan = plan(stretch);
        Extraction done;
        try (ProgressLine progress = new ProgressLine(desk, shown(stretch.file()), 0)) {
            done = Extractor.run(plan, new StreamSink(desk.console().bytes()), progress);
            desk.console().note(DdReport.of(done.done(), session.disk().sectorSize().bytes(), progress.end()));
        } catch (UnreadableException e) {
            throw new UserError(unreadable(e, stretch, session));
        } catch (IOException e) {
            if (IoMessage.isClosedPipe(e)) {
                return Outcome.FAILED; // whoever read has read enough, and knows
            }
            throw new UserError("standard output: " + IoMessage.of(e));
        }
        if (done.cancelled()) {
            throw new UserError("interrupted");
        }
        for (int i = 0; i < done.digests().size(); i++) {
            desk.console().note(DigestLine.of(done.digests().get(i), "-"));
        }
        return said(stretch, done);
    }

    private ExtractPlan plan(Stretch stretch) {
        if (stretch.there() == 0) {
            throw new UserError(stretch.what() + " begins past the end of the image: none of its " + stretch.length()
                    + " bytes are there");
        }
        if (stretch.slice().missing() > 0 && !wishes.partial()) {
            throw new UserError(stretch.what() + " runs past the end of the image, " + stretch.slice().missing() + " of its "
                    + stretch.length() + " bytes are missing; --partial copies what is there");
        }
        return ExtractPlan.of(
                stretch.slice(),
                session.disk().sectorSize(),
                wishes.sparse(),
                wishes.onError(),
                wishes.algorithms());
    }

    /** What is thrown where a stretch could not be read to its end: who copies it whole or not at all says so itself. */
    private RuntimeException unread(UnreadableException e, Stretch stretch, String fate) throws UnreadableException {
        if (!wishes.mode().keeps()) {
            throw e;
        }
        return new UserError(unreadable(e, stretch, session) + "; " + fate);
    }

    /** Which sector could not be read, why, and what helps. */
    static String unreadable(UnreadableException e, Stretch stretch, Session session) {
        String advice = e.allowsZeros() ? "; --on-error=zero puts zeros in such places" : "";
        return sectors(new Extent(e.sector(), 1), stretch, session) + " cannot be read (" + IoMessage.ofCause(e) + ")" + advice;
    }

    /** Sectors of a stretch, as messages call them: those of the image have numbers, a file has bytes. */
    private static String sectors(Extent extent, Stretch stretch, Session session) {
        if (stretch.isOf(session.image())) {
            return (extent.count() == 1 ? "sector " + extent.first() : "sectors " + extent.first() + " to " + extent.last()) + " of the image";
        }
        SectorSize size = session.disk().sectorSize();
        long end = Math.min(size.bytes(extent.end()), stretch.slice().end());
        return "bytes " + size.bytes(extent.first()) + " to " + (end - 1) + " of " + stretch.what();
    }

    /** What becomes of a file that is not complete. */
    private String fate(OutputFile file, ExtractPlan plan) {
        file.keep();
        String name = shown(file.partial());
        return file.kept() == 0
                ? "nothing is kept"
                : name + " holds " + file.kept() + " of " + plan.length() + " bytes: --resume continues it";
    }

    /** Says what is not as it should be about what was copied. */
    private Outcome said(Stretch stretch, Extraction done) {
        Outcome outcome = sayIncomplete(desk, stretch, done.unreadable());
        return stretch.isContainer(session) ? Outcome.PROBLEMS : outcome;
    }

    static Outcome sayIncomplete(Desk desk, Stretch stretch, List<Extent> unreadable) {
        Outcome outcome = Outcome.DONE;
        if (stretch.slice().missing() > 0) {
            desk.report(new UserError("incomplete: " + stretch.there() + " of " + stretch.length() + " bytes of " + stretch.what()
                    + "; the image ends there"));
            outcome = Outcome.PROBLEMS;
        }
        for (Extent extent : unreadable) {
            desk.report(new UserError(sectors(extent, stretch, desk.session()) + " cannot be read: zeros instead"));
            outcome = Outcome.PROBLEMS;
        }
        if (unreadable.size() == Extraction.NAMED) {
            desk.report(new UserError("there may be more such sectors: no more than " + Extraction.NAMED + " stretches are named"));
        }
        return outcome;
    }

    private String shown(Path path) {
        return shown(path.toString());
    }

    private String shown(String text) {
        return session.visible().text(text);
    }
}
