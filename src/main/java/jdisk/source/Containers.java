package jdisk.source;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/** Opens what containers hold, and containers in it. */
final class Containers {
    /** Containers in each other: more than anybody makes. */
    private static final int MOST_LAYERS = 8;

    /** The first bytes of all marks at the start. */
    private static final String FIRST_BYTES = "QKC#vcWBELA\u001f\u00fd(\u0004" + "7PRMp:";

    private static final int TAR_MARK = 257;
    private static final int VDI_MARK = 64;
    private static final int END = 512;

    private Containers() {}

    /** The same for an image that the user named. */
    static Image inside(Image image, Opening opening) throws IOException {
        return mayBeOne(image) ? inside(image, Context.of(opening, image)) : image;
    }

    /**
     * The image that is in another, if that is a container that can be read; otherwise the other one. Closes it if it fails.
     *
     * @throws IOException if it is a container, and what it holds cannot be found
     */
    static Image inside(Image image, Context context) throws IOException {
        Image now = image;
        try {
            for (int layers = 0; layers < MOST_LAYERS; layers++) {
                Optional<Image> inner = mayBeOne(now) ? open(now, context) : Optional.empty();
                if (inner.isEmpty()) {
                    return now;
                }
                now = inner.get();
            }
            throw Context.refusal(image, "it is a container in a container, and so on for more than " + MOST_LAYERS + " times");
        } catch (IOException e) {
            now.close();
            throw e;
        }
    }

    /** Whether it is worth looking: most images are raw, and what reads containers is not loaded for them. */
    private static boolean mayBeOne(Image image) throws IOException {
        ByteView start;
        try {
            start = image.viewUpTo(0, END);
        } catch (IOException e) {
            return false; // what is wrong is said when it is read as a disk
        }
        if (start.length() == 0) {
            return false;
        }
        return FIRST_BYTES.indexOf(start.u8(0)) >= 0 || start.has(TAR_MARK, "ustar") || start.has(VDI_MARK, "\u007f\u0010\u00da\u00be")
                || endsWithMark(image);
    }

    private static boolean endsWithMark(Image image) {
        try {
            ByteView end = image.viewUpTo(Math.max(image.size() - END, 0), END);
            return end.has(0, "conectix") || end.has(0, "koly") || end.has(1, "conectix");
        } catch (IOException e) {
            return false; // as above
        }
    }

    private static Optional<Image> open(Image image, Context context) throws IOException {
        Optional<Container> found = Container.of(image);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return switch (found.get()) {
            case QCOW2 -> Optional.of(Qcow2.open(image, context));
            case VHD, VHD_FIXED -> Optional.of(Vhd.open(image, context));
            case ANDROID_SPARSE -> Optional.of(AndroidSparse.open(image));
            case VHDX -> Optional.of(Vhdx.open(image, context));
            case VMDK, VMDK_DESCRIPTOR -> Optional.of(Vmdk.open(image, context));
            case E01 -> Optional.of(Ewf.open(image));
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
