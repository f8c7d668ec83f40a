package jdisk.command;

import java.util.Comparator;
import java.util.List;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.label.Label;
import jdisk.search.FoundTable;
import jdisk.search.Hit;
import jdisk.search.Search;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class AdoptCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "adopt",
                "use what a search found",
                List.of(
                        "Takes the partitions that @|bold search|@ found for those of the disk, as long as this session lasts: "
                                + "@|bold p|@ shows them, numbered as the script of @|bold search --script|@ would number "
                                + "them, and all words take them. Where the first sectors of one are lost, a copy stands in "
                                + "for them. Searches first if nothing was searched for yet. Nothing is written. @|bold adopt "
                                + "off|@ returns to the table the disk has."),
                "adopt",
                List.of(),
                List.of(Parameter.optional("off", "return to the disk's own table")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        String off = arguments.word(0);
        Session session = desk.session();
        if (off.equals("off")) {
            if (!session.isAdopted()) {
                throw new UserError("adopt: nothing was adopted");
            }
            session.endAdoption();
            desk.inform("The table is that of the disk again.\n");
            return Outcome.DONE;
        }
        if (!off.isEmpty()) {
            throw new UserError("adopt: unexpected argument '" + session.visible().text(off) + "'; usage: adopt [off]");
        }
        session.endAdoption();
        Outcome outcome = Outcome.DONE;
        if (session.found().isEmpty()) {
            Search.Result result = FoundPartitions.search(desk, FoundPartitions.all(session));
            session.setFound(result.hits());
            outcome = SearchCommand.report(desk, result);
        }
        List<Hit> hits = session.found().orElse(List.of());
        Label table = FoundTable.of(session.outermost(), hits).orElseThrow(() -> new UserError("adopt: nothing was found that a table could tell of"));
        session.adopt(table, mended(session.image(), hits));
        int count = table.dataPartitions().size();
        desk.inform("Adopted " + count + (count == 1 ? " partition" : " partitions") + "; 'adopt off' ends that.\n");
        return outcome;
    }

    /** The image, with copies in the place of what is lost; itself where nothing is. */
    private static Image mended(Image image, List<Hit> hits) {
        List<Hit> lost = hits.stream()
                .filter(hit -> hit.isPartition() && !hit.mended().isNone())
                .sorted(Comparator.comparingLong(Hit::start))
                .toList();
        if (lost.isEmpty()) {
            return image;
        }
        ExtentImage.Builder whole = new ExtentImage.Builder(image);
        for (Hit hit : lost) {
            long at = hit.start() + hit.mended().home();
            if (at >= whole.end() && at + hit.mended().bytes().length() <= image.size()) {
                whole.data(whole.end(), whole.end(), at - whole.end()).bytes(at, hit.mended().bytes());
            }
        }
        return whole.data(whole.end(), whole.end(), image.size() - whole.end()).build(image.name(), image.size());
    }
}
