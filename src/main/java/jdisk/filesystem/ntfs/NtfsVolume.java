package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Name;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Volume;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.NtfsBootRecord;
import org.jspecify.annotations.Nullable;

/**
 * An NTFS file system.
 *
 * <p>How it was left is known from flags in $Volume, from what $LogFile begins with, and from what stands at the start of
 * hiberfil.sys where Windows was hibernated, or shut down for a fast start.
 */
public final class NtfsVolume implements Volume {
    static final long ROOT = 5;
    static final long UP_CASE = 10;

    /** Records before this one are the file system's own. */
    static final long FIRST_FILE = 24;

    private static final long LOG = 2;
    private static final long VOLUME = 3;
    private static final int FLAGS = 10;
    private static final int DIRTY = 1;

    /** Files whose attributes are kept: those with several names are asked for by each of them. */
    private static final int KEPT = 64;

    private final Problems problems = new Problems();
    private final Geometry geometry;
    private final int indexBlockBytes;
    private final Mft mft;
    private final Map<Long, FileAttributes> files = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, FileAttributes> eldest) {
            return size() > KEPT;
        }
    };
    private @Nullable UpCase upCase;
    private @Nullable NamesByDirectory namesByDirectory;

    private NtfsVolume(Slice place, NtfsBootRecord boot) throws IOException {
        this.geometry = Geometry.of(place, boot);
        this.indexBlockBytes = boot.indexBlockBytes() >= Fixups.STRIDE ? boot.indexBlockBytes() : 4096;
        this.mft = new Mft(this, boot);
    }

    /**
     * Opens a volume.
     *
     * @throws IOException if its boot record or its master file table cannot be read, or make no sense
     */
    public static NtfsVolume open(Slice place) throws IOException {
        NtfsBootRecord boot = NtfsBootRecord.read(place).orElseThrow(() -> new IOException("no NTFS boot record was found"));
        NtfsVolume volume = new NtfsVolume(place, boot);
        volume.look(boot);
        return volume;
    }

    /** Notes how the volume was left. */
    private void look(NtfsBootRecord boot) {
        long bytes = boot.clusterPosition(boot.clusters());
        if (bytes > geometry.image().size()) {
            problem(Problem.Code.CUT_VOLUME, -1, Long.toString(bytes - geometry.image().size()));
        }
        try {
            Optional<Attribute> information = file(VOLUME).first(Attribute.VOLUME_INFORMATION);
            if (information.isPresent() && (information.get().value(FLAGS + 2).u16le(FLAGS) & DIRTY) != 0) {
                problem(Problem.Code.NOT_CLEAN, -1, "");
            }
        } catch (IOException e) {
            problem(Problem.Code.NODE_UNREADABLE, VOLUME, "$Volume cannot be read: " + e.getMessage());
        }
        try {
            Optional<DataStream> log = file(LOG).stream(this, Attribute.DATA, "");
            if (log.isPresent() && RestartPage.isPending(log.get().content())) {
                problem(Problem.Code.LOG_NOT_REPLAYED, -1, "");
            }
        } catch (IOException e) {
            problem(Problem.Code.NODE_UNREADABLE, LOG, "$LogFile cannot be read: " + e.getMessage());
        }
        try {
            if (isHibernated()) {
                problem(Problem.Code.HIBERNATED, -1, "");
            }
        } catch (IOException e) {
            // who lists the root learns what is wrong with it
        }
    }

    private boolean isHibernated() throws IOException {
        Optional<? extends Entry> entry = root().entry(Name.of("hiberfil.sys"));
        if (entry.isEmpty() || !(entry.get().node() instanceof RegularFile file)) {
            return false;
        }
        Image content = file.content();
        ByteView mark = content.viewUpTo(0, 4);
        // Once Windows has resumed, or was started anew, another mark is there, or zeros.
        return mark.has(0, "hibr") || mark.has(0, "HIBR") || mark.has(0, "RSTR");
    }

    @Override
    public String type() {
        return "ntfs";
    }

    @Override
    public String numbering() {
        return "file record";
    }

    @Override
    public Directory root() throws IOException {
        try {
            if (NtfsNodes.of(this, file(ROOT)) instanceof Directory root) {
                return root;
            }
        } catch (IOException e) {
            return NtfsNodes.lost(this, ROOT | ROOT << FileRecord.NUMBER_BITS, e); // its sequence number is its number
        }
        throw new IOException("its root is not a directory");
    }

    @Override
    public List<Problem> takeProblems() {
        return problems.take();
    }

    void problem(Problem.Code code, long where, String detail) {
        problems.add(code, where, detail);
    }

    Geometry geometry() {
        return geometry;
    }

    /** Bytes of a block of an index that does not say so itself. */
    int indexBlockBytes() {
        return indexBlockBytes;
    }

    /** How it makes small letters large. */
    UpCase upCase() {
        if (upCase == null) {
            upCase = UpCase.of(this);
        }
        return upCase;
    }

    /** The second source of names. */
    NamesByDirectory namesByDirectory() {
        if (namesByDirectory == null) {
            namesByDirectory = new NamesByDirectory(this, mft);
        }
        return namesByDirectory;
    }

    /**
     * The file that a reference means.
     *
     * @throws IOException if its record cannot be read, or is another one by now
     */
    FileAttributes file(long reference) throws IOException {
        long number = FileRecord.number(reference);
        FileAttributes known = files.get(number);
        FileRecord record = known != null ? known.base() : mft.record(number);
        if (!record.isInUse()) {
            throw new IOException("file record " + number + " is not in use");
        }
        if (record.isPart()) {
            throw new IOException("file record " + number + " is a part of another");
        }
        if (!record.isMeantBy(reference)) {
            throw new IOException("file record " + number + " is used by another file now");
        }
        if (known != null) {
            return known;
        }
        FileAttributes file = FileAttributes.of(this, mft, record);
        files.put(number, file);
        if (!file.damage().isEmpty()) {
            problem(Problem.Code.NODE_DAMAGED, number, file.damage());
        }
        return file;
    }
}
