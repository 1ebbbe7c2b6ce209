package signet.ec2;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.fleet.SecurityGroup;
import signet.model.OperationModel;
import signet.model.ec2.DescribeSecurityGroupsInput;
import signet.model.ec2.DescribeSecurityGroupsOutput;
import signet.model.ec2.Ec2Operations;

/** Shows the security groups. */
final class DescribeSecurityGroups implements Describe<DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput> {
    @Override
    public OperationModel<DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput> model() {
        return Ec2Operations.DESCRIBE_SECURITY_GROUPS;
    }

    @Override
    public DescribeSecurityGroupsOutput handle(Authorized<DescribeSecurityGroupsInput> request) {
        DescribeSecurityGroupsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<String> names = listed(input.groupNames());
        List<String> ids = listed(input.groupIds());
        names.forEach(name -> Groups.named(call, null, name));
        ids.forEach(id -> Groups.named(call, id, null));
        List<SecurityGroup> chosen = Groups.all(call).stream()
                .filter(group ->
                        (names.isEmpty() && ids.isEmpty()) || names.contains(group.name()) || ids.contains(group.id()))
                .sorted(Comparator.comparing(SecurityGroup::id))
                .toList();
        Paging.Page<SecurityGroup> page = Paging.page(
                filters(call).apply(input.filters(), chosen),
                SecurityGroup::id,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeSecurityGroupsOutput.builder()
                .securityGroups(
                        page.items().stream().map(group -> answer(call, group)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Filters<SecurityGroup> filters(Ec2Call call) {
        Filters<SecurityGroup> filters = new Filters<SecurityGroup>()
                .on("group-id", SecurityGroup::id)
                .on("group-name", SecurityGroup::name)
                .on("description", SecurityGroup::description)
                .on("vpc-id", SecurityGroup::vpcId)
                .on("owner-id", SecurityGroup::account)
                .tagged(group -> Tags.of(call.view(), call.account(), group.id()));
        rules(filters, call, "ip-permission.", false);
        rules(filters, call, "egress.ip-permission.", true);
        return filters;
    }

    private static void rules(Filters<SecurityGroup> filters, Ec2Call call, String prefix, boolean egress) {
        filters.onAll(prefix + "protocol", each(egress, SecurityGroup.Rule::protocol))
                .onAll(prefix + "from-port", each(egress, rule -> Integer.toString(rule.from())))
                .onAll(prefix + "to-port", each(egress, rule -> Integer.toString(rule.to())))
                .onAll(
                        prefix + "cidr",
                        each(egress, rule -> rule.namesGroup() || rule.namesIpv6() ? null : rule.peer()))
                .onAll(prefix + "ipv6-cidr", each(egress, rule -> rule.namesIpv6() ? rule.peer() : null))
                .onAll(prefix + "group-id", each(egress, rule -> rule.namesGroup() ? rule.peer() : null))
                .onAll(
                        prefix + "group-name",
                        each(
                                egress,
                                rule -> Groups.find(call, rule.peer())
                                        .map(SecurityGroup::name)
                                        .orElse(null)))
                .onAll(prefix + "user-id", each(egress, rule -> rule.namesGroup() ? call.account() : null));
    }

    private static Function<SecurityGroup, Stream<String>> each(
            boolean egress, Function<SecurityGroup.Rule, @Nullable String> value) {
        return group -> group.rules().stream()
                .filter(rule -> rule.egress() == egress)
                .flatMap(rule -> Stream.ofNullable(value.apply(rule)));
    }

    private static signet.model.ec2.SecurityGroup answer(Ec2Call call, SecurityGroup group) {
        return signet.model.ec2.SecurityGroup.builder()
                .groupId(group.id())
                .groupName(group.name())
                .description(group.description())
                .vpcId(group.vpcId())
                .ownerId(group.account())
                .securityGroupArn(call.arn(Groups.TYPE, group.id()))
                .ipPermissions(RuleAnswers.permissions(group.account(), rules(group, false)))
                .ipPermissionsEgress(RuleAnswers.permissions(group.account(), rules(group, true)))
                .tags(Tags.list(Tags.of(call.view(), call.account(), group.id())))
                .build();
    }

    private static List<SecurityGroup.Rule> rules(SecurityGroup group, boolean egress) {
        return group.rules().stream().filter(rule -> rule.egress() == egress).toList();
    }

    private static List<String> listed(@Nullable List<String> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
