package signet.paths;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.PolicyHolder;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.Effect;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.Transaction;

/** Everything that IAM's own actions can do to give one user or role more power. */
final class Raising {
    private static final int MOST_ATTACHED = 10;
    private static final int MOST_GROUPS = 10;

    private final World world;
    private final PolicyHolder target;
    private final List<Group> groups;
    private final List<Raise> all = new ArrayList<>();

    Raising(World world, PolicyHolder target) {
        this.world = world;
        this.target = target;
        this.groups = target instanceof User user
                ? user.groups().stream()
                        .flatMap(id -> world.view().find(Tables.GROUPS_BY_ID, id).stream())
                        .toList()
                : List.of();
    }

    List<Raise> all() {
        if (!Holders.protectedByAws(target)) {
            granted(target);
            groups.forEach(this::granted);
            joined();
            rewritten();
            unbounded();
            holders().forEach(this::undenied);
            left();
        } else {
            rewritten();
        }
        return List.copyOf(all);
    }

    private List<PolicyHolder> holders() {
        List<PolicyHolder> holders = new ArrayList<>(groups);
        holders.addFirst(target);
        return holders;
    }

    /** Policies put on, or attached to, the principal or a group of its. */
    private void granted(PolicyHolder holder) {
        String kind = Holders.kind(holder);
        Map<String, String> on = Map.of("kind", kind, "name", holder.name());
        add(
                "iam:Put" + kind + "Policy",
                "puts an inline policy that allows everything on " + worded(holder),
                List.of(Need.of("iam:Put" + kind + "Policy", holder.arn())),
                on,
                Holders.inline(holder),
                true);
        if (holder.attached().size() < MOST_ATTACHED) {
            attached(holder, Holders.ADMINISTRATOR_ACCESS, true);
            for (CustomerPolicy policy : policies()) {
                if (!holder.attached().contains(policy.arn())) {
                    attached(holder, policy.arn(), !has(policy.document(), Effect.DENY));
                }
            }
        }
    }

    private List<CustomerPolicy> policies() {
        return List.copyOf(world.view()
                .under(Tables.POLICIES, Tables.key(world.account(), ""))
                .values());
    }

    private void attached(PolicyHolder holder, String policy, boolean widening) {
        String action = "iam:Attach" + Holders.kind(holder) + "Policy";
        add(
                action,
                "attaches " + policy + " to " + worded(holder),
                List.of(Need.of(action, holder.arn()).with("iam:PolicyARN", policy)),
                Map.of("kind", Holders.kind(holder), "name", holder.name(), "policy", policy),
                Holders.attach(holder, policy),
                widening);
    }

    /** Groups that the user could be in. */
    private void joined() {
        if (!(target instanceof User user) || user.groups().size() >= MOST_GROUPS) {
            return;
        }
        for (Group group : world.view()
                .under(Tables.GROUPS, Tables.key(world.account(), ""))
                .values()) {
            if (!user.groups().contains(group.id())) {
                add(
                        "iam:AddUserToGroup",
                        "adds user " + user.name() + " to group " + group.name(),
                        List.of(Need.of("iam:AddUserToGroup", group.arn())),
                        Map.of("group", group.name(), "name", user.name()),
                        groups(user, group, true),
                        !denies(group));
            }
        }
    }

    private static Consumer<Transaction> groups(User user, Group group, boolean in) {
        return tx -> tx.get(Tables.USERS, user.key()).ifPresent(found -> {
            Set<String> ids = new LinkedHashSet<>(found.groups());
            if (in) {
                ids.add(group.id());
            } else {
                ids.remove(group.id());
            }
            tx.put(Tables.USERS, found.key(), found.withGroups(List.copyOf(ids)));
        });
    }

    /** Customer managed policies in force on the principal, as its own, a group's, or its boundary. */
    private void rewritten() {
        Set<String> arns = new LinkedHashSet<>();
        holders().forEach(holder -> arns.addAll(holder.attached()));
        Holders.boundary(target).ifPresent(arns::add);
        for (String arn : arns) {
            Tables.policy(world.view(), arn)
                    .filter(policy -> policy.account().equals(world.account()))
                    .ifPresent(policy ->
                            new PolicyChanges(policy).all(target.arn()).forEach(all::add));
        }
    }

