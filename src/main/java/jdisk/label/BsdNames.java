package jdisk.label;

import java.util.List;

/** What fdisk calls the types in a BSD disklabel. */
public final class BsdNames {
    private static final List<String> TYPES = List.of(
            "unused", "swap", "Version 6", "Version 7", "System V", "4.1BSD", "Eighth Edition", "4.2BSD", "MS-DOS", "4.4LFS",
            "unknown", "HPFS", "ISO-9660", "boot", "ADOS", "HFS", "AdvFS");

    private static final List<String> DRIVES =
            List.of("unknown", "SMD", "MSCP", "old DEC", "SCSI", "ESDI", "ST506", "HP-IB", "HP-FL", "type 9", "floppy");

    private BsdNames() {}

    /** The types by their numbers, from 0. */
    public static List<String> types() {
        return TYPES;
    }

    public static String type(int code) {
        return code < TYPES.size() ? TYPES.get(code) : "unknown";
    }

    /** What a drive of this kind is called. */
    public static String drive(int code) {
        return code < DRIVES.size() ? DRIVES.get(code) : Integer.toString(code);
    }
}
