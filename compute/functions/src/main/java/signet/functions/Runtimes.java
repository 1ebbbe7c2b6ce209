package signet.functions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runtimes that this host has: {@code python3.N} by a program of this name, {@code nodejsN.x} by a {@code node} of this
 * version, where every sandbox sees them.
 */
public final class Runtimes {
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"));
    private static final Pattern PYTHON = Pattern.compile("python3\\.[0-9]{1,2}");
    private static final Pattern NODE = Pattern.compile("v([0-9]{1,3})\\.[0-9.]+");
    private static final int OLDEST_PYTHON = 8;
    private static final int OLDEST_NODE = 18;
    private static final int PATIENCE_SECONDS = 10;

    private final List<Path> folders;
    private volatile @Nullable Map<String, List<String>> found;

    private Runtimes(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** What is found on this host, when it is first asked for. */
    public static Runtimes ofHost() {
        return new Runtimes(FOLDERS);
    }

    /** What is found in the given folders. */
    public static Runtimes in(List<Path> folders) {
        return new Runtimes(folders);
    }

    private Map<String, List<String>> commands() {
        Map<String, List<String>> known = found;
        if (known == null) {
            known = find(folders);
            found = known;
        }
        return known;
    }

    private static Map<String, List<String>> find(List<Path> folders) {
        Map<String, List<String>> commands = new TreeMap<>();
        for (Path folder : folders) {
            for (int minor = OLDEST_PYTHON; minor < 100; minor++) {
                Path python = folder.resolve("python3." + minor);
                if (Files.isExecutable(python)) {
                    commands.putIfAbsent("python3." + minor, List.of(python.toString(), "/var/runtime/bootstrap.py"));
                }
            }
            Path node = folder.resolve("node");
            if (Files.isExecutable(node)) {
                version(node)
                        .ifPresent(major -> commands.putIfAbsent(
                                "nodejs" + major + ".x", List.of(node.toString(), "/var/runtime/bootstrap.mjs")));
            }
        }
        return commands;
    }

    private static Optional<Integer> version(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Matcher matcher = NODE.matcher(text);
            return matcher.matches()
                    ? Optional.of(Integer.parseInt(matcher.group(1))).filter(major -> major >= OLDEST_NODE)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The names of the runtimes, in order. */
    public List<String> names() {
        return List.copyOf(commands().keySet());
    }

    /** The program that serves the runtime, and its arguments; empty for one that is not there. */
    Optional<List<String>> command(String runtime) {
        return Optional.ofNullable(commands().get(runtime));
    }

    /** The file that {@link #command} runs, as a resource of this package. */
    static String bootstrap(String runtime) {
        return PYTHON.matcher(runtime).matches() ? "bootstrap.py" : "bootstrap.mjs";
    }
}
