package jdisk.recipe;

import java.util.List;

/** What to hand to a shell, or why there is nothing to. */
public sealed interface Recipe {
    /**
     * Commands, and what to know of them.
     *
     * @param notes sentences
     * @param whole whether they reach all that was asked for: not so where the image ends before
     */
    record Commands(List<String> notes, List<String> commands, boolean whole) implements Recipe {
        public Commands {
            notes = List.copyOf(notes);
            commands = List.copyOf(commands);
        }

        /** The notes as comments, then the commands. */
        public String text() {
            StringBuilder text = new StringBuilder();
            notes.forEach(note -> text.append("# ").append(note).append('\n'));
            commands.forEach(command -> text.append(command).append('\n'));
            return text.toString();
        }
    }

    /**
     * Nothing that would work.
     *
     * @param why a sentence: what stands in the way, and what to do instead
     */
    record Refusal(String why) implements Recipe {}
}
