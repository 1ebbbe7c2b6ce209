package signet.ec2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ModifyLaunchTemplateInput;
import signet.model.ec2.ModifyLaunchTemplateOutput;
import signet.snapshot.State;

/** Sets the version that is used when none is named. The same request again changes nothing, whatever its token. */
final class ModifyLaunchTemplate implements Operation<ModifyLaunchTemplateInput, ModifyLaunchTemplateOutput> {
    private final State state;

    ModifyLaunchTemplate(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<ModifyLaunchTemplateInput, ModifyLaunchTemplateOutput> model() {
        return Ec2Operations.MODIFY_LAUNCH_TEMPLATE;
    }

    @Override
    public Accesses accesses(Call<ModifyLaunchTemplateInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("DefaultVersion", call.input().defaultVersion());
        return Accesses.of(Attributes.keys(Templates.access(ec2, model().name(), find(ec2, call.input())), attributes));
    }

    @Override
    public ModifyLaunchTemplateOutput handle(Authorized<ModifyLaunchTemplateInput> request) {
        Ec2Call call = Ec2Call.of(request);
        TemplateRecord changed = state.write(tx -> {
            Ec2Call now = call.on(tx);
            TemplateRecord template = find(now, request.input());
            TemplateRecord next = template.withDefault(
                    Templates.version(now, template, request.input().defaultVersion())
                            .number());
            tx.put(Tables.TEMPLATES, next.key(), next);
            return next;
        });
        return new ModifyLaunchTemplateOutput(TemplateAnswers.of(call.on(state.current()), changed));
    }

    private static TemplateRecord find(Ec2Call call, ModifyLaunchTemplateInput input) {
        return Templates.find(call, input.launchTemplateId(), input.launchTemplateName());
    }
}
