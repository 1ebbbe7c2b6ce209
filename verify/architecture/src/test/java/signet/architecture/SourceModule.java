package signet.architecture;

import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.RequiresTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module of the build, as its sources are: what is generated stays out.
 *
 * @param folder where it is, from the root of the repository
 * @param main its parsed main code
 * @param mainLines lines of its main code, in Java and JavaScript
 * @param testLines lines of its test code, in Java and JavaScript
 */
record SourceModule(Path folder, List<SourceFile> main, int mainLines, int testLines) {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** The root of the repository: Maven runs tests in their module's folder. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Every module of the root pom. */
    static final List<SourceModule> ALL = all();

    private static List<SourceModule> all() {
        try {
            return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                    .results()
                    .map(found -> read(Path.of(found.group(1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceModule read(Path folder) {
        Path sources = ROOT.resolve(folder).resolve("src");
        List<Path> mainJava = files(sources.resolve("main/java"), ".java");
        int mainLines = lines(mainJava) + lines(files(sources.resolve("main/node"), ".mjs"));
        int testLines = lines(files(sources.resolve("test/java"), ".java"))
                + lines(files(sources.resolve("test/node"), ".mjs"));
        return new SourceModule(folder, SourceFile.parse(ROOT, mainJava), mainLines, testLines);
    }

    private static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(List<Path> files) {
        int lines = 0;
        for (Path file : files) {
            try (Stream<String> text = Files.lines(file)) {
                lines += (int) text.filter(Predicate.not(String::isBlank)).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    /** The modules that have main code, and so a module declaration: all but those of verify/. */
    static List<SourceModule> withMainCode() {
        return ALL.stream().filter(module -> !module.main.isEmpty()).toList();
    }

    /** The main code of all modules, without declarations of modules and packages. */
    static List<SourceFile> code() {
        return ALL.stream()
                .flatMap(module -> module.main.stream())
                .filter(Predicate.not(SourceFile::isDescriptor))
                .toList();
    }

    /** The Java module's name. */
    String name() {
        return declaration().getName().toString();
    }

    /** The modules of ours that its declaration requires. */
    Set<String> requires() {
        return declaration().getDirectives().stream()
                .filter(RequiresTree.class::isInstance)
                .map(directive -> ((RequiresTree) directive).getModuleName().toString())
                .filter(required -> required.startsWith("signet."))
                .collect(Collectors.toSet());
    }

    /** The packages that its main code is in. */
    Set<String> packages() {
        List<String> packages = new ArrayList<>();
        for (SourceFile file : main) {
            if (!file.name().equals("module-info.java")) {
                packages.add(String.valueOf(file.unit().getPackageName()));
            }
        }
        return Set.copyOf(packages);
    }

    private ModuleTree declaration() {
        return main.stream()
                .map(file -> file.unit().getModule())
                .filter(module -> module != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + " has no module-info.java"));
    }
}
