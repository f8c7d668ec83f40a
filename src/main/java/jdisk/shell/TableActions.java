package jdisk.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.label.BsdLabel;
import jdisk.label.Finding;
import jdisk.label.FreeSpace;
import jdisk.label.GptHeader;
import jdisk.label.GptLabel;
import jdisk.label.Label;
import jdisk.label.LabelProber;
import jdisk.label.MacLabel;
import jdisk.label.MacPartition;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.SgiLabel;
import jdisk.label.SunLabel;
import jdisk.label.Verification;
import jdisk.label.Verifier;
import jdisk.listing.ClassicListing;
import jdisk.listing.HexDump;
import jdisk.listing.JsonListing;
import jdisk.listing.ModernListing;
import jdisk.listing.SfdiskDump;
import jdisk.listing.SgiClassicListing;
import jdisk.listing.Style;
import jdisk.listing.SunClassicListing;
import jdisk.listing.TypeList;
import jdisk.unit.SectorSize;

/** What the keys that show a table do. */
final class TableActions {
    /** fdisk shows this much of a table's sector, however large sectors are. */
    private static final int TABLE_BYTES = 512;

    private TableActions() {}

    static Outcome print(Shell shell, Questions questions) {
        return print(shell, false);
    }

    static Outcome printDetails(Shell shell, Questions questions) {
        return print(shell, true);
    }

    private static Outcome print(Shell shell, boolean details) {
        Label label = shell.session().requireLabel();
        return switch (shell.session().style()) {
            case CLASSIC -> classic(shell, label, details);
            case MODERN -> modern(shell, label, details);
        };
    }

    private static Outcome classic(Shell shell, Label label, boolean entries) {
        ClassicListing listing = new ClassicListing(shell.disk());
        switch (label) {
            case MbrLabel mbr -> shell.console().print(entries ? listing.entries(mbr) : listing.partitions(mbr));
            case BsdLabel bsd -> shell.console().print(listing.partitions(bsd));
            case SgiLabel sgi -> {
                SgiClassicListing sgiListing = new SgiClassicListing(shell.disk());
                shell.console().print(entries ? sgiListing.details(sgi) : sgiListing.partitions(sgi));
            }
            case SunLabel sun -> {
                SunClassicListing sunListing = new SunClassicListing(shell.disk());
                shell.console().print(entries ? sunListing.details(sun) : sunListing.partitions(sun));
            }
            case GptLabel gpt -> throw new IllegalArgumentException("a GPT has no classic listing");
            case MacLabel mac -> throw new IllegalArgumentException("an Apple map has no classic listing");
        }
        return Outcome.DONE;
    }

    private static Outcome modern(Shell shell, Label label, boolean details) {
        Session session = shell.session();
        shell.inform(new ModernListing(shell.disk()).partitions(label, session.columns(label, details), details));
        return Outcome.DONE;
    }

    /** The chain of logical partitions; only fdisk 2.12 shows it, and so its layout serves both styles. */
    static Outcome links(Shell shell, Questions questions) {
        switch (shell.session().requireLabel()) {
            case MbrLabel mbr -> shell.console().print(new ClassicListing(shell.disk()).links(mbr));
            case GptLabel gpt -> throw noExtended();
            case BsdLabel bsd -> throw noExtended();
            case MacLabel mac -> throw noExtended();
            case SgiLabel sgi -> throw noExtended();
            case SunLabel sun -> throw noExtended();
        }
        return Outcome.DONE;
    }

    private static UserError noExtended() {
        return new UserError("only an MBR has extended partitions");
    }

    static Outcome verify(Shell shell, Questions questions) {
        Session session = shell.session();
        Label label = session.requireLabel();
        Verification verification = verification(session, label);
        if (label instanceof SgiLabel || label instanceof SunLabel) {
            tellFindings(shell, verification);
        } else if (session.style() == Style.CLASSIC) {
            shell.console().print(new ClassicListing(shell.disk()).verification(verification));
        } else if (verification.findings().isEmpty()) {
            shell.inform(new ModernListing(shell.disk()).noDoubts(label, verification));
        } else {
            shell.warn(ModernListing.doubts(verification).stripTrailing());
        }
        boolean damaged = session.findings().stream().anyMatch(Finding.OfReading::isDamage);
        boolean sound = verification.findings().stream().noneMatch(Finding.OfVerifying::isDoubt)
                && verification.allocated() <= verification.capacity();
        return sound && !damaged ? Outcome.DONE : Outcome.PROBLEMS;
    }

