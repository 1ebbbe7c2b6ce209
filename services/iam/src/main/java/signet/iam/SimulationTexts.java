package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.iam.ContextEntry;
import signet.model.iam.IamErrors;
import signet.policy.Context;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.SourcedPolicy;

/** What a simulation's request gives as text, understood. Whatever is wrong with it is InvalidInput. */
final class SimulationTexts {
    /** Allows everything: to see what a boundary or an organization allows by itself. */
    static final SourcedPolicy ALLOW_ALL = new SourcedPolicy(
            "everything",
            true,
            parse(
                    PolicyKind.IDENTITY,
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"));

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+");
    private static final Pattern ACTION = Pattern.compile("[^:]+:[^:]+");
    private static final Pattern CALLER = Pattern.compile("arn:aws:iam::[0-9]{12}:(user|group|role)/.+");
    private static final Pattern OWNER = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");
    private static final String EVERYTHING = "*";

    private SimulationTexts() {}

    /** Documents of a list, named by their place in it: {@code PolicyInputList.1}. */
    static List<SourcedPolicy> documents(PolicyKind kind, String list, @Nullable List<String> texts) {
        List<SourcedPolicy> result = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            result.add(new SourcedPolicy(list + "." + (result.size() + 1), true, parse(kind, text)));
        }
        return result;
    }

    /** The boundary of a list, which may have one policy. */
    static @Nullable SourcedPolicy boundary(@Nullable List<String> texts) {
        List<SourcedPolicy> list = documents(PolicyKind.IDENTITY, "PermissionsBoundaryPolicyInputList", texts);
        if (list.size() > 1) {
            throw IamErrors.invalidInput("Only one permissions boundary policy can be given.");
        }
        return list.isEmpty() ? null : list.getFirst();
    }

    static @Nullable SourcedPolicy resourcePolicy(@Nullable String text) {
        return text == null ? null : new SourcedPolicy("ResourcePolicy", true, parse(PolicyKind.RESOURCE, text));
    }

    /** The condition keys of a request; a type that ends in {@code List} makes a key multi-valued. */
    static Context context(@Nullable List<ContextEntry> entries) {
        Context.Builder context = Context.builder();
        for (ContextEntry entry : entries == null ? List.<ContextEntry>of() : entries) {
            String key = entry.contextKeyName();
            List<String> values = Objects.requireNonNullElse(entry.contextKeyValues(), List.of());
            if (key == null) {
                throw IamErrors.invalidInput("A context entry needs a key name.");
            }
            boolean several =
                    Objects.requireNonNullElse(entry.contextKeyType(), "").endsWith("List");
            if (several || values.size() != 1) {
                context.put(key, values);
            } else {
                context.put(key, values.getFirst());
            }
        }
        return context.build();
    }

    /** The resources of a request: everything, if it names none. */
    static List<String> resources(@Nullable List<String> arns) {
        if (arns == null || arns.isEmpty()) {
            return List.of(EVERYTHING);
        }
        for (String arn : arns) {
            if (!arn.equals(EVERYTHING) && !ARN.matcher(arn).matches()) {
                throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
            }
        }
        return arns;
    }

    static List<String> actions(List<String> names) {
        for (String name : names) {
            if (!ACTION.matcher(name).matches() || name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
                throw IamErrors.invalidInput("Action " + name + " is not valid.");
            }
        }
        return names;
    }

    /**
     * The user, group or role that is to be the caller.
     *
     * @param resourcePolicy whether the simulation has one, which is for users only
     * @throws AwsError InvalidInput if the ARN is none of theirs
     */
    static Principal caller(String arn, boolean resourcePolicy) {
        Matcher caller = CALLER.matcher(arn);
        if (!caller.matches()) {
            throw IamErrors.invalidInput("CallerArn must be the ARN of an IAM user, group, or role.");
        }
        String type = caller.group(1);
        if (resourcePolicy && !type.equals("user")) {
            throw IamErrors.invalidInput("Simulation of resource-based policies is supported for IAM users only.");
        }
        String account = arn.split(":", 6)[4];
        return switch (type) {
            case "role" -> role(account, arn, "", false);
            case "group" -> somebody(account);
            default -> new Principal.User(account, arn, "");
        };
    }

    /** A session of a role, as the simulator imagines it. */
    static Principal role(String account, String arn, String id, boolean serviceLinked) {
        return new Principal.RoleSession(
                account,
                arn,
                id,
                "arn:aws:sts::" + account + ":assumed-role/" + PolicyArn.name(arn) + "/simulated",
                serviceLinked);
    }

    /** A user of whom nothing is known but the account. */
    static Principal somebody(String account) {
        return new Principal.User(account, "arn:aws:iam::" + account + ":user/simulated", "");
    }

    /** The account that owns the resources, empty for the caller's own. */
    static String owner(@Nullable String text) {
        if (text == null) {
            return "";
        }
        Matcher owner = OWNER.matcher(text);
        if (!owner.matches()) {
            throw IamErrors.invalidInput("ARN " + text + " is not valid.");
        }
        return owner.group(1);
    }

    private static Policy parse(PolicyKind kind, String text) {
        try {
            return Policy.parse(kind, text);
        } catch (MalformedPolicyException e) {
            throw invalid(e);
        }
    }

    private static AwsError invalid(MalformedPolicyException e) {
        return IamErrors.invalidInput(String.valueOf(e.getMessage()));
    }
}
