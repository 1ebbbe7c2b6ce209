package signet.ec2;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.fleet.SecurityGroup;
import signet.fleet.Tables;
import signet.identity.Ids;
import signet.model.ec2.SecurityGroupRule;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/** Adds and removes rules of security groups: what the four operations for it do. */
final class RuleChanges {
    /** How many rules a group may have in a direction, for IPv4 and for IPv6 (VPC User Guide, "Amazon VPC quotas"). */
    static final int LIMIT = 60;

    private final State state;
    private final Ids ids;

    RuleChanges(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    /** What removing took away, and what of it was not there. */
    record Revoked(SecurityGroup group, List<SecurityGroup.Rule> removed, List<SecurityGroup.Rule> unknown) {
        Revoked {
            removed = List.copyOf(removed);
            unknown = List.copyOf(unknown);
        }
    }

    /** What both need: the group; rules that get tags are resources of their own. */
    static Accesses accesses(Ec2Call call, String action, RuleChange change) {
        if (change.permissions().isEmpty() && change.ids().isEmpty()) {
            throw Errors.missing("ipPermissions");
        }
        SecurityGroup group = change.group(call);
        change.rules(call);
        List<Access> all = new ArrayList<>();
        all.add(Groups.access(call, action, group));
        Map<String, String> tags = tags(change);
        if (!tags.isEmpty()) {
            String made = call.arn(Groups.RULE_TYPE, "*");
            all.add(call.access(action, made).with(Tags.requestKeys(tags)));
            all.addAll(Tags.creation(call, action, made, tags));
        }
        return Accesses.of(all);
    }

    /** Adds rules; returns them as the API shows them. */
    List<SecurityGroupRule> authorize(Authorized<?> request, RuleChange change) {
        Ec2Call call = Ec2Call.of(request);
        // By its id from here on: meanwhile another group may have got the name.
        String id = change.group(call).id();
        return state.write(tx -> {
            Ec2Call current = call.on(tx);
            SecurityGroup group = Groups.named(current, id, null);
            List<SecurityGroup.Rule> rules = new ArrayList<>(group.rules());
            List<SecurityGroup.Rule> added = new ArrayList<>();
            for (SecurityGroup.Rule rule : change.rules(current)) {
                if (rules.stream().anyMatch(rule::isSameAs)) {
                    throw Errors.of(
                            "InvalidPermission.Duplicate",
                            "the specified rule \"" + text(rule) + ", ALLOW\" already exists");
                }
                SecurityGroup.Rule made = new SecurityGroup.Rule(
                        ids.resource("sgr"),
                        rule.egress(),
                        rule.protocol(),
                        rule.from(),
                        rule.to(),
                        rule.peer(),
                        rule.description());
                rules.add(made);
                added.add(made);
                Tags.put(tx, call.account(), made.id(), tags(change));
            }
            checkCount(rules);
            SecurityGroup changed = group.with(rules);
            tx.put(Tables.SECURITY_GROUPS, changed.key(), changed);
            return added.stream()
                    .map(rule -> RuleAnswers.rule(current, changed, rule))
                    .toList();
        });
    }

    Revoked revoke(Authorized<?> request, RuleChange change) {
        Ec2Call call = Ec2Call.of(request);
        // By its id from here on: meanwhile another group may have got the name.
        String id = change.group(call).id();
        return state.write(tx -> {
            Ec2Call current = call.on(tx);
            SecurityGroup group = Groups.named(current, id, null);
            List<SecurityGroup.Rule> removed = new ArrayList<>();
            List<SecurityGroup.Rule> unknown = new ArrayList<>();
            for (String ruleId : new LinkedHashSet<>(change.ids())) {
                removed.add(group.rules().stream()
                        .filter(rule -> rule.id().equals(ruleId) && rule.egress() == change.egress())
                        .findFirst()
                        .orElseThrow(() -> unknownRule(ruleId)));
            }
            for (SecurityGroup.Rule asked : change.rules(current)) {
                group.rules().stream()
                        .filter(asked::isSameAs)
                        .findFirst()
                        .ifPresentOrElse(removed::add, () -> unknown.add(asked));
            }
            remove(tx, call, group, removed);
            return new Revoked(group, removed, unknown);
        });
    }

    private static void remove(Transaction tx, Ec2Call call, SecurityGroup group, List<SecurityGroup.Rule> removed) {
        List<SecurityGroup.Rule> left = new ArrayList<>(group.rules());
        left.removeAll(removed);
        SecurityGroup changed = group.with(left);
        tx.put(Tables.SECURITY_GROUPS, changed.key(), changed);
        removed.forEach(rule -> Tags.put(tx, call.account(), rule.id(), Map.of()));
    }

    static signet.model.AwsError unknownRule(String id) {
        return Errors.notFound("InvalidSecurityGroupRuleId", "security group rule", List.of(id));
    }

    /** A rule about a group counts for both kinds of addresses. */
    private static void checkCount(List<SecurityGroup.Rule> rules) {
        for (boolean egress : new boolean[] {false, true}) {
            long ipv6 = rules.stream()
                    .filter(rule -> rule.egress() == egress && (rule.namesIpv6() || rule.namesGroup()))
                    .count();
            long ipv4 = rules.stream()
                    .filter(rule -> rule.egress() == egress && !rule.namesIpv6())
                    .count();
            if (ipv4 > LIMIT || ipv6 > LIMIT) {
                throw Errors.of(
                        "RulesPerSecurityGroupLimitExceeded",
                        "The maximum number of rules per security group has been reached.");
            }
        }
    }

    private static Map<String, String> tags(RuleChange change) {
        return Tags.byType(change.tags(), Groups.RULE_TYPE).getOrDefault(Groups.RULE_TYPE, Map.of());
    }

    private static String text(SecurityGroup.Rule rule) {
        String traffic = switch (rule.protocol()) {
            case "-1" -> "ALL";
            case "tcp", "udp" ->
                rule.protocol().toUpperCase(Locale.ROOT) + ", from port: " + rule.from() + ", to port: " + rule.to();
            case "icmp", "icmpv6" ->
                rule.protocol().toUpperCase(Locale.ROOT) + ", type: " + all(rule.from()) + ", code: " + all(rule.to());
            default -> "protocol: " + rule.protocol();
        };
        return "peer: " + rule.peer() + ", " + traffic;
    }

    private static String all(int number) {
        return number == -1 ? "ALL" : Integer.toString(number);
    }
}
