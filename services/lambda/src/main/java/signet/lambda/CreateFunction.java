package signet.lambda;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.functions.Functions;
import signet.identity.Ids;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.lambda.CreateFunctionInput;
import signet.model.lambda.Environment;
import signet.model.lambda.FunctionCode;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.LambdaErrors;
import signet.model.lambda.LambdaOperations;
import signet.policy.Context;
import signet.snapshot.State;

/** CreateFunction: makes a function, with a role that the caller may pass to Lambda and Lambda may assume. */
final class CreateFunction implements Operation<CreateFunctionInput, FunctionConfiguration> {
    private final State state;
    private final Functions functions;
    private final ExecutionRoles roles;
    private final ResourcePolicies policies;
    private final CodeSource source;
    private final CodeStore codes;
    private final Ids ids;

    CreateFunction(
            State state,
            Functions functions,
            ExecutionRoles roles,
            ResourcePolicies policies,
            CodeSource source,
            CodeStore codes,
            Ids ids) {
        this.state = state;
        this.functions = functions;
        this.roles = roles;
        this.policies = policies;
        this.source = source;
        this.codes = codes;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateFunctionInput, FunctionConfiguration> model() {
        return LambdaOperations.CREATE_FUNCTION;
    }

    @Override
    public Accesses accesses(Call<CreateFunctionInput> call) {
        CreateFunctionInput input = call.input();
        check(input);
        Scope scope = Scope.of(call);
        FunctionName name = scope.function(input.functionName()).unqualified();
        List<Access> all = new ArrayList<>();
        Map<String, String> tags = Objects.requireNonNullElse(input.tags(), Map.of());
        Context keys = TagKeys.requested(tags);
        all.add(scope.on(model().name(), name, policies).with(keys));
        if (!tags.isEmpty()) {
            all.add(scope.on("TagResource", name, policies).with(keys));
        }
        all.add(ExecutionRoles.passing(scope, name, input.role()));
        return Accesses.of(all);
    }

    private void check(CreateFunctionInput input) {
        Members.only(
                CreateFunctionInput.SCHEMA,
                input,
                "CreateFunction",
                "FunctionName",
                "Role",
                "Code",
                "Runtime",
                "Handler",
                "Description",
                "Timeout",
                "MemorySize",
                "PackageType",
                "Environment",
                "TracingConfig",
                "Tags",
                "Architectures",
                "EphemeralStorage",
                "SnapStart",
                "LoggingConfig");
        Members.value(input.packageType(), "PackageType", "Zip");
        if (input.runtime() == null || input.handler() == null) {
            throw Errors.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        Members.only(FunctionCode.SCHEMA, input.code(), "Code", "ZipFile", "S3Bucket", "S3Key");
        place(input).check();
        Rules.timeout(input.timeout());
        Rules.memory(input.memorySize());
        Rules.architectures(input.architectures());
        Rules.usual(input.tracingConfig(), input.ephemeralStorage(), input.snapStart(), input.loggingConfig());
        Rules.variables(variables(input.environment()));
        Rules.tags(Objects.requireNonNullElse(input.tags(), Map.of()));
        Rules.runtime(functions, input.runtime());
    }

    private static CodeSource.Place place(CreateFunctionInput input) {
        FunctionCode code = input.code();
        return new CodeSource.Place(code.zipFile(), code.s3Bucket(), code.s3Key());
    }

    static @Nullable Map<String, String> variables(@Nullable Environment environment) {
        return environment == null ? null : environment.variables();
    }

    @Override
    public FunctionConfiguration handle(Authorized<CreateFunctionInput> request) {
        CreateFunctionInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName()).unqualified();
        Role role = roles.assumable(request.view(), input.role(), name);
        StoredCode code = codes.keep(source.open(request, place(input)));
        FunctionRecord made = new FunctionRecord(
                name.account(),
                name.region(),
                name.name(),
                settings(input, role),
                code,
                Objects.requireNonNullElse(input.tags(), Map.of()),
                List.of(),
                ids.uuid(),
                ids.uuid(),
                request.time().truncatedTo(ChronoUnit.MILLIS));
        try {
            state.change(tx -> {
                if (tx.get(Tables.FUNCTIONS, made.key()).isPresent()) {
                    throw LambdaErrors.resourceConflict("Function already exist: " + made.name());
                }
                tx.put(Tables.FUNCTIONS, made.key(), made);
            });
        } catch (RuntimeException e) {
            codes.remove(code);
            throw e;
        }
        return Answers.of(made, false);
    }

    private static FunctionConfig settings(CreateFunctionInput input, Role role) {
        return new FunctionConfig(
                role.arn(),
                role.id(),
                Objects.requireNonNull(input.runtime()),
                Objects.requireNonNull(input.handler()),
                Objects.requireNonNullElse(input.description(), ""),
                Objects.requireNonNullElse(input.timeout(), Rules.USUAL_TIMEOUT),
                Objects.requireNonNullElse(input.memorySize(), Rules.USUAL_MEMORY),
                variables(input.environment()),
                Rules.hostArchitecture());
    }
}
