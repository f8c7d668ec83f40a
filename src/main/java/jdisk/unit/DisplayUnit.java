package jdisk.unit;

/** The unit in which a listing shows starts and ends. */
public enum DisplayUnit {
    SECTORS("sectors"),
    CYLINDERS("cylinders");

    private final String plural;

    DisplayUnit(String plural) {
        this.plural = plural;
    }

    /** The unit's name in the plural, as fdisk writes it. */
    public String plural() {
        return plural;
    }

    public DisplayUnit other() {
        return this == SECTORS ? CYLINDERS : SECTORS;
    }
}
