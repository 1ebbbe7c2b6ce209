package signet.authz;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.identity.Membership;
import signet.identity.Session;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * The condition keys that every request has, from who sent it and how (IAM User Guide, "AWS global condition context
 * keys"). Keys about the resource or the operation come with each {@link Access}.
 */
final class RequestKeys {
    private RequestKeys() {}

    static Context of(Caller caller, RequestInfo info) {
        Context.Builder keys = Context.builder();
        keys.put("aws:CurrentTime", info.time().truncatedTo(ChronoUnit.SECONDS).toString());
        keys.put("aws:EpochTime", Long.toString(info.time().getEpochSecond()));
        keys.put("aws:SecureTransport", Boolean.toString(info.secure()));
        keys.put("aws:RequestedRegion", info.region());
        keys.put("aws:SourceIp", info.sourceIp());
        via(keys, info.via());
        Optional.ofNullable(info.source()).ifPresent(source -> {
            keys.put("aws:SourceArn", source.arn());
            keys.put("aws:SourceAccount", source.account());
        });
        Optional.ofNullable(info.userAgent()).ifPresent(agent -> keys.put("aws:UserAgent", agent));
        Optional.ofNullable(info.referer()).ifPresent(referer -> keys.put("aws:referer", referer));
        principal(keys, caller);
        Optional.ofNullable(caller.session()).ifPresent(session -> session(keys, session, info));
        return keys.build();
    }

    private static void via(Context.Builder keys, @Nullable String service) {
        keys.put("aws:ViaAWSService", Boolean.toString(service != null));
        if (service != null) {
            keys.put("aws:CalledVia", List.of(service));
            keys.put("aws:CalledViaFirst", service);
            keys.put("aws:CalledViaLast", service);
        }
    }

    /** How the request was signed (S3 API Reference, "Bucket policy examples using condition keys: signature"). */
    static Context ofSignature(RequestInfo info) {
        Context.Builder keys = Context.builder();
        info.signature().ifPresent(signed -> {
            keys.put("s3:authType", signed.query() ? "REST-QUERY-STRING" : "REST-HEADER");
            long age = Duration.between(signed.time(), info.time()).toMillis();
            keys.put("s3:signatureAge", Long.toString(Math.max(0, age)));
        });
        return keys.build();
    }

    /** The organization of the caller's account; nothing when it is in none. */
    static Context ofPrincipalOrganization(View view, Caller caller) {
        return organization(view, caller.account(), "aws:PrincipalOrg");
    }

    /** The organization of the account for whose resource a service asks; nothing when there is none. */
    static Context ofSourceOrganization(View view, RequestInfo info) {
        RequestInfo.Source source = info.source();
        return source == null ? Context.EMPTY : organization(view, source.account(), "aws:SourceOrg");
    }

    /** The organization of the account that {@code aws:ResourceAccount} names, if that names one in an organization. */
    static Context ofResourceOrganization(View view, Context keys) {
        return keys.get("aws:ResourceAccount")
                .map(accounts -> organization(view, accounts.getFirst(), "aws:ResourceOrg"))
                .orElse(Context.EMPTY);
    }

    private static Context organization(View view, String account, String prefix) {
        return Membership.of(view, account)
                .map(place -> Context.builder()
                        .put(prefix + "ID", place.organization().id())
                        .put(prefix + "Paths", List.of(place.unitPath()))
                        .build())
                .orElse(Context.EMPTY);
    }

    private static void principal(Context.Builder keys, Caller caller) {
        if (!caller.userId().isEmpty()) {
            keys.put("aws:userid", caller.userId());
        }
        if (!caller.account().isEmpty()) {
            keys.put("aws:PrincipalAccount", caller.account());
        }
        switch (caller) {
            case Caller.Root root -> {
                keys.put("aws:PrincipalArn", root.arn());
                type(keys, "Account");
            }
            case Caller.IamUser user -> {
                keys.put("aws:PrincipalArn", user.arn());
                keys.put("aws:username", user.user().name());
                type(keys, "User");
                tags(keys, user.user().tags(), Map.of());
            }
            case Caller.RoleSession role -> {
                keys.put("aws:PrincipalArn", role.role().arn());
                type(keys, "AssumedRole");
                tags(keys, role.role().tags(), role.session().tags());
            }
            case Caller.FederatedUser federated -> {
                keys.put("aws:PrincipalArn", federated.arn());
                type(keys, "FederatedUser");
                tags(keys, federated.user().tags(), federated.session().tags());
            }
            case Caller.AwsService service -> {
                keys.put("aws:PrincipalIsAWSService", "true");
                keys.put("aws:PrincipalServiceName", service.name());
                keys.put("aws:PrincipalServiceNamesList", List.of(service.name()));
            }
            case Caller.Federated federated -> {
                // All that is known is what the provider says, and each operation tells that by keys of its own.
            }
            case Caller.Anonymous anonymous -> {
                keys.put("aws:PrincipalType", "Anonymous");
                keys.put("aws:PrincipalAccount", "anonymous");
            }
        }
    }

    private static void type(Context.Builder keys, String type) {
        keys.put("aws:PrincipalType", type);
        keys.put("aws:PrincipalIsAWSService", "false");
    }

    /** Session tags win over the role's or user's own of the same key, ignoring case. */
    private static void tags(Context.Builder keys, Map<String, String> own, Map<String, String> session) {
        Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        merged.putAll(own);
        merged.putAll(session);
        merged.forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
    }

    private static void session(Context.Builder keys, Session session, RequestInfo info) {
        keys.put("aws:TokenIssueTime", session.issued().toString());
        keys.put("aws:MultiFactorAuthPresent", Boolean.toString(session.mfa()));
        if (session.mfa()) {
            long age = Duration.between(session.issued(), info.time()).toSeconds();
            keys.put("aws:MultiFactorAuthAge", Long.toString(Math.max(0, age)));
        }
        Optional.ofNullable(session.sourceIdentity()).ifPresent(id -> keys.put("aws:SourceIdentity", id));
        session.keys().forEach(keys::put);
        session.lists().forEach(keys::put);
    }
}
