package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.snapshot.View;

/**
 * A managed policy of AWS's as it was when an account was recorded on AWS. In that account it stands in the place of the
 * version that Signet knows, which may be older or newer.
 *
 * @param account the account's id
 * @param arn {@code arn:aws:iam::aws:policy/…}
 * @param id the unique id, {@code ANPA…}
 * @param updated when the policy last changed
 * @param description null when none was given
 * @param defaultVersion the id of the version in force
 * @param versions newest first
 */
public record RecordedPolicy(
        String account,
        String arn,
        String id,
        Instant created,
        Instant updated,
        @Nullable String description,
        String defaultVersion,
        List<Version> versions) {

    /**
     * One version of a policy.
     *
     * @param id {@code v1}, {@code v2} …
     * @param document the text as it was given
     * @param created null where it is not known
     */
    public record Version(
            String id, String document, @Nullable Instant created) {}

    public RecordedPolicy {
        versions = List.copyOf(versions);
    }

    /** The policy of an ARN as it was recorded with an account; empty if it was not. */
    public static Optional<RecordedPolicy> find(View view, String account, String arn) {
        return view.get(Tables.RECORDED_POLICIES, key(account, arn));
    }

    /** The key in {@link Tables#RECORDED_POLICIES}. */
    public static String key(String account, String arn) {
        return account + "/" + arn;
    }

    /** The key in {@link Tables#RECORDED_POLICIES}. */
    public String key() {
        return key(account, arn);
    }

    /** The friendly name: the ARN's part after the last slash. */
    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The path with a slash at both ends. */
    public String path() {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
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
}
