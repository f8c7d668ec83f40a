package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.Slice;

/**
 * VHD, of Virtual PC and Hyper-V: a disk as it is with a footer after it, or blocks that a table leads to, over another VHD or not.
 *
 * <pre>
 * footer, 512 bytes, of which older makers leave out the last      header of one that grows: 1024 bytes
 *  0 "conectix"                                                      0 "cxsparse"            40 UUID of the parent, 16 bytes
 * 16 where the header is, 64 bits; all ones without one             16 where the table        64 name of it, 512 bytes,
 * 28 who made it, 4 characters                                          is, 64 bits              16-bit units, big-endian
 * 48 size of the disk, 64 bits                                      28 entries of it         576 eight ways to the parent:
 * 60 kind: 2 fixed, 3 grows, 4 over a parent                        32 bytes of a block           0 four characters
 * 64 checksum                                                       36 checksum                   8 length in bytes
 * 68 UUID, 16 bytes                                                                              16 where it is, 64 bits
 *
 * table: sector of each block, FFFFFFFF for none; a block: a bit for each sector, the highest first, up to a multiple of 512
 * bytes, then the sectors. What has no bit is zeros, or the parent's.
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. What grows has a copy of the footer at its start. Source: Microsoft's Virtual Hard
 * Disk Image Format Specification, 1.0.
 */
final class Vhd implements VirtualDisk.Tables {
    private static final int FOOTER = 512;
    private static final int SHORT_FOOTER = 511;
    private static final String MARK = "conectix";
    private static final int HEADER_AT = 16;
    private static final int MAKER = 28;
    private static final int SIZE = 48;
    private static final int KIND = 60;
    private static final int FIXED = 2;
    private static final int GROWS = 3;
    private static final int OVER_PARENT = 4;
    private static final int CHECKSUM = 64;
    private static final int UUID = 68;

    private static final int HEADER = 1024;
    private static final int TABLE = 16;
    private static final int ENTRIES = 28;
    private static final int BLOCK_BYTES = 32;
    private static final int HEADER_CHECKSUM = 36;
    private static final int PARENT_UUID = 40;
    private static final int PARENT_NAME = 64;
    private static final int LOCATORS = 576;
    private static final int LOCATOR = 24;
    private static final String RELATIVE = "W2ru";
    private static final String ABSOLUTE = "W2ku";
    private static final int LONGEST_NAME = 4096;

    private static final long NOTHING = 0xffff_ffffL;
    private static final int SECTOR = 512;
    private static final int PIECE = 1 << 16;

    /** A footer that is sound, and where it is. */
    private record Footer(ByteView bytes, long at) {}

    private final Image image;
    private final Optional<Image> parent;
    private final TableCache tables;
    private final long table;
    private final long entries;
    private final long blockBytes;
    private final int bitmapBytes;

    private Vhd(Image image, ByteView header, Optional<Image> parent) {
        this.image = image;
        this.parent = parent;
        this.tables = new TableCache(image);
        this.table = header.u64be(TABLE);
        this.entries = header.u32be(ENTRIES);
        this.blockBytes = header.u32be(BLOCK_BYTES);
        this.bitmapBytes = (int) (Math.ceilDiv(blockBytes / SECTOR, 8L * SECTOR) * SECTOR);
    }

    /**
     * The disk in an image.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        Footer found = footer(image);
        ByteView footer = found.bytes();
        long size = footer.u64be(SIZE);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("made by", footer.latin1(MAKER, 4).strip());
        facts.put("UUID", footer.uuid(UUID));
        int kind = (int) Math.min(footer.u32be(KIND), Integer.MAX_VALUE);
        if (size < 0 || (kind != FIXED && kind != GROWS && kind != OVER_PARENT)) {
            throw Context.refusal(image, "the footer of the VHD is damaged: kind " + kind + ", a disk of " + Long.toUnsignedString(size) + " bytes");
        }
        if (kind == FIXED) {
            return fixed(image, found, size, facts);
        }
        ByteView header = header(image, footer);
        List<Image> others = new ArrayList<>();
        Optional<Image> parent = Optional.empty();
        if (kind == OVER_PARENT) {
            parent = Optional.of(parent(image, header, context));
            others.add(parent.get());
            facts.put("parent", parent.get().name());
        }
        Vhd vhd = new Vhd(image, header, parent);
        boolean fits = vhd.blockBytes >= SECTOR && Long.bitCount(vhd.blockBytes) == 1 && Math.ceilDiv(size, vhd.blockBytes) <= vhd.entries
                && vhd.table >= 0 && vhd.table <= image.size() - vhd.entries * 4;
        if (!fits) {
            for (Image other : others) {
                other.close();
            }
            throw Context.refusal(image, "the VHD is damaged: its table of " + vhd.entries + " blocks of " + vhd.blockBytes
                    + " bytes cannot be that of a disk of " + size + " bytes, or is not all there");
        }
        return new VirtualDisk(image, others, new Layer("vhd", size, image.name(), facts), vhd);
    }

    /** What lies before a footer. Some makers count the footer in the size of the disk; nothing else may be more than what is there. */
    private static Image fixed(Image image, Footer footer, long said, Map<String, String> facts) throws IOException {
        if (footer.at() == 0) {
            throw Context.refusal(image, "the VHD is damaged or cut short: the footer of one that does not grow comes after its disk, and here it is at its start");
        }
        boolean countsItself = said > footer.at() && said <= footer.at() + FOOTER;
        long size = countsItself ? footer.at() : said;
        if (countsItself) {
            facts.put("size field", said + " bytes, its own among them");
        }
        if (size > footer.at()) {
            facts.put("incomplete", "of " + size + " bytes of its disk, " + footer.at() + " are there");
        }
        Image disk = Slice.of(image, 0, footer.at());
        return new VirtualDisk(image, List.of(), new Layer("vhd", size, image.name(), facts), at -> new VirtualDisk.Data(disk, at, size - at));
    }

