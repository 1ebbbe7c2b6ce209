package signet.ec2;

import java.util.Map;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.DeleteLaunchTemplateInput;
import signet.model.ec2.DeleteLaunchTemplateOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.LaunchTemplate;
import signet.snapshot.State;

/** Removes a launch template with all its versions. */
final class DeleteLaunchTemplate implements Operation<DeleteLaunchTemplateInput, DeleteLaunchTemplateOutput> {
    private final State state;

    DeleteLaunchTemplate(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteLaunchTemplateInput, DeleteLaunchTemplateOutput> model() {
        return Ec2Operations.DELETE_LAUNCH_TEMPLATE;
    }

    @Override
    public Accesses accesses(Call<DeleteLaunchTemplateInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(Templates.access(ec2, model().name(), find(ec2, call.input())));
    }

    @Override
    public DeleteLaunchTemplateOutput handle(Authorized<DeleteLaunchTemplateInput> request) {
        Ec2Call call = Ec2Call.of(request);
        LaunchTemplate gone = state.write(tx -> {
            Ec2Call now = call.on(tx);
            TemplateRecord template = find(now, request.input());
            LaunchTemplate answer = TemplateAnswers.of(now, template);
            Templates.versions(now, template.id())
                    .forEach(version -> tx.delete(Tables.TEMPLATE_VERSIONS, version.key()));
            tx.delete(Tables.TEMPLATES, template.key());
            Tags.put(tx, call.account(), template.id(), Map.of());
            return answer;
        });
        return new DeleteLaunchTemplateOutput(gone);
    }

    private static TemplateRecord find(Ec2Call call, DeleteLaunchTemplateInput input) {
        return Templates.find(call, input.launchTemplateId(), input.launchTemplateName());
    }
}
