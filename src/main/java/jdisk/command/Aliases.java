package jdisk.command;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import jdisk.label.Field;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.shell.Session;
import jdisk.shell.UserError;

/** Other names that a partition has: the one its table gives it, its UUID, and the label and UUID of what lies in it. */
final class Aliases {
    private Aliases() {}

    /**
     * The number of the partition that has this name.
     *
     * @throws UserError if several have it
     */
    static OptionalInt number(String name, Session session) {
        if (name.isEmpty() || session.label().isEmpty()) {
            return OptionalInt.empty();
        }
        List<Partition> named = session.disk().dataPartitions().stream().filter(partition -> isOf(name, partition, session)).toList();
        if (named.size() > 1) {
            throw new UserError("'" + session.visible().text(name) + "' is the name of partitions "
                    + named.stream().map(partition -> Integer.toString(partition.number())).collect(Collectors.joining(" and "))
                    + ": name one by its number");
        }
        return named.isEmpty() ? OptionalInt.empty() : OptionalInt.of(named.getFirst().number());
    }

    private static boolean isOf(String name, Partition partition, Session session) {
        if (partition.name().equals(name) || partition.fields().stream().anyMatch(field -> isUuid(field, name))) {
            return true;
        }
        return session.disk().mainContents(partition).filter(found -> isOf(name, found)).isPresent();
    }

    private static boolean isUuid(Field field, String name) {
        return field.name() == Field.Name.UUID && field.value() instanceof Field.Word(String uuid) && uuid.equalsIgnoreCase(name);
    }

    private static boolean isOf(String name, Contents found) {
        return found.label().equals(name) || (!found.uuid().isEmpty() && found.uuid().equalsIgnoreCase(name));
    }
}
