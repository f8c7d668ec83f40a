package jdisk.filesystem.ntfs;

import jdisk.image.Slice;
import jdisk.probe.NtfsBootRecord;

/**
 * How a volume is cut into clusters, records and blocks.
 *
 * @param image the volume
 * @param clusters of the volume, each of so many bytes
 * @param recordBytes of a record of the master file table
 */
record Geometry(Slice image, long clusters, int clusterBytes, int recordBytes) {
    static Geometry of(Slice image, NtfsBootRecord boot) {
        // More of them than a position in bytes can tell are none of a volume.
        long most = Long.MAX_VALUE / boot.clusterBytes();
        long clusters = boot.clusters() < 0 ? most : Math.min(boot.clusters(), most);
        return new Geometry(image, clusters, boot.clusterBytes(), boot.fileRecordBytes());
    }
}
