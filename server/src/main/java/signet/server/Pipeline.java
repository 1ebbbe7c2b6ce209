package signet.server;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.ServiceModel;
import signet.model.s3.S3Operations;
import signet.sigv4.PayloadHash;
import signet.sigv4.PayloadMismatchException;
import signet.sigv4.PresentedSignature;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureParser;
import signet.sigv4.SignedMessage;
import signet.sigv4.VerifiedSignature;
import signet.snapshot.View;
import signet.wire.Codec;
import signet.wire.Headers;
import signet.wire.OperationResolver;
import signet.wire.Resolution;
import signet.wire.WireRequest;
import signet.wire.WireResponse;

/**
 * The one way that a request goes: who is asking, which operation, what it needs, may they, do it, answer, record. A step
 * goes on or throws the {@link AwsError} that the client gets; this class alone catches.
 */
final class Pipeline {
    private static final Logger LOG = System.getLogger(Pipeline.class.getName());
    private static final int HEAVY = 2;
    private static final int HEAVY_PATIENCE_SECONDS = 30;

    private final Core core;
    private final OperationResolver resolver;
    private final Services services;
    private final AuthorizationReferences references;
    private final Semaphore heavy = new Semaphore(HEAVY);

    Pipeline(Core core, OperationResolver resolver, Services services) {
        this.core = core;
        this.resolver = resolver;
        this.services = services;
        this.references = new AuthorizationReferences(core.ids());
    }

