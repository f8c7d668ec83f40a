package jdisk.label;

import jdisk.image.ByteView;
import jdisk.unit.Chs;

/**
 * One entry of an MBR or EBR, as it stands there.
 *
 * @param bootFlag 0x80 is active, 0 is not, anything else is damage
 * @param first the place of the first sector, in the geometry of whoever wrote it
 * @param type what the partition is for
 * @param last the place of the last sector
 * @param start sectors from the start of what the entry counts from
 * @param count number of sectors
 */
public record MbrEntry(int bootFlag, Chs first, int type, Chs last, long start, long count) {
    static final int LENGTH = 16;

    private static final int ACTIVE = 0x80;

    static MbrEntry read(ByteView sector, int at) {
        return new MbrEntry(
                sector.u8(at),
                place(sector, at + 1),
                sector.u8(at + 4),
                place(sector, at + 5),
                sector.u32le(at + 8),
                sector.u32le(at + 12));
    }

    /** Three bytes: head; sector in six bits, with bits 8 and 9 of the cylinder above them; the cylinder's low eight bits. */
    private static Chs place(ByteView sector, int at) {
        int packed = sector.u8(at + 1);
        return new Chs((packed & 0xc0) << 2 | sector.u8(at + 2), sector.u8(at), packed & 0x3f);
    }

    /** Whether the entry is a container of logical partitions, or a link to the next EBR. */
    public boolean isExtended() {
        return type == 0x05 || type == 0x0f || type == 0x85;
    }

    /** Whether it is of a BSD that keeps a disklabel within its partition: FreeBSD, OpenBSD or NetBSD. */
    public boolean isBsd() {
        return type == 0xa5 || type == 0xa6 || type == 0xa9;
    }

    public boolean isActive() {
        return bootFlag == ACTIVE;
    }

    /** Whether the boot flag is one that tools write: set or not set, and nothing else. */
    boolean hasUsualFlag() {
        return bootFlag == 0 || isActive();
    }

    /** Whether nothing at all stands in the entry: such a slot is free. */
    public boolean isCleared() {
        return bootFlag == 0 && type == 0 && start == 0 && count == 0 && isCleared(first) && isCleared(last);
    }

    private static boolean isCleared(Chs place) {
        return place.cylinder() == 0 && place.head() == 0 && place.sector() == 0;
    }
}
