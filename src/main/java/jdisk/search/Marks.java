package jdisk.search;

import java.util.function.Consumer;
import jdisk.image.ByteView;

/**
 * The first look at a sector: what may begin something, by a few bytes that are read already. Most sectors are none, and take a
 * dozen comparisons.
 */
enum Marks {
    BITLOCKER,
    BTRFS,
    EXFAT,
    EXT,
    FAT,
    HFS,
    HFS_PLUS,
    ISO,
    LUKS,
    LVM,
    MD,
    NTFS,
    OLD_MD,
    REFS,
    SQUASHFS,
    SWAP,
    /** A table, or a part of one: it is no volume, and tells of others. */
    TABLE,
    UDF,
    XFS;

    /** What proves that a volume is there. */
    Proof proof() {
        return switch (this) {
            case BITLOCKER -> new BitLockerProof();
            case BTRFS -> new BtrfsProof();
            case EXFAT -> new ExfatProof();
            case EXT -> new ExtProof();
            case FAT -> new FatProof();
            case HFS -> new HfsProof();
            case HFS_PLUS -> new HfsPlusProof();
            case ISO -> new IsoProof();
            case LUKS -> new LuksProof();
            case LVM -> new LvmProof();
            case MD -> new MdProof();
            case NTFS -> new NtfsProof();
            case OLD_MD -> new OldMdProof();
            case REFS -> new RefsProof();
            case SQUASHFS -> new SquashfsProof();
            case SWAP -> new SwapProof();
            case TABLE -> (disk, at, found) -> { };
            case UDF -> new UdfProof();
            case XFS -> new XfsProof();
        };
    }

    /**
     * What a sector may begin.
     *
     * @param at where it begins in the block, which has all 512 bytes of it
     */
    static void look(ByteView block, int at, Consumer<Marks> maybe) {
        switch (block.u8(at)) {
            case 'X' -> tell(block, at, "XFSB", XFS, maybe);
            case 'L' -> {
                tell(block, at, "LUKS\u00ba\u00be", LUKS, maybe);
                tell(block, at, "LABELONE", LVM, maybe);
            }
            case 'S' -> tell(block, at, "SKUL\u00ba\u00be", LUKS, maybe);
            case 'h' -> tell(block, at, "hsqs", SQUASHFS, maybe);
            case 'H' -> {
                tell(block, at, "H+\u0000\u0004", HFS_PLUS, maybe);
                tell(block, at, "HX\u0000\u0005", HFS_PLUS, maybe);
            }
            case 'B' -> tell(block, at, "BD", HFS, maybe);
            case '-' -> tell(block, at, "-FVE-FS-", BITLOCKER, maybe);
            case 'E' -> tell(block, at, "EFI PART", TABLE, maybe);
            case 'W' -> tell(block, at, "WEV\u0082", TABLE, maybe);
            case 'R' -> tell(block, at, "RDSK", TABLE, maybe);
            case 'P' -> tell(block, at, "PM\u0000\u0000", TABLE, maybe);
            case 0x0b -> tell(block, at, "\u000b\u00e5\u00a9A", TABLE, maybe);
            case 0xfc -> {
                tell(block, at, "\u00fcN+\u00a9\u0001\u0000\u0000\u0000", MD, maybe);
                tell(block, at, "\u00fcN+\u00a9\u0000\u0000\u0000\u0000", OLD_MD, maybe);
            }
            case 0xa9 -> tell(block, at, "\u00a9+N\u00fc\u0000\u0000\u0000\u0000", OLD_MD, maybe);
            default -> { }
        }
        switch (block.u8(at + 1)) {
            case 'C' -> tell(block, at + 1, "CD001", ISO, maybe);
            case 'B' -> tell(block, at + 1, "BEA01", UDF, maybe);
            default -> { }
        }
        switch (block.u8(at + 3)) {
            case 'N' -> tell(block, at + 3, "NTFS    ", NTFS, maybe);
            case 'E' -> tell(block, at + 3, "EXFAT   ", EXFAT, maybe);
            case 'R' -> tell(block, at + 3, "ReFS\u0000", REFS, maybe);
            default -> { }
        }
        if (block.u8(at + 11) == 0 && mayBeFat(block, at)) {
            maybe.accept(FAT);
        }
        if (block.u8(at + 0x38) == 0x53 && block.u8(at + 0x39) == 0xef) {
            maybe.accept(EXT);
        }
        switch (block.u8(at + 64)) {
            case '_' -> tell(block, at + 64, "_BHRfS_M", BTRFS, maybe);
            case 'W' -> tell(block, at + 64, "WEV\u0082", TABLE, maybe);
            default -> { }
        }
        boolean isTable = block.u8(at + 510) == 0x55 && block.u8(at + 511) == 0xaa && mayBeMbr(block, at);
        if (isTable || (block.u8(at + 508) == 0xda && block.u8(at + 509) == 0xbe)) {
            maybe.accept(TABLE);
        }
        if (block.u8(at + 502) == 'S') {
            tell(block, at + 502, "SWAPSPACE2", SWAP, maybe);
        }
    }

    private static void tell(ByteView block, int at, String mark, Marks found, Consumer<Marks> maybe) {
        if (block.has(at, mark)) {
            maybe.accept(found);
        }
    }

    /** Four entries with flags that tools set, one of them with a type, a start and a size. */
    private static boolean mayBeMbr(ByteView block, int at) {
        boolean used = false;
        for (int entry = at + 446; entry < at + 510; entry += 16) {
            int flag = block.u8(entry);
            if (flag != 0 && flag != 0x80) {
                return false;
            }
            used |= block.u8(entry + 4) != 0 && block.u32le(entry + 8) != 0 && block.u32le(entry + 12) != 0;
        }
        return used;
    }

    /** A sector of 512 to 4096 bytes, a power of two of them a cluster, sectors before the FATs, one or two FATs. */
    private static boolean mayBeFat(ByteView block, int at) {
        int size = block.u8(at + 12);
        return (size == 2 || size == 4 || size == 8 || size == 16)
                && Integer.bitCount(block.u8(at + 13)) == 1
                && block.u16le(at + 14) != 0
                && (block.u8(at + 16) == 1 || block.u8(at + 16) == 2);
    }
}
