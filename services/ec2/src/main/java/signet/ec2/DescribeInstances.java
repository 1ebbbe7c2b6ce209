package signet.ec2;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeInstancesInput;
import signet.model.ec2.DescribeInstancesOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Reservation;

/** Shows instances, grouped by the request that launched them. */
final class DescribeInstances implements Describe<DescribeInstancesInput, DescribeInstancesOutput> {
    private final Catalogue catalogue;

    DescribeInstances(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeInstancesInput, DescribeInstancesOutput> model() {
        return Ec2Operations.DESCRIBE_INSTANCES;
    }

    @Override
    public DescribeInstancesOutput handle(Authorized<DescribeInstancesInput> request) {
        DescribeInstancesInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<String> ids = input.instanceIds();
        boolean byId = ids != null && !ids.isEmpty();
        if (byId && input.maxResults() != null) {
            throw Errors.combination("The parameter instancesSet cannot be used with the parameter maxResults");
        }
        List<signet.fleet.Instance> found = byId ? Instances.find(call, ids) : Instances.all(call);
        List<signet.fleet.Instance> sorted = InstanceFilters.of(call).apply(input.filters(), found).stream()
                .sorted(Comparator.comparing(signet.fleet.Instance::id))
                .toList();
        Paging.Page<signet.fleet.Instance> page =
                Paging.page(sorted, signet.fleet.Instance::id, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeInstancesOutput.builder()
                .reservations(reservations(call, page.items()))
                .nextToken(page.nextToken())
                .build();
    }

    private List<Reservation> reservations(Ec2Call call, List<signet.fleet.Instance> instances) {
        InstanceAnswers answers = new InstanceAnswers(call, catalogue);
        Map<String, List<signet.model.ec2.Instance>> grouped = new LinkedHashMap<>();
        for (signet.fleet.Instance instance : instances) {
            grouped.computeIfAbsent(instance.launch().reservationId(), _ -> new java.util.ArrayList<>())
                    .add(answers.of(instance));
        }
        return grouped.entrySet().stream()
                .map(group -> Reservation.builder()
                        .reservationId(group.getKey())
                        .ownerId(call.account())
                        .groups(List.of())
                        .instances(group.getValue())
                        .build())
                .toList();
    }
}
