package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Name;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.image.Image;

/** What file records stand for. */
final class NtfsNodes {
    private NtfsNodes() {}

    /**
     * A name in a directory.
     *
     * @param reference to the file record
     */
    record Named(NtfsVolume volume, Name name, long reference) implements Entry {
        @Override
        public Node node() throws IOException {
            try {
                return of(volume, volume.file(reference));
            } catch (IOException e) {
                return lost(volume, reference, e);
            }
        }

        @Override
        public boolean isInternal() {
            long number = FileRecord.number(reference);
            return number < NtfsVolume.FIRST_FILE && number != NtfsVolume.ROOT;
        }
    }

    /** The node of a file. */
    static Node of(NtfsVolume volume, FileAttributes file) throws IOException {
        StandardInformation information = StandardInformation.of(file);
        Optional<ReparsePoint> reparse = ReparsePoint.of(volume, file);
        Optional<DataStream> data = file.stream(volume, Attribute.DATA, "");
        Common common = new Common(volume, file, information, reparse, data);
        if (reparse.isPresent()) {
            if (reparse.get().isLink()) {
                return new Link(common, common.attributes(0));
            }
            Optional<Special.Kind> special = special(reparse.get().tag());
            if (special.isPresent()) {
                return new Other(common, common.attributes(0), special.get());
            }
        }
        if (file.base().isDirectory()) {
            return new Folder(common, common.attributes(0));
        }
        long size = data.map(DataStream::size).orElse(0L);
        if (information.has(StandardInformation.SYSTEM) && data.isPresent()) {
            Optional<Name> target = InterixLink.target(data.get());
            if (target.isPresent()) {
                return new InterixLink(common, common.attributes(target.get().length()), target.get());
            }
        }
        return new File(common, common.attributes(size));
    }

    /**
     * A directory of whose record nothing can be read, with the names of those files that say they are in it.
     *
     * @throws IOException if there are none: what its record is like
     */
    static Directory lost(NtfsVolume volume, long reference, IOException why) throws IOException {
        List<Named> names = volume.namesByDirectory().of(reference);
        if (names.isEmpty()) {
            throw why;
        }
        long number = FileRecord.number(reference);
        volume.problem(Problem.Code.NODE_DAMAGED, number, String.valueOf(why.getMessage()));
        return new LostFolder(number, names, new Attributes(OptionalLong.of(number), 0, Times.NONE, Optional.empty(), Optional.empty(),
                OptionalLong.empty(), Set.of()));
    }

    private record LostFolder(long key, List<Named> entries, Attributes attributes) implements Directory {}

    private static Optional<Special.Kind> special(long tag) {
        if (tag == ReparsePoint.LINUX_SOCKET) {
            return Optional.of(Special.Kind.SOCKET);
        }
        if (tag == ReparsePoint.LINUX_FIFO) {
            return Optional.of(Special.Kind.FIFO);
        }
        if (tag == ReparsePoint.LINUX_CHARACTER_DEVICE) {
            return Optional.of(Special.Kind.CHARACTER_DEVICE);
        }
        return tag == ReparsePoint.LINUX_BLOCK_DEVICE ? Optional.of(Special.Kind.BLOCK_DEVICE) : Optional.empty();
    }

    /** What nodes of all kinds have. */
    record Common(
            NtfsVolume volume,
            FileAttributes file,
            StandardInformation information,
            Optional<ReparsePoint> reparse,
            Optional<DataStream> data) {

        boolean isWof() {
            return reparse.isPresent() && reparse.get().tag() == ReparsePoint.WOF;
        }

        Attributes attributes(long size) {
            return new Attributes(OptionalLong.of(file.base().number()), size, information.times(), Optional.empty(),
                    Optional.of(information.letters()), OptionalLong.of(names()), flags());
        }

        /** Names without the short ones that DOS has beside others. */
        private long names() {
            long names = 0;
            for (Attribute attribute : file.all()) {
                names += FileName.isLong(attribute) ? 1 : 0;
            }
            return names;
        }

        private Set<Attributes.Flag> flags() {
            Set<Attributes.Flag> flags = EnumSet.noneOf(Attributes.Flag.class);
            boolean compressed = data.isPresent() && !data.get().isResident() && data.get().isCompressed();
            if (compressed || isWof() || information.has(StandardInformation.COMPRESSED)) {
                flags.add(Attributes.Flag.COMPRESSED);
            }
            if (information.has(StandardInformation.ENCRYPTED) || (data.isPresent() && data.get().isEncrypted())) {
                flags.add(Attributes.Flag.ENCRYPTED);
            }
            if (!isWof() && (information.has(StandardInformation.SPARSE) || (data.isPresent() && data.get().isSparse()))) {
                flags.add(Attributes.Flag.SPARSE);
            }
            if (data.isPresent() && data.get().isResident() && data.get().size() > 0) {
                flags.add(Attributes.Flag.INLINE);
            }
            return flags;
        }

        List<NamedStream> streams() {
            Map<String, List<Attribute>> named = Map.of();
            for (Attribute attribute : file.all()) {
                String name = attribute.name();
                if (attribute.type() == Attribute.DATA && !name.isEmpty() && !(isWof() && name.equals(Wof.STREAM))) {
                    named = named.isEmpty() ? new LinkedHashMap<>() : named; // most files have none
                    named.computeIfAbsent(name, key -> new ArrayList<>(1)).add(attribute);
                }
            }
            return named.values().stream().<NamedStream>map(parts -> new DataStream(volume, file.base().number(), parts)).toList();
        }

        List<Node.Extended> extended() throws IOException {
            List<Node.Extended> extended = new ArrayList<>();
            reparse.ifPresent(point -> extended.add(new Node.Extended(Name.of(point.title()), point.data().length())));
            extended.addAll(ExtendedAttributes.of(volume, file));
            return extended;
        }

        /**
         * What the file holds.
         *
         * @throws IOException if that cannot be had, or is kept elsewhere
         */
        Image content() throws IOException {
            long number = file.base().number();
            if (data.isEmpty() && !file.damage().isEmpty()) {
                throw new IOException(file.damage());
            }
            if (data.isEmpty()) {
                return FileAttributes.nothing(volume, number);
            }
            if (isWof()) {
                Wof wof = Wof.of(reparse.orElseThrow().data());
                DataStream stream = file.stream(volume, Attribute.DATA, Wof.STREAM)
                        .orElseThrow(() -> new IOException("its compressed data is missing"));
                return wof.content(stream.content(), "file record " + number, data.get().size());
            }
            Image content = data.get().content();
            if (reparse.isPresent() && data.get().isPartlyAbsent()) {
                // Holes of such a file are where its filter has bytes: zeros would be wrong.
                throw new IOException("it is a " + reparse.get().title() + ": its contents, or a part of them, are kept elsewhere");
            }
            return content;
        }
    }

