package jdisk.command;

import java.util.List;
import java.util.Optional;
import jdisk.disk.Disk;
import jdisk.image.Progress;
import jdisk.label.Partition;
import jdisk.search.Hit;
import jdisk.search.Search;
import jdisk.shell.Desk;
import jdisk.shell.ProgressLine;
import jdisk.shell.Session;
import jdisk.shell.UserError;

/** Volumes that a search finds, as words name them. */
final class FoundPartitions {
    /** What begins at a sector has a structure so close behind it, unless that is lost. */
    private static final long NEAR = 128 << 10;

    private FoundPartitions() {}

    /** All of the disk. */
    static Search.Plan all(Session session) {
        return new Search.Plan(session.disk().sectorSize(), 0, session.image().size());
    }

    /** Searches, and shows how far it is. */
    static Search.Result search(Desk desk, Search.Plan plan) {
        try (ProgressLine progress = new ProgressLine(desk, "search", 0)) {
            return Search.run(desk.session().image(), plan, progress);
        }
    }

    /** The same, from where an earlier run was, and with a record of how far it is. */
    static Search.Result search(Desk desk, Search.Plan plan, SearchRecordFile file) {
        try (ProgressLine progress = new ProgressLine(desk, "search", file.before().done() - plan.from())) {
            return Search.run(desk.session().image(), plan, file.before(), progress, file::keep);
        }
    }

    /**
     * What begins at a sector: known from a search, or found close to it, or by a search of all of the disk, as a copy that tells of it
     * may be anywhere.
     *
     * @throws UserError if there is nothing
     */
    static Partition at(long sector, Session session) {
        Disk disk = session.disk();
        long bytes = disk.sectorSize().bytes();
        if (sector >= disk.sectors()) {
            throw new UserError("sector " + sector + " is past the end of the image");
        }
        Optional<Hit> hit = session.found().isPresent()
                ? at(session.found().get(), sector * bytes)
                : at(search(session, new Search.Plan(disk.sectorSize(), sector * bytes, sector * bytes + NEAR)), sector * bytes);
        if (hit.isEmpty() && session.found().isEmpty()) {
            List<Hit> all = search(session, all(session));
            if (session.isInterrupted()) {
                throw new UserError("interrupted");
            }
            session.setFound(all);
            hit = at(all, sector * bytes);
        }
        return hit.map(found -> found.partition(session.image(), disk.sectorSize()))
                .orElseThrow(() -> new UserError("nothing is found that begins at sector " + sector + "; 'search' lists what is found"));
    }

    /** Of several that seem to begin there, that which is not left from before another. */
    private static Optional<Hit> at(List<Hit> hits, long start) {
        List<Hit> there = hits.stream().filter(hit -> hit.start() == start).toList();
        return there.stream().filter(Hit::isPartition).findFirst().or(() -> there.stream().findFirst());
    }

    private static List<Hit> search(Session session, Search.Plan plan) {
        return Search.run(session.image(), plan, Progress.until(session::isInterrupted)).hits();
    }
}
