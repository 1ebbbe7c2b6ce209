package signet.autoscaling;

import org.jspecify.annotations.Nullable;
import signet.model.autoscaling.LaunchTemplateSpecification;

/**
 * An instance of a group.
 *
 * @param terminating whether the group has sent it away
 * @param protectedFromScaleIn whether the group may not choose it when it shrinks
 * @param launchConfiguration the name of what it was launched by, null when by a template
 * @param launchTemplate what it was launched by, null when by a launch configuration or not by the group
 */
record Member(
        String instanceId,
        String instanceType,
        String zone,
        boolean terminating,
        boolean protectedFromScaleIn,
        @Nullable String launchConfiguration,
        @Nullable LaunchTemplateSpecification launchTemplate) {
    Member sentAway() {
        return new Member(
                instanceId, instanceType, zone, true, protectedFromScaleIn, launchConfiguration, launchTemplate);
    }
}
