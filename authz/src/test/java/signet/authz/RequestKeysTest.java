package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import signet.policy.Context;

/** The condition keys of a request, by the kind of its caller and by how it came. */
class RequestKeysTest {
    private static final Set<String> OF_ANY_REQUEST = Set.of(
            "aws:CurrentTime",
            "aws:EpochTime",
            "aws:SecureTransport",
            "aws:RequestedRegion",
            "aws:SourceIp",
            "aws:ViaAWSService",
            "aws:UserAgent");

    private static final Caller CLIENT = new Caller.Root("123456789012", "AKIAROOT", null);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static Context keys(Caller caller) {
        return RequestKeys.of(caller, World.info());
    }

    private static void assertKeys(Caller caller, String... namesAndValues) {
        Context keys = keys(caller);
        Set<String> expected = new TreeSet<>(OF_ANY_REQUEST);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            expected.add(namesAndValues[i]);
            assertEquals(Optional.of(List.of(namesAndValues[i + 1])), keys.get(namesAndValues[i]), namesAndValues[i]);
        }
        assertEquals(expected, new TreeSet<>(keys.keys()));
    }

    @Test
    void anyRequestHasItsTimePlaceAndWay() {
        Context keys = keys(new Caller.Anonymous());

        assertEquals(Optional.of(List.of("2026-11-23T10:20:30Z")), keys.get("aws:CurrentTime"));
        assertEquals(Optional.of(List.of(Long.toString(World.NOW.getEpochSecond()))), keys.get("aws:EpochTime"));
        assertEquals(Optional.of(List.of("false")), keys.get("aws:SecureTransport"));
        assertEquals(Optional.of(List.of("us-east-1")), keys.get("aws:RequestedRegion"));
        assertEquals(Optional.of(List.of("192.0.2.7")), keys.get("aws:SourceIp"));
        assertEquals(Optional.of(List.of("false")), keys.get("aws:ViaAWSService"));
        assertEquals(Optional.of(List.of("aws-cli/2")), keys.get("aws:UserAgent"));
    }

    @Test
    void aRequestOfItsCallersOwnCameByNoService() {
        Context own = keys(CLIENT);

        assertEquals(Optional.of(List.of("false")), own.get("aws:ViaAWSService"));
        assertEquals(Optional.empty(), own.get("aws:CalledVia"));
        assertEquals(Optional.empty(), own.get("aws:CalledViaFirst"));
        assertEquals(Optional.empty(), own.get("aws:CalledViaLast"));
    }

    @Test
    void aRequestThatAServiceSendsForItsCallerSaysWhichService() {
        RequestInfo sentOn = World.info().via("autoscaling.amazonaws.com");

        Context keys = RequestKeys.of(CLIENT, sentOn);

        assertEquals(Optional.of(List.of("true")), keys.get("aws:ViaAWSService"));
        assertEquals(Optional.of(List.of("autoscaling.amazonaws.com")), keys.get("aws:CalledVia"));
        assertEquals(Optional.of(List.of("autoscaling.amazonaws.com")), keys.get("aws:CalledViaFirst"));
        assertEquals(Optional.of(List.of("autoscaling.amazonaws.com")), keys.get("aws:CalledViaLast"));
        assertEquals(keys(CLIENT).get("aws:userid"), keys.get("aws:userid"));
    }

    @Test
    void theOtherKeysOfARequestThatIsSentOnAreItsCallers() {
        Context own = keys(CLIENT);
        Context sentOn = RequestKeys.of(CLIENT, World.info().via("autoscaling.amazonaws.com"));
        Set<String> more = new TreeSet<>(sentOn.keys());
        more.removeAll(own.keys());

        assertEquals(Set.of("aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"), more);
        for (String key : own.keys()) {
            if (!key.equals("aws:ViaAWSService")) {
                assertEquals(own.get(key), sentOn.get(key), key);
            }
        }
    }

    @Test
    void whatAServiceSendsOnIsNotWhatItsCallerSigned() {
        RequestInfo signed = World.info().signed(new RequestInfo.Signed(true, World.NOW));

        RequestInfo sentOn = signed.via("autoscaling.amazonaws.com");

        assertEquals(Optional.empty(), sentOn.signature());
        assertEquals(signed.requestId(), sentOn.requestId());
        assertEquals(signed.sourceIp(), sentOn.sourceIp());
        assertEquals(
                "autoscaling.amazonaws.com",
                sentOn.signed(new RequestInfo.Signed(false, World.NOW)).via());
    }

    @Test
    void s3ActionsKnowHowAndHowLongAgoTheRequestWasSigned() {
        RequestInfo presigned = World.info().signed(new RequestInfo.Signed(true, World.NOW.minusSeconds(90)));
        Context keys = RequestKeys.ofSignature(presigned);
        assertEquals(Optional.of(List.of("REST-QUERY-STRING")), keys.get("s3:authType"));
        assertEquals(Optional.of(List.of("90000")), keys.get("s3:signatureAge"));
        RequestInfo inHeader = World.info().signed(new RequestInfo.Signed(false, World.NOW.plusSeconds(5)));
        assertEquals(
                Optional.of(List.of("REST-HEADER")),
                RequestKeys.ofSignature(inHeader).get("s3:authType"));
        assertEquals(
                Optional.of(List.of("0")), RequestKeys.ofSignature(inHeader).get("s3:signatureAge"));
        assertEquals(Set.of(), RequestKeys.ofSignature(World.info()).keys());
    }

    @Test
    void whatTheClientDidNotSendIsAbsent() {
        RequestInfo bare = new RequestInfo("id", World.NOW, "eu-west-1", "2001:db8::1", true, null, "https://x.test/");
        Context keys = RequestKeys.of(new Caller.Anonymous(), bare);

        assertEquals(Optional.empty(), keys.get("aws:UserAgent"));
        assertEquals(Optional.of(List.of("https://x.test/")), keys.get("aws:referer"));
        assertEquals(Optional.of(List.of("true")), keys.get("aws:SecureTransport"));
        assertEquals(Optional.of(List.of("2001:db8::1")), keys.get("aws:SourceIp"));
        assertEquals(Optional.empty(), keys(new Caller.Anonymous()).get("aws:referer"));
    }

    @Test
    void theRootUser() {
        assertKeys(
                world.root(),
                "aws:PrincipalArn",
                "arn:aws:iam::123456789012:root",
                "aws:userid",
                "123456789012",
                "aws:PrincipalAccount",
                "123456789012",
                "aws:PrincipalType",
                "Account",
                "aws:PrincipalIsAWSService",
                "false");
    }

    @Test
    void aUserWithALongTermKey() {
        assertKeys(
                world.caller(world.user("ann").withTags(Map.of("team", "red"))),
                "aws:PrincipalArn",
                "arn:aws:iam::123456789012:user/team/ann",
                "aws:userid",
                "AIDAANN",
                "aws:username",
                "ann",
                "aws:PrincipalAccount",
                "123456789012",
                "aws:PrincipalType",
                "User",
                "aws:PrincipalIsAWSService",
                "false",
                "aws:PrincipalTag/team",
                "red");
    }

    @Test
    void aUserWithAGetSessionTokenSession() {
        User ann = world.user("ann");
        Session session = new World.Terms().session(Session.Kind.USER, ann.id());

        assertKeys(
                new Caller.IamUser(ann, session.accessKeyId(), session),
                "aws:PrincipalArn",
                "arn:aws:iam::123456789012:user/team/ann",
                "aws:userid",
                "AIDAANN",
                "aws:username",
                "ann",
                "aws:PrincipalAccount",
                "123456789012",
                "aws:PrincipalType",
                "User",
                "aws:PrincipalIsAWSService",
                "false",
                "aws:TokenIssueTime",
                "2026-11-23T10:00:00Z",
                "aws:MultiFactorAuthPresent",
                "false");
    }

    @Test
    void aRoleSession() {
        assertKeys(
                world.session(
                        world.role("deploy"), terms -> terms.named("build-7").from("ann@example.com")),
                "aws:PrincipalArn",
                "arn:aws:iam::123456789012:role/svc/deploy",
                "aws:userid",
                "AROADEPLOY:build-7",
                "aws:PrincipalAccount",
                "123456789012",
                "aws:PrincipalType",
                "AssumedRole",
                "aws:PrincipalIsAWSService",
                "false",
                "aws:TokenIssueTime",
                "2026-11-23T10:00:00Z",
                "aws:MultiFactorAuthPresent",
                "false",
                "aws:SourceIdentity",
                "ann@example.com");
    }

    @Test
    void aRoleSessionOfAnInstance() {
        String instance = "arn:aws:ec2:us-east-1:123456789012:instance/i-0123";
        Caller caller = world.session(
                world.role("S3Access"),
                terms -> terms.named("i-0123")
                        .carrying(Map.of("ec2:SourceInstanceARN", instance, "ec2:RoleDelivery", "2.0")));
        Context keys = keys(caller);

        assertEquals(Optional.of(List.of("AROAS3ACCESS:i-0123")), keys.get("aws:userid"));
        assertEquals(Optional.of(List.of(instance)), keys.get("ec2:sourceinstancearn"));
        assertEquals(Optional.of(List.of("2.0")), keys.get("ec2:RoleDelivery"));
        assertEquals(Optional.empty(), keys.get("aws:username"));
    }

    @Test
    void aFederatedUser() {
        assertKeys(
                world.federated(world.user("ann"), terms -> terms.named("guest").tagged(Map.of("team", "blue"))),
                "aws:PrincipalArn",
                "arn:aws:sts::123456789012:federated-user/guest",
                "aws:userid",
                "123456789012:guest",
                "aws:PrincipalAccount",
                "123456789012",
                "aws:PrincipalType",
                "FederatedUser",
                "aws:PrincipalIsAWSService",
                "false",
                "aws:PrincipalTag/team",
                "blue",
                "aws:TokenIssueTime",
                "2026-11-23T10:00:00Z",
                "aws:MultiFactorAuthPresent",
                "false");
    }

    @Test
    void anUnsignedRequest() {
        assertKeys(new Caller.Anonymous(), "aws:PrincipalType", "Anonymous", "aws:PrincipalAccount", "anonymous");
    }

    @Test
    void anAwsService() {
        Caller ec2 = new Caller.AwsService("ec2.amazonaws.com");

        assertKeys(
                ec2,
                "aws:PrincipalIsAWSService",
                "true",
                "aws:PrincipalServiceName",
                "ec2.amazonaws.com",
                "aws:PrincipalServiceNamesList",
                "ec2.amazonaws.com");
        assertEquals(true, keys(ec2).isMultiValued("aws:PrincipalServiceNamesList"));
        assertFalse(keys(ec2).isMultiValued("aws:PrincipalServiceName"));
    }

    @Test
    void aServiceThatAsksForTheSakeOfAResourceSaysForWhich() {
        Caller trails = new Caller.AwsService("cloudtrail.amazonaws.com");
        RequestInfo plain = new RequestInfo("id", World.ISSUED, "r", "192.0.2.1", false, null, null);
        RequestInfo info = plain.sakeOf(new RequestInfo.Source("arn:aws:cloudtrail:r:1:trail/t", "111122223333"));

        Context keys = RequestKeys.of(trails, info);

        assertEquals(Optional.of(List.of("arn:aws:cloudtrail:r:1:trail/t")), keys.get("aws:SourceArn"));
        assertEquals(Optional.of(List.of("111122223333")), keys.get("aws:SourceAccount"));
        assertFalse(keys.isMultiValued("aws:SourceArn"));
        assertEquals(Optional.empty(), RequestKeys.of(trails, plain).get("aws:SourceArn"));
        assertEquals(Optional.empty(), RequestKeys.of(trails, plain).get("aws:SourceAccount"));
    }

    @Test
    void howARequestCameIsKeptWhenItIsSentOnOrForTheSakeOfSomething() {
        RequestInfo.Source source = new RequestInfo.Source("arn", "111122223333");
        RequestInfo info = new RequestInfo("id", World.ISSUED, "r", "192.0.2.1", true, "agent", "referer")
                .signed(new RequestInfo.Signed(true, World.ISSUED))
                .sakeOf(source);

        assertEquals(source, info.source());
        assertEquals(source, info.via("s3.amazonaws.com").source());
        assertEquals(
                source, info.signed(new RequestInfo.Signed(false, World.ISSUED)).source());
        assertEquals(Optional.of(new RequestInfo.Signed(true, World.ISSUED)), info.signature());
        assertEquals("referer", info.referer());
    }

    @Test
    void multiFactorAuthenticationIsPresentWithItsAgeOnlyWhenItTookPart() {
        Role role = world.role("r");
        Context with = keys(world.session(role, World.Terms::withMfa));
        Context without = keys(world.session(role, UnaryOperator.identity()));

        assertEquals(Optional.of(List.of("true")), with.get("aws:MultiFactorAuthPresent"));
        assertEquals(Optional.of(List.of("1230")), with.get("aws:MultiFactorAuthAge"));
        assertEquals(Optional.of(List.of("false")), without.get("aws:MultiFactorAuthPresent"));
        assertEquals(Optional.empty(), without.get("aws:MultiFactorAuthAge"));
        assertEquals(Optional.empty(), keys(world.root()).get("aws:MultiFactorAuthPresent"));
    }

    @Test
    void aClockThatWentBackMakesNoNegativeAge() {
        RequestInfo early = new RequestInfo("id", World.ISSUED.minusSeconds(60), "r", "192.0.2.1", false, null, null);

        Context keys = RequestKeys.of(world.session(world.role("r"), World.Terms::withMfa), early);

        assertEquals(Optional.of(List.of("0")), keys.get("aws:MultiFactorAuthAge"));
    }

    @Test
    void sessionTagsOverrideTheRolesOwnWhateverTheirCase() {
        Role role = world.role("r").withTags(Map.of("Team", "blue", "cost", "1"));

        Context keys = keys(world.session(role, terms -> terms.tagged(Map.of("TEAM", "red", "extra", "x"))));

        assertTag(keys, "team", "red");
        assertTag(keys, "cost", "1");
        assertTag(keys, "extra", "x");
    }

    @Test
    void sessionTagsOverrideTheFederatingUsersOwn() {
        User ann = world.user("ann").withTags(Map.of("team", "blue", "cost", "1"));

        Context keys = keys(world.federated(ann, terms -> terms.tagged(Map.of("Team", "red"))));

        assertTag(keys, "team", "red");
        assertTag(keys, "cost", "1");
    }

    @Test
    void theTagsOfAnotherAreNotTheCallers() {
        world.user("bob").withTags(Map.of("team", "red"));

        assertTag(keys(world.caller()), "team", null);
        assertTag(keys(world.root()), "team", null);
    }

    private static void assertTag(Context keys, String key, @Nullable String value) {
        Optional<List<String>> expected = Optional.ofNullable(value).map(List::of);
        assertEquals(expected, keys.get("aws:PrincipalTag/" + key));
    }

    @Test
    void theKeysOfAnAccessAreLaidOverThoseOfTheRequest() {
        Verdict<String> verdict = world.ask(
                world.root(),
                Access.to("s3:GetObject", "arn:aws:s3:::b/k")
                        .ownedBy(World.ACCOUNT)
                        .with("s3:ResourceAccount", World.ACCOUNT)
                        .with("aws:ResourceAccount", World.ACCOUNT));
        Context keys = verdict.decisions().getFirst().context();

        assertEquals(Optional.of(List.of(World.ACCOUNT)), keys.get("s3:ResourceAccount"));
        assertEquals(Optional.of(List.of(World.ACCOUNT)), keys.get("aws:ResourceAccount"));
        assertEquals(Optional.of(List.of("arn:aws:iam::123456789012:root")), keys.get("aws:PrincipalArn"));
    }
}
