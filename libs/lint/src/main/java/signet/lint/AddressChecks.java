package signet.lint;

import java.util.ArrayList;
import java.util.List;
import signet.lint.Operator.Family;

/** IP addresses that can't be what they are meant to be. */
final class AddressChecks {
    private AddressChecks() {}

    static void ranges(Document document, Statement statement, Report report) {
        for (ConditionTest test : statement.conditions()) {
            Operator operator = test.operator();
            if (operator != null && operator.family() == Family.IP_ADDRESS) {
                test.values().forEach(value -> base(value, report));
                if (test.isOn("aws:SourceIp")) {
                    publicOnly(test, operator, report);
                }
            }
        }
    }

    private static void base(Entry value, Report report) {
        AddressRange range = AddressRange.parse(value.value());
        if (range != null && !range.isBase()) {
            report.add(
                    Issue.IMPROVE_IP_RANGE,
                    "The bits behind the prefix are ignored. Write %s.".formatted(range.base()),
                    value.at());
        }
    }

    private static void publicOnly(ConditionTest test, Operator operator, Report report) {
        List<Entry> inside = new ArrayList<>();
        for (Entry value : test.values()) {
            AddressRange range = AddressRange.parse(value.value());
            if (range != null && range.isPrivate()) {
                inside.add(value);
            }
        }
        if (inside.isEmpty()) {
            return;
        }
        boolean all = inside.size() == test.values().size();
        Issue issue = operator.isNegated()
                ? all ? Issue.PRIVATE_NOT_IP_ADDRESS : Issue.PRIVATE_NOT_IP_ADDRESS_SUBSET
                : all ? Issue.PRIVATE_IP_ADDRESS : Issue.PRIVATE_IP_ADDRESS_SUBSET;
        report.add(
                issue,
                "aws:SourceIp is the public address, so a private one has no effect. Write the public address, or use"
                        + " aws:VpcSourceIp.",
                inside.stream().map(Entry::at).toArray(Location[]::new));
    }
}
