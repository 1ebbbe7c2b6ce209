package signet.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import signet.authz.Access;
import signet.fleet.Instance;
import signet.fleet.SecurityGroup;
import signet.policy.Context;
import signet.snapshot.Transaction;

/**
 * A resource that can have tags.
 *
 * @param type as in ARNs, such as {@code network-interface}
 * @param arnName what stands in its ARN after the type
 */
record Tagged(String type, String id, String arnName, Map<String, String> tags) {

    /** All resources of an account in a region, by id. */
    static Map<String, Tagged> all(Ec2Call call) {
        Map<String, Tagged> all = new LinkedHashMap<>();
        for (Instance instance : Instances.all(call)) {
            add(all, new Tagged("instance", instance.id(), instance.id(), instance.tags()));
            if (instance.state().code() != Instance.Code.TERMINATED) {
                add(all, of(call, "volume", instance.network().volumeId()));
                add(all, of(call, "network-interface", instance.network().interfaceId()));
            }
        }
        DefaultNetwork network = DefaultNetwork.of(call);
        add(all, of(call, "vpc", network.vpcId()));
        network.subnets().forEach(subnet -> add(all, of(call, "subnet", subnet.id())));
        for (SecurityGroup group : Groups.all(call)) {
            add(all, of(call, Groups.TYPE, group.id()));
            group.rules().forEach(rule -> add(all, of(call, Groups.RULE_TYPE, rule.id())));
        }
        KeyPairs.all(call)
                .forEach(key -> add(
                        all,
                        new Tagged(
                                KeyPairs.TYPE, key.id(), key.name(), Tags.of(call.view(), call.account(), key.id()))));
        call.view()
                .under(Tables.TEMPLATES, call.key(""))
                .values()
                .forEach(template -> add(all, of(call, "launch-template", template.id())));
        call.view()
                .under(Tables.SPOT_REQUESTS, call.key(""))
                .values()
                .forEach(spot -> add(all, of(call, SpotRequests.TYPE, spot.id())));
        call.view()
                .under(Tables.FLEETS, call.key(""))
                .values()
                .forEach(fleet -> add(all, of(call, FleetRecord.TYPE, fleet.id())));
        return all;
    }

    /** The resources with the given ids. */
    static List<Tagged> find(Ec2Call call, List<String> ids) {
        Map<String, Tagged> all = all(call);
        return ids.stream()
                .distinct()
                .map(id -> Optional.ofNullable(all.get(id)).orElseThrow(() -> unknown(id)))
                .toList();
    }

    /** An action on this resource, with what policies may ask about a resource of its type. */
    Access access(Ec2Call call, String action) {
        Access plain = call.access(action, call.arn(type, arnName), tags);
        return switch (type) {
            case "instance" -> Instances.access(call, action, Instances.find(call, id));
            case "volume" -> onInstance(call, plain, instance -> volume(call, instance));
            case "network-interface" -> onInstance(call, plain, instance -> networkInterface(call, instance));
            case "subnet" ->
                plain.with(ResourceKeys.subnet(
                        call, DefaultNetwork.of(call).subnet(id).orElseThrow()));
            case Groups.TYPE -> plain.with(ResourceKeys.securityGroup(call, id));
            case "vpc" -> plain.with(ResourceKeys.vpc(id));
            case KeyPairs.TYPE ->
                plain.with(ResourceKeys.keyPair(
                        call.view().get(Tables.KEY_PAIRS, call.key(arnName)).orElseThrow()));
            default -> plain;
        };
    }

    /** The keys of what belongs to an instance. */
    private Access onInstance(Ec2Call call, Access access, Function<Instance, Context> keys) {
        return Instances.all(call).stream()
                .filter(instance -> instance.network().volumeId().equals(id)
                        || instance.network().interfaceId().equals(id))
                .findFirst()
                .map(instance -> access.with(keys.apply(instance)))
                .orElse(access);
    }

    private Context volume(Ec2Call call, Instance instance) {
        return ResourceKeys.volume(
                        call, instance.launch().zone(), instance.settings().disk())
                .with(Context.builder().put("ec2:VolumeID", id).build());
    }

    private Context networkInterface(Ec2Call call, Instance instance) {
        return ResourceKeys.networkInterface(
                        call, instance.launch().zone(), instance.network().subnetId())
                .with(Context.builder().put("ec2:NetworkInterfaceID", id).build());
    }

    /** Writes other tags for this resource. */
    void retag(Transaction tx, Ec2Call call, Map<String, String> changed) {
        Tags.checkCount(changed);
        if (!type.equals("instance")) {
            Tags.put(tx, call.account(), id, changed);
            return;
        }
        Instance instance = Instances.find(call.on(tx), id);
        MetadataSettings.checkTagKeys(instance.metadata(), changed.keySet());
        tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance.withTags(changed));
    }

    private static Tagged of(Ec2Call call, String type, String id) {
        return new Tagged(type, id, id, Tags.of(call.view(), call.account(), id));
    }

    private static void add(Map<String, Tagged> all, Tagged tagged) {
        all.put(tagged.id(), tagged);
    }

    private static signet.model.AwsError unknown(String id) {
        if (id.startsWith("i-")) {
            return Errors.noInstances(List.of(id));
        }
        return Errors.of("InvalidID", "The ID '" + id + "' is not valid");
    }
}
