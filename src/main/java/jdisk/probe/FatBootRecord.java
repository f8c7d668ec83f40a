package jdisk.probe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The boot record of a FAT12, FAT16 or FAT32 file system: the first sector of the volume, with the BIOS parameter block.
 *
 * <pre>
 *   0 jump, 3 bytes              FAT12, FAT16:                 FAT32:
 *   3 name of the writer, 8      37 state, 8 bits              36 sectors of a FAT, 32 bits
 *  11 bytes a sector             38 28 or 29: what follows     40 which FATs are kept up
 *  13 sectors a cluster, 8 bits  39 serial, 32 bits            42 version of the format
 *  14 sectors before the FATs    43 label, 11 bytes            44 first cluster of the root, 32 bits
 *  16 number of FATs, 8 bits     54 name of the type, 8 bytes  48 sector of the counts of free clusters
 *  17 entries of the root                                      50 sector of the copy of this record
 *  19 sectors                                                  65 state, 8 bits
 *  21 medium, 8 bits                                           66 28 or 29: what follows
 *  22 sectors of a FAT (0 on FAT32)                            67 serial, 32 bits
 *  24 sectors a track                                          71 label, 11 bytes
 *  26 heads                                                    82 name of the type, 8 bytes
 *  28 sectors before the volume, 32 bits
 *  32 sectors, 32 bits, where 19 is 0
 * 510 signature 55 AA
 * </pre>
 *
 * Little-endian, 16 bits where nothing is said. Source: Microsoft's FAT32 File System Specification (fatgen103),
 * <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-107/">ECMA-107</a> for the older ones.
 *
 * <p>Sectors are those of the file system ({@link #sectorBytes}), which need not be those of the disk. Positions are in bytes
 * from the start of the volume; they follow from the record alone, and may lie past the end of the volume.
 *
 * @param sector the 512 bytes of the record
 */
public record FatBootRecord(ByteView sector) {
    /** Bytes of the record; the rest of a longer sector is not used. */
    public static final int LENGTH = 512;

    /** The first cluster: the FAT's entries 0 and 1 stand for none. */
    public static final int FIRST_CLUSTER = 2;

    static final int SECTOR_BYTES = 11;
    static final int RESERVED = 14;
    static final int FATS = 16;
    static final int ROOT_ENTRIES = 17;
    static final int SECTORS_16 = 19;
    static final int FAT_SECTORS_16 = 22;
    static final int SECTORS_32 = 32;

    private static final int WRITER = 3;
    private static final int WRITER_LENGTH = 8;
    private static final int CLUSTER_SECTORS = 13;
    private static final int MEDIUM = 21;
    private static final int TRACK_SECTORS = 24;
    private static final int HEADS = 26;
    private static final int HIDDEN_SECTORS = 28;
    private static final int STATE_16 = 37;
    private static final int EXTENSION_16 = 38;
    private static final int SERIAL_16 = 39;
    private static final int LABEL_16 = 43;
    private static final int NAME_16 = 54;
    private static final int FAT_SECTORS_32 = 36;
    private static final int MIRRORING = 40;
    private static final int VERSION = 42;
    private static final int ROOT_CLUSTER = 44;
    private static final int INFO_SECTOR = 48;
    private static final int BACKUP_SECTOR = 50;
    private static final int STATE_32 = 65;
    private static final int EXTENSION_32 = 66;
    private static final int SERIAL_32 = 67;
    private static final int LABEL_32 = 71;
    private static final int NAME_32 = 82;
    private static final int SIGNATURE = 510;

    private static final int LABEL_LENGTH = 11;
    private static final int NAME_LENGTH = 8;
    private static final int ROOT_ENTRY = 32;

    /** What follows is a serial number alone. */
    private static final int SERIAL_ONLY = 0x28;
    /** What follows is a serial number, a label and the name of the type. */
    private static final int SERIAL_AND_NAMES = 0x29;

    private static final int ONE_FAT = 0x80;
    private static final int ACTIVE_FAT = 0x0f;
    private static final int DIRTY = 0x01;
    private static final int FAULTY = 0x02;

    /** The most clusters of a FAT12 and of a FAT16, by which they are told apart; and of a FAT32. */
    private static final long FAT12_CLUSTERS = 4084;

    private static final long FAT16_CLUSTERS = 65524;
    private static final long FAT32_CLUSTERS = 0xffffff6;

    /** @throws IllegalArgumentException if this is not the boot record of a FAT file system */
    public FatBootRecord {
        if (!isOne(sector)) {
            throw new IllegalArgumentException("not a FAT boot record");
        }
    }

    /**
     * The boot record at the start of a volume, if it is that of a FAT file system.
     *
     * @throws IOException if the sector cannot be read
     */
    public static Optional<FatBootRecord> read(Slice volume) throws IOException {
        return volume.viewIfThere(0, LENGTH).flatMap(FatBootRecord::of);
    }

    /** These bytes as a boot record, if they are that of a FAT file system: also for the copy on a FAT32. */
    public static Optional<FatBootRecord> of(ByteView sector) {
        return isOne(sector) ? Optional.of(new FatBootRecord(sector.slice(0, LENGTH))) : Optional.empty();
    }

    /**
     * A FAT boot record has no magic of its own. It is told by the name of the type, which is for show only and need not be
     * there, or by its signature, and by fields that are all in their narrow ranges and fit together.
     */
    private static boolean isOne(ByteView sector) {
        if (sector.length() < LENGTH) {
            return false;
        }
        boolean named = sector.has(NAME_32, "MSWIN")
                || sector.has(NAME_32, "FAT32   ")
                || sector.has(NAME_16, "MSDOS")
                || sector.has(NAME_16, "FAT16   ")
                || sector.has(NAME_16, "FAT12   ")
                || sector.has(NAME_16, "FAT     ");
        // OS/2 puts a record like FAT's before its own file systems.
        boolean signed = sector.u16le(SIGNATURE) == 0xaa55 && !sector.has(NAME_16, "JFS     ") && !sector.has(NAME_16, "HPFS    ");
        int sectorBytes = sector.u16le(SECTOR_BYTES);
        int medium = sector.u8(MEDIUM);
        return (named || signed)
                && (sectorBytes == 512 || sectorBytes == 1024 || sectorBytes == 2048 || sectorBytes == 4096)
                && Integer.bitCount(sector.u8(CLUSTER_SECTORS)) == 1
                && sector.u16le(RESERVED) != 0
                && sector.u8(FATS) != 0
                && (medium == 0xf0 || medium >= 0xf8)
                && clusters(sector) >= 0
                && clusters(sector) <= (isFat32(sector) ? FAT32_CLUSTERS : FAT16_CLUSTERS)
                && fatSectors(sector) != 0;
    }

    private static boolean isFat32(ByteView sector) {
        return sector.u16le(FAT_SECTORS_16) == 0;
    }

    private static long fatSectors(ByteView sector) {
        return isFat32(sector) ? sector.u32le(FAT_SECTORS_32) : sector.u16le(FAT_SECTORS_16);
    }

    private static long sectors(ByteView sector) {
        return sector.u16le(SECTORS_16) == 0 ? sector.u32le(SECTORS_32) : sector.u16le(SECTORS_16);
    }

    private static long rootSectors(ByteView sector) {
        return Math.ceilDiv(sector.u16le(ROOT_ENTRIES) * ROOT_ENTRY, sector.u16le(SECTOR_BYTES));
    }

    /** Clusters of data; negative if there is no room for them. */
    private static long clusters(ByteView sector) {
        long data = sectors(sector) - sector.u16le(RESERVED) - fatSectors(sector) * sector.u8(FATS) - rootSectors(sector);
        return Math.floorDiv(data, (long) sector.u8(CLUSTER_SECTORS));
    }

    /** The system or tool that made the file system, as it calls itself; for show only. */
    public String writer() {
        return sector.latin1(WRITER, WRITER_LENGTH);
    }

    /** Bytes in a sector: 512, 1024, 2048 or 4096. */
    public int sectorBytes() {
        return sector.u16le(SECTOR_BYTES);
    }

    /** Sectors in a cluster: a power of two up to 128. */
    public int clusterSectors() {
        return sector.u8(CLUSTER_SECTORS);
    }

    /** Bytes in a cluster: a power of two up to 512 KiB. */
    public int clusterBytes() {
        return clusterSectors() * sectorBytes();
    }

    /** Sectors before the first FAT, this record's own included; at least 1. */
    public int reservedSectors() {
        return sector.u16le(RESERVED);
    }

    /** How many FATs there are, one after the other, each a copy of the first: at least 1. */
    public int fats() {
        return sector.u8(FATS);
    }

    /** Entries of 32 bytes that the root directory has room for; 0 on FAT32, where it is a chain of clusters. */
    public int rootEntries() {
        return sector.u16le(ROOT_ENTRIES);
    }

    /** Sectors of the volume. */
    public long sectors() {
        return sectors(sector);
    }

    /** What the volume lies on: F8 for a fixed disk, F0 or F9 to FF for floppy disks. */
    public int medium() {
        return sector.u8(MEDIUM);
    }

    /** Sectors of one FAT; at least 1. */
    public long fatSectors() {
        return fatSectors(sector);
    }

    /** Sectors in a track, as the BIOS counts them; 0 if it was not known. */
    public int trackSectors() {
        return sector.u16le(TRACK_SECTORS);
    }

    /** Heads of the disk, as the BIOS counts them; 0 if it was not known. */
    public int heads() {
        return sector.u16le(HEADS);
    }

    /** Sectors of the disk before the volume, as it was made; some systems leave 0. */
    public long hiddenSectors() {
        return sector.u32le(HIDDEN_SECTORS);
    }

    /** Whether the rest of the record is laid out as on FAT32, which every driver tells by the 16-bit length of a FAT. */
    public boolean isFat32() {
        return isFat32(sector);
    }

    /**
     * Bits in an entry of the FAT: 12, 16 or 32, of which the upper four do not count. The first two are told apart by the
     * number of clusters, and by nothing else: the name of the type is for show.
     */
    public int entryBits() {
        if (isFat32()) {
            return 32;
        }
        return clusters() <= FAT12_CLUSTERS ? 12 : 16;
    }

    /** How many clusters there are, the first of them number 2. */
    public long clusters() {
        return clusters(sector);
    }

    /** How many entries a FAT has room for, which may be fewer than there are clusters. */
    public long fatEntries() {
        return fatSectors() * sectorBytes() * 8 / entryBits();
    }

    /** The FAT that counts, from 0: another than the first only where a FAT32 keeps up one alone. */
    public int activeFat() {
        int flags = isFat32() ? sector.u16le(MIRRORING) : 0;
        int active = flags & ACTIVE_FAT;
        return (flags & ONE_FAT) != 0 && active < fats() ? active : 0;
    }

    /** Whether all FATs are kept up, each a copy of the first. */
    public boolean isMirrored() {
        return !isFat32() || (sector.u16le(MIRRORING) & ONE_FAT) == 0;
    }

    /** The version of FAT32, which is 0; 0 elsewhere. */
    public int version() {
        return isFat32() ? sector.u16le(VERSION) : 0;
    }

    /** The first cluster of the root directory of a FAT32, as it stands there: check it as that of any chain. 0 elsewhere. */
    public long rootCluster() {
        return isFat32() ? sector.u32le(ROOT_CLUSTER) : 0;
    }

    /** The sector of a FAT32 in which the free clusters are counted, as it stands there; 0 elsewhere. */
    public int infoSector() {
        return isFat32() ? sector.u16le(INFO_SECTOR) : 0;
    }

    /** The sector of a FAT32 that holds a copy of this record, as it stands there; 0 elsewhere. */
    public int backupSector() {
        return isFat32() ? sector.u16le(BACKUP_SECTOR) : 0;
    }

    /** Whether it was in use when it was last seen: it was not unmounted. */
    public boolean isDirty() {
        return (state() & DIRTY) != 0;
    }

    /** Whether the system that used it met with errors of the disk. */
    public boolean isFaulty() {
        return (state() & FAULTY) != 0;
    }

    /** Older records have code in its place. */
    private int state() {
        if (isFat32()) {
            return sector.u8(STATE_32);
        }
        int extension = sector.u8(EXTENSION_16);
        return extension == SERIAL_ONLY || extension == SERIAL_AND_NAMES ? sector.u8(STATE_16) : 0;
    }

    /** The serial number, 32 bits; 0 if there is none. On FAT32 it is what stands there, whether it is marked or not. */
    public long serial() {
        if (isFat32()) {
            return sector.u32le(SERIAL_32);
        }
        int extension = sector.u8(EXTENSION_16);
        return extension == SERIAL_ONLY || extension == SERIAL_AND_NAMES ? sector.u32le(SERIAL_16) : 0;
    }

    /**
     * The label in this record, padded with blanks; empty if there is none. The one in the root directory counts: systems
     * that change a label may leave this one as it was.
     *
     * @param codePage of the system that wrote it, which stands nowhere; for bytes that are not UTF-8
     */
    public String label(Charset codePage) {
        return hasNames() ? sector.text(isFat32() ? LABEL_32 : LABEL_16, LABEL_LENGTH, codePage) : "";
    }

    /** What the record says its type is, padded with blanks; for show only. Empty if it says nothing. */
    public String typeName() {
        return hasNames() ? sector.latin1(isFat32() ? NAME_32 : NAME_16, NAME_LENGTH) : "";
    }

    private boolean hasNames() {
        return sector.u8(isFat32() ? EXTENSION_32 : EXTENSION_16) == SERIAL_AND_NAMES;
    }

    /** Where a FAT begins, the first of them number 0. */
    public long fatPosition(int number) {
        return (reservedSectors() + number * fatSectors()) * sectorBytes();
    }

    /** Where the FATs end, and the root directory of a FAT12 or FAT16 begins. */
    public long rootPosition() {
        return fatPosition(fats());
    }

    /** Where cluster 2 begins, and with it the files' data. */
    public long dataPosition() {
        return rootPosition() + rootSectors(sector) * sectorBytes();
    }

    /** Where a cluster begins, the first of them number 2. */
    public long clusterPosition(long cluster) {
        return dataPosition() + (cluster - FIRST_CLUSTER) * clusterBytes();
    }
}
