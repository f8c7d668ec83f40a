package jdisk.cli;

import static jdisk.testing.Complaint.assertOneLine;
import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The map as a picture: valid, to scale, and harmless whatever the names of partitions are. */
final class MapSvgTest {
    private final Path folder;
    private final Path file;

    MapSvgTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("map.svg");
    }

    private Document picture(Path image) throws Exception {
        Outcome outcome = jdisk(image, "map", "--svg=" + file);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        byte[] svg = Files.readAllBytes(file);
        Document document = DocumentBuilderFactory.newNSInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(new String(svg, StandardCharsets.UTF_8)).doesNotContainPattern("href|<script|<style|@import|url\\((?!#)");
        return document;
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int n = 0; n < found.getLength(); n++) {
            all.add((Element) found.item(n));
        }
        return all;
    }

    private static List<String> texts(Document document) {
        return elements(document, "text").stream().map(Element::getTextContent).toList();
    }

    /** The line whose first text begins so. */
    private static Element line(Document document, String beginning) {
        return elements(document, "g").stream().filter(line -> line.getTextContent().startsWith(beginning)).findFirst().orElseThrow();
    }

    private static double ofBar(Element line, String attribute) {
        return Double.parseDouble(((Element) line.getElementsByTagName("rect").item(0)).getAttribute(attribute));
    }

    /** A disk of 9514260 sectors, of which 480 pixels are drawn. */
    @Test
    void isToScale() throws Exception {
        Document document = picture(ImageRecipe.named("laptop").buildIn(folder));
        Element first = line(document, "1 HPFS");
        double left = ofBar(first, "x") - 480.0 * 63 / 9514260;
        assertThat(ofBar(first, "width")).isCloseTo(480.0 * 7438032 / 9514260, within(0.02));
        Element last = line(document, "6 Linux");
        assertThat(ofBar(last, "x") - left).isCloseTo(480.0 * 7695198 / 9514260, within(0.02));
        assertThat(ofBar(last, "width")).isCloseTo(480.0 * 1815282 / 9514260, within(0.02));
        assertThat(ofBar(line(document, "MBR"), "width")).as("one sector").isEqualTo(2);
        assertThat(texts(document)).contains("7695198", "9510479", "886.4M", "2 Extended",
                "partition", "extended", "gap", "table");
    }

    @Test
    void seventyPartitions() throws Exception {
        Document document = picture(ImageRecipe.named("seventy-logicals").buildIn(folder));
        assertThat(texts(document)).anyMatch(text -> text.matches("7\\d .*")).anyMatch(text -> text.matches("\\d+ tables"));
    }

    @Test
    void namesThatAreMarkup() throws Exception {
        Path image = new GptDisk(65_536).partition(1, 2048, 4095, "<script>a()</script>&lt;]]>")
                .partition(2, 4096, 8191, "\u001b[31m\u202e\ufffe\"'").seal().write(folder.resolve("names.img"));
        assertThat(texts(picture(image))).contains("<script>a()</script>&lt;]]>", "\\x1b[31m\\xe2\\x80\\xae\\xef\\xbf\\xbe\"'");
    }

    @Test
    void whatIsNotWritten() throws IOException {
        Path image = ImageRecipe.named("laptop").buildIn(folder);
        Files.writeString(file, "mine");
        assertOneLine(jdisk(image, "map", "--svg=" + file), 1, "exists");
        assertOneLine(jdisk(image, "map", "--svg=" + image), 1, "the image itself");
        assertOneLine(jdisk(image, "map", "--svg=" + folder), 1, "directory");
        assertOneLine(jdisk(image, "map", "--svg="), 1, "not the name of a file");
        assertOneLine(jdisk(image, "map", "--json", "--svg=" + file), 1, "do not go together");
        assertOneLine(jdisk(image, "map", "--force"), 1, "--svg");
        assertThat(file).hasContent("mine");
        assertThat(jdisk(image, "map", "--force", "--svg=" + file).status()).isZero();
        assertThat(file).content().startsWith("<?xml").endsWith("</svg>\n");
    }
}
