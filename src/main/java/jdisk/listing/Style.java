package jdisk.listing;

import jdisk.unit.DisplayUnit;

/** Whose layout a listing has. */
public enum Style {
    /** fdisk 2.12. */
    CLASSIC(DisplayUnit.CYLINDERS),
    /** util-linux 2.38.1. */
    MODERN(DisplayUnit.SECTORS);

    private final DisplayUnit unit;

    Style(DisplayUnit unit) {
        this.unit = unit;
    }

    /** The display unit this fdisk starts with. */
    public DisplayUnit unit() {
        return unit;
    }
}
