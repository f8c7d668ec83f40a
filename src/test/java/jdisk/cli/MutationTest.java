package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import org.junit.jupiter.api.Test;

/** A few mutations of every recipe there is; {@code scripts/mutate} makes as many as one likes, of any image. */
final class MutationTest {
    private static final int EACH = 12;

    @Test
    void everyRecipe() throws IOException, InterruptedException {
        List<Mutations> all = new ArrayList<>();
        for (String place : List.of("src/test/resources/transcripts", "src/test/resources/recipes", "src/test/resources/disks")) {
            try (Stream<Path> recipes = Files.walk(Path.of(place))) {
                for (Path recipe : recipes.filter(path -> path.toString().endsWith(".recipe")).sorted().toList()) {
                    all.add(new Mutations(RecipeImage.of(ImageRecipe.parse(Files.readString(recipe)))));
                }
            }
        }
        GptDisk gpt = GptDisk.ofThree();
        all.add(new Mutations(new SparseMemoryImage("gpt.img", gpt.size(), gpt.pieces())));
        assertThat(all).hasSizeGreaterThan(20);
        List<String> faults = new ArrayList<>();
        for (Mutations each : all) {
            faults.addAll(each.run(1, EACH, Optional.empty()));
        }
        assertThat(faults).isEmpty();
    }
}
