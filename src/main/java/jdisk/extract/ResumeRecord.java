package jdisk.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.unit.Extent;

/**
 * What is kept beside a file that is not complete: what it is copied from, and how much of it is on disk for certain.
 *
 * <p>Lines of text: the image's identity, the range in bytes, the bytes done, the sectors that could not be read, and an end.
 * A record is written over the one before it, so what is left of a longer one may follow its end.
 */
record ResumeRecord(String image, long offset, long length, long done, List<Extent> unreadable) {
    private static final String TITLE = "jdisk copy, not complete";
    private static final Pattern TEXT = Pattern.compile(TITLE
            + "\nimage ([^\n]*)\nrange (\\d{1,19}) (\\d{1,19})\ndone (\\d{1,19})\n((?:unreadable \\d{1,18} \\d{1,18}\n)*)end\n.*", Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile("unreadable (\\d+) (\\d+)\n");

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
        return text.append("end\n").toString();
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
        Matcher matcher = TEXT.matcher(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Extent> unreadable = new ArrayList<>();
        Matcher extents = UNREADABLE.matcher(matcher.group(5));
        while (extents.find()) {
            unreadable.add(new Extent(Long.parseLong(extents.group(1)), Long.parseLong(extents.group(2))));
        }
        try {
            return Optional.of(new ResumeRecord(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)), unreadable));
        } catch (NumberFormatException e) {
            return Optional.empty(); // of 19 digits, but too great
        }
    }
}