    private static Verification verification(Session session, Label label) {
        return switch (session.style()) {
            case CLASSIC -> Verifier.classic(label, session.geometry().geometry());
            case MODERN -> Verifier.modern(label, session.geometry().geometry(), session.sectors(), session.dosCompatible());
        };
    }

    static String json(Shell shell, boolean compact) {
        Session session = shell.session();
        Label label = session.requireLabel();
        List<Finding> findings = new ArrayList<>(label.findings());
        findings.addAll(Verifier.modern(label, session.geometry().geometry(), session.sectors(), false).findings());
        return new JsonListing(session.disk(), compact).table(session.image().name(), label, findings);
    }

    /** The layout as a script for sfdisk. */
    static Outcome dump(Shell shell, Questions questions) {
        Session session = shell.session();
        shell.console().print(SfdiskDump.of(session.disk(), session.requireLabel()));
        return Outcome.DONE;
    }

    /** Of Sun and SGI labels, both fdisks tell what they find and no more: nothing, if there is nothing. */
    private static void tellFindings(Shell shell, Verification verification) {
        for (Finding.OfVerifying finding : verification.findings()) {
            if (shell.session().style() == Style.CLASSIC) {
                shell.console().print(new ClassicListing(shell.disk()).finding(finding));
            } else if (isWarning(finding)) {
                shell.warn(ModernListing.finding(finding).stripTrailing());
            } else {
                shell.inform(ModernListing.finding(finding));
            }
        }
    }

    /** What util-linux warns of: those who compare sessions see it in the empty line behind. */
    private static boolean isWarning(Finding.OfVerifying finding) {
        return finding instanceof Finding.UnusualBootFile
                || (finding instanceof Finding.OfVerifyingSun && !(finding instanceof Finding.NoPartitions));
    }

    static Outcome freeSpace(Shell shell, Questions questions) {
        Session session = shell.session();
        Label label = session.requireLabel();
        shell.inform(new ModernListing(shell.disk())
                .freeSpace(FreeSpace.find(
                        label,
                        session.sectors(),
                        session.sectorSize().size(),
                        session.geometry().geometry(),
                        // In 2.12's style the flag is set by default, and 2.12 has no such list: it is util-linux's.
                        session.style() == Style.MODERN && session.dosCompatible())));
        return Outcome.DONE;
    }

    static Outcome information(Shell shell, Questions questions) {
        Optional<Partition> partition = questions.partition();
        if (partition.isEmpty()) {
            return Outcome.FAILED;
        }
        ModernListing listing = new ModernListing(shell.disk());
        shell.inform(listing.information(partition.get()));
        // fdisk has no such line, and scripts read what it prints: only a person is told.
        if (shell.console().isTerminal()) {
            shell.console().print(shell.session().mainContents(partition.get()).map(listing::contents).orElse(""));
        }
        return Outcome.DONE;
    }

    static Outcome types(Shell shell, Questions questions) {
        Session session = shell.session();
        shell.console().print(TypeList.of(session.label().map(Label::kind).orElse(Label.Kind.DOS), session.style()));
        return Outcome.DONE;
    }

    /** The first sector; in 2.12's style, every sector that holds a part of the table. */
    static Outcome rawFirstSector(Shell shell, Questions questions) throws IOException {
        Session session = shell.session();
        int length = session.sectorSize().size().bytes();
        if (session.style() == Style.MODERN) {
            ByteView sector = session.image().viewUpTo(0, length);
            shell.console().print("\n");
            shell.inform("First sector: offset = 0, size = " + sector.length() + " bytes.\n" + HexDump.modern(0, sector));
            return Outcome.DONE;
        }
        Label label = session.requireLabel();
        shell.console().print("Device: " + session.name() + "\n" + HexDump.classic(session.image().viewUpTo(0, length)));
        switch (label) {
            case MbrLabel mbr -> {
                for (MbrLabel.Ebr ebr : mbr.chain()) {
                    long offset = session.sectorSize().size().bytes(ebr.sector());
                    shell.console().print(HexDump.classic(session.image().viewUpTo(offset, length)));
                }
            }
            case BsdLabel bsd ->
                shell.console().print(HexDump.classic(session.image().viewUpTo(bsd.offset(), TABLE_BYTES)));
            case SgiLabel sgi -> {} // it is all in the first sector
            case SunLabel sun -> {}
            case GptLabel gpt -> throw new IllegalArgumentException("a GPT has no classic dump");
            case MacLabel mac -> throw new IllegalArgumentException("an Apple map has no classic dump");
        }
        return Outcome.DONE;
    }

