package jdisk.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdisk.text.TextTable;
import jdisk.text.Wrapping;
import org.jline.reader.Candidate;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * What Tab shows: proposals, each with what it is for in a column of its own, group by group. It never takes more rows than there
 * are: first it takes more columns, then descriptions go, then proposals themselves, and how many are not shown is said.
 */
final class ProposalList {
    /** Blanks between a proposal and what it is for, and between columns. */
    private static final int GAP = 2;

    /** A group of proposals, and how it is shown. */
    private static final class Group {
        final String title;
        final List<Candidate> members = new ArrayList<>();
        boolean described = true;
        int columns = 1;

        Group(String title) {
            this.title = title;
        }

        int nameWidth() {
            return members.stream().mapToInt(member -> TextTable.width(member.displ())).max().orElse(0);
        }

        /** Columns of a cell of the list. */
        int width() {
            int description = members.stream().mapToInt(member -> TextTable.width(description(member))).max().orElse(0);
            return nameWidth() + (described && description > 0 ? GAP + description : 0);
        }

        int rows() {
            return Math.ceilDiv(members.size(), columns);
        }

        void fit(int wanted, int pageWidth) {
            columns = Math.clamp((pageWidth + GAP) / (width() + GAP), 1, wanted);
        }
    }

    private final List<Group> groups;
    private final String typed;
    private final @Nullable Candidate chosen;
    private final int width;
    private final List<AttributedString> rows = new ArrayList<>();

    /** The row of each proposal. */
    private final List<Integer> rowOf = new ArrayList<>();
    private int chosenRow = -1;

    private ProposalList(List<Candidate> proposals, String typed, @Nullable Candidate chosen, int width) {
        this.groups = groups(proposals);
        this.typed = typed;
        this.chosen = chosen;
        this.width = width;
    }

    /**
     * The list.
     *
     * @param rows a line each
     * @param chosen the row of the one that is chosen, or -1
     * @param columns the most that stand beside one another
     */
    record Shown(List<AttributedString> rows, int chosen, int columns) {}

    /** The proposals in the order in which they are shown. */
    static List<Candidate> inOrder(List<Candidate> proposals) {
        return groups(proposals).stream().flatMap(group -> group.members.stream()).toList();
    }

    /**
     * The list of these.
     *
     * @param typed how all of them begin, which is set off
     * @param height rows there are
     */
    static Shown of(List<Candidate> proposals, String typed, @Nullable Candidate chosen, int width, int height) {
        ProposalList list = new ProposalList(proposals, typed, chosen, width);
        list.fit(height);
        list.groups.forEach(list::add);
        list.cut(height);
        return new Shown(list.rows, list.chosenRow, list.groups.stream().mapToInt(group -> group.columns).max().orElse(1));
    }

    /** Partitions come first, options last. */
    private static List<Group> groups(List<Candidate> proposals) {
        Map<String, Group> groups = new LinkedHashMap<>();
        proposals.stream().sorted(Comparator.comparingInt(Candidate::sort))
                .forEach(proposal -> groups.computeIfAbsent(title(proposal), Group::new).members.add(proposal));
        return groups.values().stream().sorted(Comparator.comparingInt(ProposalList::rank)).toList();
    }

    private static String title(Candidate proposal) {
        return proposal.group() == null ? "" : proposal.group();
    }

    private static int rank(Group group) {
        return group.title.equals(TerminalConsole.FIRST_GROUP) ? 0 : group.title.equals(TerminalConsole.LAST_GROUP) ? 2 : 1;
    }

    private static String description(Candidate proposal) {
        return proposal.descr() == null ? "" : proposal.descr();
    }

    /** Finds the fewest columns in which all is seen; where there are none, the first groups do without descriptions. */
    private void fit(int height) {
        int most = groups.stream().mapToInt(group -> group.members.size()).max().orElse(1);
        // Ends: a column more each turn, and never more than there are proposals.
        for (int columns = 1; columns <= Math.min(most, width); columns++) {
            for (Group group : groups) {
                group.fit(columns, width);
            }
            if (needed() <= height) {
                return;
            }
        }
        for (Group group : groups) {
            group.described = false;
            group.fit(width, width);
            if (needed() <= height) {
                return;
            }
        }
    }

    private int needed() {
        return groups.stream().mapToInt(Group::rows).sum() + (groups.size() > 1 ? groups.size() : 0);
    }

    private void add(Group group) {
        if (groups.size() > 1) {
            rows.add(new AttributedString(group.title, AttributedStyle.BOLD));
        }
        int cell = group.width();
        for (int row = 0; row < group.rows(); row++) {
            AttributedStringBuilder text = new AttributedStringBuilder();
            for (int index = row; index < group.members.size(); index += group.rows()) {
                Candidate member = group.members.get(index);
                if (member.equals(chosen)) {
                    chosenRow = rows.size();
                }
                if (index > row) {
                    int at = (index - row) / group.rows() * (cell + GAP);
                    text.append(" ".repeat(Math.max(at - text.columnLength(), 1)));
                }
                append(text, group, member);
                rowOf.add(rows.size());
            }
            rows.add(text.toAttributedString());
        }
    }

    private void append(AttributedStringBuilder text, Group group, Candidate member) {
        String name = TextTable.cut(member.displ(), width);
        if (member.equals(chosen)) {
            text.append(name, AttributedStyle.INVERSE);
        } else if (member.displ().startsWith(typed) && name.length() >= typed.length()) {
            text.append(typed, AttributedStyle.DEFAULT.underline()).append(name.substring(typed.length()));
        } else {
            text.append(name);
        }
        int room = width - group.nameWidth() - GAP;
        if (group.described && !description(member).isEmpty() && room > 0) {
            text.append(" ".repeat(group.nameWidth() + GAP - TextTable.width(name))).append(shortened(description(member), room));
        }
    }

    /** As many words as there is room for. */
    private static String shortened(String description, int room) {
        if (TextTable.width(description) <= room) {
            return description;
        }
        return TextTable.cut(Wrapping.lines(description, room - " ...".length()).getFirst() + " ...", room);
    }

    /** Leaves as many rows as there are, the chosen one among them, and says how many proposals are not seen. */
    private void cut(int height) {
        if (rows.size() <= height) {
            return;
        }
        int kept = Math.max(height - 1, 1);
        int from = Math.clamp(chosenRow - kept + 1, 0, rows.size() - kept);
        long seen = rowOf.stream().filter(row -> row >= from && row < from + kept).count();
        List<AttributedString> left = new ArrayList<>(rows.subList(from, from + kept));
        left.add(new AttributedString(TextTable.cut("... and " + (rowOf.size() - seen) + " more", width)));
        rows.clear();
        rows.addAll(left);
        chosenRow -= chosenRow < 0 ? 0 : from;
    }
}
