package signet.autoscaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.identity.Role;
import signet.model.AwsError;
import signet.model.autoscaling.LaunchTemplateSpecification;
import signet.model.ec2.DescribeLaunchTemplatesInput;
import signet.model.ec2.LaunchTemplate;
import signet.model.ec2.Subnet;

/** What a group must be like, when it is made and whenever it is changed. */
final class GroupRules {
    private GroupRules() {}

    static GroupRecord.Size size(int min, int max, int desired) {
        if (max < min) {
            throw Errors.validation("Max bound, " + max + ", must be greater than or equal to min bound, " + min);
        }
        if (desired < min || desired > max) {
            throw Errors.validation("Desired capacity:" + desired + " must be between the specified min size:" + min
                    + " and max size:" + max);
        }
        return new GroupRecord.Size(min, max, desired);
    }

    static AwsError noLaunchConfiguration(String name) {
        return Errors.validation("Launch configuration name not found - A launch configuration with the name: " + name
                + " does not exist");
    }

    /** Exactly one of the things by which a group may launch. */
    static void oneSource(@Nullable Object... sources) {
        if (Stream.of(sources).filter(Objects::nonNull).count() != 1) {
            throw Errors.validation("Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                    + " InstanceId or MixedInstancesPolicy parameter.");
        }
    }

    /** A template as a group keeps it: with id, name and version. */
    static LaunchTemplateSpecification template(Ec2 ec2, Role role, String region, LaunchTemplateSpecification asked) {
        String id = asked.launchTemplateId();
        String name = asked.launchTemplateName();
        if ((id == null) == (name == null)) {
            throw Errors.validation("Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        try {
            LaunchTemplate found = ec2.template(
                    role,
                    region,
                    DescribeLaunchTemplatesInput.builder()
                            .launchTemplateIds(id == null ? null : List.of(id))
                            .launchTemplateNames(name == null ? null : List.of(name))
                            .build());
            return new LaunchTemplateSpecification(
                    found.launchTemplateId(),
                    found.launchTemplateName(),
                    Objects.requireNonNullElse(asked.version(), "$Default"));
        } catch (AwsError e) {
            throw Errors.validation("You must use a valid fully-formed launch template. " + e.message());
        }
    }

    /** How a client named a template. */
    static String nameOf(LaunchTemplateSpecification asked) {
        return Objects.requireNonNullElse(
                asked.launchTemplateId(), Objects.requireNonNullElse(asked.launchTemplateName(), ""));
    }

    /** The places of a group: of its subnets if it names some, else its zones. */
    static GroupRecord.Places places(
            Ec2 ec2, Role role, String region, @Nullable List<String> zones, @Nullable String subnets) {
        List<String> asked = subnetIds(subnets);
        if (asked.isEmpty()) {
            List<String> named = Objects.requireNonNullElse(zones, List.of());
            if (named.isEmpty()) {
                throw Errors.validation("At least one Availability Zone or VPC Subnet is required.");
            }
            named.stream()
                    .filter(zone -> !zone.matches(region + "[a-c]"))
                    .findFirst()
                    .ifPresent(zone -> {
                        throw Errors.validation("Invalid availability zone: [" + zone + "]");
                    });
            return new GroupRecord.Places(named, List.of());
        }
        try {
            List<String> inZones = new ArrayList<>();
            for (String id : asked) {
                Subnet subnet = ec2.subnets(role, region, List.of(id)).getFirst();
                inZones.add(Objects.requireNonNull(subnet.availabilityZone()));
            }
            return new GroupRecord.Places(inZones, asked);
        } catch (AwsError e) {
            throw Errors.validation(e.message());
        }
    }

    static List<String> subnetIds(@Nullable String identifier) {
        return identifier == null || identifier.isBlank()
                ? List.of()
                : Arrays.stream(identifier.split(",")).map(String::strip).toList();
    }

    static void terminationPolicies(@Nullable List<String> policies) {
        if (policies != null) {
            policies.forEach(policy -> Members.value(policy, "TerminationPolicies", "Default", "OldestInstance"));
        }
    }

    static void healthCheck(@Nullable String type) {
        Members.value(type, "HealthCheckType", "EC2");
    }
}
