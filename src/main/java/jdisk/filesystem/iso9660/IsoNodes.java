package jdisk.filesystem.iso9660;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.probe.IsoDescriptor;

/** What directory records stand for. */
final class IsoNodes {
    private static final int SECTOR = IsoDescriptor.LENGTH;

    private IsoNodes() {}

    /**
     * The root directory, as its own first record tells of it.
     *
     * @throws IOException if that cannot be read
     */
    static Directory root(IsoVolume volume) throws IOException {
        IsoDescriptor descriptor = volume.descriptor();
        Optional<DirectoryRecord> own = first(volume, descriptor.rootPosition());
        Optional<RockRidge> more = own.flatMap(volume::rockRidge);
        Optional<Times.Time> time = own.flatMap(DirectoryRecord::time);
        Attributes attributes = attributes(descriptor.rootBytes(), time, more, Set.of());
        return new Folder(volume, descriptor.rootBlock(), descriptor.rootBytes(), true, attributes);
    }

    private static Optional<DirectoryRecord> first(IsoVolume volume, long position) throws IOException {
        return DirectoryRecord.at(volume.sector(position), 0);
    }

    private static Attributes attributes(
            long size, Optional<Times.Time> time, Optional<RockRidge> more, Set<Attributes.Flag> flags) {
        return new Attributes(
                more.map(RockRidge::serial).orElse(OptionalLong.empty()),
                size,
                more.map(kept -> kept.times(time)).orElseGet(() -> new Times(time, Optional.empty(), Optional.empty(), Optional.empty())),
                more.flatMap(kept -> kept.mode().map(mode -> new Attributes.Permissions(mode & 0xfff, kept.uid(), kept.gid()))),
                Optional.empty(),
                more.map(RockRidge::links).orElse(OptionalLong.empty()),
                flags);
    }

    /**
     * A name in a directory.
     *
     * @param position of its first record, in bytes from the start of the volume
     * @param sections how many records it has, one after the other
     */
    private record Named(IsoVolume volume, Name name, long position, int sections) implements Entry {
        @Override
        public Node node() throws IOException {
            List<DirectoryRecord> records = new ArrayList<>();
            long at = position;
            // Ends: each turn goes on by a record, or to the next sector, and there are so many.
            while (records.size() < sections) {
                int within = (int) (at % SECTOR);
                Optional<DirectoryRecord> record = DirectoryRecord.at(volume.sector(at - within), within);
                if (record.isPresent()) {
                    records.add(record.get());
                }
                at = record.isPresent() && within + record.get().bytes().length() < SECTOR
                        ? at + record.get().bytes().length() : at - within + SECTOR;
            }
            return of(volume, records);
        }
    }

    private static Node of(IsoVolume volume, List<DirectoryRecord> records) throws IOException {
        DirectoryRecord first = records.getFirst();
        Optional<RockRidge> more = volume.rockRidge(first);
        OptionalLong child = more.map(RockRidge::child).orElse(OptionalLong.empty());
        if (child.isPresent()) {
            return relocated(volume, child.getAsLong());
        }
        long size = records.stream().mapToLong(DirectoryRecord::length).sum();
        if (first.isDirectory()) {
            return new Folder(volume, first.block(), size, false, attributes(size, first.time(), more, Set.of()));
        }
        Optional<RockRidge.Compression> compression = more.flatMap(RockRidge::compression);
        Set<Attributes.Flag> flags = EnumSet.noneOf(Attributes.Flag.class);
        compression.ifPresent(how -> flags.add(Attributes.Flag.COMPRESSED));
        int type = more.map(RockRidge::type).orElse(0);
        if (type == RockRidge.LINK) {
            Optional<Name> target = more.flatMap(RockRidge::target);
            return new Link(attributes(target.map(Name::length).orElse(0), first.time(), more, flags), target);
        }
        Optional<Special.Kind> special = special(type);
        if (special.isPresent()) {
            long[] device = more.map(RockRidge::device).orElse(new long[2]);
            return new Other(attributes(0, first.time(), more, flags), special.get(), device[0], device[1]);
        }
        long plain = compression.map(RockRidge.Compression::size).orElse(size);
        return new File(volume, records, attributes(Math.max(plain, 0), first.time(), more, flags), compression);
    }

    private static Optional<Special.Kind> special(int type) {
        return Optional.ofNullable(switch (type) {
            case RockRidge.FIFO -> Special.Kind.FIFO;
            case RockRidge.SOCKET -> Special.Kind.SOCKET;
            case RockRidge.CHARACTER_DEVICE -> Special.Kind.CHARACTER_DEVICE;
            case RockRidge.BLOCK_DEVICE -> Special.Kind.BLOCK_DEVICE;
            default -> null;
        });
    }

