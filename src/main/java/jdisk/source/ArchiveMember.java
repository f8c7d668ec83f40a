package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jdisk.image.Image;

/**
 * The file in an archive that is the image: the one that is asked for, or else the only one whose name ends as those of images do,
 * or else the only one there is.
 *
 * @param <M> what is known of a file
 */
final class ArchiveMember<M> {
    private static final Set<String> ENDINGS = Set.of(
            "img", "raw", "dd", "bin", "iso", "ima", "dsk", "wic", "vmdk", "vdi", "vhd", "vhdx", "qcow2", "qcow", "e01", "simg", "hda", "vfd",
            "hdi", "fdi", "nhd", "2mg", "2img", "dim", "dc42");
    private static final int FEW = 8;

    /** What every AFF4 image has, which is a zip archive (AFF4 Standard 1.0). */
    private static final Set<String> AFF4 = Set.of("container.description", "information.turtle");

    private final Image image;
    private final Optional<String> wanted;
    private final List<String> names = new ArrayList<>();
    private final List<String> likely = new ArrayList<>();
    private Optional<M> asked = Optional.empty();
    private Optional<M> firstLikely = Optional.empty();
    private Optional<M> first = Optional.empty();

    ArchiveMember(Image image, Optional<String> wanted) {
        this.image = image;
        this.wanted = wanted;
    }

    /** A file of the archive. */
    void take(String name, M member) {
        if (wanted.filter(name::equals).isPresent() && asked.isEmpty()) {
            asked = Optional.of(member);
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (ENDINGS.contains(ending)) {
            likely.add(name);
            firstLikely = firstLikely.or(() -> Optional.of(member));
        }
        names.add(name);
        first = first.or(() -> Optional.of(member));
    }

    /**
     * The image.
     *
     * @throws IOException saying why, if it is not clear which it is
     */
    M chosen() throws IOException {
        if (wanted.isEmpty() && names.containsAll(AFF4)) {
            throw Context.refusal(image, "this is an AFF4 image, which jdisk cannot read yet; 'aff4imager' gets the image out of it");
        }
        if (wanted.isPresent()) {
            return asked.orElseThrow(() -> Context.refusal(image, "the archive has no file '" + wanted.get() + "'; there are: " + some(names)));
        }
        if (likely.size() == 1) {
            return firstLikely.orElseThrow();
        }
        if (names.size() == 1) {
            return first.orElseThrow();
        }
        if (names.isEmpty()) {
            throw Context.refusal(image, "the archive is damaged, or contains no files");
        }
        throw Context.refusal(image, likely.isEmpty()
                ? "no file in the archive has the name of an image; '--member NAME' opens one of them: " + some(names)
                : "several files in the archive have names of images; '--member NAME' opens one of them: " + some(likely));
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(names.size(), FEW))) + (names.size() > FEW ? ", …" : "");
    }
}
