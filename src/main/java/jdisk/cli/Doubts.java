package jdisk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.Slice;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.listing.FewOfEach;
import jdisk.listing.Messages;
import jdisk.shell.Session;
import jdisk.source.Opening;
import jdisk.source.Sources;
import jdisk.unit.DisplayUnit;

/** What is doubtful about an image and its table, said before anything else of it is. */
final class Doubts {
    private Doubts() {}

    /** A sentence for each. */
    static List<String> of(Session session, Options options) {
        List<String> doubts = new ArrayList<>();
        shortRange(session.image(), options).ifPresent(doubts::add);
        for (Layer layer : session.image().layers()) {
            layer.missing().ifPresent(what ->
                    doubts.add("the " + layer.format() + " image is incomplete: " + what + "; what is missing cannot be read"));
            layer.readErrors().ifPresent(what -> doubts.add(what + "; what is in their place was filled in then, zeros mostly"));
            Optional.ofNullable(layer.facts().get("state")).ifPresent(state -> doubts.add("the " + layer.format() + " image is " + state));
        }
        Sources.nextPart(session.image()).ifPresent(next -> doubts.add(session.visible().text(next.toString())
                + " lies beside it, and is not joined to it: if both are parts of one image, join them with 'cat'"));
        List<Finding.OfReading> findings = new ArrayList<>(session.disk().findings());
        findings.addAll(session.disk().nestedFindings());
        for (FewOfEach.Item<Finding.OfReading> item : FewOfEach.<Finding.OfReading>of(findings, FewOfEach.DOUBTS)) {
            doubts.add(item.more() > 0 ? item.counted() : Messages.doubt(item.finding()));
        }
        return doubts;
    }

    /** That a range of the image was asked for which is not all there. Of one that is a container, and all of the image, nobody knows. */
    static Optional<String> shortRange(Image image, Options options) {
        Optional<Opening.Range> range = options.opening().range();
        if (range.isEmpty() || range.get().length().isEmpty()) {
            return Optional.empty();
        }
        long asked = range.get().length().getAsLong();
        long there = image.layers().stream()
                .filter(layer -> layer.format().equals("range"))
                .mapToLong(Layer::size)
                .findFirst()
                .orElse(image instanceof Slice ? image.size() : asked);
        return there < asked
                ? Optional.of("incomplete: of " + asked + " bytes from byte " + range.get().offset() + " on, " + there + " are there; the image ends there")
                : Optional.empty();
    }

    /**
     * Whether the last that util-linux would have said when it opened the disk was a warning: it sets off its first answer by
     * an empty line then. On an MBR it warns of what it calls deprecated, too; here nothing is.
     */
    static boolean endWithWarning(Session session, Options options) {
        boolean warned = isDeprecated(session, options);
        for (Finding.OfReading finding : session.disk().findings()) {
            warned = switch (Messages.fdisksWord(finding)) {
                case WARNING -> true;
                case INFORMATION -> false;
                case NONE -> warned;
            };
        }
        return warned;
    }

    private static boolean isDeprecated(Session session, Options options) {
        return session.label().filter(label -> label.kind() == Label.Kind.DOS).isPresent()
                && (options.wishes().dosCompatible().orElse(false)
                        || options.wishes().unit().filter(unit -> unit == DisplayUnit.CYLINDERS).isPresent());
    }
}
