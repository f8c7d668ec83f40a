package jdisk.command;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jdisk.label.Partition;
import jdisk.listing.ListedDisk;
import jdisk.listing.PartitionDescription;
import jdisk.probe.Contents;
import jdisk.shell.Desk;
import jdisk.shell.Menu;
import jdisk.shell.Session;
import jdisk.shell.TerminalConsole;
import jdisk.shell.UserError;
import jdisk.usage.Argument;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * What can stand at the cursor of a line: keys and words, then what these take.
 *
 * <p>What a word takes is read off its definition: a parameter's label names the alternatives. One in small letters stands for
 * itself, {@code N} for a partition, {@code FILE} and {@code DIR} for what there is on the user's disk, {@code COMMAND} for a
 * key or word; what else there is, is listed with the parameter.
 */
public final class Completion implements Completer {
    /** As many names of files as anybody can want to see. */
    private static final int MOST_FILES = 10_000;

    private static final String KEYS = "keys";
    private static final String WORDS = "words";
    private static final String PARTITIONS = TerminalConsole.FIRST_GROUP;
    private static final String ARGUMENTS = "arguments";
    private static final String OPTIONS = TerminalConsole.LAST_GROUP;
    private static final String FILES = "files";

    private final CommandWords words;
    private final Desk desk;
    private final Inside inside;

    public Completion(CommandWords words, Desk desk) {
        this.words = words;
        this.inside = words.inside();
        this.desk = desk;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String begun = line.word().substring(0, line.wordCursor());
        new Cursor(begun, candidates).complete(desk.mode(), line.words().subList(0, line.wordIndex()));
    }

    /** What a parameter takes, by its label: brackets and dots left out. */
    private static List<String> alternatives(Argument argument) {
        String label = argument.label().replaceAll("\\[.*?]|,?\\.\\.\\.", "");
        return Arrays.stream(label.split("\\|", -1)).filter(part -> !part.isEmpty()).toList();
    }

