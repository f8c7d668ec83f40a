package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * An entry of an Apple partition map.
 *
 * @param number its place in the map, from 1, as the kernel counts
 * @param name what its maker called it
 * @param type what it is for: Apple_HFS, Apple_Free, …
 */
public record MacPartition(int number, Extent extent, String name, String type) implements Partition {
    @Override
    public Role role() {
        return switch (type) {
            case "Apple_partition_map" -> Role.TABLE;
            case "Apple_Free" -> Role.FREE;
            default -> Role.DATA;
        };
    }

    @Override
    public String typeName() {
        return type;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent.first()),
                Field.number(Field.Name.SIZE, extent.count()),
                Field.word(Field.Name.TYPE, type),
                Field.text(Field.Name.NAME, name));
    }
}
