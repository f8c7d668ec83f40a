package jdisk.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jdisk.disk.DiskMap;
import jdisk.extract.Algorithm;
import jdisk.extract.DigestRange;
import jdisk.extract.ExtractPlan;
import jdisk.extract.Extraction;
import jdisk.extract.Extractor;
import jdisk.extract.FileDigests;
import jdisk.extract.Sink;
import jdisk.extract.UnreadableException;
import jdisk.image.Slice;
import jdisk.label.Partition;
import jdisk.listing.DigestLine;
import jdisk.listing.JsonListing;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.ProgressLine;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.unit.Extent;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class HashCommand implements WordCommand {
    private static final Option ON_ERROR =
            Option.value("stop|zero", "what to do about sectors that cannot be read", "--on-error");
    private static final Option JSON = Option.flag("as JSON", "--json");
    private static final Option CHECK =
            Option.value("FILE", "compare with the digests in a file, as sha256sum -c does", "--check");

    private static final Set<Target.Form> FORMS = Set.of(
            Target.Form.PARTITION, Target.Form.DISK, Target.Form.ALL, Target.Form.GAPS, Target.Form.RUN, Target.Form.PATH);

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");

    private final Inside inside;

    HashCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "hash",
                "digests: partitions, files",
                List.of(
                        "Prints the digest of a partition, or of the whole @|bold disk|@, in the form of @|bold sha256sum|@; "
                                + "@|bold all|@ prints those of the disk and of each partition, and reads the image once; "
                                + "@|bold gaps|@ those of what lies between partitions, @|italic START:COUNT|@ that of so many "
                                + "sectors. Algorithms are md5, sha1, sha224, sha256, sha384 and sha512; without one, sha256; "
                                + "with more than one, each line names its own, as @|bold cksum|@ does. Digests that a "
                                + "container of evidence (E01) keeps are compared with the disk's. Of what runs past the end "
                                + "of the image, what is there is digested, with status 3. @|italic N:PATH|@ is a file of the "
                                + "file system in a partition; several may follow. @|bold --check=FILE|@ reads what sha256sum "
                                + "or this word wrote, digests what the lines name, and says of each whether it is still the "
                                + "same; status 3 if one is not. With a target, the digest alone may be in the file. @|bold "
                                + "--json|@ writes digests as JSON."),
                "hash 6 sha256",
                List.of(ON_ERROR, JSON, CHECK),
                List.of(
                        Parameter.optional(
                                "N[:PATH]|disk|all|gaps|START:COUNT", "what to digest; nothing for an image without a table"),
                        Parameter.any("ALGORITHM|N:PATH...", "how, and more files").oneOf(CopyOptions.algorithmNames())));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String what = arguments.word(0);
        Optional<Path> check = arguments.path(CHECK);
        boolean json = arguments.has(JSON);
        Session session = desk.session();
        if (check.isPresent()) {
            return new DigestCheck(desk, inside).run(check.get(), what);
        }
        if (!what.isEmpty() && target(session, what) instanceof Target.Within) {
            return files(desk, arguments.words(), json);
        }
        List<String> names = namesBehind(arguments.words());
        List<Algorithm> algorithms = names.isEmpty() ? List.of(Algorithm.SHA256) : CopyOptions.algorithms(names);
        List<Stretch> stretches = stretches(session, what);
        Map<Algorithm, String> stored = stored(session);
        List<DigestRange> ranges = new ArrayList<>();
        for (Stretch stretch : stretches) {
            algorithms.forEach(algorithm -> ranges.add(new DigestRange(stretch.slice(), algorithm)));
        }
        boolean whole = stretches.getFirst().slice().size() == session.image().size();
        // Of the disk, what was asked for need not be digested a second time to be compared.
        List<Algorithm> more = whole ? stored.keySet().stream().filter(algorithm -> !algorithms.contains(algorithm)).toList() : List.of();
        more.forEach(algorithm -> ranges.add(new DigestRange(Slice.of(session.image()), algorithm)));
        long start = stretches.stream().mapToLong(stretch -> stretch.slice().offset()).min().orElse(0);
        long end = stretches.stream().mapToLong(stretch -> stretch.slice().end()).max().orElse(0);
        ExtractPlan plan = new ExtractPlan(
                Slice.of(session.image(), start, end - start), session.disk().sectorSize(), ExtractPlan.Sparse.NEVER,
                CopyOptions.onError(arguments.value(ON_ERROR).orElse("stop")), ranges);
        Extraction done;
        try (ProgressLine progress = new ProgressLine(desk, "hash " + session.visible().text(what), 0)) {
            done = Extractor.run(plan, Sink.NOWHERE, progress);
        } catch (UnreadableException e) {
            throw new UserError(Copying.unreadable(e, Stretch.disk(session), session));
        }
        if (done.cancelled()) {
            throw new UserError("interrupted");
        }
        int next = 0;
        Outcome outcome = Outcome.DONE;
        List<JsonListing.Digest> digests = new ArrayList<>();
        for (Stretch stretch : stretches) {
            for (Algorithm algorithm : algorithms) {
                digests.add(new JsonListing.Digest(stretch.file(), algorithm.id(), done.digests().get(next++)));
            }
        }
        print(desk, digests, algorithms.size() == 1, json);
        for (Stretch stretch : stretches) {
            boolean there = Copying.sayIncomplete(desk, stretch, List.of()) == Outcome.DONE && !stretch.isContainer(session);
            outcome = there ? outcome : Outcome.PROBLEMS;
        }
        if (whole) {
            Map<Algorithm, String> now = new EnumMap<>(Algorithm.class);
            for (int i = 0; i < algorithms.size(); i++) {
                now.put(algorithms.get(i), done.digests().get(i));
            }
            for (int i = 0; i < more.size(); i++) {
                now.put(more.get(i), done.digests().get(next + i));
            }
            outcome = agree(desk, stored, now) ? outcome : Outcome.PROBLEMS;
        }
        return Copying.sayIncomplete(desk, Stretch.disk(session), done.unreadable()) == Outcome.DONE ? outcome : Outcome.PROBLEMS;
    }

    /** What stands behind the first word. */
    private static List<String> namesBehind(List<String> words) {
        return words.isEmpty() ? words : words.subList(1, words.size());
    }

    private static void print(Desk desk, List<JsonListing.Digest> digests, boolean one, boolean json) {
        if (json) {
            new JsonListing(desk.session().listed(), false, desk.console()::print).digests(digests);
            return;
        }
        for (JsonListing.Digest digest : digests) {
            String line = one
                    ? DigestLine.of(digest.hex(), digest.file())
                    : DigestLine.tagged(digest.algorithm(), digest.hex(), digest.file());
            desk.console().print(desk.session().visible().text(line.stripTrailing()) + "\n");
        }
    }

    /** Digests that a container keeps of the disk in it. */
    private static Map<Algorithm, String> stored(Session session) {
        Map<Algorithm, String> stored = new LinkedHashMap<>();
        session.image().layers().stream().limit(1).forEach(layer -> layer.facts().forEach((name, digest) -> {
            if (HEX.matcher(digest).matches()) {
                Algorithm.of(name).ifPresent(algorithm -> stored.put(algorithm, digest));
            }
        }));
        return stored;
    }

    /** Says whether the disk is what it was when it was acquired. */
    private static boolean agree(Desk desk, Map<Algorithm, String> stored, Map<Algorithm, String> now) {
        boolean all = true;
        for (Map.Entry<Algorithm, String> each : stored.entrySet()) {
            String digest = now.getOrDefault(each.getKey(), "");
            if (digest.equals(each.getValue())) {
                desk.console().note("the " + each.getKey().id() + " kept in the image agrees: " + digest + "\n");
            } else {
                desk.report(new UserError("the " + each.getKey().id() + " kept in the image is another: it is " + each.getValue()
                        + ", and the disk has " + digest));
                all = false;
            }
        }
        return all;
    }

    /** Digests of files in a file system. */
    private Outcome files(Desk desk, List<String> words, boolean json) {
        List<String> paths = new ArrayList<>(List.of(words.getFirst()));
        List<String> wanted = new ArrayList<>();
        namesBehind(words).forEach(name -> (Algorithm.of(name).isPresent() ? wanted : paths).add(name));
        List<Algorithm> algorithms = wanted.isEmpty() ? List.of(Algorithm.SHA256) : CopyOptions.algorithms(wanted);
        Inside.Visit visit = inside.begin(desk, "hash");
        List<JsonListing.Digest> all = new ArrayList<>();
        for (Inside.Place place : visit.places(paths, Inside.Follow.ALL)) {
            String name = place.partition().reference() + ":" + place.found().text();
            List<String> digests;
            try {
                digests = FileDigests.of(visit.content(place), algorithms, desk::isInterrupted);
            } catch (IOException e) {
                visit.lost(desk.session().visible().text(name) + " cannot be read: " + IoMessage.of(e));
                continue;
            }
            if (digests.isEmpty()) {
                throw new UserError("interrupted");
            }
            List<JsonListing.Digest> found = new ArrayList<>();
            for (int i = 0; i < algorithms.size(); i++) {
                found.add(new JsonListing.Digest(name, algorithms.get(i).id(), digests.get(i)));
            }
            all.addAll(found);
            if (!json) {
                print(desk, found, algorithms.size() == 1, false);
            }
            visit.say(place.partition(), place.volume());
        }
        if (json) {
            print(desk, all, false, true);
        }
        return visit.outcome();
    }

    private static Target target(Session session, String what) throws IOException {
        return what.isEmpty() ? new Target.Part(session.requireWhole("hash")) : Target.parse("hash", what, FORMS, session);
    }

    private static List<Stretch> stretches(Session session, String what) throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        switch (target(session, what)) {
            case Target.Part(Partition partition) -> stretches.add(readable(Stretch.of(partition, session)));
            case Target.Whole whole -> stretches.add(Stretch.disk(session));
            case Target.Group(Target.Form form) when form == Target.Form.GAPS -> {
                session.requireLabel();
                session.disk().map().stream()
                        .filter(region -> region.kind() == DiskMap.Kind.GAP)
                        .map(region -> Stretch.of(region, session))
                        .forEach(stretches::add);
                if (stretches.isEmpty()) {
                    throw new UserError("there are no gaps to digest");
                }
            }
            case Target.Group all -> {
                stretches.add(Stretch.disk(session));
                session.requireLabel().dataPartitions().stream()
                        .map(partition -> Stretch.of(partition, session))
                        .filter(stretch -> stretch.there() > 0)
                        .forEach(stretches::add);
            }
            case Target.Run(Extent extent) -> stretches.add(readable(Stretch.of(extent, session)));
            case Target.SectorOfPart sector -> throw new IllegalStateException(what);
            case Target.Within within -> throw new IllegalStateException(what);
            case Target.Sector sector -> throw new IllegalStateException(what);
        }
        return stretches;
    }

    private static Stretch readable(Stretch stretch) {
        if (stretch.there() == 0) {
            throw new UserError(stretch.what() + (stretch.length() == 0
                    ? " has no sectors"
                    : " begins past the end of the image: there is nothing to digest"));
        }
        return stretch;
    }
}
