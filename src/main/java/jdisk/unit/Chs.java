package jdisk.unit;

/**
 * A place on a disk as cylinder, head and sector.
 *
 * @param cylinder counted from 0
 * @param head counted from 0
 * @param sector counted from 1; a damaged table may say 0
 */
public record Chs(long cylinder, long head, long sector) {}
