package signet.store.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a class of these tests in a process of its own. */
final class ChildJvm {
    private ChildJvm() {}

    /** With its output to be read here. */
    static Process start(Class<?> main, Object... arguments) throws IOException {
        return start(ProcessBuilder.Redirect.PIPE, main, arguments);
    }

    static Process start(ProcessBuilder.Redirect output, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(main),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    // The test runs partly from a module path, into which the test classes are patched.
    private static String classPath(Class<?> main) {
        String resource = main.getName().replace('.', '/') + ".class";
        String found = String.valueOf(main.getClassLoader().getResource(resource));
        Path tests = Path.of(URI.create(found.substring(0, found.length() - resource.length())));
        return Stream.of(tests.toString(), System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
