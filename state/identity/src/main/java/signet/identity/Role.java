package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role.
 *
 * @param account the account's id
 * @param path begins and ends with a slash; {@code /aws-service-role/…/} makes it a service-linked role
 * @param name as given at creation; unique in the account, ignoring case
 * @param id the unique id, {@code AROA…}
 * @param trust the trust policy as stored: users and roles stand in it by their unique ids
 *     (see {@link TrustPolicies})
 * @param description null when none was given
 * @param maxSessionSeconds 3600 to 43200
 * @param boundary the ARN of the permissions boundary
 * @param inline inline policies: document by name
 * @param attached the ARNs of the attached managed policies, in the order of attachment
 * @param tags in the order in which they were set
 */
public record Role(
        String account,
        String path,
        String name,
        String id,
        Instant created,
        String trust,
        @Nullable String description,
        int maxSessionSeconds,
        @Nullable String boundary,
        SortedMap<String, String> inline,
        List<String> attached,
        Map<String, String> tags)
        implements PolicyHolder {

    /** The path under which AWS keeps the roles that belong to its services. */
    public static final String SERVICE_LINKED_PATH = "/aws-service-role/";

    public Role {
        inline = Copies.sorted(inline);
        attached = List.copyOf(attached);
        tags = Copies.ordered(tags);
    }

    /** A new role with a trust policy and nothing else. */
    public static Role create(String account, String path, String name, String id, Instant created, String trust) {
        return new Role(account, path, name, id, created, trust, null, 3600, null, Copies.none(), List.of(), Map.of());
    }

    @Override
    public String arn() {
        return "arn:aws:iam::" + account + ":role" + path + name;
    }

    /** The key in {@link Tables#ROLES}. */
    public String key() {
        return Tables.key(account, name);
    }

    /** Whether an AWS service owns the role: nobody else may change it. */
    public boolean serviceLinked() {
        return path.startsWith(SERVICE_LINKED_PATH);
    }

    @Override
    public Role withInline(SortedMap<String, String> changed) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trust,
                description,
                maxSessionSeconds,
                boundary,
                changed,
                attached,
                tags);
    }

    @Override
    public Role withAttached(List<String> changed) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trust,
                description,
                maxSessionSeconds,
                boundary,
                inline,
                changed,
                tags);
    }

    /** The same role with another permissions boundary, or none. */
    public Role withBoundary(@Nullable String changed) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trust,
                description,
                maxSessionSeconds,
                changed,
                inline,
                attached,
                tags);
    }

    /** The same role with another trust policy, as stored. */
    public Role withTrust(String changed) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                changed,
                description,
                maxSessionSeconds,
                boundary,
                inline,
                attached,
                tags);
    }

    /** The same role with another description and session limit. */
    public Role described(@Nullable String newDescription, int newMaxSessionSeconds) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trust,
                newDescription,
                newMaxSessionSeconds,
                boundary,
                inline,
                attached,
                tags);
    }

    /** The same role with other tags. */
    public Role withTags(Map<String, String> changed) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trust,
                description,
                maxSessionSeconds,
                boundary,
                inline,
                attached,
                changed);
    }
}
