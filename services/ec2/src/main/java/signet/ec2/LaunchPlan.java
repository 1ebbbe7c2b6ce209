package signet.ec2;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;

/**
 * A launch with everything looked up and checked: what RunInstances has to ask permission for, and then does.
 *
 * @param settings what the request asks for, with its launch template's settings
 * @param subnet where the instances go
 * @param groups the ids of their security groups
 * @param keyPair null without one
 * @param handed null without an instance profile
 * @param template null without a launch template
 */
record LaunchPlan(
        LaunchSettings settings,
        int least,
        int most,
        Catalogue.Image image,
        Catalogue.Type type,
        DefaultNetwork.Subnet subnet,
        List<String> groups,
        @Nullable String privateAddress,
        Instance.Disk disk,
        Instance.MetadataOptions metadata,
        @Nullable KeyPairRecord keyPair,
        Profiles.@Nullable Handed handed,
        @Nullable Template template) {

    /** The launch template: its id, its tags, and what it alone would ask for. */
    record Template(String id, Map<String, String> tags, LaunchSettings settings) {}

    LaunchPlan {
        groups = List.copyOf(groups);
    }

    /** The same launch of so many instances, or of fewer where there is no room for all. */
    LaunchPlan of(int count) {
        return new LaunchPlan(
                settings,
                1,
                count,
                image,
                type,
                subnet,
                groups,
                privateAddress,
                disk,
                metadata,
                keyPair,
                handed,
                template);
    }

    /** Whether Spot instances are asked for. */
    boolean spot() {
        return settings.spot() != null;
    }

    /** The settings besides, as they are kept. */
    Instance.Settings kept() {
        String credits =
                type.burstable() ? Objects.requireNonNullElse(settings.credits(), type.defaultCredits()) : null;
        return new Instance.Settings(
                Boolean.TRUE.equals(settings.stopProtected()),
                Boolean.TRUE.equals(settings.monitored()),
                Boolean.TRUE.equals(settings.ebsOptimized()),
                spot() || "terminate".equals(settings.shutdownBehavior()),
                credits,
                disk);
    }
}
