package jdisk.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.unit.Extent;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside a file that is not complete: what it is copied from, and how much of it is on disk for certain.
 *
 * <p>Lines of text: the image's identity, the range in bytes, the bytes done, the sectors that could not be read, and an end.
 * A record is written over the one before it, so what is left of a longer one may follow its end.
 */
record ResumeRecord(String image, long offset, long length, long done, List<Extent> unreadable) {
    private static final String TITLE = "jdisk copy, not complete";
    private static final String END = "end";

    /** A line of a record: a word, and one or two numbers. */
    private static final Pattern LINE = Pattern.compile("([a-z]+) (\\d{1,19})(?: (\\d{1,19}))?");

    /** Longer than any record: every stretch of sectors that is named has one line. */
    private static final long LIMIT = 60L * Extraction.NAMED;

    static ResumeRecord of(ExtractPlan plan, Extraction soFar) {
        return new ResumeRecord(identity(plan), plan.offset(), plan.length(), soFar.done(), soFar.unreadable());
    }

    private static String identity(ExtractPlan plan) {
        return plan.image().identity().replaceAll("\\R", " ");
    }

    /** Whether it is about the same bytes of the same image as the plan. */
    boolean fits(ExtractPlan plan) {
        return image.equals(identity(plan)) && offset == plan.offset() && length == plan.length() && done <= length;
    }

    Extraction soFar() {
        return new Extraction(done, unreadable, false, List.of());
    }

    String text() {
        StringBuilder text = new StringBuilder(TITLE).append("\nimage ").append(image);
        text.append("\nrange ").append(offset).append(' ').append(length).append("\ndone ").append(done).append('\n');
        for (Extent extent : unreadable) {
            text.append("unreadable ").append(extent.first()).append(' ').append(extent.count()).append('\n');
        }
        return text.append(END).append('\n').toString();
    }

    /** Whether a file is a record of some copy, whole or not: what is not is somebody else's. */
    static boolean isOne(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        byte[] title = TITLE.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(title.length), title);
        }
    }

    /** The record in a file, if there is one that is whole. */
    static Optional<ResumeRecord> read(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > LIMIT) {
            return Optional.empty();
        }
        try {
            return parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().iterator());
        } catch (NumberFormatException e) {
            return Optional.empty(); // of 19 digits, but too great
        }
    }

    /** Ends: each turn takes a line of a text that ends; nothing is matched against more than a line. */
    private static Optional<ResumeRecord> parse(Iterator<String> lines) {
        @Nullable String image = null;
        long @Nullable [] range = null;
        long done = -1;
        List<Extent> unreadable = new ArrayList<>();
        if (!lines.hasNext() || !lines.next().equals(TITLE)) {
            return Optional.empty();
        }
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.equals(END)) {
                return image == null || range == null || done < 0
                        ? Optional.empty()
                        : Optional.of(new ResumeRecord(image, range[0], range[1], done, unreadable));
            }
            Matcher words = LINE.matcher(line);
            if (image == null && line.startsWith("image ")) {
                image = line.substring("image ".length());
            } else if (!words.matches()) {
                return Optional.empty();
            } else if (words.group(1).equals("done") && words.group(3) == null) {
                done = Long.parseLong(words.group(2));
            } else if (words.group(1).equals("range") && words.group(3) != null) {
                range = new long[] {Long.parseLong(words.group(2)), Long.parseLong(words.group(3))};
            } else if (words.group(1).equals("unreadable") && words.group(3) != null && isExtent(words)) {
                unreadable.add(new Extent(Long.parseLong(words.group(2)), Long.parseLong(words.group(3))));
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty(); // cut before its end
    }

    /** Whether both numbers together are one, too. */
    private static boolean isExtent(Matcher words) {
        return words.group(2).length() < 19 && words.group(3).length() < 19;
    }
}
