package signet.authz;

import org.jspecify.annotations.Nullable;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import signet.policy.Principal;

/**
 * Who sent a request, as established by its signature. An unsigned request's caller is {@link Anonymous}: there is no
 * request without a caller.
 */
public sealed interface Caller {
    /** The caller as policies know it. */
    Principal principal();

    /** The ARN that messages and GetCallerIdentity show. */
    String arn();

    /** The account's id; empty for an anonymous caller, an AWS service and who comes with a provider's token. */
    String account();

    /** The value of {@code aws:userid}; empty when there is none. */
    String userId();

    /** The id of the access key that signed the request; empty when none did. */
    String accessKeyId();

    /** The session whose temporary credentials signed the request, null for long-term keys and for none. */
    @Nullable
    Session session();

    /**
     * An account's root user.
     *
     * @param session null when a long-term key was used
     */
    record Root(
            String account, String accessKeyId, @Nullable Session session) implements Caller {
        @Override
        public Principal principal() {
            return new Principal.Root(account);
        }

        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":root";
        }

        @Override
        public String userId() {
            return account;
        }
    }

    /**
     * An IAM user, by a long-term key or by a session of GetSessionToken.
     *
     * @param session null when a long-term key was used
     */
    record IamUser(User user, String accessKeyId, @Nullable Session session) implements Caller {
        @Override
        public Principal principal() {
            return new Principal.User(user.account(), user.arn(), user.id());
        }

        @Override
        public String arn() {
            return user.arn();
        }

        @Override
        public String account() {
            return user.account();
        }

        @Override
        public String userId() {
            return user.id();
        }
    }

    /** A session of a role. */
    record RoleSession(Role role, Session session) implements Caller {
        @Override
        public Principal principal() {
            return new Principal.RoleSession(role.account(), role.arn(), role.id(), arn(), role.serviceLinked());
        }

        @Override
        public String arn() {
            return "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + session.name();
        }

        @Override
        public String account() {
            return role.account();
        }

        @Override
        public String userId() {
            return role.id() + ":" + session.name();
        }

        @Override
        public String accessKeyId() {
            return session.accessKeyId();
        }
    }

    /** A federated user's session (GetFederationToken), within the permissions of the user who asked for it. */
    record FederatedUser(User user, Session session) implements Caller {
        @Override
        public Principal principal() {
            return new Principal.FederatedUser(user.account(), user.arn(), user.id(), arn());
        }

        @Override
        public String arn() {
            return "arn:aws:sts::" + user.account() + ":federated-user/" + session.name();
        }

        @Override
        public String account() {
            return user.account();
        }

        @Override
        public String userId() {
            return user.account() + ":" + session.name();
        }

        @Override
        public String accessKeyId() {
            return session.accessKeyId();
        }
    }

    /**
     * An AWS service acting by itself, such as EC2 fetching an instance's credentials. No request from outside has this
     * caller.
     *
     * @param name the service principal, such as {@code ec2.amazonaws.com}
     */
    record AwsService(String name) implements Caller {
        @Override
        public Principal principal() {
            return new Principal.Service(name);
        }

        @Override
        public String arn() {
            return name;
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }

        @Override
        public String accessKeyId() {
            return "";
        }

        @Override
        public @Nullable Session session() {
            return null;
        }
    }

    /**
     * Somebody for whom an identity provider vouches, and who asks for a role with the provider's token in the place of a
     * signature. No other request has this caller.
     *
     * @param provider as trust policies name it
     * @param kind the type of identity that events give: {@code SAMLUser}
     * @param principalId as events give it
     * @param userName the provider's name for whoever asks
     * @param identityProvider as events give it
     */
    record Federated(String provider, String kind, String principalId, String userName, String identityProvider)
            implements Caller {
        @Override
        public Principal principal() {
            return new Principal.Federated(provider);
        }

        @Override
        public String arn() {
            return provider;
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }

        @Override
        public String accessKeyId() {
            return "";
        }

        @Override
        public @Nullable Session session() {
            return null;
        }
    }

    /** Nobody in particular: the request was not signed. */
    record Anonymous() implements Caller {
        @Override
        public Principal principal() {
            return new Principal.Anonymous();
        }

        @Override
        public String arn() {
            return "anonymous";
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }

        @Override
        public String accessKeyId() {
            return "";
        }

        @Override
        public @Nullable Session session() {
            return null;
        }
    }
}
