package signet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet check}: whether everybody may do what they must be able to do, and nothing that they must not. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check who must and must not be able to do what, as files of expectations say, against a running"
                + " server.",
        footer = {
            "",
            "  expectations:",
            "    - who: alice",
            "      action: s3:GetObject",
            "      resource: arn:aws:s3:::notes/*",
            "      expect: allowed",
            "    - who: deployer",
            "      pass: {role: admin, service: ec2.amazonaws.com}",
            "      expect: denied",
            "",
            "It is asked for with the usual AWS credentials (environment, AWS_PROFILE, ~/.aws). See docs/guide/check.md.",
            "Exit status 0: all as expected; 1: something is not; 2: a bad option or file, or no server answers."
        })
final class Check implements Callable<Integer> {
    private static final int NOT_AS_EXPECTED = 1;
    private static final int BAD = 2;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The expectations, in YAML.")
    private List<Path> files = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a report in JUnit's XML.")
    private @Nullable Path junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Write a report in SARIF 2.1.0.")
    private @Nullable Path sarif;

    @Option(names = "--quiet", description = "Print only what is not as expected.")
    private boolean quiet;

    @Option(names = "--no-color", description = "Print without colours, as when the output is no terminal.")
    private boolean plain;

    @Mixin
    private ClientOptions client = new ClientOptions();

    private final PrintStream out;
    private final PrintStream errors;
    private final boolean terminal;
    private final Clock clock;
    private final @Nullable Decider given;

    /** Called by picocli. */
    Check() {
        this(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                System.err,
                LocalTerminal.present() && System.getenv("NO_COLOR") == null,
                Clock.systemUTC(),
                null);
    }

    /** @param given decides instead of a server; null for a server */
    Check(PrintStream out, PrintStream errors, boolean terminal, Clock clock, @Nullable Decider given) {
        this.out = out;
        this.errors = errors;
        this.terminal = terminal;
        this.clock = clock;
        this.given = given;
    }

    /** What cannot be read or written; the message is one line. */
    private static final class BadFileException extends Exception {
        private static final long serialVersionUID = 1L;

        BadFileException(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() {
        try {
            Map<String, List<Rule>> rules = read();
            Decider decider = given == null ? server() : given;
            Map<String, List<Trial>> trials = new LinkedHashMap<>();
            rules.forEach((file, all) -> trials.put(file, Trial.all(all, decider)));
            return report(trials);
        } catch (BadFileException e) {
            errors.println(e.getMessage());
            return BAD;
        } catch (ConnectionFailure e) {
            errors.println("signet: " + e.getMessage());
            return BAD;
        }
    }

    private Decider server() {
        return new ServerDecider(client.settings());
    }

    private Map<String, List<Rule>> read() throws BadFileException {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            try {
                RuleReader.Read read = RuleReader.read(Files.readString(file));
                read.faults().forEach(fault -> faults.add(fault.shown(file.toString())));
                rules.put(file.toString(), read.rules());
            } catch (IOException e) {
                faults.add("signet: cannot read " + file + ": " + reason(e));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadFileException(String.join(System.lineSeparator(), faults));
        }
        return rules;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "no such file";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.charset.CharacterCodingException coding -> "it is not text in UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }

    private int report(Map<String, List<Trial>> trials) throws BadFileException {
        CheckText text = new CheckText(out, terminal && !plain, quiet);
        trials.forEach(text::write);
        List<Trial> all = trials.values().stream().flatMap(List::stream).toList();
        text.summary(all);
        out.flush();
        write(junit, () -> CheckJunit.write(trials, clock.instant()));
        write(sarif, () -> CheckSarif.write(trials));
        boolean met = all.stream().allMatch(trial -> trial.verdict() == Trial.Verdict.MET);
        return met ? 0 : NOT_AS_EXPECTED;
    }

    private static void write(@Nullable Path file, Supplier<String> report) throws BadFileException {
        if (file != null) {
            try {
                Files.writeString(file, report.get());
            } catch (IOException e) {
                throw new BadFileException("signet: cannot write " + file + ": " + reason(e));
            }
        }
    }
}
