package jdisk;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.DataInput;
import java.io.File;
import java.io.FileOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the table of rooms and to the rules that no compiler knows. */
final class ArchitectureTest {

    /** Each room and the rooms it may import. A room that is not here may not be there. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            entry("unit", List.of()),
            entry("text", List.of()),
            entry("usage", List.of()),
            entry("image", List.of("unit")),
            entry("nbd", List.of("image", "unit")),
            entry("source", List.of("output", "disk", "label", "probe", "nbd", "image", "unit")),
            entry("probe", List.of("image", "unit")),
            // A package a format below the room itself, which opens them.
            entry("filesystem", List.of(
                    "filesystem.ext", "filesystem.exfat", "filesystem.fat", "filesystem.iso9660", "filesystem.ntfs", "probe",
                    "image", "unit")),
            entry("filesystem.ext", List.of("filesystem", "probe", "image", "unit")),
            entry("filesystem.fat", List.of("filesystem", "probe", "image", "unit")),
            entry("filesystem.exfat", List.of("filesystem.fat", "filesystem", "probe", "image", "unit")),
            entry("filesystem.ntfs", List.of("filesystem", "probe", "image", "unit")),
            entry("filesystem.iso9660", List.of("filesystem", "probe", "image", "unit")),
            entry("label", List.of("probe", "image", "unit")),
            entry("disk", List.of("label", "probe", "image", "unit")),
            entry("search", List.of("filesystem", "disk", "label", "probe", "image", "unit")),
            entry("listing", List.of("search", "disk", "label", "filesystem", "probe", "text", "image", "unit")),
            entry("saved", List.of("disk", "label", "text", "image", "unit")),
            entry("output", List.of("image")),
            entry("extract", List.of("output", "image", "unit")),
            entry("recipe", List.of("disk", "label", "probe", "text", "unit")),
            entry("shell", List.of(
                    "recipe", "extract", "output", "saved", "listing", "search", "disk", "label", "filesystem", "probe", "source", "nbd", "image",
                    "text", "unit")),
            entry("command", List.of(
                    "shell", "recipe", "extract", "output", "saved", "listing", "search", "disk", "label", "filesystem", "probe", "source", "nbd", "image",
                    "usage", "text", "unit")),
            entry("cli", List.of(
                    "command", "shell", "recipe", "extract", "output", "saved", "listing", "search", "disk", "label", "filesystem", "probe", "source",
                    "nbd", "image", "usage", "text", "unit")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jdisk");

    @Test
    void roomsAreThoseOfTheTable() {
        Set<String> rooms = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(
                ROOMS.keySet().stream().map(room -> "jdisk." + room).toList());
    }

    @TestFactory
    List<DynamicTest> importsOnlyWhatTheTableAllows() {
        List<DynamicTest> tests = new ArrayList<>();
        ROOMS.forEach((room, allowed) -> {
            String[] packages = Stream.concat(Stream.of(room), allowed.stream())
                    .map(name -> "jdisk." + name).toArray(String[]::new);
            tests.add(DynamicTest.dynamicTest(room, () -> noClasses().that().resideInAPackage("jdisk." + room)
                    .should().dependOnClassesThat(resideInAPackage("jdisk..").and(not(resideInAnyPackage(packages))))
                    .check(MAIN)));
        });
        return tests;
    }

    @Test
    void noCycles() {
        slices().matching("jdisk.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    /** Whoever cannot reach them cannot print past its console or end the process under somebody else. */
    @Test
    void onlyCliKnowsStandardStreamsAndExit() {
        noClasses().that().resideOutsideOfPackage("jdisk.cli")
                .should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .orShould().accessField(System.class, "in")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.io.FileDescriptor")
                .orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .orShould().callMethod(System.class, "getenv")
                .orShould().callMethod(System.class, "getenv", String.class)
                .check(MAIN);
    }

    /** An image is opened in one place, so what is promised of opening it holds everywhere. */
    @Test
    void onlyImageOpensImages() {
        noClasses().that().resideOutsideOfPackages("jdisk.image", "jdisk.source", "jdisk.output", "jdisk.extract", "jdisk.nbd")
                .should().dependOnClassesThat(assignableTo(Channel.class))
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.io.RandomAccessFile")
                .check(MAIN);
        classes().that().haveSimpleName("FileImage").should().callMethodWhere(
                access("opens a channel", Set.of("open"), FileChannel.class)).check(MAIN);
    }

