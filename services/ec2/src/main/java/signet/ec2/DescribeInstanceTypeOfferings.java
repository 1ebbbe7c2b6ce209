package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeInstanceTypeOfferingsInput;
import signet.model.ec2.DescribeInstanceTypeOfferingsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceTypeOffering;

/** Shows where instance types are offered: everywhere. */
final class DescribeInstanceTypeOfferings
        implements Describe<DescribeInstanceTypeOfferingsInput, DescribeInstanceTypeOfferingsOutput> {
    private final Catalogue catalogue;

    DescribeInstanceTypeOfferings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeInstanceTypeOfferingsInput, DescribeInstanceTypeOfferingsOutput> model() {
        return Ec2Operations.DESCRIBE_INSTANCE_TYPE_OFFERINGS;
    }

    private static final Filters<Offering> FILTERS =
            new Filters<Offering>().on("instance-type", Offering::type).on("location", Offering::location);

    /** A type at a place. */
    private record Offering(String type, String location) {
        String order() {
            return type + "/" + location;
        }
    }

    @Override
    public DescribeInstanceTypeOfferingsOutput handle(Authorized<DescribeInstanceTypeOfferingsInput> request) {
        DescribeInstanceTypeOfferingsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        String by = java.util.Objects.requireNonNullElse(input.locationType(), "region");
        List<String> locations = locations(call, by);
        List<Offering> all = catalogue.types().stream()
                .flatMap(type -> locations.stream().map(location -> new Offering(type.name(), location)))
                .sorted(java.util.Comparator.comparing(Offering::order))
                .toList();
        Paging.Page<Offering> page = Paging.page(
                FILTERS.apply(input.filters(), all), Offering::order, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeInstanceTypeOfferingsOutput.builder()
                .instanceTypeOfferings(page.items().stream()
                        .map(offering -> new InstanceTypeOffering(offering.type(), by, offering.location()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private List<String> locations(Ec2Call call, String by) {
        DefaultNetwork network = DefaultNetwork.of(call);
        return switch (by) {
            case "region" -> List.of(call.region());
            case "availability-zone" -> network.zones();
            case "availability-zone-id" ->
                network.subnets().stream()
                        .map(subnet -> catalogue.zoneId(call.region(), subnet.index()))
                        .toList();
            default -> throw Errors.invalidValue(by, "LocationType", "Unknown location type.");
        };
    }
}
