package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.AvailabilityZone;
import signet.model.ec2.DescribeAvailabilityZonesInput;
import signet.model.ec2.DescribeAvailabilityZonesOutput;
import signet.model.ec2.Ec2Operations;

/** Shows the zones of the region. */
final class DescribeAvailabilityZones
        implements Describe<DescribeAvailabilityZonesInput, DescribeAvailabilityZonesOutput> {
    private final Catalogue catalogue;

    DescribeAvailabilityZones(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeAvailabilityZonesInput, DescribeAvailabilityZonesOutput> model() {
        return Ec2Operations.DESCRIBE_AVAILABILITY_ZONES;
    }

    @Override
    public DescribeAvailabilityZonesOutput handle(Authorized<DescribeAvailabilityZonesInput> request) {
        DescribeAvailabilityZonesInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<AvailabilityZone> all = DefaultNetwork.of(call).subnets().stream()
                .map(subnet -> zone(call.region(), subnet))
                .toList();
        for (String name : input.zoneNames() == null ? List.<String>of() : input.zoneNames()) {
            if (all.stream().noneMatch(zone -> name.equals(zone.zoneName()))) {
                throw Errors.invalidValue("Invalid availability zone: [" + name + "]");
            }
        }
        List<AvailabilityZone> named = all.stream()
                .filter(zone -> asks(input.zoneNames(), zone.zoneName()) && asks(input.zoneIds(), zone.zoneId()))
                .toList();
        Filters<AvailabilityZone> filters = new Filters<AvailabilityZone>()
                .on("zone-name", AvailabilityZone::zoneName)
                .on("zone-id", AvailabilityZone::zoneId)
                .on("zone-type", AvailabilityZone::zoneType)
                .on("region-name", AvailabilityZone::regionName)
                .on("group-name", AvailabilityZone::groupName)
                .on("opt-in-status", AvailabilityZone::optInStatus)
                .on("state", AvailabilityZone::state);
        return new DescribeAvailabilityZonesOutput(filters.apply(input.filters(), named));
    }

    private AvailabilityZone zone(String region, DefaultNetwork.Subnet subnet) {
        return AvailabilityZone.builder()
                .zoneName(subnet.zone())
                .zoneId(catalogue.zoneId(region, subnet.index()))
                .regionName(region)
                .groupName(region + "-zg-1")
                .networkBorderGroup(region)
                .zoneType("availability-zone")
                .optInStatus("opt-in-not-required")
                .state("available")
                .messages(List.of())
                .build();
    }

    private static boolean asks(
            @org.jspecify.annotations.Nullable List<String> names, @org.jspecify.annotations.Nullable String name) {
        return names == null || names.isEmpty() || names.contains(name);
    }
}
