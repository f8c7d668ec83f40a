package jdisk.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.label.WholeImage;
import jdisk.probe.Contents;
import jdisk.shell.Session;
import jdisk.shell.UserError;

/** What lies in a partition, and for what is not a file system whose files can be read, what it is and what to do with it. */
final class NotRead {
    private NotRead() {}

    /**
     * What lies in a partition.
     *
     * @throws UserError if there is nothing, or nothing that is recognised
     * @throws IOException if it cannot be read
     */
    static Contents contents(Session session, Partition partition) throws IOException {
        if (!(partition instanceof WholeImage)) {
            if (partition.role() == Partition.Role.CONTAINER) {
                Stretch.refuseContainer(partition, session.requireLabel(), "name one of those");
            }
            Slice slice = session.disk().slice(partition);
            if (partition.extent().isEmpty() || slice.size() == 0) {
                throw new UserError(PartitionNames.inWords(partition)
                        + (partition.extent().isEmpty() ? " has no sectors" : " lies past the end of the image: nothing of it is there"));
            }
        }
        List<Contents> found = session.disk().contents(partition);
        if (found.isEmpty()) {
            throw new UserError("no file system is recognised in " + PartitionNames.inWords(partition)
                    + "; 'search' finds one whose start is lost, 'hexdump "
                    + (partition instanceof WholeImage ? "@0" : partition.reference()) + "' shows what is there");
        }
        if (found.getFirst().nature() == Contents.Nature.MEMBER) {
            Optional<Contents> beneath = session.disk().beneathArray(partition);
            return beneath.orElse(found.getFirst());
        }
        return found.getFirst();
    }

    /** Why files cannot be read from it. */
    static String why(Partition partition, Contents found) {
        String name = PartitionNames.inWords(partition);
        String number = partition.reference();
        return switch (found.nature()) {
            case SWAP -> name + " is swap space and holds no files; 'hexdump " + number + "' shows its start";
            case ENCRYPTED -> name + " is encrypted (" + found.type() + "), and takes a key; 'mount " + number + "' shows what opens it";
            case MEMBER -> name + " is part of something larger (" + found.type() + "), which holds the files; 'mount " + number
                    + "' shows what puts it together";
            case JOURNAL -> name + " is the journal of a file system on another partition (" + found.type() + ")";
            case HASHES -> name + " holds the hashes of another partition (" + found.type() + "), and no files";
            case FILE_SYSTEM -> name + " holds a file system whose files cannot be read yet (" + found.type() + "); 'mount " + number
                    + "' prints the command that mounts it";
        };
    }
}
