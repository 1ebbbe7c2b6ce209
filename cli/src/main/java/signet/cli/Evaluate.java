package signet.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet evaluate}: decides requests that are given with all their policies, one a line, without a server. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Decide requests by the policies given with them: one JSON object a line in, one decision a line"
                + " out. No server is asked.",
        footer = {
            "",
            "In:  {\"principal\": ARN, account, service or *, \"action\": …, \"resource\": ARN,"
                    + " \"resourceAccount\": …, \"context\": {KEY: STRING or [STRINGS]}, \"policies\": {\"identity\":"
                    + " [DOC…], \"boundary\": [DOC…], \"session\": [DOC…], \"resource\": DOC, \"scp\": [[DOC…]…],"
                    + " \"rcp\": [[DOC…]…], \"endpoint\": [DOC…]}}",
            "Out: {\"decision\": Allowed, ExplicitlyDenied or ImplicitlyDenied, \"kind\": …, \"because\": …,"
                    + " \"matched\": [{\"kind\", \"policy\", \"statement\", \"sid\", \"effect\"}…]}; a line that can't"
                    + " be read gives {\"error\": …}, and the next one is read.",
            "A kind of policy that is absent doesn't apply; an empty list of it grants nothing."
        })
final class Evaluate implements Callable<Integer> {
    private static final int UNWRITABLE = 1;
    private static final int UNREADABLE = 2;
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to read; - or none is the standard input.")
    private String file = STANDARD_INPUT;

    @Option(
            names = "--explain",
            description = "Add to each decision its explanation: which statements matched, and what kept the others.")
    private boolean explain;

    @Override
    public Integer call() {
        try (InputStream input = open()) {
            OutputStream output =
                    new BufferedOutputStream(new AnswerStream(new FileOutputStream(FileDescriptor.out)), 1 << 16);
            new EvaluationRun(explain).run(input, output);
            return 0;
        } catch (AnswerStream.Failure e) {
            System.err.println("signet: cannot write the answers: " + e.getMessage());
            return UNWRITABLE;
        } catch (InvalidPathException e) {
            return fail("no such file");
        } catch (IOException e) {
            return fail(reason(e));
        }
    }

    private InputStream open() throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return new FileInputStream(FileDescriptor.in);
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        return Files.newInputStream(path);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private int fail(String reason) {
        System.err.println("signet: cannot read " + file + ": " + reason);
        return UNREADABLE;
    }
}
