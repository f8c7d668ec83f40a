package jdisk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdisk.extract.Algorithm;
import jdisk.extract.ExtractPlan;
import jdisk.extract.OutputFile;
import jdisk.extract.UnreadableException;
import jdisk.filesystem.Directory;
import jdisk.filesystem.RegularFile;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.output.OutputGuard;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class GetCommand implements WordCommand {
    private static final Option LINKS = Option.flag("make symbolic links, too", "--links");
    private static final Option FORCE = Option.flag("replace files that exist", "--force");
    private static final Option HASH =
            Option.value("ALGORITHM", "write digests beside what is copied", "--hash").oneOf(CopyOptions.algorithmNames());

    private static final String STANDARD_OUTPUT = "-";

    private final Inside inside;

    GetCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "get",
                "copy files out",
                List.of(
                        "Copies a file, or a directory and all that is below it, out of the file system in a partition, "
                                + "without mounting it. The last of several arguments says where to: a directory, or another "
                                + "name; without it, the current directory. @|bold -|@ writes a tar archive to standard "
                                + "output. @|bold *|@, @|bold ?|@ and @|bold [a-z]|@ stand for names.",
                        "Times and holes are kept. Symbolic links are left out; @|bold --links|@ makes them, and follows none. "
                                + "A name that cannot be that of a file here is changed, and said. @|bold --hash=sha256|@ (or "
                                + "md5, sha1, sha224, sha384, sha512) writes the digests of all files beside what was copied, "
                                + "for @|bold sha256sum -c|@. A file that exists stays, unless @|bold --force|@ replaces it. "
                                + "Exit status 3 if something cannot be read; it is not copied then."),
                "get 6:/etc etc-of-linux",
                List.of(LINKS, FORCE, HASH),
                List.of(Parameter.some("N:PATH|FILE|DIR...", "what to copy, and where to")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        List<String> words = arguments.words();
        boolean links = arguments.has(LINKS);
        boolean force = arguments.has(FORCE);
        String hash = arguments.value(HASH).orElse("");
        List<Algorithm> algorithms = hash.isEmpty() ? List.of() : CopyOptions.algorithms(List.of(hash));
        boolean placed = words.size() > 1;
        List<String> targets = placed ? words.subList(0, words.size() - 1) : words;
        // The first question for holes is a long one, and is answered while the way to the files is looked for.
        Thread.ofPlatform().daemon().name("holes").start(desk.session().image()::knowsHoles);
        Inside.Visit visit = inside.begin(desk, "get");
        List<Inside.Place> places = visit.places(targets, Inside.Follow.NONE);
        if (placed && words.getLast().equals(STANDARD_OUTPUT)) {
            return new TarCopy(desk, visit).run(places);
        }
        Path to = to(placed ? words.getLast() : ".");
        boolean into = Files.isDirectory(to) || places.size() > 1 || words.getLast().endsWith("/");
        if (into && !Files.isDirectory(to)) {
            throw new UserError(to + " is not a directory: make it first");
        }
        TreeCopy trees = new TreeCopy(desk, visit, algorithms, links, force);
        for (Inside.Place place : places) {
            boolean nameless = place.found().path().isEmpty();
            String name = nameless ? Stretch.of(place.partition(), desk.session()).file() : place.found().path().getLast().text();
            Path target = into ? to.resolve(LocalName.of(nameless ? name + ".files" : name, to)) : to;
            if (place.found().node() instanceof RegularFile && places.size() == 1) {
                one(desk, visit, place, target, algorithms, arguments);
            } else if (place.found().node() instanceof Directory && !nameless && target.equals(to) && Files.exists(to)) {
                throw new UserError(to + " exists and is not a directory");
            } else {
                trees.copy(place, target);
            }
            visit.say(place.partition(), place.volume());
            if (desk.isInterrupted()) {
                trees.end();
                throw new UserError("interrupted: the rest is not copied");
            }
        }
        trees.end();
        return visit.outcome();
    }

    private static Path to(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UserError("'" + name + "' is not the name of a file");
        }
    }

    /** A file by itself is copied as a partition is, but whole or not at all, as those of a tree are. */
    private static void one(
            Desk desk, Inside.Visit visit, Inside.Place place, Path target, List<Algorithm> algorithms, Arguments arguments)
            throws IOException {
        String name = visit.shown(place.partition(), place.found().text());
        Optional<Image> content = visit.contentOrLost(place);
        if (content.isEmpty()) {
            return;
        }
        if (content.get().size() == 0) {
            TreeCopy tree = new TreeCopy(desk, visit, algorithms, arguments.has(LINKS), arguments.has(FORCE));
            tree.copy(place, target);
            tree.end();
            return;
        }
        Copying copying = new Copying(desk, new Copying.Wishes(
                arguments.has(FORCE) ? OutputFile.Mode.FORCE_WHOLE : OutputFile.Mode.WHOLE, false, ExtractPlan.Sparse.AUTO,
                ExtractPlan.OnError.STOP, algorithms));
        try {
            if (copying.toFile(new Stretch(name, String.valueOf(target.getFileName()), Slice.of(content.get())), target) == Outcome.PROBLEMS) {
                visit.incomplete();
            }
        } catch (UnreadableException e) {
            TreeCopy.sayUnreadable(visit, name, e);
            return;
        }
        TreeCopy.keepTimes(new OutputGuard(desk.session().image()), target, place.found().node());
    }
}
