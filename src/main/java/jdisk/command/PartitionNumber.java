package jdisk.command;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.shell.Session;
import jdisk.shell.UserError;

/** The number of a partition as users name it: {@code 6}, {@code p6} and {@code hda.img6} are the same. */
final class PartitionNumber {
    private static final Pattern NUMBER = Pattern.compile("p?(\\d{1,9})");

    private PartitionNumber() {}

    /**
     * The number in a name.
     *
     * @throws UserError if it is not the name of a partition
     */
    static int parse(String name, Session session) {
        Matcher bare = NUMBER.matcher(name);
        if (bare.matches()) {
            return Integer.parseInt(bare.group(1)); // even of an image whose name is a number
        }
        String rest = name;
        String path = session.image().name();
        String file = String.valueOf(Path.of(path).getFileName());
        // The longest prefix first: hda.img6 is partition 6 of hda.img, not of an image named hda.
        if (name.length() > path.length() && name.startsWith(path)) {
            rest = name.substring(path.length());
        } else if (name.length() > file.length() && name.startsWith(file)) {
            rest = name.substring(file.length());
        }
        Matcher matcher = NUMBER.matcher(rest);
        if (!matcher.matches()) {
            throw new UserError("'" + name + "' is not a partition; name it by its number, as in 'offset 1'");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
