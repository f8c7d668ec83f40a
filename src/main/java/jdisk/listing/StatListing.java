package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.image.ExtentImage;
import jdisk.text.Visible;

/** All that is known of a node, a line for each thing. */
public final class StatListing {
    private static final int WIDTH = 12;

    private final Visible visible;
    private final int sectorBytes;
    private final StringBuilder text = new StringBuilder();

    private StatListing(Visible visible, int sectorBytes) {
        this.visible = visible;
        this.sectorBytes = sectorBytes;
    }

    /**
     * What else was found out about a node.
     *
     * @param name its path, with the partition
     * @param target where a link leads
     * @param pieces where its contents are, in bytes of the image, each with the place in the file; nothing where that is not known
     */
    public record Found(
            String name,
            Node node,
            Optional<String> target,
            List<? extends NamedStream> streams,
            List<Node.Extended> extended,
            Optional<List<ExtentImage.Piece>> pieces) {}

    public static String text(Found found, Visible visible, int sectorBytes) {
        return new StatListing(visible, sectorBytes).of(found);
    }

    private void line(String name, String value) {
        text.append(name).append(':').append(" ".repeat(Math.max(WIDTH - name.length() - 1, 1))).append(visible.text(value)).append('\n');
    }

    private String of(Found found) {
        Node node = found.node();
        Attributes attributes = node.attributes();
        line("Path", found.name());
        line("Type", NodeText.type(node) + (node instanceof Special special && (special.major() != 0 || special.minor() != 0)
                ? " " + special.major() + ", " + special.minor() : ""));
        found.target().ifPresent(target -> line("Target", target));
        if (node instanceof RegularFile || node instanceof SymbolicLink) {
            line("Size", attributes.size() + " bytes");
        }
        if (attributes.identifier().isPresent()) {
            line("Inode", Long.toString(attributes.identifier().getAsLong()));
        }
        attributes.permissions().ifPresent(owner -> {
            line("Mode", NodeText.octal(owner.mode()) + " (" + NodeText.mode(node) + ")");
            line("Owner", owner.uid() + ", group " + owner.gid());
        });
        attributes.letters().ifPresent(letters -> line("Attributes", letters.isEmpty() ? "none" : letters));
        if (attributes.links().isPresent()) {
            line("Names", Long.toString(attributes.links().getAsLong()));
        }
        Times times = attributes.times();
        time("Modified", times.modified());
        time("Accessed", times.accessed());
        time("Changed", times.changed());
        time("Created", times.created());
        if (!attributes.flags().isEmpty()) {
            line("Flags", attributes.flags().stream().map(NodeText::flag).collect(Collectors.joining(", ")));
        }
        for (NamedStream stream : found.streams()) {
            line("Stream", stream.name().text() + ", " + stream.size() + " bytes");
        }
        for (Node.Extended extended : found.extended()) {
            line("Attribute", extended.name().text() + ", " + extended.size() + " bytes");
        }
        found.pieces().ifPresent(this::pieces);
        return text.toString();
    }

    private void time(String name, Optional<Times.Time> time) {
        time.ifPresent(known -> line(name, NodeText.rfc3339(known)));
    }

    private void pieces(List<ExtentImage.Piece> pieces) {
        List<String> lines = new ArrayList<>();
        for (ExtentImage.Piece piece : pieces) {
            String place = "bytes " + piece.at() + " to " + (piece.end() - 1) + " of the file: ";
            lines.add(place + switch (piece.kind()) {
                case DATA -> sectors(piece);
                case UNWRITTEN -> piece.source() < 0 ? "zeros" : "zeros, room at " + sectors(piece);
                case HOLE -> "a hole";
                case BYTES -> "in its inode, or in the journal";
                case UNREADABLE -> "unreadable";
            });
        }
        for (String one : lines) {
            line("Extent", one);
        }
        if (lines.isEmpty()) {
            line("Extent", "none");
        }
    }

    private String sectors(ExtentImage.Piece piece) {
        long first = piece.source() / sectorBytes;
        long last = (piece.source() + piece.length() - 1) / sectorBytes;
        long within = piece.source() % sectorBytes;
        return "sectors " + first + " to " + last + " of the image" + (within == 0 ? "" : ", from byte " + within + " on");
    }
}
