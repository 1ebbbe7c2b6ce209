package signet.ec2;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import signet.authz.Access;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Decided;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.fleet.Fleet;
import signet.fleet.FleetSettings;
import signet.identity.CustomerPolicy;
import signet.identity.Ids;
import signet.identity.InstanceProfile;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Seal;
import signet.identity.User;
import signet.instance.Limits;
import signet.instance.NetworkPlace;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ec2.CreateFleetError;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.CreateFleetOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.FleetIamInstanceProfileSpecificationRequest;
import signet.model.ec2.FleetLaunchTemplateConfigRequest;
import signet.model.ec2.FleetLaunchTemplateOverridesRequest;
import signet.model.ec2.FleetLaunchTemplateSpecificationRequest;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.RequestSpotInstancesInput;
import signet.model.ec2.RequestSpotLaunchSpecification;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.TargetCapacitySpecificationRequest;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/**
 * EC2 over a real state and a real authorizer, without HTTP: a request goes through accesses, authorization and handle as
 * the server sends it. Instances are entries in a list ({@link RecordingRunner}).
 */
final class World implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Caller ROOT = new Caller.Root(ACCOUNT, "AKIAROOT", null);
    static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},\
            "Action":"sts:AssumeRole"}]}""";
    private static final ManagedPolicies MANAGED = ManagedPolicies.load();

    final RecordingRunner runner = new RecordingRunner();
    final Catalogue catalogue = new Catalogue("x86_64");
    final String image = catalogue.images().getFirst().id();
    final State state;
    final Fleet fleet;
    final AuthorizationMessages messages;
    final DefaultNetwork network = new DefaultNetwork(ACCOUNT, REGION);
    private final Ec2Service service;
    private final Authorizer authorizer;
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private String region = REGION;
    private List<Decided> decisions = List.of();

    World(Path directory) {
        List<Table<?>> tables = new ArrayList<>(signet.identity.Tables.all());
        tables.addAll(signet.fleet.Tables.all());
        tables.addAll(Tables.all());
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        Random random = new Random(7);
        Ids ids = new Ids(random::nextBytes);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        FleetSettings settings = new FleetSettings(
                directory.resolve("instances"),
                instance -> List.of(),
                List.of(),
                "certificate",
                instance -> Map.of(),
                Limits.DEFAULT,
                instance -> new NetworkPlace(instance.network().vpcId(), 20, 16),
                4,
                Duration.ofSeconds(1));
        fleet = new Fleet(state, runner, settings, clock);
        messages = new AuthorizationMessages(new Seal(state, ids, clock));
        service = new Ec2Service(state, fleet, ids, messages, catalogue);
        authorizer = new Authorizer(new CallerPolicies(new Permissions(MANAGED, new PolicyTexts())));
    }

    @Override
    public void close() {
        fleet.close();
        state.close();
    }

    /** Sends the clock of requests on. */
    void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    /** Sends the following requests to a region. */
    void in(String other) {
        region = other;
    }

    /** The accesses of the last request, as they were decided. */
    List<Decided> decisions() {
        return decisions;
    }

    /** What the last request asked, as {@code action resource}. */
    List<String> asked() {
        return decisions.stream()
                .map(Decided::access)
                .map(access -> access.action() + " " + access.resource())
                .toList();
    }

    /** The access of the last request for an action on a resource that ends so. */
    Decided decided(String action, String resourceEnd) {
        return decisions.stream()
                .filter(decided -> decided.access().action().equals(action)
                        && decided.access().resource().endsWith(resourceEnd))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not asked: " + action + " on " + resourceEnd));
    }

    /** Sends a request as the root user. */
    <I, O> O ask(OperationModel<I, O> model, I input) {
        return ask(ROOT, model, input);
    }

    /** Sends a request. */
    <I, O> O ask(Caller caller, OperationModel<I, O> model, I input) {
        RequestInfo info = new RequestInfo(
                "11111111-2222-3333-4444-555555555555", time.get(), region, "127.0.0.1", true, null, null);
        Operation<I, O> operation = operation(model);
        Call<I> call = new Call<>(input, caller, info, state.current());
        Verdict<I> verdict = authorizer.authorize(call, operation.accesses(call));
        decisions = verdict.decisions();
        Assertions.assertEquals(
                List.of(),
                decisions.stream()
                        .flatMap(decided -> AuthorizationReference.strange(decided.access()).stream())
                        .toList());
        return switch (verdict) {
            case Verdict.Granted<I> granted -> operation.handle(granted.request());
            case Verdict.Denied<I> denied -> throw service.denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new AssertionError("unsigned");
        };
    }

    /** The error that a request gets. */
    <I, O> AwsError refused(Caller caller, OperationModel<I, O> model, I input) {
        return Assertions.assertThrows(AwsError.class, () -> ask(caller, model, input));
    }

    <I, O> AwsError refused(OperationModel<I, O> model, I input) {
        return refused(ROOT, model, input);
    }

    /** The code and message of the error that the root user gets. */
    <I, O> String error(OperationModel<I, O> model, I input) {
        AwsError error = refused(model, input);
        return error.code() + ": " + error.message();
    }

    @SuppressWarnings("unchecked") // a model is of the input and output of its operation
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        return (Operation<I, O>) service.operations().stream()
                .filter(operation -> operation.model() == model)
                .findFirst()
                .orElseThrow();
    }

    Ec2Service service() {
        return service;
    }

    /** Makes a user with one inline policy. */
    Caller user(String name, String policy) {
        return user(name, policy, null);
    }

    /** Makes a user with one inline policy within a permissions boundary of that text. */
    Caller user(String name, String policy, @org.jspecify.annotations.Nullable String boundary) {
        User user =
                User.create(ACCOUNT, "/", name, "AIDA" + name, NOW).withInline(new TreeMap<>(Map.of("inline", policy)));
        User made = state.write(tx -> {
            User bounded = user;
            if (boundary != null) {
                CustomerPolicy limit =
                        CustomerPolicy.create(ACCOUNT, "/", name + "-limit", "ANPA" + name, NOW, boundary);
                tx.put(signet.identity.Tables.POLICIES, limit.key(), limit);
                bounded = user.withBoundary(limit.arn());
            }
            tx.put(signet.identity.Tables.USERS, bounded.key(), bounded);
            return bounded;
        });
        return new Caller.IamUser(made, "AKIA" + name, null);
    }

    /** Makes a role and an instance profile of the same name with it inside. */
    InstanceProfile profile(String name) {
        Role role = Role.create(ACCOUNT, "/", name, "AROA" + name, NOW, TRUST);
        return state.write(tx -> {
            tx.put(signet.identity.Tables.ROLES, role.key(), role);
            InstanceProfile profile = new InstanceProfile(ACCOUNT, "/", name, "AIPA" + name, NOW, role.id(), Map.of());
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, profile.key(), profile);
            return profile;
        });
    }

    /** Makes an instance profile with no role inside. */
    InstanceProfile emptyProfile(String name) {
        InstanceProfile profile = new InstanceProfile(ACCOUNT, "/", name, "AIPA" + name, NOW, null, Map.of());
        return state.write(tx -> {
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, profile.key(), profile);
            return profile;
        });
    }

    /** A request for one instance. */
    RunInstancesInput.Builder one() {
        return RunInstancesInput.builder().imageId(image).minCount(1).maxCount(1);
    }

    /** Launches one instance and waits until it runs; returns its id. */
    String launch() {
        return launch(one().build());
    }

    String launch(RunInstancesInput input) {
        Reservation reservation = ask(Ec2Operations.RUN_INSTANCES, input);
        fleet.awaitIdle();
        return java.util.Objects.requireNonNull(first(reservation).instanceId());
    }

    static signet.model.ec2.Instance first(Reservation reservation) {
        return java.util.Objects.requireNonNull(reservation.instances()).getFirst();
    }

    static IamInstanceProfileSpecification named(String name) {
        return IamInstanceProfileSpecification.builder().name(name).build();
    }

    /** A request for one Spot instance with a profile. */
    RequestSpotInstancesInput spot(@Nullable IamInstanceProfileSpecification profile) {
        return RequestSpotInstancesInput.builder()
                .launchSpecification(RequestSpotLaunchSpecification.builder()
                        .imageId(image)
                        .iamInstanceProfile(profile)
                        .build())
                .build();
    }

    /** A fleet of one On-Demand instance of a template; throws the error that it reports, if it does. */
    CreateFleetOutput fleetOf(
            Caller caller, String template, @Nullable FleetIamInstanceProfileSpecificationRequest profile) {
        CreateFleetOutput made = ask(
                caller,
                Ec2Operations.CREATE_FLEET,
                CreateFleetInput.builder()
                        .type("instant")
                        .targetCapacitySpecification(TargetCapacitySpecificationRequest.builder()
                                .totalTargetCapacity(1)
                                .build())
                        .launchTemplateConfigs(List.of(FleetLaunchTemplateConfigRequest.builder()
                                .launchTemplateSpecification(FleetLaunchTemplateSpecificationRequest.builder()
                                        .launchTemplateName(template)
                                        .version("$Latest")
                                        .build())
                                .overrides(List.of(FleetLaunchTemplateOverridesRequest.builder()
                                        .instanceType("t3.micro")
                                        .iamInstanceProfile(profile)
                                        .build()))
                                .build()))
                        .build());
        for (CreateFleetError error : java.util.Objects.requireNonNull(made.errors())) {
            int status = "UnauthorizedOperation".equals(error.errorCode()) ? 403 : 400;
            throw AwsError.of(
                    java.util.Objects.requireNonNull(error.errorCode()),
                    status,
                    java.util.Objects.requireNonNull(error.errorMessage()));
        }
        return made;
    }

    signet.fleet.Instance recorded(String id) {
        return state.current()
                .get(signet.fleet.Tables.INSTANCES, ACCOUNT + "/" + id)
                .orElseThrow();
    }

    /** A policy that allows all of EC2, and more statements. */
    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}"
                + (statements.length == 0 ? "" : "," + String.join(",", statements)) + "]}";
    }

    static String allow(String action, String resource, String condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }

    static Access accessOf(Decided decided) {
        return decided.access();
    }
}
