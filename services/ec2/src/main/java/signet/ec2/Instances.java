package signet.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.fleet.Tables;
import signet.policy.Context;

/** Finds instances, and says what policies may ask about them. */
final class Instances {
    private static final Pattern ID = Pattern.compile("i-[0-9a-f]{8}([0-9a-f]{9})?");

    private Instances() {}

    /** The account's instances of the region, by id. */
    static List<Instance> all(Ec2Call call) {
        return call.view().under(Tables.INSTANCES, call.account() + "/").values().stream()
                .filter(instance -> instance.launch().region().equals(call.region()))
                .toList();
    }

    static Instance find(Ec2Call call, String id) {
        return find(call, List.of(id)).getFirst();
    }

    /** The instances with the given ids, each once, in the order given. */
    static List<Instance> find(Ec2Call call, @Nullable List<String> ids) {
        List<String> asked = Objects.requireNonNullElse(ids, List.of());
        for (String id : asked) {
            if (!ID.matcher(id).matches()) {
                throw Errors.malformedInstance(id);
            }
        }
        LinkedHashMap<String, Instance> found = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String id : asked) {
            call.view()
                    .get(Tables.INSTANCES, call.account() + "/" + id)
                    .filter(instance -> instance.launch().region().equals(call.region()))
                    .ifPresentOrElse(instance -> found.put(id, instance), () -> unknown.add(id));
        }
        if (!unknown.isEmpty()) {
            throw Errors.noInstances(unknown);
        }
        return List.copyOf(found.values());
    }

    /** The present association of an instance. */
    static Optional<ProfileAssociation> association(Ec2Call call, String instanceId) {
        return call.view().find(Tables.ASSOCIATIONS_BY_INSTANCE, instanceId).stream()
                .filter(association -> !association.state().equals("disassociating"))
                .findFirst();
    }

    /** An action on an instance, with every key that the Service Authorization Reference has for it. */
    static Access access(Ec2Call call, String action, Instance instance) {
        Context.Builder keys = ResourceKeys.zone(call, instance.launch().zone())
                .put("ec2:InstanceID", instance.id())
                .put("ec2:InstanceType", instance.launch().instanceType())
                .put("ec2:EbsOptimized", Boolean.toString(instance.settings().ebsOptimized()))
                .put("ec2:InstanceMarketType", instance.launch().spot() ? "spot" : "on-demand")
                .put("ec2:RootDeviceType", "ebs")
                .put("ec2:Tenancy", "default");
        association(call, instance.id()).ifPresent(found -> keys.put("ec2:InstanceProfile", found.profileArn()));
        return call.access(action, instance.arn(), instance.tags())
                .with(keys.build())
                .with(MetadataSettings.keys(instance.metadata(), !action.equals("StartInstances")));
    }

    /** An action on each of some instances. */
    static List<Access> accesses(Ec2Call call, String action, List<Instance> instances) {
        return instances.stream()
                .map(instance -> access(call, action, instance))
                .toList();
    }
}
