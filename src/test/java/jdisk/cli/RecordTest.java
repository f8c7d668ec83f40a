package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the log of a session: what was typed and shown, and nothing that a reader's browser or terminal would run. */
final class RecordTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)";

    private static final List<String> POISON = List.of("<script>alert(1)</script>", "</pre><img src=x onerror=a>",
            "\"'><svg/onload=a>", "&lt;b&gt;&#60;", "\033]0;a\007\033[31mred", "\u202egnp.\u0000", "<!--", "]]></style>");

    private final Path folder;

    RecordTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path poisoned() throws IOException {
        GptDisk disk = new GptDisk(65_536);
        for (int i = 0; i < POISON.size(); i++) {
            disk.partition(i + 1, 2048L * (i + 1), 2048L * (i + 1) + 99, POISON.get(i));
        }
        return disk.write(folder.resolve("<b onclick=a>&amp;.img"));
    }

    /** A session over hostile names and with hostile lines; the same each time but for the name of the log. */
    private String recorded(String name, String... options) throws IOException {
        Path log = folder.resolve(name);
        List<String> lines = List.of("record " + log, "x", "p", "r", "p", "map", "i 1", "<script>alert(2)</script>", "offset 7\033[31m\007",
                "v", "</pre><iframe src=javascript:a>", "record off", "p", "q");
        List<Object> arguments = new ArrayList<>(List.of(options));
        arguments.add(poisoned());
        typing(lines.toArray(String[]::new)).run(arguments.toArray());
        return Files.readString(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--color=always", "--color=never"})
    void pageHoldsTheTextAndRunsNothing(String colour) throws IOException {
        String text = recorded("a.txt", colour);
        Document page = Jsoup.parse(recorded("a.html", colour));
        Element body = page.body();
        assertThat(masked(body.expectFirst("pre").wholeText())).isEqualTo(masked(text));
        assertThat(masked(body.wholeText()).strip()).isEqualTo(masked(text).strip());
        assertThat(body.select("*").stream().map(Element::tagName).distinct()).isSubsetOf("body", "pre", "span");
        assertThat(page.head().select("*").stream().map(Element::tagName)).containsExactly("head", "meta", "meta", "title", "style");
        assertThat(body.select("*").stream().flatMap(element -> element.attributes().asList().stream()))
                .allMatch(attribute -> attribute.getKey().equals("class") && attribute.getValue().matches("[a-z0-9 ]+"));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='");
        assertThat(page.select("meta[charset]").attr("charset")).isEqualTo("utf-8");
        assertThat(body.select("span.s1").isEmpty()).isEqualTo(colour.equals("--color=never"));
        assertThat(body.select("span.s31").isEmpty()).isEqualTo(colour.equals("--color=never"));
        assertThat(text.chars().filter(c -> c < 0x20 && c != '\n')).isEmpty();
        assertThat(text).contains(POISON.getFirst(), "\\x1b]0;a\\x07\\x1b[31mred", "\\xe2\\x80\\xaegnp.", "alert(2)", "offset 7\\x1b[31m\\x07");
    }

    /** The policy's digest is that of the style, or no browser would apply it. */
    @Test
    void policyAllowsTheStyle() throws Exception {
        Document page = Jsoup.parse(recorded("b.html"));
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(page.expectFirst("style").data().getBytes(StandardCharsets.UTF_8));
        assertThat(page.select("meta[http-equiv]").attr("content")).contains(Base64.getEncoder().encodeToString(digest));
    }

    /** Times left out, and what a file of the same name has of its own. */
    private static String masked(String text) {
        return text.replaceAll("modified [^\n]*", "modified").replaceAll(TIME, "TIME");
    }

    /** What the log of a session on a pipe looks like, from the line behind the command to the one that ends it. */
    @Test
    void whatIsTypedAndShown() throws IOException {
        Path log = folder.resolve("s.txt");
        Outcome outcome = typing("offset 1", "record " + log, "offset 6", "nonsense", "x", "c", "300", "r", "record off", "offset 5")
                .run("--demo");
        assertThat(outcome.out()).contains("Recording to " + log + ".\n");
        assertThat(masked(Files.readString(log))).matches("program  jdisk [^\n]*, Java [^\n]*\n(?s).*")
                .contains("\nimage    hda.img\nsize     4871301120 bytes\ntable    DOS (MBR)\ndisk id  0x", "\nuser     " + System.getProperty("user.name") + "\n")
                .endsWith("""
                recorded from TIME

                TIME Command (m for help): offset 6
                3939941376

                TIME Command (m for help): nonsense
                jdisk: hda.img: nonsense: unknown command; 'm' prints the menu, 'help' lists the words

                TIME Command (m for help): x

                TIME Expert command (m for help): c
                TIME Number of cylinders (1-1048576, default 592): 300

                TIME Expert command (m for help): r

                TIME Command (m for help): record off
                recorded to TIME
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "# the end of input"})
    void isCompletedAtTheEnd(String last) throws IOException {
        Path log = folder.resolve("s.html");
        typing("record " + log, "offset 6", last).run("--demo");
        assertThat(Files.readString(log)).contains("3939941376").endsWith("</pre>\n</body>\n</html>\n");
    }

    @Test
    void scriptIsRecordedWithItsLines() throws IOException {
        Path log = folder.resolve("s.txt");
        Path script = Files.write(folder.resolve("a.jdisk"), List.of("record " + log, "offset 6", "x c", "300", "nonsense", "offset 1"));
        assertThat(jdisk("-f", script, "--demo").status()).isEqualTo(1);
        assertThat(masked(Files.readString(log))).endsWith("recorded from TIME\n"
                + "TIME " + script + ":2: offset 6\n3939941376\n"
                + "TIME " + script + ":3: x c\n"
                + "TIME " + script + ":4: 300\n"
                + "TIME " + script + ":5: nonsense\n"
                + script + ":5: nonsense: unknown command; 'm' prints the menu, 'help' lists the words\n"
                + "recorded to TIME\n");
    }

    @Test
    void whereItMayNotBeWritten() throws IOException {
        Path image = poisoned();
        byte[] before = Files.readAllBytes(image);
        Path there = Files.writeString(folder.resolve("there.txt"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), image);
        Path second = Files.createLink(folder.resolve("second.txt"), image);
        for (Path refused : List.of(there, link, second, folder.resolve("no/such/folder.txt"), folder)) {
            assertThat(typing("record " + refused).run(image).err()).as(refused.toString()).isNotEmpty().doesNotContain("Exception");
        }
        for (Path own : List.of(link, second)) {
            assertThat(jdisk(image, "record", "--force", own).err()).contains("is the image itself, which is never written to");
        }
        assertThat(Files.readAllBytes(image)).isEqualTo(before);
        assertThat(there).hasContent("mine");
        assertThat(jdisk(image, "record", "--force", there).status()).isZero();
        assertThat(Files.readString(there)).startsWith("program  jdisk ").doesNotContain("mine");
    }

    /** A file that has another name is not written over by the name that is forced. */
    @Test
    void forceMakesANewFile() throws IOException {
        Path there = Files.writeString(folder.resolve("there.txt"), "mine");
        Path other = Files.createLink(folder.resolve("other.txt"), there);
        assertThat(jdisk("--demo", "record", "--force", there).status()).isZero();
        assertThat(other).hasContent("mine");
    }

    @Test
    void whatIsNoLog() {
        assertThat(jdisk("--demo", "record", folder.resolve("a.pdf")).err()).contains("ends in none of .txt, .log and .html");
        assertThat(jdisk("--demo", "record", "off").err()).isEqualTo("jdisk: hda.img: record: the session is not being recorded\n");
        assertThat(typing("record " + folder.resolve("a.txt"), "record " + folder.resolve("b.txt")).run("--demo").err())
                .contains("is being recorded already");
        assertThat(folder.resolve("b.txt")).doesNotExist();
        assertThat(jdisk("--demo", "record").err()).contains("usage: record [--force] FILE|off");
    }

    /** What the file is of can be told from the log alone, and its times are in UTC. */
    @Test
    void isEvidence() throws IOException {
        Path image = ImageRecipe.named("laptop").build(folder.resolve("disk.img"));
        Path log = folder.resolve("session.log");
        typing("record " + log, "# seal 17", "offset 6").run(image);
        assertThat(Files.readString(log))
                .contains("\nfile     " + image.toRealPath() + ", 4871301120 bytes, modified " + Files.getLastModifiedTime(image) + ", ")
                .contains("# seal 17")
                .containsPattern("\nrecorded from \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\n");
    }
}