    /** What of these stands for itself: {@code disk} of {@code N|disk|all}. */
    public static List<String> keywords(Argument argument) {
        return alternatives(argument).stream()
                .filter(part -> Character.isLetter(part.charAt(0)) && part.equals(part.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** The cursor: what of its word is typed, and what may become of it. */
    private final class Cursor {
        private final String begun;
        private final List<Candidate> candidates;

        private Cursor(String begun, List<Candidate> candidates) {
            this.begun = begun;
            this.candidates = candidates;
        }

        /** @param before the words before the cursor's */
        private void complete(Menu.Mode mode, List<String> before) {
            if (before.isEmpty()) {
                commands(mode);
                return;
            }
            String first = before.getFirst();
            if (first.equals("?")) {
                commands(mode);
            } else if (first.codePointCount(0, first.length()) == 1) {
                Menu.here(mode, desk.session())
                        .filter(entry -> entry.name().equals(first))
                        .findFirst()
                        .ifPresent(entry -> answer(entry, before.subList(1, before.size())));
            } else {
                words.syntax(first).ifPresent(syntax -> arguments(syntax, before.subList(1, before.size())));
            }
        }

        private void answer(Menu.Entry entry, List<String> before) {
            switch (entry.answer()) {
                case PARTITION -> {
                    if (before.isEmpty()) {
                        partitions();
                    }
                }
                // Ends: no key of expert mode takes a command.
                case COMMAND -> complete(Menu.Mode.EXPERT, before);
                case FORM -> {
                    if (before.isEmpty()) {
                        add("", "--json");
                    }
                }
                case FILE -> {
                    if (before.isEmpty()) {
                        files(false);
                    }
                }
                case NONE, CYLINDERS, HEADS, SECTORS -> {}
            }
        }

        private void commands(Menu.Mode mode) {
            Menu.here(mode, desk.session()).forEach(entry -> add(entry.name(), KEYS, entry.help()));
            words.summaries().forEach(word -> add(word.name(), WORDS, word.purpose()));
        }

        /** @param before the command's arguments before the cursor's */
        private void arguments(Syntax syntax, List<String> before) {
            int place = 0;
            for (int i = 0; i < before.size(); i++) {
                Optional<Option> option = option(syntax, before.get(i));
                if (option.isPresent() && option.get().takesValue()) {
                    i++; // its value
                    if (i == before.size()) {
                        values(option.get(), "", List.of());
                        return;
                    }
                } else if (!isOption(before.get(i))) {
                    place++;
                }
            }
            if (isOption(begun)) {
                Optional<Option> option = option(syntax, begun.split("=", 2)[0]);
                if (option.isPresent() && begun.contains("=")) {
                    values(option.get(), option.get().longName() + "=", List.of());
                    return;
                }
            } else {
                List<Parameter> parameters = syntax.parameters();
                for (int i = 0; i < parameters.size(); i++) {
                    if (i == place || (i < place && parameters.get(i).isMany())) {
                        values(parameters.get(i), "", before);
                    }
                }
            }
            for (Option option : syntax.options()) {
                if (!before.contains(option.longName())) {
                    candidates.add(new Candidate(
                            option.longName() + (option.takesValue() ? "=" : ""),
                            option.longName() + (option.takesValue() ? "=" + option.label() : ""),
                            OPTIONS,
                            option.description(),
                            null,
                            null,
                            !option.takesValue(),
                            candidates.size()));
                }
            }
        }

        private static Optional<Option> option(Syntax syntax, String name) {
            return syntax.options().stream().filter(option -> option.names().contains(name)).findFirst();
        }

        private boolean isOption(String word) {
            return word.startsWith("-") && word.length() > 1;
        }

        /**
         * The values of a parameter or option.
         *
         * @param prefix what stands before the value in its word
         * @param taken words before, which a parameter that takes several values may have already
         */
        private void values(Argument argument, String prefix, List<String> taken) {
            List<String> alternatives = alternatives(argument);
            if (alternatives.contains("N")) {
                partitions();
            }
            if (argument.label().contains("PATH")) {
                paths(alternatives.contains("N"));
            }
            if (alternatives.contains("FILE")) {
                files(false); // folders among them
            } else if (alternatives.contains("DIR")) {
                files(true);
            }
            if (alternatives.contains("COMMAND")) {
                commands(desk.mode());
            }
            keywords(argument).forEach(keyword -> add(prefix, keyword));
            // Of a list, the last one is at the cursor.
            int last = argument instanceof Option option && option.isList() ? begun.lastIndexOf(',') : -1;
            String whole = last < prefix.length() ? prefix : begun.substring(0, last + 1);
            List<String> listed = List.of(whole.substring(prefix.length()).split(",", -1));
            for (String value : argument.choices()) {
                if (!taken.contains(value) && !listed.contains(value)) {
                    add(whole, value);
                }
            }
        }

        private void add(String value, String group, String description) {
            candidates.add(new Candidate(value, value, group, description, null, null, true, candidates.size()));
        }

        private void add(String prefix, String value) {
            candidates.add(new Candidate(prefix + value, value, ARGUMENTS, null, null, null, true, candidates.size()));
        }

        private void partitions() {
            Session session = desk.session();
            ListedDisk disk = session.listed();
            session.label().ifPresent(label -> {
                for (Partition partition : label.partitions()) {
                    String number = Integer.toString(partition.number());
                    add(number, PARTITIONS,
                            (partition.designation().equals(number) ? "" : partition.designation() + ", ") + PartitionDescription.of(disk, partition));
                }
            });
            if (!begun.isEmpty() && !Character.isDigit(begun.charAt(0))) {
                otherNames(session);
            }
            // Only once one is begun: they would stand between those of the disk.
            if (begun.contains(":")) {
                session.disk().nestedPartitions().forEach(partition ->
                        add(partition.reference(), PARTITIONS, PartitionDescription.of(disk, partition)));
            }
        }

        /** The other ways to name a partition, once one is begun: with a p, as in listings, by its name, by the label in it. */
        private void otherNames(Session session) {
            ListedDisk disk = session.listed();
            for (Partition partition : session.disk().dataPartitions()) {
                Set<String> names = new LinkedHashSet<>(List.of("p" + partition.number(), disk.partitionName(partition), partition.name()));
                session.disk().mainContents(partition).map(Contents::label).ifPresent(names::add);
                names.stream()
                        .filter(name -> !name.isEmpty() && name.startsWith(begun) && !name.contains(" "))
                        .forEach(name -> add(name, PARTITIONS, PartitionDescription.of(disk, partition)));
            }
        }

        /**
         * What there is in a directory of a file system whose path is begun; before that, the partitions it can be in.
         *
         * @param bare whether the partitions themselves are proposed already
         */
        private void paths(boolean bare) {
            Session session = desk.session();
            String folder = begun.substring(0, begun.lastIndexOf('/') + 1);
            if (folder.isEmpty() && !bare && !begun.contains(":")) {
                session.disk().dataPartitions().forEach(partition -> candidates.add(new Candidate(
                        partition.reference() + ":/", partition.reference() + ":/", PARTITIONS, PartitionDescription.of(session.listed(), partition),
                        null, null, false, candidates.size())));
            }
            boolean here = session.place().isPresent() || session.label().isEmpty();
            if (folder.isEmpty() && !here) {
                return;
            }
            String name = begun.substring(folder.length());
            try {
                PathProposals.of(inside, session, folder.isEmpty() ? "." : folder, name, MOST_FILES).forEach(found -> candidates.add(
                        new Candidate(folder + found.value(), found.value(), FILES, found.description(), null, null, !found.isFolder())));
            } catch (IOException | UserError e) {
                // nothing that could be proposed
            }
        }

        /** What there is in the folder whose name is begun; hidden ones if their dot is typed. */
        private void files(boolean foldersOnly) {
            String folder = begun.substring(0, begun.lastIndexOf('/') + 1);
            String name = begun.substring(folder.length());
            // Ends: a folder has so many entries, and no more than so many are looked at.
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
                int left = MOST_FILES;
                for (Path entry : entries) {
                    String found = String.valueOf(entry.getFileName());
                    boolean isFolder = Files.isDirectory(entry);
                    if (found.startsWith(name) && (!found.startsWith(".") || name.startsWith(".")) && (isFolder || !foldersOnly)) {
                        String shown = desk.session().visible().text(found) + (isFolder ? "/" : "");
                        candidates.add(new Candidate(folder + found + (isFolder ? "/" : ""), shown, FILES, null, null, null, !isFolder));
                    }
                    if (--left == 0) {
                        return;
                    }
                }
            } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
                // nothing that could be proposed
            }
        }
    }
}
