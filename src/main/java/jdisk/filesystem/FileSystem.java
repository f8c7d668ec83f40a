package jdisk.filesystem;

/**
 * What was found at a place in an image.
 *
 * @param type the name blkid uses: {@code ext4}, {@code vfat}, {@code ntfs}, {@code swap}, …
 */
public record FileSystem(String type) {}
