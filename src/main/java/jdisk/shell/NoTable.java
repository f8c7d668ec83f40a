package jdisk.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.disk.Disk;
import jdisk.image.Image;
import jdisk.label.Label;
import jdisk.label.Recognition;
import jdisk.probe.Contents;
import jdisk.source.Container;
import jdisk.source.Sources;

/** Says why an image has no table, and what to try instead. */
public final class NoTable {
    private NoTable() {}

    /**
     * A sentence.
     *
     * @param name of the image, fit to print
     */
    public static String why(Disk disk, String name) {
        return "no partition table" + switch (disk.recognition()) {
            case Recognition.Table table -> throw new IllegalArgumentException("there is a table");
            case Recognition.TooShort(long bytes) -> ": " + bytes + " bytes are less than a sector; 'hexdump @0' shows them";
            case Recognition.Blank blank -> whole(disk, name).orElse(": sector 0 is all zeros; "
                    + "if the sectors are of another size, try -b");
            case Recognition.Unreadable(long sector, String reason) ->
                ": sector " + sector + " cannot be read (" + reason + "); 'extract disk FILE --on-error=zero' saves what can be";
            case Recognition.NotOfKind(Label.Kind kind) ->
                " of kind " + kind.id() + " that can be used; without -t, any kind is looked for";
            case Recognition.NoSignature none -> whole(disk, name).orElse(": sector 0 does not end in 55 AA; "
                    + "try '-t dos' to read it as a table anyway, or 'hexdump @0' to look at it");
            case Recognition.BootRecord(Contents found) ->
                contents(found, name) + ", or '-t dos' to read sector 0 as a table anyway";
        };
    }

    /** What the image is as a whole: in a container, or filled by what a partition may hold. */
    private static Optional<String> whole(Disk disk, String name) {
        return container(disk.image()).map(found -> ": this is a " + found.title() + ", which jdisk cannot read yet; "
                        + "get the image out of it with '" + found.converter() + "'")
                .or(() -> contents(disk).stream().findFirst().map(found -> contents(found, name)));
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

    private static String contents(Contents found, String name) {
        if (found.nature() != Contents.Nature.FILE_SYSTEM) {
            return ": " + found.type() + " fills the image; 'probe' shows more";
        }
        return ": a file system of type " + found.type() + " fills the image; try 'mount -o ro,loop " + name + " DIR'";
    }
}
