package jdisk.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.filesystem.Walk;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.label.WholeImage;
import jdisk.listing.FileMessages;
import jdisk.probe.Contents;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.text.Visible;
import jdisk.unit.Extent;
import org.jspecify.annotations.Nullable;

/** The file systems that words have opened, kept open for the next word, and how what was found in them is said. */
final class Inside {
    private static final Set<Target.Form> PATHS = Set.of(Target.Form.PATH);

    /**
     * What a word found.
     *
     * @param partition where
     * @param found the path, and what it leads to
     */
    record Place(Partition partition, Volume volume, Lookup.Found found) {}

    /** Which links at the end of a path are followed. */
    enum Follow {
        ALL,
        /** Those that lead to directories. */
        DIRECTORIES,
        NONE
    }

    private final Map<Extent, Volume> volumes = new HashMap<>();
    private @Nullable Session session;
    private @Nullable Image image;

    /** The word that is run: what it meets decides how it ends. */
    final class Visit {
        private final Desk desk;
        private final String word;
        private final Problems problems = new Problems();
        private Outcome outcome = Outcome.DONE;

        private Visit(Desk desk, String word) {
            this.desk = desk;
            this.word = word;
        }

        /** Problems that no volume knows, as it is only seen in passing: they are said with the volume's own. */
        Problems problems() {
            return problems;
        }

        /** How the word ended. */
        Outcome outcome() {
            return outcome;
        }

        /** Notes that something could not be read, which was said. */
        void incomplete() {
            outcome = outcome.isError() ? outcome : Outcome.PROBLEMS;
        }

        /** Says what could not be done here, whatever could be read. */
        void failed(String what) {
            desk.report(new UserError(what));
            outcome = Outcome.FAILED;
        }

        /** Says what could not be read. */
        void lost(String what) {
            desk.report(new UserError(what));
            incomplete();
        }

        /**
         * What a target stands for.
         *
         * @param follow whether a link at the end of a path is followed
         * @throws UserError if there is no such thing
         */
        Place find(String target, boolean follow) {
            return find(within(target), follow);
        }

        /**
         * What some targets stand for, patterns of names among them. Without a target, the directory the user is in.
         *
         * @throws UserError if one stands for nothing
         */
        List<Place> places(List<String> targets, Follow follow) {
            List<Place> places = new ArrayList<>();
            for (String target : targets.isEmpty() ? List.of(here()) : targets) {
                places.addAll(places(target, follow));
            }
            return places;
        }

        private List<Place> places(String target, Follow follow) {
            Target.Within within = within(target);
            if (!Globs.isPattern(within.path())) {
                return List.of(find(within, follow));
            }
            Volume volume = open(within.partition());
            List<String> paths;
            try {
                paths = Globs.expand(volume, within.path());
            } catch (IOException e) {
                throw new UserError(shown(within.partition(), within.path()) + ": " + IoMessage.of(e));
            }
            if (paths.isEmpty()) {
                return List.of(find(within, follow)); // a name that looks like a pattern, or nothing
            }
            return paths.stream().map(path -> find(new Target.Within(within.partition(), path), follow)).toList();
        }

        /** The path that a target is. */
        Target.Within within(String target) {
            if (Target.parse(word, target, PATHS, desk.session()) instanceof Target.Within within) {
                return within;
            }
            throw new IllegalStateException(target);
        }

        private Place find(Target.Within within, Follow follow) {
            Place place = find(within, false);
            if (!(place.found().node() instanceof SymbolicLink) || follow == Follow.NONE) {
                return place;
            }
            if (follow == Follow.ALL) {
                return find(within, true);
            }
            try {
                Lookup.Found found = Lookup.find(place.volume(), within.path(), true);
                return found.node() instanceof Directory ? new Place(place.partition(), place.volume(), found) : place;
            } catch (IOException e) {
                return place; // it leads nowhere
            }
        }

        Place find(Target.Within within, boolean follow) {
            Volume volume = open(within.partition());
            try {
                return new Place(within.partition(), volume, Lookup.find(volume, within.path(), follow));
            } catch (NoSuchFileException e) {
                throw new UserError(shown(within.partition(), within.path()) + ": no such file or directory"
                        + (e.getFile().equals(within.path()) ? "" : " (" + visible(e.getFile()) + " is missing)"));
            } catch (NotDirectoryException e) {
                throw new UserError(shown(within.partition(), within.path()) + ": " + visible(e.getFile()) + " is not a directory");
            } catch (IOException e) {
                throw new UserError(shown(within.partition(), within.path()) + ": " + IoMessage.of(e));
            }
        }

        /** The directory the user is in, or the root of an image without a table. */
        String here() {
            return desk.session().place().map(place -> place.partition() + ":" + place.path()).orElseGet(() -> {
                if (desk.session().label().isPresent()) {
                    throw new UserError(word + ": which partition? Name it by its number, as in '" + word + " 1'");
                }
                return WholeImage.NUMBER + ":/";
            });
        }

