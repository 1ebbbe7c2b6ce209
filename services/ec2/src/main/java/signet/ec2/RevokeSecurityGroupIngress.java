package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RevokeSecurityGroupIngressInput;
import signet.model.ec2.RevokeSecurityGroupIngressOutput;

/** Removes rules about what members of a security group may receive; those that are not there are named in the answer. */
final class RevokeSecurityGroupIngress
        implements Operation<RevokeSecurityGroupIngressInput, RevokeSecurityGroupIngressOutput> {
    private final RuleChanges changes;

    RevokeSecurityGroupIngress(RuleChanges changes) {
        this.changes = changes;
    }

    @Override
    public OperationModel<RevokeSecurityGroupIngressInput, RevokeSecurityGroupIngressOutput> model() {
        return Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS;
    }

    @Override
    public Accesses accesses(Call<RevokeSecurityGroupIngressInput> call) {
        return RuleChanges.accesses(Ec2Call.of(call), model().name(), RuleChange.of(call.input()));
    }

    @Override
    public RevokeSecurityGroupIngressOutput handle(Authorized<RevokeSecurityGroupIngressInput> request) {
        RuleChanges.Revoked revoked = changes.revoke(request, RuleChange.of(request.input()));
        return RevokeSecurityGroupIngressOutput.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(revoked.removed().stream()
                        .map(rule -> RuleAnswers.revoked(revoked.group(), rule))
                        .toList())
                .unknownIpPermissions(RuleAnswers.permissions(request.account(), revoked.unknown()))
                .build();
    }
}
