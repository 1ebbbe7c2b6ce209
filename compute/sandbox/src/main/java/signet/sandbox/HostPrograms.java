package signet.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The host's directories that instances see read-only, so that the host's programs, {@code aws} among them, run inside.
 *
 * @param system top-level directories that are always shown, at the same place
 * @param extra folders and files beside them, at the same place; none is below another or below {@code system}
 * @param awsFolder the folder of the {@code aws} command if it is one of {@code extra}
 */
record HostPrograms(
        List<Path> system, List<Path> extra, @Nullable Path awsFolder) {

    private static final List<String> SYSTEM = List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "opt");
    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "sbin", "shims", "dist");
    /** What stands beside a program folder and is a part of the programs, never a user's documents. */
    private static final List<String> PROGRAM_PARTS = List.of(
            "bin",
            "sbin",
            "shims",
            "dist",
            "lib",
            "lib64",
            "libexec",
            "versions",
            "version",
            "plugins",
            "pyenv.d",
            "Cellar",
            "opt",
            "pyvenv.cfg");

    private static final int LONGEST_CHAIN = 20;

    HostPrograms {
        system = List.copyOf(system);
        extra = List.copyOf(extra);
    }

    /** What is needed of this host for the {@code aws} on {@code searchPath}, and {@code wanted} beside it. */
    static HostPrograms find(String searchPath, Collection<Path> wanted) throws IOException {
        List<Path> system = SYSTEM.stream()
                .map(name -> Path.of("/", name))
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
        Set<Path> extra = new LinkedHashSet<>(wanted);
        Optional<Path> aws = command("aws", searchPath);
        if (aws.isPresent()) {
            addParts(aws.get(), extra, system, 0);
        }
        List<Path> shown = withoutNested(extra, system);
        @Nullable
        Path folder = aws.map(Path::getParent)
                .filter(parent -> shown.stream().anyMatch(parent::startsWith))
                .orElse(null);
        return new HostPrograms(system, shown, folder);
    }

    private static Optional<Path> command(String name, String searchPath) {
        for (String folder : searchPath.split(":", -1)) {
            if (folder.startsWith("/")) {
                Path file = Path.of(folder, name).normalize();
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /** Follows links and {@code #!} lines, and adds the parts of each prefix on the way. */
    private static void addParts(Path program, Set<Path> extra, List<Path> system, int depth) throws IOException {
        if (depth > LONGEST_CHAIN) {
            return;
        }
        if (system.stream().noneMatch(program::startsWith)) {
            addPrefix(program, extra);
        }
        if (Files.isSymbolicLink(program)) {
            addParts(program.resolveSibling(Files.readSymbolicLink(program)).normalize(), extra, system, depth + 1);
            return;
        }
        Path real = program.toRealPath();
        if (!real.equals(program)) {
            addParts(real, extra, system, depth + 1);
            return;
        }
        Optional<Path> interpreter = interpreter(program);
        if (interpreter.isPresent() && Files.exists(interpreter.get())) {
            addParts(interpreter.get(), extra, system, depth + 1);
        }
    }

    private static void addPrefix(Path program, Set<Path> extra) {
        Path folder = program.getParent();
        Path prefix = folder == null ? null : folder.getParent();
        if (folder == null || prefix == null || prefix.getParent() == null) {
            return;
        }
        if (!PROGRAM_FOLDERS.contains(String.valueOf(folder.getFileName()))) {
            extra.add(folder);
            return;
        }
        for (String part : PROGRAM_PARTS) {
            Path path = prefix.resolve(part);
            if (Files.exists(path)) {
                extra.add(path);
            }
        }
    }

    private static Optional<Path> interpreter(Path script) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            char[] start = new char[256];
            int length = reader.read(start);
            String text = length < 0 ? "" : new String(start, 0, length);
            if (!text.startsWith("#!")) {
                return Optional.empty();
            }
            String[] words =
                    text.substring(2).lines().findFirst().orElse("").strip().split("\\s+", -1);
            return words[0].startsWith("/") ? Optional.of(Path.of(words[0]).normalize()) : Optional.empty();
        }
    }

    private static List<Path> withoutNested(Collection<Path> paths, List<Path> system) {
        List<Path> kept = new ArrayList<>();
        for (Path path : new TreeSet<>(paths)) {
            if (path.getNameCount() > 0
                    && system.stream().noneMatch(path::startsWith)
                    && kept.stream().noneMatch(path::startsWith)) {
                kept.add(path);
            }
        }
        return kept;
    }
}
