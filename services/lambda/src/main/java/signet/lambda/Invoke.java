package signet.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.functions.FunctionNotRunException;
import signet.functions.FunctionSpec;
import signet.functions.Functions;
import signet.functions.Invocation;
import signet.functions.Outcome;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.lambda.InvocationResponse;
import signet.model.lambda.InvokeInput;
import signet.model.lambda.LambdaErrors;
import signet.model.lambda.LambdaOperations;
import signet.snapshot.State;
import signet.snapshot.View;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Invoke: calls a function and waits for its answer, or not. */
final class Invoke implements Operation<InvokeInput, InvocationResponse> {
    private static final int LARGEST = 6_291_456;
    private static final int LARGEST_EVENT = 1_048_576;
    private static final int LONGEST_CONTEXT = 3583;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final State state;
    private final Functions functions;
    private final ExecutionRoles roles;
    private final ResourcePolicies policies;
    private final CodeStore codes;
    private final Calls calls;
    private final JsonFactory json = new JsonFactory();

    Invoke(
            State state,
            Functions functions,
            ExecutionRoles roles,
            ResourcePolicies policies,
            CodeStore codes,
            Calls calls) {
        this.state = state;
        this.functions = functions;
        this.roles = roles;
        this.policies = policies;
        this.codes = codes;
        this.calls = calls;
    }

    @Override
    public OperationModel<InvokeInput, InvocationResponse> model() {
        return LambdaOperations.INVOKE;
    }

    @Override
    public Accesses accesses(Call<InvokeInput> call) {
        InvokeInput input = call.input();
        Members.only(
                InvokeInput.SCHEMA,
                input,
                "Invoke",
                "FunctionName",
                "InvocationType",
                "LogType",
                "ClientContext",
                "Payload",
                "Qualifier");
        Scope scope = Scope.of(call);
        FunctionName name = scope.function(input.functionName(), input.qualifier());
        return Accesses.of(scope.on("InvokeFunction", name, policies));
    }

    @Override
    public InvocationResponse handle(Authorized<InvokeInput> request) {
        InvokeInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName(), input.qualifier());
        FunctionRecord function = name.get(request.view());
        String type = Objects.requireNonNullElse(input.invocationType(), "RequestResponse");
        byte[] payload = payload(input, type.equals("Event") ? LARGEST_EVENT : LARGEST);
        String context = context(input.clientContext());
        if (type.equals("DryRun")) {
            return InvocationResponse.builder().statusCode(204).build();
        }
        roles.held(request.view(), function);
        Invocation invocation = new Invocation(request.info().requestId(), name.qualifiedArn(), payload, context);
        return type.equals("Event")
                ? later(function, invocation)
                : now(function, invocation, "Tail".equals(input.logType()));
    }

    private InvocationResponse later(FunctionRecord function, Invocation invocation) {
        boolean taken = calls.add(() -> {
            // by then it may be changed, or gone
            View view = state.current();
            FunctionRecord current = view.get(Tables.FUNCTIONS, function.key()).orElse(null);
            if (current != null) {
                roles.held(view, current);
                run(current, invocation);
            }
        });
        if (!taken) {
            throw LambdaErrors.tooManyRequests("Rate Exceeded.");
        }
        return InvocationResponse.builder().statusCode(202).build();
    }

    private InvocationResponse now(FunctionRecord function, Invocation invocation, boolean tail) {
        try {
            Outcome outcome = run(function, invocation);
            return InvocationResponse.builder()
                    .statusCode(200)
                    .executedVersion(FunctionName.LATEST)
                    .functionError(outcome.failed() ? "Unhandled" : null)
                    .logResult(tail ? Base64.getEncoder().encodeToString(outcome.log()) : null)
                    .payload(outcome.payload())
                    .build();
        } catch (FunctionNotRunException e) {
            throw e.busy()
                    ? LambdaErrors.tooManyRequests("Rate Exceeded.").with("Reason", "ConcurrentInvocationLimitExceeded")
                    : LambdaErrors.service(String.valueOf(e.getMessage()));
        }
    }

    private Outcome run(FunctionRecord function, Invocation invocation) throws FunctionNotRunException {
        FunctionConfig settings = function.settings();
        FunctionSpec spec = new FunctionSpec(
                function.arn(),
                function.revision(),
                function.name(),
                function.region(),
                settings.runtime(),
                settings.handler(),
                Duration.ofSeconds(settings.timeout()),
                settings.memory(),
                Objects.requireNonNullElse(settings.variables(), Map.of()),
                codes.path(function.code()));
        return functions.invoke(spec, invocation, () -> roles.credentials(state.current(), function));
    }

    private byte[] payload(InvokeInput input, int largest) {
        byte[] payload = input.payload();
        if (payload == null) {
            return NOTHING;
        }
        if (payload.length > largest) {
            throw AwsError.of(
                    "RequestEntityTooLargeException",
                    413,
                    "Request must be smaller than " + largest + " bytes for the InvokeFunction operation");
        }
        requireJson(payload);
        return payload;
    }

    private void requireJson(byte[] payload) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), payload)) {
            JsonToken first = parser.nextToken();
            parser.skipChildren();
            if (first == null || parser.nextToken() != null) {
                throw notJson("Unexpected end-of-input or a second document");
            }
        } catch (JacksonException e) {
            throw notJson(e.getOriginalMessage());
        }
    }

    private static AwsError notJson(String why) {
        return LambdaErrors.invalidRequestContent(
                "Could not parse request body into json: Could not parse payload into json: " + why);
    }

    /** The client's context in plain text, as functions are told of it. */
    private static @Nullable String context(@Nullable String encoded) {
        if (encoded == null) {
            return null;
        }
        if (encoded.length() > LONGEST_CONTEXT) {
            throw LambdaErrors.invalidRequestContent(
                    "Client context must be no more than " + LONGEST_CONTEXT + " bytes when base64-encoded");
        }
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (text.codePoints().noneMatch(c -> c < ' ' || c > '~')) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.invalidRequestContent("Client context must be a valid Base64-encoded JSON object.");
        }
        throw LambdaErrors.invalidRequestContent("Client context must be a valid Base64-encoded JSON object.");
    }
}
