package jdisk.shell;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.disk.Disk;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.Area;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.label.Rules;
import jdisk.label.Verification;
import jdisk.listing.AreaTitles;
import jdisk.listing.ClassicListing;
import jdisk.listing.FewOfEach;
import jdisk.listing.HexDump;
import jdisk.listing.JsonListing;
import jdisk.listing.Messages;
import jdisk.listing.ModernListing;
import jdisk.listing.SfdiskDump;
import jdisk.listing.Style;
import jdisk.listing.TypeList;
import jdisk.listing.UnknownColumnException;
import jdisk.output.OutputGuard;

/** What the keys that show a table do. */
final class TableActions {
    /** Bytes shown at a time. */
    private static final int PIECE = 65_536;

    private TableActions() {}

    static Outcome print(Desk desk, Questions questions) {
        return print(desk, false);
    }

    static Outcome printDetails(Desk desk, Questions questions) {
        return print(desk, true);
    }

    private static Outcome print(Desk desk, boolean details) {
        Label label = desk.session().requireLabel();
        return switch (desk.session().style()) {
            case CLASSIC -> classic(desk, label, details);
            case MODERN -> modern(desk, label, details);
        };
    }

    private static Outcome classic(Desk desk, Label label, boolean details) {
        ClassicListing listing = new ClassicListing(desk.listed());
        desk.console().print(details ? listing.details(label) : listing.partitions(label));
        return Outcome.DONE;
    }

