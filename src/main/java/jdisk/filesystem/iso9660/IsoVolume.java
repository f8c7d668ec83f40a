package jdisk.filesystem.iso9660;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Name;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.Volume;
import jdisk.image.BlockCache;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.IsoDescriptor;

/**
 * A volume of ISO 9660. It may hold several trees of names for the same files: that of the standard itself, with Rock Ridge's
 * names beside its own or without, and those of Joliet and of ISO 9660:1999. The first there is of Rock Ridge, Joliet, 1999 and
 * the standard is read, of the last session.
 */
public final class IsoVolume implements Volume {
    private static final String TYPE = "iso9660";
    private static final int SECTOR = IsoDescriptor.LENGTH;

    /** Where names come from. */
    private enum Names {
        ROCK_RIDGE("Rock Ridge"),
        JOLIET("Joliet"),
        LONG("ISO 9660:1999"),
        PLAIN("ISO 9660");

        private final String title;

        Names(String title) {
            this.title = title;
        }
    }

    private final Image image;
    private final BlockCache records;
    private final Problems problems = new Problems();
    private final IsoDescriptor descriptor;
    private final Names names;
    private final int skipped;
    private final Optional<BootImages> bootImages;

    private IsoVolume(Image image, IsoDescriptor descriptor, Names names, int skipped, Optional<BootImages> bootImages) {
        this.image = image;
        this.records = new BlockCache(image, SECTOR);
        this.descriptor = descriptor;
        this.names = names;
        this.skipped = skipped;
        this.bootImages = bootImages;
    }

    /**
     * The volume at a place.
     *
     * @param besideUdf whether there is UDF in the same place, which may hold other files
     * @throws IOException if its descriptors cannot be read, or make no sense
     */
    public static IsoVolume open(Slice place, boolean besideUdf) throws IOException {
        List<Sessions.Session> sessions = Sessions.of(place);
        List<IsoDescriptor> last = sessions.getLast().descriptors();
        IsoDescriptor primary = usable(last, found -> found.type() == IsoDescriptor.PRIMARY)
                .or(() -> usable(last, IsoDescriptor::isJoliet))
                .orElseThrow(() -> new IOException("it has no descriptor that can be used; High Sierra, the format before ISO 9660, cannot be read"));
        Optional<BootImages> boot = last.stream().filter(IsoDescriptor::isElTorito).findFirst()
                .map(found -> new BootImages(place, found.bootCatalogue()));
        Optional<Integer> skipped = rockRidge(place, primary);
        IsoVolume volume = skipped.isPresent()
                ? new IsoVolume(place, primary, Names.ROCK_RIDGE, skipped.get(), boot)
                : withoutRockRidge(place, last, primary, boot);
        if (besideUdf) {
            volume.problem(Problem.Code.BESIDE_UDF, -1, "");
        }
        volume.look(sessions.size(), primary, place);
        return volume;
    }

    private static IsoVolume withoutRockRidge(
            Slice place, List<IsoDescriptor> last, IsoDescriptor primary, Optional<BootImages> boot) {
        Optional<IsoDescriptor> joliet = usable(last, IsoDescriptor::isJoliet);
        if (joliet.isPresent()) {
            return new IsoVolume(place, joliet.get(), Names.JOLIET, 0, boot);
        }
        Optional<IsoDescriptor> enhanced = usable(last, IsoDescriptor::isEnhanced);
        return enhanced.map(found -> new IsoVolume(place, found, Names.LONG, 0, boot))
                .orElseGet(() -> new IsoVolume(place, primary, Names.PLAIN, 0, boot));
    }

    private static Optional<IsoDescriptor> usable(List<IsoDescriptor> all, Predicate<IsoDescriptor> wanted) {
        return all.stream().filter(wanted).filter(found -> found.blockBytes() > 0 && found.rootBlock() > 0).findFirst();
    }

    /** Bytes before Rock Ridge's entries in each record; nothing if there are none. */
    private static Optional<Integer> rockRidge(Slice place, IsoDescriptor primary) {
        try {
            return place.viewIfThere(primary.rootPosition(), SECTOR)
                    .flatMap(sector -> DirectoryRecord.at(sector, 0))
                    .flatMap(record -> SystemUse.skipped(record.systemUse()));
        } catch (IOException e) {
            return Optional.empty(); // the root cannot be read: said when it is asked for
        }
    }

    private void look(int sessions, IsoDescriptor primary, Slice place) {
        problems.add(Problem.Code.NAMES_OF, -1, names.title);
        if (sessions > 1) {
            problems.add(Problem.Code.LAST_SESSION, -1, Integer.toString(sessions));
        }
        long wanted = primary.blocks() * primary.blockBytes();
        if (wanted > place.size()) {
            problems.add(Problem.Code.CUT_VOLUME, -1, Long.toString(wanted - place.size()));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String numbering() {
        return "block";
    }

    @Override
    public List<Problem> takeProblems() {
        return problems.take();
    }

    @Override
    public Directory root() throws IOException {
        return IsoNodes.root(this);
    }

    void problem(Problem.Code code, long where, String detail) {
        problems.add(code, where, detail);
    }

    Image image() {
        return image;
    }

    IsoDescriptor descriptor() {
        return descriptor;
    }

    int blockBytes() {
        return descriptor.blockBytes();
    }

    Optional<BootImages> bootImages() {
        return bootImages;
    }

    /** A sector of directory records. */
    ByteView sector(long position) throws IOException {
        return records.view(position, (int) Math.min(SECTOR, Math.max(image.size() - position, 1)));
    }

    /** What Rock Ridge keeps with a record; nothing where its names are not read. */
    Optional<RockRidge> rockRidge(DirectoryRecord record) {
        if (names != Names.ROCK_RIDGE) {
            return Optional.empty();
        }
        SystemUse.Entries entries = new SystemUse(records, blockBytes()).entries(record.systemUse(), skipped);
        if (!entries.complete()) {
            problem(Problem.Code.RECORD_CUT, record.block(), "");
        }
        return Optional.of(new RockRidge(entries.all()));
    }

    /** The name of a record. */
    Name name(DirectoryRecord record, Optional<RockRidge> more) {
        return more.flatMap(RockRidge::name).orElseGet(() -> {
            ByteView name = record.name();
            return names == Names.JOLIET ? Name.of(bare(units(name))) : Name.of(name, 0, bareLength(name));
        });
    }

    /** All 16-bit units, NULs among them. */
    private static String units(ByteView name) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at + 2 <= name.length(); at += 2) {
            text.append((char) name.u16be(at));
        }
        return text.toString();
    }

    /** Without the number of a version, and the period before it where there is nothing else after that. */
    private static String bare(String name) {
        int semicolon = name.lastIndexOf(';');
        boolean versioned = semicolon > 0 && name.substring(semicolon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        String bare = versioned ? name.substring(0, semicolon) : name;
        return versioned && bare.length() > 1 && bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static int bareLength(ByteView name) {
        return bare(name.latin1(0, name.length())).length();
    }
}
