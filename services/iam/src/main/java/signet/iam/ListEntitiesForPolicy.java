package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import signet.model.iam.ListEntitiesForPolicyInput;
import signet.model.iam.ListEntitiesForPolicyOutput;
import signet.model.iam.PolicyGroup;
import signet.model.iam.PolicyRole;
import signet.model.iam.PolicyUser;
import signet.snapshot.View;

/** ListEntitiesForPolicy: who has a policy, as permissions or as boundary. */
record ListEntitiesForPolicy(Parts parts)
        implements Operation<ListEntitiesForPolicyInput, ListEntitiesForPolicyOutput> {
    @Override
    public OperationModel<ListEntitiesForPolicyInput, ListEntitiesForPolicyOutput> model() {
        return IamOperations.LIST_ENTITIES_FOR_POLICY;
    }

    @Override
    public Accesses accesses(Call<ListEntitiesForPolicyInput> call) {
        return Accesses.of(Policies.CUSTOMER.access(
                call, "iam:ListEntitiesForPolicy", call.input().policyArn()));
    }

    @Override
    public ListEntitiesForPolicyOutput handle(Authorized<ListEntitiesForPolicyInput> request) {
        ListEntitiesForPolicyInput input = request.input();
        if (new Policies(parts.permissions())
                .find(request.view(), request.account(), input.policyArn())
                .isEmpty()) {
            throw Faults.policyNotAttachable(input.policyArn());
        }
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        String kind = Objects.requireNonNullElse(input.entityFilter(), "");
        List<PolicyHolder> all = holders(request.view(), request.account(), input).stream()
                .filter(holder -> kind.isEmpty() || kind.equals(kindOf(holder)))
                .filter(holder -> holder.path().startsWith(prefix))
                .sorted((left, right) -> key(left).compareTo(key(right)))
                .toList();
        return answer(Page.of(all, ListEntitiesForPolicy::key, input.marker(), input.maxItems()));
    }

    private static List<PolicyHolder> holders(View view, String account, ListEntitiesForPolicyInput input) {
        String usage = Objects.requireNonNullElse(input.policyUsageFilter(), "");
        List<PolicyHolder> result = new ArrayList<>();
        if (!usage.equals("PermissionsBoundary")) {
            result.addAll(Policies.users(view, account, input.policyArn()));
            result.addAll(Policies.groups(view, account, input.policyArn()));
            result.addAll(Policies.roles(view, account, input.policyArn()));
        }
        if (!usage.equals("PermissionsPolicy")) {
            result.addAll(Policies.boundedUsers(view, account, input.policyArn()));
            result.addAll(Policies.boundedRoles(view, account, input.policyArn()));
        }
        return result.stream().distinct().toList();
    }

    private static ListEntitiesForPolicyOutput answer(Page<PolicyHolder> page) {
        List<PolicyGroup> groups = new ArrayList<>();
        List<PolicyUser> users = new ArrayList<>();
        List<PolicyRole> roles = new ArrayList<>();
        for (PolicyHolder holder : page.items()) {
            switch (holder) {
                case User user -> users.add(new PolicyUser(user.name(), user.id()));
                case Group group -> groups.add(new PolicyGroup(group.name(), group.id()));
                case Role role -> roles.add(new PolicyRole(role.name(), role.id()));
            }
        }
        return new ListEntitiesForPolicyOutput(groups, users, roles, page.truncated(), page.marker());
    }

    private static String kindOf(PolicyHolder holder) {
        return switch (holder) {
            case User user -> "User";
            case Group group -> "Group";
            case Role role -> "Role";
        };
    }

    private static String key(PolicyHolder holder) {
        return kindOf(holder) + "/" + holder.name();
    }
}
