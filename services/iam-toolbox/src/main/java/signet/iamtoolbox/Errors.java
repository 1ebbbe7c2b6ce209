package signet.iamtoolbox;

import signet.model.AwsError;
import signet.model.iamtoolbox.IamToolboxErrors;

/** IAM Toolbox's errors; AWS publishes their codes, not their texts. */
final class Errors {
    private Errors() {}

    static AwsError invalid(String message) {
        return IamToolboxErrors.validation(message);
    }

    /** Also for what the caller may not see, so that nobody learns that it is there. */
    static AwsError unknown() {
        return IamToolboxErrors.resourceNotFound("There are no authorization details of this id.");
    }
}
