package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Reads an Amiga rigid disk block (RDB) and follows its list of partition blocks.
 *
 * <pre>
 * rigid disk block, one of blocks 0 to 15       partition block
 *   0 "RDSK"                                      0 "PART"
 *   4 words the checksum covers                   4 words the checksum covers
 *   8 checksum: these words make 0                8 checksum
 *  16 bytes in a block                           16 block of the next one, FFFFFFFF for none
 *  28 first partition block, FFFFFFFF for none   20 flags: 1 can be booted   2 not to be mounted
 *  64 cylinders   68 sectors   72 heads          36 name: length in 8 bits, then up to 31 characters
 * 128 first and 132 last block of its own       140 surfaces   148 blocks in a track
 * 136 first and 140 last cylinder for others    164 first and 168 last cylinder
 * 160 vendor, 8   168 product, 16               192 type of its file system
 * 184 revision, 4
 * </pre>
 *
 * All numbers are big-endian, of 32 bits where nothing else is said. Source: {@code struct RigidDiskBlock} and {@code struct
 * PartitionBlock} of the Amiga ROM Kernel Reference Manual: Devices ({@code devices/hardblocks.h}), and its {@code struct
 * DosEnvec} ({@code dos/filehandler.h}), which is at 128 in a partition block.
 *
 * <p>A partition's cylinders are of its own surfaces and tracks, as the Amiga and Linux count them; those of the rigid disk block
 * may be of another size. Blocks are as large as the rigid disk block says.
 */
final class AmigaReader {
    /** More partition blocks than this are not followed: the list has no end of its own. */
    static final int LIMIT = 1_024;

    /** Blocks in which a rigid disk block is looked for, from the first on. */
    private static final int PLACES = 16;

    private static final int LENGTH = 512;
    private static final String RIGID_DISK = "RDSK";
    private static final String PARTITION = "PART";
    private static final long NONE = 0xffff_ffffL;

    private static final int SUMMED = 4;
    private static final int BLOCK_BYTES = 16;
    private static final int PARTITIONS = 28;
    private static final int CYLINDERS = 64;
    private static final int SECTORS = 68;
    private static final int HEADS = 72;
    private static final int FIRST_OWN = 128;
    private static final int LAST_OWN = 132;
    private static final int FIRST_CYLINDER = 136;
    private static final int LAST_CYLINDER = 140;
    private static final int VENDOR = 160;
    private static final int PRODUCT = 168;
    private static final int REVISION = 184;

    private static final int NEXT = 16;
    private static final int FLAGS = 20;
    private static final int NAME = 36;
    private static final int NAME_LENGTH = 31;
    private static final int SURFACES = 140;
    private static final int TRACK = 148;
    private static final int LOW = 164;
    private static final int HIGH = 168;
    private static final int DOS_TYPE = 192;

    /** No disk has more blocks than this, and the bytes of so many can be counted. */
    private static final long BLOCK_LIMIT = 1L << 48;

    /** Where a rigid disk block lies, in bytes of the image, and what it says a block has. */
    private record Found(ByteView rigidDisk, long offset, int blockBytes) {}

    private final Image image;
    private final SectorSize sectorSize;
    private final Found found;
    private final List<AmigaPartition> partitions = new ArrayList<>();
    private final List<Finding.OfReading> findings = new ArrayList<>();

    private AmigaReader(Image image, SectorSize sectorSize, Found found) {
        this.image = image;
        this.sectorSize = sectorSize;
        this.found = found;
    }

    /** Reads the table; nothing if there is none. */
    static Optional<AmigaLabel> read(Image image, SectorSize sectorSize) {
        return find(image).map(found -> new AmigaReader(image, sectorSize, found).read());
    }

    /**
     * Reads the table whose rigid disk block lies at a place, wherever its disk begins. It is one of the first blocks; which one, the
     * list of partition blocks tells, as it leads to nothing from elsewhere. Nothing if a checksum is wrong, or the list broken or empty.
     */
    static Optional<AmigaLabel> at(Image image, long offset) throws IOException {
        ByteView block = image.viewUpTo(offset, LENGTH);
        if (block.length() < LENGTH || !block.has(0, RIGID_DISK) || !hasRightChecksum(block)) {
            return Optional.empty();
        }
        long told = block.u32be(BLOCK_BYTES);
        boolean isSize = told <= Integer.MAX_VALUE && SectorSize.ALLOWED.contains((int) told);
        SectorSize size = isSize ? new SectorSize((int) told) : SectorSize.DEFAULT;
        Optional<AmigaLabel> best = Optional.empty();
        for (int place = 0; place < PLACES && size.bytes(place) <= offset; place++) {
            Slice disk = Slice.of(image, offset - size.bytes(place), image.size() - offset + size.bytes(place));
            AmigaLabel label = new AmigaReader(disk, size, new Found(block, size.bytes(place), size.bytes())).read();
            // From a place that is not the right one, the list may begin in its middle.
            int partitions = isWhole(label) ? label.partitions().size() : 0;
            if (partitions > best.map(found -> found.partitions().size()).orElse(0)) {
                best = Optional.of(label);
            }
        }
        return best;
    }

    private static boolean isWhole(AmigaLabel label) {
        return label.findings().stream().noneMatch(finding ->
                finding instanceof Finding.ListBroken || finding instanceof Finding.WrongEntryChecksum);
    }

