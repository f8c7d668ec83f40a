package jdisk.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdisk.image.Image;

/** Names of files as Windows writes them into images. */
final class WindowsNames {
    private WindowsNames() {}

    /**
     * A name as it can be looked for here: with slashes; of one that begins with a drive or on a server, which is not here, only
     * what comes last.
     */
    static String beside(String name) {
        String slashed = name.replace('\\', '/');
        boolean elsewhere = slashed.startsWith("//") || (slashed.length() > 1 && slashed.charAt(1) == ':');
        return elsewhere ? slashed.substring(slashed.lastIndexOf('/') + 1) : slashed;
    }

    /**
     * The first of the names that something here has, or of all if there is none: an image may name another in several ways, of which
     * only one holds since both were moved.
     *
     * @param names as they stand in the image, at least one
     * @return how it can be looked for here; whether it may be opened is not asked
     */
    static String there(Image image, List<String> names) {
        Optional<Path> folder = image.files().stream().findFirst().map(file -> file.toAbsolutePath().getParent());
        return names.stream()
                .map(WindowsNames::beside)
                .filter(name -> folder.isPresent() && exists(folder.get(), name))
                .findFirst()
                .orElseGet(() -> beside(names.getFirst()));
    }

    private static boolean exists(Path folder, String name) {
        try {
            return Files.exists(folder.resolve(name));
        } catch (InvalidPathException e) {
            return false; // nothing here has such a name
        }
    }
}
