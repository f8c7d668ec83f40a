package jdisk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "extract",
        header = "copy a partition to a file",
        description = {
            "Copies partition @|italic N|@ into a file, byte for byte; @|bold -|@ is standard output. Without @|italic FILE|@, the "
                    + "file has the partition's name, in the current directory. @|bold disk|@ copies the whole image, "
                    + "@|italic START:COUNT|@ so many sectors, @|italic N:PATH|@ a file of its file system. Into a directory, which is made, go @|bold all|@ partitions, all "
                    + "@|bold gaps|@ between them, or all sectors of @|bold tables|@.",
            "The file has another name, ending in @|bold .partial|@, until it is complete and on disk. @|bold --resume|@ continues "
                    + "one that an earlier run did not complete; @|bold --force|@ replaces a file that is "
                    + "there. The image itself is never written to, by whatever name.",
            "Holes of the image stay holes: @|bold --sparse=always|@ makes holes of other zeros, too, @|bold --sparse=never|@ writes "
                    + "them all. @|bold --hash=sha256|@ (or md5, sha1, sha224, sha384, sha512; several with commas) writes a digest "
                    + "beside the file, for @|bold sha256sum -c|@. @|bold --partial|@ copies what is there of a partition that runs "
                    + "past the end of the image, @|bold --on-error=zero|@ puts zeros where a sector cannot be read; both end with "
                    + "status 3. @|bold --raw|@ copies an extended partition, which only holds others."
        },
        footer = "extract 6 linux.img")
final class ExtractCommand implements WordCommand {
    private static final Set<Target.Form> FORMS = Set.of(
            Target.Form.PARTITION, Target.Form.DISK, Target.Form.ALL, Target.Form.GAPS, Target.Form.TABLES, Target.Form.RUN,
            Target.Form.PATH);

    private final Inside inside;

    @Parameters(
            index = "0",
            paramLabel = "N[:PATH]|disk|all|gaps|tables|START:COUNT",
            arity = "0..1",
            description = "what to copy; nothing for an image without a table")
    private String what = "";

    @Parameters(index = "1", paramLabel = "FILE|DIR", arity = "0..1", description = "where to")
    private @Nullable Path target;

    @Option(names = "--force", description = "replace a file that exists")
    private boolean force;

    @Option(names = "--resume", description = "continue what an earlier run did not complete")
    private boolean resume;

    @Option(names = "--partial", description = "copy what is there of a partition that runs past the end of the image")
    private boolean partial;

    @Option(names = "--raw", description = "copy an extended partition anyway")
    private boolean raw;

    @Option(names = "--sparse", paramLabel = "auto|always|never", description = "which zeros become holes")
    private String sparse = "auto";

    @Option(names = "--on-error", paramLabel = "stop|zero", description = "what to do about sectors that cannot be read")
    private String onError = "stop";

    @Option(
            names = "--hash",
            paramLabel = "ALGORITHM,...",
            split = ",",
            completionCandidates = CopyOptions.AlgorithmNames.class,
            description = "digests to write beside the file")
    private List<String> hashes = List.of();

    ExtractCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Outcome run(Desk desk) throws IOException {
        Session session = desk.session();
        Copying copying = new Copying(desk, new Copying.Wishes(
                mode(), partial, CopyOptions.sparse(sparse), CopyOptions.onError(onError), CopyOptions.algorithms(hashes)));
        Target wanted = what.isEmpty() ? new Target.Part(session.requireWhole("extract")) : Target.parse("extract", what, FORMS, session);
        return switch (wanted) {
            case Target.Whole whole -> one(copying, Stretch.disk(session));
            case Target.Run(Extent extent) -> one(copying, run(session, extent));
            case Target.Part(Partition partition) -> one(copying, partition(session, partition));
            case Target.Group(Target.Form form) -> each(copying, session, group(session, form));
            case Target.SectorOfPart sector -> throw new IllegalStateException(what);
            case Target.Within within -> one(copying, inside.begin(desk, "extract").stretch(within));
            case Target.Sector sector -> throw new IllegalStateException(what);
        };
    }

    private OutputFile.Mode mode() {
        return resume
                ? force ? OutputFile.Mode.FORCE_RESUME : OutputFile.Mode.RESUME
                : force ? OutputFile.Mode.FORCE : OutputFile.Mode.NEW;
    }

    private Stretch run(Session session, Extent extent) {
        if (extent.isEmpty()) {
            throw new UserError("'" + what + "': a run of no sectors");
        }
        return Stretch.of(extent, session);
    }

    private Stretch partition(Session session, Partition partition) {
        if (!raw && !partition.isWholeImage()) {
            Stretch.refuseContainer(partition, session.requireLabel());
        }
        if (partition.extent().isEmpty() && !partition.isWholeImage()) {
            throw new UserError("partition " + partition.reference() + " has no sectors");
        }
        return Stretch.of(partition, session);
    }

    private Outcome one(Copying copying, Stretch stretch) throws IOException {
        if (target == null) {
            return copying.toFile(stretch, Path.of(stretch.file()));
        }
        if (target.toString().equals("-")) {
            return copying.toOutput(stretch);
        }
        return copying.toFile(stretch, Files.isDirectory(target) ? target.resolve(stretch.file()) : target);
    }

    private List<Stretch> group(Session session, Target.Form form) {
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
    private Outcome each(Copying copying, Session session, List<Stretch> stretches) throws IOException {
        if (target == null || target.toString().equals("-")) {
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
