package jdisk.filesystem.exfat;

import java.io.IOException;
import java.util.ArrayList;
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
import jdisk.filesystem.Times;
import jdisk.filesystem.fat.Clusters;
import jdisk.filesystem.fat.DirectoryEntries;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/** What sets of entries stand for. */
final class ExfatNodes {
    private ExfatNodes() {}

    /** The root, which has no entries, and is as long as its chain. */
    static Directory root(ExfatVolume volume, long cluster) {
        Attributes attributes = new Attributes(
                OptionalLong.of(cluster), 0, Times.NONE, Optional.empty(), Optional.empty(), OptionalLong.empty(), Set.of());
        return new Folder(volume, cluster, "/", Optional.empty(), attributes);
    }

    /** A name in a directory, and where its first entry is there. */
    private record Named(Folder folder, ExtentImage contents, Name name, int offset) implements Entry {
        @Override
        public Node node() throws IOException {
            EntrySet set = new EntrySet(contents.view(offset, 2 * DirectoryEntries.LENGTH));
            ExfatVolume volume = folder.volume;
            if (set.size() < 0) {
                throw new IOException("its size of " + Long.toUnsignedString(set.size()) + " bytes makes no sense");
            }
            Clusters.Owner owner = Clusters.Owner.file(folder.key(), offset, name.text());
            if (set.valid() < 0 || set.valid() > set.size()) {
                String valid = Long.toUnsignedString(set.valid());
                volume.problems().add(Problem.Code.CHAIN_DAMAGED, set.cluster(),
                        "of its " + set.size() + " bytes " + valid + " are said to be written (" + name.text() + ")");
            }
            if (!set.isDirectory()) {
                return new File(volume, set.allocation(), owner, set.attributes());
            }
            // One without clusters is told from all others by where its entries are.
            long key = volume.isCluster(set.cluster()) ? set.cluster() : -owner.id();
            return new Folder(volume, key, name.text(), Optional.of(set.allocation()), set.attributes());
        }
    }

    private record File(ExfatVolume volume, Clusters.Allocation allocation, Clusters.Owner owner, Attributes attributes)
            implements RegularFile {
        @Override
        public Image content() throws IOException {
            return volume.clusters().file(allocation, owner);
        }
    }

    /** @param key its first cluster, or negative if it has none */
    private record Folder(
            ExfatVolume volume, long key, String name, Optional<Clusters.Allocation> allocation, Attributes attributes)
            implements Directory {
        private ExtentImage contents() throws IOException {
            Clusters.Owner owner = new Clusters.Owner(key, name);
            return allocation.isPresent()
                    ? volume.clusters().directory(allocation.get(), owner, volume.cache())
                    : volume.clusters().directory(key, owner, volume.cache());
        }

        @Override
        public List<? extends Entry> entries() throws IOException {
            ExtentImage contents = contents();
            UpCase capitals = volume.capitals();
            List<Named> names = new ArrayList<>();
            DirectoryEntries.read(contents, new EntrySets(volume.problems(), key, (set, offset) -> {
                String text = set.name();
                if (capitals.isOwn() && capitals.hash(text) != set.hash()) {
                    volume.problems().add(Problem.Code.NAME_HASH, key, text);
                }
                names.add(new Named(this, contents, Name.of(text), offset));
                return true;
            }));
            return names;
        }

        /** Found in any case; of names that differ in case only, the one that is spelt the same. */
        @Override
        public Optional<? extends Entry> entry(Name wanted) throws IOException {
            ExtentImage contents = contents();
            UpCase capitals = volume.capitals();
            String folded = capitals.capitals(wanted.text());
            List<Named> found = new ArrayList<>();
            DirectoryEntries.read(contents, new EntrySets(volume.problems(), key, (set, offset) -> {
                Name name = Name.of(set.name());
                if (name.equals(wanted)) {
                    found.clear();
                    found.add(new Named(this, contents, name, offset));
                    return false;
                }
                if (found.isEmpty() && capitals.capitals(name.text()).equals(folded)) {
                    found.add(new Named(this, contents, name, offset));
                }
                return true;
            }));
            return found.stream().findFirst();
        }
    }
}
