package jdisk.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdisk.disk.Disk;
import jdisk.image.Image;
import jdisk.label.Label;
import jdisk.label.Recognition;
import jdisk.probe.Contents;
import jdisk.recipe.Found;
import jdisk.recipe.ImageFile;
import jdisk.recipe.MountRecipe;
import jdisk.recipe.Quoting;
import jdisk.recipe.Recipe;
import jdisk.source.Container;
import jdisk.source.Sources;
import jdisk.text.Visible;

/** Says why an image has no table, and what to try instead. */
public final class NoTable {
    private NoTable() {}

    /**
     * A sentence.
     *
     * @param visible makes it fit to print
     */
    public static String why(Disk disk, Visible visible) {
        return "no partition table" + switch (disk.recognition()) {
            case Recognition.Table table -> throw new IllegalArgumentException("there is a table");
            case Recognition.TooShort(long bytes) ->
                container(disk, visible).orElse(": " + bytes + " bytes are less than a sector; 'hexdump @0' shows them");
            case Recognition.Blank blank -> whole(disk, visible).orElse(": sector 0 is all zeros; "
                    + "'search' looks for partitions that no table tells of, and -b sets another size of sectors");
            case Recognition.Unreadable(long sector, String reason) ->
                ": sector " + sector + " cannot be read (" + reason + "); 'extract disk FILE --on-error=zero' saves what can be read";
            case Recognition.NotOfKind(Label.Kind kind) -> " of kind " + kind.id() + container(disk, visible).orElse(
                " that can be used; without -t, any kind is looked for, and 'search' looks for partitions that no table tells of");
            case Recognition.NoSignature none -> whole(disk, visible).orElse(": sector 0 does not end in 55 AA; "
                    + "'search' looks for partitions that no table tells of, '-t dos' reads it as a table anyway, 'hexdump @0' shows it");
            // What is at the end of a container is often the end of the disk in it.
            case Recognition.EndOfDisk(long own) -> other(disk, visible).map(what -> ": " + what).orElse(
                ": the last sector is the backup header of a GPT, and says it is sector " + own
                        + " of its disk: this is the end of that disk, without its start; 'search' looks for what of it is there");
            case Recognition.BootCode code -> container(disk, visible).orElse(
                ": sector 0 ends in 55 AA, but has boot code where entries would be; "
                        + "'search' looks for partitions that no table tells of, '-t dos' reads it as a table anyway");
            case Recognition.BootRecord(Contents found) -> container(disk, visible).orElseGet(() ->
                contents(disk, found, visible) + ", or '-t dos' to read sector 0 as a table anyway");
        };
    }

    /** What the image is as a whole: something else, or filled by what a partition may hold. */
    private static Optional<String> whole(Disk disk, Visible visible) {
        return other(disk, visible)
                .map(what -> ": " + what)
                .or(() -> contents(disk).stream().findFirst().map(found -> contents(disk, found, visible)));
    }

    /**
     * What an image without a table is, if it is none of a disk, whatever is done with its bytes: a later part, or a container that is
     * not read.
     */
    public static Optional<String> other(Disk disk, Visible visible) {
        return laterPart(disk, visible).or(() -> container(disk.image()).map(found -> text(found, disk, visible)));
    }

    /** Whether the image is a container that is not read: the disk is what is in it, and its bytes are not those of the file. */
    public static boolean isContainer(Disk disk) {
        return disk.label().isEmpty() && container(disk.image()).isPresent();
    }

    private static Optional<String> container(Disk disk, Visible visible) {
        return container(disk.image()).map(found -> ": " + text(found, disk, visible));
    }

    private static String text(Container found, Disk disk, Visible visible) {
        return "this is " + article(found.title()) + found.title() + ", which jdisk cannot read yet; this gets the image out of it: "
                + found.converter(new Quoting(visible::text).word(disk.image().name()));
    }

    /** By how the name is spoken: letter by letter, where it is an abbreviation. */
    private static String article(String title) {
        return "AEL".indexOf(title.charAt(0)) >= 0 ? "an " : "a ";
    }

    private static Optional<String> laterPart(Disk disk, Visible visible) {
        return firstPart(disk.image())
                .map(first -> "this is a later part of an image in several files; open the first, " + visible.text(first.toString()))
                .or(() -> Sources.firstOfSplit(disk.image()).map(first -> visible.text(first.toString())
                        + " lies beside it: if both are parts of one image, join them first, with 'cat'"));
    }

    private static Optional<Path> firstPart(Image image) {
        try {
            return Sources.firstPart(image);
        } catch (IOException e) {
            return Optional.empty(); // as below
        }
    }

    private static Optional<Container> container(Image image) {
        try {
            return Sources.container(image);
        } catch (IOException e) {
            return Optional.empty(); // only a better reason for what is known already: there is no table
        }
    }

    private static List<Contents> contents(Disk disk) {
        try {
            return disk.contents();
        } catch (IOException e) {
            return List.of(); // as above
        }
    }

    private static String contents(Disk disk, Contents found, Visible visible) {
        if (found.nature() != Contents.Nature.FILE_SYSTEM) {
            return ": " + found.type() + " fills the image; 'probe' shows more";
        }
        return ": a file system of type " + found.type() + " fills the image; try '" + mount(disk, found, visible) + "'";
    }

    /** The command of {@code mount(8)}; the word that says more, where there is none that would work. */
    private static String mount(Disk disk, Contents found, Visible visible) {
        Optional<Path> file = disk.image().rawFile();
        if (file.isEmpty()) {
            return "extract disk FILE";
        }
        ImageFile image = new ImageFile(file.get().toString(), disk.bytes(), disk.sectorSize(), new Quoting(visible::text));
        return MountRecipe.of(image, disk.whole(), Found.of(found), "DIR") instanceof Recipe.Commands recipe
                ? recipe.commands().getLast()
                : "mount 0";
    }
}
