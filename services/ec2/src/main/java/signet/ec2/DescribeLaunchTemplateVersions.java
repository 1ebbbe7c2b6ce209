package signet.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeLaunchTemplateVersionsInput;
import signet.model.ec2.DescribeLaunchTemplateVersionsOutput;
import signet.model.ec2.Ec2Operations;

/** Shows versions of one launch template, or the latest or default versions of all. */
final class DescribeLaunchTemplateVersions
        implements Describe<DescribeLaunchTemplateVersionsInput, DescribeLaunchTemplateVersionsOutput> {
    private static final Filters<Shown> FILTERS = new Filters<Shown>()
            .on("create-time", shown -> shown.version().created())
            .on("is-default-version", Shown::isDefault)
            .on("image-id", shown -> shown.version().data().imageId())
            .on("instance-type", shown -> shown.version().data().instanceType())
            .on("ebs-optimized", shown -> shown.version().data().ebsOptimized())
            .on("iam-instance-profile", DescribeLaunchTemplateVersions::profile);

    /** A version with its template. */
    private record Shown(TemplateRecord template, TemplateVersionRecord version) {
        boolean isDefault() {
            return template.defaultVersion() == version.number();
        }
    }

    @Override
    public OperationModel<DescribeLaunchTemplateVersionsInput, DescribeLaunchTemplateVersionsOutput> model() {
        return Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS;
    }

    @Override
    public DescribeLaunchTemplateVersionsOutput handle(Authorized<DescribeLaunchTemplateVersionsInput> request) {
        DescribeLaunchTemplateVersionsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<Shown> chosen = chosen(call, input).stream()
                .sorted(Comparator.comparing(shown -> shown.version().key()))
                .toList();
        Paging.Page<Shown> page = Paging.page(
                FILTERS.apply(input.filters(), chosen),
                shown -> shown.version().key(),
                input.maxResults(),
                input.nextToken(),
                1,
                200);
        return DescribeLaunchTemplateVersionsOutput.builder()
                .launchTemplateVersions(page.items().stream()
                        .map(shown -> TemplateAnswers.of(shown.template(), shown.version()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static List<Shown> chosen(Ec2Call call, DescribeLaunchTemplateVersionsInput input) {
        List<String> asked = Objects.requireNonNullElse(input.versions(), List.of());
        List<Shown> chosen = new ArrayList<>();
        if (input.launchTemplateId() == null && input.launchTemplateName() == null) {
            if (asked.isEmpty() || !List.of(Templates.LATEST, Templates.DEFAULT).containsAll(asked)) {
                throw Errors.missing("LaunchTemplateId or LaunchTemplateName");
            }
            for (TemplateRecord template :
                    call.view().under(Tables.TEMPLATES, call.key("")).values()) {
                asked.forEach(version -> chosen.add(new Shown(template, Templates.version(call, template, version))));
            }
            return chosen.stream().distinct().toList();
        }
        TemplateRecord template = Templates.find(call, input.launchTemplateId(), input.launchTemplateName());
        if (asked.isEmpty()) {
            long least = bound(call, template, input.minVersion(), 0);
            long most = bound(call, template, input.maxVersion(), Long.MAX_VALUE);
            return Templates.versions(call, template.id()).stream()
                    .filter(version -> version.number() >= least && version.number() <= most)
                    .map(version -> new Shown(template, version))
                    .toList();
        }
        asked.forEach(version -> chosen.add(new Shown(template, Templates.version(call, template, version))));
        return chosen.stream().distinct().toList();
    }

    private static long bound(Ec2Call call, TemplateRecord template, @Nullable String version, long otherwise) {
        return version == null
                ? otherwise
                : Templates.version(call, template, version).number();
    }

    private static @Nullable Object profile(Shown shown) {
        LaunchSettings.Profile profile = shown.version().settings().profile();
        return profile == null ? null : profile.arn() == null ? profile.name() : profile.arn();
    }
}
