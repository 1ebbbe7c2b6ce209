package signet.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.ec2.CreateTagsInput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Adds tags to resources, or gives tags they have other values. */
final class CreateTags implements Operation<CreateTagsInput, Unit> {
    private final State state;

    CreateTags(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<CreateTagsInput, Unit> model() {
        return Ec2Operations.CREATE_TAGS;
    }

    @Override
    public Accesses accesses(Call<CreateTagsInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Map<String, String> tags = Tags.map(call.input().tags());
        List<Access> all = Tagged.find(ec2, call.input().resources()).stream()
                .map(found -> found.access(ec2, model().name()).with(Tags.requestKeys(tags)))
                .toList();
        if (all.isEmpty()) {
            throw Errors.missing("ResourceId");
        }
        return Accesses.of(all);
    }

    @Override
    public Unit handle(Authorized<CreateTagsInput> request) {
        Ec2Call call = Ec2Call.of(request);
        Map<String, String> tags = Tags.map(request.input().tags());
        return state.write(tx -> {
            Ec2Call now = call.on(tx);
            for (Tagged found : Tagged.find(now, request.input().resources())) {
                Map<String, String> changed = new LinkedHashMap<>(found.tags());
                changed.putAll(tags);
                found.retag(tx, now, changed);
            }
            return Unit.VALUE;
        });
    }
}
