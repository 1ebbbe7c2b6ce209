package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signet.identity.InstanceIdentity;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import signet.policy.Context;

/**
 * Which condition key has which value for which kind of caller, all in one table (IAM User Guide, "IAM policy elements:
 * Variables and tags", the principal table, and "AWS global condition context keys"). A key that is not in the table is
 * nobody's.
 */
class KeysOfEveryCallerTest {
    private static final String ABSENT = "";
    private static final String ACCOUNT = World.ACCOUNT;
    private static final String ROOT = "arn:aws:iam::" + ACCOUNT + ":root";
    private static final String USER = "arn:aws:iam::" + ACCOUNT + ":user/team/ann";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/svc/app";
    private static final String GUEST = "arn:aws:sts::" + ACCOUNT + ":federated-user/guest";
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance/i-0123";
    private static final String ISSUED = "2026-11-23T10:00:00Z";
    private static final String EC2 = "ec2.amazonaws.com";

    private final World world = new World();
    private final Company company = new Company(world);

    @AfterEach
    void close() {
        world.close();
    }

    /** The kinds of caller: the columns of the table. */
    enum Kind {
        ROOT_KEY,
        ROOT_SESSION,
        USER_KEY,
        USER_SESSION,
        USER_WITH_MFA,
        ROLE_SESSION,
        ROLE_WITH_TAGS,
        ROLE_ON_INSTANCE,
        FEDERATED,
        SERVICE,
        ANONYMOUS
    }

    /** A key and its value for each kind of caller, in the order of {@link Kind}. */
    record Row(String key, List<String> values) {
        Row {
            assertEquals(Kind.values().length, values.size(), key);
        }

        Optional<List<String>> of(Kind kind) {
            String value = values.get(List.of(Kind.values()).indexOf(kind));
            return value.equals(ABSENT) ? Optional.empty() : Optional.of(List.of(value));
        }
    }

    private static Row row(String key, String... values) {
        return new Row(key, List.of(values));
    }

    private static Row all(String key, String value) {
        return new Row(key, Stream.of(Kind.values()).map(kind -> value).toList());
    }

    /** One value for all kinds that sign as a principal of the account, none for services and the unsigned. */
    private static Row principals(String key, String value) {
        return row(key, value, value, value, value, value, value, value, value, value, ABSENT, ABSENT);
    }

    private static List<Row> table() {
        return List.of(
                row("aws:PrincipalArn", ROOT, ROOT, USER, USER, USER, ROLE, ROLE, ROLE, GUEST, "", ""),
                row(
                        "aws:userid",
                        ACCOUNT,
                        ACCOUNT,
                        "AIDAANN",
                        "AIDAANN",
                        "AIDAANN",
                        "AROAAPP:build",
                        "AROAAPP:build",
                        "AROAAPP:i-0123",
                        ACCOUNT + ":guest",
                        "",
                        ""),
                row("aws:username", "", "", "ann", "ann", "ann", "", "", "", "", "", ""),
                row(
                        "aws:PrincipalType",
                        "Account",
                        "Account",
                        "User",
                        "User",
                        "User",
                        "AssumedRole",
                        "AssumedRole",
                        "AssumedRole",
                        "FederatedUser",
                        "",
                        "Anonymous"),
                row(
                        "aws:PrincipalAccount",
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        ACCOUNT,
                        "",
                        "anonymous"),
                row(
                        "aws:PrincipalIsAWSService",
                        "false",
                        "false",
                        "false",
                        "false",
                        "false",
                        "false",
                        "false",
                        "false",
                        "false",
                        "true",
                        ""),
                row("aws:PrincipalServiceName", "", "", "", "", "", "", "", "", "", EC2, ""),
                row("aws:PrincipalServiceNamesList", "", "", "", "", "", "", "", "", "", EC2, ""),
                row("aws:PrincipalTag/team", "", "", "red", "red", "red", "", "blue", "", "red", "", ""),
                row("aws:PrincipalTag/cost", "", "", "", "", "", "", "7", "", "", "", ""),
                row("aws:TokenIssueTime", "", ISSUED, "", ISSUED, ISSUED, ISSUED, ISSUED, ISSUED, ISSUED, "", ""),
                row(
                        "aws:MultiFactorAuthPresent",
                        "",
                        "false",
                        "",
                        "false",
                        "true",
                        "false",
                        "false",
                        "false",
                        "false",
                        "",
                        ""),
                row("aws:MultiFactorAuthAge", "", "", "", "", "1230", "", "", "", "", "", ""),
                row("aws:SourceIdentity", "", "", "", "", "", "", "ann@example.com", "", "", "", ""),
                row("ec2:SourceInstanceARN", "", "", "", "", "", "", "", INSTANCE, "", "", ""),
                row("ec2:RoleDelivery", "", "", "", "", "", "", "", "2.0", "", "", ""),
                principals("aws:PrincipalOrgID", Company.ID),
                principals("aws:PrincipalOrgPaths", Company.PATH),
                all("aws:ResourceAccount", ACCOUNT),
                all("aws:ResourceOrgID", Company.ID),
                all("aws:ResourceOrgPaths", Company.PATH),
                all("aws:CurrentTime", "2026-11-23T10:20:30Z"),
                all("aws:EpochTime", Long.toString(World.NOW.getEpochSecond())),
                all("aws:SecureTransport", "false"),
                all("aws:RequestedRegion", "us-east-1"),
                all("aws:SourceIp", "192.0.2.7"),
                all("aws:UserAgent", "aws-cli/2"),
                all("aws:ViaAWSService", "false"));
    }

