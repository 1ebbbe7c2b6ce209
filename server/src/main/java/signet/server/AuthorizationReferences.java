package signet.server;

import java.util.Map;
import signet.iamtoolbox.AuthorizationId;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.iam.IamOperations;

/**
 * The ids in access denied messages by which the Access Troubleshooter finds what was decided (IAM User Guide, "Troubleshoot
 * access denied error messages with authorization ID"): in IAM's, as in AWS's preview.
 */
final class AuthorizationReferences {
    private final Ids ids;

    AuthorizationReferences(Ids ids) {
        this.ids = ids;
    }

    /**
     * A denial and what refers to it.
     *
     * @param id empty where nothing does
     */
    record Referred(AwsError error, String id) {}

    /** Adds an id to a denial of a service whose messages have them. */
    Referred refer(ServiceModel service, AwsError denial) {
        if (service != IamOperations.SERVICE) {
            return new Referred(denial, "");
        }
        String id = AuthorizationId.next(ids);
        AwsError error = AwsError.of(
                denial.code(),
                denial.httpStatus(),
                denial.message()
                        + ". For complete details, call the GetRequestAuthorizationDetails API with the following"
                        + " authorization id: " + id);
        for (Map.Entry<String, String> detail : denial.details().entrySet()) {
            error = error.with(detail.getKey(), detail.getValue());
        }
        return new Referred(error, id);
    }
}
