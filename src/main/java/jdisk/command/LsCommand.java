package jdisk.command;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Walk;
import jdisk.listing.FileListing;
import jdisk.listing.InventoryListing;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class LsCommand implements WordCommand {
    private static final Option LONG = Option.flag("mode, owner, size and time of each", "-l", "--long");
    private static final Option ALL = Option.flag("names that begin with a dot, too", "-a", "--all");
    private static final Option RECURSIVE = Option.flag("directories below, too", "-R", "--recursive");
    private static final Option JSON = Option.flag("as JSON, a line each", "--json");

    /** So many lines are aligned with each other; of a larger directory, the next have columns of their own. */
    private static final int PAGE = 20_000;

    private final Inside inside;

    LsCommand(Inside inside) {
        this.inside = inside;
    }

    /**
     * A directory that is to be listed.
     *
     * @param name as it is headed
     */
    private record Listed(Inside.Place place, String name, String path, Directory directory) {}

    @Override
    public Syntax syntax() {
        return new Syntax(
                "ls",
                "list files",
                List.of(
                        "Lists a directory of the file system in a partition, without mounting it: @|bold ls 6|@ its root, "
                                + "@|bold ls 6:/etc|@ another. Without @|italic TARGET|@, the directory that @|bold cd|@ "
                                + "chose, or the root of an image without a table. @|bold *|@, @|bold ?|@ and @|bold [a-z]|@ "
                                + "stand for names.",
                        "@|bold -l|@ shows mode or attributes, owner, size, time in UTC and where links lead; @|bold -a|@ "
                                + "names that begin with a dot, and what belongs to the file system itself, too; @|bold -R|@ "
                                + "all directories below. @|bold --json|@ writes a line for each, as @|bold inventory|@ does. "
                                + "Exit status 3 if something cannot be read."),
                "ls -l 6:/etc",
                List.of(LONG, ALL, RECURSIVE, JSON),
                List.of(Parameter.any("N:PATH...", "files and directories")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        List<String> targets = arguments.words();
        boolean longer = arguments.has(LONG);
        boolean recursive = arguments.has(RECURSIVE);
        boolean json = arguments.has(JSON);
        boolean links = longer || json;
        Inside.Visit visit = inside.begin(desk, "ls");
        FileListing listing = new FileListing(desk.session().visible(), desk.console().page());
        List<FileListing.Line> files = new ArrayList<>();
        Deque<Listed> directories = new ArrayDeque<>();
        List<Inside.Place> places = visit.places(targets, longer ? Inside.Follow.NONE : Inside.Follow.DIRECTORIES);
        for (Inside.Place place : places) {
            if (place.found().node() instanceof Directory directory) {
                directories.add(new Listed(place, visit.shown(place.partition(), place.found().text()), place.found().text(), directory));
            } else {
                files.add(line(place.found().path().getLast().text(), Optional.of(place.found().node()), visit, links));
                if (json) {
                    row(desk, place, place.found().text(), files.getLast());
                }
            }
        }
        if (!json) {
            print(desk, listing, files, longer);
        }
        boolean headed = recursive || places.size() > 1;
        boolean first = files.isEmpty();
        Set<String> keys = new HashSet<>();
        // Ends: each turn takes a directory, and none is put in twice.
        while (!directories.isEmpty()) {
            if (desk.isInterrupted()) {
                return Outcome.FAILED;
            }
            Listed next = directories.removeFirst();
            if (!json && headed) {
                desk.console().print((first ? "" : "\n") + next.name() + ":\n");
            }
            first = false;
            List<Listed> below = list(desk, visit, next, listing, arguments);
            for (int i = below.size() - 1; i >= 0; i--) {
                Listed one = below.get(i);
                if (keys.add(one.place().partition().reference() + ":" + one.directory().key())) {
                    directories.addFirst(one);
                } else {
                    visit.problems().add(Problem.Code.DIRECTORY_LOOP, one.directory().key(), one.path());
                }
            }
            visit.say(next.place().partition(), next.place().volume());
        }
        return visit.outcome();
    }

    /** Lists a directory, and tells which are in it, if those are to be listed. */
    private static List<Listed> list(Desk desk, Inside.Visit visit, Listed next, FileListing listing, Arguments arguments)
            throws IOException {
        boolean longer = arguments.has(LONG);
        boolean all = arguments.has(ALL);
        boolean recursive = arguments.has(RECURSIVE);
        boolean json = arguments.has(JSON);
        boolean links = longer || json;
        List<Entry> entries;
        try {
            entries = Walk.sorted(next.directory(), visit.problems());
        } catch (IOException e) {
            visit.lost(next.name() + ": " + IoMessage.of(e));
            return List.of();
        }
        entries.removeIf(entry -> !all && (entry.isInternal() || (entry.name().length() > 0 && entry.name().at(0) == '.')));
        // As people's own ls sorts: capitals make no difference.
        entries.sort(Comparator.comparing(entry -> entry.name().text(), String.CASE_INSENSITIVE_ORDER));
        boolean names = !longer && !recursive && !json;
        List<FileListing.Line> lines = new ArrayList<>();
        List<Listed> below = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<Node> node = names ? Optional.empty() : node(entry, visit, next);
            String path = (next.path().equals("/") ? "" : next.path()) + "/" + entry.name().text();
            FileListing.Line line = line(entry.name().text(), node, visit, links);
            if (json) {
                row(desk, next.place(), path, line);
            } else {
                lines.add(line);
            }
            if (lines.size() == PAGE) {
                print(desk, listing, lines, longer);
                lines.clear();
            }
            if (recursive && node.isPresent() && node.get() instanceof Directory directory) {
                below.add(new Listed(next.place(), visit.shown(next.place().partition(), path), path, directory));
            }
        }
        if (!json) {
            print(desk, listing, lines, longer);
        }
        return below;
    }

    private static void print(Desk desk, FileListing listing, List<FileListing.Line> lines, boolean longer) {
        desk.console().print(longer ? listing.lines(lines) : listing.names(lines));
    }

    private static Optional<Node> node(Entry entry, Inside.Visit visit, Listed next) {
        try {
            return Optional.of(entry.node());
        } catch (IOException e) {
            visit.lost(next.name() + ": " + entry.name().text() + ": " + IoMessage.of(e));
            return Optional.empty();
        }
    }

    /** @param links whether it is told where links lead */
    private static FileListing.Line line(String name, Optional<Node> node, Inside.Visit visit, boolean links) {
        Optional<String> target = Optional.empty();
        if (links && node.isPresent() && node.get() instanceof SymbolicLink link) {
            try {
                target = Optional.of(link.target().text());
            } catch (IOException e) {
                visit.lost(name + ": " + IoMessage.of(e));
            }
        }
        return new FileListing.Line(name, node, target);
    }

    private static void row(Desk desk, Inside.Place place, String path, FileListing.Line line) {
        desk.console().print(new InventoryListing().json(
                new InventoryListing.Row(place.partition().number(), path, Optional.empty(), line.node(), Optional.empty(), line.target(),
                        line.node().isEmpty() ? Optional.of("it cannot be read") : Optional.empty()), List.of()));
    }
}
