package signet.iam;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeletePolicyVersionInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** DeletePolicyVersion: any but the one in force. */
record DeletePolicyVersion(Parts parts) implements Operation<DeletePolicyVersionInput, Unit> {
    @Override
    public OperationModel<DeletePolicyVersionInput, Unit> model() {
        return IamOperations.DELETE_POLICY_VERSION;
    }

    @Override
    public Accesses accesses(Call<DeletePolicyVersionInput> call) {
        return Accesses.of(Policies.CUSTOMER.access(
                call, "iam:DeletePolicyVersion", call.input().policyArn()));
    }

    @Override
    public Unit handle(Authorized<DeletePolicyVersionInput> request) {
        DeletePolicyVersionInput input = request.input();
        Policies.checkOwn(input.policyArn(), "delete policy versions for policies");
        return parts.state().write(tx -> {
            CustomerPolicy policy = Policies.customer(tx, request.account(), input.policyArn())
                    .filter(found -> found.version(input.versionId()).isPresent())
                    .orElseThrow(() -> Faults.versionNotFound(input.policyArn(), input.versionId()));
            if (policy.defaultVersion().equals(input.versionId())) {
                throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
            }
            List<CustomerPolicy.Version> rest = policy.versions().stream()
                    .filter(version -> !version.id().equals(input.versionId()))
                    .toList();
            CustomerPolicy changed =
                    policy.withVersions(rest, policy.defaultVersion(), policy.nextVersion(), policy.updated());
            tx.put(Tables.POLICIES, changed.key(), changed);
            return Unit.VALUE;
        });
    }
}