    /** Bytes in a block of the disk, as its rigid disk block says; nothing without one. */
    static Optional<SectorSize> blockSize(Image image) {
        return find(image).map(found -> new SectorSize(found.blockBytes()));
    }

    /**
     * The first rigid disk block that says of blocks the size by which it was found, or with a right checksum, where that size
     * makes no sense, by blocks of 512 bytes.
     */
    private static Optional<Found> find(Image image) {
        Optional<Found> doubtful = Optional.empty();
        for (int place = 0; place < PLACES; place++) {
            for (int blockBytes : SectorSize.ALLOWED) {
                ByteView block = blockOrNothing(image, (long) place * blockBytes);
                if (block.has(0, RIGID_DISK)) {
                    if (block.u32be(BLOCK_BYTES) == blockBytes) {
                        return Optional.of(new Found(block, (long) place * blockBytes, blockBytes));
                    }
                    if (doubtful.isEmpty() && blockBytes == LENGTH && hasRightChecksum(block)) {
                        doubtful = Optional.of(new Found(block, (long) place * blockBytes, blockBytes));
                    }
                }
            }
        }
        return doubtful;
    }

    /** A block that cannot be read may hide a rigid disk block, but not another one after it. */
    private static ByteView blockOrNothing(Image image, long offset) {
        try {
            ByteView block = image.viewUpTo(offset, LENGTH);
            return block.length() == LENGTH ? block : new ByteView(new byte[LENGTH]);
        } catch (IOException e) {
            return new ByteView(new byte[LENGTH]);
        }
    }

    private static boolean hasRightChecksum(ByteView block) {
        long words = block.u32be(SUMMED);
        if (words > LENGTH / 4) {
            return false;
        }
        int sum = 0;
        for (int word = 0; word < words; word++) {
            sum += (int) block.u32be(4 * word);
        }
        return words > 0 && sum == 0;
    }

    private AmigaLabel read() {
        ByteView block = found.rigidDisk();
        if (!hasRightChecksum(block)) {
            findings.add(new Finding.WrongChecksum(Label.Kind.AMIGA));
        }
        followList(block.u32be(PARTITIONS));
        AmigaLabel.Drive drive = new AmigaLabel.Drive(
                block.u32be(CYLINDERS),
                block.u32be(HEADS),
                block.u32be(SECTORS),
                block.u32be(FIRST_OWN),
                block.u32be(LAST_OWN),
                block.u32be(FIRST_CYLINDER),
                block.u32be(LAST_CYLINDER),
                block.latin1(VENDOR, 8),
                block.latin1(PRODUCT, 16),
                block.latin1(REVISION, 4));
        boolean inSectors = found.blockBytes() == sectorSize.bytes();
        return new AmigaLabel(drive, found.offset(), found.blockBytes(), inSectors, partitions, findings);
    }

    /** Ends: each turn visits a block not visited before, and {@link #LIMIT} bounds how many. */
    private void followList(long firstBlock) {
        Set<Long> visited = new HashSet<>();
        long at = firstBlock;
        for (int number = 1; at != NONE; number++) {
            long offset = at * found.blockBytes();
            if (!visited.add(at)) {
                stop(number, offset, Finding.Break.LOOPS);
                return;
            }
            if (number > LIMIT) {
                stop(number, offset, Finding.Break.TOO_LONG);
                return;
            }
            if (offset + LENGTH > image.size()) {
                stop(number, offset, Finding.Break.BEYOND_END);
                return;
            }
            ByteView block;
            try {
                block = image.view(offset, LENGTH);
            } catch (IOException e) {
                stop(number, offset, Finding.Break.UNREADABLE);
                return;
            }
            if (!block.has(0, PARTITION)) {
                stop(number, offset, Finding.Break.NO_ENTRY);
                return;
            }
            add(block, number, offset);
            at = block.u32be(NEXT);
        }
    }

    private void stop(int number, long offset, Finding.Break why) {
        findings.add(new Finding.ListBroken(number, sectorSize.sectors(offset), why));
    }

    private void add(ByteView block, int number, long offset) {
        if (!hasRightChecksum(block)) {
            findings.add(new Finding.WrongEntryChecksum(number));
        }
        Optional<Extent> place = place(block);
        Extent extent = place.orElse(new Extent(0, 0));
        String name = block.latin1(NAME + 1, Math.min(block.u8(NAME), NAME_LENGTH));
        partitions.add(new AmigaPartition(number, extent, name, block.u32be(DOS_TYPE), block.u32be(FLAGS), offset));
        long sectors = sectorSize.sectors(image.size());
        if (place.isEmpty()) {
            findings.add(new Finding.NumbersMakeNoSense(number));
        } else if (extent.end() > sectors) {
            findings.add(new Finding.BeyondEnd(number, extent, sectors));
        }
    }

    /** Where a partition lies, in sectors of the image; nothing if its cylinders cannot be counted. */
    private Optional<Extent> place(ByteView block) {
        long surfaces = block.u32be(SURFACES);
        long track = block.u32be(TRACK);
        long low = block.u32be(LOW);
        long high = block.u32be(HIGH);
        if (surfaces == 0 || track == 0 || track > BLOCK_LIMIT / surfaces || high < low || high >= BLOCK_LIMIT / (surfaces * track)) {
            return Optional.empty();
        }
        long cylinder = surfaces * track * found.blockBytes();
        long first = low * cylinder / sectorSize.bytes();
        return Optional.of(new Extent(first, (high + 1) * cylinder / sectorSize.bytes() - first));
    }
}
