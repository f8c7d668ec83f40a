package jdisk.source;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jdisk.image.Image;
import jdisk.image.Layer;

/** Opens what containers hold, and containers in it. */
final class Containers {
    /** Containers in each other: more than anybody makes. */
    private static final int MOST_LAYERS = 8;

    /** Forms in which a piece that is decoded by itself may be large. */
    private static final Set<String> IN_LARGE_PIECES = Set.of("xz", "zstd");

    /**
     * Forms that hold a file, which may be a container. The others hold a disk: whoever writes to it, such as a guest, does not make it
     * another by the mark of a container.
     */
    private static final Set<String> HOLD_FILES = Set.of("gzip", "xz", "zstd", "bzip2", "tar", "zip");

    private static final long MIB = 1 << 20;

    /** Bytes of a footer, of which older makers leave out the last. */
    private static final Set<Long> FOOTERS = Set.of(511L, 512L);

    private Containers() {}

    /** The same for an image that the user named. */
    static Image inside(Image image, Opening opening) throws IOException {
        return inside(image, Context.of(opening, image));
    }

    /** The same for what was found in an image that is open. */
    static Image within(Image image, Opening opening) throws IOException {
        return inside(image, Context.within(opening));
    }

    /**
     * The image that is in another, if that is a container that can be read; otherwise the other one. Closes it if it fails.
     *
     * @throws IOException if it is a container, and what it holds cannot be found
     */
    static Image inside(Image image, Context context) throws IOException {
        Image now = image;
        Context its = context;
        try {
            for (int layers = 0; layers < MOST_LAYERS; layers++) {
                Optional<Image> inner = mayBeContainer(now) ? open(now, its) : Optional.empty();
                if (inner.isEmpty()) {
                    return now;
                }
                now = inner.get();
                if (!HOLD_FILES.contains(now.layers().getFirst().format())) {
                    return now;
                }
                its = its.packed(now.layers().getFirst());
            }
            throw Context.refusal(image, "it is a container in a container, and so on for more than " + MOST_LAYERS + " times");
        } catch (IOException e) {
            now.close();
            throw e;
        }
    }

    private static boolean mayBeContainer(Image image) throws IOException {
        return showsItsEnd(image) ? Marks.mayBeThere(image) : Marks.mayBeAtStart(image);
    }

    /**
     * Whether the end of an image is looked at, where the footer of a fixed VHD may be. Of what is compressed, a large piece has to be
     * decoded for that, or all: then only its name is a reason, or its size, as disks and the images of them are whole MiB mostly.
     */
    private static boolean showsItsEnd(Image image) {
        boolean spooled = image instanceof Spool spool && !spool.isDecoded();
        Optional<Layer> layer = image.layers().stream().findFirst();
        if (layer.isEmpty() || !(spooled || IN_LARGE_PIECES.contains(layer.get().format()))) {
            return true;
        }
        String names = (image.name() + layer.get().facts().getOrDefault("member", "")).toLowerCase(Locale.ROOT);
        long odd = image.size() % MIB;
        return names.contains(".vhd") || names.contains(".dmg") || (spooled ? FOOTERS.contains(odd) : odd != 0);
    }

    private static Optional<Image> open(Image image, Context context) throws IOException {
        Optional<Container> found = showsItsEnd(image) ? Container.of(image) : Container.atStart(image);
        if (found.isEmpty()) {
            return PlainHeader.open(image);
        }
        return switch (found.get()) {
            case QCOW2 -> Optional.of(Qcow2.open(image, context));
            case VHD, VHD_FIXED, VHD_FIXED_SHORT -> Optional.of(Vhd.open(image, context));
            case ANDROID_SPARSE -> Optional.of(AndroidSparse.open(image));
            case VHDX -> Optional.of(Vhdx.open(image, context));
            case VMDK, VMDK_DESCRIPTOR -> Optional.of(Vmdk.open(image, context));
            case E01 -> Optional.of(Ewf.open(image, context));
            case GZIP -> Optional.of(Gzip.open(image, context));
            case XZ -> Optional.of(Xz.open(image, context));
            case ZSTD, ZSTD_SKIPPABLE -> Optional.of(Zst.open(image, context));
            case BZIP2 -> Optional.of(Bzip2.open(image, context));
            case TAR -> Optional.of(Tar.open(image, context));
            case ZIP -> Optional.of(Zip.open(image, context));
            case VDI -> Optional.of(Vdi.open(image));
            default -> Optional.empty();
        };
    }
}
