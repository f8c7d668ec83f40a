package jdisk.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.extract.Algorithm;
import jdisk.filesystem.Directory;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Walk;
import jdisk.image.Image;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.label.WholeImage;
import jdisk.listing.InventoryListing.Row;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class InventoryCommand implements WordCommand {
    /** Bytes that a file may always have: what is longer and mostly one hole takes hours to digest. */
    private static final long LONG = 1L << 40;

    /** And, of an image, so many times as many as it has itself: what is damaged can claim anything. */
    private static final long FAR_MORE = 64;

    private static final Option ALL = Option.flag("what belongs to the file system itself, too", "-a", "--all");
    private static final Option HASH =
            Option.list("ALGORITHM,...", "digests of the files", "--hash").oneOf(CopyOptions.algorithmNames());
    private static final Option BODY = Option.flag("as a body file of The Sleuth Kit", "--body");

    private final Inside inside;

    InventoryCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "inventory",
                "all files, a line each",
                List.of(
                        "Prints a line of JSON for each file, directory and link of every file system that can be read, or of "
                                + "that of partition @|italic N|@: its path, type, size, times, owner, and where a link leads. "
                                + "Paths are sorted by their bytes. What belongs to the file system itself is left out, unless "
                                + "@|bold -a|@ asks for it.",
                        "@|bold --hash=sha256|@ (or md5, sha1, sha224, sha384, sha512; several with commas) adds digests of "
                                + "files; one that cannot be read has an error instead, and the exit status is 3. @|bold "
                                + "--body|@ prints the body file of The Sleuth Kit, for timelines, with @|bold --hash=md5|@ "
                                + "also with digests."),
                "inventory 6 --hash=sha256",
                List.of(ALL, HASH, BODY),
                List.of(Parameter.optional("N", "a partition")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String partition = arguments.word(0);
        boolean all = arguments.has(ALL);
        boolean body = arguments.has(BODY);
        Session session = desk.session();
        List<Algorithm> algorithms = CopyOptions.algorithms(arguments.values(HASH));
        if (body && !algorithms.equals(List.of(Algorithm.MD5)) && !algorithms.isEmpty()) {
            throw new UserError("inventory: a body file has room for md5 only");
        }
        Inside.Visit visit = inside.begin(desk, "inventory");
        boolean any = false;
        try (DigestedRows rows = new DigestedRows(desk, algorithms, body)) {
            for (Partition each : partitions(session, partition)) {
                Volume volume;
                try {
                    volume = visit.open(each);
                } catch (UserError e) {
                    if (!partition.isEmpty() || session.label().isEmpty()) {
                        throw e;
                    }
                    desk.console().note(session.visible().text(e.text()) + "\n");
                    continue;
                }
                any = true;
                Walk.Visitor visitor = new Rows(each.number(), rows, visit, all, Math.max(LONG, FAR_MORE * session.image().size()));
                of(each, volume, visitor, visit);
                if (!rows.goesOn()) {
                    return Outcome.FAILED;
                }
            }
            rows.end();
            if (rows.isIncomplete()) {
                visit.incomplete();
            }
        }
        if (!any) {
            throw new UserError("no file system here can be read");
        }
        return visit.outcome();
    }

    private static List<Partition> partitions(Session session, String partition) {
        if (!partition.isEmpty()) {
            return List.of(Target.partition("inventory", partition, session));
        }
        if (session.label().isEmpty()) {
            return List.of(session.requirePartition(WholeImage.NUMBER));
        }
        return session.disk().dataPartitions();
    }

    private static void of(Partition where, Volume volume, Walk.Visitor visitor, Inside.Visit visit) throws IOException {
        Directory root;
        try {
            root = volume.root();
        } catch (IOException e) {
            visit.say(where, volume);
            throw new UserError(PartitionNames.inWords(where) + ": its root directory cannot be read: " + IoMessage.of(e));
        }
        Walk.through(List.of(), root, visitor, visit.problems());
        visit.say(where, volume);
    }

    /** Where contents come from. */
    private interface Content {
        Image content() throws IOException;
    }

    /** Makes a row of each node. */
    private static final class Rows implements Walk.Visitor {
        private final int partition;
        private final DigestedRows rows;
        private final Inside.Visit visit;
        private final boolean all;
        private final long longest;

        /** @param longest bytes of a file that is digested */
        private Rows(int partition, DigestedRows rows, Inside.Visit visit, boolean all, long longest) {
            this.partition = partition;
            this.rows = rows;
            this.visit = visit;
            this.all = all;
            this.longest = longest;
        }

        /** What is to be digested of a file or stream, if anything is. */
        private Optional<Image> digested(Content of) throws IOException {
            if (!rows.digests()) {
                return Optional.empty();
            }
            Image content = of.content();
            if (content.size() > longest) {
                throw new IOException("it is said to have " + content.size() + " bytes, far more than the image, and is not digested; 'hash' does it");
            }
            return Optional.of(content);
        }

        private Row row(Walk.Visit at, Optional<Node> node, Optional<Long> stream, Optional<String> target, Optional<String> error) {
            return new Row(partition, at.path().text(), at.path().isText() ? Optional.empty() : Optional.of(at.path().bytes()),
                    node, stream, target, error);
        }

        @Override
        public boolean node(Walk.Visit at, Node node) throws IOException {
            if (at.internal() && !all) {
                return false;
            }
            Optional<String> target = Optional.empty();
            Optional<String> error = Optional.empty();
            Optional<Image> content = Optional.empty();
            try {
                switch (node) {
                    case SymbolicLink link -> target = Optional.of(link.target().text());
                    case RegularFile file -> content = digested(file::content);
                    default -> { }
                }
            } catch (IOException e) {
                error = Optional.of(IoMessage.of(e));
                rows.incomplete();
            }
            rows.add(row(at, Optional.of(node), Optional.empty(), target, error), content);
            return true;
        }

        @Override
        public void unreadable(Walk.Visit at, IOException why) throws IOException {
            if (at.internal() && !all) {
                return;
            }
            rows.incomplete();
            rows.add(row(at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(IoMessage.of(why))), Optional.empty());
        }

        @Override
        public void stream(Walk.Visit at, NamedStream stream) throws IOException {
            if (at.internal() && !all) {
                return;
            }
            Optional<Image> content = Optional.empty();
            Optional<String> error = Optional.empty();
            try {
                content = digested(stream::content);
            } catch (IOException e) {
                error = Optional.of(IoMessage.of(e));
                rows.incomplete();
            }
            rows.add(row(at, Optional.empty(), Optional.of(stream.size()), Optional.empty(), error), content);
        }

        @Override
        public void noEntries(Walk.Visit at, Directory directory, Optional<IOException> why) {
            visit.noEntries(at, directory, why);
        }

        @Override
        public boolean isOver() {
            return !rows.goesOn();
        }
    }
}
