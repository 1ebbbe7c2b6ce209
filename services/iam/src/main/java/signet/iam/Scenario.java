package signet.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import signet.model.iam.Position;
import signet.model.iam.Statement;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/**
 * What the simulator is asked about, all but the action and the resource. It decides by the engine that decides real
 * requests.
 *
 * @param boundary null when none limits the principal
 * @param organization what the organization has to say, null when the principal's account is in none
 * @param resourcePolicy null when the resource has none
 * @param resourceAccount the account that owns the resources whose ARNs don't say it, empty for the principal's own
 */
record Scenario(
        Principal principal,
        List<SourcedPolicy> identity,
        @Nullable SourcedPolicy boundary,
        @Nullable Control organization,
        @Nullable SourcedPolicy resourcePolicy,
        String resourceAccount,
        Context context) {

    private static final SourcedPolicy ALLOW_ALL = SimulationTexts.ALLOW_ALL;
    private static final String IDENTITY_POLICY = "IAM Policy";
    private static final String RESOURCE_POLICY = "Resource Policy";
    private static final String BOUNDARY_POLICY = "Permissions Boundary Policy";

    /**
     * An organization's service control policies.
     *
     * @param levels those that limit the account, by level; null when none do, as in the management account
     */
    record Control(@Nullable List<List<SourcedPolicy>> levels) {}

    /** How an action ends on a resource, from the mildest to the strictest. */
    enum Word {
        ALLOWED("allowed"),
        IMPLICIT_DENY("implicitDeny"),
        EXPLICIT_DENY("explicitDeny");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        /** As the API has it. */
        String text() {
            return text;
        }

        static Word of(Decision decision) {
            return switch (decision) {
                case Decision.Allowed allowed -> ALLOWED;
                case Decision.ExplicitlyDenied denied -> EXPLICIT_DENY;
                case Decision.ImplicitlyDenied denied -> IMPLICIT_DENY;
            };
        }

        /** The stricter of two. */
        Word or(Word another) {
            return compareTo(another) < 0 ? another : this;
        }
    }

    /**
     * What one action on one resource comes to.
     *
     * @param byBoundary what the boundary alone says, null when there is none
     * @param byOrganization whether the organization alone allows it
     * @param parts across accounts, what each kind of policy says; empty within one
     */
    record Outcome(
            String resource,
            Word word,
            List<Statement> matched,
            @Nullable Word byBoundary,
            boolean byOrganization,
            Map<String, Word> parts) {
        Outcome {
            matched = List.copyOf(matched);
            parts = Map.copyOf(parts);
        }
    }

    Outcome evaluate(String action, String resource) {
        Request request = new Request(principal, action, resource, owner(resource), context);
        Explanation explanation = Evaluator.explain(request, policies());
        return new Outcome(
                resource,
                Word.of(explanation.decision()),
                matched(explanation),
                boundary == null
                        ? null
                        : decide(within(request), everythingWithin().boundary(boundary)),
                byOrganization(request),
                parts(request));
    }

    /** Across accounts the ARN's account matters, if a resource policy speaks for it (IAM API reference). */
    private String owner(String resource) {
        String[] segments = resource.split(":", 6);
        boolean named = segments.length == 6 && segments[4].matches("[0-9]{12}");
        return named && resourcePolicy != null ? segments[4] : resourceAccount;
    }

    private PolicySet policies() {
        PolicySet.Builder set = PolicySet.builder().identity(identity);
        if (boundary != null) {
            set.boundary(boundary);
        }
        List<List<SourcedPolicy>> levels = organization == null ? null : organization.levels();
        if (levels != null) {
            set.serviceControl(levels);
        }
        if (resourcePolicy != null) {
            set.resource(resourcePolicy);
        }
        return set.build();
    }

    private boolean byOrganization(Request request) {
        List<List<SourcedPolicy>> levels = organization == null ? null : organization.levels();
        return levels == null || decide(within(request), everythingWithin().serviceControl(levels)) == Word.ALLOWED;
    }

    private Map<String, Word> parts(Request request) {
        boolean across = !request.resourceAccount().isEmpty()
                && !request.resourceAccount().equals(principal.account());
        Map<String, Word> parts = new TreeMap<>();
        if (across) {
            parts.put(
                    IDENTITY_POLICY, decide(within(request), PolicySet.builder().identity(identity)));
            PolicySet.Builder resource = everythingWithin();
            if (resourcePolicy != null) {
                resource.resource(resourcePolicy);
            }
            parts.put(RESOURCE_POLICY, decide(request, resource));
            if (boundary != null) {
                parts.put(
                        BOUNDARY_POLICY,
                        decide(within(request), everythingWithin().boundary(boundary)));
            }
        }
        return parts;
    }

    private static PolicySet.Builder everythingWithin() {
        return PolicySet.builder().identity(List.of(ALLOW_ALL));
    }

    /** The same request about a resource of the caller's own account, which needs no resource policy. */
    private static Request within(Request request) {
        return new Request(request.principal(), request.action(), request.resource(), "", request.context());
    }

    private static Word decide(Request request, PolicySet.Builder set) {
        return Word.of(Evaluator.decide(request, set.build()));
    }

    /** The statements that made the decision: one Deny, or every Allow of identity and resource. */
    private static List<Statement> matched(Explanation explanation) {
        return switch (explanation.decision()) {
            case Decision.ExplicitlyDenied denied ->
                denied.kind() == PolicyKind.SERVICE_CONTROL
                        ? List.of()
                        : List.of(shape(denied.policy(), denied.statement()));
            case Decision.ImplicitlyDenied denied -> List.of();
            case Decision.Allowed allowed -> {
                List<Statement> result = new ArrayList<>();
                for (Explanation.PolicyReport report : explanation.policies()) {
                    boolean grants = report.kind() == PolicyKind.IDENTITY || report.kind() == PolicyKind.RESOURCE;
                    report.statements().stream()
                            .filter(statement -> grants && statement.matched())
                            .filter(statement -> statement.statement().effect() == Effect.ALLOW)
                            .forEach(statement -> result.add(shape(report.policy(), statement.statement())));
                }
                yield result;
            }
        };
    }

    private static Statement shape(SourcedPolicy policy, signet.policy.Statement statement) {
        return Statement.builder()
                .sourcePolicyId(policy.inline() ? policy.source() : PolicyArn.name(policy.source()))
                .sourcePolicyType(policy.policy().kind() == PolicyKind.RESOURCE ? RESOURCE_POLICY : IDENTITY_POLICY)
                .startPosition(new Position(statement.startLine(), statement.startColumn()))
                .endPosition(new Position(statement.endLine(), statement.endColumn()))
                .build();
    }

    /** The condition keys that identity and resource policies ask about and the request does not give, each once. */
    List<String> missing() {
        Set<String> seen = new TreeSet<>();
        Collection<String> result = new LinkedHashSet<>();
        List<SourcedPolicy> all = new ArrayList<>(identity);
        if (resourcePolicy != null) {
            all.add(resourcePolicy);
        }
        for (SourcedPolicy policy : all) {
            for (String key : policy.policy().conditionKeys()) {
                if (context.get(key).isEmpty() && seen.add(key.toLowerCase(Locale.ROOT))) {
                    result.add(key);
                }
            }
        }
        return List.copyOf(result);
    }
}
