package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeLaunchTemplatesInput;
import signet.model.ec2.DescribeLaunchTemplatesOutput;
import signet.model.ec2.Ec2Operations;

/** Shows launch templates. */
final class DescribeLaunchTemplates implements Describe<DescribeLaunchTemplatesInput, DescribeLaunchTemplatesOutput> {
    @Override
    public OperationModel<DescribeLaunchTemplatesInput, DescribeLaunchTemplatesOutput> model() {
        return Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES;
    }

    @Override
    public DescribeLaunchTemplatesOutput handle(Authorized<DescribeLaunchTemplatesInput> request) {
        DescribeLaunchTemplatesInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        Filters<TemplateRecord> filters = new Filters<TemplateRecord>()
                .on("launch-template-name", TemplateRecord::name)
                .on("create-time", TemplateRecord::created)
                .tagged(template -> Tags.of(call.view(), call.account(), template.id()));
        Paging.Page<TemplateRecord> page = Paging.page(
                filters.apply(input.filters(), chosen(call, input)),
                TemplateRecord::id,
                input.maxResults(),
                input.nextToken(),
                1,
                200);
        return DescribeLaunchTemplatesOutput.builder()
                .launchTemplates(page.items().stream()
                        .map(template -> TemplateAnswers.of(call, template))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static List<TemplateRecord> chosen(Ec2Call call, DescribeLaunchTemplatesInput input) {
        List<String> ids = Objects.requireNonNullElse(input.launchTemplateIds(), List.of());
        List<String> names = Objects.requireNonNullElse(input.launchTemplateNames(), List.of());
        if (ids.isEmpty() && names.isEmpty()) {
            return List.copyOf(call.view().under(Tables.TEMPLATES, call.key("")).values());
        }
        List<TemplateRecord> found = new ArrayList<>();
        ids.forEach(id -> found.add(Templates.byId(call, id)));
        names.forEach(name -> found.add(Templates.byName(call, name)));
        return found.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(TemplateRecord::id))
                .toList();
    }
}