    /** The bytes of every part of the table, as they stand in the image. */
    static Outcome rawLabel(Shell shell, Questions questions) throws IOException {
        Session session = shell.session();
        switch (session.requireLabel()) {
            case MbrLabel mbr -> {
                printRaw(shell, "MBR", 0, TABLE_BYTES);
                for (MbrLabel.Ebr ebr : mbr.chain()) {
                    printRaw(shell, "EBR", session.sectorSize().size().bytes(ebr.sector()), TABLE_BYTES);
                }
            }
            case GptLabel gpt -> printRawGpt(shell, gpt);
            case BsdLabel bsd -> printRaw(shell, "BSD disklabel", bsd.offset(), BsdLabel.LENGTH);
            case MacLabel mac -> {
                printRaw(shell, "Apple driver descriptor", 0, TABLE_BYTES);
                for (MacPartition entry : mac.partitions()) {
                    printRaw(shell, "Apple map entry " + entry.number(), (long) mac.blockBytes() * entry.number(), TABLE_BYTES);
                }
            }
            case SgiLabel sgi -> {} // as in fdisk: 'd' shows its one sector
            case SunLabel sun -> {}
        }
        return Outcome.DONE;
    }

    /** Both copies where they stand: the backup's place is told by the primary, else it is the end. */
    private static void printRawGpt(Shell shell, GptLabel gpt) throws IOException {
        SectorSize size = shell.session().sectorSize().size();
        long last = shell.session().sectors() - 1;
        GptHeader header = gpt.header();
        int array = (int) header.arrayBytes();
        long backup = header.sector() == 1 && header.other() > 1 && header.other() <= last ? header.other() : last;
        long backupArray = backup - Math.ceilDiv(array, size.bytes());
        long primaryArray = header.sector() == 1 ? header.entries() : 2;
        printRaw(shell, "PMBR", 0, TABLE_BYTES);
        printRaw(shell, "GPT Header", size.bytes(1), size.bytes());
        printRaw(shell, "GPT Entries", size.bytes(primaryArray), array);
        printRaw(shell, "GPT Backup Entries", size.bytes(header.sector() == 1 ? backupArray : header.entries()), array);
        printRaw(shell, "GPT Backup Header", size.bytes(backup), size.bytes());
    }

    private static void printRaw(Shell shell, String name, long offset, int length) throws IOException {
        ByteView bytes = shell.session().image().viewUpTo(offset, length);
        shell.console().print("\n");
        shell.inform(name + ": offset = " + offset + ", size = " + length + " bytes.\n" + HexDump.modern(offset, bytes));
    }

    /** Enters the MBR that protects a GPT. */
    static Outcome enterProtectiveMbr(Shell shell, Questions questions) {
        if (!(shell.session().requireLabel() instanceof GptLabel gpt)) {
            throw UserError.asFdisk("M: unknown command");
        }
        shell.session().enter(gpt.protective(), shell.session().name());
        shell.inform("Entering protective/hybrid MBR disklabel.\n");
        return Outcome.DONE;
    }

    /** Enters the disklabel within the first partition of a BSD. */
    static Outcome enterBsd(Shell shell, Questions questions) throws IOException {
        Session session = shell.session();
        if (!(session.requireLabel() instanceof MbrLabel mbr)) {
            throw UserError.asFdisk("b: unknown command");
        }
        Optional<MbrPartition> partition = mbr.partitions().stream().filter(candidate -> candidate.entry().isBsd()).findFirst();
        if (partition.isEmpty()) {
            throw UserError.asFdisk("There is no *BSD partition on " + session.name() + ".");
        }
        String name = session.disk().partitionName(partition.get().number());
        BsdLabel label = LabelProber.nestedBsd(session.image(), session.sectorSize().size(), partition.get())
                .orElseThrow(() -> UserError.asFdisk("The device " + name + " does not contain BSD disklabel."));
        session.enter(label, name);
        shell.inform("Entering nested BSD disklabel.\n");
        return Outcome.DONE;
    }

    static Outcome leaveNested(Shell shell, Questions questions) {
        shell.session().leave();
        shell.inform("Leaving nested disklabel.\n");
        return Outcome.DONE;
    }
}
