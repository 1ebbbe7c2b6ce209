package signet.paths;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import signet.identity.Group;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** Changes of users, groups and roles as they are in the state at the time of the change. */
final class Holders {
    /** The name of an inline policy that a hop puts. */
    static final String INLINE = "signet-paths";

    static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

    /** A document that allows everything. */
    static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private Holders() {}

    /** The word in the names of IAM's actions: {@code User}, {@code Group} or {@code Role}. */
    static String kind(PolicyHolder holder) {
        return switch (holder) {
            case User user -> "User";
            case Group group -> "Group";
            case Role role -> "Role";
        };
    }

    /** The ARN of the permissions boundary, if there is one. */
    static Optional<String> boundary(PolicyHolder holder) {
        return switch (holder) {
            case User user -> Optional.ofNullable(user.boundary());
            case Group group -> Optional.empty();
            case Role role -> Optional.ofNullable(role.boundary());
        };
    }

    /** A change of one of them; nothing happens if it is not there. */
    static Consumer<Transaction> change(PolicyHolder holder, UnaryOperator<PolicyHolder> change) {
        return tx -> find(tx, holder).map(change).ifPresent(changed -> put(tx, changed));
    }

    static Consumer<Transaction> inline(PolicyHolder holder) {
        return change(holder, found -> {
            SortedMap<String, String> inline = new TreeMap<>(found.inline());
            inline.put(INLINE, EVERYTHING);
            return found.withInline(inline);
        });
    }

    static Consumer<Transaction> attach(PolicyHolder holder, String policy) {
        return change(holder, found -> {
            java.util.List<String> attached = new java.util.ArrayList<>(found.attached());
            attached.add(policy);
            return found.withAttached(attached);
        });
    }

    static Consumer<Transaction> bound(PolicyHolder holder, @Nullable String boundary) {
        return change(holder, found -> switch (found) {
            case User user -> user.withBoundary(boundary);
            case Role role -> role.withBoundary(boundary);
            case Group group -> group;
        });
    }

    private static Optional<PolicyHolder> find(View view, PolicyHolder holder) {
        String key = Tables.key(holder.account(), holder.name());
        return switch (holder) {
            case User user -> view.get(Tables.USERS, key).map(PolicyHolder.class::cast);
            case Group group -> view.get(Tables.GROUPS, key).map(PolicyHolder.class::cast);
            case Role role -> view.get(Tables.ROLES, key).map(PolicyHolder.class::cast);
        };
    }

    private static void put(Transaction tx, PolicyHolder holder) {
        switch (holder) {
            case User user -> tx.put(Tables.USERS, user.key(), user);
            case Group group -> tx.put(Tables.GROUPS, group.key(), group);
            case Role role -> tx.put(Tables.ROLES, role.key(), role);
        }
    }

    /** Whether AWS owns a role, so that nobody else changes it. */
    static boolean protectedByAws(PolicyHolder holder) {
        return holder instanceof Role role
                && (role.serviceLinked() || role.path().startsWith("/aws-reserved/"));
    }
}
