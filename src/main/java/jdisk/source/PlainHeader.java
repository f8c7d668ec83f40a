package jdisk.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * A header before the bytes of a disk, which are raw: of emulators and of programs that copy floppy disks.
 *
 * <pre>
 * Anex86, HDI and FDI       T98-Next, NHD              Virtual98, HDD           2MG
 *  0 zeros                    0 "T98HDDIMAGE.R0", 0      0 "VHD1.00", 0          0 "2IMG"
 *  4 kind of drive           16 comment, 256 bytes       8 comment, 128 bytes   12 order: 0 DOS's, 1 ProDOS's, 2 nibbles
 *  8 bytes of the header    272 bytes of the header    140 MiB, 16 bits         20 blocks of 512 bytes
 * 12 bytes of the disk      276 cylinders              142 bytes of a sector,   24 where the disk is
 * 16 bytes of a sector      280 heads, 16 bits             16 bits              28 bytes of it; 0: as many as blocks have
 * 20 sectors of a track     282 sectors of a track,    144 sectors of a track,
 * 24 heads                      16 bits                    8 bits
 * 28 cylinders              284 bytes of a sector,     145 heads, 8 bits
 *                               16 bits                146 cylinders, 16 bits
 *                                                      148 sectors
 *                                                      220 the disk
 *
 * DiskCopy 4.2, big-endian    DIM of the X68000, bytes              DIM of the Atari ST (FastCopy), bytes
 *  0 name, 64 bytes             0 kind of disk: bytes of a track     0 "BB"
 * 64 bytes of the disk          1 for each of 170 tracks, whether    2 whether the program found out what follows
 * 68 bytes of tags, after it      it is there; first to last         3 whether only sectors in use are there
 * 82 0100, 16 bits                cylinder, two heads each           6 sides less 1      8 sectors of a track
 * 84 the disk                 171 "DIFC HEADER  "                   10 first track      12 last track
 *                             256 tracks that are there             13 whether of high density
 *                                                                   14 BIOS parameter block, 18 bytes, big-endian
 *                                                                   32 the disk
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Sources: Neko Project II's {@code sxsihdd.c} and MAME's {@code pc98fdi_dsk.cpp}
 * and {@code dim_dsk.cpp}; CiderPress II's notes on 2IMG and on DiskCopy;
 * <a href="https://www.pc98.org/project/doc/dim.html">pc98.org on DIM</a>; Hatari's {@code dim.c}.
 *
 * <p>Anex86's, DiskCopy's and FastCopy's have no mark that a raw disk may not begin with: they are taken for what they are only if
 * all that they say agrees, and the size of the file with it. The others have one, and what contradicts it is refused.
 *
 * @param format its short name
 * @param start where the disk begins
 * @param size of the disk, in bytes
 * @param facts what else the header says
 */
record PlainHeader(String format, long start, long size, Map<String, String> facts) {
    /** Bytes of the longest of them that are looked at. */
    private static final int LOOKED_AT = 512;

    /** A header that may be longer than what is known of it is not longer than that. */
    private static final long LONGEST = 1 << 20;

    private static final int LEAST_SECTOR = 128;
    private static final int LARGEST_SECTOR = 4096;
    private static final int BLOCK = 512;

    private static final int ANEX86_LENGTH = 32;
    private static final int NHD_LENGTH = 288;
    private static final int VIRTUAL98_LENGTH = 220;
    private static final int TWO_IMG_LENGTH = 48;
    private static final int DISK_COPY_LENGTH = 84;
    private static final int DISK_COPY_LONGEST_NAME = 63;
    private static final int TAG = 12;
    private static final int X68000_LENGTH = 256;
    private static final int X68000_MOST_TRACKS = 170;
    private static final int FAST_COPY_LENGTH = 32;
    private static final int FAST_COPY_MARK = 0x4242;
    private static final int FAST_COPY_LAST_TRACK = 99;
    private static final int FAST_COPY_MOST_SECTORS = 60;

    /** Bytes of a track of a DIM of the X68000, by the kind of disk: 8 or 9 sectors of 1024, 15 or 18 of 512. */
    private static final Map<Integer, Integer> X68000_TRACKS = Map.of(0, 8 * 1024, 1, 9 * 1024, 2, 15 * 512, 3, 9 * 1024, 9, 18 * 512);

    /** What CiderPress II does with what is not in blocks. */
    private static final String CIDER_PRESS = "; CiderPress II makes a raw image of it: "
            + "'cp2 create-disk-image disk.po 35trk', then 'cp2 copy-sectors' from it to disk.po";

