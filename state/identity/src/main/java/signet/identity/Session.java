package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials: who they stand for and within which limits. A session is kept nowhere: its token holds it,
 * sealed (see {@link Sessions}).
 *
 * @param accessKeyId {@code ASIA…}
 * @param secret the secret access key
 * @param account the account's id
 * @param kind whose session it is
 * @param principalId the unique id of the role or user, or the account's id for the root user
 * @param name the role session's or federated user's name; empty for others
 * @param issued when the credentials were made
 * @param expires when they end
 * @param mfa whether multi-factor authentication took part
 * @param policy the inline session policy
 * @param policyArns the managed session policies
 * @param tags session tags
 * @param transitiveTags the keys among them that go on along a chain of roles
 * @param sourceIdentity the source identity
 * @param chained whether a role session made it
 * @param keys condition keys that the session carries into each request, such as {@code ec2:SourceInstanceARN}
 * @param lists the same for keys that have several values
 */
public record Session(
        String accessKeyId,
        String secret,
        String account,
        Kind kind,
        String principalId,
        String name,
        Instant issued,
        Instant expires,
        boolean mfa,
        @Nullable String policy,
        List<String> policyArns,
        Map<String, String> tags,
        List<String> transitiveTags,
        @Nullable String sourceIdentity,
        boolean chained,
        Map<String, String> keys,
        Map<String, List<String>> lists) {

    /** Whose session it is. */
    public enum Kind {
        /** Of a role (AssumeRole and its kin). */
        ROLE,
        /** Of an instance's own role; see {@link InstanceIdentity}. */
        INSTANCE,
        /** Of a user (GetSessionToken). */
        USER,
        /** Of a federated user (GetFederationToken); {@code principalId} is the user's who asked. */
        FEDERATED_USER,
        /** Of the account's root user (GetSessionToken). */
        ROOT
    }

    public Session {
        policyArns = List.copyOf(policyArns);
        tags = Copies.ordered(tags);
        transitiveTags = List.copyOf(transitiveTags);
        keys = Copies.ordered(keys);
        lists = Copies.orderedLists(lists);
    }

    /** A session without keys of several values. */
    public Session(
            String accessKeyId,
            String secret,
            String account,
            Kind kind,
            String principalId,
            String name,
            Instant issued,
            Instant expires,
            boolean mfa,
            @Nullable String policy,
            List<String> policyArns,
            Map<String, String> tags,
            List<String> transitiveTags,
            @Nullable String sourceIdentity,
            boolean chained,
            Map<String, String> keys) {
        this(
                accessKeyId,
                secret,
                account,
                kind,
                principalId,
                name,
                issued,
                expires,
                mfa,
                policy,
                policyArns,
                tags,
                transitiveTags,
                sourceIdentity,
                chained,
                keys,
                Map.of());
    }

    /** Whether session policies were given. */
    public boolean hasSessionPolicies() {
        return policy != null || !policyArns.isEmpty();
    }

    @Override
    public String toString() {
        return "Session[" + accessKeyId + "]";
    }
}
