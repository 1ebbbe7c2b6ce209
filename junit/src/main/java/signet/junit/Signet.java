package signet.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running server, for tests. What it makes it makes by the public API, as the first account's root user; what is wrong is a
 * {@link SignetRefusedException} with AWS's own code and message. Safe for all threads.
 */
public final class Signet {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI endpoint;
    private final String region;
    private final String accountId;
    private final Credentials root;

    Signet(URI endpoint, String region, String accountId, Credentials root) {
        this.endpoint = endpoint;
        this.region = region;
        this.accountId = accountId;
        this.root = root;
    }

    /** The address of every API, such as {@code http://127.0.0.1:40123}. */
    public URI endpoint() {
        return endpoint;
    }

    /** The region that it serves. */
    public String region() {
        return region;
    }

    /** The id of its first account. */
    public String accountId() {
        return accountId;
    }

    /** The access key of the first account's root user, who may do everything there. */
    public Credentials rootCredentials() {
        return root;
    }

    /**
     * Makes a user with an access key.
     *
     * @param policies documents, which become inline policies of the user
     * @throws SignetRefusedException such as MalformedPolicyDocument
     */
    public SignetUser user(String name, String... policies) {
        String arn = iam("CreateUser", Map.of("UserName", name), "Arn");
        for (int i = 0; i < policies.length; i++) {
            iam(
                    "PutUserPolicy",
                    Map.of("UserName", name, "PolicyName", "policy-" + (i + 1), "PolicyDocument", policies[i]),
                    "");
        }
        QueryClient.Reply key = client(root, "iam").query("CreateAccessKey", Map.of("UserName", name));
        return new SignetUser(name, arn, new Credentials(key.text("AccessKeyId"), key.text("SecretAccessKey")));
    }

    /**
     * Makes a role and returns its ARN.
     *
     * @param trust the trust policy
     * @param policies documents, which become inline policies of the role
     * @throws SignetRefusedException such as MalformedPolicyDocument
     */
    public String role(String name, String trust, String... policies) {
        String arn = iam("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trust), "Arn");
        for (int i = 0; i < policies.length; i++) {
            iam(
                    "PutRolePolicy",
                    Map.of("RoleName", name, "PolicyName", "policy-" + (i + 1), "PolicyDocument", policies[i]),
                    "");
        }
        return arn;
    }

    /** Makes one more account, with a random id. */
    public SignetAccount account() {
        return account(client(root, "organizations").json("/_signet/accounts", "{}"));
    }

    /**
     * Imports an account from a resource of the class path: what {@code aws iam get-account-authorization-details} printed.
     *
     * @param resource such as {@code production.json} or {@code com/example/production.json}
     * @throws SignetRefusedException with all that is wrong in it
     */
    public SignetAccount importAccount(String resource) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ClassLoader found = loader == null ? Signet.class.getClassLoader() : loader;
        try (InputStream in = found.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + resource + " on the class path");
            }
            return importText(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Imports an account from a file: what {@code aws iam get-account-authorization-details} printed.
     *
     * @throws SignetRefusedException with all that is wrong in it
     */
    public SignetAccount importAccount(Path file) {
        try {
            return importText(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SignetAccount importText(String name, String text) {
        ObjectNode asked = JSON.createObjectNode();
        asked.putArray("details").addObject().put("name", name).put("text", text);
        return account(client(root, "organizations").json("/_signet/import", asked.toString()));
    }

    private static SignetAccount account(JsonNode answer) {
        List<String> notes = new ArrayList<>();
        answer.path("notes").forEach(note -> notes.add(note.asString()));
        return new SignetAccount(
                answer.path("id").asString(),
                new Credentials(
                        answer.path("accessKeyId").asString(),
                        answer.path("secretAccessKey").asString()),
                notes);
    }

    /**
     * The environment in which the AWS CLI, and whatever reads its variables, is somebody's client of this server. It names
     * empty files of configuration, so that the host's own have no say.
     */
    public Map<String, String> environment(Credentials credentials) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_CONFIG_FILE", "/dev/null");
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }

    /** The system properties with which the AWS SDK for Java 2 is somebody's client of this server. */
    public Map<String, String> properties(Credentials credentials) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("aws.accessKeyId", credentials.accessKeyId());
        properties.put("aws.secretAccessKey", credentials.secretAccessKey());
        properties.put("aws.endpointUrl", endpoint.toString());
        properties.put("aws.region", region);
        return properties;
    }

    private String iam(String action, Map<String, String> parameters, String element) {
        QueryClient.Reply reply = client(root, "iam").query(action, parameters);
        return element.isEmpty() ? "" : reply.text(element);
    }

    private QueryClient client(Credentials credentials, String service) {
        return new QueryClient(endpoint, region, credentials, service);
    }

    @Override
    public String toString() {
        return "Signet[" + endpoint + ", account " + accountId + "]";
    }
}
