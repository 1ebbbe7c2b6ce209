package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Service;
import signet.identity.Ids;
import signet.identity.Passwords;
import signet.identity.Permissions;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.iam.IamOperations;
import signet.snapshot.State;
import signet.snapshot.View;

/** AWS Identity and Access Management (API version 2010-05-08). */
public final class IamService implements Service {
    private final List<Operation<?, ?>> operations;

    /**
     * The service over a state that was opened with {@link signet.identity.Tables} and {@link IamTables}.
     *
     * @param uses when keys and roles were last used
     * @param endpoint where clients reach the server, as {@code http://127.0.0.1:4566}
     */
    public IamService(State state, Permissions permissions, Ids ids, AccessKeyUse uses, Supplier<String> endpoint) {
        this(new Parts(state, permissions, ids, uses, new Passwords(ids, Passwords.ITERATIONS), endpoint));
    }

    IamService(Parts parts) {
        this.operations = Stream.of(
                        PrincipalOperations.all(parts),
                        HolderOperations.all(parts),
                        SamlOperations.all(parts),
                        TagOperations.all(parts),
                        PolicyOperations.all(parts),
                        CredentialOperations.all(parts),
                        OidcOperations.all(parts),
                        AccountOperations.all(parts))
                .flatMap(Collection::stream)
                .<Operation<?, ?>>map(SessionRule::over)
                .toList();
    }

    @Override
    public ServiceModel model() {
        return IamOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public Optional<Access> accessTo(View view, Caller caller, String action, String resource) {
        return Kind.accessTo(view, action, resource).or(() -> Policies.accessTo(view, action, resource));
    }

    @Override
    public AwsError denied(Denial denial) {
        return Faults.accessDenied(denial.sentence());
    }
}
