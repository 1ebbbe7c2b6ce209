package signet.policy;

import java.util.Map;

/** The callers of the tables by name, the ways in which a policy names them, and decisions in one word. */
final class Cast {
    static final Principal.RoleSession SERVICE_LINKED = new Principal.RoleSession(
            Policies.ACCOUNT,
            "arn:aws:iam::111111111111:role/aws-service-role/ec2.amazonaws.com/Linked",
            "AROALINKEDLINKEDLINK",
            "arn:aws:sts::111111111111:assumed-role/Linked/s",
            true);
    static final Principal.Federated WEB = new Principal.Federated("accounts.example.com");
    static final Principal.Service EC2 = new Principal.Service("ec2.amazonaws.com");
    static final Principal.Anonymous NOBODY = new Principal.Anonymous();

    private static final Map<String, Principal> CALLERS = Map.of(
            "root",
            Policies.ROOT,
            "user",
            Policies.ALICE,
            "session",
            Policies.SESSION,
            "federated",
            Policies.FEDERATED,
            "linked",
            SERVICE_LINKED,
            "web",
            WEB,
            "service",
            EC2,
            "anonymous",
            NOBODY);

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("*", "'*'"),
            Map.entry("star", "{'AWS':'*'}"),
            Map.entry("account", "{'AWS':'111111111111'}"),
            Map.entry("root", "{'AWS':'arn:aws:iam::111111111111:root'}"),
            Map.entry("user", aws(Policies.ALICE.arn())),
            Map.entry("userId", aws(Policies.ALICE.id())),
            Map.entry("role", aws(Policies.SESSION.roleArn())),
            Map.entry("roleId", aws(Policies.SESSION.roleId())),
            Map.entry("session", aws(Policies.SESSION.sessionArn())),
            Map.entry("federated", aws(Policies.FEDERATED.sessionArn())),
            Map.entry("linked", aws(SERVICE_LINKED.roleArn())),
            Map.entry("service", "{'Service':'ec2.amazonaws.com'}"),
            Map.entry("web", "{'Federated':'accounts.example.com'}"),
            Map.entry("other", "{'AWS':'222222222222'}"));

    private Cast() {}

    private static String aws(String value) {
        return "{'AWS':'" + value + "'}";
    }

    static Principal caller(String name) {
        Principal caller = CALLERS.get(name);
        if (caller == null) {
            throw new AssertionError("no caller " + name);
        }
        return caller;
    }

    /** The value of a Principal element that names one of the cast, in single quotes. */
    static String principal(String name) {
        String value = NAMES.get(name);
        if (value == null) {
            throw new AssertionError("no principal " + name);
        }
        return value;
    }

    /** {@code allowed}, {@code deny KIND} for an explicit denial, or the kind that does not grant. */
    static String outcome(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed";
            case Decision.ExplicitlyDenied denied -> "deny " + denied.kind();
            case Decision.ImplicitlyDenied denied -> denied.kind().name();
        };
    }

    /** {@code A} for allowed, {@code !} for an explicit denial, else the first letter of the kind that does not grant. */
    static String letter(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "A";
            case Decision.ExplicitlyDenied denied -> "!";
            case Decision.ImplicitlyDenied denied -> denied.kind().name().substring(0, 1);
        };
    }
}