    /** Answers a request. Never throws: what nobody foresaw is an InternalFailure and stands in the log. */
    WireResponse answer(Exchange exchange) {
        Progress progress = new Progress(exchange);
        WireResponse response;
        try {
            response = progress.run();
        } catch (AwsError e) {
            response = progress.failed(e);
        } catch (UncheckedIOException e) {
            response = progress.failed(bodyError(e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + progress.info.requestId() + " failed", e);
            response = progress.failed(internal(progress.dialect));
        } finally {
            progress.end();
        }
        core.events().record(progress.event(response.status()));
        core.uses().used(progress.caller, progress.serviceName(), progress.info);
        return response;
    }

    /** Answers what is no request: nobody knows who sent it or what it wants. */
    WireResponse refuse(AwsError error, boolean head) {
        return Codec.of(S3Operations.SERVICE)
                .encodeError(error, core.requestIds().next(Dialect.S3), head);
    }

    /** One request on its way, with what is known so far, for whatever has to be said at its end. */
    private final class Progress {
        private final Exchange exchange;
        private final View view = core.state().current();
        private final Instant arrived = core.clock().instant();
        private Dialect dialect = Dialect.QUERY;
        private RequestInfo info;
        private Caller caller = new Caller.Anonymous();
        private @Nullable ServiceModel service;
        private String operation = "";
        private List<Decided> decisions = List.of();
        private Event.@Nullable Said<?, ?> said;
        private @Nullable AwsError error;
        private String authorizationId = "";
        private byte @Nullable [] body;
        private boolean admitted;

        Progress(Exchange exchange) {
            this.exchange = exchange;
            this.info = info(exchange, core.requestIds().next(dialect));
        }

        WireResponse run() {
            SignedMessage message = message(exchange);
            Optional<PresentedSignature> presented = presented(message);
            String scopeService = presented.map(p -> p.scope().service()).orElse(null);
            speak(scopeService == null ? unsignedService() : resolver.service(wire(exchange.body()), scopeService));
            Body body = authenticate(message, presented);
            Resolution resolution = resolver.resolve(wire(body), scopeService);
            speak(resolution.service());
            operation = resolution.operationName();
            return switch (resolution) {
                case Resolution.Known known -> carryOut(known);
                case Resolution.NotImplemented missing -> throw refused(missing.service());
            };
        }

        private Optional<PresentedSignature> presented(SignedMessage message) {
            try {
                return SignatureParser.parse(message);
            } catch (SignatureException e) {
                speak(unsignedService());
                throw AuthenticationErrors.of(dialect, e);
            }
        }

        /** The service that a request is for when no signature names it: by its host, or by the form in its body. */
        private ServiceModel unsignedService() {
            boolean form =
                    exchange.method().equals("POST") && exchange.rawPath().equals("/");
            return resolver.service(wire(form ? Body.of(bytes()) : Body.EMPTY), null);
        }

        /** Sets the caller, and gives the body that may be believed as far as it was signed. */
        private Body authenticate(SignedMessage message, Optional<PresentedSignature> presented) {
            if (dialect == Dialect.S3) {
                return presented
                        .map(signature -> S3Bodies.signed(
                                exchange,
                                message,
                                identify(signature, message, p -> PayloadHash.claimedBy(message, p))))
                        .orElseGet(() -> S3Bodies.unsigned(exchange, message));
            }
            if (speaksJson() && presented.isEmpty()) {
                throw AuthenticationErrors.missing(dialect);
            }
            // read when the key is known to be somebody's: Lambda's bodies are large
            presented.ifPresent(signature -> identify(signature, message, p -> PayloadHash.of(bytes())));
            return dialect == Dialect.JSON ? JsonBodies.of(bytes()) : Body.of(bytes());
        }

        private boolean speaksJson() {
            return dialect == Dialect.JSON || dialect == Dialect.TARGET;
        }

        private VerifiedSignature identify(
                PresentedSignature signature, SignedMessage message, Authenticator.PayloadOf payload) {
            Authenticator.Authenticated authenticated =
                    core.authenticator().authenticate(signature, message, payload, view, dialect);
            caller = authenticated.caller();
            boolean query = signature instanceof PresentedSignature.InQuery;
            info = info.signed(new RequestInfo.Signed(query, signature.time()));
            return authenticated.signature();
        }

        /** The whole body, which is small for every service but S3. It is read once. */
        private byte[] bytes() {
            byte[] known = body;
            if (known == null) {
                admitHeavy();
                known = dialect == Dialect.JSON ? JsonBodies.read(exchange) : QueryBodies.read(exchange.body());
                body = known;
            }
            return known;
        }

        /** Lets few large bodies into memory at a time. */
        private void admitHeavy() {
            if (dialect != Dialect.JSON || !JsonBodies.isHeavy(exchange)) {
                return;
            }
            try {
                admitted = heavy.tryAcquire(HEAVY_PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!admitted) {
                throw AwsError.of("TooManyRequestsException", 429, "Rate Exceeded.");
            }
        }

        void end() {
            if (admitted) {
                heavy.release();
            }
        }

        private WireResponse carryOut(Resolution.Known known) {
            Operation<?, ?> implementation =
                    services.operation(known.operation()).orElseThrow(() -> refused(known.service()));
            return carryOut(implementation, known);
        }

        /** Nobody learns what is not there without having signed, where requests are signed. */
        private AwsError refused(ServiceModel model) {
            return caller instanceof Caller.Anonymous && dialect != Dialect.S3
                    ? AuthenticationErrors.missing(dialect)
                    : Refusals.of(model.name(), operation);
        }

        private <I, O> WireResponse carryOut(Operation<I, O> implementation, Resolution.Known known) {
            if (caller instanceof Caller.Anonymous && dialect != Dialect.S3 && !implementation.unsigned()) {
                throw AuthenticationErrors.missing(dialect);
            }
            I input = known.input(implementation.model());
            Event.Said<I, O> asked = new Event.Said<>(implementation.model(), input);
            said = asked;
            Call<I> call = new Call<>(input, caller, info, view);
            Accesses accesses = implementation.accesses(call);
            caller = Objects.requireNonNullElse(accesses.asker(), caller);
            Verdict<I> verdict = core.authorizer().authorize(call, accesses);
            decisions = verdict.decisions();
            O output = switch (verdict) {
                case Verdict.Granted<I> granted -> implementation.handle(granted.request());
                case Verdict.Denied<I> denied ->
                    throw referred(
                            known.service(), services.service(known.service()).denied(denied.denial()));
                case Verdict.Unsigned<I> unsigned -> throw AuthenticationErrors.missing(dialect);
            };
            said = asked.answered(output);
            return Codec.of(known.service()).encode(implementation.model(), output, info.requestId());
        }

        private AwsError referred(ServiceModel model, AwsError denial) {
            AuthorizationReferences.Referred referred = references.refer(model, denial);
            authorizationId = referred.id();
            return referred.error();
        }

        WireResponse failed(AwsError failure) {
            error = failure;
            Codec codec = Codec.of(service == null ? S3Operations.SERVICE : service);
            boolean head = exchange.method().equals("HEAD");
            return codec.encodeError(failure, info.requestId(), head);
        }

        Event event(int status) {
            String code = error == null ? null : error.code();
            String text = error == null ? null : error.message();
            return new Event(
                    info,
                    caller,
                    serviceName(),
                    operation,
                    status,
                    code,
                    text,
                    decisions,
                    said,
                    exchange.transport(),
                    authorizationId.isEmpty() ? null : authorizationId);
        }

        String serviceName() {
            return service == null ? "" : service.name();
        }

        private void speak(ServiceModel model) {
            if (service != model) {
                Dialect spoken = Dialect.of(model);
                String id =
                        spoken == dialect ? info.requestId() : core.requestIds().next(spoken);
                service = model;
                dialect = spoken;
                info = info(exchange, id);
            }
        }

        private WireRequest wire(Body body) {
            List<Map.Entry<String, String>> headers = exchange.headers().stream()
                    .map(header -> Map.entry(header.name(), header.value()))
                    .toList();
            String host = Optional.ofNullable(exchange.header("Host")).orElse("");
            return new WireRequest(
                    exchange.method(), exchange.rawPath(), exchange.rawQuery(), Headers.of(headers), host, body);
        }

        private RequestInfo info(Exchange from, String requestId) {
            boolean global = service != null && service.name().equals("iam");
            return new RequestInfo(
                    requestId,
                    arrived,
                    global ? "us-east-1" : core.region(),
                    from.clientAddress(),
                    from.secure(),
                    from.header("User-Agent"),
                    from.header("Referer"));
        }
    }

    static SignedMessage message(Exchange exchange) {
        try {
            return new SignedMessage(exchange.method(), exchange.rawPath(), exchange.rawQuery(), exchange.headers());
        } catch (IllegalArgumentException e) {
            throw AwsError.of("InvalidURI", 400, "Couldn't parse the specified URI.");
        }
    }

    /** What becomes of a body that could not be read to its end: it lies, it stopped coming, or it was cut off. */
    private static AwsError bodyError(UncheckedIOException e) {
        if (e.getCause() instanceof PayloadMismatchException mismatch) {
            return PayloadErrors.of(mismatch);
        }
        boolean late = Objects.requireNonNull(e.getCause()).getCause() instanceof TimeoutException;
        return late
                ? AwsError.of(
                        "RequestTimeout",
                        400,
                        "Your socket connection to the server was not read from or written to within the timeout"
                                + " period.")
                : AwsError.of(
                        "IncompleteBody",
                        400,
                        "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    static AwsError internal(Dialect dialect) {
        return switch (dialect) {
            case QUERY ->
                AwsError.of(
                        "InternalFailure",
                        500,
                        "The request processing has failed because of an unknown error, exception or failure.");
            case EC2 -> AwsError.of("InternalError", 500, "An internal error has occurred");
            case S3 -> AwsError.of("InternalError", 500, "We encountered an internal error. Please try again.");
            case JSON -> AwsError.of("ServiceException", 500, "An error occurred and the request cannot be processed.");
            case TARGET ->
                AwsError.of(
                        "InternalFailure",
                        500,
                        "The request processing has failed because of an unknown error, exception or failure.");
        };
    }
}
