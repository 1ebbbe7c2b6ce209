package signet.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import signet.actions.reference.AuthorizationReference;
import signet.authz.Accesses;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Decided;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Requests;
import signet.authz.Service;
import signet.authz.Verdict;
import signet.ec2.Ec2Service;
import signet.fleet.Fleet;
import signet.fleet.FleetSettings;
import signet.iam.IamService;
import signet.iam.IamTables;
import signet.iam.LastUses;
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
import signet.model.autoscaling.AutoScalingGroup;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.CreateAutoScalingGroupInput;
import signet.model.autoscaling.CreateLaunchConfigurationInput;
import signet.model.autoscaling.DescribeAutoScalingGroupsInput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.DescribeImagesInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.LaunchTemplateIamInstanceProfileSpecificationRequest;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** Auto Scaling with the real EC2 and IAM beside it, without HTTP; instances are entries in a list. */
final class World implements AutoCloseable, Requests {
    static final String ACCOUNT = "123456789012";
    static final String OTHER = "210987654321";
    static final String REGION = "us-east-1";
    static final Caller ROOT = new Caller.Root(ACCOUNT, "AKIAROOT", null);
    static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},\
            "Action":"sts:AssumeRole"}]}""";
    private static final ManagedPolicies MANAGED = ManagedPolicies.load();
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final ListedRunner runner = new ListedRunner();
    final State state;
    final Fleet fleet;
    final AutoScalingService groups;
    final String image;
    final AuthorizationMessages messages;
    /** The calls that services sent each other, as {@code caller service:Operation}. */
    final List<String> sent = new ArrayList<>();

    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    private final Authorizer authorizer;
    private final List<Service> services;
    private List<Decided> decisions = List.of();
    private final List<Decided> decisionsOfSent = new ArrayList<>();

    World(Path directory) {
        List<Table<?>> tables = new ArrayList<>(signet.identity.Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(signet.fleet.Tables.all());
        tables.addAll(signet.ec2.Tables.all());
        tables.addAll(Tables.all());
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        Ids ids = new Ids(new Random(7)::nextBytes);
        InstantSource source = time::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        Permissions permissions = new Permissions(MANAGED, new PolicyTexts());
        fleet = new Fleet(state, runner, settings(directory), clock);
        authorizer = new Authorizer(new CallerPolicies(permissions));
        messages = new AuthorizationMessages(new Seal(state, ids, clock));
        groups = new AutoScalingService(state, this, ids, clock);
        services = List.of(
                groups,
                new Ec2Service(state, fleet, ids, messages),
                new IamService(state, permissions, ids, new LastUses(state), () -> ""));
        image = Objects.requireNonNull(Objects.requireNonNull(ask(
                                Ec2Operations.DESCRIBE_IMAGES,
                                DescribeImagesInput.builder().build())
                        .images())
                .getFirst()
                .imageId());
    }

    private static FleetSettings settings(Path directory) {
        return new FleetSettings(
                directory.resolve("instances"),
                instance -> List.of(),
                List.of(),
                "certificate",
                instance -> Map.of(),
                Limits.DEFAULT,
                instance -> new NetworkPlace(instance.network().vpcId(), 20, 16),
                4,
                Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        groups.close();
        fleet.close();
        state.close();
    }

    /** Lets the groups settle: whatever they begin is finished, until nothing more happens. */
    void settle() {
        for (int i = 0; i < 4; i++) {
            groups.keeper().keepAll();
            fleet.awaitIdle();
        }
    }

    void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    /** What the last request of a client asked, as {@code action resource}. */
    List<String> asked() {
        return decisions.stream()
                .map(Decided::access)
                .map(access -> access.action() + " " + access.resource())
                .toList();
    }

    Decided decided(String action) {
        return decisions.stream()
                .filter(decided -> decided.access().action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** Everything that was decided since this was last asked, of the last client's request and of what services sent. */
    List<Decided> decisions() {
        List<Decided> all = new ArrayList<>(decisions);
        all.addAll(decisionsOfSent);
        decisionsOfSent.clear();
        return all;
    }

    <I, O> O ask(OperationModel<I, O> model, I input) {
        return ask(ROOT, model, input);
    }

    <I, O> O ask(Caller caller, OperationModel<I, O> model, I input) {
        RequestInfo info = new RequestInfo("request", time.get(), REGION, "127.0.0.1", true, null, null);
        Verdict<I> verdict = verdict(caller, info, model, input);
        decisions = verdict.decisions();
        return carryOut(verdict, model);
    }

    <I, O> String error(Caller caller, OperationModel<I, O> model, I input) {
        AwsError error = Assertions.assertThrows(AwsError.class, () -> ask(caller, model, input));
        return error.code() + ": " + error.message();
    }

    <I, O> String error(OperationModel<I, O> model, I input) {
        return error(ROOT, model, input);
    }

    @Override
    public <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        sent.add(caller.arn() + " " + model.service() + ":" + model.name());
        Verdict<I> verdict = verdict(caller, info, model, input);
        decisionsOfSent.addAll(verdict.decisions());
        return carryOut(verdict, model);
    }

    private <I, O> Verdict<I> verdict(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        Call<I> call = new Call<>(input, caller, info, state.current());
        return authorizer.authorize(call, known(operation(model).accesses(call)));
    }

    private <I, O> O carryOut(Verdict<I> verdict, OperationModel<I, O> model) {
        return switch (verdict) {
            case Verdict.Granted<I> granted -> operation(model).handle(granted.request());
            case Verdict.Denied<I> denied -> throw service(model).denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new AssertionError("unsigned");
        };
    }

    private Service service(OperationModel<?, ?> model) {
        return services.stream()
                .filter(service -> service.model().name().equals(model.service()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // a model is of the input and output of its operation
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        return (Operation<I, O>) service(model).operations().stream()
                .filter(operation -> operation.model() == model)
                .findFirst()
                .orElseThrow();
    }

    /** Makes a user with one inline policy of these statements. */
    Caller user(String name, String... statements) {
        return bounded(name, null, statements);
    }

    /** The same within a permissions boundary. */
    Caller bounded(String name, @Nullable String boundary, String... statements) {
        return attached(name, boundary, null, statements);
    }

    /** The same with a managed policy, by its ARN. */
    Caller attached(String name, @Nullable String boundary, @Nullable String managed, String... statements) {
        User user = User.create(ACCOUNT, "/", name, "AIDA" + name, START)
                .withInline(new TreeMap<>(Map.of("inline", document(statements))))
                .withAttached(managed == null ? List.of() : List.of(managed))
                .withBoundary(boundary == null ? null : managed(name, boundary));
        state.change(tx -> tx.put(signet.identity.Tables.USERS, user.key(), user));
        return new Caller.IamUser(user, "AKIA" + name, null);
    }

    /** Makes a managed policy, and returns its ARN. */
    String managed(String name, String document) {
        CustomerPolicy policy = CustomerPolicy.create(ACCOUNT, "/", name, "ANPA" + name, START, document);
        state.change(tx -> tx.put(signet.identity.Tables.POLICIES, policy.key(), policy));
        return policy.arn();
    }

    static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    static String allow(String action, String resource, String... condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}";
    }

    static String deny(String action, String resource) {
        return allow(action, resource).replace("Allow", "Deny");
    }

    /** Makes a role and an instance profile of the same name with it inside. */
    void profile(String name) {
        profile(ACCOUNT, name);
    }

    /** The same in another account. */
    void profile(String account, String name) {
        Role role = Role.create(account, "/", name, "AROA" + name, START, TRUST);
        InstanceProfile profile = new InstanceProfile(account, "/", name, "AIPA" + name, START, role.id(), Map.of());
        state.change(tx -> {
            tx.put(signet.identity.Tables.ROLES, role.key(), role);
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, profile.key(), profile);
        });
    }

    /** Gives a role a tag. */
    void tag(String role, String key, String value) {
        state.change(tx -> {
            Role tagged = tx.get(signet.identity.Tables.ROLES, signet.identity.Tables.key(ACCOUNT, role))
                    .orElseThrow()
                    .withTags(Map.of(key, value));
            tx.put(signet.identity.Tables.ROLES, tagged.key(), tagged);
        });
    }

    /** Makes a launch configuration. */
    void configuration(String name, @Nullable String profile) {
        var _ = ask(
                AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION,
                configurationOf(name).iamInstanceProfile(profile).build());
    }

    CreateLaunchConfigurationInput.Builder configurationOf(String name) {
        return CreateLaunchConfigurationInput.builder()
                .launchConfigurationName(name)
                .imageId(image)
                .instanceType(image.endsWith("a64") ? "t4g.micro" : "t3.micro");
    }

    /** Makes a launch template, and returns its id. */
    String template(String name, @Nullable String profile) {
        return Objects.requireNonNull(Objects.requireNonNull(ask(
                                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                CreateLaunchTemplateInput.builder()
                                        .launchTemplateName(name)
                                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                                .imageId(image)
                                                .iamInstanceProfile(
                                                        profile == null
                                                                ? null
                                                                : LaunchTemplateIamInstanceProfileSpecificationRequest
                                                                        .builder()
                                                                        .name(profile)
                                                                        .build())
                                                .build())
                                        .build())
                        .launchTemplate())
                .launchTemplateId());
    }

    /** A group in one zone. */
    CreateAutoScalingGroupInput.Builder groupOf(String name, int min, int max) {
        return CreateAutoScalingGroupInput.builder()
                .autoScalingGroupName(name)
                .minSize(min)
                .maxSize(max)
                .availabilityZones(List.of("us-east-1a"));
    }

    /** Makes a group of a launch configuration, and lets it settle. */
    void group(String name, int min, int max) {
        if (state.current()
                .get(Tables.LAUNCH_CONFIGURATIONS, ACCOUNT + "/" + REGION + "/web")
                .isEmpty()) {
            configuration("web", null);
        }
        var _ = ask(
                AutoScalingOperations.CREATE_AUTO_SCALING_GROUP,
                groupOf(name, min, max).launchConfigurationName("web").build());
        settle();
    }

    AutoScalingGroup shown(String name) {
        return shown().stream()
                .filter(group -> group.autoScalingGroupName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<AutoScalingGroup> shown() {
        return ask(
                        AutoScalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                        DescribeAutoScalingGroupsInput.builder().build())
                .autoScalingGroups();
    }

    /** The ids of a group's instances. */
    List<String> members(String name) {
        return Objects.requireNonNull(shown(name).instances()).stream()
                .map(signet.model.autoscaling.Instance::instanceId)
                .toList();
    }

    signet.fleet.Instance instance(String id) {
        return state.current()
                .get(signet.fleet.Tables.INSTANCES, ACCOUNT + "/" + id)
                .orElseThrow();
    }

    /** How many instances run. */
    long running() {
        return state.current().under(signet.fleet.Tables.INSTANCES, "").values().stream()
                .filter(instance -> instance.state().code() == signet.fleet.Instance.Code.RUNNING)
                .count();
    }

    /** That what is asked for is in the Service Authorization Reference. */
    private static Accesses known(Accesses accesses) {
        assertEquals(
                List.of(),
                AuthorizationReference.strange(Stream.concat(accesses.required().stream(), accesses.advisory().stream())
                        .map(access -> new AuthorizationReference.Declared(
                                access.action(),
                                access.resource(),
                                access.keys().keys()))
                        .toList()));
        return accesses;
    }
}
