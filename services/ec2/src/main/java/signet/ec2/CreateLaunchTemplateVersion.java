package signet.ec2;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.CreateLaunchTemplateVersionInput;
import signet.model.ec2.CreateLaunchTemplateVersionOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.snapshot.State;

/** Adds a version to a launch template, from nothing or on top of another version. */
final class CreateLaunchTemplateVersion
        implements Operation<CreateLaunchTemplateVersionInput, CreateLaunchTemplateVersionOutput> {
    private final State state;

    CreateLaunchTemplateVersion(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<CreateLaunchTemplateVersionInput, CreateLaunchTemplateVersionOutput> model() {
        return Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION;
    }

    @Override
    public Accesses accesses(Call<CreateLaunchTemplateVersionInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(Templates.access(ec2, model().name(), find(ec2, call.input())));
    }

    @Override
    public CreateLaunchTemplateVersionOutput handle(Authorized<CreateLaunchTemplateVersionInput> request) {
        CreateLaunchTemplateVersionInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        TemplateVersionRecord made = state.write(tx -> {
            Ec2Call now = call.on(tx);
            TemplateRecord template = find(now, input);
            Optional<TemplateVersionRecord> before = Templates.versions(now, template.id()).stream()
                    .filter(version ->
                            input.clientToken() != null && input.clientToken().equals(version.clientToken()))
                    .findFirst();
            if (before.isPresent()) {
                return before.get();
            }
            TemplateRecord grown = template.withLatest(template.latestVersion() + 1);
            TemplateVersionRecord version = version(now, request, grown);
            tx.put(Tables.TEMPLATES, grown.key(), grown);
            tx.put(Tables.TEMPLATE_VERSIONS, version.key(), version);
            return version;
        });
        TemplateRecord template = Templates.byId(call.on(state.current()), made.templateId());
        return CreateLaunchTemplateVersionOutput.builder()
                .launchTemplateVersion(TemplateAnswers.of(template, made))
                .build();
    }

    private static TemplateVersionRecord version(
            Ec2Call call, Authorized<CreateLaunchTemplateVersionInput> request, TemplateRecord template) {
        CreateLaunchTemplateVersionInput input = request.input();
        RequestLaunchTemplateData data = input.launchTemplateData();
        String source = input.sourceVersion();
        if (source != null) {
            RequestLaunchTemplateData under =
                    Templates.version(call, template, source).data();
            data = Shapes.over(RequestLaunchTemplateData.SCHEMA, data, under);
        }
        var _ = TemplateSettings.of(data);
        return new TemplateVersionRecord(
                template.account(),
                template.region(),
                template.id(),
                template.latestVersion(),
                input.versionDescription(),
                request.time().truncatedTo(ChronoUnit.SECONDS),
                request.caller().arn(),
                input.clientToken(),
                data);
    }

    private static TemplateRecord find(Ec2Call call, CreateLaunchTemplateVersionInput input) {
        return Templates.find(call, input.launchTemplateId(), input.launchTemplateName());
    }
}
