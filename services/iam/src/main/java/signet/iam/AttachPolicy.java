package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PolicyHolder;
import signet.model.OperationModel;
import signet.model.Unit;

/** AttachUserPolicy, AttachGroupPolicy, AttachRolePolicy: attaching what is attached changes nothing. */
record AttachPolicy<I, H extends PolicyHolder>(
        OperationModel<I, Unit> model, Parts parts, Holder<H> holder, Function<I, String> name, Function<I, String> arn)
        implements Operation<I, Unit> {

    @Override
    public Accesses accesses(Call<I> call) {
        String policy = arn.apply(call.input());
        PolicyArn.check(policy);
        return Accesses.of(holder.kind()
                .access(call, model.toString(), name.apply(call.input()))
                .with("iam:PolicyARN", policy));
    }

    @Override
    public Unit handle(Authorized<I> request) {
        String account = request.account();
        String policy = arn.apply(request.input());
        return parts.state().write(tx -> {
            H entity = holder.writable(tx, account, name.apply(request.input()));
            new Policies(parts.permissions()).checkAttachable(tx, account, policy);
            if (!entity.attached().contains(policy)) {
                List<String> attached = new ArrayList<>(entity.attached());
                attached.add(policy);
                holder.attachments().check(attached.size());
                holder.put(tx, holder.withAttached().apply(entity, attached));
            }
            return Unit.VALUE;
        });
    }
}
