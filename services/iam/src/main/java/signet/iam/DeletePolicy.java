package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeletePolicyInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** DeletePolicy: nobody may have it any more, and only the version in force may be left. */
record DeletePolicy(Parts parts) implements Operation<DeletePolicyInput, Unit> {
    @Override
    public OperationModel<DeletePolicyInput, Unit> model() {
        return IamOperations.DELETE_POLICY;
    }

    @Override
    public Accesses accesses(Call<DeletePolicyInput> call) {
        return Accesses.of(
                Policies.CUSTOMER.access(call, "iam:DeletePolicy", call.input().policyArn()));
    }

    @Override
    public Unit handle(Authorized<DeletePolicyInput> request) {
        String arn = request.input().policyArn();
        Policies.checkOwn(arn, "delete policies");
        return parts.state().write(tx -> {
            CustomerPolicy policy = Policies.CUSTOMER.get(tx, request.account(), arn);
            int uses = Policies.attachments(tx, request.account(), arn)
                    + Policies.boundaryUses(tx, request.account(), arn);
            if (uses > 0) {
                throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw IamErrors.deleteConflict("This policy has more than one version. Before you delete a policy, "
                        + "you must delete the policy's versions. The default version is deleted with the policy.");
            }
            tx.delete(Tables.POLICIES, policy.key());
            return Unit.VALUE;
        });
    }
}
