package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.CreatePolicyVersionInput;
import signet.model.iam.CreatePolicyVersionOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreatePolicyVersion: at most five are kept, and numbers are never used again. */
record CreatePolicyVersion(Parts parts) implements Operation<CreatePolicyVersionInput, CreatePolicyVersionOutput> {
    @Override
    public OperationModel<CreatePolicyVersionInput, CreatePolicyVersionOutput> model() {
        return IamOperations.CREATE_POLICY_VERSION;
    }

    @Override
    public Accesses accesses(Call<CreatePolicyVersionInput> call) {
        return Accesses.of(Policies.CUSTOMER.access(
                call, "iam:CreatePolicyVersion", call.input().policyArn()));
    }

    @Override
    public CreatePolicyVersionOutput handle(Authorized<CreatePolicyVersionInput> request) {
        CreatePolicyVersionInput input = request.input();
        Policies.checkOwn(input.policyArn(), "create policy versions for policies");
        Documents.checkIdentity(input.policyDocument());
        Quota.POLICY_SIZE.check(Documents.size(input.policyDocument()));
        CustomerPolicy changed = parts.state().write(tx -> {
            CustomerPolicy policy = Policies.CUSTOMER.get(tx, request.account(), input.policyArn());
            CustomerPolicy next = withNext(policy, request);
            tx.put(Tables.POLICIES, next.key(), next);
            return next;
        });
        ManagedPolicyView view = ManagedPolicyView.of(changed);
        return new CreatePolicyVersionOutput(view.shape(view.versions().getFirst()));
    }

    private static CustomerPolicy withNext(CustomerPolicy policy, Authorized<CreatePolicyVersionInput> request) {
        if (policy.versions().size() >= Quota.VERSIONS_PER_POLICY.limit()) {
            throw IamErrors.limitExceeded("A managed policy can have up to " + Quota.VERSIONS_PER_POLICY.limit()
                    + " versions. Before you create a new version, you must delete an existing version.");
        }
        String id = "v" + policy.nextVersion();
        List<CustomerPolicy.Version> versions = new ArrayList<>(policy.versions());
        versions.add(new CustomerPolicy.Version(id, request.input().policyDocument(), Times.seconds(request.time())));
        boolean inForce = Objects.requireNonNullElse(request.input().setAsDefault(), false);
        return policy.withVersions(
                versions,
                inForce ? id : policy.defaultVersion(),
                policy.nextVersion() + 1,
                Times.seconds(request.time()));
    }
}
