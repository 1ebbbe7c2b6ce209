package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer managed policy.
 *
 * @param account the account's id
 * @param path begins and ends with a slash
 * @param name unique in the account, ignoring case
 * @param id the unique id, {@code ANPA…}
 * @param updated when the policy last changed
 * @param description null when none was given
 * @param defaultVersion the id of the version in force
 * @param versions the versions kept, oldest first, at most five
 * @param nextVersion the number of the next version; numbers are never used again
 * @param tags in the order in which they were set
 */
public record CustomerPolicy(
        String account,
        String path,
        String name,
        String id,
        Instant created,
        Instant updated,
        @Nullable String description,
        String defaultVersion,
        List<Version> versions,
        int nextVersion,
        Map<String, String> tags) {

    /**
     * One version of a policy.
     *
     * @param id {@code v1}, {@code v2} …
     * @param document the text as it was given
     */
    public record Version(String id, String document, Instant created) {}

    public CustomerPolicy {
        versions = List.copyOf(versions);
        tags = Copies.ordered(tags);
    }

    /** A new policy with its first version. */
    public static CustomerPolicy create(
            String account, String path, String name, String id, Instant created, String document) {
        Version first = new Version("v1", document, created);
        return new CustomerPolicy(
                account, path, name, id, created, created, null, first.id(), List.of(first), 2, Map.of());
    }

    /** The ARN, with the path. */
    public String arn() {
        return "arn:aws:iam::" + account + ":policy" + path + name;
    }

    /** The key in {@link Tables#POLICIES}. */
    public String key() {
        return Tables.key(account, name);
    }

    /** A version by its id. */
    public Optional<Version> version(String versionId) {
        return versions.stream()
                .filter(version -> version.id().equals(versionId))
                .findFirst();
    }

    /** The text in force. */
    public String document() {
        return version(defaultVersion).orElseThrow().document();
    }

    /** The same policy with other versions. */
    public CustomerPolicy withVersions(List<Version> changed, String newDefault, int next, Instant now) {
        return new CustomerPolicy(account, path, name, id, created, now, description, newDefault, changed, next, tags);
    }

    /** The same policy with a description, which AWS lets be set at creation only. */
    public CustomerPolicy withDescription(@Nullable String text) {
        return new CustomerPolicy(
                account, path, name, id, created, updated, text, defaultVersion, versions, nextVersion, tags);
    }

    /** The same policy with other tags. */
    public CustomerPolicy withTags(Map<String, String> changed) {
        return new CustomerPolicy(
                account, path, name, id, created, updated, description, defaultVersion, versions, nextVersion, changed);
    }
}
