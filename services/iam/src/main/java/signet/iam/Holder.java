package signet.iam;

import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import signet.identity.Group;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.User;
import signet.model.AwsError;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * One of the three kinds of entity that hold policies, with what differs between them.
 *
 * @param attachments how many managed policies may be attached
 * @param inlineSize how large all inline policies may be together
 */
record Holder<H extends PolicyHolder>(
        Kind<H> kind,
        Quota attachments,
        Quota inlineSize,
        BiFunction<H, SortedMap<String, String>, H> withInline,
        BiFunction<H, List<String>, H> withAttached) {

    static final Holder<User> USER = new Holder<>(
            Kind.USER, Quota.POLICIES_PER_USER, Quota.INLINE_SIZE_USER, User::withInline, User::withAttached);

    static final Holder<Group> GROUP = new Holder<>(
            Kind.GROUP, Quota.POLICIES_PER_GROUP, Quota.INLINE_SIZE_GROUP, Group::withInline, Group::withAttached);

    static final Holder<Role> ROLE = new Holder<>(
            Kind.ROLE, Quota.POLICIES_PER_ROLE, Quota.INLINE_SIZE_ROLE, Role::withInline, Role::withAttached);

    /** The entity, to be read. */
    H get(View view, String account, String name) {
        return kind.get(view, account, name);
    }

    /**
     * The entity, to be changed.
     *
     * @throws AwsError NoSuchEntity if there is none, UnmodifiableEntity if it belongs to an AWS service
     */
    H writable(View view, String account, String name) {
        H entity = get(view, account, name);
        if (entity instanceof Role role) {
            Protection.check(role);
        }
        return entity;
    }

    void put(Transaction tx, H changed) {
        tx.put(kind.table(), kind.keyOf(changed), changed);
    }
}