    /**
     * The disk of an image that has such a header.
     *
     * @return nothing if it has none
     * @throws IOException saying why, if it has one, and the disk cannot be read
     */
    static Optional<Image> open(Image image) throws IOException {
        ByteView bytes = image.viewUpTo(0, LOOKED_AT);
        Optional<PlainHeader> found = bytes.length() < LOOKED_AT ? Optional.empty() : of(image, bytes);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PlainHeader header = found.get();
        Layer layer = new Layer(header.format, header.size, image.name(), header.factsOf(image));
        return Optional.of(new VirtualDisk(image, List.of(), layer, at -> new VirtualDisk.Data(image, header.start + at, header.size - at)));
    }

    /** What the header says, and how much of the disk is missing in the image. */
    private Map<String, String> factsOf(Image image) {
        long missing = start + size - image.size();
        if (missing <= 0) {
            return facts;
        }
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put("incomplete", "the last " + missing + " bytes of its disk are missing");
        return more;
    }

    private static Optional<PlainHeader> of(Image image, ByteView bytes) throws IOException {
        if (bytes.has(0, Marks.NHD)) {
            return Optional.of(nhd(image, bytes));
        }
        if (bytes.has(0, Marks.VIRTUAL98)) {
            return Optional.of(virtual98(image, bytes));
        }
        if (bytes.has(0, Marks.TWO_IMG)) {
            return Optional.of(twoImg(image, bytes));
        }
        if (bytes.has(Marks.X68000_AT, Marks.X68000)) {
            return Optional.of(x68000(image, bytes));
        }
        Optional<PlainHeader> found = anex86(image, bytes).or(() -> diskCopy(image, bytes));
        return found.isPresent() ? found : fastCopy(image, bytes);
    }

    /** The geometry of a disk, if it can be that of one. */
    private record Geometry(long cylinders, long heads, long sectors, long sectorBytes) {
        private boolean isPossible() {
            return cylinders > 0 && heads > 0 && heads < 256 && sectors > 0 && sectors < 256
                    && sectorBytes >= LEAST_SECTOR && sectorBytes <= LARGEST_SECTOR && Long.bitCount(sectorBytes) == 1;
        }

        /** Only of one that is possible; it is then less than 2^60. */
        private long bytes() {
            return cylinders * heads * sectors * sectorBytes;
        }

