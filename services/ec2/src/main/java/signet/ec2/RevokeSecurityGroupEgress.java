package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RevokeSecurityGroupEgressInput;
import signet.model.ec2.RevokeSecurityGroupEgressOutput;

/** Removes rules about what members of a security group may send; those that are not there are named in the answer. */
final class RevokeSecurityGroupEgress
        implements Operation<RevokeSecurityGroupEgressInput, RevokeSecurityGroupEgressOutput> {
    private final RuleChanges changes;

    RevokeSecurityGroupEgress(RuleChanges changes) {
        this.changes = changes;
    }

    @Override
    public OperationModel<RevokeSecurityGroupEgressInput, RevokeSecurityGroupEgressOutput> model() {
        return Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS;
    }

    @Override
    public Accesses accesses(Call<RevokeSecurityGroupEgressInput> call) {
        return RuleChanges.accesses(Ec2Call.of(call), model().name(), RuleChange.of(call.input()));
    }

    @Override
    public RevokeSecurityGroupEgressOutput handle(Authorized<RevokeSecurityGroupEgressInput> request) {
        RuleChanges.Revoked revoked = changes.revoke(request, RuleChange.of(request.input()));
        return RevokeSecurityGroupEgressOutput.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(revoked.removed().stream()
                        .map(rule -> RuleAnswers.revoked(revoked.group(), rule))
                        .toList())
                .unknownIpPermissions(RuleAnswers.permissions(request.account(), revoked.unknown()))
                .build();
    }
}
