package jdisk.probe;

import java.util.Optional;

/**
 * What has happened to an ext file system, as its superblock tells it: when it was made, used and checked, and the errors that
 * drivers have met.
 *
 * <pre>
 * in the superblock:
 *  2C, 30  time mounted, written         198, 1CC  time of the first, the last
 *  40      time checked                  19C, 1D0  their inodes
 *  88      last mounted on, 64 bytes     1A0, 1D8  their blocks, 64 each
 * 108      time made                     1A8, 1E0  their functions, 32 bytes each
 * 178      KiB written, 64               1C8, 1D4  their lines
 * 194      errors                        274 to 279  upper 8 bits of times: written, mounted,
 *                                           made, checked, of the first error, of the last
 * </pre>
 *
 * As in {@link ExtSuperblock}. Times are in seconds since 1970, with 8 bits more than the first file systems had; 0 stands for
 * never.
 */
public record ExtHistory(ExtSuperblock superblock) {
    private static final int MOUNTED = 0x2c;
    private static final int WRITTEN = 0x30;
    private static final int CHECKED = 0x40;
    private static final int LAST_MOUNTED = 0x88;
    private static final int LAST_MOUNTED_LENGTH = 64;
    private static final int MADE = 0x108;
    private static final int WRITTEN_KIB = 0x178;
    private static final int ERRORS = 0x194;
    private static final int FIRST_ERROR = 0x198;
    private static final int FIRST_ERROR_INODE = 0x19c;
    private static final int FIRST_ERROR_BLOCK = 0x1a0;
    private static final int FIRST_ERROR_FUNCTION = 0x1a8;
    private static final int FIRST_ERROR_LINE = 0x1c8;
    private static final int LAST_ERROR = 0x1cc;
    private static final int LAST_ERROR_INODE = 0x1d0;
    private static final int LAST_ERROR_LINE = 0x1d4;
    private static final int LAST_ERROR_BLOCK = 0x1d8;
    private static final int LAST_ERROR_FUNCTION = 0x1e0;
    private static final int FUNCTION_LENGTH = 32;
    private static final int WRITTEN_HIGH = 0x274;
    private static final int MOUNTED_HIGH = 0x275;
    private static final int MADE_HIGH = 0x276;
    private static final int CHECKED_HIGH = 0x277;
    private static final int FIRST_ERROR_HIGH = 0x278;
    private static final int LAST_ERROR_HIGH = 0x279;

    /**
     * An error that a driver wrote down.
     *
     * @param time in seconds since 1970
     * @param function of the driver that met it
     * @param line of that function's source
     * @param inode it has to do with, or 0
     * @param block it has to do with, or 0; unsigned
     */
    public record RecordedError(long time, String function, long line, long inode, long block) {}

    /** When it was made. */
    public long made() {
        return time(MADE, MADE_HIGH);
    }

    /** When it was last mounted. */
    public long mounted() {
        return time(MOUNTED, MOUNTED_HIGH);
    }

    /** The folder it was last mounted on; empty if it is not known. */
    public String lastMountedOn() {
        return superblock.bytes().text(LAST_MOUNTED, LAST_MOUNTED_LENGTH);
    }

    /** When it was last written to. */
    public long written() {
        return time(WRITTEN, WRITTEN_HIGH);
    }

    /** KiB that were ever written to it; unsigned. */
    public long writtenKib() {
        return superblock.bytes().u64le(WRITTEN_KIB);
    }

    /** When it was last checked. */
    public long checked() {
        return time(CHECKED, CHECKED_HIGH);
    }

    /** How many errors drivers have met since it was last checked. */
    public long errors() {
        return superblock.bytes().u32le(ERRORS);
    }

    /** The first of these errors, if there is one. */
    public Optional<RecordedError> firstError() {
        return errors() == 0
                ? Optional.empty()
                : Optional.of(new RecordedError(
                        time(FIRST_ERROR, FIRST_ERROR_HIGH),
                        superblock.bytes().text(FIRST_ERROR_FUNCTION, FUNCTION_LENGTH),
                        superblock.bytes().u32le(FIRST_ERROR_LINE),
                        superblock.bytes().u32le(FIRST_ERROR_INODE),
                        superblock.bytes().u64le(FIRST_ERROR_BLOCK)));
    }

    /** The last of these errors, if there is one. */
    public Optional<RecordedError> lastError() {
        return errors() == 0
                ? Optional.empty()
                : Optional.of(new RecordedError(
                        time(LAST_ERROR, LAST_ERROR_HIGH),
                        superblock.bytes().text(LAST_ERROR_FUNCTION, FUNCTION_LENGTH),
                        superblock.bytes().u32le(LAST_ERROR_LINE),
                        superblock.bytes().u32le(LAST_ERROR_INODE),
                        superblock.bytes().u64le(LAST_ERROR_BLOCK)));
    }

    private long time(int low, int high) {
        return superblock.bytes().u32le(low) | (long) superblock.bytes().u8(high) << 32;
    }
}
