import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies the libraries to {@code target/lib}.
 *
 * <p>Native libraries are laid beside the jars, in {@code native}, in the folders that JLine and zstd-jni have for systems and
 * machines: from within a jar, they would be copied to the folder of temporary files at every start. What the jars say of
 * licences is laid into {@code licenses}.
 *
 * <p>Arguments: the directory to fill, then the run-time class path.
 */
final class PackLibraries {
    /** Where a jar has a native library for a system that jdisk is packaged for: the system and machine, and the library's name. */
    private static final Pattern NATIVE = Pattern.compile(
            "(?:org/jline/nativ/)?((?:Linux|Mac|Windows|linux|darwin|win)/\\w+/(?:lib)?(?:jlinenative|zstd-jni))(?:-[\\d.-]+\\d)?(\\.(?:so|jnilib|dylib|dll))");

    /** What a jar says of licences, its own and those of what it holds. */
    private static final Pattern LICENSE = Pattern.compile("META-INF/([\\w-]*(?:LICENSE|NOTICE))");

    /** What is of no use in the jar then, or nowhere. */
    private static final Pattern LEFT_OUT = Pattern.compile("org/jline/nativ/.+/.+|(?:linux|darwin|win|aix|freebsd)/\\w+/.+");

    private PackLibraries() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        List<Path> jars = Arrays.stream(args[1].split(System.getProperty("path.separator")))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
        Files.createDirectories(directory);
        try (var old = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path jar : old) {
                Files.delete(jar);
            }
        }
        for (Path jar : jars) {
            pack(jar, directory.resolve(jar.getFileName()));
        }
    }

    private static void pack(Path from, Path to) throws IOException {
        // Entry by entry, manifest included, with the times they have there: each build makes the same jars.
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Matcher library = NATIVE.matcher(entry.getName());
                if (library.matches()) {
                    Path place = to.resolveSibling("native").resolve(nameForTheSystem(library.group(1) + library.group(2)));
                    Files.createDirectories(place.getParent());
                    Files.copy(in, place, StandardCopyOption.REPLACE_EXISTING);
                }
                if (LEFT_OUT.matcher(entry.getName()).matches()) {
                    continue;
                }
                byte[] bytes = in.readAllBytes();
                Matcher license = LICENSE.matcher(entry.getName());
                if (license.matches()) {
                    Path licenses = Files.createDirectories(to.resolveSibling("../licenses").normalize());
                    String name = String.valueOf(from.getFileName()).replaceFirst("-\\d.*", "");
                    Files.write(licenses.resolve(name + "-" + license.group(1)), bytes);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                out.write(bytes);
            }
        }
    }

    /** The name by which Java looks for a library on the system it is for: one for Windows does not begin with lib. */
    private static String nameForTheSystem(String path) {
        return path.endsWith(".dll") ? path.replace("/lib", "/") : path;
    }
}
