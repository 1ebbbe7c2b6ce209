package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListPoliciesInput;
import signet.model.iam.ListPoliciesOutput;
import signet.snapshot.View;

/** ListPolicies: the account's own and AWS's, by path, scope and use. */
record ListPolicies(Parts parts) implements Operation<ListPoliciesInput, ListPoliciesOutput> {
    @Override
    public OperationModel<ListPoliciesInput, ListPoliciesOutput> model() {
        return IamOperations.LIST_POLICIES;
    }

    @Override
    public Accesses accesses(Call<ListPoliciesInput> call) {
        String prefix = Objects.requireNonNullElse(call.input().pathPrefix(), "/");
        String arn = "arn:aws:iam::" + call.caller().account() + ":policy" + prefix;
        return Accesses.of(Access.to("iam:ListPolicies", arn).worded("policy path " + prefix));
    }

    @Override
    public ListPoliciesOutput handle(Authorized<ListPoliciesInput> request) {
        ListPoliciesInput input = request.input();
        View view = request.view();
        String account = request.account();
        Page<ManagedPolicyView> page = Page.of(inScope(view, account, input), input.marker(), input.maxItems());
        return new ListPoliciesOutput(
                page.items().stream().map(policy -> policy.shape(view, account)).toList(),
                page.truncated(),
                page.marker());
    }

    /** The account's own before AWS's. */
    private List<Part<?, ManagedPolicyView>> inScope(View view, String account, ListPoliciesInput input) {
        String scope = Objects.requireNonNullElse(input.scope(), "All");
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        List<Part<?, ManagedPolicyView>> result = new ArrayList<>();
        if (!scope.equals("AWS")) {
            result.add(new Part<>(
                    "1",
                    view.under(Tables.POLICIES, account + "/"),
                    policy -> policy.path().startsWith(prefix) && used(view, account, input, policy.arn()),
                    ManagedPolicyView::of));
        }
        if (!scope.equals("Local")) {
            Policies policies = new Policies(parts.permissions());
            result.add(new Part<>(
                    "2",
                    policies.ofAws(view, account),
                    arn -> PolicyArn.path(arn).startsWith(prefix) && used(view, account, input, arn),
                    arn -> policies.get(view, account, arn)));
        }
        return result;
    }

    private static boolean used(View view, String account, ListPoliciesInput input, String arn) {
        String filter = Objects.requireNonNullElse(input.policyUsageFilter(), "");
        if (!Boolean.TRUE.equals(input.onlyAttached()) && filter.isEmpty()) {
            return true;
        }
        int attached = filter.equals("PermissionsBoundary") ? 0 : Policies.attachments(view, account, arn);
        int bounding = filter.equals("PermissionsPolicy") ? 0 : Policies.boundaryUses(view, account, arn);
        return attached + bounding > 0;
    }
}
