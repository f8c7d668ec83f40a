package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.image.Ascending;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * VMDK, of VMware: extents one after the other, as a descriptor lists them, over another VMDK or not. The descriptor is a file of
 * its own, or stands in the only extent.
 *
 * <p>Source: VMware's Virtual Disk Format, 5.0; {@link VmdkDescriptor}, {@link VmdkExtent}.
 */
final class Vmdk implements VirtualDisk.Tables {
    private static final int SECTOR = 512;
    private static final long LONGEST_DESCRIPTOR = 4 << 20;
    private static final long MOST_BYTES = 1L << 62;

    /** A part of the disk: where it ends, and what finds its bytes, which it counts from its own start. */
    private record Part(long start, long end, VirtualDisk.Tables tables) {}

    private final List<Part> parts;
    private final Optional<Image> parent;

    private Vmdk(List<Part> parts, Optional<Image> parent) {
        this.parts = parts;
        this.parent = parent;
    }

    /**
     * The disk of a descriptor, or of a file that has one within.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        List<Image> others = new ArrayList<>();
        try {
            return open(image, context, others);
        } catch (IOException e) {
            for (Image other : others) {
                other.close();
            }
            throw e;
        }
    }

    private static Image open(Image image, Context context, List<Image> others) throws IOException {
        boolean sparse = VmdkExtent.isOne(image);
        VmdkDescriptor descriptor = sparse
                ? VmdkExtent.descriptor(image).orElseGet(() -> VmdkDescriptor.of(""))
                : VmdkDescriptor.of(text(image));
        List<Part> parts = new ArrayList<>();
        if (sparse) {
            long sectors = VmdkExtent.sectors(image);
            parts.add(new Part(0, sectors * SECTOR, VmdkExtent.open(image, sectors, new TableCache.Room())));
        } else {
            TableCache.Room room = new TableCache.Room();
            for (VmdkDescriptor.Extent extent : descriptor.extents()) {
                parts.add(part(image, extent, parts.isEmpty() ? 0 : parts.getLast().end(), context, others, room));
            }
        }
        if (parts.isEmpty()) {
            throw Context.refusal(image, "the VMDK's descriptor is damaged: it lists no extents");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("type", descriptor.createType());
        facts.put("content", descriptor.contentId());
        Optional<Image> parent = Optional.empty();
        if (descriptor.parent().isPresent()) {
            parent = Optional.of(parent(image, descriptor, context));
            others.add(parent.get());
            facts.put("parent", parent.get().name());
        }
        facts.values().removeIf(String::isEmpty);
        return new VirtualDisk(image, others, new Layer("vmdk", parts.getLast().end(), image.name(), facts), new Vmdk(parts, parent));
    }

    private static String text(Image image) throws IOException {
        if (image.size() > LONGEST_DESCRIPTOR) {
            throw Context.refusal(image, "the VMDK's descriptor is damaged: it has " + image.size() + " bytes");
        }
        return image.view(0, (int) image.size()).text(0, (int) image.size());
    }

    private static Part part(Image image, VmdkDescriptor.Extent extent, long start, Context context, List<Image> others, TableCache.Room room)
            throws IOException {
        if (extent.sectors() <= 0 || extent.sectors() > (MOST_BYTES - start) / SECTOR || extent.first() > MOST_BYTES / SECTOR) {
            throw Context.refusal(image, "the VMDK's descriptor is damaged: an extent of " + extent.sectors() + " sectors");
        }
        long bytes = extent.sectors() * SECTOR;
        return new Part(start, start + bytes, switch (extent.kind()) {
            case "ZERO" -> at -> new VirtualDisk.Zeros(bytes - at);
            case "FLAT", "VMFS" -> {
                Image file = context.open(image, extent.file(), "its extent", true);
                others.add(file);
                long first = extent.first() * SECTOR;
                yield at -> new VirtualDisk.Data(file, first + at, bytes - at);
            }
            case "SPARSE" -> {
                Image file = context.open(image, extent.file(), "its extent", true);
                others.add(file);
                yield VmdkExtent.open(file, extent.sectors(), room);
            }
            default -> throw Context.refusal(image, "the VMDK has an extent of kind " + extent.kind()
                    + ", which cannot be read; on the host it is from, 'vmkfstools -i' makes one that can");
        });
    }

    private static Image parent(Image image, VmdkDescriptor descriptor, Context context) throws IOException {
        String name = descriptor.parent().orElseThrow();
        if (name.isEmpty()) {
            throw Context.refusal(image, "the VMDK lies over another, and does not name it");
        }
        Image parent = context.open(image, WindowsNames.beside(name), "its parent", false);
        String own = parent.layers().isEmpty() ? "" : parent.layers().getFirst().facts().getOrDefault("content", "");
        if (!descriptor.isOver(own)) {
            parent.close();
            throw Context.refusal(image, "its parent '" + name + "' was changed after it was made: the content identifier is "
                    + (own.isEmpty() ? "none" : own) + ", and was " + descriptor.parentContentId());
        }
        return parent;
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        Part part = parts.get(indexAt(at));
        VirtualDisk.Stretch found = part.tables().at(at - part.start());
        long length = Math.min(found.length(), part.end() - at);
        return switch (found) {
            case VirtualDisk.Below below -> parent.isPresent() ? VirtualDisk.below(parent.get(), at, length) : new VirtualDisk.Zeros(length);
            case VirtualDisk.Data data -> new VirtualDisk.Data(data.image(), data.from(), length);
            case VirtualDisk.Zeros zeros -> new VirtualDisk.Zeros(length);
            case VirtualDisk.Filled filled -> new VirtualDisk.Filled(filled.bytes(), length);
            // Clusters of different parts must not be taken for each other: they are told by where they begin.
            case VirtualDisk.Packed packed -> new VirtualDisk.Packed(at - packed.from(), packed.bytes(), packed.from(), length);
        };
    }

    @Override
    public byte[] unpack(long start, int bytes) throws IOException {
        Part part = parts.get(indexAt(start));
        VirtualDisk.Packed packed = (VirtualDisk.Packed) part.tables().at(start - part.start());
        return part.tables().unpack(packed.cluster(), bytes);
    }

    private int indexAt(long at) {
        return Ascending.last(parts.size(), index -> parts.get(index).start(), at);
    }
}
