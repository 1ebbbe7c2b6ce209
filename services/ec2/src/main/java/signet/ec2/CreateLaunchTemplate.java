package signet.ec2;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.CreateLaunchTemplateOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Makes a launch template. Nothing in it is looked up or passed: that is asked of who launches with it. */
final class CreateLaunchTemplate implements Operation<CreateLaunchTemplateInput, CreateLaunchTemplateOutput> {
    private static final String TYPE = "launch-template";

    private final State state;
    private final Ids ids;

    CreateLaunchTemplate(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateLaunchTemplateInput, CreateLaunchTemplateOutput> model() {
        return Ec2Operations.CREATE_LAUNCH_TEMPLATE;
    }

    @Override
    public Accesses accesses(Call<CreateLaunchTemplateInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Map<String, String> tags = tags(call.input());
        List<Access> all = new ArrayList<>();
        all.add(ec2.access(model().name(), ec2.arn(TYPE, "*")).with(Tags.requestKeys(tags)));
        all.addAll(Tags.creation(ec2, model().name(), ec2.arn(TYPE, "*"), tags));
        return Accesses.of(all);
    }

    @Override
    public CreateLaunchTemplateOutput handle(Authorized<CreateLaunchTemplateInput> request) {
        CreateLaunchTemplateInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        var _ = TemplateSettings.of(input.launchTemplateData());
        TemplateRecord made = state.write(tx -> {
            Optional<TemplateRecord> there = tx.findOne(Tables.TEMPLATES_BY_NAME, call.key(input.launchTemplateName()));
            if (there.isPresent()) {
                return again(there.get(), input);
            }
            TemplateRecord template = template(request, ids.resource("lt"));
            tx.put(Tables.TEMPLATES, template.key(), template);
            TemplateVersionRecord version = version(template, input);
            tx.put(Tables.TEMPLATE_VERSIONS, version.key(), version);
            Tags.put(tx, call.account(), template.id(), tags(input));
            return template;
        });
        return CreateLaunchTemplateOutput.builder()
                .launchTemplate(TemplateAnswers.of(call.on(state.current()), made))
                .build();
    }

    private static TemplateRecord again(TemplateRecord there, CreateLaunchTemplateInput input) {
        if (input.clientToken() == null || !input.clientToken().equals(there.clientToken())) {
            throw Errors.of("InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }
        return there;
    }

    private static TemplateRecord template(Authorized<CreateLaunchTemplateInput> request, String id) {
        Instant now = request.time().truncatedTo(ChronoUnit.SECONDS);
        return new TemplateRecord(
                request.account(),
                request.info().region(),
                id,
                request.input().launchTemplateName(),
                now,
                request.caller().arn(),
                1,
                1,
                request.input().clientToken());
    }

    private static TemplateVersionRecord version(TemplateRecord template, CreateLaunchTemplateInput input) {
        return new TemplateVersionRecord(
                template.account(),
                template.region(),
                template.id(),
                1,
                input.versionDescription(),
                template.created(),
                template.createdBy(),
                input.clientToken(),
                input.launchTemplateData());
    }

    private static Map<String, String> tags(CreateLaunchTemplateInput input) {
        Map<String, String> tags = Tags.byType(input.tagSpecifications(), TYPE).get(TYPE);
        return tags == null ? Map.of() : tags;
    }
}
