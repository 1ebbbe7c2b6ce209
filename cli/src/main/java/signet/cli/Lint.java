package signet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signet.lint.Finding;
import signet.lint.FindingType;
import signet.lint.KindGuess;
import signet.lint.Linter;
import signet.policy.PolicyKind;
import signet.server.InvalidSettingException;

/** {@code signet lint}: finds what is wrong, unsafe or needless in policy documents, without a server. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Find what is wrong, unsafe or needless in policy documents, with the codes of IAM Access Analyzer."
                        + " No server is asked.",
        footer = {
            "",
            "Exit status 0: nothing at or above --fail-on was found; 1: something was; 2: a bad option, or a file that"
                    + " can't be read."
        })
final class Lint implements Callable<Integer> {
    private static final int FOUND = 1;
    private static final int UNREADABLE = 2;
    private static final int MOST_BYTES = 4 << 20;
    private static final String STANDARD_INPUT = "-";

    private static final Map<String, PolicyKind> KINDS = Map.of(
            "identity", PolicyKind.IDENTITY,
            "resource", PolicyKind.RESOURCE,
            "trust", PolicyKind.TRUST,
            "boundary", PolicyKind.BOUNDARY,
            "session", PolicyKind.SESSION,
            "scp", PolicyKind.SERVICE_CONTROL,
            "rcp", PolicyKind.RESOURCE_CONTROL,
            "endpoint", PolicyKind.ENDPOINT);

    private static final List<String> FAIL_ON = List.of("error", "security", "warning", "suggestion", "none");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The policies; - is the standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What the policies are: identity, resource, trust, boundary, session, scp, rcp or endpoint"
                    + " (default: identity, resource or trust, by what is in each).")
    private @Nullable String kind;

    @Option(
            names = "--fail-on",
            defaultValue = "error",
            paramLabel = "TYPE",
            description =
                    "The least that makes the exit status 1: error, security, warning, suggestion or none (default:"
                            + " error).")
    private String failOn = "error";

    @Option(
            names = "--json",
            description =
                    "Print the findings as Access Analyzer's ValidatePolicy answers: one file's as an object, several"
                            + " files' as a list. Columns begin at 0 there.")
    private boolean json;

    @Option(names = "--no-color", description = "Print without colours, as when the output is no terminal.")
    private boolean plain;

    private final InputStream input;
    private final PrintStream out;
    private final PrintStream errors;
    private final boolean terminal;

    /** Called by picocli. */
    Lint() {
        this(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                System.err,
                LocalTerminal.present() && System.getenv("NO_COLOR") == null);
    }

    Lint(InputStream input, PrintStream out, PrintStream errors, boolean terminal) {
        this.input = input;
        this.out = out;
        this.errors = errors;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<PolicyKind> chosen = Optional.ofNullable(kind).map(Lint::kind);
        int threshold = FAIL_ON.indexOf(failOn);
        if (threshold < 0) {
            throw new InvalidSettingException("--fail-on is " + anyOf(FAIL_ON) + ", not " + failOn);
        }
        LintReport report = new LintReport(out, terminal && !plain);
        List<LintJson.Linted> linted = new ArrayList<>();
        boolean failed = false;
        for (String file : files) {
            String document = read(file);
            if (document == null) {
                out.flush();
                return UNREADABLE;
            }
            PolicyKind meant = chosen.orElseGet(() -> KindGuess.of(document));
            List<Finding> findings = Linter.of(meant).lint(document);
            failed |= findings.stream().map(Finding::type).anyMatch(type -> isGrave(type, threshold));
            if (json) {
                linted.add(new LintJson.Linted(file, name(meant), findings));
            } else {
                String label = (chosen.isPresent() ? "" : "read as ") + meant.withArticle();
                report.file(file.equals(STANDARD_INPUT) ? "stdin" : file, label, document, findings);
            }
        }
        if (json) {
            out.println(LintJson.write(linted));
        } else {
            report.summary();
        }
        out.flush();
        return failed ? FOUND : 0;
    }

    private static boolean isGrave(FindingType type, int threshold) {
        return switch (type) {
            case ERROR -> threshold <= 3;
            case SECURITY_WARNING -> threshold >= 1 && threshold <= 3;
            case WARNING -> threshold >= 2 && threshold <= 3;
            case SUGGESTION -> threshold == 3;
        };
    }

    private static PolicyKind kind(String name) {
        PolicyKind kind = KINDS.get(name);
        if (kind == null) {
            throw new InvalidSettingException(
                    "--kind is " + anyOf(KINDS.keySet().stream().sorted().toList()) + ", not " + name);
        }
        return kind;
    }

    private static String name(PolicyKind kind) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
    }

    private static String anyOf(List<String> names) {
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    private @Nullable String read(String file) {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return fail(file, "it is longer than 4 MiB, which no policy is");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return fail(file, "it is not text in UTF-8");
        } catch (InvalidPathException | NoSuchFileException e) {
            return fail(file, "no such file");
        } catch (AccessDeniedException e) {
            return fail(file, "permission denied");
        } catch (IOException e) {
            return fail(file, String.valueOf(e.getMessage()));
        }
    }

    private InputStream open(String file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return input;
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        return Files.newInputStream(path);
    }

    private @Nullable String fail(String file, String reason) {
        errors.println("signet: cannot read " + file + ": " + reason);
        return null;
    }
}
