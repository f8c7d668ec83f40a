package jdisk.command;

import jdisk.image.Slice;
import picocli.CommandLine.Command;

@Command(
        name = "offset",
        header = "byte offset of a partition",
        description = "Prints where partition @|italic N|@ starts, in bytes: a bare number, for @|bold mount -o offset=|@ and the "
                + "like; of several, one a line. Without @|italic N|@, a table of every partition's offset and size in bytes. @|bold --json|@ writes "
                + "both as JSON.",
        footer = "offset 6")
final class OffsetCommand extends ByteCommand {
    @Override
    String word() {
        return "offset";
    }

    @Override
    long bytes(Slice partition) {
        return partition.offset();
    }
}
