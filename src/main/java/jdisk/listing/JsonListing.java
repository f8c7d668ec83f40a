package jdisk.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdisk.disk.DiskMap;
import jdisk.image.Layer;
import jdisk.label.Field;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.probe.Contents;
import jdisk.search.GapContent;
import jdisk.search.Hit;

/**
 * Tables as JSON: what {@code sfdisk -J} writes, and beside it each partition's number and place in bytes, and what is doubtful.
 * What is not ASCII is escaped, so that the text is right in every character set.
 */
public final class JsonListing {
    /** What is above this, the control character DEL and all that is not ASCII, is escaped. */
    private static final int LAST_PRINTABLE = '~';

    private final ListedDisk disk;
    private final boolean compact;
    private final Consumer<String> out;

    /**
     * Writes JSON on one line if it is to be compact.
     *
     * @param out takes a document piece by piece: that of a table with many thousand partitions is never held as a whole
     */
    public JsonListing(ListedDisk disk, boolean compact, Consumer<String> out) {
        this.disk = disk;
        this.compact = compact;
        this.out = out;
    }

    /**
     * A digest.
     *
     * @param file the name of a file that holds what was digested
     */
    public record Digest(String file, String algorithm, String hex) {}

    /** A number, and how it was found out. */
    public record GeometryFact(String what, long value, String why) {}

    /** What a document is written to. */
    private final class Pieces extends Writer {
        @Override
        public void write(char[] characters, int from, int count) {
            out.accept(new String(characters, from, count));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // what takes the pieces goes on
        }
    }

