package signet.iamtoolbox;

import java.util.List;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Service;
import signet.identity.Seal;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.iamtoolbox.IamToolboxErrors;
import signet.model.iamtoolbox.IamToolboxOperations;
import signet.trail.EventHistory;

/** IAM Toolbox: the Access Troubleshooter over what was recorded. */
public final class IamToolboxService implements Service {
    private final List<Operation<?, ?>> operations;

    /**
     * What the service works with.
     *
     * @param history what was recorded
     * @param seal seals the tokens of pages
     */
    public IamToolboxService(EventHistory history, Seal seal) {
        operations =
                List.of(new GetRequestAuthorizationDetails(history, seal), new GetRequestAuthorizationPolicy(history));
    }

    @Override
    public ServiceModel model() {
        return IamToolboxOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public AwsError denied(Denial denial) {
        return IamToolboxErrors.accessDenied(denial.sentence());
    }
}
