package signet.iam;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.User;

/** One of the two kinds of entity that may have a permissions boundary. */
record Bounded<H extends PolicyHolder>(Holder<H> holder, BiFunction<H, @Nullable String, H> withBoundary) {
    static final Bounded<User> USER = new Bounded<>(Holder.USER, User::withBoundary);
    static final Bounded<Role> ROLE = new Bounded<>(Holder.ROLE, Role::withBoundary);
}
