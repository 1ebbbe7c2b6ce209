package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every combination of what each kind of policy says (nothing, allow, something else, deny) for every kind of caller, in
 * one account and across accounts, against the rules of the IAM User Guide written as one formula each.
 */
class FullDecisionTableTest {
    /** What a kind of policy says about the request; ABSENT: there is no policy of the kind. */
    private enum Says {
        ABSENT,
        ALLOW,
        OTHER,
        DENY
    }

    /** Whom the resource's policy names, when it allows. */
    private enum Named {
        ABSENT,
        NOBODY,
        ACCOUNT,
        ROLE,
        CALLER,
        EVERYONE,
        DENIED
    }

    private record Case(
            Named resource, Says identity, Says boundary, Says session, Says scp, Says rcp, Says endpoint) {}

    private final Map<PolicyKind, Map<Says, SourcedPolicy>> policies = new EnumMap<>(PolicyKind.class);

    private SourcedPolicy policy(PolicyKind kind, Says says) {
        return policies.computeIfAbsent(kind, unseen -> new EnumMap<>(Says.class))
                .computeIfAbsent(says, unseen -> Policies.policy(kind, statement(kind, says)));
    }

    private static String statement(PolicyKind kind, Says says) {
        boolean everyone = kind == PolicyKind.ENDPOINT || kind == PolicyKind.RESOURCE_CONTROL;
        String who = everyone ? "'Principal':'*'," : "";
        if (kind == PolicyKind.RESOURCE_CONTROL && says == Says.OTHER) {
            return "{'Effect':'Deny'," + who + "'Action':'s3:Other','Resource':'*'}";
        }
        String action = says == Says.ALLOW ? "*" : says == Says.DENY ? "s3:*" : "s3:Other";
        return "{'Effect':'" + (says == Says.DENY ? "Deny" : "Allow") + "'," + who + "'Action':'" + action
                + "','Resource':'*'}";
    }

    private static final Map<String, List<String>> NAMES = Map.of(
            "root", List.of("account", "account"),
            "user", List.of("user", "user"),
            "session", List.of("role", "session"),
            "federated", List.of("user", "federated"),
            "linked", List.of("linked", "linked"));

