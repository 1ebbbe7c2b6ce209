package signet.ec2;

import java.util.Comparator;
import java.util.List;
import signet.authz.Authorized;
import signet.fleet.SecurityGroup;
import signet.model.OperationModel;
import signet.model.ec2.DescribeSecurityGroupRulesInput;
import signet.model.ec2.DescribeSecurityGroupRulesOutput;
import signet.model.ec2.Ec2Operations;

/** Shows the rules of security groups, one by one. */
final class DescribeSecurityGroupRules
        implements Describe<DescribeSecurityGroupRulesInput, DescribeSecurityGroupRulesOutput> {

    /** A rule and whose it is. */
    private record Owned(SecurityGroup group, SecurityGroup.Rule rule) {
        String id() {
            return rule.id();
        }
    }

    @Override
    public OperationModel<DescribeSecurityGroupRulesInput, DescribeSecurityGroupRulesOutput> model() {
        return Ec2Operations.DESCRIBE_SECURITY_GROUP_RULES;
    }

    @Override
    public DescribeSecurityGroupRulesOutput handle(Authorized<DescribeSecurityGroupRulesInput> request) {
        DescribeSecurityGroupRulesInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<Owned> all = Groups.all(call).stream()
                .flatMap(group -> group.rules().stream().map(rule -> new Owned(group, rule)))
                .sorted(Comparator.comparing(Owned::id))
                .toList();
        List<Owned> chosen = Select.named(
                all, input.securityGroupRuleIds(), Owned::id, "InvalidSecurityGroupRuleId", "security group rule");
        Filters<Owned> filters = new Filters<Owned>()
                .on("group-id", owned -> owned.group().id())
                .on("security-group-rule-id", Owned::id)
                .tagged(owned -> Tags.of(call.view(), call.account(), owned.id()));
        Paging.Page<Owned> page = Paging.page(
                filters.apply(input.filters(), chosen), Owned::id, input.maxResults(), input.nextToken(), 5, 1000);
        return DescribeSecurityGroupRulesOutput.builder()
                .securityGroupRules(page.items().stream()
                        .map(owned -> RuleAnswers.rule(call, owned.group(), owned.rule()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
