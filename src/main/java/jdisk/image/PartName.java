package jdisk.image;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to read the name of a file as that of a part of an image: {@code hda.001}, {@code hda.aa}, as imaging tools make them;
 * {@code xaa}, {@code x00}, {@code hdaaa}, {@code hda_00} or {@code hda-00}, as split(1) does by itself, or where it is told
 * what names begin with; {@code hda (1).img}, as programs do that find a name taken.
 *
 * @param stem what comes before the number or the letters
 * @param end what follows them
 * @param isSure whether names that end so hardly mean anything else
 */
record PartName(String stem, PartSuffix suffix, String end, boolean isSure) {
    private static final Pattern SEPARATED = Pattern.compile("(.+[_-]|x)(\\d{2,9})");
    private static final Pattern IN_BRACKETS = Pattern.compile("(.*\\()(\\d{1,3})(\\).*)");

    /** The longest letters without a dot before them that are taken for more than a part of a word. */
    private static final int MOST_LETTERS = 5;

    /** All ways to read a name, the likeliest first. */
    static List<PartName> readings(String name) {
        List<PartName> readings = new ArrayList<>();
        int dot = name.lastIndexOf('.') + 1;
        PartSuffix dotted = new PartSuffix(name.substring(dot));
        if (dot > 0 && (dotted.isLetters() || (dotted.isNumber() && dotted.text().length() > 1))) {
            readings.add(new PartName(name.substring(0, dot), dotted, "", true));
        }
        Matcher separated = SEPARATED.matcher(name);
        if (separated.matches()) {
            readings.add(new PartName(separated.group(1), new PartSuffix(separated.group(2)), "", false));
        }
        Matcher bracketed = IN_BRACKETS.matcher(name);
        if (bracketed.matches()) {
            readings.add(new PartName(bracketed.group(1), new PartSuffix(bracketed.group(2)), bracketed.group(3), false));
        }
        for (int length = Math.min(MOST_LETTERS, name.length() - 1); length > 1; length--) {
            PartSuffix letters = new PartSuffix(name.substring(name.length() - length));
            String before = name.substring(0, name.length() - length);
            if (letters.isLetters() && !before.endsWith(".")) {
                readings.add(new PartName(before, letters, "", false));
            }
        }
        return readings;
    }

    /** The ways to read a name as that of a first part. */
    static List<PartName> firsts(String name) {
        List<PartName> firsts = new ArrayList<>(readings(name).stream().filter(PartName::isFirst).toList());
        // The first of those with a number in brackets may have none.
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        firsts.add(new PartName(name.substring(0, dot) + " (", new PartSuffix("1"), ")" + name.substring(dot), false));
        return firsts;
    }

    /** The names that the first part may have of which this is a later one. */
    static List<String> firstNames(String name) {
        List<String> names = new ArrayList<>();
        for (PartName reading : readings(name)) {
            for (PartSuffix first : reading.suffix.firsts()) {
                PartName whole = new PartName(reading.stem, first, reading.end, reading.isSure);
                if (whole.isFirst() && !first.text().equals(reading.suffix.text())) {
                    names.add(whole.text());
                }
            }
            if (reading.end.startsWith(")") && reading.stem.endsWith(" (") && !reading.isFirst()) {
                names.add(reading.stem.substring(0, reading.stem.length() - 2) + reading.end.substring(1));
            }
        }
        return names;
    }

    boolean isFirst() {
        return suffix.isFirst() || (end.startsWith(")") && suffix.text().equals("1"));
    }

    String text() {
        return stem + suffix.text() + end;
    }

    /** The names the next part may have, the likelier first. */
    List<PartName> next() {
        return suffix.next().stream().map(next -> new PartName(stem, next, end, isSure)).toList();
    }
}