    /** Writes a part of a document. */
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * A table.
     *
     * @param name the image's name as it is: JSON has its own way to make it fit to print
     * @param nested the partitions of tables within partitions, which sfdisk does not write
     * @param layers the forms in which the image is kept
     */
    public void table(
            String name, Label label, List<NestedPartition> nested, List<? extends Finding> findings, List<Layer> layers) {
        Map<Partition, List<NestedPartition>> within = nested.stream().collect(Collectors.groupingBy(NestedPartition::outer));
        document(json -> {
            json.writeObjectFieldStart("partitiontable");
            json.writeStringField("label", label.kind().id());
            if (label.id().isPresent()) {
                json.writeStringField("id", label.id().get());
            }
            json.writeStringField("device", name);
            json.writeStringField("unit", "sectors");
            for (Field field : Stream.concat(label.fields().stream(), disk.fields().stream()).toList()) {
                write(json, field);
            }
            json.writeNumberField("sectorsize", disk.sectorSize().bytes());
            if (!label.partitions().isEmpty()) { // sfdisk writes no empty array
                json.writeArrayFieldStart("partitions");
                for (Partition partition : label.partitions()) {
                    json.writeStartObject();
                    json.writeStringField("node", PartitionNames.of(name, partition.number()));
                    write(json, partition);
                    write(json, name, within.getOrDefault(partition, List.of()));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            write(json, findings);
            if (!layers.isEmpty()) {
                writeLayers(json, layers);
            }
        });
    }

    private static void write(JsonGenerator json, List<? extends Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (FewOfEach.Item<Finding> item : FewOfEach.<Finding>of(findings, FewOfEach.DOUBTS)) {
            json.writeStartObject();
            json.writeStringField("code", item.finding().code());
            json.writeStringField("message", item.more() > 0 ? item.counted() : Messages.text(item.finding()));
            if (item.more() > 0) {
                json.writeNumberField("count", item.more());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeLayers(JsonGenerator json, List<Layer> layers) throws IOException {
        json.writeObjectFieldStart("container");
        json.writeArrayFieldStart("source");
        for (Layer layer : layers) {
            json.writeStartObject();
            json.writeStringField("format", layer.format());
            json.writeNumberField("virtual_size", layer.size());
            json.writeStringField("file", layer.file());
            for (Map.Entry<String, String> fact : layer.facts().entrySet()) {
                json.writeStringField(fact.getKey().replace(' ', '_'), fact.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Partition partition) throws IOException {
        for (Field field : partition.fields()) {
            write(json, field);
            if (field.name() == Field.Name.SIZE) {
                writeBytes(json, partition.fields());
            }
        }
        json.writeNumberField("number", partition.number());
    }

    private void write(JsonGenerator json, String name, List<NestedPartition> nested) throws IOException {
        if (nested.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("nested");
        for (NestedPartition partition : nested) {
            json.writeStartObject();
            json.writeStringField("node", PartitionNames.of(name, partition));
            for (Field field : partition.fields()) {
                write(json, field);
                if (field.name() == Field.Name.SIZE) {
                    writeBytes(json, partition.fields());
                }
            }
            json.writeStringField("slice", partition.designation());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The place and length in bytes, which sfdisk does not write: right after those in sectors. */
    private void writeBytes(JsonGenerator json, List<Field> fields) throws IOException {
        BigInteger sectorBytes = BigInteger.valueOf(disk.sectorSize().bytes());
        for (Field field : fields) {
            if (field.value() instanceof Field.Unsigned(long sectors)) {
                json.writeNumberField(
                        field.name() == Field.Name.START ? "offset" : "bytes", unsigned(sectors).multiply(sectorBytes));
            }
        }
    }

    private static void write(JsonGenerator json, Field field) throws IOException {
        String name = field.name().jsonId();
        switch (field.value()) {
            case Field.Unsigned(long number) -> json.writeNumberField(name, unsigned(number));
            case Field.Word(String word) -> json.writeStringField(name, word);
            // Of attributes that have no names, sfdisk writes null.
            case Field.Text(String text) ->
                json.writeStringField(name, text.isEmpty() && field.name() == Field.Name.ATTRS ? null : text);
            case Field.Flag(boolean set) -> {
                if (set) {
                    json.writeBooleanField(name, true);
                }
            }
        }
    }

    private static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }

    /**
     * A map of all sectors.
     *
     * @param contents what partitions hold, where it is known
     * @param gaps what gaps hold, where that was looked for
     */
    public void map(List<DiskMap.Region> regions, Map<Partition, Contents> contents, Map<DiskMap.Region, GapContent> gaps) {
        document(json -> {
            json.writeArrayFieldStart("map");
            for (DiskMap.Region region : regions) {
                json.writeStartObject();
                json.writeStringField("kind", StretchTable.kind(region));
                json.writeNumberField("start", region.extent().first());
                json.writeNumberField("end", region.extent().last());
                if (region.partition().isPresent()) {
                    writeName(json, region.partition().get());
                }
                json.writeStringField("what", MapListing.what(disk, region));
                Optional<Contents> found = MapListing.contents(region, contents);
                if (region.partition().isPresent()) {
                    json.writeStringField("type", region.partition().get().typeName());
                    writeUnlessEmpty(json, "label", found.map(Contents::label).orElse(""));
                    writeUnlessEmpty(json, "name", region.partition().get().name());
                }
                if (found.isPresent()) {
                    json.writeStringField("filesystem", found.get().type());
                }
                GapContent gap = gaps.get(region);
                if (gap != null) {
                    json.writeStringField("content", gap.first().isEmpty() ? "empty" : "data");
                }
                if (gap != null && gap.first().isPresent()) {
                    json.writeNumberField("first_data", MapListing.first(disk, region, gap));
                    writeOrNull(json, "looks_like", gap.kind());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What is in partitions: {@code null} stands for what is not known, or not there. */
    public void probe(List<ProbeListing.Row> rows) {
        document(json -> {
            json.writeArrayFieldStart("probe");
            for (ProbeListing.Row row : rows) {
                Contents found = row.contents().orElse(ProbeListing.NOTHING);
                json.writeStartObject();
                writeName(json, row.partition());
                writeOrNull(json, "type", found.type());
                writeOrNull(json, "version", found.version());
                writeOrNull(json, "label", found.label());
                writeOrNull(json, "uuid", found.uuid());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Where partitions lie, in bytes. */
    public void places(String word, List<? extends Partition> partitions) {
        document(json -> {
            json.writeArrayFieldStart(word);
            for (Partition partition : partitions) {
                json.writeStartObject();
                writeName(json, partition);
                json.writeNumberField("offset", disk.sectorSize().bytes(partition.extent().first()));
                json.writeNumberField("size", ByteListing.size(disk, partition));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What is known of a disk's geometry, and how. */
    public void geometry(List<GeometryFact> facts, List<Layer> layers) {
        document(json -> {
            json.writeObjectFieldStart("geometry");
            for (GeometryFact fact : facts) {
                json.writeObjectFieldStart(fact.what().replaceAll("[ /]", "_"));
                json.writeNumberField("value", fact.value());
                json.writeStringField("why", fact.why());
                json.writeEndObject();
            }
            json.writeEndObject();
            if (!layers.isEmpty()) {
                writeLayers(json, layers);
            }
        });
    }

    /** What is doubtful about a table. */
    public void findings(List<? extends Finding> findings) {
        document(json -> write(json, findings));
    }

    /** Digests, each of something that has a name. */
    public void digests(List<Digest> digests) {
        document(json -> {
            json.writeArrayFieldStart("hash");
            for (Digest digest : digests) {
                json.writeStartObject();
                json.writeStringField("file", digest.file());
                json.writeStringField("algorithm", digest.algorithm());
                json.writeStringField("digest", digest.hex());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What a search found; places and lengths in sectors. */
    public void search(List<Hit> hits) {
        document(json -> {
            json.writeNumberField("sector_size", disk.sectorSize().bytes());
            json.writeArrayFieldStart("found");
            for (Hit hit : hits) {
                json.writeStartObject();
                json.writeNumberField("start", SearchListing.extent(disk, hit).first());
                json.writeNumberField("size", SearchListing.extent(disk, hit).count());
                json.writeStringField("type", hit.contents().type());
                writeOrNull(json, "version", hit.contents().version());
                writeOrNull(json, "label", hit.contents().label());
                writeOrNull(json, "uuid", hit.contents().uuid());
                json.writeStringField("confidence", hit.confidence().word());
                json.writeBooleanField("size_known", hit.isLengthKnown());
                json.writeStringField("nested", SearchListing.nested(disk, hit).orElse(null));
                json.writeStringField("doubt", SearchListing.doubt(disk, hit).orElse(null));
                json.writeNumberField("witness_count", hit.count());
                json.writeArrayFieldStart("witnesses");
                for (long at : hit.witnesses()) {
                    json.writeNumber(at / disk.sectorSize().bytes());
                }
                json.writeEndArray();
                json.writeBooleanField("start_lost", !hit.mended().isNone());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void writeName(JsonGenerator json, Partition partition) throws IOException {
        json.writeNumberField("partition", partition.number());
        if (partition instanceof NestedPartition) {
            json.writeStringField("nested", partition.designation());
        }
    }

    private static void writeOrNull(JsonGenerator json, String field, String text) throws IOException {
        json.writeStringField(field, text.isEmpty() ? null : text);
    }

    private static void writeUnlessEmpty(JsonGenerator json, String field, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(field, text);
        }
    }

    private void document(Part part) {
        try (JsonGenerator json = new JsonFactory().createGenerator(new Pieces())) {
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
            throw new UncheckedIOException(e); // what takes the pieces throws none
        }
        out.accept("\n");
    }
}
