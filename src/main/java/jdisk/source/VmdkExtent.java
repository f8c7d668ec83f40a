package jdisk.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * A sparse extent of a VMDK: grains that two levels of tables lead to.
 *
 * <pre>
 *  0 "KDMV"                            36 sectors of the descriptor, 64 bits
 *  4 version: 1 to 3                   44 entries of a table
 *  8 flags: 4 entries of 1 are zeros,  48 sector of the other directory, 64 bits
 *    10000 packed, 20000 with markers  56 sector of the directory, 64 bits; all ones: in a footer,
 * 12 sectors, 64 bits                     which is this header again, 1024 bytes before the end
 * 20 sectors of a grain, 64 bits       64 sectors before the first grain, 64 bits
 * 28 sector of the descriptor, 64      77 how it is packed: 1 deflate, 16 bits
 *
 * directory: sector of each table, 0 for none; table: sector of each grain, 0 for none
 * packed grain: 0 first sector it is for, 64 bits  8 bytes  12 zlib's data
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said; sectors of 512 bytes. Source: VMware's Virtual Disk Format, 5.0.
 */
final class VmdkExtent implements VirtualDisk.Tables {
    private static final int SECTOR = 512;
    private static final int HEADER = 512;
    private static final long ZERO_GRAINS = 4;
    private static final long PACKED = 0x1_0000;
    private static final long IN_FOOTER = -1;
    private static final int FOOTER_FROM_END = 1024;
    private static final long LONGEST_DESCRIPTOR = 1 << 20;
    private static final int GRAIN_HEAD = 12;
    private static final int PIECE = 1 << 16;
    private static final long MOST_TABLES = 64L << 20;

    /** Of 4 EiB: numbers of bytes are then numbers, with what a table has of a disk's end. */
    private static final long MOST_SECTORS = 1L << 53;

    private final Image image;
    private final TableCache tables;
    private final ByteView header;
    private final long sectors;
    private final long grainBytes;
    private final int perTable;
    private final long directory;
    private final long directoryEntries;

    private VmdkExtent(Image image, ByteView header, long sectors, TableCache.Room room) {
        this.image = image;
        this.tables = new TableCache(image, room);
        this.header = header;
        this.sectors = sectors;
        this.grainBytes = header.u64le(20) * SECTOR;
        this.perTable = (int) header.u32le(44);
        this.directory = header.u64le(56) * SECTOR;
        this.directoryEntries = Math.ceilDiv(Math.ceilDiv(sectors * SECTOR, grainBytes), perTable);
    }

    /** Whether an image begins as one. */
    static boolean isOne(Image image) throws IOException {
        return image.viewUpTo(0, HEADER).has(0, "KDMV");
    }

    /** The descriptor that a file has within, if it has one. */
    static Optional<VmdkDescriptor> descriptor(Image image) throws IOException {
        ByteView header = image.viewUpTo(0, HEADER);
        if (header.length() < HEADER || header.u64le(28) == 0) {
            return Optional.empty();
        }
        long length = header.u64le(36) * SECTOR;
        long at = header.u64le(28) * SECTOR;
        boolean fits = isBelow(header.u64le(36), LONGEST_DESCRIPTOR / SECTOR) && isBelow(header.u64le(28), MOST_SECTORS);
        if (!fits || at > image.size() - length) {
            throw Context.refusal(image, "the VMDK is damaged: its descriptor lies past the end of the file");
        }
        return Optional.of(VmdkDescriptor.of(image.view(at, (int) length).text(0, (int) length)));
    }

    /** The sectors that an extent has, by its own header. */
    static long sectors(Image image) throws IOException {
        return read(image).u64le(12);
    }

    /**
     * An extent.
     *
     * @param sectors that are wanted of it
     * @param room for the tables of all extents of a disk
     * @throws IOException saying why, if it cannot be read
     */
    static VmdkExtent open(Image image, long sectors, TableCache.Room room) throws IOException {
        ByteView header = read(image);
        if (header.u64le(56) == IN_FOOTER) {
            ByteView footer = image.size() < FOOTER_FROM_END ? new ByteView(new byte[0]) : image.viewUpTo(image.size() - FOOTER_FROM_END, HEADER);
            if (footer.length() < HEADER || !footer.has(0, "KDMV") || footer.u64le(56) == IN_FOOTER) {
                throw Context.refusal(image, "the VMDK is cut short: its footer, which leads to all else, is missing");
            }
            header = footer;
            check(image, header);
        }
        VmdkExtent extent = new VmdkExtent(image, header, sectors, room);
        if (sectors > header.u64le(12)) {
            throw Context.refusal(image, "the VMDK is damaged: " + sectors + " sectors are said to be in " + image.name() + ", which has "
                    + header.u64le(12));
        }
        if (extent.directoryEntries > MOST_TABLES || !isBelow(header.u64le(56), MOST_SECTORS) || extent.directory > image.size() - extent.directoryEntries * 4) {
            throw Context.refusal(image, "the VMDK is damaged or cut short: its directory of grains leads past the end of the file");
        }
        return extent;
    }

