package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.BsdLabel;
import jdisk.label.BsdPartition;
import jdisk.label.GptLabel;
import jdisk.label.GptPartition;
import jdisk.label.Label;
import jdisk.label.MacLabel;
import jdisk.label.MacPartition;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.SgiLabel;
import jdisk.label.SgiPartition;
import jdisk.label.SunLabel;
import jdisk.label.SunPartition;
import jdisk.text.Hex;
import jdisk.text.Visible;

/** A table as {@code sfdisk -d} writes it: a script that makes the same table again. */
public final class SfdiskDump {
    private SfdiskDump() {}

    public static String of(ListedDisk disk, Label label) {
        StringBuilder text = new StringBuilder("label: " + label.kind().id() + "\n");
        switch (label) {
            case MbrLabel mbr -> text.append("label-id: ").append(id(mbr)).append('\n');
            case GptLabel gpt -> text.append("label-id: ").append(gpt.header().diskGuid()).append('\n');
            case BsdLabel bsd -> { } // it has no identifier
            case MacLabel mac -> { } // it has no identifier
            case SunLabel sun -> { } // its text describes the drive
            case SgiLabel sgi -> { } // it has no identifier
        }
        text.append("device: ").append(disk.name()).append("\nunit: sectors\n");
        if (label instanceof GptLabel gpt) {
            text.append("first-lba: ").append(Long.toUnsignedString(gpt.header().firstUsable())).append('\n');
            text.append("last-lba: ").append(Long.toUnsignedString(gpt.header().lastUsable())).append('\n');
        }
        text.append("sector-size: ").append(disk.sectorSize().bytes()).append("\n\n");
        for (Partition partition : label.partitions()) {
            text.append(disk.partitionName(partition.number())).append(" : ");
            text.append(String.join(", ", fields(disk, partition))).append('\n');
        }
        return text.toString();
    }

    static String id(MbrLabel label) {
        return "0x" + Hex.of(label.diskId(), 8);
    }

    private static List<String> fields(ListedDisk disk, Partition partition) {
        List<String> fields = new ArrayList<>();
        switch (partition) {
            case MbrPartition mbr -> {
                place(fields, Long.toString(mbr.extent().first()), Long.toString(mbr.extent().count()));
                fields.add("type=" + Integer.toHexString(mbr.entry().type()));
                if (mbr.entry().isActive()) {
                    fields.add("bootable");
                }
            }
            case BsdPartition bsd -> {
                place(fields, Long.toString(bsd.extent().first()), Long.toString(bsd.extent().count()));
                fields.add("type=" + Integer.toHexString(bsd.type()));
            }
            case SunPartition sun -> {
                place(fields, Long.toString(sun.extent().first()), Long.toString(sun.extent().count()));
                fields.add("type=" + Integer.toHexString(sun.type()));
                if (!Column.flags(sun).isEmpty()) {
                    fields.add("attrs=\"" + Column.flags(sun) + "\"");
                }
            }
            case SgiPartition sgi -> {
                place(fields, Long.toString(sgi.extent().first()), Long.toString(sgi.extent().count()));
                fields.add("type=" + Long.toHexString(sgi.type()));
                if (sgi.use() != SgiPartition.Use.NONE) {
                    fields.add("attrs=\"" + sgi.use().word() + "\"");
                }
            }
            case MacPartition mac -> {
                place(fields, Long.toString(mac.extent().first()), Long.toString(mac.extent().count()));
                fields.add("type=" + disk.visible().text(mac.type()));
                fields.add("name=\"" + quoted(disk.visible(), mac.name()) + "\"");
            }
            case GptPartition gpt -> {
                place(fields, Long.toUnsignedString(gpt.first()), Long.toUnsignedString(gpt.count()));
                fields.add("type=" + gpt.type());
                fields.add("uuid=" + gpt.uuid());
                if (!gpt.name().isEmpty()) {
                    fields.add("name=\"" + quoted(disk.visible(), gpt.name()) + "\"");
                }
                if (gpt.attributes() != 0) {
                    fields.add("attrs=\"" + GptAttributes.text(gpt.attributes()) + "\"");
                }
            }
        }
        return fields;
    }

    private static void place(List<String> fields, String start, String size) {
        fields.add("start=" + " ".repeat(Math.max(12 - start.length(), 0)) + start);
        fields.add("size=" + " ".repeat(Math.max(12 - size.length(), 0)) + size);
    }

    /** Text between double quotes: what means something to a shell there is written as {@code \xNN}, too. */
    private static String quoted(Visible visible, String text) {
        StringBuilder quoted = new StringBuilder();
        for (String character : text.codePoints().mapToObj(Character::toString).toList()) {
            quoted.append("\"\\$`".contains(character) ? "\\x" + Hex.of(character.charAt(0), 2) : visible.text(character));
        }
        return quoted.toString();
    }
}
