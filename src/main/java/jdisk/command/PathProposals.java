package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problems;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Walk;
import jdisk.shell.Session;
import jdisk.text.HumanSize;

/** What may become of a path that is being typed. */
final class PathProposals {
    /**
     * A name in a directory.
     *
     * @param value with a slash after that of a directory
     */
    record Proposal(String value, String description, boolean isFolder) {}

    private PathProposals() {}

    /**
     * The names in a directory that begin as typed; hidden ones if their dot is typed, and none that could not be typed.
     *
     * @param folder as it is typed
     * @throws IOException if the directory cannot be read
     */
    static List<Proposal> of(Inside inside, Session session, String folder, String begun, int most) throws IOException {
        List<Proposal> proposals = new ArrayList<>();
        if (!(Target.parse("ls", folder, Set.of(Target.Form.PATH), session) instanceof Target.Within within)) {
            return proposals;
        }
        Optional<Volume> volume = inside.quietly(session, within.partition());
        if (volume.isEmpty() || !(Lookup.find(volume.get(), within.path(), true).node() instanceof Directory directory)) {
            return proposals;
        }
        for (Entry entry : Walk.sorted(directory, new Problems())) {
            String name = entry.name().text();
            boolean hidden = name.startsWith(".") && !begun.startsWith(".");
            if (name.startsWith(begun) && !hidden && !entry.isInternal() && session.visible().text(name).equals(name)) {
                proposals.add(proposal(name, entry));
            }
            if (proposals.size() == most) {
                break;
            }
        }
        return proposals;
    }

    private static Proposal proposal(String name, Entry entry) {
        try {
            Node node = entry.node();
            return switch (node) {
                case Directory directory -> new Proposal(name + "/", "directory", true);
                case RegularFile file -> new Proposal(name, HumanSize.brief(file.attributes().size()), false);
                case SymbolicLink link -> new Proposal(name, "link", false);
                case Special special -> new Proposal(name, switch (special.kind()) {
                    case FIFO -> "pipe";
                    case SOCKET -> "socket";
                    case CHARACTER_DEVICE, BLOCK_DEVICE -> "device";
                }, false);
            };
        } catch (IOException e) {
            return new Proposal(name, "unreadable", false);
        }
    }
}
