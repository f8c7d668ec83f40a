package jdisk.source;

/** Names of files as Windows writes them into images. */
final class WindowsNames {
    private WindowsNames() {}

    /**
     * A name as it can be looked for here: with slashes; of one that begins with a drive or on a server, which is not here, only
     * what comes last.
     */
    static String beside(String name) {
        String slashed = name.replace('\\', '/');
        boolean elsewhere = slashed.startsWith("//") || (slashed.length() > 1 && slashed.charAt(1) == ':');
        return elsewhere ? slashed.substring(slashed.lastIndexOf('/') + 1) : slashed;
    }
}
