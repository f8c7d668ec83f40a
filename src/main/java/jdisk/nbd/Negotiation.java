package jdisk.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;

/**
 * The first part of a connection: client and server find out what they are to talk about.
 *
 * <p>The loop ends: each turn takes an option of the client's, of whom no more than {@link #OPTIONS} are heard.
 */
final class Negotiation {
    /** More than any client needs: it has a handful of things to ask of each export. */
    private static final int OPTIONS = 5000;

    /** An option's data: a name of at most 4096 bytes, and a few queries or numbers. */
    private static final int LONGEST = 16 << 10;

    private final Connection connection;
    private final List<Export> exports;
    private boolean zeroes = true;
    private boolean structured;

    /** The export whose block status was asked for, if any was. */
    private Optional<Export> contextOf = Optional.empty();

    /** Cannot be gone on with: the client says what makes no sense. */
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenException(String message) {
            super(message);
        }
    }

    /** What was agreed on. */
    record Agreement(Export export, boolean structured, boolean blockStatus) {}

    Negotiation(Connection connection, List<Export> exports) {
        this.connection = connection;
        this.exports = exports;
    }

    /** Talks until an export is agreed on; nothing if the client wants none. */
    Optional<Agreement> run() throws IOException {
        connection.send(message(18)
                .putLong(Protocol.NBDMAGIC)
                .putLong(Protocol.IHAVEOPT)
                .putShort((short) (Protocol.FLAG_FIXED_NEWSTYLE | Protocol.FLAG_NO_ZEROES))
                .flip());
        long flags = connection.read(4).u32be(0);
        if ((flags & ~(long) (Protocol.FLAG_FIXED_NEWSTYLE | Protocol.FLAG_NO_ZEROES)) != 0) {
            throw new BrokenException("unknown flags");
        }
        zeroes = (flags & Protocol.FLAG_NO_ZEROES) == 0;
        for (int i = 0; i < OPTIONS; i++) {
            ByteView header = connection.read(16);
            if (header.u64be(0) != Protocol.IHAVEOPT) {
                throw new BrokenException("no option");
            }
            int option = (int) header.u32be(8);
            long length = header.u32be(12);
            if (option == Protocol.OPT_EXPORT_NAME) {
                return oldWay(length);
            }
            if (length > LONGEST) {
                if (length > Protocol.MAXIMUM) {
                    throw new BrokenException("an option of " + length + " bytes");
                }
                connection.skip(length);
                reply(option, Protocol.REP_ERR_TOO_BIG, text("the option is too long"));
                continue;
            }
            ByteView data = connection.read((int) length);
            if (option == Protocol.OPT_ABORT) {
                reply(option, Protocol.REP_ACK, new byte[0]);
                return Optional.empty();
            }
            Optional<Agreement> agreed = answer(option, data);
            if (agreed.isPresent()) {
                return agreed;
            }
        }
        throw new BrokenException("too many options");
    }

    /** The option that ends negotiation without a word: there is no way to say that there is no such export. */
    private Optional<Agreement> oldWay(long length) throws IOException {
        if (length > LONGEST) {
            throw new BrokenException("a name of " + length + " bytes");
        }
        Optional<Export> export = find(new Text(connection.read((int) length)).rest());
        if (export.isEmpty()) {
            throw new BrokenException("no such export");
        }
        connection.send(message(10 + (zeroes ? 124 : 0))
                .putLong(export.get().content().size())
                .putShort(flags())
                .rewind());
        return Optional.of(agreement(export.get()));
    }

    private short flags() {
        return (short) (Protocol.TRANSMISSION_FLAGS | (structured ? Protocol.FLAG_SEND_DF : 0));
    }

    private Agreement agreement(Export export) {
        return new Agreement(export, structured, structured && contextOf.equals(Optional.of(export)));
    }

    private Optional<Agreement> answer(int option, ByteView data) throws IOException {
        try {
            switch (option) {
                case Protocol.OPT_LIST -> list(data);
                case Protocol.OPT_INFO, Protocol.OPT_GO -> {
                    return info(option, new Text(data));
                }
                case Protocol.OPT_STRUCTURED_REPLY -> {
                    boolean valid = data.length() == 0;
                    structured |= valid;
                    reply(option, valid ? Protocol.REP_ACK : Protocol.REP_ERR_INVALID, new byte[0]);
                }
                case Protocol.OPT_LIST_META_CONTEXT, Protocol.OPT_SET_META_CONTEXT -> metaContext(option, new Text(data));
                default -> reply(option, Protocol.REP_ERR_UNSUP, text("not known here"));
            }
        } catch (IndexOutOfBoundsException e) {
            reply(option, Protocol.REP_ERR_INVALID, text("the option is shorter than it says"));
        }
        return Optional.empty();
    }

    private void list(ByteView data) throws IOException {
        if (data.length() > 0) {
            reply(Protocol.OPT_LIST, Protocol.REP_ERR_INVALID, text("LIST has no data"));
            return;
        }
        for (Export export : exports) {
            byte[] name = text(export.name());
            byte[] description = text(export.description());
            reply(Protocol.OPT_LIST, Protocol.REP_SERVER,
                    message(4 + name.length + description.length).putInt(name.length).put(name).put(description).array());
        }
        reply(Protocol.OPT_LIST, Protocol.REP_ACK, new byte[0]);
    }

    private Optional<Agreement> info(int option, Text data) throws IOException {
        String name = data.string(data.number32());
        int wanted = data.number16();
        boolean wantsName = false;
        boolean wantsDescription = false;
        for (int i = 0; i < wanted; i++) {
            int item = data.number16();
            wantsName |= item == Protocol.INFO_NAME;
            wantsDescription |= item == Protocol.INFO_DESCRIPTION;
        }
        Optional<Export> found = find(name);
        if (found.isEmpty() || !data.isEnd()) {
            reply(option, found.isEmpty() ? Protocol.REP_ERR_UNKNOWN : Protocol.REP_ERR_INVALID,
                    text(found.isEmpty() ? "no such export" : "the option is longer than it says"));
            return Optional.empty();
        }
        Export export = found.get();
        reply(option, Protocol.REP_INFO, message(12).putShort((short) Protocol.INFO_EXPORT)
                .putLong(export.content().size()).putShort(flags()).array());
        if (wantsName) {
            reply(option, Protocol.REP_INFO, info(Protocol.INFO_NAME, export.name()));
        }
        if (wantsDescription) {
            reply(option, Protocol.REP_INFO, info(Protocol.INFO_DESCRIPTION, export.description()));
        }
        reply(option, Protocol.REP_INFO, message(14).putShort((short) Protocol.INFO_BLOCK_SIZE)
                .putInt(1).putInt(4096).putInt(Protocol.MAXIMUM).array());
        reply(option, Protocol.REP_ACK, new byte[0]);
        return option == Protocol.OPT_GO ? Optional.of(agreement(export)) : Optional.empty();
    }

    private static byte[] info(int type, String value) {
        byte[] bytes = text(value);
        return message(2 + bytes.length).putShort((short) type).put(bytes).array();
    }

    private void metaContext(int option, Text data) throws IOException {
        boolean sets = option == Protocol.OPT_SET_META_CONTEXT;
        if (sets) {
            contextOf = Optional.empty(); // what was set before is forgotten, even if this fails
        }
        Optional<Export> export = find(data.string(data.number32()));
        long queries = data.number32();
        boolean asked = !sets && queries == 0;
        for (long i = 0; i < queries; i++) {
            String query = data.string(data.number32());
            asked |= query.equals(Protocol.BASE_ALLOCATION) || (!sets && query.equals("base:"));
        }
        if (!data.isEnd() || (sets && !structured)) {
            reply(option, Protocol.REP_ERR_INVALID, text("not without structured replies, and not longer than it says"));
            return;
        }
        if (export.isEmpty()) {
            reply(option, Protocol.REP_ERR_UNKNOWN, text("no such export"));
            return;
        }
        if (sets) {
            contextOf = asked ? export : Optional.empty();
        }
        if (asked) {
            byte[] name = text(Protocol.BASE_ALLOCATION);
            reply(option, Protocol.REP_META_CONTEXT, message(4 + name.length).putInt(sets ? Transmission.CONTEXT : 0).put(name).array());
        }
        reply(option, Protocol.REP_ACK, new byte[0]);
    }

    /** The export of a name; the empty name is that of the first. */
    private Optional<Export> find(String name) {
        return exports.stream().filter(export -> name.isEmpty() || export.name().equals(name)).findFirst();
    }

    private void reply(int option, int type, byte[] data) throws IOException {
        connection.send(
                message(20).putLong(Protocol.OPTION_REPLY_MAGIC).putInt(option).putInt(type).putInt(data.length).flip(),
                ByteBuffer.wrap(data));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer message(int length) {
        return ByteBuffer.allocate(length);
    }

    /** An option's data, read from front to end. */
    private static final class Text {
        private final ByteView data;
        private int at;

        Text(ByteView data) {
            this.data = data;
        }

        long number32() {
            at += 4;
            return data.u32be(at - 4);
        }

        int number16() {
            at += 2;
            return data.u16be(at - 2);
        }

        String string(long length) {
            ByteView bytes = data.slice(at, (int) Math.min(length, Integer.MAX_VALUE));
            at += bytes.length();
            return bytes.utf8();
        }

        String rest() {
            return string(data.length() - at);
        }

        boolean isEnd() {
            return at == data.length();
        }
    }
}
