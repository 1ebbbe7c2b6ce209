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
import signet.model.ec2.AssociateIamInstanceProfileInput;
import signet.model.ec2.AssociateIamInstanceProfileOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Gives an instance that has none an instance profile; its role has to be passed. */
final class AssociateIamInstanceProfile
        implements Operation<AssociateIamInstanceProfileInput, AssociateIamInstanceProfileOutput> {
    private final State state;
    private final Fleet fleet;
    private final Ids ids;

    AssociateIamInstanceProfile(State state, Fleet fleet, Ids ids) {
        this.state = state;
        this.fleet = fleet;
        this.ids = ids;
    }

    @Override
    public OperationModel<AssociateIamInstanceProfileInput, AssociateIamInstanceProfileOutput> model() {
        return Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<AssociateIamInstanceProfileInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Instance instance = Instances.find(ec2, call.input().instanceId());
        Profiles.Handed handed = Associations.handed(ec2, call.input().iamInstanceProfile());
        return Accesses.of(Associations.attach(ec2, model().name(), instance, handed), handed.pass(instance.arn()));
    }

    @Override
    public AssociateIamInstanceProfileOutput handle(Authorized<AssociateIamInstanceProfileInput> request) {
        Ec2Call call = Ec2Call.of(request);
        Profiles.Handed handed = Associations.handed(call, request.input().iamInstanceProfile());
        ProfileAssociation association = state.write(tx -> {
            Ec2Call now = call.on(tx);
            Instance instance = Instances.find(now, request.input().instanceId());
            Associations.requireRunningOrStopped(instance);
            if (Instances.association(now, instance.id()).isPresent()) {
                throw Errors.associated(instance.id());
            }
            Associations.requireSame(now, handed);
            ProfileAssociation made =
                    Associations.associating(ids.resource("iip-assoc"), instance, handed, request.time());
            tx.put(Tables.ASSOCIATIONS, made.key(), made);
            return made;
        });
        fleet.settle(association);
        return new AssociateIamInstanceProfileOutput(Associations.answer(association));
    }
}
