package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.ProfileAssociation;
import signet.fleet.Tables;
import signet.model.OperationModel;
import signet.model.ec2.DisassociateIamInstanceProfileInput;
import signet.model.ec2.DisassociateIamInstanceProfileOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Takes an instance's profile away. Credentials that were already fetched stay valid until they expire. */
final class DisassociateIamInstanceProfile
        implements Operation<DisassociateIamInstanceProfileInput, DisassociateIamInstanceProfileOutput> {
    private final State state;
    private final Fleet fleet;

    DisassociateIamInstanceProfile(State state, Fleet fleet) {
        this.state = state;
        this.fleet = fleet;
    }

    @Override
    public OperationModel<DisassociateIamInstanceProfileInput, DisassociateIamInstanceProfileOutput> model() {
        return Ec2Operations.DISASSOCIATE_IAM_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<DisassociateIamInstanceProfileInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        ProfileAssociation association = Associations.find(ec2, call.input().associationId());
        return Accesses.of(Instances.access(ec2, model().name(), Associations.instanceOf(ec2, association)));
    }

    @Override
    public DisassociateIamInstanceProfileOutput handle(Authorized<DisassociateIamInstanceProfileInput> request) {
        Ec2Call call = Ec2Call.of(request);
        ProfileAssociation leaving = state.write(tx -> {
            ProfileAssociation found =
                    Associations.find(call.on(tx), request.input().associationId());
            ProfileAssociation changed = found.in("disassociating", request.time());
            tx.put(Tables.ASSOCIATIONS, changed.key(), changed);
            return changed;
        });
        fleet.settle(leaving);
        return new DisassociateIamInstanceProfileOutput(Associations.answer(leaving));
    }
}
