package jdisk.recipe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What NBD clients are to be told to reach an export: nbd-client(8), qemu-nbd(8), nbdfuse(1) and nbdcopy(1).
 *
 * @param host of a server on a network
 * @param port its port
 * @param socket the path of its socket, if it has one in the file system instead
 * @param quoting quotes words for the shell
 * @see <a href="https://github.com/NetworkBlockDevice/nbd/blob/master/doc/uri.md">the form of the addresses</a>
 */
public record NbdClients(String host, int port, Optional<String> socket, Quoting quoting) {
    private static final int DEFAULT_PORT = 10809;

    /** The address of an export; that of the default one, if the name is empty. */
    public String uri(String export) {
        if (socket.isPresent()) {
            return "nbd+unix:///" + export + "?socket=" + escaped(socket.get());
        }
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "nbd://" + name + (port == DEFAULT_PORT ? "" : ":" + port) + (export.isEmpty() ? "" : "/" + export);
    }

    /**
     * The commands, one a line: a device of it, with one client or the other, a file, and a copy.
     *
     * @param file the name of the file and of the copy, without a folder
     */
    public List<String> lines(String export, String file) {
        String uri = quoting.word(uri(export));
        String client = socket.map(path -> "nbd-client -unix " + quoting.word(path) + " /dev/nbd0 -N " + export + " -readonly")
                .orElseGet(() -> "nbd-client " + host + " " + port + " /dev/nbd0 -N " + export + " -readonly");
        return List.of(
                client,
                "qemu-nbd --read-only --format=raw --connect=/dev/nbd0 " + uri,
                "nbdfuse --readonly mountpoint/" + quoting.word(file) + " " + uri,
                "nbdcopy " + uri + " " + quoting.word(ImageFile.asPath(file)));
    }

    /** What a query of an address cannot hold is written as its bytes in hexadecimal (RFC 3986, section 2.1). */
    private static String escaped(String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/-._~".indexOf(c) >= 0;
            escaped.append(plain ? Character.toString(c) : "%" + Integer.toHexString(c | 0x100).substring(1).toUpperCase(Locale.ROOT));
        }
        return escaped.toString();
    }
}
