package jdisk.command;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.label.Label;
import jdisk.listing.JsonListing;
import jdisk.listing.SearchListing;
import jdisk.listing.SfdiskDump;
import jdisk.search.FoundTable;
import jdisk.search.Search;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        header = "find lost partitions",
        description = {
            "Reads the disk, every sector of it, and lists the file systems, swap spaces, encrypted volumes and members of arrays that "
                    + "begin there, with tables, partitions and gaps between them. Each has proved itself by a second structure, and by "
                    + "its checksum where it has one; where its first sectors are lost, it is found by a copy of them. "
                    + "@|italic START:END|@ are the first and the last sector to look at.",
            "How far a find can be trusted is @|bold sure|@, @|bold likely|@ or @|bold doubtful|@. What lies in a file of another one, "
                    + "as the image of a virtual machine does, is @|bold nested|@; what is left of an older one is a @|bold remnant|@.",
            "@|bold --json|@ writes the list as JSON. @|bold --script|@ writes a script for @|bold sfdisk|@ that makes a table of "
                    + "what was found; run it on a copy of the disk. jdisk itself writes nothing. Ctrl-C ends the search, and what was "
                    + "found so far is listed. Exit status 3 if it was not complete, or something could not be read."
        },
        footer = "search")
final class SearchCommand implements WordCommand {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    @Parameters(arity = "0..1", paramLabel = "START:END", defaultValue = "", description = "sectors to look at")
    private String range = "";

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(names = "--script", description = "as a script for sfdisk")
    private boolean script;

    @Override
    public Outcome run(Desk desk) {
        Session session = desk.session();
        if (json && script) {
            throw new UserError("search: --json and --script are two forms of the same list; take one");
        }
        Search.Result result = search(desk);
        if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).search(result.hits());
        } else if (script) {
            Optional<Label> table = FoundTable.of(session.disk(), result.hits());
            if (table.isEmpty()) {
                return desk.decline(result.hits().stream().anyMatch(hit -> hit.isPartition())
                        ? "no table has room for what was found"
                        : "nothing was found that a table could tell of");
            }
            desk.console().print(SfdiskDump.of(session.listed(), table.get()));
        } else {
            SearchListing.table(desk.listed(), session.disk().map(), result.hits(), result.tables()).writeTo(desk.console()::print);
        }
        return report(desk, result);
    }

    private Search.Result search(Desk desk) {
        if (range.isEmpty()) {
            return FoundPartitions.search(desk);
        }
        Session session = desk.session();
        long bytes = session.disk().sectorSize().bytes();
        long sectors = session.disk().sectors();
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches() || Long.parseLong(numbers.group(1)) > Long.parseLong(numbers.group(2))) {
            throw new UserError("search: '" + session.visible().text(range) + "' is not a range of sectors; name its first and last, as in "
                    + "'search 0:2047'");
        }
        long from = Math.min(Long.parseLong(numbers.group(1)), sectors) * bytes;
        long to = Long.parseLong(numbers.group(2)) >= sectors ? session.image().size() : (Long.parseLong(numbers.group(2)) + 1) * bytes;
        return FoundPartitions.search(desk, from, to);
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
            desk.report(new UserError("interrupted: nothing after sector " + result.done() / bytes + " was looked at"));
            outcome = Outcome.PROBLEMS;
        }
        return outcome;
    }
}
