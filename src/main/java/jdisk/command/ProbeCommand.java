package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdisk.image.Slice;
import jdisk.label.DiskMap;
import jdisk.label.Label;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.listing.JsonListing;
import jdisk.listing.ProbeListing;
import jdisk.listing.ProbeListing.Row;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.shell.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "probe",
        header = "file systems, their labels and UUIDs",
        description = "Reads what is in each partition, or in partition @|italic N|@, and prints its type as @|bold blkid|@ names it, "
                + "its version, label and UUID. An image without a table is read as a whole. @|bold --json|@ writes the same as "
                + "JSON. Exit status 3 if a partition cannot be read, or looks like more than one thing.",
        footer = "probe")
final class ProbeCommand implements WordCommand {
    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "N", defaultValue = "", description = "a partition")
    private String partition = "";

    private boolean doubtful;

    /** Where to look, and what to call it. */
    private interface Place {
        List<Contents> contents() throws IOException;
    }

    @Override
    public Outcome run(Shell shell) {
        Session session = shell.session();
        doubtful = false;
        List<Row> rows = new ArrayList<>();
        if (session.label().isEmpty() && partition.isEmpty()) {
            rows.add(new Row(0, find(shell, "the image", () -> ContentsProbe.all(Slice.of(session.image())))));
        } else {
            for (Partition each : partitions(session)) {
                if (shell.console().isInterrupted()) {
                    return Outcome.FAILED;
                }
                rows.add(new Row(each.number(), find(shell, "partition " + each.number(), () -> session.contents(each))));
            }
        }
        shell.console()
                .print(json
                        ? new JsonListing(session.disk(), false).probe(rows)
                        : ProbeListing.text(shell.disk(), rows));
        return doubtful ? Outcome.PROBLEMS : Outcome.DONE;
    }

    private List<Partition> partitions(Session session) {
        Label label = session.requireLabel();
        if (partition.isEmpty()) {
            return DiskMap.partitions(label);
        }
        Partition one = session.requirePartition(PartitionNumber.parse(partition, session));
        if (one instanceof MbrPartition mbr && mbr.entry().isExtended() && !mbr.isLogical()) {
            throw new UserError("partition " + one.number()
                    + " is an extended partition: it holds other partitions and no file system; 'probe' shows theirs");
        }
        return List.of(one);
    }

    private Optional<Contents> find(Shell shell, String name, Place place) {
        try {
            List<Contents> found = place.contents();
            if (found.size() > 1) {
                String types = found.stream().map(Contents::type).collect(Collectors.joining(" and like "));
                doubt(shell, name + " looks like " + types + ", one of them a leftover; the first is shown");
            }
            return found.stream().findFirst();
        } catch (IOException e) {
            doubt(shell, name + " cannot be read: " + IoMessage.of(e));
            return Optional.empty();
        }
    }

    private void doubt(Shell shell, String text) {
        shell.report(new UserError(text));
        doubtful = true;
    }
}
