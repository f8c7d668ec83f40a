package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.listing.JsonListing;
import jdisk.listing.ProbeListing.Row;
import jdisk.listing.ProbeListing;
import jdisk.probe.Contents;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class ProbeCommand implements WordCommand {
    private static final Option JSON = Option.flag("as JSON", "--json");

    private boolean doubtful;

    /** Looks somewhere. */
    private interface Look {
        List<Contents> contents() throws IOException;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "probe",
                "file systems, their UUIDs",
                List.of(
                        "Reads what is in each partition, or in partition @|italic N|@, and prints its type as @|bold blkid|@ "
                                + "names it, its version, label and UUID. An image without a table is read as a whole, and so "
                                + "is one beside its table, as a disc that starts as a disk does. @|bold --json|@ writes the "
                                + "same as JSON. Exit status 3 if a partition cannot be read, or looks like more than one "
                                + "thing."),
                "probe",
                List.of(JSON),
                List.of(Parameter.optional("N", "a partition")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        boolean json = arguments.has(JSON);
        String partition = arguments.word(0);
        Session session = desk.session();
        doubtful = false;
        List<Row> rows = new ArrayList<>();
        if (session.label().isEmpty() && partition.isEmpty()) {
            rows.add(new Row(session.disk().whole(), find(desk, "the image", () -> session.disk().contents())));
        } else {
            for (Partition each : partitions(session, partition)) {
                if (desk.isInterrupted()) {
                    return Outcome.FAILED;
                }
                String name = PartitionNames.inWords(each);
                rows.add(new Row(each, find(desk, name, () -> session.disk().contents(each))));
            }
        }
        if (session.label().isPresent() && partition.isEmpty()) {
            beside(session, rows).ifPresent(row -> rows.addFirst(row));
        }
        if (json) {
            new JsonListing(session.listed(), false, desk.console()::print).probe(rows);
        } else {
            desk.console().print(ProbeListing.text(desk.listed(), rows));
        }
        return doubtful ? Outcome.PROBLEMS : Outcome.DONE;
    }

    /** What fills the image beside its table, as the file system of a disc does: if it is not what lies in a partition. */
    private static Optional<Row> beside(Session session, List<Row> rows) {
        return session.outermost()
                .mainContents(session.outermost().whole())
                .filter(whole -> rows.stream().noneMatch(row -> isOf(row, whole)))
                .map(whole -> new Row(session.outermost().whole(), Optional.of(whole)));
    }

    /** Whether what seems to fill the image is a partition's: one that starts with it, or a member, whose records are at its end. */
    private static boolean isOf(Row row, Contents whole) {
        boolean first = row.partition().extent().first() == 0;
        return row.contents().equals(Optional.of(whole)) && (first || whole.nature() == Contents.Nature.MEMBER);
    }

    private static List<Partition> partitions(Session session, String partition) {
        if (partition.isEmpty()) {
            List<Partition> all = new ArrayList<>(session.requireLabel().dataPartitions());
            all.addAll(session.disk().nestedPartitions());
            return all;
        }
        Partition one = Target.partition("probe", partition, session);
        if (one.role() == Partition.Role.CONTAINER) {
            throw new UserError("partition " + one.number()
                    + " is an extended partition: it holds other partitions and no file system; 'probe' shows theirs");
        }
        return List.of(one);
    }

    private Optional<Contents> find(Desk desk, String name, Look look) {
        try {
            List<Contents> found = look.contents();
            if (found.size() > 1) {
                String types = found.stream().map(Contents::type).collect(Collectors.joining(" and like "));
                doubt(desk, name + " looks like " + types + ", one of them a leftover; the first is shown");
            }
            return found.stream().findFirst();
        } catch (IOException e) {
            doubt(desk, name + " cannot be read: " + IoMessage.of(e));
            return Optional.empty();
        }
    }

    private void doubt(Desk desk, String text) {
        desk.report(new UserError(text));
        doubtful = true;
    }
}
