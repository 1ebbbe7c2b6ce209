package signet.managedpolicies;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One managed policy of AWS, as IAM's {@code GetPolicy} and {@code GetPolicyVersion} tell of it. */
public final class ManagedPolicy {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_CHARACTERS = 17;

    private final String arn;
    private final long created;
    private final long updated;
    private final int defaultVersion;
    private final List<Version> versions;
    private final Documents documents;

    ManagedPolicy(
            String arn, long created, long updated, int defaultVersion, List<Version> versions, Documents documents) {
        this.arn = arn;
        this.created = created;
        this.updated = updated;
        this.defaultVersion = defaultVersion;
        this.versions = versions;
        this.documents = documents;
    }

    /**
     * A version of a policy. AWS's own numbers have gaps here where the source never saw a version.
     */
    public static final class Version {
        private final int number;
        private final long created;

        Version(int number, long created) {
            this.number = number;
            this.created = created;
        }

        /** Such as {@code v3}. */
        public String id() {
            return "v" + number;
        }

        /**
         * When the version was made, to the second. Empty where the source does not know, as for some versions between
         * the first and the default one; those two always have a date.
         */
        public Optional<Instant> createDate() {
            return created == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(created));
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** The ARN, such as {@code arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM}. */
    public String arn() {
        return arn;
    }

    /** The friendly name: the ARN's part after the last slash. */
    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The path with a slash at both ends: {@code /}, {@code /service-role/}, {@code /aws-service-role/} and the like. */
    public String path() {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    }

    /**
     * The policy's unique id in AWS's form: {@code ANPA} and 17 letters and digits. <b>It is not AWS's</b>, which the source
     * lacks, but made from the ARN's SHA-256, so it is the same everywhere and always.
     */
    public String id() {
        byte[] digest = sha256(arn);
        StringBuilder id = new StringBuilder("ANPA");
        for (int i = 0; i < ID_CHARACTERS; i++) {
            id.append(BASE32.charAt(digest[i] & 31));
        }
        return id.toString();
    }

    /** When the policy was made, to the second. */
    public Instant createDate() {
        return Instant.ofEpochSecond(created);
    }

    /** When the default version was made, to the second: what IAM calls a policy's {@code UpdateDate}. */
    public Instant updateDate() {
        return Instant.ofEpochSecond(updated);
    }

    /** The id of the version in force, which is the newest. */
    public String defaultVersionId() {
        return "v" + defaultVersion;
    }

    /** The known versions, newest first. */
    public List<Version> versions() {
        return versions;
    }

    /**
     * The document in force: JSON with AWS's members in AWS's order, without white space between them (the source does not
     * keep AWS's). Decoded on every call.
     */
    public String document() {
        return documents.newest();
    }

    /** The document of a version, such as {@code v3}, in the same form; empty if the version is not known. */
    public Optional<String> document(String versionId) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).id().equals(versionId)) {
                return Optional.of(documents.older(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return arn;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
