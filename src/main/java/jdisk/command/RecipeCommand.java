package jdisk.command;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.disk.Disk;
import jdisk.image.Image;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.recipe.Found;
import jdisk.recipe.ImageFile;
import jdisk.recipe.Quoting;
import jdisk.recipe.Recipe;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.usage.Arguments;

/** Prints what another tool is to be told. */
abstract class RecipeCommand implements WordCommand {
    abstract Recipe recipe(Session session, Arguments arguments) throws IOException;

    @Override
    public final Outcome run(Desk desk, Arguments arguments) throws IOException {
        Image image = desk.disk().image();
        if (image.rawFile().isEmpty()) {
            return desk.decline(instead(desk, image));
        }
        return switch (recipe(desk.session(), arguments)) {
            case Recipe.Commands commands -> {
                desk.console().print(commands.text());
                yield commands.whole() ? Outcome.DONE : Outcome.PROBLEMS;
            }
            case Recipe.Refusal refusal -> desk.decline(refusal.why());
        };
    }

    /** What to do where there is no file that other tools could read. */
    private static String instead(Desk desk, Image image) {
        if (image.layers().isEmpty()) {
            return image.files().size() > 1
                    ? "the image is in " + image.files().size() + " files, and other tools take one: 'extract disk FILE' joins them"
                    : "the image is not a file that other tools can read: 'extract disk FILE' makes one";
        }
        String format = image.layers().getFirst().format();
        if (format.equals("range") || format.equals("file")) {
            return "the image is a " + format + " in another, and other tools take a whole file: 'extract disk FILE' makes one of it, and 'close' returns "
                    + "to an image that was opened before";
        }
        String file = new Quoting(desk.session().visible()::text).word(image.files().isEmpty() ? image.name() : image.files().getFirst().toString());
        // What is in another container, or in a range, no other tool finds there.
        String device = switch (image.layers().size() > 1 ? "" : format) {
            case "qcow2", "vmdk", "vhdx", "vdi" -> "'qemu-nbd -r -c /dev/nbd0 " + file + "', as root, makes it a device, with /dev/nbd0p1 "
                    + "for partition 1";
            case "vhd" -> "'qemu-nbd -r -f vpc -c /dev/nbd0 " + file + "', as root, makes it a device, with /dev/nbd0p1 for partition 1";
            case "ewf" -> "'ewfmount " + file + " DIR' shows it as the file DIR/ewf1, over which this word works";
            default -> "'serve' makes each partition an NBD export, which nbdfuse shows as a file";
        };
        return "the image is kept as " + format + ", in which nothing is at its place: " + device
                + "; 'extract disk FILE' makes a file of it";
    }

    /**
     * What lies in a partition.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    static Found found(Session session, Partition partition) throws IOException {
        Disk disk = session.disk();
        Optional<Contents> contents = disk.contents(partition).stream().findFirst();
        if (contents.isEmpty()) {
            return Found.NOTHING;
        }
        OptionalLong bytes = disk.volumeBytes(partition, contents.get());
        return new Found(contents, bytes, contents.get().nature() == Contents.Nature.MEMBER ? disk.beneathArray(partition) : Optional.empty());
    }

    /** The same where only a better command comes of it: nothing if it cannot be read. */
    static Found foundIfReadable(Session session, Partition partition) {
        return session.disk().mainContents(partition).map(Found::of).orElse(Found.NOTHING);
    }

    static ImageFile imageFile(Session session) {
        return new ImageFile(
                session.image().rawFile().orElseThrow().toString(),
                session.image().size(),
                session.disk().sectorSize(),
                new Quoting(session.visible()::text));
    }
}
