package signet.wire;

import signet.model.AwsError;
import signet.model.Protocol;
import signet.model.ServiceModel;

/** What Amazon's query services answer to a request that names no operation of theirs. */
final class QueryErrors {
    private QueryErrors() {}

    static AwsError missingAction() {
        return AwsError.of("MissingAction", 400, "The request is missing an action or a required parameter.");
    }

    static AwsError wrongVersion(ServiceModel service, String action, String version) {
        if (service.protocol() == Protocol.AWS_QUERY) {
            return unknownAction(service, action, version.isEmpty() ? "NO_VERSION_SPECIFIED" : version);
        }
        return version.isEmpty()
                ? AwsError.of("MissingParameter", 400, "The request must contain the parameter Version")
                : AwsError.of("NoSuchVersion", 400, "The requested version (" + version + ") is not valid.");
    }

    static AwsError unknownAction(ServiceModel service, String action, String version) {
        String message = service.protocol() == Protocol.AWS_QUERY
                ? "Could not find operation " + action + " for version " + version
                : "The action " + action + " is not valid for this web service.";
        return AwsError.of("InvalidAction", 400, message);
    }
}