    private Caller caller(Kind kind) {
        User ann = world.user("ann").withTags(Map.of("team", "red"));
        Role app = world.role("app");
        return switch (kind) {
            case ROOT_KEY -> world.root();
            case ROOT_SESSION -> new Caller.Root(ACCOUNT, "ASIAROOT", session(Session.Kind.ROOT, ACCOUNT));
            case USER_KEY -> world.caller(ann);
            case USER_SESSION -> new Caller.IamUser(ann, "ASIAANN", session(Session.Kind.USER, ann.id()));
            case USER_WITH_MFA ->
                new Caller.IamUser(ann, "ASIAANN", new World.Terms().withMfa().session(Session.Kind.USER, ann.id()));
            case ROLE_SESSION -> world.session(app, terms -> terms.named("build"));
            case ROLE_WITH_TAGS ->
                world.session(
                        app.withTags(Map.of("Team", "green", "cost", "7")),
                        terms -> terms.named("build")
                                .tagged(Map.of("team", "blue"))
                                .from("ann@example.com"));
            case ROLE_ON_INSTANCE ->
                world.session(
                        app,
                        terms -> terms.named("i-0123")
                                .carrying(Map.of("ec2:SourceInstanceARN", INSTANCE, "ec2:RoleDelivery", "2.0")));
            case FEDERATED -> world.federated(ann, terms -> terms.named("guest"));
            case SERVICE -> new Caller.AwsService(EC2);
            case ANONYMOUS -> new Caller.Anonymous();
        };
    }

    private static Session session(Session.Kind kind, String principal) {
        return new World.Terms().session(kind, principal);
    }

    private Context keys(Caller caller, RequestInfo info) {
        return world.authorizer
                .decide(caller, info, world.state.current(), World.get(ACCOUNT))
                .context();
    }

    @TestFactory
    Stream<DynamicNode> everyKeyHasItsValueForEveryKindOfCaller() {
        return Stream.of(Kind.values()).map(kind -> dynamicContainer(kind.name(), keysOf(kind)));
    }