    /** The permissions boundary taken away, or replaced. */
    private void unbounded() {
        String kind = Holders.kind(target);
        Map<String, String> on = Map.of("kind", kind, "name", target.name());
        Optional<String> boundary = Holders.boundary(target);
        if (boundary.isEmpty()) {
            return;
        }
        String delete = "iam:Delete" + kind + "PermissionsBoundary";
        add(
                delete,
                "takes the permissions boundary off " + worded(target),
                List.of(Need.of(delete, target.arn())),
                on,
                Holders.bound(target, null),
                true);
        String put = "iam:Put" + kind + "PermissionsBoundary";
        add(
                put,
                "sets a permissions boundary that allows everything on " + worded(target),
                List.of(Need.of(put, target.arn()).with("iam:PermissionsBoundary", Holders.ADMINISTRATOR_ACCESS)),
                on,
                Holders.bound(target, Holders.ADMINISTRATOR_ACCESS),
                true);
    }

    /** Policies that deny, taken away. */
    private void undenied(PolicyHolder holder) {
        String kind = Holders.kind(holder);
        holder.inline().forEach((name, document) -> {
            if (has(document, Effect.DENY)) {
                String action = "iam:Delete" + kind + "Policy";
                add(
                        action,
                        "deletes the inline policy " + name + " of " + worded(holder),
                        List.of(Need.of(action, holder.arn())),
                        Map.of("kind", kind, "name", holder.name(), "policy", name),
                        Holders.change(holder, found -> without(found, name)),
                        !has(document, Effect.ALLOW));
            }
        });
        for (String arn : holder.attached()) {
            String document = world.survey()
                    .permissions()
                    .document(world.view(), world.account(), arn)
                    .orElse("");
            if (has(document, Effect.DENY)) {
                String action = "iam:Detach" + kind + "Policy";
                add(
                        action,
                        "detaches " + arn + " from " + worded(holder),
                        List.of(Need.of(action, holder.arn()).with("iam:PolicyARN", arn)),
                        Map.of("kind", kind, "name", holder.name(), "policy", arn),
                        Holders.change(
                                holder,
                                found -> found.withAttached(found.attached().stream()
                                        .filter(attached -> !attached.equals(arn))
                                        .toList())),
                        !has(document, Effect.ALLOW));
            }
        }
    }

    private static PolicyHolder without(PolicyHolder holder, String inline) {
        java.util.SortedMap<String, String> left = new java.util.TreeMap<>(holder.inline());
        left.remove(inline);
        return holder.withInline(left);
    }

    /** Groups that deny, left. */
    private void left() {
        if (target instanceof User user) {
            groups.stream()
                    .filter(this::denies)
                    .forEach(group -> add(
                            "iam:RemoveUserFromGroup",
                            "takes user " + user.name() + " out of group " + group.name(),
                            List.of(Need.of("iam:RemoveUserFromGroup", group.arn())),
                            Map.of("group", group.name(), "name", user.name()),
                            groups(user, group, false),
                            false));
        }
    }

    private boolean denies(Group group) {
        return group.inline().values().stream().anyMatch(document -> has(document, Effect.DENY))
                || group.attached().stream()
                        .flatMap(arn ->
                                world.survey().permissions().document(world.view(), world.account(), arn).stream())
                        .anyMatch(document -> has(document, Effect.DENY));
    }

    private boolean has(String document, Effect effect) {
        if (document.isEmpty()) {
            return false;
        }
        Policy policy = world.survey().permissions().compiled(PolicyKind.IDENTITY, document);
        return policy.statements().stream().anyMatch(statement -> statement.effect() == effect);
    }

    static String worded(PolicyHolder holder) {
        return switch (holder) {
            case User user -> "user " + user.name();
            case Group group -> "group " + group.name();
            case signet.identity.Role role -> "role " + role.name();
        };
    }

    private void add(
            String method,
            String what,
            List<Need> needs,
            Map<String, String> details,
            Consumer<Transaction> change,
            boolean widening) {
        all.add(new Raise(method, target.arn(), what, needs, details, change, widening));
    }
}
