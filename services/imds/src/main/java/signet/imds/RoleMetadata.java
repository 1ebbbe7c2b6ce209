package signet.imds;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import signet.fleet.Instance;
import signet.identity.Role;
import signet.identity.Session;
import signet.snapshot.View;

/**
 * The paths under {@code iam/}, of which there are none without an instance profile, and {@code identity-credentials/},
 * which every instance has.
 */
final class RoleMetadata {
    private static final String CREDENTIALS = "meta-data/iam/security-credentials/";
    private static final String IDENTITY = "meta-data/identity-credentials/ec2/";
    private static final String EXTENDED = "meta-data/iam/security-credentials-extended/";

    private final RoleCredentials credentials;
    private final Clock clock;

    RoleMetadata(RoleCredentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    void addTo(MetadataTree tree, View view, Instance instance, Delivery delivery) {
        tree.put(IDENTITY + "info", () -> identityInfo(instance, delivery));
        tree.put(
                IDENTITY + "security-credentials/ec2-instance",
                () -> document(credentials.identity(instance, delivery), false));
        Optional<HeldRole> found = HeldRole.of(view, instance);
        if (found.isEmpty()) {
            return;
        }
        HeldRole held = found.get();
        tree.put("meta-data/iam/info", () -> info(held));
        Role role = held.role();
        if (role != null) {
            tree.put(CREDENTIALS + role.name(), () -> document(view, held, role, delivery, false));
            tree.put(EXTENDED + role.name(), () -> document(view, held, role, delivery, true));
            // some SDKs ask for it; in the list, cloud-init would take the credentials for plain metadata and keep them
            tree.hide("meta-data/iam/security-credentials-extended");
        }
    }

    private static Content info(HeldRole held) {
        String updated = shown(held.association().changed());
        if (held.profile() == null) {
            return new JsonText()
                    .put("Code", "InstanceProfileNotFound")
                    .put(
                            "Message",
                            "Instance Profile with id " + held.association().profileId()
                                    + " cannot be found. Please see"
                                    + " documentation at http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.")
                    .put("LastUpdated", updated)
                    .content();
        }
        JsonText text = new JsonText().put("Code", "Success");
        if (held.role() == null) {
            text.put(
                    "Message",
                    "Instance Profile does not contain a role. Please see documentation at"
                            + " http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.");
        }
        return text.put("LastUpdated", updated)
                .put("InstanceProfileArn", held.profile().arn())
                .put("InstanceProfileId", held.profile().id())
                .content();
    }

    private Content identityInfo(Instance instance, Delivery delivery) {
        Session session = credentials.identity(instance, delivery).session();
        return new JsonText()
                .put("Code", "Success")
                .put("LastUpdated", shown(session.issued()))
                .put("AccountId", session.account())
                .content();
    }

    private Content document(View view, HeldRole held, Role role, Delivery delivery, boolean extended) {
        return credentials
                .deliver(view, held, role, delivery)
                .map(issued -> document(issued, extended))
                .orElseGet(() -> refused(role));
    }

    private static Content document(CredentialSets.Issued issued, boolean extended) {
        Session session = issued.session();
        JsonText text = new JsonText()
                .put("Code", "Success")
                .put("LastUpdated", shown(session.issued()))
                .put("Type", "AWS-HMAC")
                .put("AccessKeyId", session.accessKeyId())
                .put("SecretAccessKey", session.secret())
                .put("Token", issued.token())
                .put("Expiration", shown(session.expires()));
        if (extended) {
            text.put("AccountId", session.account());
        }
        return text.content();
    }

    private Content refused(Role role) {
        return new JsonText()
                .put("Code", "AssumeRoleUnauthorizedAccess")
                .put(
                        "Message",
                        "EC2 cannot assume the role " + role.name() + ".  Please see documentation at"
                                + " http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.")
                .put("LastUpdated", shown(clock.instant()))
                .content();
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
