package signet.server;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.identity.AccessKey;
import signet.identity.InstanceIdentity;
import signet.identity.Session;
import signet.identity.Sessions;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.sigv4.CheckedSignature;
import signet.sigv4.PayloadHash;
import signet.sigv4.PresentedSignature;
import signet.sigv4.ScopeRules;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureVerifier;
import signet.sigv4.SignedMessage;
import signet.sigv4.VerifiedSignature;
import signet.snapshot.View;

/**
 * Establishes who sent a request, from its signature and from nothing else. There is no key, header or account that gets
 * around it.
 */
final class Authenticator {
    private static final long CONNECT_SECONDS = 60;
    private static final String GLOBAL_REGION = "us-east-1";

    private final SignatureVerifier verifier;
    private final Sessions sessions;
    private final Clock clock;
    private final String region;

    Authenticator(Sessions sessions, Clock clock, String region) {
        this.verifier = new SignatureVerifier(clock);
        this.sessions = sessions;
        this.clock = clock;
        this.region = region;
    }

    /**
     * A caller whose signature was right.
     *
     * @param signature by which the body is verified as it is read
     */
    record Authenticated(Caller caller, VerifiedSignature signature) {}

    /** Says what was signed about the body: a hash of it, or for S3 what the request claims. */
    interface PayloadOf {
        PayloadHash of(PresentedSignature presented) throws SignatureException;
    }

    /** Who holds a key: the secret that must have signed, and the caller that it then was. */
    private record Holder(String secret, Caller caller) {}

    /**
     * @param dialect how the service that the request is for words what is wrong with it
     * @throws AwsError if the signature is not right, or its key nobody's
     */
    Authenticated authenticate(
            PresentedSignature presented, SignedMessage message, PayloadOf payload, View view, Dialect dialect) {
        String service = presented.scope().service();
        try {
            CheckedSignature checked = verifier.check(presented, message, rules(service));
            Holder holder = holder(presented, view.effective(), dialect);
            VerifiedSignature verified = verifier.verify(checked, holder.secret(), payload.of(presented));
            return new Authenticated(holder.caller(), verified);
        } catch (SignatureException e) {
            throw AuthenticationErrors.of(dialect, e);
        }
    }

    private ScopeRules rules(String service) {
        return switch (service) {
            case "s3" -> ScopeRules.s3(region::equals, region);
            case "iam", "sts" -> ScopeRules.of(service, this::globalOrOurs, region);
            case ConnectRequest.SERVICE -> connectRules();
            default -> ScopeRules.of(service, region::equals, region);
        };
    }

    /** A pre-signed connection gives a shell, so it is good for a minute only; clients sign one when they connect. */
    private ScopeRules connectRules() {
        ScopeRules usual = ScopeRules.of(ConnectRequest.SERVICE, region::equals, region);
        return new ScopeRules(
                usual.service(),
                usual.acceptsRegion(),
                usual.expectedRegion(),
                usual.pathStyle(),
                usual.amzHeadersSigned(),
                true,
                usual.maxSkew(),
                CONNECT_SECONDS);
    }

    private boolean globalOrOurs(String scopeRegion) {
        return scopeRegion.equals(GLOBAL_REGION) || scopeRegion.equals(region);
    }

    private Holder holder(PresentedSignature presented, View view, Dialect dialect) {
        String token = presented.securityToken();
        String keyId = presented.accessKeyId();
        Optional<Holder> holder = token == null ? longTerm(view, keyId) : temporary(view, keyId, token, dialect);
        return holder.orElseThrow(() -> AuthenticationErrors.unknownKey(dialect, keyId));
    }

    private static Optional<Holder> longTerm(View view, String keyId) {
        return view.get(Tables.ACCESS_KEYS, keyId)
                .filter(AccessKey::active)
                .flatMap(key -> owner(view, key).map(caller -> new Holder(key.secret(), caller)));
    }

    private static Optional<Caller> owner(View view, AccessKey key) {
        if (key.ofRoot()) {
            return Optional.of(new Caller.Root(key.account(), key.id(), null));
        }
        return view.findOne(Tables.USERS_BY_ID, key.owner()).map(user -> new Caller.IamUser(user, key.id(), null));
    }

    private Optional<Holder> temporary(View view, String keyId, String token, Dialect dialect) {
        Session session = sessions.open(token)
                .filter(opened -> opened.accessKeyId().equals(keyId))
                .orElseThrow(() -> AuthenticationErrors.badToken(dialect, token));
        if (!clock.instant().isBefore(session.expires())) {
            throw AuthenticationErrors.expiredToken(dialect, token);
        }
        return Optional.ofNullable(callerOf(view, session)).map(caller -> new Holder(session.secret(), caller));
    }

    /** The caller that a session stands for; null when whoever it was made for is gone. */
    private static @Nullable Caller callerOf(View view, Session session) {
        String id = session.principalId();
        return switch (session.kind()) {
            case ROLE ->
                view.findOne(Tables.ROLES_BY_ID, id)
                        .map(role -> new Caller.RoleSession(role, session))
                        .orElse(null);
            case INSTANCE -> new Caller.RoleSession(InstanceIdentity.role(session.account()), session);
            case USER ->
                view.findOne(Tables.USERS_BY_ID, id)
                        .map(user -> new Caller.IamUser(user, session.accessKeyId(), session))
                        .orElse(null);
            case FEDERATED_USER ->
                view.findOne(Tables.USERS_BY_ID, id)
                        .map(user -> new Caller.FederatedUser(user, session))
                        .orElse(null);
            case ROOT ->
                view.get(Tables.ACCOUNTS, session.account())
                        .map(account -> new Caller.Root(account.id(), session.accessKeyId(), session))
                        .orElse(null);
        };
    }
}
