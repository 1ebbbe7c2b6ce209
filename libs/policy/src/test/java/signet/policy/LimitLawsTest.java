package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the kinds of policies add up, as laws over random policies: which limit, which grant, which don't concern a caller. */
class LimitLawsTest {
    private static final int CASES = Integer.getInteger("signet.policy.laws", 1_000);
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final List<PolicyKind> LIMITS = List.of(
            PolicyKind.BOUNDARY,
            PolicyKind.SESSION,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.RESOURCE_CONTROL,
            PolicyKind.ENDPOINT);

    private final Worlds worlds = new Worlds(401);
    private final Random random = new Random(401);

    private SourcedPolicy some(PolicyKind kind) {
        return Worlds.pair(kind, worlds.doc(kind)).compiled();
    }

    /** One policy each of random kinds. */
    private Map<PolicyKind, SourcedPolicy> someKinds() {
        Map<PolicyKind, SourcedPolicy> policies = new EnumMap<>(PolicyKind.class);
        for (PolicyKind kind : PolicyKind.values()) {
            if (random.nextInt(3) == 0) {
                policies.put(kind, some(kind));
            }
        }
        policies.put(PolicyKind.IDENTITY, some(PolicyKind.IDENTITY));
        if (policies.containsKey(PolicyKind.RESOURCE)) {
            policies.remove(PolicyKind.TRUST);
        }
        return policies;
    }

    private static Decision decide(Request request, Map<PolicyKind, SourcedPolicy> policies) {
        PolicySet.Builder set = PolicySet.builder();
        policies.forEach((kind, policy) -> Slots.put(set, kind, policy));
        return Evaluator.decide(request, set.build());
    }

    private static boolean allowed(Request request, Map<PolicyKind, SourcedPolicy> policies) {
        return decide(request, policies).allowed();
    }

    private static Map<PolicyKind, SourcedPolicy> with(
            Map<PolicyKind, SourcedPolicy> policies, PolicyKind kind, SourcedPolicy policy) {
        Map<PolicyKind, SourcedPolicy> copy = new EnumMap<>(policies);
        copy.put(kind, policy);
        return copy;
    }

    private static Map<PolicyKind, SourcedPolicy> without(Map<PolicyKind, SourcedPolicy> policies, PolicyKind kind) {
        Map<PolicyKind, SourcedPolicy> copy = new EnumMap<>(policies);
        copy.remove(kind);
        return copy;
    }

    private static SourcedPolicy everything(PolicyKind kind, String effect) {
        String actions = "'*'";
        if (kind == PolicyKind.RESOURCE_CONTROL && effect.equals("Deny")) {
            actions = "['s3:*','sts:*','kms:*','ec2:*']";
        }
        String principal = switch (kind) {
            case RESOURCE, ENDPOINT, RESOURCE_CONTROL, TRUST -> "'Principal':'*',";
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> "";
        };
        return Policies.policy(
                kind, "{'Effect':'" + effect + "'," + principal + "'Action':" + actions + ",'Resource':'*'}");
    }

    private static boolean needsSessionPolicy(Request request) {
        return request.principal() instanceof Principal.FederatedUser;
    }

    private static boolean isExempt(Request request) {
        return request.action().equalsIgnoreCase("sts:GetCallerIdentity");
    }

    private static boolean hasIdentityPolicies(Request request) {
        return request.principal() instanceof Principal.User || request.principal() instanceof Principal.RoleSession;
    }

    private Request own(Request request) {
        return new Request(request.principal(), request.action(), request.resource(), "", request.context());
    }

    private Request foreign(Request request) {
        return new Request(
                request.principal(),
                request.action(),
                request.resource(),
                Policies.OTHER_ACCOUNT.equals(request.principal().account())
                        ? Policies.ACCOUNT
                        : Policies.OTHER_ACCOUNT,
                request.context());
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNDARY", "SESSION", "SERVICE_CONTROL", "RESOURCE_CONTROL", "ENDPOINT"})
    void aLimitNeverGrants(PolicyKind limit) {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Map<PolicyKind, SourcedPolicy> policies = someKinds();
            boolean counts = limit != PolicyKind.SESSION || !needsSessionPolicy(request);
            if (counts && allowed(request, with(policies, limit, some(limit)))) {
                assertTrue(allowed(request, without(policies, limit)), () -> request + "\n" + policies);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "SERVICE_CONTROL", "RESOURCE_CONTROL", "ENDPOINT"})
    void aLimitThatAllowsEverythingChangesNothing(PolicyKind limit) {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Map<PolicyKind, SourcedPolicy> policies = without(someKinds(), limit);
            if (limit != PolicyKind.SESSION || !needsSessionPolicy(request)) {
                assertEquals(
                        Cast.outcome(decide(request, policies)),
                        Cast.outcome(decide(request, with(policies, limit, everything(limit, "Allow")))));
            }
        }
    }

