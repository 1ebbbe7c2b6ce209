package signet.sts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import signet.authz.Access;
import signet.authz.AuthorizationMessages;
import signet.authz.Caller;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Service;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Sessions;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.sts.StsOperations;
import signet.oidc.TokenVerifier;
import signet.policy.SourcedPolicy;
import signet.snapshot.State;
import signet.snapshot.View;

/** AWS Security Token Service: who am I, and temporary credentials. */
public final class StsService implements Service {
    private static final Set<String> UNEXPLAINED = Set.of(
            "sts:AssumeRole",
            "sts:AssumeRoleWithWebIdentity",
            "sts:AssumeRoot",
            "sts:TagSession",
            "sts:SetSourceIdentity");

    private final List<Operation<?, ?>> operations;
    private final Permissions permissions;

    /**
     * The service over the parts that it needs, and a state that was opened with {@link signet.identity.Tables}.
     *
     * @param tokens verifies identity providers' tokens
     * @param endpoint where clients reach the server, as {@code http://127.0.0.1:4566}
     */
    public StsService(
            State state,
            Ids ids,
            Sessions sessions,
            Permissions permissions,
            AuthorizationMessages messages,
            TokenVerifier tokens,
            Supplier<String> endpoint) {
        this.permissions = permissions;
        Mfa mfa = new Mfa(state);
        SessionPolicies policies = new SessionPolicies(permissions);
        SessionMint mint = new SessionMint(ids, sessions);
        operations = List.of(
                new AssumeRole(permissions, policies, mint, mfa),
                new AssumeRoot(permissions, mint),
                new AssumeRoleWithWebIdentity(permissions, policies, mint, new WebIdentities(tokens)),
                new DecodeAuthorizationMessage(messages),
                new GetAccessKeyInfo(),
                new AssumeRoleWithSaml(permissions, policies, mint),
                new GetCallerIdentity(),
                new GetFederationToken(policies, mint),
                new GetSessionToken(mint, mfa),
                new GetWebIdentityToken(ids, endpoint));
    }

    @Override
    public ServiceModel model() {
        return StsOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public Optional<Access> accessTo(View view, Caller caller, String action, String resource) {
        return AssumeRole.isRole(resource)
                ? AssumeRole.role(view, resource).map(role -> trusted(role, caller, action))
                : Optional.empty();
    }

    /** Identity providers are heard by what of the trust policy names them; see {@link Permissions#trustInFederated}. */
    private Access trusted(Role role, Caller caller, String action) {
        SourcedPolicy trust = caller instanceof Caller.Federated
                ? permissions.trustInFederated(role).orElse(null)
                : permissions.trust(role);
        return Access.to(action, role.arn())
                .ownedBy(role.account())
                .with(AssumeRole.tagsOf(role))
                .guardedBy(trust);
    }

    /** As on AWS, a refused AssumeRole and its kin say neither why nor whether the role exists; AssumeRoot is treated alike. */
    @Override
    public AwsError denied(Denial denial) {
        if (denial.caller() instanceof Caller.Federated asker && asker.kind().equals(SamlClaims.KIND)) {
            return SamlClaims.notAuthorized();
        }
        return UNEXPLAINED.contains(denial.action())
                ? StsErrorTexts.denied(denial.caller(), denial.action(), denial.wording())
                : AwsError.of("AccessDenied", 403, denial.sentence());
    }
}
