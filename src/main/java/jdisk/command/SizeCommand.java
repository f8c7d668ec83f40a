package jdisk.command;

import jdisk.image.Slice;
import jdisk.usage.Syntax;

final class SizeCommand extends ByteCommand {
    @Override
    public Syntax syntax() {
        return syntax(
                "size",
                "byte size of a partition",
                "Prints the size of partition @|italic N|@ in bytes: a bare number, for @|bold mount -o sizelimit=|@ and the "
                        + "like; of @|bold disk|@, that of the whole disk; of several, one a line. Without any, a table of "
                        + "every partition's offset and size in bytes. @|bold --json|@ writes both as JSON.",
                "size 6");
    }

    @Override
    String word() {
        return "size";
    }

    @Override
    boolean takesDisk() {
        return true;
    }

    @Override
    long bytes(Slice partition) {
        return partition.length();
    }
}
