package signet.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Decided;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** Random decisions: policies of every kind, callers of every kind, keys of one value and of several. */
final class RandomDecisions {
    private static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "iam:PassRole", "sts:AssumeRole");
    private static final List<String> PATTERNS = List.of("*", "s3:*", "s3:Get*", "iam:PassRole", "sts:*");
    private static final List<String> RESOURCES =
            List.of("*", "arn:aws:s3:::b/k", "arn:aws:s3:::b/ü\n\\k", "arn:aws:iam::123456789012:role/r");
    private static final List<String> CONDITIONS = List.of(
            "\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}",
            "\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}",
            "\"StringNotEquals\":{\"aws:SourceIp\":\"x\"}",
            "\"Null\":{\"aws:PrincipalOrgID\":\"true\"}");
    private static final List<Principal> CALLERS = List.of(
            new Principal.Root(Made.ACCOUNT),
            new Principal.User(Made.ACCOUNT, "arn:aws:iam::123456789012:user/ann", "AIDAANN"),
            new Principal.RoleSession(
                    Made.ACCOUNT,
                    "arn:aws:iam::123456789012:role/r",
                    "AROAAAAAAAAAAAAAAAAAR",
                    "arn:aws:sts::123456789012:assumed-role/r/s",
                    false),
            new Principal.RoleSession(
                    Made.ACCOUNT,
                    "arn:aws:iam::123456789012:role/aws-service-role/x/r",
                    "AROAL",
                    "arn:aws:sts::123456789012:assumed-role/r/s",
                    true),
            new Principal.FederatedUser(
                    Made.ACCOUNT,
                    "arn:aws:iam::123456789012:user/ann",
                    "AIDAANN",
                    "arn:aws:sts::123456789012:federated-user/f"),
            new Principal.Federated("accounts.google.com"),
            new Principal.Service("ec2.amazonaws.com"),
            new Principal.Anonymous());

    private final Random random;

    RandomDecisions(long seed) {
        this.random = new Random(seed);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    Decided next() {
        return of(request(), set());
    }

    static Decided of(Request request, PolicySet set) {
        Decision decision = Evaluator.decide(request, set);
        Access access = Access.to(request.action(), request.resource()).ownedBy(request.resourceAccount());
        return new Decided(access, request, set, decision);
    }

    Request request() {
        return new Request(
                any(CALLERS), any(ACTIONS), any(RESOURCES), any(List.of("", Made.ACCOUNT, Made.OTHER)), context());
    }

    private Context context() {
        Context.Builder context = Context.builder();
        if (chance(2)) {
            context.put("aws:PrincipalTag/team", any(List.of("red", "blue", "", "\"quoted\" \u0000 \ud83d\ude00")));
        }
        if (chance(2)) {
            context.put("aws:TagKeys", any(List.of(List.of("a"), List.of("b", "c"), List.of("d"))));
        }
        if (chance(3)) {
            context.put("aws:SourceIp", "x");
        }
        if (chance(5)) {
            context.put("aws:PrincipalOrgID", "o-1");
        }
        return chance(4) ? context.canonicalUser("0a".repeat(32)).build() : context.build();
    }

    PolicySet set() {
        PolicySet.Builder set = PolicySet.builder();
        if (!chance(6)) {
            set.identity(several(PolicyKind.IDENTITY, 3));
        }
        if (chance(4)) {
            set.boundary(several(PolicyKind.IDENTITY, 1));
        }
        if (chance(4)) {
            set.session(several(chance(2) ? PolicyKind.SESSION : PolicyKind.IDENTITY, 2));
        }
        if (chance(4)) {
            set.serviceControl(levels(PolicyKind.SERVICE_CONTROL));
        }
        if (chance(4)) {
            set.resourceControl(levels(PolicyKind.RESOURCE_CONTROL));
        }
        if (chance(8)) {
            set.endpoint(several(PolicyKind.ENDPOINT, 1));
        }
        if (chance(2)) {
            set.resource(policy(chance(3) ? PolicyKind.TRUST : PolicyKind.RESOURCE));
        }
        return set.build();
    }

    private List<List<SourcedPolicy>> levels(PolicyKind kind) {
        List<List<SourcedPolicy>> levels = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            levels.add(several(kind, 2));
        }
        return levels;
    }

    private List<SourcedPolicy> several(PolicyKind kind, int most) {
        List<SourcedPolicy> policies = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            policies.add(policy(kind));
        }
        return policies;
    }

    private SourcedPolicy policy(PolicyKind kind) {
        boolean denies = chance(5) || kind == PolicyKind.RESOURCE_CONTROL;
        String principal = principal(kind);
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{"
                + (chance(2) ? "\"Sid\":\"S" + random.nextInt(9) + "\"," : "")
                + "\"Effect\":\"" + (denies ? "Deny" : "Allow") + "\","
                + (principal == null ? "" : "\"Principal\":" + principal + ",")
                + "\"Action\":\"" + action(kind) + "\""
                + (kind == PolicyKind.TRUST ? "" : ",\"Resource\":\"*\"")
                + (chance(3) ? ",\"Condition\":{" + any(CONDITIONS) + "}" : "") + "}]}";
        return Made.sourced(kind, chance(2) ? "inline" + random.nextInt(3) : "arn:aws:iam::aws:policy/P", document);
    }

    private String action(PolicyKind kind) {
        return switch (kind) {
            case TRUST -> "sts:AssumeRole";
            case RESOURCE_CONTROL -> "s3:*";
            case IDENTITY, RESOURCE, BOUNDARY, SESSION, SERVICE_CONTROL, ENDPOINT -> any(PATTERNS);
        };
    }

    private @Nullable String principal(PolicyKind kind) {
        return switch (kind) {
            case TRUST ->
                any(List.of(
                        "{\"AWS\":\"123456789012\"}",
                        "{\"Service\":\"ec2.amazonaws.com\"}",
                        "{\"AWS\":\"AROAAAAAAAAAAAAAAAAAR\"}"));
            case RESOURCE, ENDPOINT ->
                any(List.of("\"*\"", "{\"AWS\":\"123456789012\"}", "{\"AWS\":\"arn:aws:iam::123456789012:user/ann\"}"));
            case RESOURCE_CONTROL -> "\"*\"";
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> null;
        };
    }
}
