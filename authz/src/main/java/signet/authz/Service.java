package signet.authz;

import java.util.List;
import signet.model.AwsError;
import signet.model.ServiceModel;

/** One AWS service: its operations, and its way of saying no. */
public interface Service {
    /** The service's model. */
    ServiceModel model();

    /** The operations that are there. The model's others are answered as not implemented. */
    List<Operation<?, ?>> operations();

    /** The error by which this service reports a denial. */
    AwsError denied(Denial denial);
}
