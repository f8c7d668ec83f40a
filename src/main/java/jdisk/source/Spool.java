package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;

/**
 * An image that can only be had from its start on, or from the starts of a few large pieces of it: what was had of it is kept in a
 * sparse file of its own, which is gone when the image is closed, or, if the user wants it, kept for the next time once it is complete.
 *
 * <p>Where its size is known, only as much is decoded as is asked for; otherwise, all of it when it is opened. Zeros take no room
 * in the file. What comes some way before damage can be read. Safe to use from several threads, one of which decodes at a time.
 */
final class Spool implements Image {
    /** Bytes that a listing waits for without asking whether it has to. */
    private static final long NEAR = 64L << 20;

    private final Image file;
    private final Layer layer;
    private final SpoolDecoder decoder;
    private final Opening opening;

    /**
     * An image.
     *
     * @param layer its form, of any size: that is the decoder's
     */
    private Spool(Image file, Layer layer, SpoolDecoder decoder, Opening opening) {
        this.file = file;
        this.layer = layer;
        this.decoder = decoder;
        this.opening = opening;
    }

    /**
     * An image that nothing is known of but its form.
     *
     * @param size of it, where that is known
     * @throws IOException if its size is not known, and nothing of it can be decoded
     */
    static Image open(Image file, String format, InputStream decoded, OptionalLong size, Context context) throws IOException {
        return open(file, new Layer(format, size.orElse(Long.MAX_VALUE), file.name(), Map.of()), decoded, context);
    }

    /**
     * An image.
     *
     * @param layer its form; of the largest size there is where the size is not known
     * @throws IOException if its size is not known, and it cannot be decoded to its end
     */
    static Image open(Image file, Layer layer, InputStream decoded, Context context) throws IOException {
        return begin(file, layer, new SpoolSections.Whole(decoded), context).toItsEnd();
    }

    /**
     * An image of which only a listing may be wanted: its size is then that of which its end or its start tells, if the table, or what
     * else begins the image, ends just there. Two that agree are no accident, and all of it need not be decoded to know.
     *
     * @param told the size, as far as it is told
     * @param period what the size may be more by, again and again, than is told; 0 for nothing
     * @throws IOException if its size is not known, and it cannot be decoded to its end
     */
    static Image open(Image file, String format, InputStream decoded, long told, long period, Context context) throws IOException {
        Spool spool = begin(file, new Layer(format, Long.MAX_VALUE, file.name(), Map.of()), new SpoolSections.Whole(decoded), context);
        if (!spool.decoder.isSized() && context.opening().lists() && context.opening().range().isEmpty()) {
            long end = Parts.end(Slice.of(spool, 0, NEAR)).orElse(0);
            if (end == told || (period > 0 && end > told && (end - told) % period == 0)) {
                spool.decoder.size(end);
            }
        }
        return spool.toItsEnd();
    }

    /** An image of sections; of one whose size is not known, nothing is decoded yet. */
    static Spool begin(Image file, Layer layer, SpoolSections sections, Context context) throws IOException {
        Opening opening = context.opening();
        Optional<Path> folder = opening.cache();
        if (folder.isEmpty() || !tellsChanges(file)) {
            return new Spool(file, layer, sections, SpoolFile.temporary(), opening);
        }
        SpoolCache cache = SpoolCache.in(folder.get(), file, () -> identity(file, layer));
        Optional<FileImage> kept = cache.kept();
        if (kept.isEmpty()) {
            return new Spool(file, layer, sections, SpoolFile.keptIn(cache), opening);
        }
        long size = kept.get().size();
        opening.waiting().kept(file.name(), cache.file(), true);
        return new Spool(file, layer, SpoolDecoder.ended(file.name(), sections, SpoolFile.of(kept.get()), size), opening);
    }

    private Spool(Image file, Layer layer, SpoolSections sections, SpoolFile cache, Opening opening) {
        this(file, layer, new SpoolDecoder(file.name(), sections, cache, opening.waiting(), layer.size()), opening);
    }

    /**
     * The same with a size, if it has none yet: that to which it can be decoded. If it is damaged there, that is said of it.
     *
     * @throws IOException if nothing of it can be decoded, or a server or a folder is the reason that not all is; what was decoded is gone
     */
    private Spool toItsEnd() throws IOException {
        if (!decoder.isSized()) {
            try {
                decoder.findSize();
            } catch (IOException e) {
                decoder.close();
                throw e;
            }
        }
        return this;
    }

    /** Whether an image tells itself from itself after a change. */
    private static boolean tellsChanges(Image file) {
        return !file.files().isEmpty() || (file instanceof HttpImage remote && remote.tellsChanges())
                || (file instanceof Spool spool && tellsChanges(spool.file));
    }

    static String identity(Image file, Layer layer) {
        return file.identity() + ", " + layer.format() + " " + new TreeMap<>(layer.facts());
    }

    /** What a stream has, to its end. */
    static Image ofStream(InputStream stream, Opening opening) throws IOException {
        Image none = new SparseMemoryImage("-", 0, Map.of());
        Layer layer = new Layer("stream", Long.MAX_VALUE, none.name(), Map.of());
        if (opening.cache().isEmpty()) {
            return new Spool(none, layer, new SpoolSections.Whole(stream), SpoolFile.temporary(), opening).toItsEnd();
        }
        // Nothing tells one stream from another but what comes: it is kept under a name made of that, to be opened by it.
        MessageDigest digest = sha256();
        SpoolCache cache = SpoolCache.in(opening.cache().get(), none, new Digest(digest)::text);
        SpoolSections all = new SpoolSections.Whole(new DigestInputStream(stream, digest));
        return new Spool(none, layer, all, SpoolFile.keptIn(cache), opening).toItsEnd();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The digest of what a stream had, once it has ended. */
    private static final class Digest {
        private final MessageDigest digest;
        private Optional<String> text = Optional.empty();

        private Digest(MessageDigest digest) {
            this.digest = digest;
        }

        private String text() {
            if (text.isEmpty()) {
                text = Optional.of("standard input, SHA-256 " + HexFormat.of().formatHex(digest.digest()));
            }
            return text.get();
        }
    }

    /** Whether all of it is decoded. */
    boolean isDecoded() {
        return decoder.isDecoded();
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return decoder.size();
    }

    @Override
    public List<Path> files() {
        return file.files();
    }

    @Override
    public List<Layer> layers() {
        Layer its = new Layer(layer.format(), size(), layer.file(), layer.facts());
        return Stream.concat(Stream.of(decoder.unsound().map(its::damaged).orElse(its)), file.layers().stream()).toList();
    }

    @Override
    public boolean claims(Path written) throws IOException {
        return file.claims(written);
    }

    @Override
    public String identity() {
        return identity(file, layer);
    }

    /** Where only a listing is wanted, much is not decoded for what it can do without. */
    @Override
    public boolean isNear(long offset) {
        return !opening.lists() || decoder.distance(offset) <= NEAR;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        decoder.read(offset, target);
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        file.close();
    }
}
