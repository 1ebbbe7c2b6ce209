package signet.lambda;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.identity.Permissions;
import signet.identity.TrustPolicies;
import signet.model.AwsError;
import signet.model.lambda.LambdaErrors;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The resource policies of functions: made of statements, stored and shown. */
final class ResourcePolicies {
    private static final int LARGEST = 20_480;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com");

    private final Permissions permissions;
    private final JsonFactory json = new JsonFactory();

    ResourcePolicies(Permissions permissions) {
        this.permissions = permissions;
    }

    /** The policy that has a say about a function; null if it has none. */
    @Nullable
    SourcedPolicy of(FunctionRecord function) {
        if (function.policy().isEmpty()) {
            return null;
        }
        String text = document(function.arn(), function.policy());
        return new SourcedPolicy(function.name(), true, permissions.compiled(PolicyKind.RESOURCE, text));
    }

    /** The policy as it is shown, with ARNs in the place of unique ids. */
    String shown(View view, FunctionRecord function) {
        String text = document(function.arn(), function.policy());
        return TrustPolicies.shown(view, permissions.compiled(PolicyKind.RESOURCE, text));
    }

    /** The statement as it is shown when it is made. */
    String shown(FunctionRecord function, Statement statement) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out, function.arn(), statement, statement.principal());
        }
        return text.toString();
    }

    /**
     * The statement with its principal in stored form.
     *
     * @throws AwsError if there is no such principal
     */
    Statement stored(View view, FunctionRecord function, Statement written) {
        String principal = written.principal();
        if (principal.equals("*") || SERVICE.matcher(principal).matches()) {
            return written;
        }
        try {
            Policy policy = Policy.parse(PolicyKind.RESOURCE, document(function.arn(), List.of(written)));
            Policy stored = Policy.parse(PolicyKind.RESOURCE, TrustPolicies.stored(view, policy));
            String only = stored.awsPrincipals().iterator().next();
            return new Statement(
                    written.sid(),
                    written.action(),
                    principal,
                    only,
                    written.sourceArn(),
                    written.sourceAccount(),
                    written.principalOrgId(),
                    written.eventSourceToken(),
                    written.qualifier());
        } catch (MalformedPolicyException | TrustPolicies.UnknownPrincipalException e) {
            throw Errors.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
    }

    /** @throws AwsError {@code PolicyLengthExceededException} */
    void requireSize(FunctionRecord function) {
        int size = document(function.arn(), function.policy()).getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            throw LambdaErrors.policyLengthExceeded(
                    "The final policy size (" + size + ") is bigger than the limit (" + LARGEST + ").");
        }
    }

    private String document(String arn, List<Statement> statements) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("Version", "2012-10-17");
            out.writeStringProperty("Id", "default");
            out.writeArrayPropertyStart("Statement");
            statements.forEach(statement -> write(out, arn, statement, statement.storedPrincipal()));
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, String arn, Statement statement, String principal) {
        out.writeStartObject();
        out.writeStringProperty("Sid", statement.sid());
        out.writeStringProperty("Effect", "Allow");
        principal(out, principal);
        out.writeStringProperty("Action", statement.action());
        out.writeStringProperty("Resource", statement.qualifier() == null ? arn : arn + ":" + statement.qualifier());
        conditions(out, statement);
        out.writeEndObject();
    }

    private static void principal(JsonGenerator out, String principal) {
        if (principal.equals("*")) {
            out.writeStringProperty("Principal", "*");
            return;
        }
        out.writeObjectPropertyStart("Principal");
        if (SERVICE.matcher(principal).matches()) {
            out.writeStringProperty("Service", principal);
        } else {
            boolean account = ACCOUNT.matcher(principal).matches();
            out.writeStringProperty("AWS", account ? "arn:aws:iam::" + principal + ":root" : principal);
        }
        out.writeEndObject();
    }

    private static void conditions(JsonGenerator out, Statement statement) {
        boolean equals = statement.sourceAccount() != null
                || statement.principalOrgId() != null
                || statement.eventSourceToken() != null;
        if (!equals && statement.sourceArn() == null) {
            return;
        }
        out.writeObjectPropertyStart("Condition");
        if (equals) {
            out.writeObjectPropertyStart("StringEquals");
            put(out, "AWS:SourceAccount", statement.sourceAccount());
            put(out, "aws:PrincipalOrgID", statement.principalOrgId());
            put(out, "lambda:EventSourceToken", statement.eventSourceToken());
            out.writeEndObject();
        }
        if (statement.sourceArn() != null) {
            out.writeObjectPropertyStart("ArnLike");
            put(out, "AWS:SourceArn", statement.sourceArn());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void put(JsonGenerator out, String key, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(key, value);
        }
    }
}
