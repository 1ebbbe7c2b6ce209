package signet.ec2;

import java.util.List;
import java.util.Set;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.StructureSchema;

/**
 * What all of EC2's operations have in common: a parameter that is not there is refused before anything else, and a dry
 * run ends once the request is authorized.
 *
 * @param <I> the operation's input
 * @param <O> the operation's output
 */
final class Gate<I, O> implements Operation<I, O> {
    private final Operation<I, O> inner;

    Gate(Operation<I, O> inner) {
        this.inner = inner;
    }

    @Override
    public OperationModel<I, O> model() {
        return inner.model();
    }

    @Override
    public Accesses accesses(Call<I> call) {
        refuse(model().input(), call.input(), model().name());
        return inner.accesses(call);
    }

    @Override
    public O handle(Authorized<I> request) {
        List<MemberSchema> members = model().input().members();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals("DryRun")
                    && Boolean.TRUE.equals(model().input().get(request.input(), i))) {
                throw Errors.dryRun();
            }
        }
        return inner.handle(request);
    }

    /** Refuses a request that sets what its operation does not have here. */
    static <T> void refuse(StructureSchema<T> schema, T input, String operation) {
        Set<String> refused = NotThere.members(operation);
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i).name();
            if (refused.contains(name) && Members.isSet(schema.get(input, i))) {
                throw Errors.unsupported("The parameter " + name + " of " + operation + " is not supported by Signet.");
            }
        }
    }
}
