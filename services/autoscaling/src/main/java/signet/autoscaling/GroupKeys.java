package signet.autoscaling;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.policy.Context;

/** The condition keys of what a request says about a group. */
final class GroupKeys {
    private GroupKeys() {}

    static Context of(
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable String launchConfiguration,
            @Nullable LaunchTemplateSpecification template,
            @Nullable String subnets) {
        Context.Builder keys = Context.builder();
        Scope.put(keys, "autoscaling:MinSize", min);
        Scope.put(keys, "autoscaling:MaxSize", max);
        Scope.put(keys, "autoscaling:LaunchConfigurationName", launchConfiguration);
        if (template != null) {
            String version = Objects.requireNonNullElse(template.version(), "$Default");
            keys.put("autoscaling:LaunchTemplateVersionSpecified", Boolean.toString(!version.startsWith("$")));
        }
        List<String> ids = GroupRules.subnetIds(subnets);
        if (!ids.isEmpty()) {
            keys.put("autoscaling:VPCZoneIdentifiers", ids);
        }
        return keys.build();
    }
}
