package jdisk.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import jdisk.image.Image;
import jdisk.output.OutputGuard;
import jdisk.output.OwnFile;
import jdisk.output.RefusedException;
import jdisk.search.Search;
import jdisk.search.SearchRecord;
import jdisk.search.SoFar;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a search keeps how far it is, until it is complete. It lies where the user says, and not beside the image,
 * whose folder may be evidence, too. What is written last replaces what was there as a whole.
 */
final class SearchRecordFile {
    private final OutputGuard guard;
    private final Path file;
    private final String search;
    private final SoFar before;
    private @Nullable OwnFile own;
    private @Nullable IOException failure;

    private SearchRecordFile(OutputGuard guard, Path file, SearchRecord record) {
        this.guard = guard;
        this.file = file;
        this.search = record.search();
        this.before = record.soFar();
    }

    /**
     * Opens the record of a search, or begins one.
     *
     * @throws RefusedException if nothing may be written there, or what is there is not a record of this search
     */
    static SearchRecordFile open(Path file, Image image, Search.Plan plan) throws IOException {
        OutputGuard guard = new OutputGuard(image);
        guard.check(file, true);
        Optional<SearchRecord> found = read(file, image, plan);
        SearchRecordFile opened = new SearchRecordFile(
                guard, file, found.orElseGet(() -> new SearchRecord(SearchRecord.of(image, plan), SoFar.nothing(plan))));
        opened.own = found.isPresent() ? OwnFile.at(file) : null;
        opened.write(opened.before); // what cannot be written is said now, and not after hours
        return opened;
    }

    private static Optional<SearchRecord> read(Path file, Image image, Search.Plan plan) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String text = OutputGuard.isPlain(file) ? start(file) : "";
        if (!SearchRecord.isOne(text)) {
            throw new RefusedException(file + " exists and is not a record of a search: move it away, or name another file");
        }
        SearchRecord found = SearchRecord.parse(text).orElseThrow(() ->
                new RefusedException(file + " is a record of a search that is not whole: remove it to start over"));
        if (!found.fits(image, plan)) {
            throw new RefusedException(file + " is of a search of another image, or another part of it, or by another version of jdisk, "
                    + "or the image has changed: remove it to start over");
        }
        return Optional.of(found);
    }

    /** No more than a record has. */
    private static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(SearchRecord.LIMIT), StandardCharsets.UTF_8);
        }
    }

    Path file() {
        return file;
    }

    /** How far an earlier run was. */
    SoFar before() {
        return before;
    }

    /** Keeps how far this one is. If that fails once, it is not tried again, and the search goes on: {@link #end} says so. */
    void keep(SoFar soFar) {
        if (failure == null) {
            try {
                write(soFar);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private void write(SoFar soFar) throws IOException {
        if (own != null && !own.isThere()) {
            throw new RefusedException(file + " was removed or replaced during the search");
        }
        guard.writeText(file, new SearchRecord(search, soFar).text(), own != null);
        own = OwnFile.at(file);
    }

    /**
     * Removes the record of a search that is complete.
     *
     * @throws IOException if the record of one that is not could not be kept
     */
    void end(boolean complete) throws IOException {
        if (complete && own != null) {
            guard.remove(own);
        } else if (failure != null) {
            throw failure;
        }
    }
}
