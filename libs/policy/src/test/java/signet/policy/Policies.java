package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short ways to write policies in tests; single quotes stand for double ones, tildes for single ones. */
final class Policies {
    static final String ACCOUNT = "111111111111";
    static final String OTHER_ACCOUNT = "222222222222";
    static final Principal.User ALICE =
            new Principal.User(ACCOUNT, "arn:aws:iam::111111111111:user/team/alice", "AIDAALICEALICEALICE1");
    static final Principal.RoleSession SESSION = new Principal.RoleSession(
            ACCOUNT,
            "arn:aws:iam::111111111111:role/app/Reader",
            "AROAREADERREADERREAD",
            "arn:aws:sts::111111111111:assumed-role/Reader/s1",
            false);
    static final Principal.FederatedUser FEDERATED = new Principal.FederatedUser(
            ACCOUNT, ALICE.arn(), ALICE.id(), "arn:aws:sts::111111111111:federated-user/bob");
    static final Principal.Root ROOT = new Principal.Root(ACCOUNT);
    static final String OBJECT = "arn:aws:s3:::bucket/key";

    private Policies() {}

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').replace('~', '\'');
    }

    static Policy parse(PolicyKind kind, String singleQuoted) {
        try {
            return Policy.parse(kind, json(singleQuoted));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(singleQuoted, e);
        }
    }

    /** A policy of the current version with these statements. */
    static SourcedPolicy policy(PolicyKind kind, String... statements) {
        String document = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        return new SourcedPolicy("inline", true, parse(kind, document));
    }

    static List<SourcedPolicy> identity(String... statements) {
        return List.of(policy(PolicyKind.IDENTITY, statements));
    }

    /** The first statement of an index that applies at one of these levels, or null. */
    static @Nullable Statement first(ActionIndex index, Query query, int levelMask) {
        Candidates candidates = index.of(query.action());
        int place = candidates.first(query, levelMask);
        return place < 0 ? null : candidates.statement(place);
    }

    static Request request(Principal principal, String action, String resource, Context context) {
        return new Request(principal, action, resource, ACCOUNT, context);
    }

    static Request getObject(Principal principal) {
        return request(principal, "s3:GetObject", OBJECT, Context.EMPTY);
    }
}
