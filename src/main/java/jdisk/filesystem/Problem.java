package jdisk.filesystem;

/**
 * Something odd or damaged that was found in a volume.
 *
 * @param where what it was found in: an inode, a cluster, a record, a block; what the code says it is; -1 for the volume
 * @param detail more about it, where the code asks for that: a number, or a name; may hold anything
 */
public record Problem(Code code, long where, String detail) {

    /** How bad it is. */
    public enum Severity {
        /** Good to know. */
        NOTE,
        /** Something contradicts something else, and all was read. */
        DOUBT,
        /** Something could not be read. */
        LOSS
    }

    /** What it is. A format adds what it needs. */
    public enum Code {
        /** The journal was replayed in memory. Detail: how many blocks of the volume it changed. */
        JOURNAL_REPLAYED(Severity.NOTE),
        /** The journal needs to be replayed and cannot be read or understood: the volume is shown as it is without. Detail: why. */
        JOURNAL_NOT_REPLAYED(Severity.LOSS),
        /** Replaying ended at a damaged record. Detail: how many blocks were changed before. */
        JOURNAL_CUT(Severity.LOSS),
        /** Changes after the last transaction of the journal were replayed, too. Detail: how many commits. */
        FAST_COMMITS_REPLAYED(Severity.NOTE),
        /** Some of the changes after the last transaction of the journal are damaged, or in a form not known here. */
        FAST_COMMITS_NOT_REPLAYED(Severity.LOSS),
        /** It was in use, or not unmounted as it should be. */
        NOT_CLEAN(Severity.NOTE),
        /** Changes that its log still has are not in place: whoever mounts it replays them, which is not done here. */
        LOG_NOT_REPLAYED(Severity.NOTE),
        /** A system that was hibernated, or shut down for a fast start, has it in use. */
        HIBERNATED(Severity.NOTE),
        /** The file system has noted errors in itself. */
        ERRORS_NOTED(Severity.NOTE),
        /** It runs past the end of the image. Detail: bytes missing. */
        CUT_VOLUME(Severity.DOUBT),
        /** Features that are not known here. Detail: their bits. */
        UNKNOWN_FEATURES(Severity.DOUBT),
        /** A checksum of the volume's first structure is wrong. */
        VOLUME_CHECKSUM(Severity.DOUBT),
        /** A checksum of what describes a group of blocks is wrong. Where: the group. */
        GROUP_CHECKSUM(Severity.DOUBT),
        /** A checksum of a node's record is wrong. */
        NODE_CHECKSUM(Severity.DOUBT),
        /** A checksum of a directory is wrong. Where: the directory's number. Detail: the block in it. */
        DIRECTORY_CHECKSUM(Severity.DOUBT),
        /** A checksum of what tells where contents are is wrong. */
        MAP_CHECKSUM(Severity.DOUBT),
        /** A part of a directory cannot be read or makes no sense. Detail: which. */
        DIRECTORY_DAMAGED(Severity.LOSS),
        /** A part of a directory makes no sense; all its names were taken from elsewhere. Detail: which part. */
        DIRECTORY_MENDED(Severity.DOUBT),
        /** A node's record is damaged, and its copy was read. Detail: how it is damaged. */
        NODE_FROM_COPY(Severity.DOUBT),
        /** A part of a node's record is damaged: something of it may be missing. Detail: which. */
        NODE_DAMAGED(Severity.LOSS),
        /** A directory was met a second time, and is not listed again. Detail: its path. */
        DIRECTORY_LOOP(Severity.LOSS),
        /** A name is in a directory twice, and only shown once. Detail: the path. */
        NAME_TWICE(Severity.DOUBT),
        /** What tells where contents are makes no sense in part. Detail: what. */
        MAP_DAMAGED(Severity.LOSS),
        /** Several trees of names hold the same files. Detail: which is read. */
        NAMES_OF(Severity.NOTE),
        /** The same place has UDF, too, which may hold other files. */
        BESIDE_UDF(Severity.NOTE),
        /** There are several sessions, and the last is read. Detail: how many. */
        LAST_SESSION(Severity.NOTE),
        /** What is kept with the name of a file cannot be read to its end. Where: the file's first block. */
        RECORD_CUT(Severity.DOUBT),
        /** The checksum of the boot record is wrong. */
        BOOT_CHECKSUM(Severity.DOUBT),
        /** The boot record is damaged, and its copy was used. */
        BOOT_COPY_USED(Severity.DOUBT),
        /** A part of the first FAT cannot be read, and was taken from a copy. Where: the first cluster it is about. */
        FAT_COPY_USED(Severity.DOUBT),
        /** Copies of the FAT are not the same. Where: the first cluster for which they differ, of what was read. */
        FAT_COPIES_DIFFER(Severity.DOUBT),
        /** A chain of clusters does not have all there should be. Where: its first cluster. Detail: what, and whose. */
        CHAIN_DAMAGED(Severity.LOSS),
        /** A chain of clusters does not end as it should, after all there should be. Where, detail: as before. */
        CHAIN_ODD(Severity.DOUBT),
        /** A cluster is in two chains. Where: the cluster. Detail: whose the second one is. */
        CLUSTER_SHARED(Severity.DOUBT),
        /** A name has what no name may have. Where: the directory. Detail: the name. */
        NAME_ODD(Severity.DOUBT),
        /** The checksum of a name and what belongs to it is wrong. Where: the directory. Detail: the name. */
        ENTRY_CHECKSUM(Severity.DOUBT),
        /** The hash of a name is wrong. Where: the directory. Detail: the name. */
        NAME_HASH(Severity.DOUBT),
        /** The table by which names are found in any case is damaged. Detail: why. */
        CASE_TABLE_DAMAGED(Severity.DOUBT),
        /** What a name stands for cannot be read. Detail: why. */
        NODE_UNREADABLE(Severity.LOSS);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }

    /** About the volume itself. */
    public static Problem ofVolume(Code code, String detail) {
        return new Problem(code, -1, detail);
    }
}
