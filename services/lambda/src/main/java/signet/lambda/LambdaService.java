package signet.lambda;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Denial;
import signet.authz.EventLog;
import signet.authz.Operation;
import signet.authz.Requests;
import signet.authz.Service;
import signet.functions.Functions;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.Sessions;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.lambda.LambdaOperations;
import signet.snapshot.State;
import signet.snapshot.View;

/** AWS Lambda: functions that run in sandboxes, in the role that they were given. */
public final class LambdaService implements Service, AutoCloseable {
    private static final int ARN_PARTS = 7;

    private final Calls calls = new Calls();
    private final ResourcePolicies policies;
    private final List<Operation<?, ?>> operations;

    /**
     * What the service works with.
     *
     * @param functions runs the functions
     * @param code the directory of their archives
     * @param requests takes what it asks of S3 for its callers
     * @param authorizer decides whether Lambda may assume a function's role
     */
    public LambdaService(
            State state,
            Functions functions,
            Path code,
            Requests requests,
            Authorizer authorizer,
            Permissions permissions,
            Sessions sessions,
            EventLog events,
            Ids ids,
            Clock clock) {
        ExecutionRoles roles = new ExecutionRoles(permissions, authorizer, events, sessions, ids, clock);
        this.policies = new ResourcePolicies(permissions);
        CodeSource source = new CodeSource(requests);
        CodeStore codes = new CodeStore(code, ids::uuid);
        this.operations = List.of(
                new CreateFunction(state, functions, roles, policies, source, codes, ids),
                new GetFunction(policies),
                new GetFunctionConfiguration(policies),
                new GetFunctionCodeSigningConfig(policies),
                new ListFunctions(),
                new ListVersionsByFunction(policies),
                new UpdateFunctionCode(state, functions, policies, source, codes, ids),
                new UpdateFunctionConfiguration(state, functions, roles, policies, ids),
                new DeleteFunction(state, functions, policies, codes),
                new Invoke(state, functions, roles, policies, codes, calls),
                new AddPermission(state, policies, ids),
                new RemovePermission(state, policies, ids),
                new GetPolicy(policies),
                new TagResource(state, policies),
                new UntagResource(state, policies),
                new ListTags(policies));
    }

    /** The ARN of the role of each of an account's functions, by the function's ARN. */
    public static SortedMap<String, String> roles(View view, String account) {
        SortedMap<String, String> roles = new TreeMap<>();
        view.under(Tables.FUNCTIONS, account + "/")
                .values()
                .forEach(function ->
                        roles.put(function.arn(), function.settings().roleArn()));
        return roles;
    }

    @Override
    public Optional<Access> accessTo(View view, Caller caller, String action, String resource) {
        String[] parts = resource.split(":", ARN_PARTS);
        if (parts.length < ARN_PARTS) {
            return Optional.empty();
        }
        return view.get(Tables.FUNCTIONS, FunctionRecord.key(parts[4], parts[3], parts[6]))
                .filter(function -> function.arn().equals(resource))
                .map(function -> Access.to(action, resource)
                        .ownedBy(function.account())
                        .with(TagKeys.of(function))
                        .guardedBy(policies.of(function)));
    }

    @Override
    public ServiceModel model() {
        return LambdaOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public AwsError denied(Denial denial) {
        return Errors.denied(denial.sentence());
    }

    /** Stops carrying out calls that nobody waits for; those that wait are lost, as a queue in memory is. */
    @Override
    public void close() {
        calls.close();
    }
}
