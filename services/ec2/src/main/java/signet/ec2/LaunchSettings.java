package signet.ec2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a launch asks for: in RunInstances, in a version of a launch template, or in both together. Null is what was not
 * asked for.
 *
 * @param userData as bytes in base 64
 * @param securityGroups ids, or names of groups of the default VPC
 * @param shutdownBehavior {@code stop} or {@code terminate}
 * @param tags by the type of the resource, such as {@code instance}
 */
record LaunchSettings(
        @Nullable String imageId,
        @Nullable String instanceType,
        @Nullable String keyName,
        @Nullable String userData,
        @Nullable Profile profile,
        @Nullable String zone,
        @Nullable String subnetId,
        @Nullable List<String> securityGroups,
        @Nullable String privateAddress,
        @Nullable Interface networkInterface,
        @Nullable Disk disk,
        @Nullable Metadata metadata,
        @Nullable Boolean monitored,
        @Nullable Boolean ebsOptimized,
        @Nullable Boolean terminationProtected,
        @Nullable Boolean stopProtected,
        @Nullable String shutdownBehavior,
        @Nullable String credits,
        @Nullable Spot spot,
        Map<String, Map<String, String>> tags) {

    /** An instance profile by name or by ARN. */
    record Profile(@Nullable String name, @Nullable String arn) {}

    /** The one network interface, when it is given as such. */
    record Interface(
            @Nullable String subnetId,
            @Nullable List<String> securityGroups,
            @Nullable String privateAddress) {
        Interface {
            securityGroups = securityGroups == null ? null : List.copyOf(securityGroups);
        }
    }

    /** The root volume. */
    record Disk(
            @Nullable String device,
            @Nullable Integer gibibytes,
            @Nullable String type,
            @Nullable Integer iops,
            @Nullable Integer throughput) {}

    /** The metadata options, in the API's words. */
    record Metadata(
            @Nullable String tokens,
            @Nullable Integer hopLimit,
            @Nullable String endpoint,
            @Nullable String ipv6,
            @Nullable String tags) {}

    /**
     * The terms of Spot instances: a request for one instance that ends with it.
     *
     * @param maxPrice dollars an hour, null for the On-Demand price; any will do, as nothing here has a price
     */
    record Spot(@Nullable String maxPrice) {}

    LaunchSettings {
        securityGroups = securityGroups == null ? null : List.copyOf(securityGroups);
        Map<String, Map<String, String>> copy = new TreeMap<>();
        tags.forEach((type, some) -> copy.put(type, Collections.unmodifiableMap(new LinkedHashMap<>(some))));
        tags = Collections.unmodifiableMap(copy);
    }

    /** These settings where they say something, a template's elsewhere; tags of both, with these winning. */
    LaunchSettings over(LaunchSettings template) {
        return new LaunchSettings(
                first(imageId, template.imageId),
                first(instanceType, template.instanceType),
                first(keyName, template.keyName),
                first(userData, template.userData),
                first(profile, template.profile),
                first(zone, template.zone),
                first(subnetId, template.subnetId),
                first(securityGroups, template.securityGroups),
                first(privateAddress, template.privateAddress),
                first(networkInterface, template.networkInterface),
                first(disk, template.disk),
                first(metadata, template.metadata),
                first(monitored, template.monitored),
                first(ebsOptimized, template.ebsOptimized),
                first(terminationProtected, template.terminationProtected),
                first(stopProtected, template.stopProtected),
                first(shutdownBehavior, template.shutdownBehavior),
                first(credits, template.credits),
                first(spot, template.spot),
                merged(template.tags));
    }

    /** The tags of a type of resource, such as {@code volume}. */
    Map<String, String> tagsOf(String type) {
        Map<String, String> some = tags.get(type);
        return some == null ? Map.of() : some;
    }

    private Map<String, Map<String, String>> merged(Map<String, Map<String, String>> template) {
        Map<String, Map<String, String>> merged = new TreeMap<>();
        template.forEach((type, some) -> merged.put(type, new LinkedHashMap<>(some)));
        tags.forEach((type, some) ->
                merged.computeIfAbsent(type, _ -> new LinkedHashMap<>()).putAll(some));
        return merged;
    }

    private static <T> @Nullable T first(@Nullable T asked, @Nullable T template) {
        return asked == null ? template : asked;
    }
}