    private static Outcome modern(Desk desk, Label label, boolean details) {
        try {
            desk.inform(new ModernListing(desk.listed()).partitions(label, desk.session().columns(), details, desk.disk()::mainContents));
        } catch (UnknownColumnException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
        return Outcome.DONE;
    }

    /** The chain of logical partitions; only fdisk 2.12 shows it, and so its layout serves both styles. */
    static Outcome links(Desk desk, Questions questions) {
        desk.console().print(new ClassicListing(desk.listed())
                .links(desk.session().requireLabel())
                .orElseThrow(() -> new UserError("only an MBR has extended partitions")));
        return Outcome.DONE;
    }

    static Outcome verify(Desk desk, Questions questions) {
        Session session = desk.session();
        Label label = session.requireLabel();
        Optional<String> form = questions.text();
        if (form.isPresent()) {
            return verifyAs(form.get(), desk, label);
        }
        Verification verification = session.disk().verify(session.rules());
        if (session.disk().geometry().cylinders() == 0) {
            if (session.style() == Style.CLASSIC) {
                desk.warn("You must set cylinders.\nYou can do this from the extra functions menu.");
                return Outcome.FAILED;
            }
            if (ModernListing.hasBareFindings(label)) { // of Sun's and SGI's labels alone does util-linux need them
                desk.warn("Incomplete geometry setting.");
                return Outcome.FAILED;
            }
        }
        if (ModernListing.hasBareFindings(label)) {
            tellFindings(desk, verification);
        } else if (session.style() == Style.CLASSIC) {
            desk.console().print(new ClassicListing(desk.listed()).verification(verification));
        } else if (verification.findings().isEmpty()) {
            desk.inform(new ModernListing(desk.listed()).noDoubts(label, verification));
        } else {
            desk.warn(ModernListing.doubts(verification).stripTrailing());
        }
        // The words are fdisk's, which has mended what it read by then.
        if (verification.findings().isEmpty()) {
            label.findings().stream()
                    .filter(finding -> finding instanceof Finding.PrimaryFaulty || finding instanceof Finding.BackupFaulty)
                    .forEach(finding -> desk.console().note(finding instanceof Finding.PrimaryFaulty
                            ? "The primary GPT table is not usable; the backup is shown.\n"
                            : "The backup GPT table is not usable; the primary is shown.\n"));
        }
        return isSound(session, verification) ? Outcome.DONE : Outcome.PROBLEMS;
    }

    /** Codes and sentences, whatever the layout. */
    private static Outcome verifyAs(String form, Desk desk, Label label) {
        if (!form.equals("--json")) {
            throw new UserError("'v': unexpected argument '" + form + "'; 'v --json' writes what it finds as JSON");
        }
        Session session = desk.session();
        List<Finding> findings = new ArrayList<>(label.findings());
        Verification verification = session.disk().verify(session.rules());
        findings.addAll(verification.findings());
        new JsonListing(session.listed(), false, desk.console()::print).findings(findings);
        return isSound(session, verification) ? Outcome.DONE : Outcome.PROBLEMS;
    }

    private static boolean isSound(Session session, Verification verification) {
        return session.disk().findings().stream().noneMatch(Finding.OfReading::isDamage)
                && verification.findings().stream().noneMatch(Finding.OfVerifying::isDoubt)
                && verification.allocated() <= verification.capacity();
    }

    static void json(Session session, boolean compact, Consumer<String> out) {
        Label label = session.requireLabel();
        List<Finding> findings = new ArrayList<>(label.findings());
        findings.addAll(session.disk().nestedFindings());
        findings.addAll(session.disk().verify(Rules.MODERN).findings());
        new JsonListing(session.listed(), compact, out).table(
                session.image().name(), label, session.disk().nestedPartitions(), findings, session.image().layers());
    }

    /** The layout as a script for sfdisk: into the file that is named after the key, or for everybody to see. */
    static Outcome dump(Desk desk, Questions questions) throws IOException {
        Session session = desk.session();
        String script = SfdiskDump.of(session.listed(), session.requireLabel());
        Optional<String> name = questions.text();
        if (name.isEmpty()) {
            desk.console().print(script);
            return Outcome.DONE;
        }
        try {
            new OutputGuard(session.image()).writeText(Path.of(name.get()), script, false);
        } catch (InvalidPathException e) {
            throw new UserError("O: '" + name.get() + "' is not the name of a file");
        }
        desk.inform("Script successfully saved.\n");
        return Outcome.DONE;
    }

    /** Of Sun and SGI labels, both fdisks tell what they find and no more: nothing, if there is nothing. */
    private static void tellFindings(Desk desk, Verification verification) {
        for (FewOfEach.Item<Finding.OfVerifying> item : FewOfEach.told(verification)) {
            if (desk.session().style() == Style.CLASSIC) {
                desk.console().print(new ClassicListing(desk.listed()).finding(item));
            } else if (isWarning(item.finding())) {
                desk.warn(ModernListing.finding(item).stripTrailing());
            } else {
                desk.inform(ModernListing.finding(item));
            }
        }
    }

    /** What util-linux warns of: those who compare sessions see it in the empty line after it. */
    private static boolean isWarning(Finding.OfVerifying finding) {
        return finding instanceof Finding.UnusualBootFile
                || (finding instanceof Finding.OfVerifyingSun && !(finding instanceof Finding.NoPartitions));
    }

    static Outcome freeSpace(Desk desk, Questions questions) {
        Session session = desk.session();
        Label _ = session.requireLabel();
        // In 2.12's style the flag is set by default, and 2.12 has no such list: it is util-linux's.
        boolean dosCompatible = session.style() == Style.MODERN && session.dosCompatible();
        desk.inform(new ModernListing(desk.listed()).freeSpace(session.disk().freeSpace(dosCompatible)));
        return Outcome.DONE;
    }

    static Outcome information(Desk desk, Questions questions) throws IOException {
        if (desk.session().label().isEmpty()) {
            List<String> named = questions.rest();
            if (!named.isEmpty() && !named.equals(List.of("0"))) {
                Label _ = desk.session().requireLabel();
            }
            Partition whole = named.isEmpty() ? desk.session().requireWhole("i") : desk.disk().whole();
            ModernListing listing = new ModernListing(desk.listed());
            desk.inform(listing.information(whole));
            desk.console().print(desk.disk().mainContents(whole).map(listing::contents).orElse(""));
            return Outcome.DONE;
        }
        Optional<NestedPartition> nested = nested(desk.disk(), questions.given());
        if (nested.isPresent()) {
            questions.skip();
            desk.inform(new ModernListing(desk.listed()).information(nested.get()));
            return Outcome.DONE;
        }
        Optional<Partition> partition = questions.partition();
        if (partition.isEmpty()) {
            return Outcome.FAILED;
        }
        ModernListing listing = new ModernListing(desk.listed());
        desk.inform(listing.information(desk.session().requireLabel(), partition.get()));
        // fdisk has no such line, and scripts read what it prints: only a person is told.
        if (desk.console().isTerminal()) {
            desk.console().print(desk.disk().mainContents(partition.get()).map(listing::contents).orElse(""));
        }
        return Outcome.DONE;
    }

    /** The partition of a table within another partition, by a name such as 1:a. */
    private static Optional<NestedPartition> nested(Disk disk, Optional<String> name) {
        return name.filter(given -> given.contains(":")).stream()
                .flatMap(given -> disk.nestedPartitions().stream().filter(partition -> partition.reference().equals(given)))
                .findFirst();
    }

    static Outcome types(Desk desk, Questions questions) {
        Session session = desk.session();
        desk.console().print(TypeList.of(session.label().map(Label::kind).orElse(Label.Kind.DOS), session.style()));
        return Outcome.DONE;
    }

    /** The first sector; in 2.12's style, every sector that holds a part of the table. */
    static Outcome rawFirstSector(Desk desk, Questions questions) throws IOException {
        int length = desk.disk().sectorSize().bytes();
        Image image = desk.disk().image();
        if (desk.session().style() == Style.MODERN) {
            ByteView sector = image.viewUpTo(0, length);
            desk.console().print("\n");
            desk.inform("First sector: offset = 0, size = " + sector.length() + " bytes.\n" + HexDump.modern(0, sector));
            return Outcome.DONE;
        }
        Label _ = desk.session().requireLabel();
        desk.console().print("Device: " + desk.session().name() + "\n" + HexDump.classic(image.viewUpTo(0, length)));
        for (Area area : desk.disk().areas()) {
            if (area.offset() != 0) {
                desk.console().print(HexDump.classic(image.viewUpTo(area.offset(), length)));
            }
        }
        return Outcome.DONE;
    }

    /** The bytes of every part of the table, as they stand in the image: of labels in the first sector nothing, as 'd' shows it. */
    static Outcome rawLabel(Desk desk, Questions questions) throws IOException {
        Label _ = desk.session().requireLabel();
        for (Area area : desk.disk().areas()) {
            Optional<String> title = AreaTitles.of(area.kind());
            if (title.isPresent()) {
                desk.console().print("\n");
                desk.inform(title.get() + ": offset = " + area.offset() + ", size = " + area.bytes() + " bytes.\n");
                printRaw(desk, area);
            }
            if (desk.isInterrupted()) {
                return Outcome.FAILED;
            }
        }
        return Outcome.DONE;
    }

    /** A map may say that it is of any size: it is shown piece by piece. */
    private static void printRaw(Desk desk, Area area) throws IOException {
        Slice bytes = Slice.of(desk.disk().image(), area.offset(), area.bytes());
        HexDump dump = HexDump.modern(area.offset());
        // Ends: each turn takes a piece of a range that is finite.
        for (long at = 0; at < bytes.size() && !desk.isInterrupted(); at += PIECE) {
            desk.console().print(dump.lines(bytes.viewUpTo(at, PIECE)));
        }
    }

    /** Enters the MBR that protects a GPT. */
    static Outcome enterProtectiveMbr(Desk desk, Questions questions) {
        Label mbr = desk.session().requireLabel().protective().orElseThrow(() -> UserError.asFdisk("M: unknown command"));
        desk.session().enter(mbr, desk.session().name());
        desk.inform("Entering protective/hybrid MBR disklabel.\n");
        return Outcome.DONE;
    }

    /** Enters the disklabel within the first partition of a BSD. */
    static Outcome enterBsd(Desk desk, Questions questions) throws IOException {
        Session session = desk.session();
        Partition partition = session.requireLabel().partitions().stream()
                .filter(Partition::isOfBsd)
                .map(Partition.class::cast)
                .findFirst()
                .orElseThrow(() -> UserError.asFdisk("There is no *BSD partition on " + session.name() + "."));
        String name = session.listed().partitionName(partition.number());
        Label label = session.disk().nested(partition)
                .orElseThrow(() -> UserError.asFdisk("The device " + name + " does not contain BSD disklabel."));
        session.enter(label, name);
        label.findings().forEach(finding -> desk.warn(Messages.doubt(finding)));
        desk.inform("Entering nested BSD disklabel.\n");
        return Outcome.DONE;
    }

    static Outcome leaveNested(Desk desk, Questions questions) {
        desk.session().leave();
        desk.inform("Leaving nested disklabel.\n");
        return Outcome.DONE;
    }
}
