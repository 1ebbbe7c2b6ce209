package signet.ec2;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.identity.Ids;
import signet.model.StructureSchema;
import signet.model.ec2.RunInstancesInput;
import signet.snapshot.Transaction;

/** Records new instances, with all that belongs to them, in one transaction. */
final class Launcher {
    /** How many instances of an account may run in a region: each one is a process of this machine. */
    static final int LIMIT = 256;

    private final Ids ids;

    Launcher(Ids ids) {
        this.ids = ids;
    }

    /**
     * How a launch was asked for.
     *
     * @param token the client token, null without one
     * @param key under which the token is remembered, null without one
     * @param digest what has to be the same when the token is used again
     */
    record Order(
            Instant time, @Nullable String token, @Nullable String key, String digest) {
        static Order of(Authorized<RunInstancesInput> request) {
            String token = request.input().clientToken();
            return of(request, RunInstancesInput.SCHEMA, token, token);
        }

        /** The order of a request that has a client token of its own kind. */
        static <T> Order of(
                Authorized<T> request, StructureSchema<T> schema, @Nullable String token, @Nullable String key) {
            String digest = token == null ? "" : ClientTokens.digest(schema, request.input());
            return new Order(request.time(), token, key, digest);
        }

        /** An order that is carried out each time that it is given. */
        static Order once(Instant time) {
            return new Order(time, null, null, "");
        }

        /** What was launched for the same token; empty if nothing was. */
        Optional<List<Instance>> before(Ec2Call call) {
            return key == null ? Optional.empty() : ClientTokens.launched(call, key, digest);
        }
    }

    List<Instance> launch(Transaction tx, Ec2Call call, LaunchPlan plan, Order order) {
        checkStillSo(call, plan);
        List<Instance> there = Instances.all(call).stream()
                .filter(instance -> instance.state().code() != Instance.Code.TERMINATED)
                .toList();
        int count = Math.min(plan.most(), LIMIT - there.size());
        if (count < plan.least()) {
            throw Errors.of(
                    "InstanceLimitExceeded",
                    "You have requested more instances (" + plan.least() + ") than your current instance limit of "
                            + LIMIT + " allows for the specified instance type.");
        }
        Set<String> taken = new HashSet<>();
        there.forEach(instance -> taken.add(instance.network().privateAddress()));
        Instant now = order.time().truncatedTo(ChronoUnit.SECONDS);
        String reservation = ids.resource("r");
        List<Instance> launched = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String spotRequest = plan.spot() ? SpotRequests.newId(ids) : null;
            Instance.Launch launch = launchOf(call, plan, reservation, index, order.token(), now, spotRequest);
            Instance instance = instance(call, plan, launch, taken, now);
            taken.add(instance.network().privateAddress());
            record(tx, call, plan, instance, now);
            if (spotRequest != null) {
                SpotRequests.record(tx, call, plan, instance, spotRequest, now);
            }
            launched.add(instance);
        }
        String token = order.key();
        if (token != null) {
            ClientTokens.remember(
                    tx,
                    call,
                    new ClientTokenRecord(call.account(), call.region(), token, order.digest(), reservation, now));
        }
        return launched;
    }

    /** What was authorized must still be what is used: another role in the profile would be passed by nobody. */
    private static void checkStillSo(Ec2Call call, LaunchPlan plan) {
        Profiles.Handed handed = plan.handed();
        if (handed != null && !handed.holdsIn(call.view())) {
            throw Errors.changedMeanwhile("The instance profile");
        }
        if (plan.groups().stream().anyMatch(id -> Groups.find(call, id).isEmpty())) {
            throw Errors.changedMeanwhile("A security group");
        }
        KeyPairRecord keyPair = plan.keyPair();
        if (keyPair != null
                && call.view()
                        .get(Tables.KEY_PAIRS, keyPair.key())
                        .filter(keyPair::equals)
                        .isEmpty()) {
            throw Errors.changedMeanwhile("The key pair");
        }
    }

    private static void record(Transaction tx, Ec2Call call, LaunchPlan plan, Instance instance, Instant now) {
        tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance);
        Instance.Network network = instance.network();
        Tags.put(tx, call.account(), network.volumeId(), plan.settings().tagsOf("volume"));
        Tags.put(tx, call.account(), network.interfaceId(), plan.settings().tagsOf("network-interface"));
        Profiles.Handed handed = plan.handed();
        if (handed != null) {
            String id = "iip-assoc-" + instance.id().substring("i-".length());
            ProfileAssociation association = new ProfileAssociation(
                    call.account(),
                    id,
                    instance.id(),
                    handed.profile().arn(),
                    handed.profile().id(),
                    "associating",
                    now);
            tx.put(signet.fleet.Tables.ASSOCIATIONS, association.key(), association);
        }
    }

    private static Instance.Launch launchOf(
            Ec2Call call,
            LaunchPlan plan,
            String reservation,
            int index,
            @Nullable String token,
            Instant now,
            @Nullable String spotRequest) {
        KeyPairRecord keyPair = plan.keyPair();
        String userData = plan.settings().userData();
        return new Instance.Launch(
                reservation,
                index,
                plan.image().id(),
                plan.type().name(),
                call.region(),
                plan.subnet().zone(),
                keyPair == null ? null : keyPair.name(),
                keyPair == null ? null : keyPair.publicKey(),
                userData == null ? null : userData.replaceAll("\\s", ""),
                token,
                now,
                spotRequest);
    }

    private Instance instance(Ec2Call call, LaunchPlan plan, Instance.Launch launch, Set<String> taken, Instant now) {
        return new Instance(
                call.account(),
                ids.resource("i"),
                launch,
                new Instance.State(Instance.Code.PENDING, null, null, now),
                network(call, plan, taken),
                plan.metadata(),
                plan.settings().tagsOf("instance"),
                Boolean.TRUE.equals(plan.settings().terminationProtected()),
                false,
                plan.kept());
    }

    private Instance.Network network(Ec2Call call, LaunchPlan plan, Set<String> taken) {
        DefaultNetwork network = DefaultNetwork.of(call);
        return new Instance.Network(
                network.vpcId(),
                plan.subnet().id(),
                ids.resource("eni"),
                address(plan, taken),
                mac(),
                plan.groups(),
                ids.resource("vol"));
    }

    private String address(LaunchPlan plan, Set<String> taken) {
        String asked = plan.privateAddress();
        if (asked != null) {
            if (taken.contains(asked)) {
                throw Errors.of("InvalidIPAddress.InUse", "Address " + asked + " is in use.");
            }
            return asked;
        }
        byte[] start = ids.bytes(2);
        return DefaultNetwork.free(plan.subnet(), taken, ((start[0] & 0xff) << 8) | (start[1] & 0xff))
                .orElseThrow(() -> Errors.of(
                        "InsufficientFreeAddressesInSubnet",
                        "There are not enough free addresses in subnet '"
                                + plan.subnet().id() + "' to satisfy the requested number of instances."));
    }

    /** A locally administered address. */
    private String mac() {
        byte[] bytes = ids.bytes(6);
        bytes[0] = 0x0a;
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }
}
