package jdisk.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells clients where an export is, in the form of the NBD project's doc/uri.md. */
final class NbdClientsTest {

    private static NbdClients at(String host, int port) {
        return new NbdClients(host, port, Optional.empty(), Sample.quoting(StandardCharsets.UTF_8));
    }

    private static NbdClients at(String socket) {
        return new NbdClients("", 0, Optional.of(socket), Sample.quoting(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"localhost, 10809, 6, nbd://localhost/6", "localhost, 10810, 6, nbd://localhost:10810/6", "127.0.0.1, 10809, '', nbd://127.0.0.1",
        "::1, 10809, 6, nbd://[::1]/6", "::1, 1, disk, nbd://[::1]:1/disk", "[::1], 1, 6, nbd://[::1]:1/6"})
    void addressOnANetwork(String host, int port, String export, String uri) {
        assertThat(at(host, port).uri(export)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            /tmp/nbd      | nbd+unix:///6?socket=/tmp/nbd
            my socket     | nbd+unix:///6?socket=my%20socket
            a&b=c?d#e%f   | nbd+unix:///6?socket=a%26b%3Dc%3Fd%23e%25f
            it's          | nbd+unix:///6?socket=it%27s
            \u017c-_.~    | nbd+unix:///6?socket=%C5%BC-_.~
            """, delimiter = '|')
    void addressOfASocket(String path, String uri) {
        assertThat(at(path).uri("6")).isEqualTo(uri);
    }

    @Test
    void socketWithAControlCharacter() {
        assertThat(at("a\u001bb").uri("6")).isEqualTo("nbd+unix:///6?socket=a%1Bb");
        assertThat(at("a\u001bb").lines("6", "out").getFirst()).isEqualTo("nbd-client -unix \"$(printf 'a\\033b')\" /dev/nbd0 -N 6 -readonly");
    }

    @Test
    void clientsOnANetwork() {
        assertThat(at("localhost", 10809).lines("6", "disk.img6")).containsExactly(
                "nbd-client localhost 10809 /dev/nbd0 -N 6 -readonly",
                "qemu-nbd --read-only --format=raw --connect=/dev/nbd0 nbd://localhost/6",
                "nbdfuse --readonly mountpoint/disk.img6 nbd://localhost/6",
                "nbdcopy nbd://localhost/6 disk.img6");
    }

    /** A question mark means something to a shell. */
    @Test
    void clientsOnASocket() {
        assertThat(at("my socket").lines("6", "disk.img6")).containsExactly(
                "nbd-client -unix 'my socket' /dev/nbd0 -N 6 -readonly",
                "qemu-nbd --read-only --format=raw --connect=/dev/nbd0 'nbd+unix:///6?socket=my%20socket'",
                "nbdfuse --readonly mountpoint/disk.img6 'nbd+unix:///6?socket=my%20socket'",
                "nbdcopy 'nbd+unix:///6?socket=my%20socket' disk.img6");
    }

    /** nbdcopy takes what begins with a hyphen for options, and a hyphen for standard output. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            my disk  | mountpoint/'my disk'  | 'my disk'
            it's     | mountpoint/'it'\\''s' | 'it'\\''s'
            -r.img6  | mountpoint/-r.img6    | ./-r.img6
            - r.img6 | mountpoint/'- r.img6' | './- r.img6'
            """, delimiter = '|')
    void names(String file, String inFolder, String copy) {
        assertThat(at("localhost", 10809).lines("6", file)).endsWith(
                "nbdfuse --readonly " + inFolder + " nbd://localhost/6", "nbdcopy nbd://localhost/6 " + copy);
    }
}