    private static @Nullable SourcedPolicy resource(Named named, String caller) {
        List<String> names = NAMES.getOrDefault(caller, List.of(caller, caller));
        String principal = switch (named) {
            case ABSENT -> "";
            case NOBODY -> "other";
            case ACCOUNT -> "account";
            case ROLE -> names.getFirst();
            case CALLER -> names.getLast();
            case EVERYONE, DENIED -> "*";
        };
        return principal.isEmpty()
                ? null
                : Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'" + (named == Named.DENIED ? "Deny" : "Allow") + "','Principal':"
                                + Cast.principal(principal) + ",'Action':'s3:*','Resource':'*'}");
    }

    private PolicySet set(Case c, @Nullable SourcedPolicy resource) {
        PolicySet.Builder set = PolicySet.builder();
        put(set, PolicyKind.IDENTITY, c.identity());
        put(set, PolicyKind.BOUNDARY, c.boundary());
        put(set, PolicyKind.SESSION, c.session());
        put(set, PolicyKind.SERVICE_CONTROL, c.scp());
        put(set, PolicyKind.RESOURCE_CONTROL, c.rcp());
        put(set, PolicyKind.ENDPOINT, c.endpoint());
        return resource == null ? set.build() : set.resource(resource).build();
    }

    private void put(PolicySet.Builder set, PolicyKind kind, Says says) {
        if (says != Says.ABSENT) {
            Slots.put(set, kind, policy(kind, says));
        }
    }

    /** Who is asking, as far as the rules tell callers apart. */
    private record Caller(
            boolean hasAccount, boolean root, boolean exempt, boolean federatedUser, int byRole, int byName) {
        private static final int DIRECT = 2;
        private static final int LIMITED = 1;
        private static final int DELEGATED = 0;

        static Caller of(String name) {
            return switch (name) {
                case "root" -> new Caller(true, true, false, false, DELEGATED, DELEGATED);
                case "user" -> new Caller(true, false, false, false, DIRECT, DIRECT);
                case "session" -> new Caller(true, false, false, false, LIMITED, DIRECT);
                case "linked" -> new Caller(true, false, true, false, LIMITED, LIMITED);
                case "federated" -> new Caller(true, false, false, true, LIMITED, DIRECT);
                default -> new Caller(false, false, false, false, DIRECT, DIRECT);
            };
        }

        /** How strong a grant by the resource is: 2 by itself, 1 within the limits, 0 if the account agrees, -1 none. */
        int grant(Named named) {
            return switch (named) {
                case ABSENT, NOBODY, DENIED -> -1;
                case ACCOUNT -> hasAccount ? DELEGATED : -1;
                case ROLE -> byRole;
                case CALLER -> byName;
                case EVERYONE -> DIRECT;
            };
        }
    }

    private static boolean open(Says says) {
        return says == Says.ABSENT || says == Says.ALLOW;
    }

    /** The rules; one word for the answer as {@link Cast#outcome} has it. */
    private static String expected(Caller caller, boolean sameAccount, Case c) {
        String denied = denied(caller, c);
        if (!denied.isEmpty()) {
            return "deny " + denied;
        }
        if (caller.hasAccount() && !caller.exempt() && !open(c.scp())) {
            return "SERVICE_CONTROL";
        }
        if (!caller.exempt() && !open(c.rcp())) {
            return "RESOURCE_CONTROL";
        }
        if (!open(c.endpoint())) {
            return "ENDPOINT";
        }
        int grant = caller.grant(c.resource());
        if (!caller.hasAccount()) {
            return grant >= 0 ? "allowed" : "RESOURCE";
        }
        String limit = limit(caller, c);
        if (sameAccount && grant == 2) {
            return "allowed";
        }
        if (!limit.isEmpty()) {
            return limit;
        }
        if (sameAccount ? grant == 1 : grant < 0) {
            return sameAccount ? "allowed" : "RESOURCE";
        }
        return caller.root() || c.identity() == Says.ALLOW ? "allowed" : "IDENTITY";
    }

    private static String limit(Caller caller, Case c) {
        if (!caller.root() && !open(c.boundary())) {
            return "BOUNDARY";
        }
        boolean session = caller.federatedUser() ? c.session() == Says.ALLOW : open(c.session());
        return session ? "" : "SESSION";
    }

    private static String denied(Caller caller, Case c) {
        boolean own = caller.hasAccount() && !caller.root();
        if (c.scp() == Says.DENY && caller.hasAccount() && !caller.exempt()) {
            return "SERVICE_CONTROL";
        }
        if (c.rcp() == Says.DENY && !caller.exempt()) {
            return "RESOURCE_CONTROL";
        }
        if (c.resource() == Named.DENIED) {
            return "RESOURCE";
        }
        if (c.identity() == Says.DENY && own) {
            return "IDENTITY";
        }
        if (c.boundary() == Says.DENY && own) {
            return "BOUNDARY";
        }
        if (c.session() == Says.DENY && caller.hasAccount()) {
            return "SESSION";
        }
        return c.endpoint() == Says.DENY ? "ENDPOINT" : "";
    }

    /** Without the organization and the endpoint: everything about the caller and the resource. */
    @ParameterizedTest
    @CsvSource({
        "user,true", "user,false",
        "session,true", "session,false",
        "federated,true", "federated,false",
        "root,true", "root,false",
        "linked,true", "linked,false",
        "service,true", "service,false",
        "web,true", "web,false",
    })
    void theCallersPoliciesAndTheResourcesDecideTogether(String name, boolean sameAccount) {
        for (Named named : Named.values()) {
            SourcedPolicy resource = resource(named, name);
            for (Says identity : Says.values()) {
                for (Says boundary : Says.values()) {
                    for (Says session : Says.values()) {
                        check(
                                name,
                                sameAccount,
                                resource,
                                new Case(named, identity, boundary, session, Says.ABSENT, Says.ABSENT, Says.ABSENT));
                    }
                }
            }
        }
    }

    /** With the organization and the endpoint around callers who are granted in each way, and limited or not. */
    @ParameterizedTest
    @CsvSource({
        "user,true", "user,false",
        "session,true", "session,false",
        "federated,true", "federated,false",
        "root,true", "root,false",
        "linked,true", "linked,false",
        "service,true", "service,false",
        "anonymous,true",
    })
    void theOrganizationAndTheEndpointMustAllowToo(String name, boolean sameAccount) {
        for (Named named : name.equals("anonymous") ? List.of(Named.ABSENT, Named.EVERYONE) : List.of(Named.values())) {
            SourcedPolicy resource = resource(named, name);
            for (Says scp : Says.values()) {
                for (Says rcp : Says.values()) {
                    for (Says endpoint : Says.values()) {
                        for (Says identity : Says.values()) {
                            for (Says session : List.of(Says.ABSENT, Says.ALLOW, Says.OTHER)) {
                                check(
                                        name,
                                        sameAccount,
                                        resource,
                                        new Case(named, identity, Says.ABSENT, session, scp, rcp, endpoint));
                            }
                        }
                    }
                }
            }
        }
    }

    private void check(String name, boolean sameAccount, @Nullable SourcedPolicy resource, Case c) {
        Request request = new Request(
                Cast.caller(name),
                "s3:GetObject",
                Policies.OBJECT,
                sameAccount ? Policies.ACCOUNT : Policies.OTHER_ACCOUNT,
                Context.EMPTY);
        assertEquals(
                expected(Caller.of(name), sameAccount, c),
                Cast.outcome(Evaluator.decide(request, set(c, resource))),
                () -> name + (sameAccount ? " in its account " : " across accounts ") + c);
    }
}
