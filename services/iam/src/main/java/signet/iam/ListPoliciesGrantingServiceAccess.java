package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListPoliciesGrantingServiceAccessEntry;
import signet.model.iam.ListPoliciesGrantingServiceAccessInput;
import signet.model.iam.ListPoliciesGrantingServiceAccessOutput;
import signet.model.iam.PolicyGrantingServiceAccess;
import signet.policy.Effect;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Statement;
import signet.snapshot.View;

/**
 * ListPoliciesGrantingServiceAccess: which policies of an entity (a user's groups' too) allow any action of a service.
 * As on AWS, what denies and what bounds is not looked at.
 */
record ListPoliciesGrantingServiceAccess(Parts parts)
        implements Operation<ListPoliciesGrantingServiceAccessInput, ListPoliciesGrantingServiceAccessOutput> {
    private static final String ACTION = "iam:ListPoliciesGrantingServiceAccess";

    @Override
    public OperationModel<ListPoliciesGrantingServiceAccessInput, ListPoliciesGrantingServiceAccessOutput> model() {
        return IamOperations.LIST_POLICIES_GRANTING_SERVICE_ACCESS;
    }

    @Override
    public Accesses accesses(Call<ListPoliciesGrantingServiceAccessInput> call) {
        return Accesses.of(PolicySource.access(call, ACTION, call.input().arn()));
    }

    @Override
    public ListPoliciesGrantingServiceAccessOutput handle(Authorized<ListPoliciesGrantingServiceAccessInput> request) {
        ListPoliciesGrantingServiceAccessInput input = request.input();
        View view = request.view();
        PolicyHolder holder = PolicySource.of(view, parts.permissions(), request.account(), input.arn())
                .holder();
        List<String> namespaces =
                input.serviceNamespaces().stream().distinct().sorted().toList();
        Page<String> page = Page.of(namespaces, name -> name, input.marker(), null);
        return new ListPoliciesGrantingServiceAccessOutput(
                page.items().stream()
                        .map(name -> new ListPoliciesGrantingServiceAccessEntry(name, granting(view, holder, name)))
                        .toList(),
                page.truncated(),
                page.marker());
    }

    private List<PolicyGrantingServiceAccess> granting(View view, PolicyHolder holder, String namespace) {
        List<PolicyGrantingServiceAccess> found = new ArrayList<>();
        own(view, holder, namespace, found);
        if (holder instanceof User user) {
            ListGroupsForUser.groups(view, user).forEach(group -> own(view, group, namespace, found));
        }
        return found;
    }

    private void own(View view, PolicyHolder holder, String namespace, List<PolicyGrantingServiceAccess> found) {
        for (String arn : holder.attached()) {
            String text =
                    parts.permissions().document(view, holder.account(), arn).orElseThrow();
            if (grants(text, namespace)) {
                found.add(shape(PolicyArn.name(arn), arn, null));
            }
        }
        holder.inline().forEach((name, text) -> {
            if (grants(text, namespace)) {
                found.add(shape(name, null, holder));
            }
        });
    }

    private boolean grants(String text, String namespace) {
        Policy policy = parts.permissions().compiled(PolicyKind.IDENTITY, text);
        return policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .anyMatch(statement -> grants(statement, namespace.toLowerCase(Locale.ROOT)));
    }

    /** A statement of all actions but some grants a service unless it leaves out all of that service's. */
    private static boolean grants(Statement statement, String namespace) {
        if (!statement.notActions().isEmpty()) {
            return statement.notActions().stream()
                    .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                    .noneMatch(pattern -> pattern.equals("*") || pattern.equals(namespace + ":*"));
        }
        return statement.actions().stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.equals("*") || pattern.startsWith(namespace + ":"));
    }

    private static PolicyGrantingServiceAccess shape(
            String name, @Nullable String arn, @Nullable PolicyHolder embedding) {
        return PolicyGrantingServiceAccess.builder()
                .policyName(name)
                .policyType(arn == null ? "INLINE" : "MANAGED")
                .policyArn(arn)
                .entityType(embedding == null ? null : type(embedding))
                .entityName(embedding == null ? null : embedding.name())
                .build();
    }

    private static String type(PolicyHolder holder) {
        return switch (holder) {
            case User user -> "USER";
            case Group group -> "GROUP";
            case Role role -> "ROLE";
        };
    }
}
