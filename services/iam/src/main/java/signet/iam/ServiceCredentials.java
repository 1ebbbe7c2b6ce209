package signet.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.model.iam.ServiceSpecificCredential;
import signet.model.iam.ServiceSpecificCredentialMetadata;
import signet.policy.Context;

/** Service-specific credentials as IAM's answers and errors speak of them. */
final class ServiceCredentials {
    /** By service: whether it takes a key, which may expire, in the place of a user name and password. */
    private static final Map<String, Boolean> SERVICES = Map.of(
            "codecommit.amazonaws.com", false,
            "cassandra.amazonaws.com", false,
            "bedrock.amazonaws.com", true,
            "logs.amazonaws.com", true);

    private ServiceCredentials() {}

    /**
     * Refuses a service that takes none.
     *
     * @throws AwsError NoSuchEntity, as AWS answers
     */
    static void checkService(String service) {
        if (!SERVICES.containsKey(service)) {
            throw IamErrors.noSuchEntity(
                    "No such service " + service + " is supported for Service Specific Credentials");
        }
    }

    /** Whether the service takes a key in the place of a user name and password. */
    static boolean isKey(String service) {
        return Boolean.TRUE.equals(SERVICES.get(service));
    }

    static Context keys(String service) {
        return Context.builder()
                .put("iam:ServiceSpecificCredentialServiceName", service)
                .build();
    }

    static String digest(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String status(ServiceCredential credential, Instant now) {
        boolean expired = Optional.ofNullable(credential.expires())
                .filter(end -> !now.isBefore(end))
                .isPresent();
        return expired ? "Expired" : UserCredential.status(credential.active());
    }

    /** A credential with its password, as only making and resetting it show it. */
    static ServiceSpecificCredential shape(
            ServiceCredential credential, String userName, String password, Instant now) {
        ServiceSpecificCredential.Builder shape = ServiceSpecificCredential.builder()
                .createDate(credential.created())
                .serviceName(credential.service())
                .serviceSpecificCredentialId(credential.id())
                .userName(userName)
                .status(status(credential, now))
                .expirationDate(credential.expires());
        return isKey(credential.service())
                ? shape.serviceCredentialAlias(credential.name())
                        .serviceCredentialSecret(password)
                        .build()
                : shape.serviceUserName(credential.name())
                        .servicePassword(password)
                        .build();
    }

    /** A credential as listings show it. */
    static ServiceSpecificCredentialMetadata listed(ServiceCredential credential, String userName, Instant now) {
        boolean key = isKey(credential.service());
        return ServiceSpecificCredentialMetadata.builder()
                .userName(userName)
                .status(status(credential, now))
                .createDate(credential.created())
                .serviceSpecificCredentialId(credential.id())
                .serviceName(credential.service())
                .serviceUserName(key ? null : credential.name())
                .serviceCredentialAlias(key ? credential.name() : null)
                .expirationDate(credential.expires())
                .build();
    }
}
