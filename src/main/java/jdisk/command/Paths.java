package jdisk.command;

import java.util.Optional;
import jdisk.label.Partition;
import jdisk.label.WholeImage;
import jdisk.shell.Session;
import jdisk.shell.UserError;

/** Paths into partitions, as users write them. */
final class Paths {
    private Paths() {}

    /**
     * The path that a name is, if it is one.
     *
     * @param partitions whether a bare partition is something else than its root
     * @throws UserError if it is one, and there is nothing it can be of
     */
    static Optional<Target> parse(String word, String name, boolean partitions, Session session) {
        // The first colon before a slash: a path may hold others, and the name of a file before it, too.
        int colon = name.indexOf(":/");
        if (name.startsWith("/")) {
            // An image's own name may begin so, as in /data/hda.img6:/etc.
            if (colon > 0 && Target.number(name.substring(0, colon), session).isPresent()) {
                return Optional.of(within(word, name.substring(0, colon), name.substring(colon + 1), session));
            }
            if (Target.number(name, session).isEmpty()) {
                return Optional.of(new Target.Within(here(word, name, session), name));
            }
        }
        if (colon < 0 && isNested(name, session)) {
            return partitions ? Optional.empty() : Optional.of(new Target.Within(Target.partition(word, name, session), "/"));
        }
        if (colon < 0) {
            colon = name.indexOf(':');
        }
        if (colon > 0 && isPartition(name.substring(0, colon), name.substring(colon + 1), session)) {
            return Optional.of(within(word, name.substring(0, colon), name.substring(colon + 1), session));
        }
        boolean isNumber = Target.number(name, session).isPresent() || Target.SECTOR.matcher(name).matches();
        if (!isNumber && session.place().isPresent()) {
            return Optional.of(new Target.Within(here(word, name, session), session.place().get().path() + "/" + name));
        }
        if (!isNumber && session.label().isEmpty()) {
            return Optional.of(new Target.Within(session.requirePartition(WholeImage.NUMBER), "/" + name));
        }
        return partitions ? Optional.empty() : Optional.of(new Target.Within(Target.partition(word, name, session), "/"));
    }

    /** Whether it is a partition of a table within one, as 1:d. */
    private static boolean isNested(String name, Session session) {
        return session.disk().nestedPartitions().stream().anyMatch(partition -> partition.reference().equals(name));
    }

    private static boolean isPartition(String name, String rest, Session session) {
        return Target.number(name, session).isPresent()
                || Target.SECTOR.matcher(name).matches()
                || isNested(name, session)
                || ((rest.startsWith("/") || session.place().isEmpty()) && Aliases.number(name, session).isPresent());
    }

    private static Target.Within within(String word, String partition, String path, Session session) {
        return new Target.Within(Target.partition(word, partition, session), path.startsWith("/") ? path : "/" + path);
    }

    /** The partition of a path that names none. */
    private static Partition here(String word, String path, Session session) {
        if (session.place().isPresent()) {
            return Target.partition(word, session.place().get().partition(), session);
        }
        if (session.label().isPresent()) {
            throw new UserError(word + ": '" + session.visible().text(path) + "' in which partition? Name it, as in '" + word + " 1:"
                    + session.visible().text(path) + "', or choose one with 'cd 1:/'");
        }
        return session.requirePartition(WholeImage.NUMBER);
    }
}