        private Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("cylinders", Long.toString(cylinders));
            facts.put("heads", Long.toString(heads));
            facts.put("sectors/track", Long.toString(sectors));
            facts.put("sector size", Long.toString(sectorBytes));
            return facts;
        }
    }

    private static Optional<PlainHeader> anex86(Image image, ByteView bytes) {
        long start = bytes.u32le(8);
        long size = bytes.u32le(12);
        Geometry geometry = new Geometry(bytes.u32le(28), bytes.u32le(24), bytes.u32le(20), bytes.u32le(16));
        boolean agrees = bytes.u32le(0) == 0 && start >= ANEX86_LENGTH && start <= LONGEST && geometry.isPossible()
                && geometry.bytes() == size && start + size == image.size();
        return agrees ? Optional.of(new PlainHeader("anex86", start, size, geometry.facts())) : Optional.empty();
    }

    private static PlainHeader nhd(Image image, ByteView bytes) throws IOException {
        long start = bytes.u32le(272);
        Geometry geometry = new Geometry(bytes.u32le(276), bytes.u16le(280), bytes.u16le(282), bytes.u16le(284));
        if (start < NHD_LENGTH || start > LONGEST || !geometry.isPossible()) {
            throw damaged(image, "NHD", "its header of " + start + " bytes, for a disk of " + said(geometry), 512);
        }
        return new PlainHeader("nhd", start, geometry.bytes(), geometry.facts());
    }

    private static PlainHeader virtual98(Image image, ByteView bytes) throws IOException {
        Geometry geometry = new Geometry(bytes.u16le(146), bytes.u8(145), bytes.u8(144), bytes.u16le(142));
        long sectors = bytes.u32le(148);
        if (!geometry.isPossible() || sectors * geometry.sectorBytes != geometry.bytes()) {
            throw damaged(image, "Virtual98 HDD", "its header, for a disk of " + said(geometry) + " and of " + sectors + " sectors", VIRTUAL98_LENGTH);
        }
        return new PlainHeader("virtual98", VIRTUAL98_LENGTH, geometry.bytes(), geometry.facts());
    }

    private static String said(Geometry geometry) {
        return geometry.cylinders + " cylinders, " + geometry.heads + " heads and " + geometry.sectors + " sectors of " + geometry.sectorBytes + " bytes";
    }

    private static PlainHeader twoImg(Image image, ByteView bytes) throws IOException {
        long order = bytes.u32le(12);
        long start = bytes.u32le(24);
        long size = bytes.u32le(28) == 0 ? bytes.u32le(20) * BLOCK : bytes.u32le(28);
        if (order == 0 || order == 2) {
            throw Context.refusal(image, "it is a 2MG image " + (order == 0 ? "whose sectors are in the order of DOS 3.3" : "of nibbles")
                    + ", in which nothing is at its place" + CIDER_PRESS);
        }
        if (order != 1 || start < TWO_IMG_LENGTH || start > image.size() || size == 0) {
            throw damaged(image, "2MG", "its header, for a disk of " + size + " bytes at byte " + start + " in order " + order, 64);
        }
        return new PlainHeader("2mg", start, size, Map.of());
    }

    private static Optional<PlainHeader> diskCopy(Image image, ByteView bytes) {
        long size = bytes.u32be(64);
        long tags = bytes.u32be(68);
        boolean agrees = bytes.u16be(82) == 0x0100 && bytes.u8(0) <= DISK_COPY_LONGEST_NAME && size > 0 && size % BLOCK == 0
                && (tags == 0 || tags == size / BLOCK * TAG) && DISK_COPY_LENGTH + size + tags == image.size();
        return agrees ? Optional.of(new PlainHeader("diskcopy", DISK_COPY_LENGTH, size, Map.of())) : Optional.empty();
    }

    private static PlainHeader x68000(Image image, ByteView bytes) throws IOException {
        int track = X68000_TRACKS.getOrDefault(bytes.u8(0), 0);
        if (track == 0) {
            throw Context.refusal(image, "it is a DIM image of a kind that is not known: " + bytes.u8(0) + "; 'tail -c +257' leaves out its header");
        }
        int tracks = 0;
        int last = 0;
        for (int n = 1; n <= X68000_MOST_TRACKS; n++) {
            if (bytes.u8(n) != 0) {
                tracks++;
                last = n;
            }
        }
        if (tracks < last) {
            throw Context.refusal(image, "it is a DIM image that leaves out " + (last - tracks) + " of " + last + " tracks, so that others are not at their places; "
                    + "DIFC.X, on an X68000 or in an emulator, writes it to a disk");
        }
        long size = (long) tracks * track;
        if (tracks == 0 || X68000_LENGTH + size != image.size()) {
            throw damaged(image, "DIM", "its header, for " + tracks + " tracks of " + track + " bytes", X68000_LENGTH);
        }
        return new PlainHeader("dim", X68000_LENGTH, size, Map.of("tracks", Integer.toString(tracks)));
    }

    private static Optional<PlainHeader> fastCopy(Image image, ByteView bytes) throws IOException {
        int sides = bytes.u8(6) + 1;
        int sectors = bytes.u8(8);
        int first = bytes.u8(10);
        int last = bytes.u8(12);
        boolean isPossible = bytes.u16be(0) == FAST_COPY_MARK && bytes.u8(2) <= 1 && bytes.u8(3) <= 1 && sides <= 2 && sectors > 0
                && sectors <= FAST_COPY_MOST_SECTORS && first <= last && last <= FAST_COPY_LAST_TRACK && bytes.u8(13) <= 1;
        if (!isPossible) {
            return Optional.empty();
        }
        Geometry geometry = new Geometry(last + 1, sides, sectors, BLOCK);
        long there = image.size() - FAST_COPY_LENGTH;
        boolean isWhole = bytes.u8(3) == 0 && first == 0;
        if (isWhole && there == geometry.bytes()) {
            return Optional.of(new PlainHeader("fastcopy", FAST_COPY_LENGTH, there, geometry.facts()));
        }
        // Of one that is not whole, the size cannot say that it is one: what it says of the file system on it has to.
        boolean hasParameters = bytes.u16be(14) == BLOCK && bytes.u16be(16) > 0 && bytes.u16be(18) == BLOCK * bytes.u16be(16);
        if (!isWhole && hasParameters && there > 0 && there % BLOCK == 0 && there < geometry.bytes()) {
            throw Context.refusal(image, "it is a DIM image of FastCopy Pro that has only " + (first > 0 ? "tracks " + first + " to " + last : "the sectors in use")
                    + ", so that nothing is at its place; FastCopy Pro, on an Atari ST or in an emulator, writes it to a disk");
        }
        return Optional.empty();
    }

    /** What contradicts itself, and how to leave out the header anyway. */
    private static IOException damaged(Image image, String title, String what, int length) {
        return Context.refusal(image, "the " + title + " image is damaged or cut short: " + what + ", contradicts itself or the " + image.size()
                + " bytes of the file; 'tail -c +" + (length + 1) + "' leaves out the header");
    }
}
