package jdisk.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import jdisk.image.Slice;

/**
 * The volume descriptor set of ISO 9660: the {@link IsoDescriptor}s of a volume in their order, without the one that ends them.
 *
 * @param all of them, at least one
 */
public record IsoDescriptors(List<IsoDescriptor> all) {
    /** How many descriptors are looked at: no disc has more. */
    static final int LIMIT = 17;

    /** @throws IllegalArgumentException if there are none */
    public IsoDescriptors {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no volume descriptors");
        }
    }

    /**
     * The descriptors of a volume, if the first is one of ISO 9660. Their list ends with the one that says so, where the volume
     * does, or after a number of them that no disc has.
     *
     * @throws IOException if they cannot be read
     */
    public static Optional<IsoDescriptors> read(Slice volume) throws IOException {
        Optional<IsoDescriptor> next = IsoDescriptor.read(volume);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        List<IsoDescriptor> all = new ArrayList<>();
        all.add(next.get());
        // Ends: after so many.
        for (int n = 1; n < LIMIT; n++) {
            next = IsoDescriptor.at(volume, n);
            if (next.isEmpty() || next.get().type() == IsoDescriptor.LAST) {
                break;
            }
            all.add(next.get());
        }
        return Optional.of(new IsoDescriptors(all));
    }

    /** The first primary descriptor. */
    public Optional<IsoDescriptor> primary() {
        return first(descriptor -> descriptor.type() == IsoDescriptor.PRIMARY);
    }

    /** The first one of Joliet. */
    public Optional<IsoDescriptor> joliet() {
        return first(IsoDescriptor::isJoliet);
    }

    /** The first one with longer names, as in ISO 9660:1999. */
    public Optional<IsoDescriptor> enhanced() {
        return first(IsoDescriptor::isEnhanced);
    }

    /** The sector of 2048 bytes in which the catalogue of El Torito begins, if there is one. */
    public OptionalLong bootCatalogue() {
        return all.stream().filter(IsoDescriptor::isElTorito).mapToLong(IsoDescriptor::bootCatalogue).findFirst();
    }

    private Optional<IsoDescriptor> first(Predicate<IsoDescriptor> wanted) {
        return all.stream().filter(wanted).findFirst();
    }
}
