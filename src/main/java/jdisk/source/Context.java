package jdisk.source;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import org.jspecify.annotations.Nullable;

/**
 * What a container is opened with: the user's wishes, and the way to the files that it names.
 *
 * <p>Whoever made an image may have written any name into it. A file that it names is opened only if it lies in the image's own
 * folder or below, links followed, or if the user lets it lie anywhere; a device, an address or a description never is. Chains
 * of files end: none of them may be in its own chain, and they are so many at most.
 *
 * <p>Decision: an image that is no file of its own has no folder. What lies in a partition never names files here. What is packed,
 * or in an archive, may where the user lets files lie anywhere, as an overlay that was compressed beside its backing file does:
 * its names then count from the folder of the packed file.
 */
final class Context {
    private static final int MOST_FILES = 64;
    private static final String ADDRESS = "(?s)[A-Za-z][A-Za-z0-9+.-]+:.*";

    /** Where an image lies. */
    private enum Place {
        /** It is a file of its own. */
        FILE,
        /** In a file that is packed, an archive, or another container. */
        PACKED,
        /** In another image's partition, sectors or files. */
        WITHIN
    }

    private final Opening opening;
    private final List<Path> chain;
    private final Place place;

    private Context(Opening opening, List<Path> chain, Place place) {
        this.opening = opening;
        this.chain = chain;
        this.place = place;
    }

    /** For what the user named. */
    static Context of(Opening opening, Image image) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : image.files()) {
            files.add(file.toRealPath());
        }
        return new Context(opening, files, Place.FILE);
    }

    /** For what was found in an image that is open: it names nothing here, whatever the user lets others name. */
    static Context within(Opening opening) {
        return new Context(opening, List.of(), Place.WITHIN);
    }

    /** For what a container holds: what was asked for of that container is not asked for of what is in it. */
    Context packed(Layer container) {
        return new Context(opening.after(container), chain, place == Place.FILE ? Place.PACKED : place);
    }

    /** Whether the image is a file, beside which others may belong to it. */
    boolean isFile() {
        return place == Place.FILE;
    }

    Opening opening() {
        return opening;
    }

    /**
     * Opens a file that an image names.
     *
     * @param image that names it
     * @param name as it stands there
     * @param what it is to the image: "its backing file"
     * @param raw whether its bytes are taken as they are, without looking for a container
     * @throws FileSystemException saying why, if it may not be opened or is not there
     */
    Image open(Image image, String name, String what, boolean raw) throws IOException {
        String title = what + " '" + name + "'";
        if (image.files().isEmpty()) {
            throw refusal(image, title + " would be a file here, and is not opened for an image that comes from elsewhere");
        }
        if (place == Place.WITHIN) {
            throw refusal(image, title + " would be a file of this machine, and an image within another may not name one: "
                    + "take it out with 'get' or 'extract', and open it there");
        }
        if (place == Place.PACKED && !opening.anyBacking()) {
            throw refusal(image, title + " would be a file of this machine, and an image in an archive or compressed may not name one: "
                    + "unpack it first, and open it there; --backing=any allows it, and looks in the archive's folder");
        }
        Path of = image.files().getFirst();
        if (name.matches(ADDRESS)) {
            throw refusal(image, title + " is not a file beside it, and nothing else that an image names is opened, not even with --backing=any");
        }
        Path folder = of.toAbsolutePath().getParent();
        Path file = path(image, title, folder, name);
        if (!opening.anyBacking() && folder != null && !file.startsWith(folder.toRealPath())) {
            throw refusal(image, title + " lies outside the image's own folder; --backing=any allows it");
        }
        if (!Files.isRegularFile(file)) {
            throw refusal(image, title + " is not a regular file, and nothing else that an image names is opened, not even with --backing=any");
        }
        if (chain.contains(file)) {
            throw refusal(image, title + " leads back to a file of the same chain");
        }
        if (chain.size() >= MOST_FILES) {
            throw refusal(image, title + " is one more than " + MOST_FILES + " files in a chain");
        }
        List<Path> longer = new ArrayList<>(chain);
        longer.add(file);
        Image opened = FileImage.open(file);
        return raw ? opened : Containers.inside(opened, new Context(opening.forNamed(), longer, Place.FILE));
    }

    private static Path path(Image image, String title, @Nullable Path folder, String name) throws IOException {
        Path file;
        try {
            file = folder == null ? Path.of(name) : folder.resolve(name);
        } catch (InvalidPathException e) {
            throw refusal(image, title + " cannot be the name of a file");
        }
        if (!Files.exists(file)) {
            throw refusal(image, title + " is missing");
        }
        return file.toRealPath();
    }

    static FileSystemException refusal(Image image, String why) {
        String own = image.name() + " is ";
        return new FileSystemException(image.name(), null, why.startsWith(own) ? "it is " + why.substring(own.length()) : why);
    }
}
