package jdisk.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.Slice;
import jdisk.recipe.Quoting;
import jdisk.shell.Session;
import jdisk.source.Container;
import jdisk.source.Sources;
import jdisk.usage.Arguments;

/** What to do where an image is no file that other tools could read as it is. */
final class NotRaw {
    /** Bytes of the footer of a VHD, of which older makers leave out the last. */
    private static final Set<Long> FOOTERS = Set.of(511L, 512L);

    /** A VHD that does not grow: it begins with its disk, where others have a copy of the footer. */
    private static final Set<Container> FIXED = EnumSet.of(Container.VHD_FIXED, Container.VHD_FIXED_SHORT);

    /** Containers in one file that another tool makes a device of. */
    private static final Set<String> READ_BY_OTHERS = Set.of("qcow2", "vmdk", "vhdx", "vdi", "vhd");

    /** Parts of an image that are named one by one. */
    private static final int MOST_NAMED = 10;

    private NotRaw() {}

    /**
     * Bytes of a file that are an image as they are.
     *
     * @param offset of the first, in bytes
     */
    private record Run(Path file, long offset, long size) {
        /** The run, where an image is a range of a file, or lies before a footer. */
        static Optional<Run> of(Image image) {
            Image whole = image;
            long offset = 0;
            // Ends: a range is made of an image that was there before it.
            while (whole instanceof Slice range) {
                offset += range.offset();
                whole = range.image();
            }
            Optional<Path> file = whole.rawFile().isPresent() ? whole.rawFile() : beforeFooter(whole);
            return file.isPresent() ? Optional.of(new Run(file.get(), offset, image.size())) : Optional.empty();
        }

        /** The file of a VHD that does not grow: its disk as it is, then a footer. */
        private static Optional<Path> beforeFooter(Image image) {
            if (image.layers().size() != 1 || !image.layers().getFirst().format().equals("vhd") || image.files().size() != 1) {
                return Optional.empty();
            }
            Path path = image.files().getFirst();
            try (Image file = FileImage.open(path)) {
                return FOOTERS.contains(file.size() - image.size()) && Sources.container(file).filter(FIXED::contains).isPresent()
                        ? Optional.of(path)
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty(); // it could be read a moment ago; what is said of any VHD is no lie
            }
        }

        /** The command of losetup(8) that makes a device of it. */
        String attach(Quoting quoting) {
            return "losetup --read-only --find --show" + (offset > 0 ? " --offset " + offset : "") + " --sizelimit " + size + " "
                    + quoting.argument(file.toString());
        }
    }

    /** Why other tools find nothing there, and what to do instead. */
    static String instead(Session session, Arguments arguments) {
        Image image = session.image();
        Quoting quoting = new Quoting(session.visible()::text);
        String copy = "'extract disk FILE' makes a file of it" + (session.isWithin() ? ", and 'close' returns to the image it was opened in" : "");
        Optional<Run> run = Run.of(image);
        if (run.isPresent()) {
            return "the image is not a whole file, but " + run.get().size() + " bytes of one, from byte " + run.get().offset() + " on: '"
                    + run.get().attach(quoting) + "', as root, makes them a device, over which this word works; " + copy;
        }
        List<Path> files = image.files();
        if (image.layers().isEmpty()) {
            return files.size() > 1
                    ? "the image is in " + files.size() + " files, and other tools take one: 'extract disk FILE' joins them"
                    : "the image is not a file that other tools can read: 'extract disk FILE' makes one";
        }
        Layer layer = image.layers().getFirst();
        String format = layer.format();
        if (format.equals("range") || format.equals("file")) {
            return "the image is a " + format + " in another, and other tools take a whole file: " + copy;
        }
        boolean within = image.layers().stream().filter(each -> !each.isBelow()).count() > 1;
        List<Path> parts = !within && READ_BY_OTHERS.contains(format) ? parts(files) : List.of();
        boolean joined = !parts.isEmpty();
        String file = joined ? "FILE" : files.isEmpty() ? quoting.word(image.name()) : quoting.argument(files.getFirst().toString());
        String partition = "with /dev/nbd0p" + number(arguments, session) + " for partition " + number(arguments, session);
        // What is in another container, or in a range, no other tool finds there.
        String device = switch (within ? "" : format) {
            case "qcow2", "vmdk", "vhdx", "vdi" -> "'qemu-nbd -r " + snapshot(layer, quoting) + "-c /dev/nbd0 " + file
                    + "', as root, makes it a device, " + partition;
            case "vhd" -> "'qemu-nbd -r -f vpc -c /dev/nbd0 " + file + "', as root, makes it a device, " + partition;
            case "ewf" -> "'ewfmount " + file + " DIR' shows it as the file DIR/ewf1, over which this word works";
            default -> "'serve' makes each partition an NBD export, which nbdfuse shows as a file";
        };
        return joined
                ? "the image is kept as " + format + " in " + parts.size() + " files, and other tools take one: " + join(parts, quoting)
                        + ", and then " + device + "; 'serve' takes them as they are; 'extract disk DISK' makes a raw file of it"
                : "the image is kept as " + format + ", in which nothing is at its place: " + device + "; " + copy;
    }

    /** The parts that a container was cut into, and was put together of; none where it is one file, whatever other files that names. */
    private static List<Path> parts(List<Path> files) {
        try {
            List<Path> parts = files.isEmpty() ? List.of() : Sources.files(files.getFirst());
            return parts.size() > 1 && parts.size() <= files.size() && files.subList(0, parts.size()).equals(parts) ? parts : List.of();
        } catch (IOException e) {
            return List.of(); // whoever cannot list a folder can still read an image in it
        }
    }

    private static String join(List<Path> parts, Quoting quoting) {
        if (parts.size() > MOST_NAMED) {
            return "join them first, with 'cat ... >FILE', from " + quoting.word(parts.getFirst().toString()) + " to "
                    + quoting.word(parts.getLast().toString());
        }
        return "join them first, with 'cat " + parts.stream().map(part -> quoting.argument(part.toString())).collect(Collectors.joining(" "))
                + " >FILE'";
    }

    /** The state that was asked for, by its identifier: another may have its name, and none has that. */
    private static String snapshot(Layer layer, Quoting quoting) {
        String known = layer.facts().getOrDefault("snapshot", "");
        return known.isEmpty() ? "" : "-l " + quoting.word(known.split(" ", 2)[0]) + " ";
    }

    /** The number of the partition that was asked for, or that of the first. */
    private static int number(Arguments arguments, Session session) {
        int number = arguments.words().isEmpty() ? 1 : Target.number(arguments.word(0), session).orElse(1);
        return Math.max(number, 1);
    }
}
