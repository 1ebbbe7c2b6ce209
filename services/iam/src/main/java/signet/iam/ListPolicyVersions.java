package signet.iam;

import java.util.Comparator;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListPolicyVersionsInput;
import signet.model.iam.ListPolicyVersionsOutput;

/** ListPolicyVersions: newest first, without the documents. */
record ListPolicyVersions(Parts parts) implements Operation<ListPolicyVersionsInput, ListPolicyVersionsOutput> {
    private static final int LARGEST = 1_000_000;

    @Override
    public OperationModel<ListPolicyVersionsInput, ListPolicyVersionsOutput> model() {
        return IamOperations.LIST_POLICY_VERSIONS;
    }

    @Override
    public Accesses accesses(Call<ListPolicyVersionsInput> call) {
        return Accesses.of(Policies.CUSTOMER.access(
                call, "iam:ListPolicyVersions", call.input().policyArn()));
    }

    @Override
    public ListPolicyVersionsOutput handle(Authorized<ListPolicyVersionsInput> request) {
        ListPolicyVersionsInput input = request.input();
        ManagedPolicyView policy =
                new Policies(parts.permissions()).get(request.view(), request.account(), input.policyArn());
        List<ManagedPolicyView.Version> newestFirst = policy.versions().stream()
                .sorted(Comparator.comparing(ListPolicyVersions::key))
                .toList();
        Page<ManagedPolicyView.Version> page =
                Page.of(newestFirst, ListPolicyVersions::key, input.marker(), input.maxItems());
        return new ListPolicyVersionsOutput(
                page.items().stream().map(policy::shape).toList(), page.truncated(), page.marker());
    }

    /** Sorts the highest number first. */
    private static String key(ManagedPolicyView.Version version) {
        int number = Integer.parseInt(version.id().substring(1));
        return String.format("%07d", LARGEST - number);
    }
}
