package jdisk.nbd;

/**
 * The numbers of the protocol, by the names its document gives them. All are big-endian on the wire.
 *
 * <pre>
 * greeting      NBDMAGIC, IHAVEOPT, 16 bits handshake flags; the client answers with 32 bits of flags
 * option        IHAVEOPT, 32 option, 32 length, data
 * option reply  64 magic, 32 option, 32 type, 32 length, data
 * request       32 magic, 16 flags, 16 type, 64 cookie, 64 offset, 32 length
 * simple reply  32 magic, 32 error, 64 cookie, data
 * chunk         32 magic, 16 flags, 16 type, 64 cookie, 32 length, data
 * </pre>
 */
final class Protocol {
    static final long NBDMAGIC = 0x4e42444d41474943L;
    static final long IHAVEOPT = 0x49484156454f5054L;
    static final long OPTION_REPLY_MAGIC = 0x3e889045565a9L;
    static final long REQUEST_MAGIC = 0x25609513L;
    static final int SIMPLE_REPLY_MAGIC = 0x67446698;
    static final int STRUCTURED_REPLY_MAGIC = 0x668e33ef;

    static final int FLAG_FIXED_NEWSTYLE = 1;
    static final int FLAG_NO_ZEROES = 2;

    static final int OPT_EXPORT_NAME = 1;
    static final int OPT_ABORT = 2;
    static final int OPT_LIST = 3;
    static final int OPT_INFO = 6;
    static final int OPT_GO = 7;
    static final int OPT_STRUCTURED_REPLY = 8;
    static final int OPT_LIST_META_CONTEXT = 9;
    static final int OPT_SET_META_CONTEXT = 10;

    static final int REP_ACK = 1;
    static final int REP_SERVER = 2;
    static final int REP_INFO = 3;
    static final int REP_META_CONTEXT = 4;
    static final int REP_ERR_UNSUP = 0x8000_0001;
    static final int REP_ERR_INVALID = 0x8000_0003;
    static final int REP_ERR_UNKNOWN = 0x8000_0006;
    static final int REP_ERR_TOO_BIG = 0x8000_0009;

    static final int INFO_EXPORT = 0;
    static final int INFO_NAME = 1;
    static final int INFO_DESCRIPTION = 2;
    static final int INFO_BLOCK_SIZE = 3;

    /** Has flags, is read-only, takes FLUSH and CACHE, and may be reached over several connections at once. */
    static final int TRANSMISSION_FLAGS = 1 | 1 << 1 | 1 << 2 | 1 << 8 | 1 << 10;

    /** Takes DF, which only structured replies know of. */
    static final int FLAG_SEND_DF = 1 << 7;

    /** FUA, NO_HOLE, DF, REQ_ONE and FAST_ZERO: a request with any other is not understood. */
    static final int CMD_FLAGS = 0b1_1111;

    static final int CMD_READ = 0;
    static final int CMD_WRITE = 1;
    static final int CMD_DISC = 2;
    static final int CMD_FLUSH = 3;
    static final int CMD_TRIM = 4;
    static final int CMD_CACHE = 5;
    static final int CMD_WRITE_ZEROES = 6;
    static final int CMD_BLOCK_STATUS = 7;
    static final int CMD_RESIZE = 8;

    static final int CMD_FLAG_DF = 1 << 2;
    static final int CMD_FLAG_REQ_ONE = 1 << 3;

    static final int REPLY_FLAG_DONE = 1;
    static final int REPLY_TYPE_NONE = 0;
    static final int REPLY_TYPE_OFFSET_DATA = 1;
    static final int REPLY_TYPE_OFFSET_HOLE = 2;
    static final int REPLY_TYPE_BLOCK_STATUS = 5;
    static final int REPLY_TYPE_ERROR = 1 << 15 | 1;
    static final int REPLY_TYPE_ERROR_OFFSET = 1 << 15 | 2;

    static final int EPERM = 1;
    static final int EIO = 5;
    static final int EINVAL = 22;

    /** Of {@code base:allocation}: takes no room, and reads as zeros. */
    static final int STATE_HOLE_ZERO = 1 | 2;

    static final String BASE_ALLOCATION = "base:allocation";

    /** Bytes a request may ask for: what the document has clients expect of a server that says nothing. */
    static final int MAXIMUM = 32 << 20;

    private Protocol() {}
}