    /** A directory that is kept elsewhere, as there was no room for more levels: what is known of it stands in its first record. */
    private static Node relocated(IsoVolume volume, long block) throws IOException {
        DirectoryRecord own = first(volume, block * volume.blockBytes())
                .filter(record -> record.isDots() && record.isDirectory())
                .orElseThrow(() -> new IOException("it is a directory that was moved to block " + block + ", but no directory begins there"));
        return new Folder(volume, block, own.length(), false, attributes(own.length(), own.time(), volume.rockRidge(own), Set.of()));
    }

    private record File(IsoVolume volume, List<DirectoryRecord> records, Attributes attributes, Optional<RockRidge.Compression> compression)
            implements RegularFile {
        @Override
        public Image content() throws IOException {
            ExtentImage.Builder pieces = new ExtentImage.Builder(volume.image());
            for (DirectoryRecord record : records) {
                section(record, pieces);
            }
            Image kept = pieces.build("block " + records.getFirst().block(), pieces.end());
            return compression.isPresent() ? Zisofs.of(kept, compression.get()) : kept;
        }

        private void section(DirectoryRecord record, ExtentImage.Builder pieces) {
            long blockBytes = volume.blockBytes();
            long at = record.block() * blockBytes;
            if (record.unit() == 0) {
                pieces.data(pieces.end(), at, record.length());
                return;
            }
            long left = record.length();
            // Ends: each turn takes a block at least; what is left has 32 bits.
            while (left > 0) {
                long length = Math.min(left, record.unit() * blockBytes);
                if (at >= volume.image().size()) {
                    pieces.data(pieces.end(), at, left); // it lies past the end, which is said when it is read
                    return;
                }
                pieces.data(pieces.end(), at, length);
                at += (record.unit() + record.gap()) * blockBytes;
                left -= length;
            }
        }
    }

    private record Link(Attributes attributes, Optional<Name> kept) implements SymbolicLink {
        @Override
        public Name target() throws IOException {
            return kept.orElseThrow(() -> new IOException("it is not said where the link leads"));
        }
    }

    private record Other(Attributes attributes, Kind kind, long major, long minor) implements Special {}

    private record Folder(IsoVolume volume, long block, long length, boolean isRoot, Attributes attributes) implements Directory {
        @Override
        public long key() {
            return block;
        }

        @Override
        public List<? extends Entry> entries() throws IOException {
            List<Entry> entries = new ArrayList<>();
            if (isRoot) {
                volume.bootImages().ifPresent(images -> entries.add(images.folder()));
            }
            new Listing(this, entries).read();
            return entries;
        }
    }

    /** Takes the names of a directory: those of a file of several sections once. */
    private static final class Listing {
        private final Folder folder;
        private final IsoVolume volume;
        private final List<Entry> entries;
        private Optional<Named> begun = Optional.empty();

        private Listing(Folder folder, List<Entry> entries) {
            this.folder = folder;
            this.volume = folder.volume();
            this.entries = entries;
        }

        private void read() throws IOException {
            long start = folder.block() * volume.blockBytes();
            long end = Math.min(start + folder.length(), volume.image().size());
            if (end < start + folder.length()) {
                damaged("it leads past the end");
            }
            if (start >= end) {
                throw new EOFException("it lies past the end");
            }
            // Ends: each turn goes on by a sector, and the image has an end.
            for (long at = start; at < end; at += SECTOR) {
                ByteView sector;
                try {
                    sector = volume.sector(at);
                } catch (IOException e) {
                    if (at == start && end - start <= SECTOR) {
                        throw e;
                    }
                    damaged("sector " + (at - start) / SECTOR + ": " + e.getMessage());
                    continue;
                }
                records(sector, at, (int) Math.min(sector.length(), end - at));
            }
            begun.ifPresent(entries::add);
        }

        private void records(ByteView sector, long position, int length) {
            int at = 0;
            // Ends: a record has 34 bytes at least.
            while (at < length && sector.u8(at) != 0) {
                Optional<DirectoryRecord> record = DirectoryRecord.at(sector, at);
                if (record.isEmpty()) {
                    damaged("sector " + (position - folder.block() * volume.blockBytes()) / SECTOR);
                    return;
                }
                if (!record.get().isDots() && !record.get().isAssociated()) {
                    take(record.get(), position + at);
                }
                at += record.get().bytes().length();
            }
        }

        private void take(DirectoryRecord record, long position) {
            Optional<RockRidge> more = volume.rockRidge(record);
            if (more.isPresent() && more.get().isRelocated()) {
                return;
            }
            Named named = begun.map(first -> new Named(volume, first.name(), first.position(), first.sections() + 1))
                    .orElseGet(() -> new Named(volume, volume.name(record, more), position, 1));
            begun = record.goesOn() ? Optional.of(named) : Optional.empty();
            if (begun.isEmpty()) {
                entries.add(named);
            }
        }

        private void damaged(String where) {
            volume.problem(Problem.Code.DIRECTORY_DAMAGED, folder.block(), where);
        }
    }
}
