package signet.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.ec2.DeleteTagsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Tag;
import signet.snapshot.State;

/** Removes tags from resources: those named, whatever their value unless one is given, or all. */
final class DeleteTags implements Operation<DeleteTagsInput, Unit> {
    private final State state;

    DeleteTags(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteTagsInput, Unit> model() {
        return Ec2Operations.DELETE_TAGS;
    }

    @Override
    public Accesses accesses(Call<DeleteTagsInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Map<String, String> tags = new LinkedHashMap<>();
        asked(call.input()).forEach(tag -> tags.put(keyOf(tag), Objects.requireNonNullElse(tag.value(), "")));
        List<Access> all = Tagged.find(ec2, call.input().resources()).stream()
                .map(found -> ec2.access(model().name(), ec2.arn(found.type(), found.arnName()), found.tags())
                        .with(Tags.requestKeys(tags)))
                .toList();
        if (all.isEmpty()) {
            throw Errors.missing("ResourceId");
        }
        return Accesses.of(all);
    }

    @Override
    public Unit handle(Authorized<DeleteTagsInput> request) {
        Ec2Call call = Ec2Call.of(request);
        List<Tag> asked = asked(request.input());
        return state.write(tx -> {
            Ec2Call now = call.on(tx);
            for (Tagged found : Tagged.find(now, request.input().resources())) {
                Map<String, String> left = new LinkedHashMap<>(found.tags());
                left.entrySet()
                        .removeIf(tag -> !tag.getKey().startsWith("aws:")
                                && (asked.isEmpty()
                                        || asked.stream()
                                                .anyMatch(gone -> matches(gone, tag.getKey(), tag.getValue()))));
                found.retag(tx, now, left);
            }
            return Unit.VALUE;
        });
    }

    private static boolean matches(Tag gone, String key, String value) {
        return keyOf(gone).equals(key) && (gone.value() == null || gone.value().equals(value));
    }

    private static String keyOf(Tag tag) {
        return Objects.requireNonNullElse(tag.key(), "");
    }

    private static List<Tag> asked(DeleteTagsInput input) {
        return Objects.requireNonNullElse(input.tags(), List.of());
    }
}
