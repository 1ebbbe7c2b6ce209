package signet.ec2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Instance;
import signet.fleet.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ModifyInstanceAttributeInput;
import signet.snapshot.State;

/** Changes one attribute of an instance; its type, user data and EBS optimization only while it is stopped. */
final class ModifyInstanceAttribute implements Operation<ModifyInstanceAttributeInput, Unit> {
    private final State state;
    private final Catalogue catalogue;

    ModifyInstanceAttribute(State state, Catalogue catalogue) {
        this.state = state;
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<ModifyInstanceAttributeInput, Unit> model() {
        return Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE;
    }

    @Override
    public Accesses accesses(Call<ModifyInstanceAttributeInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Instance instance = Instances.find(ec2, call.input().instanceId());
        AttributeChange change = AttributeChange.of(call.input());
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put(change.keyName(), change.value());
        return Accesses.of(Attributes.keys(Instances.access(ec2, model().name(), instance), attributes));
    }

    @Override
    public Unit handle(Authorized<ModifyInstanceAttributeInput> request) {
        Ec2Call call = Ec2Call.of(request);
        AttributeChange change = AttributeChange.of(request.input());
        return state.write(tx -> {
            Instance instance = Instances.find(call.on(tx), request.input().instanceId());
            if (instance.state().code() == Instance.Code.TERMINATED) {
                throw Errors.wrongState(instance.id(), "modified");
            }
            Instance changed = change.apply(instance, catalogue);
            tx.put(Tables.INSTANCES, changed.key(), changed);
            return Unit.VALUE;
        });
    }
}
