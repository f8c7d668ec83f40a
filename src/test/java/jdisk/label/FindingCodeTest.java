package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import jdisk.unit.Chs;
import jdisk.unit.Extent;
import org.junit.jupiter.api.Test;

/** Programs know findings by their codes, which therefore stay the same whatever the records are called. */
final class FindingCodeTest {

    /** What was published: a code may be added, but none of these changed or taken away. */
    private static final String CODES = """
            address-disagrees
            address-outside-geometry
            another-header
            another-table
            backup-faulty
            backup-misplaced
            backup-not-at-end
            beginning-differs
            beyond-end
            both-copies-faulty
            chain-beyond-end
            chain-loops
            chain-too-long
            chain-unreadable
            contains-sector-zero
            copies-differ
            disk-too-large
            disk-too-small
            drive-overlay
            empty-logical
            empty-table
            ending-differs
            ends-before-start
            entries-shared
            entry-missing
            extended-at-zero
            extra-data
            extra-extended
            extra-link
            first-unreadable
            footer
            geometry-assumed
            gpt-overlap
            headers-doubtful
            hybrid-mbr
            incomplete-sector
            link-outside
            list-broken
            more-overlaps
            more-than-fdisk-lists
            nested-table
            no-boot-partition
            no-geometry
            no-partitions
            no-protective-mbr
            no-signature
            no-swap-partition
            no-swap-type
            no-whole-disk
            not-at-cylinder-end
            not-of-whole-cylinders
            numbers-make-no-sense
            outside-extended
            outside-usable
            overlap
            primary-faulty
            protective-size-differs
            second-whole-disk
            sgi-gap
            sgi-overlap
            sun-gap
            sun-overlap
            too-big
            too-many-entries
            unusual-boot-file
            vtoc-count
            vtoc-sanity
            vtoc-version
            whole-disk-not-eleventh
            whole-disk-starts-late
            whole-slice-elsewhere
            wrong-checksum
            wrong-entry-checksum
            """;

    @Test
    void codes() throws ReflectiveOperationException {
        TreeSet<String> codes = new TreeSet<>();
        List<Class<?>> kinds = new ArrayList<>();
        addKinds(Finding.class, kinds);
        for (Class<?> kind : kinds) {
            codes.add(finding(kind).code());
        }
        assertThat(String.join("\n", codes) + "\n").isEqualTo(CODES);
        assertThat(codes).as("each has its own").hasSameSizeAs(kinds.stream().distinct().toList());
    }

    /** All records, wherever they are in the sealed hierarchy; some are there twice. */
    private static void addKinds(Class<?> type, List<Class<?>> kinds) {
        if (type.isRecord()) {
            kinds.add(type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                addKinds(permitted, kinds);
            }
        }
    }

    private static Finding finding(Class<?> kind) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (Finding) kind.getDeclaredConstructor(types).newInstance(Arrays.stream(types).map(FindingCodeTest::any).toArray());
    }

    private static Object any(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "int" -> 1;
            case "boolean" -> true;
            case "long" -> 1L;
            case "String" -> "a reason";
            case "Extent" -> new Extent(1, 1);
            case "OfReading" -> new Finding.NoProtectiveMbr();
            case "Chs" -> new Chs(0, 0, 1);
            default -> throw new AssertionError("what is a " + type + "?");
        };
    }
}
