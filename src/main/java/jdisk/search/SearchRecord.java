package jdisk.search;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.Image;
import jdisk.unit.Extent;

/**
 * What is kept in a file of a search that is not complete: of what, by which program, and how far it is.
 *
 * <p>Lines of text: the image's identity, the version of the program, the range in bytes and the size of sectors, the first byte
 * that was not looked at, what could not be read, the places where something was found, and an end. A program of another version may know of
 * other things to look for, and so does not go on with it.
 *
 * @param search what is searched: {@link #of}
 */
public record SearchRecord(String search, SoFar soFar) {
    private static final String TITLE = "jdisk search, not complete";
    private static final String END = "end";

    /** A line of numbers: a word, and one or two of them. */
    private static final Pattern LINE = Pattern.compile("([a-z]+) (\\d{1,18})(?: (\\d{1,18}))?");

    /** Bytes of the longest record there can be, and more. */
    public static final int LIMIT = 30 * (SoFar.MOST_PLACES + 2 * SoFar.MOST_UNREAD);

    /** What a search is of, in three lines: only one of the same is gone on with. */
    public static String of(Image image, Search.Plan plan) {
        String version = Optional.ofNullable(Search.class.getPackage().getImplementationVersion()).orElse("not packaged");
        return "image " + image.identity().replaceAll("\\R", " ") + "\nversion " + version
                + "\nrange " + plan.from() + " " + Math.min(plan.to(), image.size()) + " in sectors of " + plan.sectorSize().bytes() + "\n";
    }

    public String text() {
        StringBuilder text = new StringBuilder(TITLE).append('\n').append(search);
        text.append("done ").append(soFar.done()).append("\nunreadable ").append(soFar.unreadable()).append('\n');
        soFar.unread().forEach(bytes -> text.append("unread ").append(bytes.first()).append(' ').append(bytes.count()).append('\n'));
        soFar.places().forEach(place -> text.append("place ").append(place).append('\n'));
        return text.append(END).append('\n').toString();
    }

    /** Whether a text is a record of some search, whole or not: what is not is somebody else's. */
    public static boolean isOne(String text) {
        return text.startsWith(TITLE + "\n");
    }

    /** The record that a text is; nothing if it is none, or is not whole, or says what no search has found. */
    public static Optional<SearchRecord> parse(String text) {
        Iterator<String> lines = text.lines().iterator();
        if (!isOne(text)) {
            return Optional.empty();
        }
        lines.next();
        StringBuilder search = new StringBuilder();
        for (String word : List.of("image ", "version ", "range ")) {
            String line = lines.hasNext() ? lines.next() : "";
            if (!line.startsWith(word)) {
                return Optional.empty();
            }
            search.append(line).append('\n');
        }
        return soFar(lines).map(soFar -> new SearchRecord(search.toString(), soFar));
    }

    /** Ends: each turn takes a line of a text that ends; nothing is matched against more than a line. */
    private static Optional<SoFar> soFar(Iterator<String> lines) {
        long done = -1;
        long unreadable = -1;
        List<Extent> unread = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.equals(END)) {
                return done < 0 || unreadable < 0 ? Optional.empty() : Optional.of(new SoFar(done, places, unreadable, unread));
            }
            Matcher words = LINE.matcher(line);
            if (!words.matches() || (words.group(3) != null) != words.group(1).equals("unread")) {
                return Optional.empty();
            }
            long number = Long.parseLong(words.group(2));
            switch (words.group(1)) {
                case "done" -> done = number;
                case "unreadable" -> unreadable = number;
                case "unread" -> unread.add(new Extent(number, Long.parseLong(words.group(3))));
                case "place" -> {
                    // They are looked at in the order in which they were found, each once.
                    if (number >= done || number % Search.SECTOR != 0 || (!places.isEmpty() && number <= places.getLast())) {
                        return Optional.empty();
                    }
                    places.add(number);
                }
                default -> {
                    return Optional.empty();
                }
            }
            if (places.size() > SoFar.MOST_PLACES || unread.size() > SoFar.MOST_UNREAD) {
                return Optional.empty();
            }
        }
        return Optional.empty(); // cut before its end
    }

    /** Whether it is of this search, and no further than that goes. */
    public boolean fits(Image image, Search.Plan plan) {
        return search.equals(of(image, plan))
                && soFar.done() >= plan.from()
                && soFar.done() <= Math.min(plan.to(), image.size())
                && (soFar.places().isEmpty() || soFar.places().getFirst() >= plan.from());
    }
}
