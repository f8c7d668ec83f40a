package jdisk.filesystem.ext;

import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.image.Image;

/** What inodes stand for. */
final class ExtNodes {
    /** Longer targets than this no system makes. */
    private static final int LONGEST_TARGET = 65_536;

    private static final String NO_KEY = "it is encrypted, and takes a key";

    private ExtNodes() {}

    /**
     * The node of an inode.
     *
     * @throws IOException if it is of no type there is
     */
    static Node of(ExtVolume volume, Inode inode) throws IOException {
        return switch (inode.type()) {
            case Inode.REGULAR -> new File(volume, inode, inode.attributes());
            case Inode.DIRECTORY -> new Folder(volume, inode, inode.attributes());
            case Inode.LINK -> new Link(volume, inode, inode.attributes());
            case Inode.FIFO -> new Other(volume, inode, inode.attributes(), Special.Kind.FIFO);
            case Inode.SOCKET -> new Other(volume, inode, inode.attributes(), Special.Kind.SOCKET);
            case Inode.CHARACTER_DEVICE -> new Other(volume, inode, inode.attributes(), Special.Kind.CHARACTER_DEVICE);
            case Inode.BLOCK_DEVICE -> new Other(volume, inode, inode.attributes(), Special.Kind.BLOCK_DEVICE);
            default -> throw new IOException("inode " + inode.number() + " is of no known type");
        };
    }

    /**
     * A name in a directory. What the directory says of its type is left out: the inode knows better.
     *
     * @param number of the inode, 32 bits without a sign
     */
    record Named(ExtVolume volume, Name name, int number) implements Entry {
        @Override
        public Node node() throws IOException {
            return of(volume, volume.named(Integer.toUnsignedLong(number)));
        }
    }

    private static List<Node.Extended> extended(ExtVolume volume, Inode inode) throws IOException {
        return ExtendedAttributes.of(volume, inode).list();
    }

    private static Image contents(ExtVolume volume, Inode inode) throws IOException {
        return inode.has(Inode.INLINE) ? InlineData.of(volume, inode).contents(volume, inode) : BlockMap.of(volume, inode);
    }

    private record File(ExtVolume volume, Inode inode, Attributes attributes) implements RegularFile {
        @Override
        public Image content() throws IOException {
            if (inode.has(Inode.ENCRYPTED)) {
                throw new IOException(NO_KEY);
            }
            if (inode.has(Inode.COMPRESSED)) {
                throw new IOException("it is compressed in a way that was never finished");
            }
            return contents(volume, inode);
        }

        @Override
        public List<Extended> extended() throws IOException {
            return ExtNodes.extended(volume, inode);
        }
    }

    private record Folder(ExtVolume volume, Inode inode, Attributes attributes) implements Directory {
        @Override
        public long key() {
            return inode.number();
        }

        @Override
        public List<? extends Entry> entries() throws IOException {
            return Names.of(volume, inode);
        }

        @Override
        public Optional<? extends Entry> entry(Name name) throws IOException {
            Optional<? extends Entry> exact = Directory.super.entry(name);
            if (exact.isPresent() || !inode.has(Inode.CASEFOLD)) {
                return exact;
            }
            String folded = folded(name);
            return entries().stream().filter(entry -> folded(entry.name()).equals(folded)).findFirst();
        }

        /** The same for all spellings that differ in case only, or in how accents are put. */
        private static String folded(Name name) {
            String text = Normalizer.normalize(name.text(), Normalizer.Form.NFD);
            return Normalizer.normalize(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        }

        @Override
        public List<Extended> extended() throws IOException {
            return ExtNodes.extended(volume, inode);
        }
    }

    private record Link(ExtVolume volume, Inode inode, Attributes attributes) implements SymbolicLink {
        /** Short ones stand where others tell where their contents are. */
        @Override
        public Name target() throws IOException {
            if (inode.has(Inode.ENCRYPTED)) {
                throw new IOException(NO_KEY);
            }
            long size = inode.size();
            if (size <= 0 || size > LONGEST_TARGET) {
                throw new IOException("its target of " + size + " bytes makes no sense");
            }
            if (size < Inode.CONTENTS_LENGTH && !inode.has(Inode.EXTENTS) && !inode.has(Inode.INLINE)) {
                return Name.of(inode.contents(), 0, (int) size);
            }
            return Name.of(contents(volume, inode).view(0, (int) size), 0, (int) size);
        }

        @Override
        public List<Extended> extended() throws IOException {
            return ExtNodes.extended(volume, inode);
        }
    }

    private record Other(ExtVolume volume, Inode inode, Attributes attributes, Kind kind) implements Special {
        @Override
        public long major() {
            return isDevice() ? inode.device()[0] : 0;
        }

        @Override
        public long minor() {
            return isDevice() ? inode.device()[1] : 0;
        }

        private boolean isDevice() {
            return kind == Kind.CHARACTER_DEVICE || kind == Kind.BLOCK_DEVICE;
        }

        @Override
        public List<Extended> extended() throws IOException {
            return ExtNodes.extended(volume, inode);
        }
    }
}
