package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeRegionsInput;
import signet.model.ec2.DescribeRegionsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Region;

/** Shows AWS's regions; all are enabled and all are served here. */
final class DescribeRegions implements Describe<DescribeRegionsInput, DescribeRegionsOutput> {
    private final Catalogue catalogue;

    DescribeRegions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeRegionsInput, DescribeRegionsOutput> model() {
        return Ec2Operations.DESCRIBE_REGIONS;
    }

    @Override
    public DescribeRegionsOutput handle(Authorized<DescribeRegionsInput> request) {
        DescribeRegionsInput input = request.input();
        List<String> asked = input.regionNames();
        if (asked != null) {
            List<String> unknown =
                    asked.stream().filter(name -> !catalogue.hasRegion(name)).toList();
            if (!unknown.isEmpty()) {
                throw Errors.invalidValue("Invalid region names: " + unknown);
            }
        }
        Filters<String> filters = new Filters<String>()
                .on("region-name", name -> name)
                .on("endpoint", DescribeRegions::endpoint)
                .on("opt-in-status", name -> "opt-in-not-required");
        return new DescribeRegionsOutput(filters
                .apply(
                        input.filters(),
                        Select.named(catalogue.regions(), asked, name -> name, "InvalidRegion", "region"))
                .stream()
                .map(name -> Region.builder()
                        .regionName(name)
                        .endpoint(endpoint(name))
                        .optInStatus("opt-in-not-required")
                        .build())
                .toList());
    }

    private static String endpoint(String region) {
        return "ec2." + region + ".amazonaws.com";
    }
}
