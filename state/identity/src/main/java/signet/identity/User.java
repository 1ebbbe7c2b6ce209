package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An IAM user.
 *
 * @param account the account's id
 * @param path begins and ends with a slash
 * @param name as given at creation; unique in the account, ignoring case
 * @param id the unique id, {@code AIDA…}
 * @param boundary the ARN of the permissions boundary
 * @param inline inline policies: document by name
 * @param attached the ARNs of the attached managed policies, in the order of attachment
 * @param groups the unique ids of the groups that the user is in
 * @param tags in the order in which they were set
 */
public record User(
        String account,
        String path,
        String name,
        String id,
        Instant created,
        @Nullable String boundary,
        SortedMap<String, String> inline,
        List<String> attached,
        List<String> groups,
        Map<String, String> tags)
        implements PolicyHolder {

    public User {
        inline = Copies.sorted(inline);
        attached = List.copyOf(attached);
        groups = List.copyOf(groups);
        tags = Copies.ordered(tags);
    }

    /** A new user that has nothing yet. */
    public static User create(String account, String path, String name, String id, Instant created) {
        return new User(account, path, name, id, created, null, Copies.none(), List.of(), List.of(), Map.of());
    }

    @Override
    public String arn() {
        return "arn:aws:iam::" + account + ":user" + path + name;
    }

    /** The key in {@link Tables#USERS}. */
    public String key() {
        return Tables.key(account, name);
    }

    /** The same user elsewhere: ids, keys and policies stay. */
    public User renamed(String newPath, String newName) {
        return new User(account, newPath, newName, id, created, boundary, inline, attached, groups, tags);
    }

    @Override
    public User withInline(SortedMap<String, String> changed) {
        return new User(account, path, name, id, created, boundary, changed, attached, groups, tags);
    }

    @Override
    public User withAttached(List<String> changed) {
        return new User(account, path, name, id, created, boundary, inline, changed, groups, tags);
    }

    /** The same user with another permissions boundary, or none. */
    public User withBoundary(@Nullable String changed) {
        return new User(account, path, name, id, created, changed, inline, attached, groups, tags);
    }

    /** The same user in other groups. */
    public User withGroups(List<String> changed) {
        return new User(account, path, name, id, created, boundary, inline, attached, changed, tags);
    }

    /** The same user with other tags. */
    public User withTags(Map<String, String> changed) {
        return new User(account, path, name, id, created, boundary, inline, attached, groups, changed);
    }
}
