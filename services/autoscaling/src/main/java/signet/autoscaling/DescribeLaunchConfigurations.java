package signet.autoscaling;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.CreateLaunchConfigurationInput;
import signet.model.autoscaling.DescribeLaunchConfigurationsInput;
import signet.model.autoscaling.InstanceMonitoring;
import signet.model.autoscaling.LaunchConfiguration;
import signet.model.autoscaling.LaunchConfigurationsType;

/** Shows launch configurations. */
final class DescribeLaunchConfigurations
        implements Operation<DescribeLaunchConfigurationsInput, LaunchConfigurationsType> {
    @Override
    public OperationModel<DescribeLaunchConfigurationsInput, LaunchConfigurationsType> model() {
        return AutoScalingOperations.DESCRIBE_LAUNCH_CONFIGURATIONS;
    }

    @Override
    public Accesses accesses(Call<DescribeLaunchConfigurationsInput> call) {
        return Accesses.of(Scope.everywhere(model().name()));
    }

    @Override
    public LaunchConfigurationsType handle(Authorized<DescribeLaunchConfigurationsInput> request) {
        DescribeLaunchConfigurationsInput input = request.input();
        Scope scope = Scope.of(request);
        List<LaunchConfigurationRecord> chosen =
                scope.view().under(Tables.LAUNCH_CONFIGURATIONS, scope.key("")).values().stream()
                        .filter(Paging.among(input.launchConfigurationNames(), LaunchConfigurationRecord::name))
                        .toList();
        Paging.Page<LaunchConfigurationRecord> page =
                Paging.page(chosen, LaunchConfigurationRecord::name, input.maxRecords(), input.nextToken());
        return new LaunchConfigurationsType(
                page.items().stream().map(DescribeLaunchConfigurations::answer).toList(), page.nextToken());
    }

    private static LaunchConfiguration answer(LaunchConfigurationRecord found) {
        CreateLaunchConfigurationInput asked = found.asked();
        InstanceMonitoring monitoring = asked.instanceMonitoring();
        return LaunchConfiguration.builder()
                .launchConfigurationName(found.name())
                .launchConfigurationARN(found.arn())
                .imageId(asked.imageId())
                .instanceType(asked.instanceType())
                .keyName(asked.keyName() == null ? "" : asked.keyName())
                .securityGroups(asked.securityGroups() == null ? List.of() : asked.securityGroups())
                .classicLinkVPCSecurityGroups(List.of())
                .userData(asked.userData() == null ? "" : asked.userData())
                .kernelId("")
                .ramdiskId("")
                .blockDeviceMappings(asked.blockDeviceMappings() == null ? List.of() : asked.blockDeviceMappings())
                .instanceMonitoring(
                        new InstanceMonitoring(monitoring == null || !Boolean.FALSE.equals(monitoring.enabled())))
                .spotPrice(asked.spotPrice())
                .iamInstanceProfile(asked.iamInstanceProfile())
                .createdTime(found.created())
                .ebsOptimized(Boolean.TRUE.equals(asked.ebsOptimized()))
                .metadataOptions(asked.metadataOptions())
                .build();
    }
}
