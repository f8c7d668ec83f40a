package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

/** What Tab shows: columns that fit, whatever the window. */
final class ProposalListTest {
    private static List<Candidate> proposals(String group, String... texts) {
        List<Candidate> all = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split(" ", 2);
            all.add(new Candidate(parts[0], parts[0], group, parts.length > 1 ? parts[1] : null, null, null, true, all.size()));
        }
        return all;
    }

    private static List<String> shown(List<Candidate> proposals, @Nullable Candidate chosen, int width, int height) {
        return ProposalList.of(proposals, "", chosen, width, height).rows().stream().map(AttributedString::toString).toList();
    }

    private static final List<Candidate> FOUR =
            proposals("words", "offset byte offset of a partition", "ls list files", "cat print files", "inventory all files, a line each");

    @Test
    void oneColumnWhereThereIsRoom() {
        assertThat(shown(FOUR, null, 79, 20)).containsExactly(
                "offset     byte offset of a partition",
                "ls         list files",
                "cat        print files",
                "inventory  all files, a line each");
    }

    @Test
    void moreColumnsThenNoDescriptionsThenFewer() {
        assertThat(shown(FOUR, null, 79, 2)).containsExactly(
                "offset     byte offset of a partition  cat        print files",
                "ls         list files                  inventory  all files, a line each");
        assertThat(shown(FOUR, null, 60, 2)).containsExactly("offset     ls         cat        inventory");
        assertThat(shown(FOUR, null, 12, 3)).containsExactly("offset", "ls", "... and 2 mo");
    }

    /** The keys, which the menu explains, do without what they are for before the words do. */
    @Test
    void theFirstGroupGivesWay() {
        List<Candidate> all = new ArrayList<>(proposals("keys", "p print the partition table", "q quit"));
        all.addAll(FOUR);
        assertThat(shown(all, null, 39, 7)).containsExactly(
                "keys", "p  q", "words", "offset     byte offset of a partition", "ls         list files", "cat        print files",
                "inventory  all files, a line each");
    }

    @Test
    void whatIsChosenIsSeen() {
        for (Candidate chosen : FOUR) {
            ProposalList.Shown list = ProposalList.of(FOUR, "", chosen, 12, 3);
            assertThat(list.rows().get(list.chosen()).toString()).startsWith(chosen.value());
        }
    }

    @Test
    void partitionsFirstAndOptionsLast() {
        List<Candidate> all = new ArrayList<>(proposals("options", "--json as JSON"));
        all.addAll(proposals("files", "a.img"));
        all.addAll(proposals("partitions", "1 Linux"));
        assertThat(ProposalList.inOrder(all)).extracting(Candidate::value).containsExactly("1", "a.img", "--json");
    }

    /** Files, which have no order of their own, are all there beside what has one. */
    @Test
    void filesBesideOptions() {
        List<Candidate> all = new ArrayList<>(proposals("options", "--a", "--b"));
        all.add(new Candidate("x", "x", "files", null, null, null, true));
        all.add(new Candidate("y", "y", "files", null, null, null, true));
        assertThat(shown(all, null, 79, 20)).containsExactly("files", "x", "y", "options", "--a", "--b");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50", "20, 5", "12, 2"})
    void neverLargerThanTheWindow(int width, int height) {
        List<Candidate> all = new ArrayList<>(FOUR);
        all.addAll(proposals("options", "--partial copy what is there of a partition that runs past the end of the image, all of it, and no more"));
        List<String> rows = shown(all, null, width, height);
        assertThat(rows).hasSizeLessThanOrEqualTo(height).allMatch(row -> row.length() <= width);
    }
}
