package signet.acceptance;

import org.jspecify.annotations.Nullable;
import signet.sigv4.Credentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What somebody signs with, for each of the clients in use here. */
record Keys(String id, String secret, @Nullable String token) {
    /** The root user of every server that these tests start. */
    static final Keys ROOT = new Keys("AKIAROOTOFACCEPTANCE", "root-secret-of-the-acceptance-tests-0000", null);

    static Keys of(software.amazon.awssdk.services.iam.model.AccessKey key) {
        return new Keys(key.accessKeyId(), key.secretAccessKey(), null);
    }

    static Keys of(software.amazon.awssdk.services.sts.model.Credentials credentials) {
        return new Keys(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    Keys withSecret(String other) {
        return new Keys(id, other, token);
    }

    Keys withToken(@Nullable String other) {
        return new Keys(id, secret, other);
    }

    Credentials forSigner() {
        return new Credentials(id, secret, token);
    }

    AwsCredentials forSdk() {
        return token == null ? AwsBasicCredentials.create(id, secret) : AwsSessionCredentials.create(id, secret, token);
    }
}
