package signet.ec2;

import java.util.Collection;
import signet.model.AwsError;

/** EC2's errors, in AWS's own words (EC2 API Reference, "Error codes", and what AWS was seen to answer). */
final class Errors {
    private Errors() {}

    static AwsError of(String code, String message) {
        return AwsError.of(code, 400, message);
    }

    static AwsError invalidValue(String message) {
        return of("InvalidParameterValue", message);
    }

    static AwsError invalidValue(String value, String parameter, String why) {
        return invalidValue("Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
    }

    static AwsError combination(String message) {
        return of("InvalidParameterCombination", message);
    }

    static AwsError missing(String parameter) {
        return of("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsError unsupported(String what) {
        return of("UnsupportedOperation", what);
    }

    static AwsError dryRun() {
        return AwsError.of("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
    }

    static AwsError malformedInstance(String id) {
        return of("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
    }

    static AwsError noInstances(Collection<String> ids) {
        return notFound("InvalidInstanceID", "instance", ids);
    }

    /** One of EC2's {@code InvalidX.NotFound}: {@code The instance ID 'i-…' does not exist}. */
    static AwsError notFound(String code, String noun, Collection<String> ids) {
        if (ids.size() == 1) {
            return of(
                    code + ".NotFound", "The " + noun + " ID '" + ids.iterator().next() + "' does not exist");
        }
        return of(code + ".NotFound", "The " + noun + " IDs '" + String.join(", ", ids) + "' do not exist");
    }

    static AwsError noAssociation(String id) {
        return of("InvalidAssociationID.NotFound", "An invalid association-id of '" + id + "' was given");
    }

    static AwsError associated(String instanceId) {
        return of("IncorrectState", "There is an existing association for instance " + instanceId);
    }

    static AwsError notRunningOrStopped(String instanceId) {
        return of(
                "IncorrectInstanceState",
                "The instance '" + instanceId + "' is not in the 'running' or 'stopped' states.");
    }

    static AwsError wrongState(String instanceId, String operation) {
        return of(
                "IncorrectInstanceState",
                "The instance '" + instanceId + "' is not in a state from which it can be " + operation + ".");
    }

    static AwsError changedMeanwhile(String what) {
        return AwsError.of("Unavailable", 503, what + " was changed while the request was carried out. Try again.");
    }
}
