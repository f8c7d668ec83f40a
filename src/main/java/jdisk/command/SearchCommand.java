package jdisk.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import jdisk.label.Label;
import jdisk.listing.JsonListing;
import jdisk.listing.SearchListing;
import jdisk.listing.SfdiskDump;
import jdisk.search.FoundTable;
import jdisk.search.Search;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class SearchCommand implements WordCommand {
    private static final Option JSON = Option.flag("as JSON", "--json");
    private static final Option SCRIPT = Option.flag("as a script for sfdisk", "--script");
    private static final Option RESUME =
            Option.value("FILE", "record in a file how far the search is, and continue from there", "--resume");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "search",
                "find lost partitions",
                List.of(
                        "Reads the disk, every sector of it, and lists the file systems, swap spaces, encrypted volumes and "
                                + "members of arrays that begin there, with tables, partitions and gaps between them. Each has "
                                + "proved itself by a second structure, and by its checksum where it has one; where its first "
                                + "sectors are lost, it is found by a copy of them. @|italic START:END|@ are the first and the "
                                + "last sector to look at.",
                        "How far a find can be trusted is @|bold sure|@, @|bold likely|@ or @|bold doubtful|@. What lies in a "
                                + "file of another one, as the image of a virtual machine does, is @|bold nested|@; what is "
                                + "left of an older one is a @|bold remnant|@.",
                        "@|bold --json|@ writes the list as JSON. @|bold --script|@ writes a script for @|bold sfdisk|@ that "
                                + "makes a table of what was found; run it on a copy of the disk. jdisk itself does not write "
                                + "to a disk. Ctrl-C ends the search, and what was found so far is listed. Exit status 3 if it "
                                + "was not complete, or something could not be read.",
                        "@|bold --resume=FILE|@ records in a file how far the search is, and continues from there if the file "
                                + "exists: after Ctrl-C or a failure, give the same command once more. The file is removed "
                                + "when the search is complete. It is refused if it is of another image or range, or if the "
                                + "image has changed."),
                "search",
                List.of(JSON, SCRIPT, RESUME),
                List.of(Parameter.optional("START:END", "sectors to look at")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String range = arguments.word(0);
        Optional<Path> record = arguments.path(RESUME);
        Session session = desk.session();
        if (arguments.has(JSON) && arguments.has(SCRIPT)) {
            throw new UserError("search: --json and --script are two forms of the same list; take one");
        }
        Search.Plan plan = range.isEmpty() ? FoundPartitions.all(session) : plan(session, range);
        Optional<SearchRecordFile> kept = record.isEmpty()
                ? Optional.empty()
                : Optional.of(SearchRecordFile.open(record.get(), session.image(), plan));
        Search.Result result = kept.isPresent() ? FoundPartitions.search(desk, plan, kept.get()) : FoundPartitions.search(desk, plan);
        if (range.isEmpty()) {
            session.setFound(result.hits());
        }
        Outcome listed = list(desk, result, arguments);
        Outcome told = report(desk, result);
        if (kept.isPresent() && !end(desk, kept.get(), result)) {
            told = Outcome.PROBLEMS;
        }
        return listed == Outcome.DONE ? told : listed;
    }

    private static Outcome list(Desk desk, Search.Result result, Arguments arguments) {
        Session session = desk.session();
        if (arguments.has(JSON)) {
            new JsonListing(session.listed(), false, desk.console()::print).search(result.hits());
        } else if (arguments.has(SCRIPT)) {
            Optional<Label> table = FoundTable.of(session.disk(), result.hits());
            if (table.isEmpty()) {
                return desk.decline(result.hits().stream().anyMatch(hit -> hit.isPartition())
                        ? "no table has room for what was found"
                        : "nothing was found that a table could tell of");
            }
            desk.console().print(SfdiskDump.of(session.listed(), table.get()));
        } else {
            SearchListing.table(desk.listed(), session.disk().map(), result).writeTo(desk.console()::print);
        }
        return Outcome.DONE;
    }

    /** Removes the record of a search that is complete, and tells how one that is not can be gone on with. */
    private static boolean end(Desk desk, SearchRecordFile kept, Search.Result result) {
        String file = desk.session().visible().text(kept.file().toString());
        try {
            kept.end(!result.isStopped());
        } catch (IOException e) {
            desk.report(new UserError("the record of the search is not kept, or not all of it: " + file + ": " + IoMessage.of(e)));
            return false;
        }
        if (result.isStopped()) {
            desk.report(new UserError("the same command with '--resume=" + file + "' continues"));
        }
        return true;
    }

    private static Search.Plan plan(Session session, String range) {
        long bytes = session.disk().sectorSize().bytes();
        long sectors = session.disk().sectors();
        Matcher numbers = Target.RUN.matcher(range);
        if (!numbers.matches() || Long.parseLong(numbers.group(1)) > Long.parseLong(numbers.group(2))) {
            throw new UserError("search: '" + session.visible().text(range) + "' is not a range of sectors; name its first and last, as in "
                    + "'search 0:2047'");
        }
        long from = Math.min(Long.parseLong(numbers.group(1)), sectors) * bytes;
        long to = Long.parseLong(numbers.group(2)) >= sectors ? session.image().size() : (Long.parseLong(numbers.group(2)) + 1) * bytes;
        return new Search.Plan(session.disk().sectorSize(), from, to);
    }

    /** Says what was not looked at. */
    static Outcome report(Desk desk, Search.Result result) {
        long bytes = desk.disk().sectorSize().bytes();
        Outcome outcome = Outcome.DONE;
        if (result.unreadable() > 0) {
            desk.report(new UserError(result.unreadable() + " bytes could not be read, the first at sector "
                    + result.unread().getFirst().first() / bytes));
            outcome = Outcome.PROBLEMS;
        }
        if (result.isFull()) {
            desk.report(new UserError("there is more than was kept: search parts of the disk, as in 'search 0:1000000'"));
            outcome = Outcome.PROBLEMS;
        }
        if (result.isStopped()) {
            boolean through = result.done() >= Math.min(result.plan().to(), desk.session().image().size());
            desk.report(new UserError(through
                    ? "interrupted: how what was found lies to each other was not looked at"
                    : "interrupted: nothing after sector " + result.done() / bytes + " was looked at"));
            outcome = Outcome.PROBLEMS;
        }
        return outcome;
    }
}
