package signet.imds;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Authorizer;
import signet.authz.CallerPolicies;
import signet.authz.Event;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.fleet.SecurityGroup;
import signet.identity.Ids;
import signet.identity.InstanceProfile;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Seal;
import signet.identity.Session;
import signet.identity.Sessions;
import signet.identity.Tables;
import signet.managedpolicies.ManagedPolicies;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** A state with instances in it, a clock that a test moves, and a metadata service over both. */
final class World implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String ONE = "i-00000000000000001";
    static final String OTHER = "i-00000000000000002";
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final String TRUST_EC2 = trust("ec2.amazonaws.com");

    private static final ManagedPolicies MANAGED = ManagedPolicies.load();
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\" : \"([^\"]*)\"");

    final State state;
    final Sessions sessions;
    final Authorizer authorizer;
    final MetadataService service;
    final List<Event> events = new ArrayList<>();
    final MovingClock clock = new MovingClock();
    private final Ids ids = new Ids(new Random(7)::nextBytes);
    private int made;

    World(Path directory) {
        List<Table<?>> tables = new ArrayList<>(Tables.all());
        tables.addAll(signet.fleet.Tables.all());
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        Seal seal = new Seal(state, ids, clock);
        sessions = new Sessions(seal);
        Permissions permissions = new Permissions(MANAGED, new PolicyTexts());
        authorizer = new Authorizer(new CallerPolicies(permissions));
        service = new MetadataService(
                state, new NamingSigner(), seal, sessions, permissions, authorizer, events::add, ids, clock);
        put(instance(ONE, "172.31.16.10", "06:00:00:00:00:01"));
        put(instance(OTHER, "172.31.32.11", "06:00:00:00:00:02"));
    }

    static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    static Instance instance(String id, String address, String mac) {
        String script = Base64.getEncoder().encodeToString("#!/bin/sh\necho hello".getBytes(StandardCharsets.UTF_8));
        return new Instance(
                ACCOUNT,
                id,
                new Instance.Launch(
                        "r-00000000000000001",
                        0,
                        "ami-00000000000000001",
                        "t3.micro",
                        "us-east-1",
                        "us-east-1b",
                        "work",
                        "ssh-ed25519 AAAA work",
                        script,
                        null,
                        START),
                new Instance.State(Instance.Code.RUNNING, null, null, START),
                new Instance.Network(
                        "vpc-01", "subnet-01", "eni-01", address, mac, List.of("sg-01", "sg-02"), "vol-01"),
                Instance.MetadataOptions.DEFAULT,
                Map.of("Name", "web", "a/b", "hidden"),
                false,
                true);
    }

    Instance now(String id) {
        return state.current().findOne(signet.fleet.Tables.INSTANCES_BY_ID, id).orElseThrow();
    }

    void change(String id, UnaryOperator<Instance> change) {
        put(change.apply(now(id)));
    }

    void options(String id, boolean tokensRequired, boolean enabled, boolean tags) {
        change(id, instance -> instance.with(new Instance.MetadataOptions(tokensRequired, 1, enabled, false, tags)));
    }

    /** A role of that name, in a profile of the same name that is associated with an instance. */
    Role holding(String instanceId, String roleName, String trust) {
        Role role = role(roleName, trust);
        InstanceProfile profile = profile(roleName, role);
        associate(instanceId, profile, "associated");
        return role;
    }

    Role role(String name, String trust) {
        Role role = Role.create(ACCOUNT, "/app/", name, ids.uniqueId("AROA", ACCOUNT), clock.instant(), trust);
        state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
        return role;
    }

    InstanceProfile profile(String name, @Nullable Role role) {
        String id = ids.uniqueId("AIPA", ACCOUNT);
        String inside = role == null ? null : role.id();
        InstanceProfile profile = new InstanceProfile(ACCOUNT, "/app/", name, id, clock.instant(), inside, Map.of());
        put(profile);
        return profile;
    }

    void put(InstanceProfile profile) {
        state.change(tx -> tx.put(Tables.INSTANCE_PROFILES, profile.key(), profile));
    }

    void put(Role role) {
        state.change(tx -> tx.put(Tables.ROLES, role.key(), role));
    }

    ProfileAssociation associate(String instanceId, InstanceProfile profile, String phase) {
        made++;
        ProfileAssociation association = new ProfileAssociation(
                ACCOUNT,
                "iip-assoc-%017d".formatted(made),
                instanceId,
                profile.arn(),
                profile.id(),
                phase,
                clock.instant());
        put(association);
        return association;
    }

    void put(ProfileAssociation association) {
        state.change(tx -> tx.put(signet.fleet.Tables.ASSOCIATIONS, association.key(), association));
    }

    void put(SecurityGroup group) {
        state.change(tx -> tx.put(signet.fleet.Tables.SECURITY_GROUPS, group.key(), group));
    }

    private void put(Instance instance) {
        state.change(tx -> tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance));
    }

    MetadataResponse send(String instanceId, String method, String path, String... headers) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(Map.entry(headers[i], headers[i + 1]));
        }
        return service.answer(instanceId, MetadataEndpoint.IPV4, new MetadataRequest(method, path, lines));
    }

    MetadataResponse get(String path, String... headers) {
        return send(ONE, "GET", path, headers);
    }

    /** A token of an instance. */
    String token(String instanceId, int seconds) {
        return text(send(
                instanceId,
                "PUT",
                "/latest/api/token",
                "X-aws-ec2-metadata-token-ttl-seconds",
                Integer.toString(seconds)));
    }

    static String text(MetadataResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** A text member of a document, empty if it has none of that name. */
    static String member(MetadataResponse response, String name) {
        Matcher matcher = MEMBER.matcher(text(response));
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        return "";
    }

    /** The session that delivered credentials stand for. */
    Session session(MetadataResponse response) {
        Optional<Session> session = sessions.open(member(response, "Token"));
        return session.orElseThrow();
    }

    @Override
    public void close() {
        state.close();
    }

    /** Tells by whom what was to be signed. */
    private static final class NamingSigner implements DocumentSigner {
        @Override
        public String signature(byte[] document) {
            return "signature of " + document.length;
        }

        @Override
        public String pkcs7(byte[] document) {
            return "pkcs7 of " + document.length;
        }

        @Override
        public String rsa2048(byte[] document) {
            return "rsa2048 of " + document.length;
        }
    }

    /** A clock that stands until it is moved. */
    static final class MovingClock extends Clock {
        private Instant now = START;

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
