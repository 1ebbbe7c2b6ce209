package signet.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder with the launcher, sources of one module, and a PATH on which Java, Maven and npm are scripts that tell what they
 * were asked.
 */
final class Checkout {

    private static final Path LAUNCHER =
            Path.of("../../signet").toAbsolutePath().normalize();

    /** What the launcher may use of the system: the tools of POSIX and two of Linux. */
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "chmod",
            "cksum",
            "cp",
            "date",
            "env",
            "find",
            "grep",
            "head",
            "id",
            "ls",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "tail",
            "tee",
            "tr",
            "uname");

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private static final FileTime FAR_OFF = FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final Path folder;
    private final Path root;
    private final Path bin;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a run of the launcher ended with. */
    record Outcome(long pid, int status, String output, String errors) {

        /** The last line of the output. */
        String lastLine() {
            return output.lines().reduce((first, second) -> second).orElse("");
        }
    }

    Checkout(Path folder) throws IOException {
        this.folder = folder;
        root = Files.createDirectories(folder.resolve("a check out"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(LAUNCHER, root.resolve("signet"));
        for (String tool : TOOLS) {
            script(bin.resolve(tool), "exec " + find(tool) + " \"$@\"\n");
        }
        for (String name : List.of(
                "pom.xml", ".mvn/jvm.config", "cli/src/main/java/Main.java", "cli/src/test/java/MainTest.java")) {
            write(name, "");
        }
        script(bin.resolve("node"), "");
        script(bin.resolve("npm"), "");
        maven("");
        environment.put("PATH", bin.toString());
        environment.put("HOME", folder.toString());
        environment.put("JAVA_HOME", jdk("jdk-25", "25.0.1").toString());
        settle();
    }

    private static Path find(String tool) {
        Path path = Path.of("/usr/bin", tool);
        return Files.exists(path) ? path : Path.of("/bin", tool);
    }

    /** Makes a JDK that prints its name, its process id and what it is to run. */
    Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        script(home.resolve("bin/javac"), "");
        script(home.resolve("bin/java"), """
                while [ "$1" != signet.cli.Main ]; do shift; done
                shift
                echo "%s $$"
                for argument; do echo "<$argument>"; done
                [ "$1" != fail ] || exit 7
                """.formatted(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Makes a Maven that builds the application and then does {@code more}. */
    void maven(String more) throws IOException {
        script(bin.resolve("mvn"), """
                echo "$*" >>../mvn.calls
                mkdir -p cli/target/lib
                : >cli/target/lib/picocli.jar
                : >cli/target/cli-0.1.jar
                echo "[INFO] Building cli 0.1 [1/1]"
                """ + more);
    }

    /** Makes Maven leave a report of tests. */
    void report(int tests, int failures, int errors, int skipped, int status) throws IOException {
        maven("""
                mkdir -p cli/target/surefire-reports
                cat >cli/target/surefire-reports/TEST-a.xml <<'END'
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="tests=&quot;9&quot;" time="0"/>
                </testsuite>
                END
                exit %d
                """.formatted(tests, errors, skipped, failures, status));
    }

    /** Makes Maven leave PIT's list of mutants. */
    void mutants(int killed, int timedOut, int survived, int status) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.addAll(Collections.nCopies(killed, mutant("KILLED", "ATest.[test:(int, int)]")));
        lines.addAll(Collections.nCopies(timedOut, mutant("TIMED_OUT", "none")));
        lines.addAll(Collections.nCopies(survived, mutant("SURVIVED", "KILLED")));
        maven("""
                mkdir -p libs/policy/target/pit-reports
                cat >libs/policy/target/pit-reports/mutations.csv <<'END'
                %s
                END
                exit %d
                """.formatted(String.join("\n", lines), status));
    }

    private static String mutant(String status, String test) {
        return "A.java,signet.policy.A,MathMutator,matches,7," + status + "," + test;
    }

    /** How often, and with what, Maven was called. */
    List<String> mavenCalls() throws IOException {
        Path calls = folder.resolve("mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Puts a program on PATH that does this. */
    void program(String name, String text) throws IOException {
        script(bin.resolve(name), text);
    }

    void withoutProgram(String name) throws IOException {
        Files.delete(bin.resolve(name));
    }

    void putOnPath(Path jdk) throws IOException {
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    }

    /** Writes a file, as if in the far future: newer than any build. */
    void change(String name) throws IOException {
        write(name, "changed");
        Files.setLastModifiedTime(root.resolve(name), FAR_OFF);
    }

    /** Deletes a file, as if in the far future. */
    void delete(String name) throws IOException {
        Path file = root.resolve(name);
        Files.delete(file);
        Files.setLastModifiedTime(file.getParent(), FAR_OFF);
    }

    /** Makes all sources old. */
    void settle() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> !path.toString().contains("/.signet")).toList()) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the launcher to its end. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("signet").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        int status = process.waitFor();
        return new Outcome(process.pid(), status, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    }
}
