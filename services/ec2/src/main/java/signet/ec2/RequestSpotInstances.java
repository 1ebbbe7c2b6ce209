package signet.ec2;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceMarketOptionsRequest;
import signet.model.ec2.Placement;
import signet.model.ec2.RequestSpotInstancesInput;
import signet.model.ec2.RequestSpotInstancesOutput;
import signet.model.ec2.RequestSpotLaunchSpecification;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.SpotInstanceRequest;
import signet.model.ec2.SpotPlacement;
import signet.model.ec2.Tag;
import signet.model.ec2.TagSpecification;
import signet.snapshot.State;

/** Asks for Spot instances, which there always are: each request is fulfilled by an instance at once. */
final class RequestSpotInstances implements Operation<RequestSpotInstancesInput, RequestSpotInstancesOutput> {
    private static final String SPECIFICATION = "LaunchSpecification";

    private final State state;
    private final Fleet fleet;
    private final Launcher launcher;
    private final LaunchPlanner planner;

    RequestSpotInstances(State state, Fleet fleet, Launcher launcher, Catalogue catalogue) {
        this.state = state;
        this.fleet = fleet;
        this.launcher = launcher;
        this.planner = new LaunchPlanner(catalogue);
    }

    @Override
    public OperationModel<RequestSpotInstancesInput, RequestSpotInstancesOutput> model() {
        return Ec2Operations.REQUEST_SPOT_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<RequestSpotInstancesInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(LaunchAccesses.requestSpot(ec2, planner.plan(ec2, launch(call.input()))));
    }

    @Override
    public RequestSpotInstancesOutput handle(Authorized<RequestSpotInstancesInput> request) {
        Ec2Call call = Ec2Call.of(request);
        LaunchPlan plan = planner.plan(call, launch(request.input()));
        String token = request.input().clientToken();
        Launcher.Order order = Launcher.Order.of(
                request, RequestSpotInstancesInput.SCHEMA, token, token == null ? null : model().name() + "/" + token);
        List<Instance> launched = state.write(
                tx -> order.before(call.on(tx)).orElseGet(() -> launcher.launch(tx, call.on(tx), plan, order)));
        launched.forEach(fleet::start);
        Ec2Call now = call.on(state.current());
        List<SpotInstanceRequest> requests = launched.stream()
                .map(instance -> Objects.requireNonNull(instance.launch().spotRequestId()))
                .map(id -> SpotRequests.opened(
                        now, SpotRequests.find(now, List.of(id)).getFirst()))
                .toList();
        return new RequestSpotInstancesOutput(requests);
    }

    /** The launch that a request comes to. */
    private static RunInstancesInput launch(RequestSpotInstancesInput input) {
        Members.value(input.type(), "Type", "one-time");
        Members.value(input.instanceInterruptionBehavior(), "InstanceInterruptionBehavior", "terminate");
        var _ = SpotTerms.of(input.spotPrice());
        RequestSpotLaunchSpecification asked = input.launchSpecification();
        if (asked == null) {
            throw Errors.missing(SPECIFICATION);
        }
        int count = Objects.requireNonNullElse(input.instanceCount(), 1);
        return specified(asked)
                .minCount(count)
                .maxCount(count)
                .instanceMarketOptions(InstanceMarketOptionsRequest.builder()
                        .marketType("spot")
                        .spotOptions(signet.model.ec2.SpotMarketOptions.builder()
                                .maxPrice(input.spotPrice())
                                .build())
                        .build())
                .tagSpecifications(requestTags(input.tagSpecifications()))
                .build();
    }

    private static RunInstancesInput.Builder specified(RequestSpotLaunchSpecification asked) {
        for (Object notThere : new @Nullable Object[] {asked.addressingType(), asked.kernelId(), asked.ramdiskId()}) {
            if (notThere != null) {
                throw Errors.unsupported(
                        "The value " + notThere + " of " + SPECIFICATION + " is not supported by Signet.");
            }
        }
        return RunInstancesInput.builder()
                .imageId(asked.imageId())
                .instanceType(asked.instanceType())
                .keyName(asked.keyName())
                .userData(asked.userData())
                .iamInstanceProfile(asked.iamInstanceProfile())
                .subnetId(asked.subnetId())
                .securityGroupIds(asked.securityGroupIds())
                .securityGroups(asked.securityGroups())
                .networkInterfaces(asked.networkInterfaces())
                .blockDeviceMappings(asked.blockDeviceMappings())
                .monitoring(asked.monitoring())
                .ebsOptimized(asked.ebsOptimized())
                .placement(placement(asked.placement()));
    }

    private static @Nullable Placement placement(@Nullable SpotPlacement placement) {
        Members.only(SpotPlacement.SCHEMA, placement, SPECIFICATION + ".Placement", "AvailabilityZone", "Tenancy");
        return placement == null
                ? null
                : Placement.builder()
                        .availabilityZone(placement.availabilityZone())
                        .tenancy(placement.tenancy())
                        .build();
    }

    /** The requests may be tagged, what fulfils them may not. */
    private static @Nullable List<TagSpecification> requestTags(@Nullable List<TagSpecification> specifications) {
        var _ = Tags.byType(specifications, SpotRequests.TYPE);
        return specifications == null
                ? null
                : List.of(new TagSpecification(
                        SpotRequests.TYPE,
                        specifications.stream()
                                .flatMap(each -> Objects.requireNonNullElse(each.tags(), List.<Tag>of()).stream())
                                .toList()));
    }
}
