package signet.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.identity.Ids;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.LaunchSpecification;
import signet.model.ec2.RunInstancesMonitoringEnabled;
import signet.model.ec2.SpotInstanceRequest;
import signet.model.ec2.SpotInstanceStatus;
import signet.model.ec2.SpotPlacement;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** Requests for Spot instances: what is recorded of them, and their states (EC2 User Guide, "Get the status of a Spot Instance request"). */
final class SpotRequests {
    /** As in ARNs. */
    static final String TYPE = "spot-instances-request";

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz123456789";
    private static final Duration SHOWN_AFTER_END = Duration.ofDays(2);

    private SpotRequests() {}

    /** A request's state in the API's words. */
    record Standing(String state, String code, String message, Instant since) {}

    /** A new id: {@code sir-} and eight letters or digits. */
    static String newId(Ids ids) {
        StringBuilder id = new StringBuilder("sir-");
        for (byte each : ids.bytes(8)) {
            id.append(LETTERS.charAt((each & 0xff) % LETTERS.length()));
        }
        return id.toString();
    }

    /** Records the request that an instance fulfils, and forgets those that ended long ago. */
    static void record(Transaction tx, Ec2Call call, LaunchPlan plan, Instance instance, String id, Instant now) {
        Ec2Call on = call.on(tx);
        for (SpotRequestRecord old : all(on)) {
            Standing standing = standing(on, old);
            boolean ended = !standing.state().equals("active");
            if (ended && standing.since().isBefore(now.minus(SHOWN_AFTER_END))) {
                tx.delete(Tables.SPOT_REQUESTS, old.key());
                Tags.put(tx, call.account(), old.id(), java.util.Map.of());
            }
        }
        LaunchSettings.Spot terms = plan.settings().spot();
        SpotRequestRecord made = new SpotRequestRecord(
                call.account(),
                call.region(),
                id,
                instance.id(),
                instance.launch().zone(),
                terms == null ? null : terms.maxPrice(),
                now,
                null,
                specification(call.view(), plan, instance));
        tx.put(Tables.SPOT_REQUESTS, made.key(), made);
        Tags.put(tx, call.account(), id, plan.settings().tagsOf(TYPE));
    }

    static List<SpotRequestRecord> all(Ec2Call call) {
        return List.copyOf(call.view().under(Tables.SPOT_REQUESTS, call.key("")).values());
    }

    /** The requests with the given ids. */
    static List<SpotRequestRecord> find(Ec2Call call, List<String> ids) {
        return ids.stream().distinct().map(id -> find(call, id)).toList();
    }

    private static SpotRequestRecord find(Ec2Call call, String id) {
        if (!id.matches("sir-[a-z0-9]{8}")) {
            throw Errors.of(
                    "InvalidSpotInstanceRequestID.Malformed", "Invalid id: \"" + id + "\" (expecting \"sir-...\")");
        }
        return call.view()
                .get(Tables.SPOT_REQUESTS, call.key(id))
                .orElseThrow(() -> Errors.of(
                        "InvalidSpotInstanceRequestID.NotFound",
                        "The spot instance request ID '" + id + "' does not exist"));
    }

    static Standing standing(Ec2Call call, SpotRequestRecord request) {
        Instant cancelled = request.cancelled();
        Optional<Instance> instance = call.view()
                .get(signet.fleet.Tables.INSTANCES, call.account() + "/" + request.instanceId())
                .filter(found ->
                        found.state().code() != Code.TERMINATED && found.state().code() != Code.SHUTTING_DOWN);
        if (cancelled != null) {
            return new Standing(
                    "cancelled",
                    "request-canceled-and-instance-running",
                    "Spot Instance request canceled, but the instance is still running.",
                    cancelled);
        }
        if (instance.isEmpty()) {
            return new Standing(
                    "closed",
                    "instance-terminated-by-user",
                    "Spot Instance terminated due to user-initiated termination.",
                    ended(call, request));
        }
        return new Standing("active", "fulfilled", "Your Spot request is fulfilled.", request.created());
    }

    private static Instant ended(Ec2Call call, SpotRequestRecord request) {
        return call.view()
                .get(signet.fleet.Tables.INSTANCES, call.account() + "/" + request.instanceId())
                .map(instance -> instance.state().changed())
                .orElse(request.created());
    }

    static SpotInstanceRequest answer(Ec2Call call, SpotRequestRecord request) {
        return answer(call, request, standing(call, request), request.instanceId());
    }

    /** As RequestSpotInstances answers: nothing is decided yet. */
    static SpotInstanceRequest opened(Ec2Call call, SpotRequestRecord request) {
        Standing open = new Standing(
                "open",
                "pending-evaluation",
                "Your Spot request has been submitted for review, and is pending evaluation.",
                request.created());
        return answer(call, request, open, null);
    }

    private static SpotInstanceRequest answer(
            Ec2Call call, SpotRequestRecord request, Standing standing, @Nullable String instanceId) {
        return SpotInstanceRequest.builder()
                .createTime(request.created())
                .instanceId(instanceId)
                .launchSpecification(request.specification())
                .launchedAvailabilityZone(instanceId == null ? null : request.zone())
                .launchedAvailabilityZoneId(instanceId == null ? null : call.zoneId(request.zone()))
                .productDescription("Linux/UNIX")
                .spotInstanceRequestId(request.id())
                .spotPrice(request.maxPrice())
                .state(standing.state())
                .status(new SpotInstanceStatus(standing.code(), standing.message(), standing.since()))
                .tags(Tags.list(Tags.of(call.view(), call.account(), request.id())))
                .type("one-time")
                .instanceInterruptionBehavior("terminate")
                .build();
    }

    private static LaunchSpecification specification(View view, LaunchPlan plan, Instance instance) {
        Profiles.Handed handed = plan.handed();
        return LaunchSpecification.builder()
                .imageId(instance.launch().imageId())
                .instanceType(instance.launch().instanceType())
                .keyName(instance.launch().keyName())
                .ebsOptimized(instance.settings().ebsOptimized())
                .iamInstanceProfile(
                        handed == null
                                ? null
                                : new IamInstanceProfileSpecification(
                                        handed.profile().arn(), handed.profile().name()))
                .placement(SpotPlacement.builder()
                        .availabilityZone(instance.launch().zone())
                        .build())
                .subnetId(instance.network().subnetId())
                .securityGroups(InstanceAnswers.groups(view, instance))
                .monitoring(RunInstancesMonitoringEnabled.builder()
                        .enabled(instance.settings().monitored())
                        .build())
                .build();
    }
}
