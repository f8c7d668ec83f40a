package jdisk.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that describes a VMDK: lines of {@code key=value}, and one for each extent.
 *
 * <pre>
 * # Disk DescriptorFile
 * CID=fffffffe
 * parentCID=ffffffff
 * createType="monolithicFlat"
 * parentFileNameHint="base.vmdk"
 * RW 131072 FLAT "disk-flat.vmdk" 0        access, sectors, kind, file, first sector in the file
 * </pre>
 *
 * Source: VMware's Virtual Disk Format, 5.0.
 *
 * @param values by their keys, in small letters
 */
record VmdkDescriptor(Map<String, String> values, List<Extent> extents) {
    // Each part takes all that it can, once: no line makes the pattern try again and again.
    private static final Pattern VALUE = Pattern.compile("\\s*+([A-Za-z][\\w.]*+)\\s*+=\\s*+\"?+([^\"]*+)\"?+\\s*+");
    private static final Pattern EXTENT =
            Pattern.compile("\\s*+(RW|RDONLY|NOACCESS)\\s++(\\d{1,18})\\s++(\\w++)(?:\\s++\"([^\"]*+)\")?+(?:\\s++(\\d{1,18}))?+.*+",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_EXTENTS = 65_536;
    private static final int LONGEST_LINE = 8192;
    private static final String HEXADECIMAL = "[0-9A-Fa-f]{1,16}";
    private static final long NO_PARENT = 0xffff_ffffL;

    /**
     * A part of the disk.
     *
     * @param sectors of 512 bytes
     * @param kind in capitals: FLAT, SPARSE, ZERO, …
     * @param file its name; nothing for zeros
     * @param first sector of it in the file
     */
    record Extent(long sectors, String kind, String file, long first) {}

    /** What a text says. */
    static VmdkDescriptor of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Extent> extents = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#") && line.length() <= LONGEST_LINE).forEach(line -> {
            Matcher extent = EXTENT.matcher(line);
            Matcher value = VALUE.matcher(line);
            if (extent.matches() && extents.size() < MOST_EXTENTS) {
                extents.add(new Extent(
                        Long.parseLong(extent.group(2)),
                        extent.group(3).toUpperCase(Locale.ROOT),
                        Optional.ofNullable(extent.group(4)).orElse(""),
                        Optional.ofNullable(extent.group(5)).map(Long::parseLong).orElse(0L)));
            } else if (value.matches()) {
                values.put(value.group(1).toLowerCase(Locale.ROOT), value.group(2));
            }
        });
        return new VmdkDescriptor(values, extents);
    }

    /** The kind of the whole: {@code monolithicSparse}, {@code streamOptimized}, … */
    String createType() {
        return values.getOrDefault("createtype", "");
    }

    /** Changes whenever what a disk over this one would see does. */
    String contentId() {
        return values.getOrDefault("cid", "");
    }

    /** The name of the disk it lies over, if it does. */
    Optional<String> parent() {
        return number(parentContentId()).equals(OptionalLong.of(NO_PARENT)) || parentContentId().isEmpty()
                ? Optional.empty()
                : Optional.of(values.getOrDefault("parentfilenamehint", ""));
    }

    String parentContentId() {
        return values.getOrDefault("parentcid", "");
    }

    /** Whether a disk is the parent as it was. Identifiers are numbers: not all makers write the zeros that one begins with. */
    boolean isOver(String contentId) {
        return number(contentId).isPresent() && number(contentId).equals(number(parentContentId()));
    }

    /** The 32 bits that an identifier is; nothing if it is none. */
    private static OptionalLong number(String contentId) {
        String digits = contentId.strip();
        return digits.matches(HEXADECIMAL) ? OptionalLong.of(Long.parseUnsignedLong(digits, 16) & 0xffff_ffffL) : OptionalLong.empty();
    }
}
