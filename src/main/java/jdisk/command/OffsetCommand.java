package jdisk.command;

import jdisk.image.Slice;
import jdisk.usage.Syntax;

final class OffsetCommand extends ByteCommand {
    @Override
    public Syntax syntax() {
        return syntax(
                "offset",
                "byte offset of a partition",
                "Prints where partition @|italic N|@ starts, in bytes: a bare number, for @|bold mount -o offset=|@ and the "
                        + "like; of several, one a line. Without @|italic N|@, a table of every partition's offset and size in "
                        + "bytes. @|bold --json|@ writes both as JSON.",
                "offset 6");
    }

    @Override
    String word() {
        return "offset";
    }

    @Override
    long bytes(Slice partition) {
        return partition.offset();
    }
}
