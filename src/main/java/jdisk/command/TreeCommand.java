package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Node;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Walk;
import jdisk.listing.FileListing;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class TreeCommand implements WordCommand {
    private final Inside inside;

    TreeCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "tree",
                "draw files as a tree",
                List.of(
                        "Draws a directory and all that is below it, as @|bold tree|@ does, without names that begin with a "
                                + "dot. Exit status 3 if something cannot be read."),
                "tree 6:/home",
                List.of(),
                List.of(Parameter.optional("N:PATH", "a directory")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String target = arguments.word(0);
        Inside.Visit visit = inside.begin(desk, "tree");
        Inside.Place place = visit.find(target.isEmpty() ? visit.here() : target, true);
        Drawing drawing = new Drawing(desk, visit, place);
        Walk.through(place.found().path(), place.found().node(), drawing, visit.problems());
        visit.say(place.partition(), place.volume());
        if (drawing.isOver()) {
            return Outcome.FAILED;
        }
        desk.console().print("\n" + drawing.directories + (drawing.directories == 1 ? " directory, " : " directories, ") + drawing.files
                + (drawing.files == 1 ? " file\n" : " files\n"));
        return visit.outcome();
    }

    /** Draws a branch for each name. */
    private static final class Drawing extends PlaceVisitor {
        private final FileListing listing;
        private final List<Boolean> lastOnes = new ArrayList<>();
        private long directories;
        private long files;

        private Drawing(Desk desk, Inside.Visit visit, Inside.Place place) {
            super(desk, visit, place);
            this.listing = new FileListing(desk.session().visible(), desk.console().page());
        }

        @Override
        public boolean node(Walk.Visit at, Node node) {
            if (at.depth() == 0) {
                desk.console().print(shown(at) + "\n");
                return true;
            }
            String path = at.path().text();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (at.internal() || name.startsWith(".")) {
                return false;
            }
            Optional<String> target = Optional.empty();
            if (node instanceof SymbolicLink link) {
                try {
                    target = Optional.of(link.target().text());
                } catch (IOException e) {
                    visit.lost(shown(at) + ": " + IoMessage.of(e));
                }
            }
            branch(at, new FileListing.Line(name, Optional.of(node), target));
            if (node instanceof Directory) {
                directories++;
                return true;
            }
            files++;
            return false;
        }

        private void branch(Walk.Visit at, FileListing.Line line) {
            while (lastOnes.size() >= at.depth()) {
                lastOnes.removeLast();
            }
            lastOnes.add(at.isLast());
            desk.console().print(listing.branch(line, lastOnes));
        }

        @Override
        public void unreadable(Walk.Visit at, IOException why) {
            String path = at.path().text();
            branch(at, new FileListing.Line(path.substring(path.lastIndexOf('/') + 1), Optional.empty(), Optional.empty()));
            super.unreadable(at, why);
        }
    }
}
