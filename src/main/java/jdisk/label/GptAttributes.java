package jdisk.label;

import java.util.ArrayList;
import java.util.List;

/** The attributes of a GPT partition, as util-linux writes them. */
final class GptAttributes {
    /** The names of the lowest ones (UEFI specification, table of section 5.3.3). */
    private static final List<String> NAMES = List.of("RequiredPartition", "NoBlockIOProtocol", "LegacyBIOSBootable");

    /** From this one on, they belong to the partition's type and have numbers. */
    private static final int FIRST_OF_TYPE = 48;

    private GptAttributes() {}

    /** The names of the bits that have one, as sfdisk writes them; of others only those of the type, by their numbers. */
    static String text(long bits) {
        List<String> words = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            boolean set = (bits >>> bit & 1) != 0;
            if (set && bit < NAMES.size()) {
                words.add(NAMES.get(bit));
            } else if (set && bit >= FIRST_OF_TYPE) {
                numbers.add(Integer.toString(bit));
            }
        }
        if (!numbers.isEmpty()) {
            words.add("GUID:" + String.join(",", numbers));
        }
        return String.join(" ", words);
    }
}
