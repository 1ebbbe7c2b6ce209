package signet.ec2;

import java.util.Comparator;
import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeSpotInstanceRequestsInput;
import signet.model.ec2.DescribeSpotInstanceRequestsOutput;
import signet.model.ec2.Ec2Operations;

/** Shows requests for Spot instances. */
final class DescribeSpotInstanceRequests
        implements Describe<DescribeSpotInstanceRequestsInput, DescribeSpotInstanceRequestsOutput> {
    @Override
    public OperationModel<DescribeSpotInstanceRequestsInput, DescribeSpotInstanceRequestsOutput> model() {
        return Ec2Operations.DESCRIBE_SPOT_INSTANCE_REQUESTS;
    }

    @Override
    public DescribeSpotInstanceRequestsOutput handle(Authorized<DescribeSpotInstanceRequestsInput> request) {
        DescribeSpotInstanceRequestsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<String> ids = input.spotInstanceRequestIds();
        List<SpotRequestRecord> found =
                ids == null || ids.isEmpty() ? SpotRequests.all(call) : SpotRequests.find(call, ids);
        List<SpotRequestRecord> sorted = filters(call).apply(input.filters(), found).stream()
                .sorted(Comparator.comparing(SpotRequestRecord::id))
                .toList();
        Paging.Page<SpotRequestRecord> page =
                Paging.page(sorted, SpotRequestRecord::id, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeSpotInstanceRequestsOutput.builder()
                .spotInstanceRequests(page.items().stream()
                        .map(each -> SpotRequests.answer(call, each))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Filters<SpotRequestRecord> filters(Ec2Call call) {
        return new Filters<SpotRequestRecord>()
                .on("spot-instance-request-id", SpotRequestRecord::id)
                .on("instance-id", SpotRequestRecord::instanceId)
                .on("state", request -> SpotRequests.standing(call, request).state())
                .on(
                        "status-code",
                        request -> SpotRequests.standing(call, request).code())
                .on("type", request -> "one-time")
                .on("product-description", request -> "Linux/UNIX")
                .on("launched-availability-zone", SpotRequestRecord::zone)
                .on("spot-price", SpotRequestRecord::maxPrice)
                .on("create-time", SpotRequestRecord::created)
                .on("launch.image-id", request -> request.specification().imageId())
                .on("launch.instance-type", request -> request.specification().instanceType())
                .on("launch.key-name", request -> request.specification().keyName())
                .tagged(request -> Tags.of(call.view(), call.account(), request.id()));
    }
}
