package jdisk.listing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdisk.filesystem.Problem;
import jdisk.text.Visible;

/** Sentences for what is found while files are read. */
public final class FileMessages {
    /** So many of a kind are told. */
    private static final int FEW = 5;

    private FileMessages() {}

    /**
     * What a problem is, in words fit to print, without a period.
     *
     * @param numbering what the volume's numbers of nodes are called
     */
    public static String sentence(Problem problem, String numbering, Visible visible) {
        String detail = visible.text(problem.detail());
        String node = numbering + " " + problem.where();
        return switch (problem.code()) {
            case JOURNAL_REPLAYED -> "its journal was replayed in memory (" + detail + " blocks); the image is as it was";
            case JOURNAL_NOT_REPLAYED -> "its journal cannot be replayed: " + detail + "; what is shown may be out of date";
            case JOURNAL_CUT -> "its journal is damaged, and was replayed in memory up to there (" + detail + " blocks)";
            case FAST_COMMITS_REPLAYED -> "fast commits in its journal were replayed, too (" + detail + ")";
            case FAST_COMMITS_NOT_REPLAYED -> "its journal has fast commits that were not replayed: the last changes are missing";
            case NOT_CLEAN -> "it was not unmounted cleanly";
            case LOG_NOT_REPLAYED -> "its log has changes that are not in place yet, and is not replayed: the last changes may be missing";
            case HIBERNATED -> "Windows is hibernated, or was shut down for a fast start: what it has not written yet is missing";
            case ERRORS_NOTED -> "it has noted errors in itself";
            case CUT_VOLUME -> "it is cut: " + detail + " of its bytes are missing";
            case UNKNOWN_FEATURES -> "it has unknown features (" + detail + "), and may be misread";
            case VOLUME_CHECKSUM -> "the checksum of its superblock is wrong";
            case GROUP_CHECKSUM -> "the checksum of group " + problem.where() + " is wrong";
            case NODE_CHECKSUM -> "the checksum of " + node + " is wrong";
            case DIRECTORY_CHECKSUM -> "a checksum of directory " + node + " is wrong (block " + detail + ")";
            case MAP_CHECKSUM -> "a checksum of the extents of " + node + " is wrong";
            case DIRECTORY_DAMAGED -> "directory " + node + " is damaged (" + detail + "): names may be missing";
            case DIRECTORY_MENDED ->
                "directory " + node + " is damaged (" + detail + "); names missing in it were taken from the files themselves";
            case NODE_FROM_COPY -> node + " is damaged (" + detail + "), and its copy was read";
            case NODE_DAMAGED -> node + " is damaged (" + detail + "): something of it may be missing";
            case DIRECTORY_LOOP -> detail + " is a directory that was listed before, under another name";
            case NAME_TWICE -> "directory " + node + " has the name '" + detail + "' twice; the first is shown";
            case MAP_DAMAGED -> "where the contents of " + node + " are is damaged: " + detail;
            case NAMES_OF -> "its names are those of " + detail;
            case BESIDE_UDF -> "it has UDF, too, which cannot be read yet and may hold more; what is shown is its ISO 9660";
            case LAST_SESSION -> "it has " + detail + " sessions; the last, which has the files of all, is shown";
            case RECORD_CUT -> "what is kept with the name of the file at " + node + " cannot be read to its end";
            case BOOT_CHECKSUM -> "the checksum of its boot record is wrong";
            case BOOT_COPY_USED -> "its boot record is damaged; the copy of it is used";
            case FAT_COPY_USED -> "a part of its FAT cannot be read, from " + node + " on; the copy of it is used";
            case FAT_COPIES_DIFFER -> "the copies of its FAT differ, at " + node + " for one; the first is used";
            case CHAIN_DAMAGED -> "the chain that begins at " + node + " is damaged: " + detail;
            case CHAIN_ODD -> "the chain that begins at " + node + " is odd past the end of the file: " + detail;
            case CLUSTER_SHARED -> node + " belongs to more than one file, '" + detail + "' among them";
            case NAME_ODD -> "directory " + node + " has the name '" + detail + "', which no file may have";
            case ENTRY_CHECKSUM -> "the checksum of '" + detail + "' in directory " + node + " is wrong";
            case NAME_HASH -> "the hash of the name '" + detail + "' in directory " + node + " is wrong";
            case CASE_TABLE_DAMAGED -> "its table of capital letters is damaged (" + detail + "); that of Java is used";
            case NODE_UNREADABLE -> detail;
        };
    }

    /** The sentences for some problems: a few of a kind, then how many more there are. */
    public static List<String> sentences(List<Problem> problems, String numbering, Visible visible) {
        Map<Problem.Code, Integer> counts = new EnumMap<>(Problem.Code.class);
        List<String> sentences = new ArrayList<>();
        for (Problem problem : problems) {
            if (counts.merge(problem.code(), 1, Integer::sum) <= FEW) {
                sentences.add(sentence(problem, numbering, visible));
            }
        }
        counts.forEach((code, count) -> {
            if (count > FEW) {
                Problem last = problems.stream().filter(problem -> problem.code() == code).skip(FEW).findFirst().orElseThrow();
                sentences.add("and " + (count - FEW) + " more like this: " + sentence(last, numbering, visible));
            }
        });
        return sentences;
    }
}
