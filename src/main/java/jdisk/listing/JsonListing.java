package jdisk.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.probe.Contents;
import jdisk.label.BsdLabel;
import jdisk.label.BsdPartition;
import jdisk.label.DiskMap;
import jdisk.label.Finding;
import jdisk.label.GptLabel;
import jdisk.label.GptPartition;
import jdisk.label.Label;
import jdisk.label.MacLabel;
import jdisk.label.MacPartition;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.label.SgiLabel;
import jdisk.label.SgiPartition;
import jdisk.label.SunLabel;
import jdisk.label.SunPartition;

/**
 * Tables as JSON: what {@code sfdisk -J} writes, and beside it each partition's number and place in bytes, and what is doubtful.
 * What is not ASCII is escaped, so that the text is right in every character set.
 */
public final class JsonListing {
    /** What is above this, the control character DEL and all that is not ASCII, is escaped. */
    private static final int LAST_PRINTABLE = '~';

    private final ListedDisk disk;
    private final boolean compact;

    /** Writes JSON on one line if it is to be compact. */
    public JsonListing(ListedDisk disk, boolean compact) {
        this.disk = disk;
        this.compact = compact;
    }

    /** Writes a part of a document. */
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * A table.
     *
     * @param name the image's name as it is: JSON has its own way to make it fit to print
     */
    public String table(String name, Label label, List<? extends Finding> findings) {
        return document(json -> {
            json.writeObjectFieldStart("partitiontable");
            json.writeStringField("label", label.kind().id());
            switch (label) {
                case MbrLabel mbr -> json.writeStringField("id", SfdiskDump.id(mbr));
                case GptLabel gpt -> json.writeStringField("id", gpt.header().diskGuid());
                case BsdLabel bsd -> { } // it has no identifier
                case MacLabel mac -> { } // it has no identifier
                case SunLabel sun -> { } // its text describes the drive
                case SgiLabel sgi -> { } // it has no identifier
            }
            json.writeStringField("device", name);
            json.writeStringField("unit", "sectors");
            if (label instanceof GptLabel gpt) {
                json.writeNumberField("firstlba", unsigned(gpt.header().firstUsable()));
                json.writeNumberField("lastlba", unsigned(gpt.header().lastUsable()));
            }
            json.writeNumberField("sectorsize", disk.sectorSize().bytes());
            json.writeArrayFieldStart("partitions");
            for (Partition partition : label.partitions()) {
                json.writeStartObject();
                json.writeStringField("node", PartitionNames.of(name, partition.number()));
                write(json, partition);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeString(Messages.text(finding));
            }
            json.writeEndArray();
        });
    }

    private void write(JsonGenerator json, Partition partition) throws IOException {
        switch (partition) {
            case MbrPartition mbr -> {
                place(json, mbr.extent().first(), mbr.extent().count());
                json.writeStringField("type", Integer.toHexString(mbr.entry().type()));
                if (mbr.entry().isActive()) {
                    json.writeBooleanField("bootable", true);
                }
            }
            case BsdPartition bsd -> {
                place(json, bsd.extent().first(), bsd.extent().count());
                json.writeStringField("type", Integer.toHexString(bsd.type()));
            }
            case SunPartition sun -> {
                place(json, sun.extent().first(), sun.extent().count());
                json.writeStringField("type", Integer.toHexString(sun.type()));
                if (!Column.flags(sun).isEmpty()) {
                    json.writeStringField("attrs", Column.flags(sun));
                }
            }
            case SgiPartition sgi -> {
                place(json, sgi.extent().first(), sgi.extent().count());
                json.writeStringField("type", Long.toHexString(sgi.type()));
                if (sgi.use() != SgiPartition.Use.NONE) {
                    json.writeStringField("attrs", sgi.use().word());
                }
            }
            case MacPartition mac -> {
                place(json, mac.extent().first(), mac.extent().count());
                json.writeStringField("type", mac.type());
                json.writeStringField("name", mac.name());
            }
            case GptPartition gpt -> {
                place(json, gpt.first(), gpt.count());
                json.writeStringField("type", gpt.type());
                json.writeStringField("uuid", gpt.uuid());
                if (!gpt.name().isEmpty()) {
                    json.writeStringField("name", gpt.name());
                }
                if (gpt.attributes() != 0) {
                    String attributes = GptAttributes.text(gpt.attributes());
                    json.writeStringField("attrs", attributes.isEmpty() ? null : attributes); // as sfdisk has it
                }
            }
        }
        json.writeNumberField("number", partition.number());
    }

    private void place(JsonGenerator json, long start, long size) throws IOException {
        BigInteger bytes = BigInteger.valueOf(disk.sectorSize().bytes());
        json.writeNumberField("start", unsigned(start));
        json.writeNumberField("size", unsigned(size));
        json.writeNumberField("offset", unsigned(start).multiply(bytes));
        json.writeNumberField("bytes", unsigned(size).multiply(bytes));
    }

    private static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }

    /**
     * A map of all sectors.
     *
     * @param contents what partitions hold, by their numbers, where it is known
     */
    public String map(Label label, List<DiskMap.Region> regions, Map<Integer, Contents> contents) {
        return document(json -> {
            json.writeArrayFieldStart("map");
            for (DiskMap.Region region : regions) {
                json.writeStartObject();
                json.writeStringField("kind", MapListing.kind(region));
                json.writeNumberField("start", region.extent().first());
                json.writeNumberField("end", region.extent().last());
                if (region.partition().isPresent()) {
                    json.writeNumberField("partition", region.partition().getAsInt());
                }
                json.writeStringField("what", MapListing.what(disk, label, region));
                Optional<Contents> found = MapListing.contents(region, contents);
                if (found.isPresent()) {
                    json.writeStringField("filesystem", found.get().type());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What is in partitions: {@code null} stands for what is not known, or not there. */
    public String probe(List<ProbeListing.Row> rows) {
        return document(json -> {
            json.writeArrayFieldStart("probe");
            for (ProbeListing.Row row : rows) {
                Contents found = row.contents().orElse(ProbeListing.NOTHING);
                json.writeStartObject();
                json.writeNumberField("partition", row.partition());
                writeOrNull(json, "type", found.type());
                writeOrNull(json, "version", found.version());
                writeOrNull(json, "label", found.label());
                writeOrNull(json, "uuid", found.uuid());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void writeOrNull(JsonGenerator json, String field, String text) throws IOException {
        json.writeStringField(field, text.isEmpty() ? null : text);
    }

    private String document(Part part) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setHighestNonEscapedChar(LAST_PRINTABLE);
            if (!compact) {
                DefaultIndenter indenter = new DefaultIndenter("   ", "\n"); // as sfdisk's
                json.setPrettyPrinter(
                        new DefaultPrettyPrinter(Separators.createDefaultInstance()
                                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter));
            }
            json.writeStartObject();
            part.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
        return text + "\n";
    }
}