    /** The footer at the end, or the copy at the start where that is not sound. */
    private static Footer footer(Image image) throws IOException {
        for (long at : new long[] {image.size() - FOOTER, image.size() - SHORT_FOOTER, 0}) {
            ByteView bytes = at < 0 ? new ByteView(new byte[0]) : image.viewUpTo(at, FOOTER);
            if (bytes.has(0, MARK) && bytes.length() >= SHORT_FOOTER && isSound(bytes, bytes.length(), CHECKSUM)) {
                return new Footer(bytes, at);
            }
        }
        throw Context.refusal(image, "the VHD is damaged: it has no footer whose checksum is right, nor a copy of it");
    }

    private static ByteView header(Image image, ByteView footer) throws IOException {
        long at = footer.u64be(HEADER_AT);
        ByteView header = at < 0 ? new ByteView(new byte[0]) : image.viewUpTo(at, HEADER);
        if (header.length() < HEADER || !header.has(0, "cxsparse") || !isSound(header, HEADER, HEADER_CHECKSUM)) {
            throw Context.refusal(image, "the VHD is damaged: its header at byte " + Long.toUnsignedString(at)
                    + " is missing, or its checksum is wrong");
        }
        return header;
    }

    /** Whether the checksum is the complement of the sum of all other bytes. */
    private static boolean isSound(ByteView bytes, int length, int checksum) {
        long sum = 0;
        for (int at = 0; at < length; at++) {
            sum += at >= checksum && at < checksum + 4 ? 0 : bytes.u8(at);
        }
        return (~sum & 0xffff_ffffL) == bytes.u32be(checksum);
    }

    private static Image parent(Image image, ByteView header, Context context) throws IOException {
        List<String> names = parentNames(image, header);
        if (names.isEmpty()) {
            throw Context.refusal(image, "the VHD lies over another, and does not name it");
        }
        Image parent = context.open(image, WindowsNames.there(image, names), "its parent", false);
        String own = parent.layers().isEmpty() ? "" : parent.layers().getFirst().facts().getOrDefault("UUID", "");
        if (!own.equals(header.uuid(PARENT_UUID))) {
            parent.close();
            throw Context.refusal(image, "'" + parent.name() + "' is not its parent: its UUID is " + (own.isEmpty() ? "none" : own)
                    + ", that of the parent " + header.uuid(PARENT_UUID));
        }
        return parent;
    }

    /** The parent's names by each way there is: relative, absolute, and that in the header. */
    private static List<String> parentNames(Image image, ByteView header) throws IOException {
        List<String> names = new ArrayList<>();
        for (String wanted : List.of(RELATIVE, ABSOLUTE)) {
            for (int n = 0; n < 8; n++) {
                int at = LOCATORS + n * LOCATOR;
                long length = header.u32be(at + 8);
                long place = header.u64be(at + 16);
                boolean fits = length > 0 && length <= LONGEST_NAME && place >= 0 && place <= image.size() - length;
                if (header.latin1(at, 4).equals(wanted) && fits) {
                    names.add(image.view(place, (int) length).utf16le(0, (int) length / 2));
                }
            }
        }
        names.add(header.utf16be(PARENT_NAME, 256));
        names.removeIf(String::isEmpty);
        return names;
    }

    private long told(long block) throws IOException {
        long at = block * 4;
        long piece = at / PIECE * PIECE;
        return tables.at(table + piece, (int) Math.min(PIECE, entries * 4 - piece)).u32be((int) (at - piece));
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        long block = at / blockBytes;
        long within = at % blockBytes;
        if (block >= entries) {
            throw new IOException("the table of the VHD has nothing for byte " + at);
        }
        long sector = told(block);
        if (sector == NOTHING) {
            long more = 1;
            // Ends: the table has an end.
            while (block + more < entries && more < PIECE && told(block + more) == NOTHING) {
                more++;
            }
            return nothing(at, more * blockBytes - within);
        }
        long position = sector * SECTOR;
        if (position + bitmapBytes > image.size()) {
            throw new IOException("block " + block + " of the VHD lies past the end of " + image.name());
        }
        ByteView bits = tables.at(position, bitmapBytes);
        int first = (int) (within / SECTOR);
        boolean there = isSet(bits, first);
        int end = first + 1;
        while (end < blockBytes / SECTOR && isSet(bits, end) == there) {
            end++;
        }
        long length = (long) end * SECTOR - within;
        return there ? new VirtualDisk.Data(image, position + bitmapBytes + within, length) : nothing(at, length);
    }

    private static boolean isSet(ByteView bits, int sector) {
        return (bits.u8(sector / 8) & 0x80 >> sector % 8) != 0;
    }

    private VirtualDisk.Stretch nothing(long at, long length) {
        return parent.isPresent() ? VirtualDisk.below(parent.get(), at, length) : new VirtualDisk.Zeros(length);
    }
}
