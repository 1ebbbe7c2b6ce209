package signet.identity;

import java.time.Instant;

/**
 * The role that every instance has by itself, to prove what it is. It is no account's to change, has no trust policy, and
 * "is not subject to any identity or resource policy": it may do nothing but ask who it is (EC2 User Guide, "Instance
 * identity roles").
 */
public final class InstanceIdentity {
    /** The policy of its sessions: whatever anybody's policy may allow them, it is denied. */
    public static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private static final String NAME = "aws:ec2-instance";

    private InstanceIdentity() {}

    /** The role's unique id in an account, which begins with the account's id as CloudTrail shows it. */
    public static String roleId(String account) {
        return account + ":" + NAME;
    }

    /** The role in an account. It is in no table. */
    public static Role role(String account) {
        return Role.create(account, "/", NAME, roleId(account), Instant.EPOCH, "");
    }
}
