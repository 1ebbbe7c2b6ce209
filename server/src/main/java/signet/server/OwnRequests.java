package signet.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.model.AwsError;
import signet.sigv4.PayloadHash;
import signet.sigv4.PresentedSignature;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureParser;
import signet.sigv4.SignedMessage;
import signet.snapshot.View;

/** The way of requests for an {@link OwnOperation}: authenticated, authorized and recorded like any API request. */
final class OwnRequests {
    private static final Logger LOG = System.getLogger(OwnRequests.class.getName());

    private final Core core;

    OwnRequests(Core core) {
        this.core = core;
    }

    /**
     * Carries a request out.
     *
     * @param body what the request had for a body, which its signature covers
     * @throws AwsError if it is refused or fails
     */
    <I, O> O carryOut(Exchange exchange, byte[] body, OwnOperation<I, O> operation, I input) {
        RequestInfo info = info(exchange);
        View view = core.state().current();
        Caller caller = new Caller.Anonymous();
        List<Decided> decisions = List.of();
        AwsError refused = null;
        try {
            caller = caller(exchange, body, operation.service(), view);
            Call<I> call = new Call<>(input, caller, info, view);
            Verdict<I> verdict = core.authorizer().authorize(call, operation.accesses(call));
            decisions = verdict.decisions();
            return operation.handle(granted(verdict));
        } catch (AwsError e) {
            refused = e;
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + info.requestId() + " failed", e);
            refused = Pipeline.internal(Dialect.QUERY);
            throw refused;
        } finally {
            core.events()
                    .record(event(info, caller, operation, decisions, refused).over(exchange.transport()));
        }
    }

    private static <I> Authorized<I> granted(Verdict<I> verdict) {
        return switch (verdict) {
            case Verdict.Granted<I> granted -> granted.request();
            case Verdict.Denied<I> denied ->
                throw AwsError.of("AccessDeniedException", 403, denied.denial().sentence());
            case Verdict.Unsigned<I> unsigned -> throw AuthenticationErrors.missing(Dialect.QUERY);
        };
    }

    private Caller caller(Exchange exchange, byte[] body, String service, View view) {
        try {
            SignedMessage message = Pipeline.message(exchange);
            Optional<PresentedSignature> presented = SignatureParser.parse(message);
            PresentedSignature signature = presented.orElseThrow(() -> AuthenticationErrors.missing(Dialect.QUERY));
            if (!signature.scope().service().equals(service)) {
                throw AwsError.of(
                        "SignatureDoesNotMatch",
                        403,
                        "Credential should be scoped to correct service: '" + service + "'. ");
            }
            return core.authenticator()
                    .authenticate(signature, message, p -> PayloadHash.of(body), view, Dialect.QUERY)
                    .caller();
        } catch (SignatureException e) {
            throw AuthenticationErrors.of(Dialect.QUERY, e);
        }
    }

    private RequestInfo info(Exchange exchange) {
        return new RequestInfo(
                core.requestIds().next(Dialect.QUERY),
                core.clock().instant(),
                core.region(),
                exchange.clientAddress(),
                exchange.secure(),
                exchange.header("User-Agent"),
                exchange.header("Referer"));
    }

    private static Event event(
            RequestInfo info,
            Caller caller,
            OwnOperation<?, ?> operation,
            List<Decided> decisions,
            @Nullable AwsError refused) {
        return new Event(
                info,
                caller,
                operation.service(),
                operation.name(),
                refused == null ? operation.status() : refused.httpStatus(),
                refused == null ? null : refused.code(),
                refused == null ? null : refused.message(),
                decisions);
    }
}
