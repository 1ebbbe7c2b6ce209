package signet.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import signet.authz.Caller;
import signet.model.s3.Initiator;
import signet.model.s3.Owner;

/** Accounts as S3 names them: by a canonical user id of 64 hexadecimal digits. Display names are gone from S3 since 2025. */
final class Owners {
    private Owners() {}

    static String canonicalId(String account) {
        return HexFormat.of()
                .formatHex(digest("SHA-256", ("canonical user " + account).getBytes(StandardCharsets.UTF_8)));
    }

    static Owner owner(String account) {
        return Owner.builder().id(canonicalId(account)).build();
    }

    /** Who begins an upload: an account, or a user or session by ARN. */
    static String initiator(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> canonicalId(root.account());
            case Caller.IamUser user -> user.arn();
            case Caller.RoleSession session -> session.arn();
            case Caller.FederatedUser user -> user.arn();
            case Caller.AwsService service -> service.arn();
            case Caller.Federated holder -> holder.provider();
            case Caller.Anonymous anonymous -> canonicalId("anonymous");
        };
    }

    static Initiator shown(String initiator) {
        return Initiator.builder().id(initiator).build();
    }

    static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
