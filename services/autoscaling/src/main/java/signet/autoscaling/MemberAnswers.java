package signet.autoscaling;

import java.util.Optional;
import signet.fleet.Instance.Code;
import signet.model.autoscaling.AutoScalingInstanceDetails;
import signet.model.autoscaling.Instance;

/** Shows a group's instances. */
final class MemberAnswers {
    private MemberAnswers() {}

    static Instance instance(Scope scope, GroupRecord group, Member member) {
        return Instance.builder()
                .instanceId(member.instanceId())
                .instanceType(member.instanceType())
                .availabilityZone(member.zone())
                .lifecycleState(lifecycle(scope, group, member))
                .healthStatus(health(scope, group, member))
                .protectedFromScaleIn(member.protectedFromScaleIn())
                .launchConfigurationName(member.launchConfiguration())
                .launchTemplate(member.launchTemplate())
                .build();
    }

    static AutoScalingInstanceDetails details(Scope scope, GroupRecord group, Member member) {
        return AutoScalingInstanceDetails.builder()
                .instanceId(member.instanceId())
                .instanceType(member.instanceType())
                .autoScalingGroupName(group.name())
                .availabilityZone(member.zone())
                .lifecycleState(lifecycle(scope, group, member))
                .healthStatus(health(scope, group, member).toUpperCase(java.util.Locale.ROOT))
                .protectedFromScaleIn(member.protectedFromScaleIn())
                .launchConfigurationName(member.launchConfiguration())
                .launchTemplate(member.launchTemplate())
                .build();
    }

    private static String lifecycle(Scope scope, GroupRecord group, Member member) {
        if (member.terminating()) {
            return "Terminating";
        }
        return code(scope, group, member)
                .filter(code -> code == Code.PENDING)
                .map(code -> "Pending")
                .orElse("InService");
    }

    private static String health(Scope scope, GroupRecord group, Member member) {
        boolean well = code(scope, group, member).filter(Roster::isWell).isPresent();
        return well || member.terminating() ? "Healthy" : "Unhealthy";
    }

    private static Optional<Code> code(Scope scope, GroupRecord group, Member member) {
        return Roster.instance(scope.view(), group.account(), member.instanceId())
                .map(instance -> instance.state().code());
    }
}
