package jdisk.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.label.Partition;
import jdisk.listing.Style;

/**
 * Asks what a key needs to know: answers typed after the key first, then, with fdisk's prompts, the lines that follow.
 *
 * <p>An answer typed after the key is not asked for again: a wrong one is an error.
 */
final class Questions {
    private static final String OUT_OF_RANGE = "Value out of range.";

    private final Desk desk;
    private final Deque<String> answers;

    Questions(Desk desk, List<String> answers) {
        this.desk = desk;
        this.answers = new ArrayDeque<>(answers);
    }

    /** The next answer that stands on the line, which stays there. */
    Optional<String> given() {
        return Optional.ofNullable(answers.peekFirst());
    }

    /** Leaves out the next answer that stands on the line. */
    void skip() {
        answers.pollFirst();
    }

    /** What is left of the line. */
    List<String> rest() {
        List<String> rest = new ArrayList<>(answers);
        answers.clear();
        return rest;
    }

    /** What was typed after the key, if anything was; it is not asked for. */
    Optional<String> text() {
        return Optional.ofNullable(answers.pollFirst());
    }

    /**
     * Asks for a number. A blank answer takes the default if that is in range.
     *
     * @return nothing at the end of input
     */
    OptionalLong number(String question, long low, long high, long byDefault) {
        boolean hasDefault = low <= byDefault && byDefault <= high;
        String prompt = question + " (" + low + "-" + high + (hasDefault ? ", default " + byDefault : "") + "): ";
        return number(prompt, question, low, high, hasDefault ? OptionalLong.of(byDefault) : OptionalLong.empty());
    }

    private OptionalLong number(String prompt, String question, long low, long high, OptionalLong byDefault) {
        if (!answers.isEmpty()) {
            String answer = answers.removeFirst();
            OptionalLong number = parse(answer, low, high);
            if (number.isEmpty()) {
                throw new UserError(question + ": '" + answer + "' is not a number from " + low + " to " + high);
            }
            return number;
        }
        boolean classic = desk.session().style() == Style.CLASSIC;
        // Ends: each turn takes a line, and lines come to an end.
        while (true) {
            Optional<String> line = desk.ask(prompt).map(String::strip);
            if (line.isEmpty()) {
                return OptionalLong.empty();
            }
            if (line.get().isEmpty() && byDefault.isPresent()) {
                if (classic) {
                    desk.console().print("Using default value " + byDefault.getAsLong() + "\n");
                }
                return byDefault;
            }
            OptionalLong number = parse(line.get(), low, high);
            if (number.isPresent()) {
                return number;
            }
            if (!classic) {
                desk.warn(OUT_OF_RANGE);
            } else if (line.get().matches("[+-]?\\d.*")) {
                // fdisk 2.12 says nothing of what is no number at all, and asks again.
                desk.console().print(OUT_OF_RANGE + "\n");
            }
        }
    }

    private static OptionalLong parse(String answer, long low, long high) {
        if (!answer.matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(answer);
        return low <= number && number <= high ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /**
     * Asks for a partition as util-linux does: of several, which; one is taken without asking.
     *
     * @return nothing at the end of input
     * @throws UserError if there is none, or not the one named
     */
    Optional<Partition> partition() {
        List<? extends Partition> partitions = desk.session().requireLabel().partitions();
        if (partitions.isEmpty()) {
            throw UserError.asFdisk("No partition is defined yet!");
        }
        Partition last = partitions.getLast();
        if (partitions.size() == 1 && answers.isEmpty()) {
            desk.inform("Selected partition " + last.number() + "\n");
            return Optional.of(last);
        }
        String question = "Partition number";
        if (!Character.isDigit(last.designation().charAt(0))) {
            return slice(question, partitions, last);
        }
        List<Integer> numbers = partitions.stream().map(Partition::number).toList();
        String prompt = question + " (" + ranges(numbers) + ", default " + last.number() + "): ";
        OptionalLong number = number(prompt, question, 1, last.number(), OptionalLong.of(last.number()));
        if (number.isEmpty()) {
            return Optional.empty();
        }
        int chosen = (int) number.getAsLong();
        return Optional.of(desk.session().requireLabel().partition(chosen).orElseThrow(() ->
                UserError.asFdisk("Partition " + chosen + " does not exist yet!")));
    }

    /** A partition of a BSD disklabel goes by its letter. */
    private Optional<Partition> slice(String question, List<? extends Partition> partitions, Partition last) {
        String letters = String.join(",", partitions.stream().map(Partition::designation).toList());
        String prompt = question + " (" + letters + ", default " + last.designation() + "): ";
        // Ends: each turn takes a line, and lines come to an end; a wrong answer after the key is an error.
        while (true) {
            boolean inline = !answers.isEmpty();
            Optional<String> answer = (inline ? Optional.of(answers.removeFirst()) : desk.ask(prompt)).map(String::strip);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            String chosen = answer.get().isEmpty() ? last.designation() : answer.get();
            for (Partition partition : partitions) {
                if (partition.designation().equals(chosen) || Integer.toString(partition.number()).equals(chosen)) {
                    return Optional.of(partition);
                }
            }
            if (inline) {
                throw new UserError(question + ": '" + chosen + "' is none of " + letters);
            }
            desk.warn(OUT_OF_RANGE);
        }
    }

    /** Numbers as fdisk lists them: three and more in a row as a range. */
    static String ranges(List<Integer> numbers) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); ) {
            int end = i;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            if (end - i >= 2) {
                parts.add(numbers.get(i) + "-" + numbers.get(end));
                i = end + 1;
            } else {
                parts.add(Integer.toString(numbers.get(i)));
                i++;
            }
        }
        return String.join(",", parts);
    }
}
