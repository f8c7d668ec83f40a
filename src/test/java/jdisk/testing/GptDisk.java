package jdisk.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A disk of 512-byte sectors with a GPT, made as the UEFI specification tells: a protective MBR in sector 0, the header in
 * sector 1, 128 entries of 128 bytes behind it, and copies of both at the end, the header last.
 *
 * <p>Every byte of it can be changed; {@link #seal} then makes the checksums right again.
 *
 * @see <a href="https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html">UEFI specification, chapter 5</a>
 */
public final class GptDisk {

    public static final int SECTOR = 512;

    /** Where a header has what, in bytes. */
    public static final int HEADER_SIZE = 12;
    public static final int HEADER_CRC = 16;
    public static final int MY_LBA = 24;
    public static final int ALTERNATE_LBA = 32;
    public static final int FIRST_USABLE = 40;
    public static final int LAST_USABLE = 48;
    public static final int DISK_GUID = 56;
    public static final int ENTRIES_LBA = 72;
    public static final int ENTRY_COUNT = 80;
    public static final int ENTRY_SIZE = 84;
    public static final int ENTRIES_CRC = 88;

    /** Where an entry has what, in bytes. */
    public static final int FIRST_LBA = 32;
    public static final int LAST_LBA = 40;
    public static final int ATTRIBUTES = 48;
    public static final int NAME = 56;
    public static final int ENTRY = 128;

    private static final int ARRAY_SECTORS = 32;
    private static final int MBR_ENTRY = 446;

    private final long sectors;
    private final ByteBuffer mbr = bytes(SECTOR);
    private final Copy primary;
    private final Copy backup;

    /** A header, its entries, and where they are. */
    public static final class Copy {
        private final long headerSector;
        private final long entriesSector;
        private final ByteBuffer header = bytes(SECTOR);
        private final ByteBuffer entries = bytes(ARRAY_SECTORS * SECTOR);

        private Copy(long headerSector, long alternate, long entriesSector, long sectors) {
            this.headerSector = headerSector;
            this.entriesSector = entriesSector;
            header.put(0, "EFI PART".getBytes(StandardCharsets.US_ASCII));
            header.putInt(8, 0x0001_0000).putInt(HEADER_SIZE, 92);
            header.putLong(MY_LBA, headerSector).putLong(ALTERNATE_LBA, alternate);
            header.putLong(FIRST_USABLE, 2 + ARRAY_SECTORS).putLong(LAST_USABLE, sectors - 2 - ARRAY_SECTORS);
            header.putInt(DISK_GUID, 0x11223344).putInt(DISK_GUID + 4, 0x40006655).putLong(DISK_GUID + 8, 0xffeeddccbbaa9980L);
            header.putLong(ENTRIES_LBA, entriesSector).putInt(ENTRY_COUNT, 128).putInt(ENTRY_SIZE, ENTRY);
        }

        public ByteBuffer header() {
            return header;
        }

        public ByteBuffer entries() {
            return entries;
        }

        /** Makes the checksum of the entries right, of as many as the header tells and there are bytes of, and the header's. */
        public Copy seal() {
            long told = (header.getInt(ENTRY_COUNT) & 0xffff_ffffL) * (header.getInt(ENTRY_SIZE) & 0xffff_ffffL);
            long there = told < 0 || told > entries.capacity() ? entries.capacity() : told;
            header.putInt(ENTRIES_CRC, crc(entries, (int) there));
            return sealHeader();
        }

        /** Makes the header's checksum right, and leaves that of the entries. */
        public Copy sealHeader() {
            long told = header.getInt(HEADER_SIZE) & 0xffff_ffffL;
            header.putInt(HEADER_CRC, 0);
            header.putInt(HEADER_CRC, crc(header, (int) Math.min(told, SECTOR)));
            return this;
        }

        private static int crc(ByteBuffer bytes, int length) {
            CRC32 crc = new CRC32();
            crc.update(bytes.slice(0, length));
            return (int) crc.getValue();
        }
    }

    /** A disk without partitions. */
    public GptDisk(long sectors) {
        this.sectors = sectors;
        primary = new Copy(1, sectors - 1, 2, sectors);
        backup = new Copy(sectors - 1, 1, sectors - 1 - ARRAY_SECTORS, sectors);
        mbr.put(510, (byte) 0x55).put(511, (byte) 0xaa);
        mbrEntry(1, 0xee, 1, Math.min(sectors - 1, 0xffff_ffffL));
        seal();
    }

    /** A disk of 32 MiB with three partitions. */
    public static GptDisk ofThree() {
        return new GptDisk(65_536).partition(1, 2048, 4095, "one").partition(2, 4096, 8191, "two")
                .partition(4, 10_240, 12_287, "four");
    }

    /** Puts an entry of the Linux type into both copies. */
    public GptDisk partition(int number, long first, long last, String name) {
        for (Copy copy : copies()) {
            int at = (number - 1) * ENTRY;
            // 0FC63DAF-8483-4772-8E79-3D69D8477DE4: three numbers little-endian, the rest as it is read
            copy.entries.putInt(at, 0x0fc63daf).putShort(at + 4, (short) 0x8483).putShort(at + 6, (short) 0x4772);
            copy.entries.put(at + 8, new byte[] {(byte) 0x8e, 0x79, 0x3d, 0x69, (byte) 0xd8, 0x47, 0x7d, (byte) 0xe4});
            copy.entries.putLong(at + 16, 0x4000_0000_0000_0000L + number).putLong(at + 24, Long.reverseBytes(0x8000_0000_0000_0000L + number));
            copy.entries.putLong(at + FIRST_LBA, first).putLong(at + LAST_LBA, last);
            copy.entries.put(at + NAME, name.getBytes(StandardCharsets.UTF_16LE));
        }
        return seal();
    }

    public Copy primary() {
        return primary;
    }

    public Copy backup() {
        return backup;
    }

    public List<Copy> copies() {
        return List.of(primary, backup);
    }

    public ByteBuffer mbr() {
        return mbr;
    }

    /** Sets an entry of the MBR, without places in heads and cylinders. */
    public GptDisk mbrEntry(int number, int type, long start, long count) {
        int at = MBR_ENTRY + 16 * (number - 1);
        mbr.put(at + 4, (byte) type).putInt(at + 8, (int) start).putInt(at + 12, (int) count);
        return this;
    }

    /** Makes all checksums right. */
    public GptDisk seal() {
        copies().forEach(Copy::seal);
        return this;
    }

    public long size() {
        return sectors * SECTOR;
    }

    /** What the disk holds, by its offset; the rest is zeros. */
    public Map<Long, byte[]> pieces() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        pieces.put(0L, array(mbr));
        for (Copy copy : copies()) {
            pieces.put(copy.headerSector * SECTOR, array(copy.header));
            pieces.put(copy.entriesSector * SECTOR, array(copy.entries));
        }
        return pieces;
    }

    /** Writes the disk as a sparse file. */
    public Path write(Path image) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size());
            for (Map.Entry<Long, byte[]> piece : pieces().entrySet()) {
                file.seek(piece.getKey());
                file.write(piece.getValue());
            }
        }
        return image;
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.capacity()];
        bytes.get(0, array);
        return array;
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
