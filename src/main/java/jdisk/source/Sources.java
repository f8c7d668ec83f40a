package jdisk.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SplitImage;
import jdisk.nbd.NbdImage;

/** Opens what users name: a file, a block device, or the first of several files that hold one image in parts. */
public final class Sources {
    /** A way to the bytes of an image. */
    private interface Transport {
        /** The image, if the location is of this kind. */
        Optional<Image> open(Path path, Opening opening) throws IOException;
    }

    /** Letters in the suffixes that split(1) gives by itself. */
    private static final int SPLIT_SUFFIX = 2;

    /** In the order in which they are tried; the most general one last. */
    private static final List<Transport> TRANSPORTS =
            List.of(Sources::parts, (path, opening) -> Optional.of(FileImage.open(path)));

    private Sources() {}

    /**
     * Opens an image of the user's, without further wishes.
     *
     * @param location the name of a file
     * @throws FileSystemException saying why, if it is nothing that can be read at any place
     */
    public static Image open(String location) throws IOException {
        return open(location, Opening.PLAIN);
    }

    /** The same of a file whose path is known. */
    public static Image open(Path path) throws IOException {
        return open(path, Opening.PLAIN);
    }

    /**
     * Opens an image of the user's: what a container holds, where it is one.
     *
     * @param location the name of a file; an address that begins with http, https, nbd or nbd+unix; or {@code -} for standard input
     * @throws FileSystemException saying why, if it is nothing that can be read at any place
     */
    public static Image open(String location, Opening opening) throws IOException {
        if (location.isEmpty()) {
            throw new FileSystemException(location, null, "the name is empty: name an image");
        }
        Optional<Image> remote = remote(location, opening);
        if (remote.isPresent()) {
            return ranged(granted(within(remote.get(), opening), opening), opening);
        }
        try {
            return open(Path.of(location), opening);
        } catch (InvalidPathException e) {
            throw new FileSystemException(location, null, "not the name of a file");
        }
    }

    private static Image open(Path path, Opening opening) throws IOException {
        for (Transport transport : TRANSPORTS) {
            Optional<Image> image = transport.open(path, opening);
            if (image.isPresent()) {
                return ranged(granted(within(image.get(), opening), opening), opening);
            }
        }
        throw new FileNotFoundException(path.toString()); // the last one takes everything
    }

    /**
     * What an image within another holds, where it is a container; otherwise itself. No file that it names is opened.
     *
     * @throws IOException if it is a container, and what it holds cannot be found
     */
    public static Image inside(Image image) throws IOException {
        return inside(image, Opening.PLAIN);
    }

    private static Image inside(Image image, Opening opening) throws IOException {
        return Marks.mayBeThere(image) ? Containers.within(image, opening) : image;
    }

    /**
     * The files that an image would be opened from.
     *
     * @throws FileSystemException if a part of it is missing
     */
    public static List<Path> files(Path path) throws IOException {
        return Parts.of(path);
    }

    /**
     * The file to open in the place of one that is a later part of an image, even if more parts follow it.
     *
     * @throws IOException if the folder it is in cannot be read
     */
    public static Optional<Path> firstPart(Image image) throws IOException {
        return image.files().isEmpty() ? Optional.empty() : Parts.firstOf(image.files().getFirst());
    }

    /**
     * The file beside an image whose name is that of its next part, as xab beside xaa, although nothing says that both belong
     * together.
     */
    public static Optional<Path> nextPart(Image image) {
        try {
            return image.files().size() == 1 ? Parts.next(image.files().getFirst()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // whoever cannot list a folder can still read an image in it
        }
    }

    /**
     * The file beside an image that is its first part by the same names, such as xaa beside xac, if all between are there, too.
     */
    public static Optional<Path> firstOfSplit(Image image) {
        if (image.files().size() != 1) {
            return Optional.empty();
        }
        Path file = image.files().getFirst();
        String name = String.valueOf(file.getFileName());
        int stem = name.length() - SPLIT_SUFFIX;
        if (stem < 0 || !name.startsWith("a", stem) || name.charAt(stem + 1) <= 'a' || name.charAt(stem + 1) > 'z') {
            return Optional.empty();
        }
        // Ends: at most the letters of the alphabet.
        for (char letter = 'a'; letter < name.charAt(stem + 1); letter++) {
            if (!Files.isRegularFile(file.resolveSibling(name.substring(0, stem) + "a" + letter))) {
                return Optional.empty();
            }
        }
        return Optional.of(file.resolveSibling(name.substring(0, stem) + "aa"));
    }

    /** What is not a file here: something on a server, or what comes from standard input. */
    private static Optional<Image> remote(String location, Opening opening) throws IOException {
        if (location.equals("-") && opening.input().isPresent()) {
            return Optional.of(Spool.ofStream(opening.input().get(), opening));
        }
        if (location.startsWith("http://") || location.startsWith("https://")) {
            return Optional.of(HttpImage.open(location, opening));
        }
        if (location.startsWith("nbd://") || location.startsWith("nbd+unix://")) {
            try {
                return Optional.of(NbdImage.open(new URI(location)));
            } catch (URISyntaxException e) {
                throw new FileSystemException(location, null, "not an address that can be understood");
            }
        }
        return Optional.empty();
    }

    /** What a container holds; what reads containers is only loaded for what may be one. */
    private static Image within(Image image, Opening opening) throws IOException {
        return Marks.mayBeThere(image) ? Containers.inside(image, opening) : image;
    }

    /** An image, unless a snapshot or a member is wanted of it and it has none: it would not be what was asked for. */
    private static Image granted(Image image, Opening opening) throws IOException {
        String missed = "";
        if (opening.snapshot().isPresent() && !has(image, "snapshot")) {
            missed = "--snapshot: the image has no snapshots that jdisk can read";
        } else if (opening.member().isPresent() && !has(image, "member")) {
            missed = "--member: the image is not an archive that jdisk can read";
        }
        if (!missed.isEmpty()) {
            image.close();
            throw new FileSystemException(image.name(), null, missed);
        }
        return image;
    }

    private static boolean has(Image image, String fact) {
        return image.layers().stream().anyMatch(layer -> layer.facts().containsKey(fact));
    }

    /** The range of an image that is wanted, or what it holds. */
    private static Image ranged(Image image, Opening opening) throws IOException {
        if (opening.range().isEmpty()) {
            return image;
        }
        Opening.Range range = opening.range().get();
        if (range.offset() >= image.size()) {
            image.close();
            throw new FileSystemException(image.name(), null,
                    "the offset of " + range.offset() + " bytes lies past its end: it has " + image.size());
        }
        return inside(Slice.owning(image, range.offset(), Math.min(range.length().orElse(Long.MAX_VALUE), image.size() - range.offset())), opening);
    }

    private static Optional<Image> parts(Path path, Opening opening) throws IOException {
        List<Path> parts = opening.joins() ? files(path) : List.of(path);
        if (parts.size() < 2) {
            return Optional.empty();
        }
        Image joined = SplitImage.open(path, parts);
        opening.waiting().joined(parts);
        return Optional.of(joined);
    }

    /**
     * The container an image seems to be in, by its mark: what it holds is not at its places then.
     *
     * @throws IOException if no mark is found, and something could not be read
     */
    public static Optional<Container> container(Image image) throws IOException {
        return Container.of(image);
    }
}
