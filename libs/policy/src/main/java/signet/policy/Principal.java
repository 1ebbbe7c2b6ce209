package signet.policy;

/** Who asks. Arguments are checked only for presence: identity comes from an authenticated caller. */
public sealed interface Principal {
    /** The twelve-digit account, or {@code ""} when the caller has none. */
    String account();

    /**
     * The caller in one text, as AWS's messages name it: an ARN, the name of a service or provider, or {@code anonymous}.
     * A session that has no known ARN goes by its role.
     */
    default String name() {
        return switch (this) {
            case Root root -> "arn:aws:iam::" + root.account() + ":root";
            case User user -> user.arn();
            case RoleSession session -> session.sessionArn().isEmpty() ? session.roleArn() : session.sessionArn();
            case FederatedUser session -> session.sessionArn();
            case Federated holder -> holder.provider();
            case Service service -> service.name();
            case Anonymous nobody -> "anonymous";
        };
    }

    /** The root user of an account. */
    record Root(String account) implements Principal {}

    /** An IAM user, with long-term keys or a GetSessionToken session; {@code id} is the {@code AIDA…} id. */
    record User(String account, String arn, String id) implements Principal {}

    /**
     * A session of a role. {@code roleArn} has the role's path, {@code sessionArn} is
     * {@code arn:aws:sts::A:assumed-role/NAME/SESSION}; service-linked roles are exempt from organization policies.
     */
    record RoleSession(String account, String roleArn, String roleId, String sessionArn, boolean serviceLinked)
            implements Principal {}

    /** A GetFederationToken session of an IAM user. */
    record FederatedUser(String account, String userArn, String userId, String sessionArn) implements Principal {}

    /** Who holds a token of an identity provider and asks for a role; the provider as trust policies name it. */
    record Federated(String provider) implements Principal {
        @Override
        public String account() {
            return "";
        }
    }

    /** An AWS service acting by itself, such as {@code ec2.amazonaws.com}. */
    record Service(String name) implements Principal {
        @Override
        public String account() {
            return "";
        }
    }

    /** An unsigned request. */
    record Anonymous() implements Principal {
        @Override
        public String account() {
            return "";
        }
    }
}