    private static ByteView read(Image image) throws IOException {
        ByteView header = image.viewUpTo(0, HEADER);
        if (header.length() < HEADER || !header.has(0, "KDMV")) {
            throw Context.refusal(image, "the VMDK is damaged: " + image.name() + " has no header of a sparse extent");
        }
        check(image, header);
        return header;
    }

    private static void check(Image image, ByteView header) throws IOException {
        long version = header.u32le(4);
        if (version < 1 || version > 3) {
            throw Context.refusal(image, "it is a VMDK of version " + version + ", which is not known: 1 to 3 are");
        }
        long grain = header.u64le(20);
        long entries = header.u32le(44);
        boolean fits = grain >= 1 && grain <= 1 << 17 && Long.bitCount(grain) == 1 && entries >= 1 && entries <= 1 << 16
                && header.u64le(12) >= 0 && header.u64le(12) <= MOST_SECTORS;
        if (!fits) {
            throw Context.refusal(image, "the header of the VMDK is damaged: grains of " + Long.toUnsignedString(grain) + " sectors, tables of "
                    + entries + " entries, a disk of " + Long.toUnsignedString(header.u64le(12)) + " sectors");
        }
        if (isPacked(header) && header.u16le(77) > 1) {
            throw Context.refusal(image, "grains of the VMDK are compressed in a way that is not known (" + header.u16le(77) + ")");
        }
    }

    private static boolean isBelow(long number, long most) {
        return number > 0 && number <= most;
    }

    private static boolean isPacked(ByteView header) {
        return (header.u32le(8) & PACKED) != 0;
    }

    private long tableOf(long table) throws IOException {
        long at = table * 4;
        long piece = at / PIECE * PIECE;
        return tables.at(directory + piece, (int) Math.min(PIECE, directoryEntries * 4 - piece)).u32le((int) (at - piece));
    }

    private ByteView table(long sector) throws IOException {
        if (sector * SECTOR > image.size() - perTable * 4L) {
            throw new IOException("a table of the VMDK lies past the end of " + image.name());
        }
        return tables.at(sector * SECTOR, perTable * 4);
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        long grain = at / grainBytes;
        long within = at % grainBytes;
        long number = grain / perTable;
        long sector = tableOf(number);
        if (sector == 0) {
            long next = number + 1;
            // Ends: the directory has an end.
            while (next < directoryEntries && next < number + PIECE && tableOf(next) == 0) {
                next++;
            }
            return new VirtualDisk.Below(next * perTable * grainBytes - at);
        }
        ByteView table = table(sector);
        int index = (int) (grain % perTable);
        long told = table.u32le(index * 4);
        if (told == 0 || isZeros(told)) {
            int next = index + 1;
            while (next < perTable && table.u32le(next * 4) == told) {
                next++;
            }
            long length = (next - index) * grainBytes - within;
            return told == 0 ? new VirtualDisk.Below(length) : new VirtualDisk.Zeros(length);
        }
        if (isPacked(header)) {
            return new VirtualDisk.Packed(grain, (int) Math.min(grainBytes, sectors * SECTOR - grain * grainBytes), (int) within, grainBytes - within);
        }
        int next = index + 1;
        while (next < perTable && table.u32le(next * 4) == told + (next - index) * grainBytes / SECTOR) {
            next++;
        }
        return new VirtualDisk.Data(image, told * SECTOR + within, (next - index) * grainBytes - within);
    }

    private boolean isZeros(long told) {
        return told == 1 && (header.u32le(8) & ZERO_GRAINS) != 0;
    }

    @Override
    public byte[] unpack(long grain, int bytes) throws IOException {
        long position = table(tableOf(grain / perTable)).u32le((int) (grain % perTable) * 4) * SECTOR;
        if (position > image.size() - GRAIN_HEAD) {
            throw new IOException("a grain of the VMDK lies past the end of " + image.name());
        }
        ByteView head = image.view(position, GRAIN_HEAD);
        long length = head.u32le(8);
        if (head.u64le(0) != grain * grainBytes / SECTOR || length > 2 * grainBytes + PIECE || position + GRAIN_HEAD + length > image.size()) {
            throw new IOException("grain " + grain + " of the VMDK is damaged: it is not where its table says");
        }
        byte[] whole = new byte[(int) grainBytes];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(image.view(position + GRAIN_HEAD, (int) length).copy(0, (int) length));
            int done = 0;
            // Ends: each turn unpacks a byte at least.
            while (done < bytes) {
                int count = inflater.inflate(whole, done, whole.length - done);
                if (count == 0) {
                    throw new IOException("grain " + grain + " of the VMDK ends early");
                }
                done += count;
            }
            return Arrays.copyOf(whole, bytes);
        } catch (DataFormatException e) {
            throw new IOException("grain " + grain + " of the VMDK is damaged", e);
        }
    }
}
