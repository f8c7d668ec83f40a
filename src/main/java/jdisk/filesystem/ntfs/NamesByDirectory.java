package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.filesystem.Name;

/**
 * The names that file records themselves have, by the directory they say they are in: the second source, where an index is
 * damaged.
 */
final class NamesByDirectory {
    private final Map<Long, List<NtfsNodes.Named>> names = new HashMap<>();
    private final boolean whole;

    /** Reads all file records. */
    NamesByDirectory(NtfsVolume volume, Mft mft) {
        whole = mft.each(record -> add(volume, record));
    }

    private void add(NtfsVolume volume, FileRecord record) {
        long reference = record.isPart() ? record.base() : record.reference();
        for (Attribute attribute : record.attributes()) {
            if (attribute.type() != Attribute.FILE_NAME) {
                continue;
            }
            try {
                FileName.of(attribute).filter(name -> !name.isDos()).ifPresent(name -> {
                    Name text = Name.of(name.text());
                    if (!text.isDots()) {
                        names.computeIfAbsent(name.directory(), key -> new ArrayList<>(2))
                                .add(new NtfsNodes.Named(volume, text, reference));
                    }
                });
            } catch (IOException e) {
                // a name that is none
            }
        }
    }

    /** Those in the directory that a reference means. */
    List<NtfsNodes.Named> of(long reference) {
        return names.getOrDefault(reference, List.of());
    }

    /** Whether all file records could be read. */
    boolean isWhole() {
        return whole;
    }
}
