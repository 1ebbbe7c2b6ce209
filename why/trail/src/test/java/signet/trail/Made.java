package signet.trail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.RequestInfo;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import signet.model.OperationModel;
import signet.policy.Context;
import signet.policy.Evaluator;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Request;
import signet.policy.SourcedPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers, events and logs for tests. */
final class Made {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "111122223333";
    static final Instant NOW = Instant.parse("2026-11-23T10:20:30.456Z");
    static final Instant ISSUED = Instant.parse("2026-11-23T10:00:00.789Z");
    static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"All\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    static final PolicySet EVERYTHING = PolicySet.builder()
            .identity(List.of(sourced(PolicyKind.IDENTITY, "everything", ALLOW_ALL)))
            .build();

    /** What lets a caller assume a role of another account. */
    static final PolicySet ACROSS = EVERYTHING.withResource(sourced(
            PolicyKind.TRUST,
            "trust policy",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"123456789012\"},"
                    + "\"Action\":\"sts:AssumeRole\"}}"));

    static final Trail.Limits QUICK = new Trail.Limits(1000, Duration.ofMillis(5), Duration.ofSeconds(60), 0);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Made() {}

    /** A clock that tests move. */
    static final class Clock implements InstantSource {
        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration time) {
            now = now.plus(time);
        }
    }

    static Trail trail(Path folder) {
        return trail(folder, new Clock());
    }

    static Trail trail(Path folder, InstantSource clock) {
        return Trail.open(folder.resolve("events.db"), TrailSettings.DEFAULT, clock, new Random(7)::nextLong, QUICK);
    }

    static JsonNode json(Recorded event) {
        return JSON.readTree(event.json());
    }

    /** JSON with single quotes for double ones. */
    static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    static SourcedPolicy sourced(PolicyKind kind, String source, String document) {
        try {
            return new SourcedPolicy(source, true, Policy.parse(kind, document));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    static User user(String name) {
        return User.create(ACCOUNT, "/", name, "AIDA" + name.toUpperCase(java.util.Locale.ROOT), NOW);
    }

    static Caller.IamUser alice() {
        return new Caller.IamUser(user("Alice"), "AKIAIOSFODNN7EXAMPLE", null);
    }

    static Role role(String name) {
        return Role.create(ACCOUNT, "/", name, "AROA" + name.toUpperCase(java.util.Locale.ROOT), NOW, "{}");
    }

    static Caller.RoleSession session(String role, String name) {
        Role of = role(role);
        return new Caller.RoleSession(of, session(Session.Kind.ROLE, of.id(), name, Map.of(), null));
    }

    static Session session(
            Session.Kind kind, String principalId, String name, Map<String, String> keys, @Nullable String source) {
        return new Session(
                "ASIAIOSFODNN7EXAMPLE",
                "a secret access key",
                ACCOUNT,
                kind,
                principalId,
                name,
                ISSUED,
                ISSUED.plusSeconds(3600),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                source,
                false,
                keys);
    }

    static RequestInfo info() {
        return info("4f4a2b1c-0000-4000-8000-000000000001");
    }

    static RequestInfo info(String requestId) {
        return new RequestInfo(requestId, NOW, "us-east-2", "192.0.2.7", false, "aws-cli/2.1", null);
    }

    static Decided decided(Caller caller, String action, String resource, String owner) {
        return decided(caller, action, resource, owner, EVERYTHING);
    }

    static Decided decided(Caller caller, String action, String resource, String owner, PolicySet policies) {
        Context context = Context.builder()
                .put("aws:SourceIp", "192.0.2.7")
                .put("aws:PrincipalArn", caller.arn())
                .build();
        Request request = new Request(caller.principal(), action, resource, owner, context);
        return new Decided(
                Access.to(action, resource).ownedBy(owner), request, policies, Evaluator.decide(request, policies));
    }

    /** A successful request of Alice's about something of her own account. */
    static Event event(String service, String operation) {
        return event(alice(), service, operation, "arn:aws:" + service + "::" + ACCOUNT + ":thing/t", ACCOUNT);
    }

    static Event event(Caller caller, String service, String operation, String resource, String owner) {
        return new Event(
                info(),
                caller,
                service,
                operation,
                200,
                null,
                null,
                List.of(decided(caller, service + ":" + operation, resource, owner)));
    }

    /** Alice assumes a role of another account. */
    static Event assuming(String role) {
        return new Event(
                info(),
                alice(),
                "sts",
                "AssumeRole",
                200,
                null,
                null,
                List.of(decided(alice(), "sts:AssumeRole", role, OTHER, ACROSS)));
    }

    static Event failed(Event event, String code, String message, int status) {
        return new Event(
                event.info(),
                event.caller(),
                event.service(),
                event.operation(),
                status,
                code,
                message,
                event.decisions(),
                event.said(),
                event.transport(),
                event.authorizationId());
    }

    static Event as(Event event, RequestInfo info) {
        return new Event(
                info,
                event.caller(),
                event.service(),
                event.operation(),
                event.status(),
                event.errorCode(),
                event.errorMessage(),
                event.decisions(),
                event.said(),
                event.transport(),
                event.authorizationId());
    }

    static <I, O> Event.Said<I, O> said(OperationModel<I, O> model, I input, @Nullable O output) {
        return new Event.Said<>(model, input, output);
    }

    /** The only events of a log, oldest first. */
    static List<Recorded> all(Trail trail) {
        return trail.search(EventQuery.of("").oldestFirst().limit(EventQuery.MOST))
                .events();
    }

    /** What becomes of one event. */
    static Recorded recorded(Path folder, Event event) {
        try (Trail trail = trail(folder)) {
            trail.record(event);
            return all(trail).getLast();
        }
    }
}
