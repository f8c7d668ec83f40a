package jdisk.probe;

import java.util.List;
import jdisk.image.ByteView;

/**
 * How an ext file system keeps the names of its files, as its superblock tells: how folders hash them, their encoding,
 * and what encrypts them, and the contents with them.
 *
 * <pre>
 * in the superblock:
 *  EC  seed of hashes, 16 bytes
 *  FC  algorithm of hashes, 8
 * 254  algorithms of encryption, 4 bytes
 * 258  salt of encryption, 16 bytes
 * 27C, 27E  encoding of names, flags, 16
 * </pre>
 *
 * As in {@link ExtSuperblock}, whose flags say whether hashes take bytes as signed.
 */
public record ExtNames(ExtSuperblock superblock) {
    /** Algorithms of hashes, where the flags say whether their bytes are signed. */
    public static final int HASH_LEGACY = 0;

    public static final int HASH_HALF_MD4 = 1;
    public static final int HASH_TEA = 2;
    public static final int HASH_SIPHASH = 6;

    /** The encoding of names that ignore their case: UTF-8, Unicode 12.1. */
    public static final int UTF8_12_1 = 1;

    private static final int HASH_SEED = 0xec;
    private static final int HASH_SEED_LENGTH = 16;
    private static final int HASH_VERSION = 0xfc;
    private static final int ENCRYPTION = 0x254;
    private static final int ENCRYPTION_COUNT = 4;
    private static final int ENCRYPTION_SALT = 0x258;
    private static final int ENCRYPTION_SALT_LENGTH = 16;
    private static final int ENCODING = 0x27c;
    private static final int ENCODING_FLAGS = 0x27e;

    /** The seed of the hashes of names, 16 bytes. */
    public ByteView hashSeed() {
        return superblock.bytes().slice(HASH_SEED, HASH_SEED_LENGTH);
    }

    /** The algorithm of the hashes of names: {@link #HASH_LEGACY}, {@link #HASH_HALF_MD4}, {@link #HASH_TEA}, {@link #HASH_SIPHASH}. */
    public int hashVersion() {
        return superblock.bytes().u8(HASH_VERSION);
    }

    /** The algorithms of encryption, up to the first that is none; numbers as in the kernel's {@code fscrypt}. */
    public List<Integer> encryptionAlgorithms() {
        return superblock.bytes().latin1(ENCRYPTION, ENCRYPTION_COUNT).chars().boxed().toList();
    }

    /** The salt of the keys that are made of a password, 16 bytes. */
    public ByteView encryptionSalt() {
        return superblock.bytes().slice(ENCRYPTION_SALT, ENCRYPTION_SALT_LENGTH);
    }

    /** The encoding of names that ignore their case, {@link #UTF8_12_1}; 0 for none. */
    public int encoding() {
        return superblock.bytes().u16le(ENCODING);
    }

    /** Flags of that encoding: 1 if names that are not of it are refused. */
    public int encodingFlags() {
        return superblock.bytes().u16le(ENCODING_FLAGS);
    }
}
