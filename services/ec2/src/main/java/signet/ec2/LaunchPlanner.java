package signet.ec2;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.RunInstancesInput;

/** Turns a RunInstances request into a {@link LaunchPlan}: merges the template, looks everything up, checks it. */
final class LaunchPlanner {
    private final Catalogue catalogue;

    LaunchPlanner(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    LaunchPlan plan(Ec2Call call, RunInstancesInput input) {
        LaunchPlan.Template template = template(call, input.launchTemplate());
        LaunchSettings own = RunSettings.of(input);
        LaunchSettings settings = template == null ? own : own.over(template.settings());
        checkCounts(input, settings);
        UserDataLimit.check(settings.userData());
        Catalogue.Image image = image(settings.imageId());
        Catalogue.Type type = type(settings.instanceType(), image);
        DefaultNetwork network = DefaultNetwork.of(call);
        DefaultNetwork.Subnet subnet = subnet(network, settings);
        LaunchSettings.Profile profile = settings.profile();
        return new LaunchPlan(
                settings,
                input.minCount(),
                input.maxCount(),
                image,
                type,
                subnet,
                groups(call, settings),
                address(subnet, settings),
                Disks.of(settings.disk()),
                MetadataSettings.atLaunch(settings.metadata(), image),
                keyPair(call, settings.keyName()),
                profile == null ? null : Profiles.find(call, profile),
                template);
    }

    private static LaunchPlan.@Nullable Template template(Ec2Call call, @Nullable LaunchTemplateSpecification asked) {
        if (asked == null) {
            return null;
        }
        TemplateVersionRecord version = Templates.version(call, asked);
        return new LaunchPlan.Template(
                version.templateId(), Tags.of(call.view(), call.account(), version.templateId()), version.settings());
    }

    private static void checkCounts(RunInstancesInput input, LaunchSettings settings) {
        if (input.minCount() < 1) {
            throw Errors.invalidValue(
                    Integer.toString(input.minCount()), "minCount", "Expecting a value greater than 0.");
        }
        if (input.maxCount() < input.minCount()) {
            throw Errors.invalidValue(
                    Integer.toString(input.maxCount()), "maxCount", "It must not be less than minCount.");
        }
        LaunchSettings.Interface nic = settings.networkInterface();
        boolean addressed = settings.privateAddress() != null || (nic != null && nic.privateAddress() != null);
        if (addressed && input.maxCount() > 1) {
            throw Errors.combination("A private IP address can only be specified when launching one instance");
        }
    }

    private Catalogue.Image image(@Nullable String id) {
        if (id == null) {
            throw Errors.missing("ImageId");
        }
        return Images.find(catalogue, id);
    }

    private Catalogue.Type type(@Nullable String name, Catalogue.Image image) {
        String asked = name == null ? defaultType(image) : name;
        Catalogue.Type type = catalogue
                .type(asked)
                .orElseThrow(() -> Errors.invalidValue("Invalid value '" + asked + "' for InstanceType."));
        if (!type.architecture().equals(image.architecture())) {
            throw Errors.invalidValue("The architecture '" + type.architecture()
                    + "' of the specified instance type does not match the architecture '" + image.architecture()
                    + "' of the specified AMI. Specify an instance type and an AMI that have matching architectures,"
                    + " and try again. You can use 'describe-instance-types' or 'describe-images' to discover the"
                    + " architecture of the instance type or AMI.");
        }
        return type;
    }

    private static String defaultType(Catalogue.Image image) {
        return image.architecture().equals("arm64") ? "t4g.micro" : "t3.micro";
    }

    private static DefaultNetwork.Subnet subnet(DefaultNetwork network, LaunchSettings settings) {
        LaunchSettings.Interface nic = settings.networkInterface();
        if (nic != null && settings.subnetId() != null) {
            throw Errors.combination(
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
        String zone = settings.zone();
        if (zone != null && network.subnetIn(zone).isEmpty()) {
            throw Errors.invalidValue("Invalid availability zone: [" + zone + "]");
        }
        String id = nic == null ? settings.subnetId() : nic.subnetId();
        if (id == null) {
            String wanted = Objects.requireNonNullElse(zone, network.zones().getFirst());
            return network.subnetIn(wanted).orElseThrow();
        }
        DefaultNetwork.Subnet subnet =
                network.subnet(id).orElseThrow(() -> Errors.notFound("InvalidSubnetID", "subnet", List.of(id)));
        if (zone != null && !subnet.zone().equals(zone)) {
            throw Errors.invalidValue(zone, "availabilityZone", "The subnet " + id + " is not in this zone.");
        }
        return subnet;
    }

    private static List<String> groups(Ec2Call call, LaunchSettings settings) {
        LaunchSettings.Interface nic = settings.networkInterface();
        if (nic != null && settings.securityGroups() != null) {
            throw Errors.combination(
                    "Network interfaces and an instance-level security groups may not be specified on the same"
                            + " request");
        }
        return Groups.atLaunch(call, nic == null ? settings.securityGroups() : nic.securityGroups());
    }

    private static @Nullable String address(DefaultNetwork.Subnet subnet, LaunchSettings settings) {
        LaunchSettings.Interface nic = settings.networkInterface();
        String address = nic == null ? settings.privateAddress() : nic.privateAddress();
        if (address != null && !subnet.assignable(address)) {
            throw Errors.invalidValue("Address " + address + " does not fall within the subnet's address range");
        }
        return address;
    }

    private static @Nullable KeyPairRecord keyPair(Ec2Call call, @Nullable String name) {
        return name == null
                ? null
                : call.view()
                        .get(Tables.KEY_PAIRS, call.key(name))
                        .orElseThrow(() ->
                                Errors.of("InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist"));
    }
}
