package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.AccountAttribute;
import signet.model.ec2.AccountAttributeValue;
import signet.model.ec2.DescribeAccountAttributesInput;
import signet.model.ec2.DescribeAccountAttributesOutput;
import signet.model.ec2.Ec2Operations;

/** Shows what holds for the whole account: VPCs only, and how many instances may run. */
final class DescribeAccountAttributes
        implements Describe<DescribeAccountAttributesInput, DescribeAccountAttributesOutput> {
    @Override
    public OperationModel<DescribeAccountAttributesInput, DescribeAccountAttributesOutput> model() {
        return Ec2Operations.DESCRIBE_ACCOUNT_ATTRIBUTES;
    }

    @Override
    public DescribeAccountAttributesOutput handle(Authorized<DescribeAccountAttributesInput> request) {
        List<AccountAttribute> all = List.of(
                attribute("supported-platforms", "VPC"),
                attribute("default-vpc", DefaultNetwork.of(Ec2Call.of(request)).vpcId()),
                attribute("max-instances", Integer.toString(Launcher.LIMIT)),
                attribute("vpc-max-security-groups-per-interface", "1"),
                attribute("max-elastic-ips", "0"),
                attribute("vpc-max-elastic-ips", "0"));
        List<String> asked = request.input().attributeNames();
        if (asked == null || asked.isEmpty()) {
            return new DescribeAccountAttributesOutput(all);
        }
        for (String name : asked) {
            if (all.stream().noneMatch(attribute -> name.equals(attribute.attributeName()))) {
                throw Errors.invalidValue(name, "attributeName", "Unknown attribute.");
            }
        }
        return new DescribeAccountAttributesOutput(all.stream()
                .filter(attribute -> asked.contains(attribute.attributeName()))
                .toList());
    }

    private static AccountAttribute attribute(String name, String value) {
        return new AccountAttribute(name, List.of(new AccountAttributeValue(value)));
    }
}
