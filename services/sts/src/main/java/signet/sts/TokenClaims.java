package signet.sts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorized;
import signet.authz.Caller;
import signet.identity.Membership;
import signet.identity.Session;
import signet.model.sts.Tag;

/** What a token of ours says of its caller besides the standard claims (IAM User Guide, "Understanding token claims"). */
final class TokenClaims {
    /** Condition keys of a session that its tokens tell, by the names that claims have. */
    private static final Map<String, String> BY_KEY = Map.of(
            "aws:FederatedProvider", "federated_provider",
            "ec2:SourceInstanceARN", "ec2_source_instance_arn",
            "aws:Ec2InstanceSourceVpc", "ec2_instance_source_vpc",
            "aws:Ec2InstanceSourcePrivateIPv4", "ec2_instance_source_private_ipv4",
            "ec2:RoleDelivery", "ec2_role_delivery",
            "lambda:SourceFunctionArn", "lambda_source_function_arn");

    private TokenClaims() {}

    /**
     * The tags of a request, in order; unlike a session's they may begin with {@code aws:}.
     *
     * @throws signet.model.AwsError if a key is given twice, ignoring case
     */
    static Map<String, String> tags(@Nullable List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            if (!seen.add(tag.key())) {
                throw StsErrorTexts.invalidParameter(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    /** Who the token is about: the user or role itself, not the session. */
    static String principal(Caller caller) {
        return caller instanceof Caller.RoleSession session ? session.role().arn() : caller.arn();
    }

    static Map<String, Object> of(Authorized<?> request, Map<String, String> requestTags) {
        Caller caller = request.caller();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aws_account", caller.account());
        claims.put("source_region", request.info().region());
        claims.put("principal_id", principal(caller));
        Membership.of(request.view(), caller.account()).ifPresent(place -> {
            claims.put("org_id", place.organization().id());
            claims.put("ou_path", List.of(place.unitPath()));
        });
        Map<String, String> tags = principalTags(caller);
        if (!tags.isEmpty()) {
            claims.put("principal_tags", tags);
        }
        if (!requestTags.isEmpty()) {
            claims.put("request_tags", requestTags);
        }
        Optional.ofNullable(caller.session()).ifPresent(session -> ofSession(claims, session));
        return claims;
    }

    private static void ofSession(Map<String, Object> claims, Session session) {
        claims.put("original_session_exp", session.expires().toString());
        Optional.ofNullable(session.sourceIdentity()).ifPresent(identity -> claims.put("source_identity", identity));
        BY_KEY.forEach((key, claim) ->
                Optional.ofNullable(session.keys().get(key)).ifPresent(value -> claims.put(claim, value)));
    }

    /** Tags of the session count before the role's or user's own of the same key, ignoring case. */
    private static Map<String, String> principalTags(Caller caller) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (caller instanceof Caller.IamUser user) {
            tags.putAll(user.user().tags());
        } else if (caller instanceof Caller.RoleSession session) {
            tags.putAll(session.role().tags());
            session.session().tags().forEach((key, value) -> {
                tags.remove(key);
                tags.put(key, value);
            });
        }
        return new LinkedHashMap<>(tags);
    }
}
