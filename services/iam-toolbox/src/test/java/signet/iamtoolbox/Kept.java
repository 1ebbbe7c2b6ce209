package signet.iamtoolbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;
import signet.trail.DecisionRecord;
import signet.trail.EventCategory;
import signet.trail.EventHistory;
import signet.trail.EventPage;
import signet.trail.EventQuery;
import signet.trail.PolicyLayer;
import signet.trail.PolicyReference;
import signet.trail.Recorded;

/** Events that a test made, with decisions that the engine took. */
final class Kept implements EventHistory {
    static final String ACCOUNT = "123456789012";
    static final String ANN = "arn:aws:iam::" + ACCOUNT + ":user/ann";

    private final Map<String, Recorded> events = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /** One policy in the part that it played. */
    record Part(PolicyKind kind, String source, boolean inline, String text) {
        static Part inline(String name, String text) {
            return new Part(PolicyKind.IDENTITY, name, true, text);
        }

        static Part managed(PolicyKind kind, String arn, String text) {
            return new Part(kind, arn, false, text);
        }

        SourcedPolicy sourced() {
            try {
                return new SourcedPolicy(source, inline, Policy.parse(kind, text));
            } catch (MalformedPolicyException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    static String statement(String effect, String sid, String action, String resource) {
        return "{" + (sid.isEmpty() ? "" : "\"Sid\":\"" + sid + "\",") + "\"Effect\":\"" + effect + "\",\"Action\":\""
                + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /** Decides whether ann may, by these policies. */
    DecisionRecord decide(String action, String resource, Context keys, Part... parts) {
        Context context = Context.builder()
                .put("aws:PrincipalArn", ANN)
                .put("aws:SourceIp", "192.0.2.1")
                .build()
                .with(keys);
        Principal principal = new Principal.User(ACCOUNT, ANN, "AIDAANN");
        PolicySet set = set(List.of(parts));
        Request request = new Request(principal, action, resource, ACCOUNT, context);
        Decision decision = Evaluator.decide(request, set);
        List<PolicyLayer> layers = new ArrayList<>();
        for (Part part : parts) {
            layers.add(new PolicyLayer(part.kind(), List.of(reference(part))));
        }
        return new DecisionRecord(
                action,
                resource,
                ACCOUNT,
                principal,
                context,
                true,
                layers,
                new DecisionRecord.Outcome(decision.name(), decision.kind(), null, -1, null, decision.because(action)));
    }

    private PolicyReference reference(Part part) {
        String hash = sha256(part.text());
        texts.put(hash, part.text());
        return new PolicyReference(part.source(), part.inline(), part.kind(), hash);
    }

    private static PolicySet set(List<Part> parts) {
        PolicySet.Builder set = PolicySet.builder();
        set.identity(of(parts, PolicyKind.IDENTITY));
        of(parts, PolicyKind.BOUNDARY).forEach(set::boundary);
        of(parts, PolicyKind.RESOURCE).forEach(set::resource);
        List<SourcedPolicy> session = of(parts, PolicyKind.SESSION);
        if (!session.isEmpty()) {
            set.session(session);
        }
        List<SourcedPolicy> control = of(parts, PolicyKind.SERVICE_CONTROL);
        if (!control.isEmpty()) {
            set.serviceControl(control.stream().map(List::of).toList());
        }
        return set.build();
    }

    private static List<SourcedPolicy> of(List<Part> parts, PolicyKind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind)
                .map(Part::sourced)
                .toList();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps an event of an account under an id. */
    void keep(String id, String callerAccount, @Nullable String errorCode, DecisionRecord... decisions) {
        events.put(
                id,
                new Recorded(
                        events.size() + 1L,
                        "00000000-0000-4000-8000-000000000001",
                        Instant.EPOCH,
                        callerAccount,
                        callerAccount,
                        "Operation",
                        "iam.amazonaws.com",
                        EventCategory.MANAGEMENT,
                        false,
                        "ann",
                        "AKIAANN",
                        ANN,
                        id,
                        id,
                        errorCode,
                        List.of(),
                        "{}",
                        List.of(decisions)));
    }

    @Override
    public Optional<Recorded> find(String id) {
        return Optional.ofNullable(events.get(id));
    }

    @Override
    public Optional<String> policyText(String sha256) {
        return Optional.ofNullable(texts.get(sha256));
    }

    @Override
    public PolicySet policies(DecisionRecord decision) {
        return set(decision.policies().stream()
                .flatMap(layer -> layer.policies().stream()
                        .map(policy -> new Part(
                                layer.kind(),
                                policy.source(),
                                policy.inline(),
                                policyText(policy.sha256()).orElseThrow())))
                .toList());
    }

    @Override
    public EventPage search(EventQuery query) {
        throw new AssertionError("nothing here searches");
    }

    @Override
    public long newest() {
        throw new AssertionError("nothing here waits");
    }
}
