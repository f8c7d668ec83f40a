package jdisk.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdisk.testing.Batch;
import jdisk.testing.Outcome;
import jdisk.testing.RandomTable;
import jdisk.testing.RealTool;
import jdisk.testing.Texts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Lists tables nobody thought of as the fdisk and sfdisk of this machine do. */
@Tag("realtool")
final class FdiskComparisonTest {

    private static final int TABLES = 60;

    private static final List<Listing> LISTINGS = List.of(
            new Listing("fdisk", "-l IMAGE", "-l IMAGE"),
            new Listing("fdisk", "-x IMAGE", "-x IMAGE"),
            new Listing("fdisk", "-l -u=cylinders IMAGE", "-l -u=cylinders IMAGE"),
            new Listing("fdisk", "-x -u=cylinders IMAGE", "-x -u=cylinders IMAGE"),
            new Listing("fdisk", "--bytes -l IMAGE", "--bytes -l IMAGE"),
            new Listing("fdisk", "-c=dos -l IMAGE", "-c=dos -l IMAGE"),
            new Listing("sfdisk", "-F IMAGE", "IMAGE F"));

    /** A listing of a real tool, its arguments, and this program's arguments that are to give the same. */
    private record Listing(String tool, String theirs, String ours) {

        String[] theirArguments(String image) {
            return theirs.replace("IMAGE", image).split(" ", -1);
        }

        Batch.Run run(String image) {
            return Batch.Run.of(("--style=modern " + ours.replace("IMAGE", image)).split(" ", -1));
        }
    }

    @TestFactory
    List<DynamicTest> listsAsFdiskDoes(@TempDir Path folder) throws Exception {
        int comparisons = TABLES * LISTINGS.size();
        RealTool.named("fdisk", comparisons);
        RealTool.named("sfdisk", comparisons);
        List<Batch.Run> runs = new ArrayList<>();
        for (int seed = 1; seed <= TABLES; seed++) {
            RandomTable.recipe(image(seed), seed).buildIn(folder);
            for (Listing listing : LISTINGS) {
                runs.add(listing.run(image(seed)));
            }
        }
        List<Outcome> outcomes = Batch.runAll(folder, runs);
        List<DynamicTest> tests = new ArrayList<>();
        for (int seed = 1; seed <= TABLES; seed++) {
            String image = image(seed);
            for (Listing listing : LISTINGS) {
                Outcome ours = outcomes.get(tests.size());
                Outcome theirs = RealTool.named(listing.tool(), 1).run(folder, listing.theirArguments(image));
                String command = listing.tool() + " " + String.join(" ", listing.theirArguments(image));
                tests.add(dynamicTest(command, () -> Texts.assertSameListing(command, theirs.out(), ours)));
            }
        }
        return tests;
    }

    private static String image(int seed) {
        return "seed-" + seed + ".img";
    }
}
