package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdisk.testing.ImageRecipe;

/** The columns that {@code -o} takes, of all kinds of table: what the program itself says when one is asked for that there is not. */
final class OutputColumns {
    private OutputColumns() {}

    static List<String> all() {
        Set<String> columns = new LinkedHashSet<>();
        for (String recipe : List.of("laptop", "gpt-three", "bsd", "sun", "sgi", "apple-map")) {
            try {
                Path image = Files.createTempFile("columns", ".img");
                try {
                    String said = jdisk("-l", "-o", "none", ImageRecipe.named(recipe).build(image)).err();
                    columns.addAll(Arrays.asList(said.substring(said.indexOf("it has ") + 7).strip().split(", ")));
                } finally {
                    Files.delete(image);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(columns);
    }
}
