package signet.ec2;

import signet.model.ec2.LaunchTemplate;
import signet.model.ec2.LaunchTemplateVersion;
import signet.model.ec2.OperatorResponse;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.ResponseLaunchTemplateData;

/** Shows launch templates as EC2 does. */
final class TemplateAnswers {
    private TemplateAnswers() {}

    static LaunchTemplate of(Ec2Call call, TemplateRecord template) {
        return LaunchTemplate.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .createTime(template.created())
                .createdBy(template.createdBy())
                .defaultVersionNumber(template.defaultVersion())
                .latestVersionNumber(template.latestVersion())
                .tags(Tags.list(Tags.of(call.view(), template.account(), template.id())))
                .operator(OperatorResponse.builder().managed(false).build())
                .build();
    }

    static LaunchTemplateVersion of(TemplateRecord template, TemplateVersionRecord version) {
        return LaunchTemplateVersion.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.number())
                .versionDescription(version.description())
                .createTime(version.created())
                .createdBy(version.createdBy())
                .defaultVersion(template.defaultVersion() == version.number())
                .launchTemplateData(Shapes.copy(
                        RequestLaunchTemplateData.SCHEMA, version.data(), ResponseLaunchTemplateData.SCHEMA))
                .operator(OperatorResponse.builder().managed(false).build())
                .build();
    }
}
