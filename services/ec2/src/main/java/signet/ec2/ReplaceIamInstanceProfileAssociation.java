package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.fleet.Tables;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ReplaceIamInstanceProfileAssociationInput;
import signet.model.ec2.ReplaceIamInstanceProfileAssociationOutput;
import signet.snapshot.State;

/** Gives a running instance another instance profile in one step; its role has to be passed. */
final class ReplaceIamInstanceProfileAssociation
        implements Operation<ReplaceIamInstanceProfileAssociationInput, ReplaceIamInstanceProfileAssociationOutput> {
    private final State state;
    private final Fleet fleet;
    private final Ids ids;

    ReplaceIamInstanceProfileAssociation(State state, Fleet fleet, Ids ids) {
        this.state = state;
        this.fleet = fleet;
        this.ids = ids;
    }

    @Override
    public OperationModel<ReplaceIamInstanceProfileAssociationInput, ReplaceIamInstanceProfileAssociationOutput>
            model() {
        return Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION;
    }

    @Override
    public Accesses accesses(Call<ReplaceIamInstanceProfileAssociationInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        ProfileAssociation old = Associations.find(ec2, call.input().associationId());
        Instance instance = Associations.instanceOf(ec2, old);
        Profiles.Handed handed = Associations.handed(ec2, call.input().iamInstanceProfile());
        return Accesses.of(Associations.attach(ec2, model().name(), instance, handed), handed.pass(instance.arn()));
    }

    @Override
    public ReplaceIamInstanceProfileAssociationOutput handle(
            Authorized<ReplaceIamInstanceProfileAssociationInput> request) {
        Ec2Call call = Ec2Call.of(request);
        Profiles.Handed handed = Associations.handed(call, request.input().iamInstanceProfile());
        ProfileAssociation association = state.write(tx -> {
            Ec2Call now = call.on(tx);
            ProfileAssociation old = Associations.find(now, request.input().associationId());
            Instance instance = Associations.instanceOf(now, old);
            if (instance.state().code() != Instance.Code.RUNNING) {
                throw Errors.of(
                        "IncorrectInstanceState",
                        "The instance '" + instance.id() + "' is not in the 'running' state.");
            }
            Associations.requireSame(now, handed);
            ProfileAssociation made =
                    Associations.associating(ids.resource("iip-assoc"), instance, handed, request.time());
            tx.delete(Tables.ASSOCIATIONS, old.key());
            tx.put(Tables.ASSOCIATIONS, made.key(), made);
            return made;
        });
        fleet.settle(association);
        return new ReplaceIamInstanceProfileAssociationOutput(Associations.answer(association));
    }
}
