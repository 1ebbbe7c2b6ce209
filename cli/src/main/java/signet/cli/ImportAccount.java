package signet.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet import}: an account of AWS as an account here. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Make an account of a running server out of what AWS tells of one, so that every question and every"
                        + " client works against it. It is the operator's: whoever can read the server's data directory.",
        footer = {
            "",
            "  aws iam get-account-authorization-details > account.json",
            "  signet import account.json",
            "",
            "Exit status 1: the server refused, and every fault is listed; nothing was imported. 2: a bad option or"
                    + " file, or no server answers."
        })
final class ImportAccount implements Callable<Integer> {
    static final String PATH = "/_signet/import";
    private static final String JSON_FILES = "*.json";

    @Mixin
    private Operator operator = new Operator();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "What aws iam get-account-authorization-details printed: one file, or its pages.")
    private List<Path> files = List.of();

    @Option(
            names = "--bucket-policies",
            paramLabel = "PATH",
            description = "Bucket policies: a directory of NAME.json, each a policy or what aws s3api get-bucket-policy"
                    + " printed, or one file {\"Buckets\": [...]}.")
    private @Nullable Path buckets;

    @Option(
            names = "--organization",
            paramLabel = "FILE",
            description = "The organization that the account is in, with its service and resource control policies.")
    private @Nullable Path organization;

    @Option(
            names = "--replace",
            description =
                    "If the account is there, put what the files have in the place of its users, groups, roles and"
                            + " policies.")
    private boolean replace;

    @Option(
            names = "--keep-going",
            description =
                    "Import what has a policy that cannot be read, or misses one: everything that depends on it is"
                            + " denied.")
    private boolean keepGoing;

    @Option(names = "--name", paramLabel = "NAME", description = "What people call the account: 1 to 50 characters.")
    private @Nullable String name;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "The address of its root user, no other account's.")
    private @Nullable String email;

    @Override
    public Integer call() {
        return OperatorErrors.reported(
                () -> print(operator.client().send(PATH, request().toString())));
    }

    private ObjectNode request() {
        ObjectNode asked = new JsonMapper().createObjectNode();
        ArrayNode details = asked.putArray("details");
        files.forEach(file -> add(details, file));
        ArrayNode policies = asked.putArray("bucketPolicies");
        if (buckets != null) {
            bucketFiles(buckets).forEach(file -> add(policies, file));
        }
        if (organization != null) {
            asked.putObject("organization").put("name", organization.toString()).put("text", read(organization));
        }
        return asked.put("replace", replace)
                .put("keepGoing", keepGoing)
                .put("name", name)
                .put("email", email);
    }

    private static void add(ArrayNode list, Path file) {
        list.addObject().put("name", file.toString()).put("text", read(file));
    }

    private static List<Path> bucketFiles(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            var json = path.getFileSystem().getPathMatcher("glob:" + JSON_FILES);
            return files.filter(file -> json.matches(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConnectionFailure("cannot list " + path + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new ConnectionFailure("cannot read " + file + ": it is not UTF-8", e);
        } catch (IOException e) {
            throw new ConnectionFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void print(JsonNode made) {
        made.path("notes").forEach(note -> System.err.println("note: " + note.asString()));
        made.path("passedOver")
                .forEach(fault -> System.err.println("passed over, so denied: " + ServerClient.fault(fault)));
        System.out.print("Account " + made.path("id").asString("") + " is imported: "
                + made.path("summary").asString("") + ".\n" + operator.rootKey(made));
    }
}
