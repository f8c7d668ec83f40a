package jdisk.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.text.Visible;

/** Nodes, a line each: as JSON, or in the body file form of The Sleuth Kit. */
public final class InventoryListing {
    /** What is above this, the control character DEL and all that is not ASCII, is escaped. */
    private static final int LAST_PRINTABLE = '~';

    /**
     * A node, or what it holds beside.
     *
     * @param partition its number, 0 for the whole image
     * @param path as text, from a slash on
     * @param bytes of the path, if it is not text
     * @param node nothing if it cannot be read
     * @param stream the size of what stands for itself under this path, if it is what a node holds beside
     * @param target where a link leads
     * @param error why it cannot be read, or not as a whole
     */
    public record Row(
            int partition,
            String path,
            Optional<byte[]> bytes,
            Optional<Node> node,
            Optional<Long> stream,
            Optional<String> target,
            Optional<String> error) {}

    /**
     * A digest of a file.
     *
     * @param name of its algorithm
     */
    public record Digest(String name, String value) {}

    private final StringWriter text = new StringWriter(512);
    private final JsonGenerator json;

    /** One generator writes all lines: to make one takes longer than to write a line. */
    public InventoryListing() {
        try {
            json = new JsonFactory().createGenerator(text);
            json.setPrettyPrinter(new Spaced());
            json.setHighestNonEscapedChar(LAST_PRINTABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // text takes all that is written to it
        }
    }

    /** A line of JSON. */
    public String json(Row row, List<Digest> digests) {
        text.getBuffer().setLength(0);
        try {
            json.writeStartObject();
            json.writeNumberField("partition", row.partition());
            json.writeStringField("path", row.path());
            if (row.stream().isPresent()) {
                json.writeStringField("type", "stream");
                json.writeNumberField("size", row.stream().get());
            } else if (row.node().isPresent()) {
                node(json, row.node().get());
            } else {
                json.writeStringField("type", "file"); // what it is cannot be read either
            }
            if (row.target().isPresent()) {
                json.writeStringField("target", row.target().get());
            }
            for (Digest digest : digests) {
                json.writeStringField(digest.name(), digest.value());
            }
            if (row.error().isPresent()) {
                json.writeStringField("error", row.error().get());
            }
            if (row.bytes().isPresent()) {
                json.writeStringField("path_bytes", Base64.getEncoder().encodeToString(row.bytes().get()));
            }
            flags(json, row.node());
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // text takes all that is written to it
        }
        return text.append('\n').toString();
    }

    /** A blank after each colon and comma, as people write it. */
    private static final class Spaced extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        private Spaced() {
            super(""); // a line ends itself
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }
    }

    private static void node(JsonGenerator json, Node node) throws IOException {
        Attributes attributes = node.attributes();
        json.writeStringField("type", NodeText.type(node));
        if (node instanceof RegularFile || node instanceof SymbolicLink) {
            json.writeNumberField("size", attributes.size());
        }
        if (attributes.permissions().isPresent()) {
            Attributes.Permissions permissions = attributes.permissions().get();
            json.writeStringField("mode", NodeText.octal(permissions.mode()));
            json.writeNumberField("uid", permissions.uid());
            json.writeNumberField("gid", permissions.gid());
        }
        Times times = attributes.times();
        time(json, "mtime", times.modified());
        time(json, "atime", times.accessed());
        time(json, "ctime", times.changed());
        time(json, "crtime", times.created());
        if (attributes.links().isPresent()) {
            json.writeNumberField("links", attributes.links().getAsLong());
        }
        if (attributes.identifier().isPresent()) {
            json.writeNumberField("inode", attributes.identifier().getAsLong());
        }
        if (attributes.letters().isPresent()) {
            json.writeStringField("attributes", attributes.letters().get());
        }
    }

    private static void time(JsonGenerator json, String name, Optional<Times.Time> time) throws IOException {
        if (time.isPresent()) {
            json.writeStringField(name, NodeText.rfc3339(time.get()));
        }
    }

    private static void flags(JsonGenerator json, Optional<Node> node) throws IOException {
        if (node.isPresent() && !node.get().attributes().flags().isEmpty()) {
            json.writeArrayFieldStart("flags");
            for (Attributes.Flag flag : node.get().attributes().flags()) {
                json.writeString(NodeText.flag(flag));
            }
            json.writeEndArray();
        }
    }

    /**
     * A line of a body file, version 3: digest, name, inode, mode, owner, group, size, times.
     *
     * @param md5 the digest, or an empty text for none
     */
    public static String body(Row row, String md5, Visible visible) {
        Optional<Attributes> attributes = row.node().map(Node::attributes);
        Times times = attributes.map(Attributes::times).orElse(Times.NONE);
        char letter = row.node().map(NodeText::letter).map(found -> found == '-' ? 'r' : found).orElse('-');
        String mode = letter + "/" + letter
                + attributes.flatMap(Attributes::permissions).map(p -> NodeText.permissions(p.mode())).orElse("rrwxrwxrwx".substring(1));
        String name = visible.text(row.path() + row.target().map(target -> " -> " + target).orElse("")).replace("|", "\\x7c");
        return String.join("|",
                md5.isEmpty() ? "0" : md5,
                name,
                attributes.map(known -> known.identifier().isPresent() ? Long.toString(known.identifier().getAsLong()) : "0").orElse("0"),
                mode,
                attributes.flatMap(Attributes::permissions).map(p -> Long.toString(p.uid())).orElse("0"),
                attributes.flatMap(Attributes::permissions).map(p -> Long.toString(p.gid())).orElse("0"),
                Long.toString(row.stream().orElseGet(() -> attributes.map(Attributes::size).orElse(0L))),
                seconds(times.accessed()),
                seconds(times.modified()),
                seconds(times.changed()),
                seconds(times.created())) + "\n";
    }

    private static String seconds(Optional<Times.Time> time) {
        return time.map(known -> Long.toString(NodeText.seconds(known))).orElse("0");
    }
}
