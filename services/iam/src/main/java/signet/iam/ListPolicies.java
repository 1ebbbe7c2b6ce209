package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
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
        List<ManagedPolicyView> all = inScope(view, account, input)
                .filter(policy -> policy.path().startsWith(Objects.requireNonNullElse(input.pathPrefix(), "/")))
                .filter(policy -> used(view, account, input, policy.arn()))
                .toList();
        Page<ManagedPolicyView> page = Page.of(all, ListPolicies::key, input.marker(), input.maxItems());
        return new ListPoliciesOutput(
                page.items().stream().map(policy -> policy.shape(view, account)).toList(),
                page.truncated(),
                page.marker());
    }

    private Stream<ManagedPolicyView> inScope(View view, String account, ListPoliciesInput input) {
        String scope = Objects.requireNonNullElse(input.scope(), "All");
        Collection<CustomerPolicy> local = scope.equals("AWS")
                ? List.of()
                : view.under(Tables.POLICIES, account + "/").values();
        Stream<ManagedPolicyView> aws = scope.equals("Local")
                ? Stream.of()
                : parts.permissions().awsManaged().all().stream().map(ManagedPolicyView::of);
        return Stream.concat(local.stream().map(ManagedPolicyView::of), aws)
                .sorted((left, right) -> key(left).compareTo(key(right)));
    }

    private static boolean used(View view, String account, ListPoliciesInput input, String arn) {
        String filter = Objects.requireNonNullElse(input.policyUsageFilter(), "");
        int attached = filter.equals("PermissionsBoundary") ? 0 : Policies.attachments(view, account, arn);
        int bounding = filter.equals("PermissionsPolicy") ? 0 : Policies.boundaryUses(view, account, arn);
        boolean needed = Boolean.TRUE.equals(input.onlyAttached()) || !filter.isEmpty();
        return !needed || attached + bounding > 0;
    }

    /** The account's own before AWS's. */
    private static String key(ManagedPolicyView policy) {
        return (PolicyArn.ofAws(policy.arn()) ? "2" : "1") + policy.arn();
    }
}
