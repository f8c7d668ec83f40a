package jdisk.shell;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.label.Finding;
import jdisk.label.FreeSpace;
import jdisk.label.Label;
import jdisk.label.MbrLabel;
import jdisk.label.Partition;
import jdisk.label.Verification;
import jdisk.label.Verifier;
import jdisk.listing.ClassicListing;
import jdisk.listing.HexDump;
import jdisk.listing.ModernListing;
import jdisk.listing.Style;
import jdisk.listing.TypeList;

/** What the keys that show a table do. */
final class TableActions {
    /** fdisk shows this much of a table's sector, however large sectors are. */
    private static final int TABLE_BYTES = 512;

    private TableActions() {}

    static Outcome print(Shell shell, Questions questions) {
        Session session = shell.session();
        Label label = session.requireLabel();
        return switch (session.style()) {
            case CLASSIC -> classic(shell, label, false);
            case MODERN -> modern(shell, label, false);
        };
    }

    static Outcome printDetails(Shell shell, Questions questions) {
        Session session = shell.session();
        Label label = session.requireLabel();
        return switch (session.style()) {
            case CLASSIC -> classic(shell, label, true);
            case MODERN -> modern(shell, label, true);
        };
    }

    private static Outcome classic(Shell shell, Label label, boolean entries) {
        ClassicListing listing = new ClassicListing(shell.session().disk());
        switch (label) {
            case MbrLabel mbr -> shell.console().print(entries ? listing.entries(mbr) : listing.partitions(mbr));
        }
        return Outcome.DONE;
    }

    private static Outcome modern(Shell shell, Label label, boolean details) {
        Session session = shell.session();
        shell.inform(new ModernListing(session.disk()).partitions(label, session.columns(label, details)));
        return Outcome.DONE;
    }

    /** The chain of logical partitions; only fdisk 2.12 shows it, and so its layout serves both styles. */
    static Outcome links(Shell shell, Questions questions) {
        switch (shell.session().requireLabel()) {
            case MbrLabel mbr -> shell.console().print(new ClassicListing(shell.session().disk()).links(mbr));
        }
        return Outcome.DONE;
    }

    static Outcome verify(Shell shell, Questions questions) {
        Session session = shell.session();
        Label label = session.requireLabel();
        Verification verification =
                switch (session.style()) {
                    case CLASSIC -> Verifier.classic(label, session.geometry().geometry());
                    case MODERN ->
                        Verifier.modern(label, session.geometry().geometry(), session.sectors(), session.dosCompatible());
                };
        if (session.style() == Style.CLASSIC) {
            shell.console().print(ClassicListing.verification(verification));
        } else if (verification.findings().isEmpty()) {
            shell.inform(new ModernListing(session.disk()).noDoubts(verification));
        } else {
            shell.warn(ModernListing.doubts(verification).stripTrailing());
        }
        boolean damaged = session.findings().stream().anyMatch(Finding.OfReading::isDamage);
        boolean sound = verification.findings().isEmpty() && verification.allocated() <= verification.capacity();
        return sound && !damaged ? Outcome.DONE : Outcome.PROBLEMS;
    }

    static Outcome freeSpace(Shell shell, Questions questions) {
        Session session = shell.session();
        Label label = session.requireLabel();
        shell.inform(new ModernListing(session.disk())
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
        shell.inform(new ModernListing(shell.session().disk()).information(partition.get()));
        return Outcome.DONE;
    }

    static Outcome types(Shell shell, Questions questions) {
        shell.console()
                .print(
                        switch (shell.session().style()) {
                            case CLASSIC -> TypeList.classic();
                            case MODERN -> TypeList.modern();
                        });
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
        }
        return Outcome.DONE;
    }

    /** The bytes of every part of the table, as they stand in the image. */
    static Outcome rawLabel(Shell shell, Questions questions) throws IOException {
        Session session = shell.session();
        switch (session.requireLabel()) {
            case MbrLabel mbr -> {
                printRaw(shell, "MBR", 0);
                for (MbrLabel.Ebr ebr : mbr.chain()) {
                    printRaw(shell, "EBR", session.sectorSize().size().bytes(ebr.sector()));
                }
            }
        }
        return Outcome.DONE;
    }

    private static void printRaw(Shell shell, String name, long offset) throws IOException {
        ByteView bytes = shell.session().image().view(offset, TABLE_BYTES);
        shell.console().print("\n");
        shell.inform(name + ": offset = " + offset + ", size = " + TABLE_BYTES + " bytes.\n" + HexDump.modern(offset, bytes));
    }
}
