package signet.authz;

import java.util.List;
import java.util.Optional;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.snapshot.View;

/** One AWS service: its operations, and its way of saying no. */
public interface Service {
    /** The service's model. */
    ServiceModel model();

    /** The operations that are there. The model's others are answered as not implemented. */
    List<Operation<?, ?>> operations();

    /**
     * An action on one resource, with all that the service knows of the resource: its owner, its condition keys, its own policy.
     * It is what an operation would declare, for those who ask what a caller may do without doing it.
     *
     * @return empty if no resource of the service has that ARN
     */
    default Optional<Access> accessTo(View view, Caller caller, String action, String resource) {
        return Optional.empty();
    }

    /** The error by which this service reports a denial. */
    AwsError denied(Denial denial);
}
