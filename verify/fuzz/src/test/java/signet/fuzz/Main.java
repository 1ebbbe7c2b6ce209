package signet.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code ./signet fuzz [TARGET…] [--for 1h] [--at-once N] [--input FILE]}; status 1 on a finding, 2 on a wrong use. */
final class Main {
    private final List<Target> targets = new ArrayList<>();
    private Duration each = Duration.ofMinutes(1);
    private int atOnce = Target.ALL.size();
    private @Nullable Path input;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Main main = new Main();
        try {
            main.read(Arrays.asList(arguments).iterator());
        } catch (IllegalArgumentException e) {
            System.err.println("signet: " + e.getMessage());
            System.exit(2);
        }
        System.exit(main.run(Path.of(System.getProperty("signet.fuzz.folder", ".signet/fuzz"))) ? 0 : 1);
    }

    private void read(Iterator<String> arguments) {
        while (arguments.hasNext()) {
            String argument = arguments.next();
            switch (argument) {
                case "--for" -> each = duration(value(argument, arguments));
                case "--at-once" -> atOnce = Integer.parseInt(value(argument, arguments));
                case "--input" -> input = Path.of(value(argument, arguments));
                default -> targets.add(Target.named(argument));
            }
        }
        if (input != null && targets.size() != 1) {
            throw new IllegalArgumentException("--input goes with one target");
        }
        if (targets.isEmpty()) {
            targets.addAll(Target.ALL);
        }
    }

    private static String value(String option, Iterator<String> arguments) {
        if (!arguments.hasNext()) {
            throw new IllegalArgumentException(option + " takes a value");
        }
        return arguments.next();
    }

    /** {@code 90s}, {@code 5m}, {@code 1h}. */
    static Duration duration(String text) {
        if (!text.matches("[1-9]\\d{0,5}[smhSMH]")) {
            throw new IllegalArgumentException("--for takes a time such as 90s, 5m or 1h, not " + text);
        }
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private boolean run(Path folder) throws IOException, InterruptedException {
        if (input != null) {
            return replay(targets.getFirst(), Files.readAllBytes(input));
        }
        System.out.println(targets.size() + " targets for " + each.toSeconds() + " s each, "
                + Math.min(atOnce, targets.size()) + " at once; kept in " + folder);
        List<Outcome> outcomes = new Campaign(
                        folder.toAbsolutePath(), System.getProperty("java.class.path"), targets, each, atOnce)
                .run(System.out);
        long clean = outcomes.stream().filter(Outcome::isClean).count();
        System.out.println(clean + " of " + outcomes.size() + " targets without a finding");
        return clean == outcomes.size();
    }

    private static boolean replay(Target target, byte[] data) {
        try {
            Harness.run(target, data);
            System.out.println("no finding");
            return true;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            e.printStackTrace(System.out);
            return false;
        }
    }
}
