package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import signet.model.iam.EvaluationResult;
import signet.model.iam.OrganizationsDecisionDetail;
import signet.model.iam.PermissionsBoundaryDecisionDetail;
import signet.model.iam.Position;
import signet.model.iam.ResourceSpecificResult;
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
 * @param organization service control policies by level, null when there are none
 * @param resourcePolicy null when the resource has none
 * @param resourceAccount the account that owns the resource, empty for the principal's own
 */
record Scenario(
        Principal principal,
        List<SourcedPolicy> identity,
        @Nullable SourcedPolicy boundary,
        @Nullable List<List<SourcedPolicy>> organization,
        @Nullable SourcedPolicy resourcePolicy,
        String resourceAccount,
        Context context) {

    private static final String EVERYTHING = "*";
    private static final SourcedPolicy ALLOW_ALL = SimulationTexts.ALLOW_ALL;

    EvaluationResult evaluate(String action, String resource) {
        Request request = new Request(principal, action, resource, resourceAccount, context);
        Explanation explanation = Evaluator.explain(request, policies());
        String decision = word(explanation.decision());
        List<Statement> matched = matched(explanation);
        PermissionsBoundaryDecisionDetail byBoundary = boundary == null
                ? null
                : new PermissionsBoundaryDecisionDetail(allows(
                        request,
                        PolicySet.builder().identity(List.of(ALLOW_ALL)).boundary(boundary)));
        boolean byOrganization = organization == null
                || allows(
                        request,
                        PolicySet.builder().identity(List.of(ALLOW_ALL)).serviceControl(organization));
        boolean anyResource = resource.equals(EVERYTHING);
        List<ResourceSpecificResult> specific = anyResource
                ? List.of()
                : List.of(ResourceSpecificResult.builder()
                        .evalResourceName(resource)
                        .evalResourceDecision(decision)
                        .matchedStatements(matched)
                        .missingContextValues(missing())
                        .permissionsBoundaryDecisionDetail(byBoundary)
                        .build());
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(decision)
                .matchedStatements(matched)
                .missingContextValues(missing())
                .organizationsDecisionDetail(new OrganizationsDecisionDetail(byOrganization))
                .permissionsBoundaryDecisionDetail(byBoundary)
                .evalDecisionDetails(Map.of())
                .resourceSpecificResults(specific)
                .build();
    }

    private PolicySet policies() {
        PolicySet.Builder set = PolicySet.builder().identity(identity);
        if (boundary != null) {
            set.boundary(boundary);
        }
        if (organization != null) {
            set.serviceControl(organization);
        }
        if (resourcePolicy != null) {
            set.resource(resourcePolicy);
        }
        return set.build();
    }

    private static boolean allows(Request request, PolicySet.Builder set) {
        return Evaluator.decide(request, set.build()).allowed();
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed";
            case Decision.ExplicitlyDenied denied -> "explicitDeny";
            case Decision.ImplicitlyDenied denied -> "implicitDeny";
        };
    }

    /** The statements that made the decision: one Deny, or every Allow of identity and resource. */
    private static List<Statement> matched(Explanation explanation) {
        return switch (explanation.decision()) {
            case Decision.ExplicitlyDenied denied -> List.of(shape(denied.policy(), denied.statement()));
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
                .sourcePolicyType(policy.policy().kind() == PolicyKind.RESOURCE ? "Resource Policy" : "IAM Policy")
                .startPosition(new Position(statement.startLine(), statement.startColumn()))
                .endPosition(new Position(statement.endLine(), statement.endColumn()))
                .build();
    }

    /** The condition keys that the policies ask about and the request does not give, each once. */
    private List<String> missing() {
        Set<String> seen = new TreeSet<>();
        List<String> result = new ArrayList<>();
        List<SourcedPolicy> all = new ArrayList<>(identity);
        if (boundary != null) {
            all.add(boundary);
        }
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
        return result;
    }
}
