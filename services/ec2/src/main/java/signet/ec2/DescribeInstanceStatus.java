package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.model.OperationModel;
import signet.model.ec2.DescribeInstanceStatusInput;
import signet.model.ec2.DescribeInstanceStatusOutput;
import signet.model.ec2.EbsStatusDetails;
import signet.model.ec2.EbsStatusSummary;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceStatus;
import signet.model.ec2.InstanceStatusDetails;
import signet.model.ec2.InstanceStatusSummary;

/** Shows whether instances are well: running ones are, as a process that ended is no longer running. */
final class DescribeInstanceStatus implements Describe<DescribeInstanceStatusInput, DescribeInstanceStatusOutput> {
    private static final Filters<Instance> FILTERS = new Filters<Instance>()
            .on("availability-zone", instance -> instance.launch().zone())
            .on("instance-state-name", instance -> instance.state().code().label())
            .on("instance-state-code", instance -> instance.state().code().number())
            .on("instance-status.status", DescribeInstanceStatus::status)
            .on("instance-status.reachability", DescribeInstanceStatus::reachability)
            .on("system-status.status", DescribeInstanceStatus::status)
            .on("system-status.reachability", DescribeInstanceStatus::reachability);

    private final Catalogue catalogue;

    DescribeInstanceStatus(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeInstanceStatusInput, DescribeInstanceStatusOutput> model() {
        return Ec2Operations.DESCRIBE_INSTANCE_STATUS;
    }

    @Override
    public DescribeInstanceStatusOutput handle(Authorized<DescribeInstanceStatusInput> request) {
        DescribeInstanceStatusInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<String> ids = input.instanceIds();
        boolean byId = ids != null && !ids.isEmpty();
        if (byId && input.maxResults() != null) {
            throw Errors.combination("The parameter instancesSet cannot be used with the parameter maxResults");
        }
        boolean all = Boolean.TRUE.equals(input.includeAllInstances());
        List<Instance> found = (byId ? Instances.find(call, ids) : Instances.all(call))
                .stream()
                        .filter(instance -> all || instance.state().code() == Code.RUNNING)
                        .sorted(java.util.Comparator.comparing(Instance::id))
                        .toList();
        Paging.Page<Instance> page = Paging.page(
                FILTERS.apply(input.filters(), found), Instance::id, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeInstanceStatusOutput.builder()
                .instanceStatuses(page.items().stream()
                        .map(instance -> answer(call, instance))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private InstanceStatus answer(Ec2Call call, Instance instance) {
        String zone = instance.launch().zone();
        String status = status(instance);
        List<InstanceStatusDetails> details = List.of(InstanceStatusDetails.builder()
                .name("reachability")
                .status(reachability(instance))
                .build());
        boolean shown = !status.equals("not-applicable");
        return InstanceStatus.builder()
                .instanceId(instance.id())
                .availabilityZone(zone)
                .availabilityZoneId(catalogue.zoneId(
                        call.region(), DefaultNetwork.of(call).zones().indexOf(zone)))
                .instanceState(InstanceAnswers.state(instance.state().code()))
                .instanceStatus(new InstanceStatusSummary(shown ? details : List.of(), status))
                .systemStatus(new InstanceStatusSummary(shown ? details : List.of(), status))
                .attachedEbsStatus(new EbsStatusSummary(
                        shown
                                ? List.of(EbsStatusDetails.builder()
                                        .name("reachability")
                                        .status(reachability(instance))
                                        .build())
                                : List.of(),
                        status))
                .build();
    }

    private static String status(Instance instance) {
        return switch (instance.state().code()) {
            case RUNNING -> "ok";
            case PENDING -> "initializing";
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> "not-applicable";
        };
    }

    private static String reachability(Instance instance) {
        return instance.state().code() == Code.RUNNING ? "passed" : "initializing";
    }
}
