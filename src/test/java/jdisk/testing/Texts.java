package jdisk.testing;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.util.diff.DiffUtils;

/** Two texts that should be the same, compared line by line. */
public final class Texts {

    private Texts() { }

    /** The listing of the built-in image: fdisk 2.12's of the laptop's disk, under the built-in image's name. */
    public static String demoListing() throws IOException {
        try (InputStream found = Objects.requireNonNull(Texts.class.getResourceAsStream("/demo-listing.txt"))) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Fails with the lines that differ, as {@code diff -u} shows them. Line ends at the very end do not count. */
    public static void assertSame(String recordedBy, String expected, String actual, String complaints) {
        List<String> theirs = expected.stripTrailing().lines().toList();
        List<String> ours = actual.stripTrailing().lines().toList();
        if (!theirs.equals(ours)) {
            List<String> differences = DiffUtils.generateUnifiedDiff(
                    recordedBy, "jdisk", theirs, DiffUtils.diff(theirs, ours), 2);
            fail(String.join("\n", differences)
                    + (complaints.isBlank() ? "" : "\nand on standard error:\n" + complaints.strip()));
        }
    }

    /** The same for a listing of this machine's util-linux, {@link Overlooked#CYLINDER_COUNTS} left aside. */
    public static void assertSameListing(String command, String theirs, Outcome ours) {
        assertSame(command, Overlooked.CYLINDER_COUNTS.without(theirs), Overlooked.CYLINDER_COUNTS.without(ours.out()),
                ours.err());
    }
}
