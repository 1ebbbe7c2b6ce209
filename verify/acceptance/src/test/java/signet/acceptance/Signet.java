package signet.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code signet} command as a user runs it: in a process of its own. */
final class Signet {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";

    private Signet() {}

    /** The command with these arguments and the tests' root key in its environment; no AWS setting of the host. */
    static ProcessBuilder command(String... arguments) {
        return command(List.of(), arguments);
    }

    static ProcessBuilder command(List<String> flags, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(flags);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "signet.cli.Main"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = withoutSettings(builder);
        environment.put("SIGNET_ROOT_ACCESS_KEY_ID", Keys.ROOT.id());
        environment.put("SIGNET_ROOT_SECRET_ACCESS_KEY", Keys.ROOT.secret());
        environment.put("SIGNET_KERNEL", Packages.KERNEL.toString());
        return builder;
    }

    /** The builder's environment, free of what would lead a client elsewhere. */
    static Map<String, String> withoutSettings(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SIGNET_"));
        environment.put("NO_PROXY", "*");
        environment.put("no_proxy", "*");
        return environment;
    }
}
