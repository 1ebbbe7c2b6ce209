package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.AuthorizeSecurityGroupEgressInput;
import signet.model.ec2.AuthorizeSecurityGroupEgressOutput;
import signet.model.ec2.Ec2Operations;

/** Adds rules about what members of a security group may send. */
final class AuthorizeSecurityGroupEgress
        implements Operation<AuthorizeSecurityGroupEgressInput, AuthorizeSecurityGroupEgressOutput> {
    private final RuleChanges changes;

    AuthorizeSecurityGroupEgress(RuleChanges changes) {
        this.changes = changes;
    }

    @Override
    public OperationModel<AuthorizeSecurityGroupEgressInput, AuthorizeSecurityGroupEgressOutput> model() {
        return Ec2Operations.AUTHORIZE_SECURITY_GROUP_EGRESS;
    }

    @Override
    public Accesses accesses(Call<AuthorizeSecurityGroupEgressInput> call) {
        return RuleChanges.accesses(Ec2Call.of(call), model().name(), RuleChange.of(call.input()));
    }

    @Override
    public AuthorizeSecurityGroupEgressOutput handle(Authorized<AuthorizeSecurityGroupEgressInput> request) {
        return AuthorizeSecurityGroupEgressOutput.builder()
                .returnValue(true)
                .securityGroupRules(changes.authorize(request, RuleChange.of(request.input())))
                .build();
    }
}
