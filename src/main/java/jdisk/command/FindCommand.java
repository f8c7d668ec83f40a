package jdisk.command;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.filesystem.Walk;
import jdisk.listing.InventoryListing;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class FindCommand implements WordCommand {
    private static final Option NAME = Option.value("PATTERN", "a pattern of the name", "--name", "-name");
    private static final Option INAME = Option.value("PATTERN", "the same, in any case", "--iname", "-iname");
    private static final Option TYPE = Option.value("f|d|l", "files, directories or links", "--type", "-type");
    private static final Option SIZE = Option.value("+N|-N", "more or less bytes", "--size", "-size");
    private static final Option NEWER = Option.value("DATE", "changed since a day, as 2004-02-29", "--newer", "-newer");
    private static final Option JSON = Option.flag("as JSON, a line each", "--json");

    private static final Pattern SIZE_FORM = Pattern.compile("([+-]?)(\\d{1,15})([kMG]?)");

    private final Inside inside;

    FindCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "find",
                "search for files",
                List.of(
                        "Prints the paths of a directory and of all that is below it, or of those that fit: @|bold --name|@ "
                                + "and @|bold --iname|@ (in any case) take a pattern of the name, @|bold --type|@ a letter (f "
                                + "file, d directory, l link), @|bold --size|@ a number of bytes (+N for more, -N for less; "
                                + "with k, M or G for larger units), @|bold --newer|@ a date. One minus is enough, as in "
                                + "@|bold find|@ itself.",
                        "@|bold --json|@ writes a line for each, as @|bold inventory|@ does. Exit status 3 if something cannot "
                                + "be read."),
                "find 6:/ --name '*.conf' --size +10k",
                List.of(NAME, INAME, TYPE, SIZE, NEWER, JSON),
                List.of(Parameter.any("N:PATH...", "where to begin")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        List<String> targets = arguments.words();
        String name = arguments.value(NAME).orElse("");
        String anyCase = arguments.value(INAME).orElse("");
        Predicate<Node> fits = type(arguments.value(TYPE).orElse(""))
                .and(size(arguments.value(SIZE).orElse("")))
                .and(newer(arguments.value(NEWER).orElse("")));
        Optional<Pattern> wanted = name.isEmpty() ? Optional.empty() : Optional.of(Globs.pattern(name, false));
        Optional<Pattern> alsoWanted = anyCase.isEmpty() ? Optional.empty() : Optional.of(Globs.pattern(anyCase, true));
        Inside.Visit visit = inside.begin(desk, "find");
        for (Inside.Place place : visit.places(targets, Inside.Follow.DIRECTORIES)) {
            Search search = new Search(desk, visit, place, arguments.has(JSON), node -> fits.test(node), text ->
                    wanted.map(pattern -> pattern.matcher(text).matches()).orElse(true)
                            && alsoWanted.map(pattern -> pattern.matcher(text).matches()).orElse(true));
            Walk.through(place.found().path(), place.found().node(), search, visit.problems());
            visit.say(place.partition(), place.volume());
            if (search.isOver()) {
                return Outcome.FAILED;
            }
        }
        return visit.outcome();
    }

    private static Predicate<Node> type(String type) {
        return switch (type) {
            case "" -> node -> true;
            case "f" -> node -> node instanceof RegularFile;
            case "d" -> node -> node instanceof Directory;
            case "l" -> node -> node instanceof SymbolicLink;
            default -> throw new UserError("find: '" + type + "' is not f, d or l");
        };
    }

    private static Predicate<Node> size(String size) {
        if (size.isEmpty()) {
            return node -> true;
        }
        Matcher matcher = SIZE_FORM.matcher(size);
        if (!matcher.matches()) {
            throw new UserError("find: '" + size + "' is not a size, such as +10k");
        }
        int shift = switch (matcher.group(3)) {
            case "k" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(matcher.group(2)) << shift;
        return switch (matcher.group(1)) {
            case "+" -> node -> node.attributes().size() > bytes;
            case "-" -> node -> node.attributes().size() < bytes;
            default -> node -> node.attributes().size() == bytes;
        };
    }

    private static Predicate<Node> newer(String newer) {
        if (newer.isEmpty()) {
            return node -> true;
        }
        LocalDateTime since;
        try {
            since = newer.contains("T") ? LocalDateTime.parse(newer) : LocalDate.parse(newer).atStartOfDay();
        } catch (DateTimeException e) {
            throw new UserError("find: '" + newer + "' is not a date, such as 2004-02-29");
        }
        Instant moment = since.toInstant(ZoneOffset.UTC);
        return node -> node.attributes().times().modified().map(time -> switch (time) {
            case Times.Moment(Instant at, int decimals) -> at.isAfter(moment);
            case Times.Local(LocalDateTime at, int decimals) -> at.isAfter(since);
        }).orElse(false);
    }

    /** Prints what fits. */
    private static final class Search extends PlaceVisitor {
        private final boolean json;
        private final Predicate<Node> fits;
        private final Predicate<String> isWanted;
        private final InventoryListing listing = new InventoryListing();

        private Search(
                Desk desk, Inside.Visit visit, Inside.Place place, boolean json, Predicate<Node> fits, Predicate<String> isWanted) {
            super(desk, visit, place);
            this.json = json;
            this.fits = fits;
            this.isWanted = isWanted;
        }

        @Override
        public boolean node(Walk.Visit at, Node node) {
            if (at.internal()) {
                return false;
            }
            String path = at.path().text();
            if (fits.test(node) && isWanted.test(path.substring(path.lastIndexOf('/') + 1))) {
                print(at, path, node);
            }
            return true;
        }

        private void print(Walk.Visit at, String path, Node node) {
            if (!json) {
                desk.console().print(visit.shown(place.partition(), path) + "\n");
                return;
            }
            Optional<String> target = Optional.empty();
            Optional<String> error = Optional.empty();
            if (node instanceof SymbolicLink link) {
                try {
                    target = Optional.of(link.target().text());
                } catch (IOException e) {
                    error = Optional.of(IoMessage.of(e));
                    visit.incomplete();
                }
            }
            desk.console().print(listing.json(new InventoryListing.Row(place.partition().number(), path,
                    at.path().isText() ? Optional.empty() : Optional.of(at.path().bytes()), Optional.of(node), Optional.empty(), target,
                    error), List.of()));
        }
    }
}
