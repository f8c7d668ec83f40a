package jdisk.label;

import jdisk.unit.Extent;

/**
 * An entry of an Apple partition map.
 *
 * @param number its place in the map, from 1, as the kernel counts
 * @param name what its maker called it
 * @param type what it is for: Apple_HFS, Apple_Free, …
 */
public record MacPartition(int number, Extent extent, String name, String type) implements Partition {
    /** Whether it is the map itself. */
    public boolean isMap() {
        return type.equals("Apple_partition_map");
    }

    /** Whether it only says that nobody uses these sectors. */
    public boolean isFree() {
        return type.equals("Apple_Free");
    }
}
