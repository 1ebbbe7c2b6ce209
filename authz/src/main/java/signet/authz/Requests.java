package signet.authz;

import signet.model.OperationModel;

/**
 * Requests that Signet's services send each other. They go the way of any client's: the operation declares what it needs,
 * the authorizer decides for the caller, an event is left. So a service gets done what its caller, or its service-linked
 * role, may do, and nothing else.
 */
public interface Requests {
    /**
     * Sends a request and returns the answer.
     *
     * @param caller who is asked for: a service-linked role's session, or the client whose request the sender carries out
     * @throws signet.model.AwsError the error that a client would get
     */
    <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> operation, I input);
}