    private record File(Common common, Attributes attributes) implements RegularFile {
        @Override
        public Image content() throws IOException {
            return common.content();
        }

        @Override
        public List<NamedStream> streams() {
            return common.streams();
        }

        @Override
        public List<Extended> extended() throws IOException {
            return common.extended();
        }
    }

    private record Folder(Common common, Attributes attributes) implements Directory {
        @Override
        public long key() {
            return common.file().base().number();
        }

        @Override
        public List<? extends Entry> entries() throws IOException {
            return Index.of(common.volume(), common.file());
        }

        @Override
        public Optional<? extends Entry> entry(Name name) throws IOException {
            List<? extends Entry> entries = entries();
            Optional<? extends Entry> exact = entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
            if (exact.isPresent() || common.information().isCaseSensitive()) {
                return exact;
            }
            UpCase upCase = common.volume().upCase();
            String folded = upCase.folded(name);
            return entries.stream().filter(entry -> upCase.folded(entry.name()).equals(folded)).findFirst();
        }

        @Override
        public List<NamedStream> streams() {
            return common.streams();
        }

        @Override
        public List<Extended> extended() throws IOException {
            return common.extended();
        }
    }

    private record Link(Common common, Attributes attributes) implements SymbolicLink {
        private static final String ELSEWHERE = "it leads to another volume";

        @Override
        public Name target() throws IOException {
            return common.reparse().orElseThrow().target();
        }

        /** Letters of drives are not known: what begins with one is taken for a path of this volume. */
        @Override
        public String path() throws IOException {
            String target = target().text();
            if (common.reparse().orElseThrow().tag() == ReparsePoint.LINUX_LINK) {
                return target;
            }
            String path = target.replace('\\', '/');
            if (path.startsWith("//") || path.startsWith("Volume{")) {
                throw new IOException(ELSEWHERE);
            }
            boolean hasDrive = path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
            return hasDrive ? "/" + path.substring(2) : path;
        }

        @Override
        public List<NamedStream> streams() {
            return common.streams();
        }

        @Override
        public List<Extended> extended() throws IOException {
            return common.extended();
        }
    }

    /** A link as Interix made them, and ntfs-3g does: a system file that begins with a mark. */
    private record InterixLink(Common common, Attributes attributes, Name target) implements SymbolicLink {
        private static final String MARK = "IntxLNK\1";
        private static final int LONGEST = 8 + 2 * 32_768;

        /** Where a file leads, if it is such a link. */
        static Optional<Name> target(DataStream data) {
            try {
                if (data.size() <= MARK.length() || data.size() > LONGEST || data.size() % 2 != 0) {
                    return Optional.empty();
                }
                Image content = data.content();
                if (!content.view(0, MARK.length()).has(0, MARK)) {
                    return Optional.empty();
                }
                int units = (int) (data.size() - MARK.length()) / 2;
                return Optional.of(Name.of(Units.text(content.view(MARK.length(), 2 * units), 0, units)));
            } catch (IOException e) {
                return Optional.empty(); // a file whose contents cannot be read
            }
        }

        @Override
        public List<NamedStream> streams() {
            return common.streams();
        }
    }

    private record Other(Common common, Attributes attributes, Kind kind) implements Special {
        @Override
        public List<NamedStream> streams() {
            return common.streams();
        }

        @Override
        public List<Extended> extended() throws IOException {
            return common.extended();
        }
    }
}
