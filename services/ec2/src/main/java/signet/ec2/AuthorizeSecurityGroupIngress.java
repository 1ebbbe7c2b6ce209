package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.AuthorizeSecurityGroupIngressInput;
import signet.model.ec2.AuthorizeSecurityGroupIngressOutput;
import signet.model.ec2.Ec2Operations;

/** Adds rules about what members of a security group may receive. */
final class AuthorizeSecurityGroupIngress
        implements Operation<AuthorizeSecurityGroupIngressInput, AuthorizeSecurityGroupIngressOutput> {
    private final RuleChanges changes;

    AuthorizeSecurityGroupIngress(RuleChanges changes) {
        this.changes = changes;
    }

    @Override
    public OperationModel<AuthorizeSecurityGroupIngressInput, AuthorizeSecurityGroupIngressOutput> model() {
        return Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS;
    }

    @Override
    public Accesses accesses(Call<AuthorizeSecurityGroupIngressInput> call) {
        return RuleChanges.accesses(Ec2Call.of(call), model().name(), RuleChange.of(call.input()));
    }

    @Override
    public AuthorizeSecurityGroupIngressOutput handle(Authorized<AuthorizeSecurityGroupIngressInput> request) {
        return AuthorizeSecurityGroupIngressOutput.builder()
                .returnValue(true)
                .securityGroupRules(changes.authorize(request, RuleChange.of(request.input())))
                .build();
    }
}