    @Test
    void aBoundaryThatAllowsEverythingChangesNothingButWhomADenyWithNotPrincipalSpares() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Map<PolicyKind, SourcedPolicy> policies = without(someKinds(), PolicyKind.BOUNDARY);
            Decision before = decide(request, policies);
            Decision after =
                    decide(request, with(policies, PolicyKind.BOUNDARY, everything(PolicyKind.BOUNDARY, "Allow")));
            if (after instanceof Decision.ExplicitlyDenied denied
                    && denied.policy().policy().document().contains("NotPrincipal")) {
                assertEquals(Effect.DENY, denied.statement().effect());
            } else {
                assertEquals(Cast.outcome(before), Cast.outcome(after));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUST")
    void aDenyOfEverythingWinsInEveryKindThatTheCallerHas(PolicyKind kind) {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Map<PolicyKind, SourcedPolicy> policies = with(
                    kind == PolicyKind.RESOURCE ? without(someKinds(), PolicyKind.TRUST) : someKinds(),
                    kind,
                    everything(kind, "Deny"));
            Decision decision = decide(request, policies);
            if (!isExempt(request) && concerns(kind, request)) {
                assertInstanceOf(Decision.ExplicitlyDenied.class, decision, request::toString);
            }
        }
    }

    /** Whose requests a kind of policy takes part in. */
    private static boolean concerns(PolicyKind kind, Request request) {
        Principal caller = request.principal();
        boolean hasAccount = !caller.account().isEmpty();
        boolean serviceLinked = caller instanceof Principal.RoleSession session && session.serviceLinked();
        return switch (kind) {
            case IDENTITY, BOUNDARY -> hasAccount && !(caller instanceof Principal.Root);
            case SESSION -> hasAccount;
            case SERVICE_CONTROL -> hasAccount && !serviceLinked;
            case RESOURCE_CONTROL -> !serviceLinked && !request.action().startsWith("ec2:");
            case RESOURCE, TRUST, ENDPOINT -> true;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "SESSION", "SERVICE_CONTROL", "RESOURCE_CONTROL"})
    void aKindThatTheCallerDoesNotHaveDoesNotMatter(PolicyKind kind) {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Map<PolicyKind, SourcedPolicy> policies = someKinds();
            if (!concerns(kind, request)) {
                assertEquals(
                        Cast.outcome(decide(request, without(policies, kind))),
                        Cast.outcome(decide(request, with(policies, kind, some(kind)))));
            }
        }
    }

    @Test
    void inOneAccountIdentityBoundaryAndSessionPoliciesAllowTogether() {
        for (int i = 0; i < CASES; i++) {
            Request request = own(worlds.request());
            SourcedPolicy identity = some(PolicyKind.IDENTITY);
            SourcedPolicy boundary = some(PolicyKind.IDENTITY);
            SourcedPolicy session = some(PolicyKind.IDENTITY);
            boolean together = allowed(
                    request,
                    Map.of(PolicyKind.IDENTITY, identity, PolicyKind.BOUNDARY, boundary, PolicyKind.SESSION, session));
            if (hasIdentityPolicies(request)) {
                boolean each = allowed(request, Map.of(PolicyKind.IDENTITY, identity))
                        && allowed(request, Map.of(PolicyKind.IDENTITY, boundary))
                        && allowed(request, Map.of(PolicyKind.IDENTITY, session));
                assertEquals(each, together, request::toString);
            }
        }
    }

    @Test
    void acrossAccountsTheCallersSideAndTheResourcesSideAllowTogether() {
        SourcedPolicy open = everything(PolicyKind.RESOURCE, "Allow");
        SourcedPolicy free = everything(PolicyKind.IDENTITY, "Allow");
        for (int i = 0; i < CASES; i++) {
            Request request = foreign(worlds.request());
            Map<PolicyKind, SourcedPolicy> callers = Map.of(
                    PolicyKind.IDENTITY, some(PolicyKind.IDENTITY),
                    PolicyKind.BOUNDARY, some(PolicyKind.BOUNDARY),
                    PolicyKind.SESSION, some(PolicyKind.SESSION));
            SourcedPolicy resource = some(PolicyKind.RESOURCE);
            boolean callersSide = allowed(request, with(callers, PolicyKind.RESOURCE, open));
            boolean resourcesSide = allowed(
                    request,
                    Map.of(
                            PolicyKind.IDENTITY,
                            free,
                            PolicyKind.BOUNDARY,
                            free,
                            PolicyKind.SESSION,
                            free,
                            PolicyKind.RESOURCE,
                            resource));
            assertEquals(
                    callersSide && resourcesSide,
                    allowed(request, with(callers, PolicyKind.RESOURCE, resource)),
                    request::toString);
        }
    }

    @Test
    void theLevelsOfAnOrganizationAllowTogether() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            SourcedPolicy root = some(PolicyKind.SERVICE_CONTROL);
            SourcedPolicy account = some(PolicyKind.SERVICE_CONTROL);
            boolean each =
                    underLevels(request, List.of(List.of(root))) && underLevels(request, List.of(List.of(account)));
            assertEquals(each, underLevels(request, List.of(List.of(root), List.of(account))));
            assertEquals(each, underLevels(request, List.of(List.of(account), List.of(root))));
        }
    }

    private static boolean underLevels(Request request, List<List<SourcedPolicy>> levels) {
        return Evaluator.decide(
                        request,
                        PolicySet.builder()
                                .identity(Policies.identity(ALLOW))
                                .resource(everything(PolicyKind.RESOURCE, "Allow"))
                                .serviceControl(levels)
                                .build())
                .allowed();
    }

    @Test
    void severalPoliciesOfAnIdentityAreOneWithAllTheirStatements() {
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Doc first = worlds.doc(PolicyKind.IDENTITY);
            Doc second = worlds.doc(PolicyKind.IDENTITY);
            List<Doc.Line> lines = new ArrayList<>(first.lines());
            lines.addAll(second.lines());
            PolicySet two = PolicySet.builder()
                    .identity(List.of(
                            Worlds.pair(PolicyKind.IDENTITY, first).compiled(),
                            Worlds.pair(PolicyKind.IDENTITY, second).compiled()))
                    .build();
            PolicySet one = PolicySet.builder()
                    .identity(List.of(Worlds.pair(PolicyKind.IDENTITY, new Doc(true, lines))
                            .compiled()))
                    .build();
            assertEquals(Cast.outcome(Evaluator.decide(request, two)), Cast.outcome(Evaluator.decide(request, one)));
        }
    }

    @Test
    void aLimitWithoutAnyStatementThatAllowsTakesEverythingButGrantsToTheCallerItself() {
        SourcedPolicy nothing = Policies.policy(PolicyKind.IDENTITY, ALLOW.replace("'Action':'*'", "'Action':'x:y'"));
        for (PolicyKind limit : List.of(PolicyKind.BOUNDARY, PolicyKind.SESSION)) {
            for (int i = 0; i < CASES; i++) {
                Request request = worlds.request();
                Map<PolicyKind, SourcedPolicy> policies = with(someKinds(), limit, nothing);
                boolean limited = concerns(limit, request) && !isExempt(request);
                if (limited && allowed(request, policies)) {
                    assertTrue(
                            policies.containsKey(PolicyKind.RESOURCE) || policies.containsKey(PolicyKind.TRUST),
                            request::toString);
                }
            }
        }
    }

    @Test
    void everyLimitTakesPartOfItsOwn() {
        Request request = Policies.getObject(Policies.SESSION);
        Map<PolicyKind, SourcedPolicy> open = new EnumMap<>(PolicyKind.class);
        open.put(PolicyKind.IDENTITY, everything(PolicyKind.IDENTITY, "Allow"));
        LIMITS.forEach(limit -> open.put(limit, everything(limit, "Allow")));
        assertTrue(allowed(request, open));
        for (PolicyKind limit : LIMITS) {
            String other = limit == PolicyKind.RESOURCE_CONTROL
                    ? "{'Effect':'Deny','Principal':'*','Action':'x:y','Resource':'*'}"
                    : "{'Effect':'Allow'," + (limit == PolicyKind.ENDPOINT ? "'Principal':'*'," : "")
                            + "'Action':'x:y','Resource':'*'}";
            Map<PolicyKind, SourcedPolicy> closed = with(open, limit, Policies.policy(limit, other));
            assertEquals(limit.name(), Cast.outcome(decide(request, closed)));
            assertFalse(allowed(request, closed));
        }
    }
}
