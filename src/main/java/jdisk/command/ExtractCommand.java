package jdisk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.disk.DiskMap;
import jdisk.extract.OutputFile;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class ExtractCommand implements WordCommand {
    private static final Option FORCE = Option.flag("replace a file that exists", "--force");
    private static final Option RESUME = Option.flag("continue what an earlier run did not complete", "--resume");
    private static final Option PARTIAL =
            Option.flag("copy what is there of a partition that runs past the end of the image", "--partial");
    private static final Option RAW = Option.flag("copy an extended partition anyway", "--raw");
    private static final Option SPARSE = Option.value("auto|always|never", "which zeros become holes", "--sparse");
    private static final Option ON_ERROR =
            Option.value("stop|zero", "what to do about sectors that cannot be read", "--on-error");
    private static final Option HASH =
            Option.list("ALGORITHM,...", "digests to write beside the file", "--hash").oneOf(CopyOptions.algorithmNames());

    private static final Path STANDARD_OUTPUT = Path.of("-");

    private static final Set<Target.Form> FORMS = Set.of(
            Target.Form.PARTITION, Target.Form.DISK, Target.Form.ALL, Target.Form.GAPS, Target.Form.TABLES, Target.Form.RUN,
            Target.Form.PATH);

    private final Inside inside;

    ExtractCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "extract",
                "copy a partition to a file",
                List.of(
                        "Copies partition @|italic N|@ into a file, byte for byte; @|bold -|@ is standard output. Without "
                                + "@|italic FILE|@, the file has the partition's name, in the current directory. @|bold disk|@ "
                                + "copies the whole image, @|italic START:COUNT|@ so many sectors, @|italic N:PATH|@ a file of "
                                + "its file system. Into a directory, which is made, go @|bold all|@ partitions, all @|bold "
                                + "gaps|@ between them, or all sectors of @|bold tables|@.",
                        "The file has another name, ending in @|bold .partial|@, until it is complete and on disk. @|bold "
                                + "--resume|@ continues one that an earlier run did not complete; @|bold --force|@ replaces a "
                                + "file that is there. The image itself is never written to, by whatever name.",
                        "Holes of the image stay holes: @|bold --sparse=always|@ makes holes of other zeros, too, @|bold "
                                + "--sparse=never|@ writes them all. @|bold --hash=sha256|@ (or md5, sha1, sha224, sha384, "
                                + "sha512; several with commas) writes a digest beside the file, for @|bold sha256sum -c|@. "
                                + "@|bold --partial|@ copies what is there of a partition that runs past the end of the image, "
                                + "@|bold --on-error=zero|@ puts zeros where a sector cannot be read; both end with status 3. "
                                + "@|bold --raw|@ copies an extended partition, which only holds others."),
                "extract 6 linux.img",
                List.of(FORCE, RESUME, PARTIAL, RAW, SPARSE, ON_ERROR, HASH),
                List.of(
                        Parameter.optional(
                                "N[:PATH]|disk|all|gaps|tables|START:COUNT", "what to copy; nothing for an image without a table"),
                        Parameter.optional("FILE|DIR", "where to")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String what = arguments.word(0);
        Optional<Path> target = arguments.path(1);
        boolean raw = arguments.has(RAW);
        String sparse = arguments.value(SPARSE).orElse("auto");
        String onError = arguments.value(ON_ERROR).orElse("stop");
        Session session = desk.session();
        Copying copying = new Copying(desk, new Copying.Wishes(
                mode(arguments), arguments.has(PARTIAL), CopyOptions.sparse(sparse), CopyOptions.onError(onError),
                CopyOptions.algorithms(arguments.values(HASH))));
        Target wanted = what.isEmpty() ? new Target.Part(session.requireWhole("extract")) : Target.parse("extract", what, FORMS, session);
        return switch (wanted) {
            case Target.Whole whole -> one(copying, Stretch.disk(session), target);
            case Target.Run(Extent extent) -> one(copying, run(session, extent, what), target);
            case Target.Part(Partition partition) -> one(copying, partition(session, partition, raw), target);
            case Target.Group(Target.Form form) -> each(copying, session, group(session, form, raw), arguments);
            case Target.SectorOfPart sector -> throw new IllegalStateException(what);
            case Target.Within within -> one(copying, inside.begin(desk, "extract").stretch(within), target);
            case Target.Sector sector -> throw new IllegalStateException(what);
        };
    }

    private static OutputFile.Mode mode(Arguments arguments) {
        boolean force = arguments.has(FORCE);
        boolean resume = arguments.has(RESUME);
        return resume
                ? force ? OutputFile.Mode.FORCE_RESUME : OutputFile.Mode.RESUME
                : force ? OutputFile.Mode.FORCE : OutputFile.Mode.NEW;
    }

    private static Stretch run(Session session, Extent extent, String what) {
        if (extent.isEmpty()) {
            throw new UserError("'" + what + "': a run of no sectors");
        }
        return Stretch.of(extent, session);
    }

    private static Stretch partition(Session session, Partition partition, boolean raw) {
        if (!raw && !partition.isWholeImage()) {
            Stretch.refuseContainer(partition, session.requireLabel());
        }
        if (partition.extent().isEmpty() && !partition.isWholeImage()) {
            throw new UserError("partition " + partition.reference() + " has no sectors");
        }
        return Stretch.of(partition, session);
    }

    private static Outcome one(Copying copying, Stretch stretch, Optional<Path> target) throws IOException {
        if (target.isEmpty()) {
            return copying.toFile(stretch, Path.of(stretch.file()));
        }
        Path file = target.get();
        if (file.equals(STANDARD_OUTPUT)) {
            return copying.toOutput(stretch);
        }
        return copying.toFile(stretch, Files.isDirectory(file) ? file.resolve(stretch.file()) : file);
    }

    private static List<Stretch> group(Session session, Target.Form form, boolean raw) {
        Label label = session.requireLabel();
        if (form == Target.Form.ALL) {
            return (raw ? label.partitions() : label.dataPartitions()).stream()
                    .filter(partition -> !partition.extent().isEmpty())
                    .map(partition -> Stretch.of(partition, session))
                    .toList();
        }
        DiskMap.Kind kind = form == Target.Form.GAPS ? DiskMap.Kind.GAP : DiskMap.Kind.TABLE;
        return session.disk().map().stream()
                .filter(region -> region.kind() == kind)
                .map(region -> Stretch.of(region, session))
                .toList();
    }

    /** Copies several; what goes wrong with one does not keep the others back. */
    private static Outcome each(Copying copying, Session session, List<Stretch> stretches, Arguments arguments) throws IOException {
        String what = arguments.word(0);
        Path target = arguments.path(1).orElse(STANDARD_OUTPUT);
        if (target.equals(STANDARD_OUTPUT)) {
            throw new UserError("'extract " + what + "' copies into a directory: name one");
        }
        if (stretches.isEmpty()) {
            throw new UserError("there are no " + (what.equals("all") ? "partitions" : what) + " to copy");
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new UserError("extract: " + session.visible().text(target.toString()) + " is not a directory: name one, or one to be made");
        }
        Files.createDirectories(target);
        return copying.each(stretches, target);
    }
}
