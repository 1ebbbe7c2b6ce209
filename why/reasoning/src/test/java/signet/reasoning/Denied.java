package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** A denied request for tests, put together piece by piece; single quotes stand for double ones. */
final class Denied {
    static final String ACCOUNT = "111111111111";
    static final Principal ALICE =
            new Principal.User(ACCOUNT, "arn:aws:iam::111111111111:user/alice", "AIDAALICEALICEALICE1");
    static final Principal READER = new Principal.RoleSession(
            ACCOUNT,
            "arn:aws:iam::111111111111:role/Reader",
            "AROAREADERREADERREAD",
            "arn:aws:sts::111111111111:assumed-role/Reader/s1",
            false);
    static final String OBJECT = "arn:aws:s3:::reports/q3.csv";

    private Principal caller = ALICE;
    private String action = "s3:GetObject";
    private String resource = OBJECT;
    private String owner = ACCOUNT;
    private Context context =
            Context.builder().put("aws:PrincipalArn", ALICE.name()).build();
    private final List<Layers.Layer> layers = new ArrayList<>();
    private @Nullable SourcedPolicy own;

    static Denied get() {
        return new Denied();
    }

    static SourcedPolicy policy(PolicyKind kind, String source, String... statements) {
        String document = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        try {
            boolean inline = !source.startsWith("arn:");
            return new SourcedPolicy(source, inline, Policy.parse(kind, document.replace('\'', '"')));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    Denied by(Principal who) {
        caller = who;
        context = Context.builder().put("aws:PrincipalArn", who.name()).build();
        return this;
    }

    Denied to(String what, String where) {
        action = what;
        resource = where;
        return this;
    }

    Denied of(String account) {
        owner = account;
        return this;
    }

    Denied with(String key, String value) {
        context = context.with(Context.builder().put(key, value).build());
        return this;
    }

    Denied layer(PolicyKind kind, SourcedPolicy... policies) {
        layers.add(new Layers.Layer(kind, List.of(policies)));
        return this;
    }

    Denied identity(String... statements) {
        return layer(PolicyKind.IDENTITY, policy(PolicyKind.IDENTITY, "own", statements));
    }

    Denied guardedBy(PolicyKind kind, String... statements) {
        own = policy(kind, kind == PolicyKind.TRUST ? "trust policy" : "bucket policy", statements);
        return this;
    }

    Request request() {
        return new Request(caller, action, resource, owner, context);
    }

    Layers layers() {
        return new Layers(layers, own);
    }

    Grants.Answer grants() {
        return Grants.of(request(), layers());
    }

    /** The suggestion that allows least besides. */
    Suggestion best() {
        return grants().suggestions().getFirst();
    }
}
