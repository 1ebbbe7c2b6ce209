package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.fleet.Instance;
import signet.fleet.SecurityGroup;
import signet.fleet.Tables;
import signet.model.AwsError;

/** The security groups of an account in a region: the default VPC's own, and those that were made. */
final class Groups {
    static final String TYPE = "security-group";
    static final String RULE_TYPE = "security-group-rule";

    /** How many an account may have in a region (VPC User Guide, "Amazon VPC quotas"). */
    static final int LIMIT = 2500;

    /** How many an interface may be in. */
    static final int PER_INTERFACE = 5;

    private Groups() {}

    static List<SecurityGroup> all(Ec2Call call) {
        DefaultNetwork network = DefaultNetwork.of(call);
        List<SecurityGroup> all = new ArrayList<>();
        all.add(find(call, network.securityGroupId()).orElseThrow());
        call.view().under(Tables.SECURITY_GROUPS, call.key("")).values().stream()
                .filter(group -> !isDefault(group))
                .forEach(all::add);
        return all;
    }

    static Optional<SecurityGroup> find(Ec2Call call, String id) {
        DefaultNetwork network = DefaultNetwork.of(call);
        Optional<SecurityGroup> recorded =
                call.view().get(Tables.SECURITY_GROUPS, SecurityGroup.key(call.account(), call.region(), id));
        return recorded.isPresent() || !id.equals(network.securityGroupId())
                ? recorded
                : Optional.of(network.securityGroup());
    }

    static boolean isDefault(SecurityGroup group) {
        return group.name().equals(SecurityGroup.DEFAULT);
    }

    /** The group that a request names by its id or, in the default VPC, by its name. */
    static SecurityGroup named(Ec2Call call, @Nullable String id, @Nullable String name) {
        if (id != null) {
            if (!id.startsWith("sg-")) {
                throw Errors.of("InvalidGroupId.Malformed", "Invalid id: \"" + id + "\" (expecting \"sg-...\")");
            }
            return find(call, id).orElseThrow(() -> unknown(id));
        }
        if (name == null) {
            throw Errors.missing("GroupName or GroupId");
        }
        return all(call).stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknownName(call, name));
    }

    static AwsError unknown(String id) {
        return Errors.of("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
    }

    private static AwsError unknownName(Ec2Call call, String name) {
        return Errors.of(
                "InvalidGroup.NotFound",
                "The security group '" + name + "' does not exist in default VPC '"
                        + DefaultNetwork.of(call).vpcId() + "'");
    }

    /** An action on a group that is there. */
    static Access access(Ec2Call call, String action, SecurityGroup group) {
        return call.access(action, call.arn(TYPE, group.id()), Tags.of(call.view(), call.account(), group.id()))
                .with(ResourceKeys.securityGroup(call, group.id()));
    }

    /** The ids of the groups that a launch names by id or name; the default group if it names none. */
    static List<String> atLaunch(Ec2Call call, @Nullable List<String> asked) {
        if (asked == null || asked.isEmpty()) {
            return List.of(DefaultNetwork.of(call).securityGroupId());
        }
        List<String> ids = asked.stream()
                .map(group -> group.startsWith("sg-") ? named(call, group, null) : named(call, null, group))
                .map(SecurityGroup::id)
                .distinct()
                .toList();
        if (ids.size() > PER_INTERFACE) {
            throw Errors.of(
                    "SecurityGroupsPerInterfaceLimitExceeded",
                    "The maximum number of security groups per interface has been reached.");
        }
        return ids;
    }

    /** Whether an instance is in a group or another group's rules name it, so that it has to stay. */
    static boolean isDependedOn(Ec2Call call, SecurityGroup group) {
        return Instances.all(call).stream()
                        .filter(instance -> instance.state().code() != Instance.Code.TERMINATED)
                        .anyMatch(
                                instance -> instance.network().securityGroups().contains(group.id()))
                || all(call).stream()
                        .filter(other -> !other.id().equals(group.id()))
                        .flatMap(other -> other.rules().stream())
                        .anyMatch(rule -> rule.peer().equals(group.id()));
    }
}
