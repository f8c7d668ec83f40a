package jdisk.recipe;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.Label;
import jdisk.label.Partition;

/**
 * The partitions as kpartx(8) makes device-mapper devices of them: their names, and their places in sectors of 512 bytes,
 * which are device-mapper's whatever those of the image are.
 *
 * <p>An extended partition is only as long as a boot loader in it: two sectors of 512 bytes, or one of the image's if that is
 * more. Unlike kpartx, which makes the devices of logical partitions on that of the extended one, and those of Sun's
 * partitions on that of the whole disk, all lie on the image itself. Partitions without sectors have no device.
 */
public final class DeviceMap {
    private static final int SECTOR = 512;

    /** A device of device-mapper; its place in sectors of 512 bytes. */
    private record Device(int number, String name, long start, long count) {
        long end() {
            return start + count;
        }
    }

    private final ImageFile image;
    private final List<Device> devices;
    private final boolean ownSectors;

    /**
     * The devices of a table.
     *
     * @param found what lies in its partitions, as far as it is recognised: all of it has to be made on the image's sectors for the
     *     device below to have such
     */
    public DeviceMap(ImageFile image, Label label, List<Found> found) {
        this.image = image;
        this.ownSectors = !found.isEmpty()
                && found.stream().allMatch(each -> each.isMadeOnSectors(image.sectorSize().bytes()));
        this.devices = label.partitions().stream()
                .filter(partition -> !partition.extent().isEmpty())
                .map(partition -> device(image, partition))
                .toList();
    }

    private static Device device(ImageFile image, Partition partition) {
        int factor = image.sectorSize().bytes() / SECTOR;
        boolean extended = partition.role() == Partition.Role.CONTAINER;
        return new Device(
                partition.number(),
                image.deviceName(partition),
                image.offset(partition) / SECTOR,
                extended ? Math.max(2, factor) : image.length(partition) / SECTOR);
    }

    /** The table as {@code kpartx -l} prints it. */
    public Recipe listing() {
        List<String> lines = new ArrayList<>();
        for (Device device : devices) {
            lines.add(image.quoting().visible(device.name()) + " : 0 " + device.count() + " " + image.quoting().visible(image.path()) + " "
                    + device.start());
        }
        return new Recipe.Commands(List.of(), lines, true);
    }

    /** The commands of losetup(8) and dmsetup(8) that make the devices. */
    public Recipe commands() {
        List<String> notes = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        commands.add("loop=$(" + LoopRecipe.attach(image, "", ownSectors) + ")");
        for (Device device : devices) {
            if (device.end() > image.bytes() / SECTOR) {
                notes.add("partition " + device.number() + " ends past the end of the image: it cannot be made a device");
            } else {
                commands.add("dmsetup create --readonly --table \"0 " + device.count() + " linear $loop " + device.start() + "\" "
                        + (device.name().startsWith("-") ? "-- " : "") + image.quoting().word(device.name()));
            }
        }
        return commands.size() == 1
                ? new Recipe.Refusal("no partition can be made a device")
                : new Recipe.Commands(notes, commands, notes.isEmpty());
    }
}
