package signet.autoscaling;

import java.time.Clock;
import java.util.List;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Requests;
import signet.authz.Service;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.autoscaling.AutoScalingOperations;
import signet.snapshot.State;

/** Amazon EC2 Auto Scaling: groups of instances that keep their size. */
public final class AutoScalingService implements Service, AutoCloseable {
    private final Keeper keeper;
    private final List<Operation<?, ?>> operations;

    /**
     * The service. Its groups are looked after from {@link #start} on.
     *
     * @param requests takes what it asks of EC2 and IAM
     */
    public AutoScalingService(State state, Requests requests, Ids ids, Clock clock) {
        Ec2 ec2 = new Ec2(requests, ids, clock);
        Roster roster = new Roster(state, ids, clock);
        this.keeper = new Keeper(state, ec2, ids, clock);
        this.operations = List.of(
                new CreateLaunchConfiguration(state, ids),
                new DescribeLaunchConfigurations(),
                new DeleteLaunchConfiguration(state),
                new CreateAutoScalingGroup(state, ids, ec2, keeper),
                new UpdateAutoScalingGroup(state, ec2, keeper),
                new DeleteAutoScalingGroup(state, keeper),
                new DescribeAutoScalingGroups(),
                new DescribeAutoScalingInstances(),
                new SetDesiredCapacity(state, keeper),
                new TerminateInstanceInAutoScalingGroup(state, roster, keeper),
                new AttachInstances(state, ids, keeper),
                new DetachInstances(state, ids, keeper),
                new DescribeScalingActivities());
    }

    /** Begins to look after the groups; those of a server that ran before are taken over. */
    public void start() {
        keeper.start();
    }

    /** Stops looking after the groups; their instances run on. */
    @Override
    public void close() {
        keeper.close();
    }

    @Override
    public ServiceModel model() {
        return AutoScalingOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public AwsError denied(Denial denial) {
        return Errors.accessDenied(denial.sentence());
    }

    Keeper keeper() {
        return keeper;
    }
}
