package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.SetDefaultPolicyVersionInput;

/** SetDefaultPolicyVersion: in force at once, for all that have the policy. */
record SetDefaultPolicyVersion(Parts parts) implements Operation<SetDefaultPolicyVersionInput, Unit> {
    @Override
    public OperationModel<SetDefaultPolicyVersionInput, Unit> model() {
        return IamOperations.SET_DEFAULT_POLICY_VERSION;
    }

    @Override
    public Accesses accesses(Call<SetDefaultPolicyVersionInput> call) {
        return Accesses.of(Policies.CUSTOMER.access(
                call, "iam:SetDefaultPolicyVersion", call.input().policyArn()));
    }

    @Override
    public Unit handle(Authorized<SetDefaultPolicyVersionInput> request) {
        SetDefaultPolicyVersionInput input = request.input();
        Policies.checkOwn(input.policyArn(), "update policies");
        return parts.state().write(tx -> {
            CustomerPolicy policy = Policies.customer(tx, request.account(), input.policyArn())
                    .filter(found -> found.version(input.versionId()).isPresent())
                    .orElseThrow(() -> Faults.versionNotFound(input.policyArn(), input.versionId()));
            CustomerPolicy changed = policy.withVersions(
                    policy.versions(), input.versionId(), policy.nextVersion(), Times.seconds(request.time()));
            tx.put(Tables.POLICIES, changed.key(), changed);
            return Unit.VALUE;
        });
    }
}
