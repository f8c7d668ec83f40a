package jdisk.usage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was given to a command: options with their values, and words, which are the arguments that are no options. */
public final class Arguments {
    /** By the long names of the options. */
    private final Map<String, List<String>> values = new HashMap<>();

    private final List<String> words = new ArrayList<>();

    Arguments() {}

    /** @param value empty for a flag */
    void add(Option option, String value) {
        String name = option.longName();
        List<String> given = values.get(name);
        if (given == null) {
            given = new ArrayList<>();
            values.put(name, given);
        }
        given.add(value);
    }

    void addWord(String word) {
        words.add(word);
    }

    void addWords(List<String> more) {
        words.addAll(more);
    }

    /** Whether an option was given. */
    public boolean has(Option option) {
        return values.containsKey(option.longName());
    }

    /** An option's value; of one that was given more than once, the last. */
    public Optional<String> value(Option option) {
        List<String> given = values.get(option.longName());
        return given == null ? Optional.empty() : Optional.of(given.getLast());
    }

    /** All values of an option that takes a list. */
    public List<String> values(Option option) {
        List<String> all = new ArrayList<>();
        for (String list : values.getOrDefault(option.longName(), List.of())) {
            all.addAll(List.of(list.split(",")));
        }
        return all;
    }

    /**
     * An option's value, which is the name of a file.
     *
     * @throws WrongUsage if no file can have this name
     */
    public Optional<Path> path(Option option) {
        Optional<String> value = value(option);
        return value.isPresent() ? Optional.of(path(value.get())) : Optional.empty();
    }

    /** The arguments that are no options. */
    public List<String> words() {
        return words;
    }

    /** The word in a place, counted from 0; empty if there are not so many. */
    public String word(int place) {
        return place < words.size() ? words.get(place) : "";
    }

    /**
     * The word in a place, counted from 0, which is the name of a file; nothing if there are not so many.
     *
     * @throws WrongUsage if no file can have this name
     */
    public Optional<Path> path(int place) {
        return place < words.size() ? Optional.of(path(words.get(place))) : Optional.empty();
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            // What is typed can hold a character that no file's name can.
            throw new WrongUsage("'" + name + "' is not the name of a file");
        }
    }
}
