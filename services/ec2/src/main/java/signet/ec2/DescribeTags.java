package signet.ec2;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeTagsInput;
import signet.model.ec2.DescribeTagsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.TagDescription;

/** Shows the tags of resources, one by one. */
final class DescribeTags implements Describe<DescribeTagsInput, DescribeTagsOutput> {
    private static final Filters<One> FILTERS = new Filters<One>()
            .on("key", One::key)
            .on("value", One::value)
            .on("resource-id", one -> one.resource().id())
            .on("resource-type", one -> one.resource().type())
            .tagged(one -> Map.of(one.key(), one.value()));

    /** One tag of one resource. */
    private record One(Tagged resource, String key, String value) {
        String order() {
            return resource.id() + "/" + key;
        }
    }

    @Override
    public OperationModel<DescribeTagsInput, DescribeTagsOutput> model() {
        return Ec2Operations.DESCRIBE_TAGS;
    }

    @Override
    public DescribeTagsOutput handle(Authorized<DescribeTagsInput> request) {
        DescribeTagsInput input = request.input();
        List<One> all = Tagged.all(Ec2Call.of(request)).values().stream()
                .flatMap(resource ->
                        resource.tags().entrySet().stream().map(tag -> new One(resource, tag.getKey(), tag.getValue())))
                .sorted(Comparator.comparing(One::order))
                .toList();
        Paging.Page<One> page = Paging.page(
                FILTERS.apply(input.filters(), all), One::order, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeTagsOutput.builder()
                .tags(page.items().stream()
                        .map(one -> TagDescription.builder()
                                .key(one.key())
                                .value(one.value())
                                .resourceId(one.resource().id())
                                .resourceType(one.resource().type())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
