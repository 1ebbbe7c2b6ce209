package signet.rds;

import java.util.Optional;
import signet.authz.Authorized;
import signet.authz.Requests;
import signet.identity.Role;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.iam.CreateServiceLinkedRoleInput;
import signet.model.iam.IamOperations;
import signet.snapshot.State;
import signet.snapshot.View;

/** The service-linked role that RDS has in an account with DB instances (RDS User Guide, "Using service-linked roles"). */
final class ServiceRole {
    static final String SERVICE = "rds.amazonaws.com";
    static final String NAME = "AWSServiceRoleForRDS";
    private static final String PATH = Role.SERVICE_LINKED_PATH + SERVICE + "/";

    private final State state;
    private final Requests requests;

    ServiceRole(State state, Requests requests) {
        this.state = state;
        this.requests = requests;
    }

    static Optional<Role> find(View view, String account) {
        return view.get(Tables.ROLES, Tables.key(account, NAME))
                .filter(role -> role.path().equals(PATH));
    }

    /** Makes the role for a client, if there is none yet; the client must be allowed to make it. */
    void ensure(Authorized<?> client) {
        if (find(state.current(), client.account()).isPresent()) {
            return;
        }
        try {
            var _ = requests.send(
                    client.caller(),
                    client.info().via(SERVICE),
                    IamOperations.CREATE_SERVICE_LINKED_ROLE,
                    CreateServiceLinkedRoleInput.builder()
                            .awsServiceName(SERVICE)
                            .build());
        } catch (AwsError e) {
            // Somebody else may have made it at the same time.
            if (find(state.current(), client.account()).isEmpty()) {
                throw missing();
            }
        }
    }

    static AwsError missing() {
        return Errors.value(
                "Unable to create the resource. Verify that you have permission to create service linked role."
                        + " Otherwise wait and try again later");
    }
}
