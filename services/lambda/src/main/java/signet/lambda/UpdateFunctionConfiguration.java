package signet.lambda;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.UpdateFunctionConfigurationInput;
import signet.snapshot.State;

/** UpdateFunctionConfiguration: changes settings. A role that is named is passed, also if the function has it already. */
final class UpdateFunctionConfiguration implements Operation<UpdateFunctionConfigurationInput, FunctionConfiguration> {
    private final State state;
    private final Functions functions;
    private final ExecutionRoles roles;
    private final ResourcePolicies policies;
    private final Ids ids;

    UpdateFunctionConfiguration(
            State state, Functions functions, ExecutionRoles roles, ResourcePolicies policies, Ids ids) {
        this.state = state;
        this.functions = functions;
        this.roles = roles;
        this.policies = policies;
        this.ids = ids;
    }

    @Override
    public OperationModel<UpdateFunctionConfigurationInput, FunctionConfiguration> model() {
        return LambdaOperations.UPDATE_FUNCTION_CONFIGURATION;
    }

    @Override
    public Accesses accesses(Call<UpdateFunctionConfigurationInput> call) {
        UpdateFunctionConfigurationInput input = call.input();
        check(input);
        Scope scope = Scope.of(call);
        FunctionName name = scope.function(input.functionName()).unqualified();
        List<Access> all = new ArrayList<>();
        all.add(scope.on(model().name(), name, policies));
        Optional.ofNullable(input.role()).ifPresent(role -> all.add(ExecutionRoles.passing(scope, name, role)));
        return Accesses.of(all);
    }

    private void check(UpdateFunctionConfigurationInput input) {
        Members.only(
                UpdateFunctionConfigurationInput.SCHEMA,
                input,
                "UpdateFunctionConfiguration",
                "FunctionName",
                "Role",
                "Runtime",
                "Handler",
                "Description",
                "Timeout",
                "MemorySize",
                "Environment",
                "TracingConfig",
                "EphemeralStorage",
                "SnapStart",
                "LoggingConfig",
                "RevisionId");
        Rules.timeout(input.timeout());
        Rules.memory(input.memorySize());
        Rules.usual(input.tracingConfig(), input.ephemeralStorage(), input.snapStart(), input.loggingConfig());
        Rules.variables(CreateFunction.variables(input.environment()));
        Optional.ofNullable(input.runtime()).ifPresent(runtime -> Rules.runtime(functions, runtime));
    }

    @Override
    public FunctionConfiguration handle(Authorized<UpdateFunctionConfigurationInput> request) {
        UpdateFunctionConfigurationInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName()).unqualified();
        name.get(request.view());
        String asked = input.role();
        Role role = asked == null ? null : roles.assumable(request.view(), asked, name);
        FunctionRecord changed = state.write(tx -> {
            FunctionRecord now = name.get(tx);
            if (input.revisionId() != null && !input.revisionId().equals(now.revision())) {
                throw Errors.staleRevision();
            }
            FunctionRecord next = now.changed(
                    settings(now.settings(), input, role),
                    now.code(),
                    ids.uuid(),
                    request.time().truncatedTo(ChronoUnit.MILLIS));
            tx.put(Tables.FUNCTIONS, name.key(), next);
            return next;
        });
        functions.forget(name.arn());
        return Answers.of(changed, false);
    }

    private static FunctionConfig settings(
            FunctionConfig now, UpdateFunctionConfigurationInput input, @Nullable Role role) {
        return new FunctionConfig(
                role == null ? now.roleArn() : role.arn(),
                role == null ? now.roleId() : role.id(),
                or(input.runtime(), now.runtime()),
                or(input.handler(), now.handler()),
                or(input.description(), now.description()),
                or(input.timeout(), now.timeout()),
                or(input.memorySize(), now.memory()),
                input.environment() == null ? now.variables() : CreateFunction.variables(input.environment()),
                now.architecture());
    }

    private static <T> T or(@Nullable T asked, T now) {
        return asked == null ? now : asked;
    }
}
