package jdisk.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * An image that a server of the NBD protocol has: {@code nbd://host:port/export}, or {@code nbd+unix:///export?socket=PATH}.
 *
 * <p>Sends one request at a time, and nothing but reads; asks for simple replies, which all servers have. Safe to use from several
 * threads, one of which waits for an answer at a time. A server from which nothing comes for a minute is given up.
 */
public final class NbdImage implements Image {
    private static final int PORT = 10_809;
    private static final int PIECE = 4 << 20;
    private static final int PATIENCE_SECONDS = 60;
    private static final int LONGEST_REPLY = 1 << 16;

    /** Replies to an option: more than any server sends. */
    private static final int MOST_REPLIES = 1000;

    private static final int OPTION_HEADER = 20;
    private static final int ERROR = 0x8000_0000;

    private final String name;
    private final PatientChannel channel;
    private final long size;
    private final int block;
    private long cookie;

    private NbdImage(String name, PatientChannel channel, long size, int block) {
        this.name = name;
        this.channel = channel;
        this.size = size;
        this.block = block;
    }

    /**
     * Connects to a server.
     *
     * @throws FileSystemException saying why, if that cannot be done, or it has no such export
     */
    public static NbdImage open(URI uri) throws IOException {
        return open(uri, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** The same with a server that is given up when nothing has come from it for as long as this. */
    static NbdImage open(URI uri, Duration patience) throws IOException {
        String name = uri.toString();
        PatientChannel channel;
        try {
            channel = PatientChannel.connect(address(uri), patience);
        } catch (IOException | RuntimeException e) {
            // Names that cannot be resolved and bad paths of sockets come as other exceptions.
            throw new FileSystemException(name, null, "cannot connect to the NBD server: " + reason(e));
        }
        try {
            String export = uri.getPath() == null || uri.getPath().isEmpty() ? "" : uri.getPath().substring(1);
            return negotiated(name, channel, export);
        } catch (EOFException e) {
            channel.close();
            throw new FileSystemException(name, null, "the NBD server closed the connection");
        } catch (SocketTimeoutException e) {
            throw new FileSystemException(name, null, e.getMessage());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? "the host is not known" : e.getMessage();
    }

    private static SocketAddress address(URI uri) throws IOException {
        if ("nbd+unix".equals(uri.getScheme())) {
            String query = uri.getQuery() == null ? "" : uri.getQuery();
            for (String part : query.split("&", -1)) {
                if (part.startsWith("socket=")) {
                    return UnixDomainSocketAddress.of(Path.of(part.substring("socket=".length())));
                }
            }
            throw new IOException("the address names no socket: it ends in ?socket=PATH");
        }
        if (uri.getHost() == null) {
            throw new IOException("the address names no host");
        }
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort());
    }

    private static NbdImage negotiated(String name, PatientChannel channel, String export) throws IOException {
        ByteView greeting = read(channel, 18);
        if (greeting.u64be(0) != Protocol.NBDMAGIC) {
            throw new FileSystemException(name, null, "what answers there is not an NBD server");
        }
        if (greeting.u64be(8) != Protocol.IHAVEOPT || (greeting.u16be(16) & Protocol.FLAG_FIXED_NEWSTYLE) == 0) {
            throw new FileSystemException(name, null, "the NBD server speaks an older form of the protocol, which is not known here");
        }
        channel.write(ByteBuffer.allocate(4).putInt(Protocol.FLAG_FIXED_NEWSTYLE).flip());
        byte[] wanted = export.getBytes(StandardCharsets.UTF_8);
        ByteBuffer go = ByteBuffer.allocate(16 + 4 + wanted.length + 4);
        go.putLong(Protocol.IHAVEOPT).putInt(Protocol.OPT_GO).putInt(4 + wanted.length + 4);
        go.putInt(wanted.length).put(wanted).putShort((short) 1).putShort((short) Protocol.INFO_BLOCK_SIZE);
        channel.write(go.flip());
        long size = -1;
        int block = 1;
        for (int replies = 0; replies < MOST_REPLIES; replies++) {
            ByteView head = read(channel, OPTION_HEADER);
            boolean answers = head.u64be(0) == Protocol.OPTION_REPLY_MAGIC && head.u32be(8) == Protocol.OPT_GO;
            int type = (int) head.u32be(12);
            long length = head.u32be(16);
            if (!answers || length > LONGEST_REPLY) {
                break;
            }
            ByteView data = read(channel, (int) length);
            if (type == Protocol.REP_ACK && size >= 0) {
                return new NbdImage(name, channel, size, block);
            }
            if ((type & ERROR) != 0) {
                throw refusal(name, export, type, data);
            }
            if (type == Protocol.REP_INFO && length >= 10 && data.u16be(0) == Protocol.INFO_EXPORT) {
                size = data.u64be(2);
            } else if (type == Protocol.REP_INFO && length >= 14 && data.u16be(0) == Protocol.INFO_BLOCK_SIZE) {
                block = Integer.highestOneBit(Math.clamp(data.u32be(2), 1, 1 << 16));
            }
        }
        throw new FileSystemException(name, null, "the NBD server answers in a way that is not known here");
    }

    private static FileSystemException refusal(String name, String export, int type, ByteView data) {
        String text = data.utf8().strip();
        return new FileSystemException(name, null, switch (type) {
            case Protocol.REP_ERR_UNKNOWN -> "the NBD server has no export '" + export + "'";
            case Protocol.REP_ERR_UNSUP -> "the NBD server is too old: it does not know how to open an export by its name";
            default -> "the NBD server refuses: " + (text.isEmpty() ? "error " + Integer.toHexString(type) : text);
        });
    }

    private static ByteView read(PatientChannel channel, int length) throws IOException {
        byte[] bytes = new byte[length];
        channel.fill(ByteBuffer.wrap(bytes));
        return new ByteView(bytes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size, offset, target.remaining());
        long at = offset;
        int end = target.limit();
        // Ends: each turn fills the buffer by at least a byte.
        while (target.position() < end) {
            int count = Math.min(end - target.position(), PIECE);
            long from = at - at % block;
            long to = Math.min(Math.ceilDiv(at + count, block) * block, size);
            if (from == at && to == at + count) {
                request(from, target.limit(target.position() + count));
                target.limit(end);
            } else {
                ByteBuffer whole = ByteBuffer.allocate((int) (to - from));
                request(from, whole);
                target.put(whole.flip().slice((int) (at - from), count));
            }
            at += count;
        }
    }

    private synchronized void request(long offset, ByteBuffer target) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(28);
        request.putInt((int) Protocol.REQUEST_MAGIC).putShort((short) 0).putShort((short) Protocol.CMD_READ);
        request.putLong(++cookie).putLong(offset).putInt(target.remaining());
        channel.write(request.flip());
        ByteView reply = read(channel, 16);
        long error = reply.u32be(4);
        if ((int) reply.u32be(0) != Protocol.SIMPLE_REPLY_MAGIC || reply.u64be(8) != cookie) {
            channel.close(); // what would come next cannot be told from data
            throw new IOException("the NBD server answers in a way that is not known here");
        }
        if (error != 0) {
            throw new IOException("the NBD server cannot read it (error " + error + (error == Protocol.EIO ? ", EIO" : "") + ")");
        }
        channel.fill(target);
    }

    /** Takes leave, so that the server knows that nothing more comes. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            try {
                ByteBuffer leave = ByteBuffer.allocate(28);
                leave.putInt((int) Protocol.REQUEST_MAGIC).putShort((short) 0).putShort((short) Protocol.CMD_DISC);
                channel.write(leave.putLong(0).putLong(0).putInt(0).flip());
            } catch (IOException e) {
                // the server has gone before
            }
            channel.close();
        }
    }
}
