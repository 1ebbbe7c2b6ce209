package signet.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.instance.RunningInstance;
import signet.model.AwsError;
import signet.sigv4.PayloadHash;
import signet.sigv4.PresentedSignature;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureParser;
import signet.sigv4.SignedMessage;
import signet.snapshot.View;

/** Admits whoever may run programs in an instance: authenticated, authorized and recorded like any API request. */
final class ConnectEndpoint {
    private static final Logger LOG = System.getLogger(ConnectEndpoint.class.getName());

    private final Core core;
    private final Function<String, Optional<RunningInstance>> running;

    ConnectEndpoint(Core core, Function<String, Optional<RunningInstance>> running) {
        this.core = core;
        this.running = running;
    }

    /**
     * The instance that the request may be connected to.
     *
     * @throws AwsError if it may not
     */
    RunningInstance admit(Exchange exchange, String instanceId) {
        RequestInfo info = info(exchange);
        View view = core.state().current();
        Caller caller = new Caller.Anonymous();
        List<Decided> decisions = List.of();
        AwsError refused = null;
        try {
            caller = caller(exchange, view);
            ConnectRequest request = new ConnectRequest(instanceId);
            Call<ConnectRequest> call = new Call<>(request, caller, info, view);
            Verdict<ConnectRequest> verdict =
                    core.authorizer().authorize(call, request.accesses(view, caller, core.region()));
            decisions = verdict.decisions();
            return open(granted(verdict));
        } catch (AwsError e) {
            refused = e;
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + info.requestId() + " failed", e);
            refused = Pipeline.internal(Dialect.QUERY);
            throw refused;
        } finally {
            core.events().record(event(info, caller, decisions, refused));
        }
    }

    private RunningInstance open(Authorized<ConnectRequest> request) {
        String id = request.input().instance(request.view(), request.caller()).id();
        return running.apply(id)
                .orElseThrow(() -> AwsError.of(
                        "IncorrectInstanceState", 400, "The instance '" + id + "' has just stopped running."));
    }

    private static Authorized<ConnectRequest> granted(Verdict<ConnectRequest> verdict) {
        return switch (verdict) {
            case Verdict.Granted<ConnectRequest> granted -> granted.request();
            case Verdict.Denied<ConnectRequest> denied ->
                throw AwsError.of("AccessDeniedException", 403, denied.denial().sentence());
            case Verdict.Unsigned<ConnectRequest> unsigned -> throw AuthenticationErrors.missing(Dialect.QUERY);
        };
    }

    private Caller caller(Exchange exchange, View view) {
        try {
            SignedMessage message = Pipeline.message(exchange);
            Optional<PresentedSignature> presented = SignatureParser.parse(message);
            PresentedSignature signature = presented.orElseThrow(() -> AuthenticationErrors.missing(Dialect.QUERY));
            if (!signature.scope().service().equals(ConnectRequest.SERVICE)) {
                throw AwsError.of(
                        "SignatureDoesNotMatch",
                        403,
                        "Credential should be scoped to correct service: '" + ConnectRequest.SERVICE + "'. ");
            }
            return core.authenticator()
                    .authenticate(signature, message, p -> PayloadHash.of(new byte[0]), view)
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

    private static Event event(RequestInfo info, Caller caller, List<Decided> decisions, @Nullable AwsError refused) {
        return new Event(
                info,
                caller,
                ConnectRequest.SERVICE,
                ConnectRequest.OPERATION,
                refused == null ? 101 : refused.httpStatus(),
                refused == null ? null : refused.code(),
                refused == null ? null : refused.message(),
                decisions);
    }
}
