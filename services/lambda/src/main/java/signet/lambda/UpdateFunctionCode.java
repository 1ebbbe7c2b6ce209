package signet.lambda;

import java.time.temporal.ChronoUnit;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.functions.Functions;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.UpdateFunctionCodeInput;
import signet.snapshot.State;

/** UpdateFunctionCode: gives a function other code. The role stays, so nothing is passed. */
final class UpdateFunctionCode implements Operation<UpdateFunctionCodeInput, FunctionConfiguration> {
    private final State state;
    private final Functions functions;
    private final ResourcePolicies policies;
    private final CodeSource source;
    private final CodeStore codes;
    private final Ids ids;

    UpdateFunctionCode(
            State state, Functions functions, ResourcePolicies policies, CodeSource source, CodeStore codes, Ids ids) {
        this.state = state;
        this.functions = functions;
        this.policies = policies;
        this.source = source;
        this.codes = codes;
        this.ids = ids;
    }

    @Override
    public OperationModel<UpdateFunctionCodeInput, FunctionConfiguration> model() {
        return LambdaOperations.UPDATE_FUNCTION_CODE;
    }

    @Override
    public Accesses accesses(Call<UpdateFunctionCodeInput> call) {
        UpdateFunctionCodeInput input = call.input();
        Members.only(
                UpdateFunctionCodeInput.SCHEMA,
                input,
                "UpdateFunctionCode",
                "FunctionName",
                "ZipFile",
                "S3Bucket",
                "S3Key",
                "RevisionId",
                "Architectures");
        place(input).check();
        Rules.architectures(input.architectures());
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on(model().name(), scope.function(input.functionName()).unqualified(), policies));
    }

    private static CodeSource.Place place(UpdateFunctionCodeInput input) {
        return new CodeSource.Place(input.zipFile(), input.s3Bucket(), input.s3Key());
    }

    @Override
    public FunctionConfiguration handle(Authorized<UpdateFunctionCodeInput> request) {
        UpdateFunctionCodeInput input = request.input();
        FunctionName name = Scope.of(request).function(input.functionName()).unqualified();
        name.get(request.view());
        StoredCode code = codes.keep(source.open(request, place(input)));
        FunctionRecord before;
        try {
            before = state.write(tx -> {
                FunctionRecord now = name.get(tx);
                if (input.revisionId() != null && !input.revisionId().equals(now.revision())) {
                    throw Errors.staleRevision();
                }
                FunctionRecord next = now.changed(
                        now.settings(), code, ids.uuid(), request.time().truncatedTo(ChronoUnit.MILLIS));
                tx.put(Tables.FUNCTIONS, name.key(), next);
                return now;
            });
        } catch (RuntimeException e) {
            codes.remove(code);
            throw e;
        }
        functions.forget(name.arn());
        codes.remove(before.code());
        return Answers.of(Objects.requireNonNull(name.get(state.current())), false);
    }
}
