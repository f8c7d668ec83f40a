package jdisk.source;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.ByteView;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.PartFiles;
import jdisk.image.SplitImage;
import jdisk.label.Area;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.probe.Contents;

/**
 * Tells which files are parts of one image, and which only have names that look so.
 *
 * <p>Names that hardly mean anything else are believed, unless the first file holds a disk that is whole, and the second another.
 * Of other names, the sizes have to be those of parts, and the first file has to need the others: its table or its file system
 * continues past its end, or it is the beginning of a container.
 */
final class Parts {
    private static final int SECTOR = 512;

    private Parts() {}

    /**
     * The files of the image that a file is the first part of: the file alone if there are no others.
     *
     * @throws FileSystemException if a part is missing between two others
     */
    static List<Path> of(Path first) throws IOException {
        for (PartFiles files : PartFiles.beside(first)) {
            if (files.isSure() ? !areApart(files) : belongTogether(files)) {
                files.requireAll();
                return files.files();
            }
        }
        return List.of(first);
    }

    /** The first part of the image that a file is a later part of; nothing if it is none, or the parts are not all there. */
    static Optional<Path> firstOf(Path part) throws IOException {
        for (Path first : PartFiles.firstsOf(part)) {
            if (of(first).contains(part.resolveSibling(String.valueOf(part.getFileName())))) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /** The file beside one that has the name of its next part by letters, whether or not it is. */
    static Optional<Path> next(Path file) throws IOException {
        return PartFiles.beside(file).stream()
                .map(PartFiles::files)
                .filter(files -> files.size() > 1 && file.toString().endsWith("aa"))
                .map(files -> files.get(1))
                .findFirst();
    }

    private static boolean areApart(PartFiles files) throws IOException {
        if (files.files().size() < 2 || !files.haveSizesOfParts()) {
            return false;
        }
        try (Image first = FileImage.open(files.files().getFirst()); Image second = FileImage.open(files.files().get(1))) {
            OptionalLong end = end(first);
            return end.isPresent() && end.getAsLong() <= first.size() && end(second).isPresent();
        }
    }

    private static boolean belongTogether(PartFiles files) throws IOException {
        if (!files.haveSizesOfParts()) {
            return false;
        }
        try (Image first = FileImage.open(files.files().getFirst()); Image second = FileImage.open(files.files().getLast())) {
            ByteView start = first.viewUpTo(0, SECTOR);
            if (files.files().size() > 1 && !start.isZero() && start.equals(second.viewUpTo(0, SECTOR))) {
                return false; // a copy
            }
            if (Container.of(first).isPresent()) {
                return Container.of(second).isEmpty();
            }
            long size = first.size();
            // Over all of them, as there the table is looked at that will be seen.
            try (Image whole = SplitImage.open(files.files().getFirst(), files.files())) {
                return end(whole).orElse(0) > size;
            }
        }
    }

    /** Where what a table or a file system says it has ends, in bytes; nothing where there is neither. */
    static OptionalLong end(Image image) throws IOException {
        Disk disk = Disk.open(image, Hints.NONE);
        if (disk.label().isPresent()) {
            Label label = disk.label().get();
            long end = 0;
            for (Partition partition : label.partitions()) {
                end = Math.max(end, partition.extent().isEmpty() ? 0 : partition.extent().end());
            }
            long sector = disk.sectorSize().bytes();
            long bytes = end > Long.MAX_VALUE / sector ? Long.MAX_VALUE : end * sector;
            for (Area area : label.areas(disk.sectorSize())) {
                bytes = Math.max(bytes, area.offset() + Math.min(area.bytes(), Long.MAX_VALUE - area.offset()));
            }
            return OptionalLong.of(bytes);
        }
        Optional<Contents> found = disk.mainContents(disk.whole());
        return found.isPresent() ? disk.volumeBytes(disk.whole(), found.get()) : OptionalLong.empty();
    }
}
