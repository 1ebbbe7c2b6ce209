package signet.trail;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import tools.jackson.core.JsonGenerator;

/** Writes {@code userIdentity} (CloudTrail User Guide, "CloudTrail userIdentity element"). */
final class UserIdentity {
    private static final String ROLE_DELIVERY = "ec2:RoleDelivery";
    private static final String PROVIDER = "aws:FederatedProvider";

    private UserIdentity() {}

    /**
     * The caller as its own account sees it.
     *
     * @param via the service that sent the request for the caller; null if the caller sent it
     */
    static void write(JsonGenerator out, Caller caller, String service, @Nullable String via) {
        out.writeStartObject();
        switch (caller) {
            case Caller.Root root -> {
                principal(out, "Root", caller);
                session(out, root.session());
            }
            case Caller.IamUser user -> {
                principal(out, "IAMUser", caller);
                out.writeStringProperty("userName", user.user().name());
                session(out, user.session());
            }
            case Caller.RoleSession role -> {
                principal(out, "AssumedRole", caller);
                session(out, role.role(), role.session());
            }
            case Caller.FederatedUser federated -> {
                principal(out, "FederatedUser", caller);
                session(out, federated.user(), federated.session());
            }
            case Caller.AwsService aws -> {
                out.writeStringProperty("type", "AWSService");
                out.writeStringProperty("invokedBy", aws.name());
            }
            case Caller.Federated holder -> {
                out.writeStringProperty("type", holder.kind());
                out.writeStringProperty("principalId", holder.principalId());
                out.writeStringProperty("userName", holder.userName());
                out.writeStringProperty("identityProvider", holder.identityProvider());
            }
            case Caller.Anonymous nobody -> anonymous(out, service);
        }
        if (via != null) {
            out.writeStringProperty("invokedBy", via);
        }
        out.writeEndObject();
    }

    /** The caller as the account of the resource sees it, which learns no name of another account. */
    static void writeForeign(JsonGenerator out, Caller caller) {
        out.writeStartObject();
        out.writeStringProperty("type", "AWSAccount");
        out.writeStringProperty("principalId", caller.userId());
        out.writeStringProperty("accountId", caller.account());
        out.writeEndObject();
    }

    /** The name by which LookupEvents finds the caller's events; empty for none. */
    static String userName(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> "root";
            case Caller.IamUser user -> user.user().name();
            case Caller.RoleSession role -> role.session().name();
            case Caller.FederatedUser federated -> federated.session().name();
            case Caller.Federated holder -> holder.userName();
            case Caller.AwsService aws -> "";
            case Caller.Anonymous nobody -> "";
        };
    }

    /** S3 has a name for those who do not sign; elsewhere CloudTrail does not know who it was. */
    private static void anonymous(JsonGenerator out, String service) {
        if (service.equals("s3")) {
            out.writeStringProperty("type", "AWSAccount");
            out.writeStringProperty("principalId", "");
            out.writeStringProperty("accountId", "ANONYMOUS_PRINCIPAL");
        } else {
            out.writeStringProperty("type", "Unknown");
        }
    }

    private static void principal(JsonGenerator out, String type, Caller caller) {
        out.writeStringProperty("type", type);
        out.writeStringProperty("principalId", caller.userId());
        out.writeStringProperty("arn", caller.arn());
        out.writeStringProperty("accountId", caller.account());
        if (!caller.accessKeyId().isEmpty()) {
            out.writeStringProperty("accessKeyId", caller.accessKeyId());
        }
    }

    /** Of a user or root user with temporary credentials. */
    private static void session(JsonGenerator out, @Nullable Session session) {
        if (session != null) {
            out.writeObjectPropertyStart("sessionContext");
            attributes(out, session);
            if (session.kind() == Session.Kind.ROOT && session.hasSessionPolicies()) {
                out.writeStringProperty("assumedRoot", "true");
            }
            out.writeEndObject();
        }
    }

    private static void session(JsonGenerator out, Role role, Session session) {
        out.writeObjectPropertyStart("sessionContext");
        issuer(out, "Role", role.id(), role.arn(), role.account(), role.name());
        webIdentity(out, session);
        attributes(out, session);
        String sourceIdentity = session.sourceIdentity();
        if (sourceIdentity != null) {
            out.writeStringProperty("sourceIdentity", sourceIdentity);
        }
        String delivery = session.keys().get(ROLE_DELIVERY);
        if (delivery != null) {
            out.writeStringProperty("ec2RoleDelivery", delivery);
        }
        out.writeEndObject();
    }

    private static void session(JsonGenerator out, User user, Session session) {
        out.writeObjectPropertyStart("sessionContext");
        issuer(out, "IAMUser", user.id(), user.arn(), user.account(), user.name());
        attributes(out, session);
        out.writeEndObject();
    }

    private static void issuer(JsonGenerator out, String type, String id, String arn, String account, String userName) {
        out.writeObjectPropertyStart("sessionIssuer");
        out.writeStringProperty("type", type);
        out.writeStringProperty("principalId", id);
        out.writeStringProperty("arn", arn);
        out.writeStringProperty("accountId", account);
        out.writeStringProperty("userName", userName);
        out.writeEndObject();
    }

    private static void attributes(JsonGenerator out, Session session) {
        out.writeObjectPropertyStart("attributes");
        out.writeStringProperty(
                "creationDate", session.issued().truncatedTo(ChronoUnit.SECONDS).toString());
        out.writeStringProperty("mfaAuthenticated", Boolean.toString(session.mfa()));
        out.writeEndObject();
    }

    /** The provider, and what it said of its user: the keys that begin with its name. */
    private static void webIdentity(JsonGenerator out, Session session) {
        String provider = session.keys().get(PROVIDER);
        if (provider == null || provider.contains(":saml-provider/")) {
            return;
        }
        out.writeObjectPropertyStart("webIdFederationData");
        out.writeStringProperty("federatedProvider", provider);
        out.writeObjectPropertyStart("attributes");
        String prefix = provider.substring(provider.indexOf(":oidc-provider/") < 0 ? 0 : provider.indexOf('/') + 1);
        for (Map.Entry<String, String> key : session.keys().entrySet()) {
            if (key.getKey().startsWith(prefix + ":")) {
                out.writeStringProperty(key.getKey(), key.getValue());
            }
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Every name by which search finds the caller: its ARN, and its role's. */
    static List<String> arns(Caller caller) {
        return caller instanceof Caller.RoleSession role
                ? List.of(role.arn(), role.role().arn())
                : List.of(caller.arn());
    }
}
