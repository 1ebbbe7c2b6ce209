package signet.ec2;

import java.util.Map;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.SecurityGroup;
import signet.fleet.Tables;
import signet.model.OperationModel;
import signet.model.ec2.DeleteSecurityGroupInput;
import signet.model.ec2.DeleteSecurityGroupOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Deletes a security group that nothing depends on; a VPC's default group stays. */
final class DeleteSecurityGroup implements Operation<DeleteSecurityGroupInput, DeleteSecurityGroupOutput> {
    private final State state;

    DeleteSecurityGroup(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteSecurityGroupInput, DeleteSecurityGroupOutput> model() {
        return Ec2Operations.DELETE_SECURITY_GROUP;
    }

    @Override
    public Accesses accesses(Call<DeleteSecurityGroupInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(Groups.access(ec2, model().name(), named(ec2, call.input())));
    }

    @Override
    public DeleteSecurityGroupOutput handle(Authorized<DeleteSecurityGroupInput> request) {
        Ec2Call call = Ec2Call.of(request);
        // By its id from here on: meanwhile another group may have got the name.
        String id = named(call, request.input()).id();
        return state.write(tx -> {
            SecurityGroup group = Groups.named(call.on(tx), id, null);
            if (Groups.isDefault(group)) {
                throw Errors.of(
                        "CannotDelete",
                        "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
            }
            if (Groups.isDependedOn(call.on(tx), group)) {
                throw Errors.of("DependencyViolation", "resource " + id + " has a dependent object");
            }
            tx.delete(Tables.SECURITY_GROUPS, group.key());
            Tags.put(tx, call.account(), id, Map.of());
            group.rules().forEach(rule -> Tags.put(tx, call.account(), rule.id(), Map.of()));
            return DeleteSecurityGroupOutput.builder()
                    .returnValue(true)
                    .groupId(id)
                    .build();
        });
    }

    private static SecurityGroup named(Ec2Call call, DeleteSecurityGroupInput input) {
        return Groups.named(call, input.groupId(), input.groupName());
    }
}