    /** What opens images cannot write: neither a file, nor through the channel of one. */
    @Test
    void nothingWritesAFileButTheGuard() {
        // The server makes, and removes, a socket in the file system, which holds nothing. A spool is a new file of the program's
        // own, which has no name any more once it is open.
        noClasses().that(areNone("OutputGuard", "HistoryFile", "NbdServer", "SpoolFile"))
                .should().callMethodWhere(access("writes or changes a file",
                        Set.of("write", "writeString", "newOutputStream", "newBufferedWriter", "newByteChannel", "copy", "move",
                                "delete", "deleteIfExists", "createFile", "createTempFile", "createLink", "createSymbolicLink",
                                "setAttribute", "setPosixFilePermissions", "setLastModifiedTime", "setOwner"),
                        Files.class))
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.io.FileWriter")
                .orShould().callConstructor(FileOutputStream.class, String.class)
                .orShould().callConstructor(FileOutputStream.class, File.class)
                .orShould().callConstructor(FileOutputStream.class, String.class, boolean.class)
                .orShould().callConstructor(FileOutputStream.class, File.class, boolean.class)
                .check(MAIN);
        noClasses().that(areNone("OutputFile", "FileCopy", "DirectWriter", "HistoryFile", "SpoolFile")).should().callMethodWhere(access("writes to a file's channel",
                        Set.of("write", "truncate", "map", "transferFrom", "lock", "tryLock"), FileChannel.class))
                .check(MAIN);
        noClasses().that(areNone("OutputGuard", "HistoryFile", "SpoolFile")).should().accessFieldWhere(access("opens for something else than reading",
                        Set.of("WRITE", "APPEND", "CREATE", "CREATE_NEW", "TRUNCATE_EXISTING", "DELETE_ON_CLOSE"),
                        StandardOpenOption.class))
                .check(MAIN);
        classes().that().haveSimpleName("FileImage")
                .should().dependOnClassesThat(assignableTo(StandardOpenOption.class)).check(MAIN);
    }

    /**
     * The guard makes files, and opens those that are known to be its own: it never opens one to write over it. Commands are
     * added to their history, which asks the guard.
     */
    @Test
    void theGuardTruncatesNothing() {
        noClasses().should().accessFieldWhere(access("opens what may be somebody else's",
                        Set.of("TRUNCATE_EXISTING"), StandardOpenOption.class))
                .check(MAIN);
        noClasses().that(areNone("HistoryFile")).should().accessFieldWhere(access("opens what may be somebody else's",
                        Set.of("APPEND", "CREATE"), StandardOpenOption.class))
                .check(MAIN);
    }

    /** Numbers from an image pass through one class that checks bounds and says byte order and width. */
    @Test
    void onlyImageTakesNumbersOutOfBytes() {
        // What a container holds is an image, which fills buffers.
        noClasses().that().resideOutsideOfPackages("jdisk.image", "jdisk.source", "jdisk.output", "jdisk.extract", "jdisk.nbd")
                .should().dependOnClassesThat().areAssignableTo(ByteBuffer.class)
                .orShould().dependOnClassesThat().areAssignableTo(DataInput.class)
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.invoke.VarHandle")
                .check(MAIN);
        noClasses().should().callMethodWhere(access("takes a number out of a buffer",
                Set.of("get", "getInt", "getLong", "getShort", "getChar"), ByteBuffer.class)).check(MAIN);
    }

    @Test
    void noStaticMutableState() {
        fields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should().beFinal().andShould().notHaveRawType(not(immutableTypes()))
                .check(MAIN);
    }

    /** Types whose values do not change; of collections, only those the code makes with {@code of} and {@code toList}. */
    private static DescribedPredicate<JavaClass> immutableTypes() {
        return new DescribedPredicate<>("immutable") {
            @Override
            public boolean test(JavaClass type) {
                return type.isPrimitive() || type.isEnum() || type.isRecord() || type.isInterface()
                        || type.isAssignableTo(String.class) || type.isAssignableTo(Pattern.class);
            }
        };
    }

    private static DescribedPredicate<JavaClass> areNone(String... names) {
        return DescribedPredicate.describe("are none of " + List.of(names), type -> !List.of(names).contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String what, Set<String> methods, Class<?> owner) {
        return new DescribedPredicate<>(what) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return methods.contains(access.getTarget().getName()) && access.getTargetOwner().isAssignableTo(owner);
            }
        };
    }
}
