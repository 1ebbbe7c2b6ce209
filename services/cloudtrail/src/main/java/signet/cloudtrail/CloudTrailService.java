package signet.cloudtrail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Requests;
import signet.authz.Service;
import signet.identity.Ids;
import signet.identity.Seal;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.snapshot.State;
import signet.trail.EventHistory;

/** AWS CloudTrail: looks events up, and delivers them to buckets. */
public final class CloudTrailService implements Service, AutoCloseable {
    private final List<Operation<?, ?>> operations;
    private final Courier courier;

    /**
     * What the service works with.
     *
     * @param state opened with {@link Tables#all()}
     * @param history what was recorded
     * @param seal seals the tokens that lookups go on by
     * @param requests takes what it asks of S3
     * @param period how often events are delivered
     */
    public CloudTrailService(
            State state, EventHistory history, Seal seal, Requests requests, Ids ids, Clock clock, Duration period) {
        LogBucket bucket = new LogBucket(requests, ids);
        courier = new Courier(new Delivery(state, history, bucket, ids, clock), period);
        operations = List.of(
                new AddTags(state),
                new CreateTrail(state, bucket),
                new DeleteTrail(state),
                new DescribeTrails(),
                new GetEventSelectors(),
                new GetTrail(),
                new GetTrailStatus(),
                new ListTags(),
                new ListTrails(),
                new LookupEvents(history, seal, clock),
                new PutEventSelectors(state),
                new RemoveTags(state),
                new StartLogging(state, history),
                new StopLogging(state, history),
                new UpdateTrail(state, bucket));
    }

    /** Begins to deliver. */
    public void start() {
        courier.start();
    }

    @Override
    public ServiceModel model() {
        return CloudTrailOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public AwsError denied(Denial denial) {
        return Errors.denied(denial.sentence());
    }

    /** Stops delivering; a file that is being written is finished. */
    @Override
    public void close() {
        courier.close();
    }
}
