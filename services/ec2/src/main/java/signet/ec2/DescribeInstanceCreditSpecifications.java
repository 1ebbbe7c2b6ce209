package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.fleet.Instance.Code;
import signet.model.OperationModel;
import signet.model.ec2.DescribeInstanceCreditSpecificationsInput;
import signet.model.ec2.DescribeInstanceCreditSpecificationsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceCreditSpecification;

/** Shows the CPU credit option of burstable instances: as EC2 does, of unlimited ones unless ids are given. */
final class DescribeInstanceCreditSpecifications
        implements Describe<DescribeInstanceCreditSpecificationsInput, DescribeInstanceCreditSpecificationsOutput> {
    private static final Filters<Instance> FILTERS = new Filters<Instance>().on("instance-id", Instance::id);

    @Override
    public OperationModel<DescribeInstanceCreditSpecificationsInput, DescribeInstanceCreditSpecificationsOutput>
            model() {
        return Ec2Operations.DESCRIBE_INSTANCE_CREDIT_SPECIFICATIONS;
    }

    @Override
    public DescribeInstanceCreditSpecificationsOutput handle(
            Authorized<DescribeInstanceCreditSpecificationsInput> request) {
        DescribeInstanceCreditSpecificationsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<String> ids = input.instanceIds();
        boolean byId = ids != null && !ids.isEmpty();
        List<Instance> found = (byId ? Instances.find(call, ids) : Instances.all(call))
                .stream()
                        .filter(instance -> instance.settings().credits() != null)
                        .filter(instance -> instance.state().code() != Code.TERMINATED)
                        .filter(instance ->
                                byId || "unlimited".equals(instance.settings().credits()))
                        .sorted(java.util.Comparator.comparing(Instance::id))
                        .toList();
        Paging.Page<Instance> page = Paging.page(
                FILTERS.apply(input.filters(), found), Instance::id, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeInstanceCreditSpecificationsOutput.builder()
                .instanceCreditSpecifications(page.items().stream()
                        .map(instance -> new InstanceCreditSpecification(
                                instance.id(), instance.settings().credits()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
