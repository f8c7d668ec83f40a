package jdisk.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import jdisk.extract.TarStream;
import jdisk.extract.UnreadableException;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.filesystem.Walk;
import jdisk.image.Image;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;

/** Writes whole trees of a volume to standard output, as a tar archive. */
final class TarCopy {
    private final Desk desk;
    private final Inside.Visit visit;

    TarCopy(Desk desk, Inside.Visit visit) {
        this.desk = desk;
        this.visit = visit;
    }

    Outcome run(List<Inside.Place> places) {
        try {
            TarStream tar = new TarStream(desk.console().bytes());
            for (Inside.Place place : places) {
                Members members = new Members(desk, visit, place, tar);
                Walk.through(place.found().path(), place.found().node(), members, visit.problems());
                visit.say(place.partition(), place.volume());
                if (members.isOver()) {
                    return Outcome.FAILED;
                }
            }
            tar.end();
            return visit.outcome();
        } catch (IOException e) {
            if (IoMessage.isClosedPipe(e)) {
                return Outcome.FAILED; // whoever read has read enough, and knows
            }
            throw new UserError("standard output: " + IoMessage.of(e));
        }
    }

    private static final class Members extends PlaceVisitor {
        private final TarStream tar;
        private final int cut;

        private Members(Desk desk, Inside.Visit visit, Inside.Place place, TarStream tar) {
            super(desk, visit, place);
            this.tar = tar;
            // Members are named from the last name of the path on.
            String path = place.found().text();
            this.cut = path.substring(0, path.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public boolean node(Walk.Visit at, Node node) throws IOException {
            if (at.internal()) {
                return false;
            }
            byte[] whole = at.path().bytes();
            byte[] name = Arrays.copyOfRange(whole, Math.min(cut, whole.length), whole.length);
            switch (node) {
                case Directory directory -> {
                    byte[] named = name.length == 0 ? ".".getBytes(StandardCharsets.US_ASCII) : name;
                    byte[] slashed = Arrays.copyOf(named, named.length + 1);
                    slashed[named.length] = '/';
                    tar.begin(member(node, TarStream.Type.DIRECTORY, 0, 0), slashed, new byte[0]);
                }
                case RegularFile file -> file(at, file, name);
                case SymbolicLink link -> {
                    byte[] target;
                    try {
                        target = link.target().bytes();
                    } catch (IOException e) {
                        visit.lost(shown(at) + ": " + IoMessage.of(e));
                        return false;
                    }
                    tar.begin(member(node, TarStream.Type.LINK, 0, 0), name, target);
                }
                case Special special -> special(at, special, name);
            }
            return true;
        }

        private void special(Walk.Visit at, Special special, byte[] name) throws IOException {
            long device = special.major() << 32 | special.minor();
            switch (special.kind()) {
                case FIFO -> tar.begin(member(special, TarStream.Type.FIFO, 0, 0), name, new byte[0]);
                case CHARACTER_DEVICE -> tar.begin(member(special, TarStream.Type.CHARACTER_DEVICE, 0, device), name, new byte[0]);
                case BLOCK_DEVICE -> tar.begin(member(special, TarStream.Type.BLOCK_DEVICE, 0, device), name, new byte[0]);
                case SOCKET -> desk.console().note(shown(at) + ": a socket, not copied\n");
            }
        }

        private void file(Walk.Visit at, RegularFile file, byte[] name) throws IOException {
            Image content;
            try {
                content = file.content();
            } catch (IOException e) {
                visit.lost(shown(at) + " cannot be read, and is not copied: " + IoMessage.of(e));
                return;
            }
            tar.begin(member(file, TarStream.Type.FILE, content.size(), 0), name, new byte[0]);
            try {
                tar.content(content);
            } catch (UnreadableException e) {
                visit.lost(shown(at) + " cannot be read to its end, and has zeros in the archive: "
                        + IoMessage.ofCause(e));
            }
        }

        private static TarStream.Member member(Node node, TarStream.Type type, long size, long device) {
            Attributes attributes = node.attributes();
            Attributes.Permissions owner = attributes.permissions()
                    .orElse(new Attributes.Permissions(node instanceof Directory ? 0755 : 0644, 0, 0));
            Instant time = attributes.times().modified().map(modified -> switch (modified) {
                case Times.Moment(Instant moment, int decimals) -> moment;
                case Times.Local(LocalDateTime local, int decimals) -> local.toInstant(ZoneOffset.UTC);
            }).orElse(Instant.EPOCH);
            return new TarStream.Member(type, owner.mode(), owner.uid(), owner.gid(), size, time.getEpochSecond(), time.getNano(), device);
        }
    }
}
