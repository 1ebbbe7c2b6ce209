package signet.architecture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which of Signet's modules each module may use, directly or through another's {@code requires transitive}. */
final class Layers {

    private static final Set<String> SERVICE_MAY_USE = Set.of(
            "signet.authz",
            "signet.identity",
            "signet.snapshot",
            "signet.store",
            "signet.model",
            "signet.wire",
            "signet.instance",
            "signet.fleet",
            "signet.policy",
            "signet.sigv4");

    private static final Set<String> SERVICES = Set.of(
            "signet.iam",
            "signet.sts",
            "signet.ec2",
            "signet.autoscaling",
            "signet.rds",
            "signet.s3",
            "signet.lambda",
            "signet.cloudtrail",
            "signet.iamtoolbox",
            "signet.imds");

    private static final Map<String, Set<String>> MAY_USE = mayUse();

    private Layers() {}

    private static Map<String, Set<String>> mayUse() {
        Map<String, Set<String>> rules = new HashMap<>();
        rules.put("signet.policy", Set.of());
        rules.put("signet.sigv4", Set.of());
        rules.put("signet.saml", Set.of());
        rules.put("signet.managedpolicies", Set.of());
        rules.put("signet.actions", Set.of());
        rules.put("signet.lint", Set.of("signet.policy", "signet.actions"));
        rules.put("signet.oidc", Set.of());
        rules.put("signet.model", Set.of());
        rules.put("signet.store", Set.of());
        rules.put("signet.wire", Set.of("signet.model", "signet.sigv4"));
        rules.put("signet.store.embedded", Set.of("signet.store"));
        rules.put("signet.snapshot", Set.of("signet.store"));
        rules.put(
                "signet.identity",
                Set.of("signet.policy", "signet.managedpolicies", "signet.snapshot", "signet.store"));
        // What AWS recorded of an account becomes rows of the state.
        rules.put(
                "signet.importing",
                Set.of(
                        "signet.policy",
                        "signet.managedpolicies",
                        "signet.identity",
                        "signet.snapshot",
                        "signet.store"));
        rules.put(
                "signet.authz",
                Set.of(
                        "signet.policy",
                        "signet.identity",
                        "signet.snapshot",
                        "signet.store",
                        "signet.wire",
                        "signet.model"));
        rules.put(
                "signet.trail",
                Set.of(
                        "signet.policy",
                        "signet.identity",
                        "signet.snapshot",
                        "signet.store",
                        "signet.model",
                        "signet.authz"));
        rules.put("signet.instance", Set.of("signet.snapshot", "signet.store"));
        rules.put("signet.fleet", Set.of("signet.instance", "signet.snapshot", "signet.store"));
        rules.put("signet.network", Set.of());
        rules.put("signet.userdata", Set.of());
        rules.put("signet.sandbox", Set.of("signet.instance", "signet.network", "signet.userdata"));
        rules.put("signet.database", Set.of());
        rules.put("signet.functions", Set.of("signet.instance"));
        // Its files, doors and name spaces are made as the sandbox's.
        rules.put("signet.microvm", Set.of("signet.instance", "signet.sandbox"));
        SERVICES.forEach(service -> rules.put(service, SERVICE_MAY_USE));
        // IAM's API lists AWS's managed policies; to decide, identity reads them for everybody. Its reports and its
        // simulator name services, actions and resource types of all of AWS, and it reads identity providers' metadata
        // and addresses.
        rules.put(
                "signet.iam",
                union(SERVICE_MAY_USE, "signet.managedpolicies", "signet.actions", "signet.saml", "signet.oidc"));
        // Whom an identity provider vouches for stands in its signed responses and tokens.
        rules.put("signet.sts", union(SERVICE_MAY_USE, "signet.saml", "signet.oidc"));
        rules.put("signet.lambda", union(SERVICE_MAY_USE, "signet.functions"));
        // What was recorded is what both are about.
        rules.put("signet.cloudtrail", union(SERVICE_MAY_USE, "signet.trail"));
        rules.put("signet.iamtoolbox", union(SERVICE_MAY_USE, "signet.trail"));
        rules.put("signet.rds", union(SERVICE_MAY_USE, "signet.database"));
        // Its security groups are what the network asks.
        rules.put("signet.ec2", union(SERVICE_MAY_USE, "signet.network"));
        // Asks the one authorizer what it would decide; what services know of resources is brought to it.
        rules.put(
                "signet.reasoning",
                Set.of(
                        "signet.authz",
                        "signet.identity",
                        "signet.policy",
                        "signet.snapshot",
                        "signet.store",
                        "signet.model",
                        "signet.wire",
                        "signet.actions",
                        "signet.managedpolicies"));
        // Asks of a whole account what reasoning asks of one principal.
        rules.put(
                "signet.paths",
                Set.of(
                        "signet.reasoning",
                        "signet.authz",
                        "signet.identity",
                        "signet.policy",
                        "signet.snapshot",
                        "signet.store",
                        "signet.model",
                        "signet.wire",
                        "signet.managedpolicies"));
        // A client of the public API: of the engine it has the server's start, what signs and decodes, and the policy
        // language, which it evaluates and checks without a server.
        rules.put(
                "signet.cli",
                Set.of(
                        "signet.server",
                        "signet.sigv4",
                        "signet.wire",
                        "signet.model",
                        "signet.policy",
                        "signet.lint",
                        "signet.actions"));
        // For other people's tests: it starts a server and asks it as any client does.
        rules.put("signet.junit", Set.of("signet.server", "signet.sigv4"));
        Set<String> below = new HashSet<>(rules.keySet());
        below.removeAll(Set.of("signet.cli", "signet.junit"));
        rules.put("signet.server", Set.copyOf(below));
        return Map.copyOf(rules);
    }

    private static Set<String> union(Set<String> modules, String... others) {
        Set<String> all = new HashSet<>(modules);
        all.addAll(Set.of(others));
        return Set.copyOf(all);
    }

    /** Whether there is a rule for {@code module}. */
    static boolean knows(String module) {
        return MAY_USE.containsKey(module);
    }

    /** Whether {@code module} may use {@code other}. */
    static boolean allows(String module, String other) {
        Set<String> allowed = MAY_USE.get(module);
        return module.equals(other) || (allowed != null && allowed.contains(other));
    }

    /** Every module that has a rule. */
    static Set<String> modules() {
        return MAY_USE.keySet();
    }
}