    private Stream<DynamicNode> keysOf(Kind kind) {
        Context keys = keys(caller(kind), World.info());
        return table().stream()
                .map(row -> dynamicTest(row.key(), () -> assertEquals(row.of(kind), keys.get(row.key()))));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nobodyHasAnyOtherKey(Kind kind) {
        Set<String> inTheTable = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        table().stream().filter(row -> row.of(kind).isPresent()).forEach(row -> inTheTable.add(row.key()));
        Set<String> present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        present.addAll(keys(caller(kind), World.info()).keys());

        assertEquals(inTheTable, present);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keysAreFoundWhateverTheirCase(Kind kind) {
        Context keys = keys(caller(kind), World.info());

        for (Row row : table()) {
            assertEquals(row.of(kind), keys.get(row.key().toUpperCase(java.util.Locale.ROOT)), row.key());
            assertEquals(row.of(kind), keys.get(row.key().toLowerCase(java.util.Locale.ROOT)), row.key());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyListsAreLists(Kind kind) {
        Context keys = keys(caller(kind), World.info());
        Set<String> lists = Set.of("aws:PrincipalServiceNamesList", "aws:PrincipalOrgPaths", "aws:ResourceOrgPaths");

        for (String key : keys.keys()) {
            assertEquals(lists.contains(key), keys.isMultiValued(key), key);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void outsideAnOrganizationNobodyHasItsKeys(Kind kind) {
        world.state.change(tx -> tx.delete(signet.identity.Tables.MEMBER_ACCOUNTS, ACCOUNT));
        Context keys = keys(caller(kind), World.info());

        for (String key :
                List.of("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:ResourceOrgID", "aws:ResourceOrgPaths")) {
            assertEquals(Optional.empty(), keys.get(key), key);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheClientSaysOfItselfChangesNothingElse(Kind kind) {
        RequestInfo bare = new RequestInfo("id", World.NOW, "us-east-1", "192.0.2.7", false, null, null);
        RequestInfo full = new RequestInfo("id", World.NOW, "us-east-1", "192.0.2.7", false, "x", "https://y.test/");
        Context without = keys(caller(kind), bare);
        Context with = keys(caller(kind), full);

        assertEquals(Optional.empty(), without.get("aws:UserAgent"));
        assertEquals(Optional.empty(), without.get("aws:referer"));
        assertEquals(Optional.of(List.of("x")), with.get("aws:UserAgent"));
        assertEquals(Optional.of(List.of("https://y.test/")), with.get("aws:referer"));
        for (String key : without.keys()) {
            assertEquals(without.get(key), with.get(key), key);
        }
        assertEquals(without.keys().size() + 2, with.keys().size());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsSentOnByAServiceIsStillTheCallers(Kind kind) {
        Context own = keys(caller(kind), World.info());
        Context sentOn = keys(caller(kind), World.info().via("autoscaling.amazonaws.com"));

        for (Row row : table()) {
            if (!row.key().equals("aws:ViaAWSService")) {
                assertEquals(own.get(row.key()), sentOn.get(row.key()), row.key());
            }
        }
        assertEquals(Optional.of(List.of("true")), sentOn.get("aws:ViaAWSService"));
        assertEquals(Optional.of(List.of("autoscaling.amazonaws.com")), sentOn.get("aws:CalledVia"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aClientCannotClaimAKeyByATag(Kind kind) {
        Map<String, String> tags = Map.of("aws:PrincipalArn", "x", "../aws:userid", "y", "aws:PrincipalOrgID", "z");
        User ann = world.user("ann").withTags(tags);
        Role app = world.role("app").withTags(tags);
        Caller claiming = switch (kind) {
            case USER_KEY -> world.caller(ann);
            case USER_SESSION -> new Caller.IamUser(ann, "ASIA", session(Session.Kind.USER, ann.id()));
            case ROLE_SESSION ->
                world.session(app, terms -> terms.named("build").tagged(tags));
            case FEDERATED -> world.federated(ann, terms -> terms.named("guest").tagged(tags));
            default -> caller(kind);
        };
        Context keys = keys(claiming, World.info());

        for (String key : List.of("aws:PrincipalArn", "aws:userid", "aws:PrincipalOrgID")) {
            Row row = table().stream()
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .orElseThrow();
            assertEquals(row.of(kind), keys.get(key), key);
        }
    }

    @Test
    void theInstanceItselfIsARoleOfItsAccount() {
        Caller instance = new Caller.RoleSession(
                InstanceIdentity.role(ACCOUNT),
                new World.Terms()
                        .named("i-0123")
                        .session(
                                Session.Kind.INSTANCE,
                                InstanceIdentity.role(ACCOUNT).id()));
        Context keys = keys(instance, World.info());

        assertEquals(Optional.of(List.of("AssumedRole")), keys.get("aws:PrincipalType"));
        assertEquals(Optional.of(List.of(ACCOUNT)), keys.get("aws:PrincipalAccount"));
        assertEquals(Optional.of(List.of(Company.ID)), keys.get("aws:PrincipalOrgID"));
    }

    @Test
    void onlyS3KnowsHowARequestWasSigned() {
        RequestInfo signed = World.info().signed(new RequestInfo.Signed(true, World.NOW.minusSeconds(9)));
        Caller root = world.root();
        for (String action :
                List.of("ec2:RunInstances", "iam:PassRole", "sts:AssumeRole", "autoscaling:AttachInstances")) {
            Context keys = world.authorizer
                    .decide(root, signed, world.state.current(), Access.to(action, "*"))
                    .context();
            assertEquals(Optional.empty(), keys.get("s3:authType"), action);
            assertEquals(Optional.empty(), keys.get("s3:signatureAge"), action);
        }
        Context keys = keys(root, signed);

        assertEquals(Optional.of(List.of("REST-QUERY-STRING")), keys.get("s3:authType"));
        assertEquals(Optional.of(List.of("9000")), keys.get("s3:signatureAge"));
    }

    @Test
    void theResourcesKeysFollowTheOwnerOfEachAccess() {
        company.join(World.OTHER);
        List<Decided> decisions = world.ask(
                        world.root(), Accesses.of(World.get(ACCOUNT)).advised(List.of(World.get(World.OTHER))))
                .decisions();

        assertEquals(
                List.of(Optional.of(List.of(ACCOUNT)), Optional.of(List.of(World.OTHER))),
                decisions.stream()
                        .map(decided -> decided.context().get("aws:ResourceAccount"))
                        .toList());
        assertEquals(
                List.of(
                        Optional.of(List.of(Company.PATH)),
                        Optional.of(List.of(Company.ID + "/" + Company.ROOT + "/"))),
                decisions.stream()
                        .map(decided -> decided.context().get("aws:ResourceOrgPaths"))
                        .toList());
    }

    @Test
    void theTableIsNotEmptyForAnyone() {
        for (Kind kind : Kind.values()) {
            long present =
                    table().stream().filter(row -> row.of(kind).isPresent()).count();
            assertEquals(true, present >= 12, kind.name());
        }
        assertEquals(table().size(), table().stream().map(Row::key).distinct().count());
    }
}