        /**
         * The file system of a partition. How it was left is said when it is first opened.
         *
         * @throws UserError if its files cannot be read
         */
        Volume open(Partition partition) {
            forget(desk.session());
            Volume known = volumes.get(partition.extent());
            if (known != null) {
                return known;
            }
            String name = PartitionNames.inWords(partition);
            try {
                Slice place = desk.session().disk().slice(partition);
                Contents found = NotRead.contents(desk.session(), partition);
                Volume volume = Volumes.open(place, found).orElseThrow(() -> new UserError(NotRead.why(partition, found)));
                volumes.put(partition.extent(), volume);
                say(partition, volume, volume.takeProblems());
                return volume;
            } catch (IOException e) {
                throw new UserError(name + " cannot be read: " + IoMessage.of(e));
            }
        }

        private String visible(String text) {
            return desk.session().visible().text(text);
        }

        /** A path as messages name it. */
        String shown(Partition partition, String path) {
            return visible(partition.reference() + ":" + path);
        }

        /**
         * What a file holds.
         *
         * @throws UserError if it is not a file, nor a link to one
         * @throws IOException if it cannot be had
         */
        Image content(Place place) throws IOException {
            String name = shown(place.partition(), place.found().text());
            return switch (place.found().node()) {
                case RegularFile file -> file.content();
                case Directory directory -> throw new UserError(name + " is a directory; 'ls' lists it");
                case SymbolicLink link -> throw new UserError(name + " is a symbolic link");
                case Special special -> throw new UserError(name + " is a device, a pipe or a socket, which holds nothing here");
            };
        }

        /** The same; nothing where it cannot be had, which is said. */
        Optional<Image> contentOrLost(Place place) {
            try {
                return Optional.of(content(place));
            } catch (IOException e) {
                lost(shown(place.partition(), place.found().text()) + " cannot be read: " + IoMessage.of(e));
                return Optional.empty();
            }
        }

        /**
         * What a path stands for, as a stretch that is copied or digested.
         *
         * @throws UserError if it is not a file, or cannot be read
         */
        Stretch stretch(Target.Within within) {
            Place place = find(within, true);
            String name = shown(place.partition(), place.found().text());
            try {
                Image content = content(place);
                return new Stretch(name, place.found().path().getLast().text(), Slice.of(content));
            } catch (IOException e) {
                throw new UserError(name + " cannot be read: " + IoMessage.of(e));
            } finally {
                say(place.partition(), place.volume());
            }
        }

        /** Notes a directory of which nothing can be listed. */
        void noEntries(Walk.Visit at, Directory directory, Optional<IOException> why) {
            Problem.Code code = why.isPresent() ? Problem.Code.DIRECTORY_DAMAGED : Problem.Code.DIRECTORY_LOOP;
            problems.add(code, directory.key(), why.map(IoMessage::of).orElseGet(() -> at.path().text()));
        }

        /** Says what was found damaged in a file system since this was last asked. */
        void say(Partition partition, Volume volume) {
            say(partition, volume, volume.takeProblems());
            say(partition, volume, problems.take());
        }

        private void say(Partition partition, Volume volume, List<Problem> found) {
            String name = PartitionNames.inWords(partition);
            List<Problem> notes = found.stream().filter(problem -> problem.code().severity() == Problem.Severity.NOTE).toList();
            List<Problem> doubts = found.stream().filter(problem -> problem.code().severity() != Problem.Severity.NOTE).toList();
            Visible visible = desk.session().visible();
            FileMessages.sentences(notes, volume.numbering(), visible).forEach(text -> desk.console().note(name + ": " + text + "\n"));
            FileMessages.sentences(doubts, volume.numbering(), visible).forEach(text -> desk.report(new UserError(name + ": " + text)));
            if (found.stream().anyMatch(problem -> problem.code().severity() == Problem.Severity.LOSS)) {
                incomplete();
            }
        }
    }

    /** A word begins. */
    Visit begin(Desk desk, String word) {
        return new Visit(desk, word);
    }

    /** Forgets what was opened in another image. */
    private void forget(Session now) {
        if (session != now || !now.image().equals(image)) {
            volumes.clear();
            session = now;
            image = now.image();
        }
    }

    /** The volume of a partition, for what only proposes: nothing if it cannot be had, and nothing is said. */
    Optional<Volume> quietly(Session now, Partition partition) {
        forget(now);
        Volume known = volumes.get(partition.extent());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Contents found = NotRead.contents(now, partition);
            return Volumes.open(now.disk().slice(partition), found);
        } catch (IOException | UserError e) {
            return Optional.empty();
        }
    }
}
