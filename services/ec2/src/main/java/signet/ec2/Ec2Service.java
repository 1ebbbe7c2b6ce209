package signet.ec2;

import java.util.List;
import java.util.stream.Stream;
import signet.authz.AuthorizationMessages;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Service;
import signet.fleet.Fleet;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Amazon EC2: instances, the profiles that give them roles, and as much of the rest as launching them takes. */
public final class Ec2Service implements Service {
    private static final String UNAUTHORIZED = "You are not authorized to perform this operation. ";

    private final AuthorizationMessages messages;
    private final List<Operation<?, ?>> operations;

    /**
     * The service.
     *
     * @param fleet runs the instances
     * @param messages seals what a denial rests on
     */
    public Ec2Service(State state, Fleet fleet, Ids ids, AuthorizationMessages messages) {
        this(state, fleet, ids, messages, Catalogue.ofHost());
    }

    Ec2Service(State state, Fleet fleet, Ids ids, AuthorizationMessages messages, Catalogue catalogue) {
        this.messages = messages;
        this.operations = Stream.of(instances(state, fleet, ids, catalogue), associations(state, fleet, ids))
                .flatMap(List::stream)
                .<Operation<?, ?>>map(Ec2Service::gated)
                .toList();
    }

    @Override
    public ServiceModel model() {
        return Ec2Operations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    /** As EC2 says it: the encoded message goes with actions on resources, not with those that know none. */
    @Override
    public AwsError denied(Denial denial) {
        boolean resources = !denial.decided().access().resource().equals("*");
        String more = resources ? ". Encoded authorization failure message: " + messages.encode(denial) : "";
        return AwsError.of("UnauthorizedOperation", 403, UNAUTHORIZED + denial.sentence() + more);
    }

    private static <I, O> Operation<I, O> gated(Operation<I, O> operation) {
        return new Gate<>(operation);
    }

    private static List<Operation<?, ?>> instances(State state, Fleet fleet, Ids ids, Catalogue catalogue) {
        return List.of(
                new RunInstances(state, fleet, new Launcher(ids), catalogue),
                new DescribeInstances(catalogue),
                new StartInstances(state, fleet),
                new StopInstances(state, fleet),
                new RebootInstances(fleet),
                new TerminateInstances(state, fleet));
    }

    private static List<Operation<?, ?>> associations(State state, Fleet fleet, Ids ids) {
        return List.of(
                new AssociateIamInstanceProfile(state, fleet, ids),
                new ReplaceIamInstanceProfileAssociation(state, fleet, ids),
                new DisassociateIamInstanceProfile(state, fleet),
                new DescribeIamInstanceProfileAssociations());
    }
}
