package signet.ec2;

import java.util.List;
import java.util.Map;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.GetLaunchTemplateDataInput;
import signet.model.ec2.GetLaunchTemplateDataOutput;
import signet.model.ec2.LaunchTemplateIamInstanceProfileSpecification;
import signet.model.ec2.LaunchTemplateInstanceMetadataOptions;
import signet.model.ec2.LaunchTemplatePlacement;
import signet.model.ec2.LaunchTemplateTagSpecification;
import signet.model.ec2.LaunchTemplatesMonitoring;
import signet.model.ec2.ResponseLaunchTemplateData;

/** Shows an instance as the data of a launch template. Its profile is shown, not passed. */
final class GetLaunchTemplateData implements Operation<GetLaunchTemplateDataInput, GetLaunchTemplateDataOutput> {
    @Override
    public OperationModel<GetLaunchTemplateDataInput, GetLaunchTemplateDataOutput> model() {
        return Ec2Operations.GET_LAUNCH_TEMPLATE_DATA;
    }

    @Override
    public Accesses accesses(Call<GetLaunchTemplateDataInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(Instances.access(
                ec2, model().name(), Instances.find(ec2, call.input().instanceId())));
    }

    @Override
    public GetLaunchTemplateDataOutput handle(Authorized<GetLaunchTemplateDataInput> request) {
        Ec2Call call = Ec2Call.of(request);
        Instance instance = Instances.find(call, request.input().instanceId());
        Map<String, String> tags = instance.tags();
        return new GetLaunchTemplateDataOutput(ResponseLaunchTemplateData.builder()
                .imageId(instance.launch().imageId())
                .instanceType(instance.launch().instanceType())
                .keyName(instance.launch().keyName())
                .userData(instance.launch().userData())
                .ebsOptimized(instance.settings().ebsOptimized())
                .disableApiTermination(instance.terminationProtected())
                .disableApiStop(instance.settings().stopProtected())
                .instanceInitiatedShutdownBehavior(instance.settings().terminatesOnShutdown() ? "terminate" : "stop")
                .monitoring(LaunchTemplatesMonitoring.builder()
                        .enabled(instance.settings().monitored())
                        .build())
                .placement(LaunchTemplatePlacement.builder()
                        .availabilityZone(instance.launch().zone())
                        .groupName("")
                        .tenancy("default")
                        .build())
                .securityGroupIds(instance.network().securityGroups())
                .metadataOptions(metadata(instance.metadata()))
                .iamInstanceProfile(Instances.association(call, instance.id())
                        .map(found -> new LaunchTemplateIamInstanceProfileSpecification(found.profileArn(), null))
                        .orElse(null))
                .tagSpecifications(
                        tags.isEmpty()
                                ? null
                                : List.of(new LaunchTemplateTagSpecification("instance", Tags.list(tags))))
                .build());
    }

    private static LaunchTemplateInstanceMetadataOptions metadata(Instance.MetadataOptions options) {
        return LaunchTemplateInstanceMetadataOptions.builder()
                .state("applied")
                .httpTokens(options.tokensRequired() ? "required" : "optional")
                .httpPutResponseHopLimit(options.hopLimit())
                .httpEndpoint(options.endpointEnabled() ? "enabled" : "disabled")
                .httpProtocolIpv6(options.ipv6Enabled() ? "enabled" : "disabled")
                .instanceMetadataTags(options.tagsEnabled() ? "enabled" : "disabled")
                .build();
    }
}
