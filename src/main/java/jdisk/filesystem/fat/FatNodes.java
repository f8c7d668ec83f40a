package jdisk.filesystem.fat;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/** What entries of FAT's directories stand for. The fields of an entry are told in {@link FatNames}. */
final class FatNodes {
    private static final int HUNDREDTHS = 0x0d;
    private static final int CREATED_TIME = 0x0e;
    private static final int CREATED_DATE = 0x10;
    private static final int READ_DATE = 0x12;
    private static final int CLUSTER_HIGH = 0x14;
    private static final int WRITTEN_TIME = 0x16;
    private static final int WRITTEN_DATE = 0x18;
    private static final int CLUSTER_LOW = 0x1a;
    private static final int SIZE = 0x1c;

    private FatNodes() {}

    /** The root, which has no entry. */
    static Directory root(FatVolume volume, long cluster) {
        OptionalLong identifier = cluster == 0 ? OptionalLong.empty() : OptionalLong.of(cluster);
        Attributes attributes = new Attributes(
                identifier, 0, Times.NONE, Optional.empty(), Optional.empty(), OptionalLong.empty(), Set.of());
        return new Folder(volume, cluster, "/", attributes);
    }

    private static Attributes attributes(ByteView entry, long cluster, boolean directory) {
        return new Attributes(
                cluster == 0 ? OptionalLong.empty() : OptionalLong.of(cluster),
                directory ? 0 : entry.u32le(SIZE),
                times(entry),
                Optional.empty(),
                Optional.of(DosFields.letters(entry.u8(FatNames.ATTRIBUTES))),
                OptionalLong.empty(),
                Set.of());
    }

    private static Times times(ByteView entry) {
        Optional<LocalDateTime> written = DosFields.time(entry.u16le(WRITTEN_DATE), entry.u16le(WRITTEN_TIME), 0);
        Optional<LocalDateTime> read = DosFields.time(entry.u16le(READ_DATE), 0, 0);
        Optional<LocalDateTime> created =
                DosFields.time(entry.u16le(CREATED_DATE), entry.u16le(CREATED_TIME), entry.u8(HUNDREDTHS));
        return new Times(
                written.map(time -> new Times.Local(time, 0)),
                read.map(time -> new Times.Local(time, -1)),
                Optional.empty(),
                created.map(time -> new Times.Local(time, 2)));
    }

    /** A name in a directory, and where its entry is there. */
    private record Named(Folder folder, ExtentImage contents, Name name, int offset) implements Entry {
        @Override
        public Node node() throws IOException {
            ByteView entry = contents.view(offset, DirectoryEntries.LENGTH);
            FatVolume volume = folder.volume;
            boolean directory = (entry.u8(FatNames.ATTRIBUTES) & DosFields.DIRECTORY) != 0;
            long cluster = entry.u16le(CLUSTER_LOW) | (volume.isFat32() ? (long) entry.u16le(CLUSTER_HIGH) << 16 : 0);
            Attributes attributes = attributes(entry, cluster, directory);
            Clusters.Owner owner = Clusters.Owner.file(folder.key(), offset, name.text());
            if (!directory) {
                return new File(volume, cluster, owner, attributes);
            }
            // One without clusters is told from all others by where its entry is.
            long key = volume.isCluster(cluster) ? cluster : -owner.id();
            return new Folder(volume, key, name.text(), attributes);
        }
    }

    private record File(FatVolume volume, long cluster, Clusters.Owner owner, Attributes attributes) implements RegularFile {
        @Override
        public Image content() throws IOException {
            long size = attributes.size();
            return volume.clusters().file(new Clusters.Allocation(cluster, size, size, false), owner);
        }
    }

    /** @param key its first cluster; 0 for a root that has none, and negative for another that has none */
    private record Folder(FatVolume volume, long key, String name, Attributes attributes) implements Directory {
        private ExtentImage contents() throws IOException {
            if (key == 0) {
                return volume.fixedRoot();
            }
            return volume.clusters().directory(
                    key < 0 ? attributes.identifier().orElse(0) : key, new Clusters.Owner(key, name), volume.cache());
        }

        @Override
        public List<? extends Entry> entries() throws IOException {
            ExtentImage contents = contents();
            List<Named> names = new ArrayList<>();
            DirectoryEntries.read(contents, new FatNames(volume.problems(), key, (text, shortName, offset) -> {
                names.add(new Named(this, contents, Name.of(text), offset));
                return true;
            }));
            return names;
        }

        /** Found by either of its names, in any case; of names that differ in case only, the one that is spelt the same. */
        @Override
        public Optional<? extends Entry> entry(Name wanted) throws IOException {
            ExtentImage contents = contents();
            String folded = folded(wanted.text());
            List<Named> found = new ArrayList<>();
            DirectoryEntries.read(contents, new FatNames(volume.problems(), key, (text, shortName, offset) -> {
                Name name = Name.of(text);
                if (name.equals(wanted)) {
                    found.clear();
                    found.add(new Named(this, contents, name, offset));
                    return false;
                }
                if (found.isEmpty() && (folded(name.text()).equals(folded) || folded(shortName).equals(folded))) {
                    found.add(new Named(this, contents, name, offset));
                }
                return true;
            }));
            return found.stream().findFirst();
        }

        private static String folded(String name) {
            return name.toUpperCase(Locale.ROOT);
        }
    }
}
