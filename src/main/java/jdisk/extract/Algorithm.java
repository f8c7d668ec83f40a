package jdisk.extract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way to digest bytes, by the name its program has: {@code sha256} is what sha256sum(1) computes. */
public enum Algorithm {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA224("SHA-224"),
    SHA256("SHA-256"),
    SHA384("SHA-384"),
    SHA512("SHA-512");

    private final String javas;

    Algorithm(String javas) {
        this.javas = javas;
    }

    /** The name users give it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The algorithm of a name, written with or without a hyphen and capitals. */
    public static Optional<Algorithm> of(String name) {
        String plain = name.replace("-", "");
        return Arrays.stream(values()).filter(algorithm -> algorithm.name().equalsIgnoreCase(plain)).findFirst();
    }

    /** All names, for a message. */
    public static String ids() {
        return Arrays.stream(values()).map(Algorithm::id).collect(Collectors.joining(", "));
    }

    MessageDigest start() {
        try {
            return MessageDigest.getInstance(javas);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has them
        }
    }
}
