package signet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a file of expectations. */
final class RuleReader {
    /** The kinds of policy that a decision can name. */
    static final Set<String> KINDS = Set.of("identity", "resource", "boundary", "session", "scp", "rcp", "endpoint");

    private static final Set<String> MEMBERS =
            Set.of("name", "who", "action", "actions", "resource", "resources", "context", "expect", "because", "pass");
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    private final YamlNodes yaml = new YamlNodes();
    private final List<Rule> rules = new ArrayList<>();

    private RuleReader() {}

    /**
     * What was read.
     *
     * @param faults if there are any the rules are not to be used
     */
    record Read(List<Rule> rules, List<RuleFault> faults) {
        Read {
            rules = List.copyOf(rules);
            faults = List.copyOf(faults);
        }
    }

    static Read read(String text) {
        RuleReader reader = new RuleReader();
        Node root = reader.yaml.read(text);
        if (root != null) {
            reader.file(root);
        }
        List<RuleFault> faults = new ArrayList<>(reader.yaml.faults());
        if (root == null && faults.isEmpty()) {
            faults.add(new RuleFault(1, 1, "the file is empty"));
        }
        return new Read(reader.rules, faults);
    }

    private void file(Node root) {
        Map<String, Node> members = yaml.members(root, "the file");
        refuseOthers(members, Set.of("version", "expectations"));
        Node version = members.get("version");
        if (version != null && !yaml.text(version, "version").equals("1")) {
            yaml.fault(version, "version is 1");
        }
        Node expectations = members.get("expectations");
        if (expectations == null) {
            if (root instanceof MappingNode) {
                yaml.fault(root, "expectations is missing");
            }
            return;
        }
        List<Node> items = yaml.items(expectations, "expectations");
        items.forEach(this::rule);
        if (items.isEmpty() && expectations instanceof SequenceNode) {
            yaml.fault(expectations, "expectations has none: a check of nothing always passes");
        }
    }

    private void refuseOthers(Map<String, Node> members, Set<String> known) {
        members.forEach((name, node) -> {
            if (!known.contains(name)) {
                yaml.fault(node, "\"" + name + "\" is not known here, only " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private void rule(Node node) {
        Map<String, Node> members = yaml.members(node, "an expectation");
        if (members.isEmpty()) {
            return;
        }
        refuseOthers(members, MEMBERS);
        Node who = members.get("who");
        if (who == null) {
            yaml.fault(node, "who is missing: an ARN or a name, or a list of them");
        }
        Node name = members.get("name");
        Rule rule = new Rule(
                name == null ? null : yaml.text(name, "name"),
                node.getStartMark().getLine() + 1,
                node.getStartMark().getColumn() + 1,
                who == null ? List.of() : yaml.texts(who, "who"),
                asks(node, members),
                ruling(node, members.get("expect")),
                because(members.get("because")));
        rules.add(rule);
    }

    private Rule.Ruling ruling(Node rule, @Nullable Node expect) {
        if (expect == null) {
            yaml.fault(rule, "expect is missing: allowed or denied");
            return Rule.Ruling.DENIED;
        }
        String text = yaml.text(expect, "expect");
        for (Rule.Ruling ruling : Rule.Ruling.values()) {
            if (ruling.words().equals(text)) {
                return ruling;
            }
        }
        yaml.fault(expect, "expect is allowed, denied, explicitly denied or implicitly denied, not \"" + text + "\"");
        return Rule.Ruling.DENIED;
    }

    private @Nullable String because(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        String text = yaml.text(node, "because");
        if (!KINDS.contains(text)) {
            yaml.fault(
                    node,
                    "because is a kind of policy: " + String.join(", ", new TreeSet<>(KINDS)) + ", not \"" + text
                            + "\"");
        }
        return text;
    }

    private List<Ask> asks(Node rule, Map<String, Node> members) {
        Node pass = members.get("pass");
        Node action = either(members, "action", "actions");
        Node resource = either(members, "resource", "resources");
        Node context = members.get("context");
        if (pass != null) {
            if (action != null || resource != null || context != null) {
                yaml.fault(pass, "pass stands alone, without action, resource and context");
            }
            return pass(pass);
        }
        if (action == null) {
            yaml.fault(rule, "action is missing, such as s3:GetObject; or pass");
            return List.of();
        }
        List<String> resources = resource == null ? List.of("*") : yaml.texts(resource, "resource");
        Map<String, List<String>> keys = context == null ? Map.of() : context(context);
        List<Ask> asks = new ArrayList<>();
        for (String one : yaml.texts(action, "action")) {
            if (!one.isEmpty() && !ACTION.matcher(one).matches()) {
                yaml.fault(action, "\"" + one + "\" is no action such as s3:GetObject");
            }
            resources.forEach(each -> asks.add(new Ask.Access(one, each, keys)));
        }
        return asks;
    }

    private @Nullable Node either(Map<String, Node> members, String one, String several) {
        Node node = members.get(one);
        Node other = members.get(several);
        if (node != null && other != null) {
            yaml.fault(other, one + " and " + several + " are the same: write one of them");
        }
        return node == null ? other : node;
    }

    private List<Ask> pass(Node node) {
        Map<String, Node> members = yaml.members(node, "pass");
        refuseOthers(members, Set.of("role", "service"));
        Node role = members.get("role");
        Node service = members.get("service");
        if (role == null || service == null) {
            yaml.fault(node, "pass has a role and a service");
            return List.of();
        }
        List<Ask> asks = new ArrayList<>();
        for (String name : yaml.texts(service, "service")) {
            if (!name.isEmpty() && !SERVICE.matcher(name).matches()) {
                yaml.fault(service, "\"" + name + "\" is no service such as ec2.amazonaws.com");
            }
            yaml.texts(role, "role").forEach(each -> asks.add(new Ask.Pass(each, name)));
        }
        return asks;
    }

    private Map<String, List<String>> context(Node node) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        yaml.members(node, "context").forEach((key, values) -> {
            if (key.indexOf(':') <= 0) {
                yaml.fault(values, "\"" + key + "\" is no condition key such as aws:SourceIp");
            }
            keys.put(key, yaml.texts(values, key));
        });
        return keys;
    }
}
