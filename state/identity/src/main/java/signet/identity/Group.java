package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * An IAM group. Its members are the users that name its id.
 *
 * @param account the account's id
 * @param path begins and ends with a slash
 * @param name as given at creation; unique in the account, ignoring case
 * @param id the unique id, {@code AGPA…}
 * @param inline inline policies: document by name
 * @param attached the ARNs of the attached managed policies, in the order of attachment
 */
public record Group(
        String account,
        String path,
        String name,
        String id,
        Instant created,
        SortedMap<String, String> inline,
        List<String> attached)
        implements PolicyHolder {

    public Group {
        inline = Copies.sorted(inline);
        attached = List.copyOf(attached);
    }

    /** A new group that has nothing yet. */
    public static Group create(String account, String path, String name, String id, Instant created) {
        return new Group(account, path, name, id, created, Copies.none(), List.of());
    }

    @Override
    public String arn() {
        return "arn:aws:iam::" + account + ":group" + path + name;
    }

    /** The key in {@link Tables#GROUPS}. */
    public String key() {
        return Tables.key(account, name);
    }

    /** The same group elsewhere: id, members and policies stay. */
    public Group renamed(String newPath, String newName) {
        return new Group(account, newPath, newName, id, created, inline, attached);
    }

    @Override
    public Group withInline(SortedMap<String, String> changed) {
        return new Group(account, path, name, id, created, changed, attached);
    }

    @Override
    public Group withAttached(List<String> changed) {
        return new Group(account, path, name, id, created, inline, changed);
    }
}
