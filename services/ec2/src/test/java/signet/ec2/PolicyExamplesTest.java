package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.named;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.ec2.BlockDeviceMapping;
import signet.model.ec2.CreateKeyPairInput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.EbsBlockDevice;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceMetadataOptionsRequest;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.RunInstancesInput;

/**
 * Policies of the kinds that the EC2 User Guide shows ("Example policies to control access the Amazon EC2 API") and what
 * they let launch.
 */
class PolicyExamplesTest extends Ec2Test {
    private static final String EC2 = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":";
    private static final String RUN = "ec2:RunInstances";
    private static final String OTHERS = allow(
            "\"arn:aws:ec2:*::image/*\",\"" + EC2 + "subnet/*\",\"" + EC2 + "network-interface/*\",\"" + EC2
                    + "security-group/*\",\"" + EC2 + "volume/*\",\"" + EC2 + "key-pair/*\",\"" + EC2
                    + "launch-template/*\"",
            "");
    private static final String INSTANCE = "\"" + EC2 + "instance/*\"";
    private static final String EVERYTHING = allow("\"*\"", "");
    private static final String MAY_TAG = "{\"Effect\":\"Allow\",\"Action\":\"ec2:CreateTags\",\"Resource\":\"" + EC2
            + "*/*\",\"Condition\":{\"StringEquals\":{\"ec2:CreateAction\":\"RunInstances\"}}}";

    /**
     * A policy, a request, and what becomes of it.
     *
     * @param refused null where it is allowed, else the action and resource that the denial names
     * @param key a condition key that the encoded message shows, with its value after {@code =}
     */
    record Example(
            String name,
            String policy,
            Function<PolicyExamplesTest, RunInstancesInput> request,
            @Nullable String refused,
            @Nullable String key) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> types() {
        String micro = document(OTHERS, allow(INSTANCE, "{\"StringEquals\":{\"ec2:InstanceType\":[\"t3.micro\"]}}"));
        String like = document(OTHERS, allow(INSTANCE, "{\"StringLike\":{\"ec2:InstanceType\":\"t3.*\"}}"));
        String large = document(
                EVERYTHING, deny(INSTANCE, "{\"StringNotEquals\":{\"ec2:InstanceType\":[\"t3.micro\",\"t3.nano\"]}}"));
        String everywhere = document(allow("\"*\"", "{\"StringEquals\":{\"ec2:InstanceType\":\"t3.micro\"}}"));
        return Stream.of(
                allowed("only t3.micro", micro, test -> test.type("t3.micro")),
                allowed("only t3.micro, which is the default", micro, PolicyExamplesTest::plain),
                refused(
                        "only t3.micro, and another",
                        micro,
                        test -> test.type("t3.small"),
                        RUN + " on resource: " + EC2 + "instance/* because no identity-based policy allows the",
                        "ec2:InstanceType=t3.small"),
                allowed("any t3", like, test -> test.type("t3.large")),
                refused(
                        "any t3, and an m5",
                        like,
                        test -> test.type("m5.large"),
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:InstanceType=m5.large"),
                refused(
                        "all but some denied",
                        large,
                        test -> test.type("m5.large"),
                        RUN + " on resource: " + EC2 + "instance/* with an explicit deny in an identity-based policy",
                        "ec2:InstanceType=m5.large"),
                refused(
                        "a key of instances asked of every resource",
                        everywhere,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: arn:aws:ec2:us-east-1::image/",
                        "ec2:ImageType=machine"));
    }

    static Stream<Example> network() {
        String first = "subnet/"
                + new DefaultNetwork(ACCOUNT, World.REGION).subnets().getFirst().id();
        String subnet = document(allow(
                INSTANCE + ",\"arn:aws:ec2:*::image/*\",\"" + EC2 + "network-interface/*\",\"" + EC2
                        + "security-group/*\",\"" + EC2 + "volume/*\",\"" + EC2 + first + "\"",
                ""));
        String byKey = document(
                allow(
                        "\"arn:aws:ec2:*::image/*\"," + INSTANCE + ",\"" + EC2 + "security-group/*\",\"" + EC2
                                + "volume/*\",\"" + EC2 + "subnet/*\"",
                        ""),
                allow(
                        "\"" + EC2 + "network-interface/*\"",
                        "{\"ArnEquals\":{\"ec2:Subnet\":\"" + EC2 + first + "\"}}"));
        String vpc = document(
                EVERYTHING,
                deny(
                        "\"" + EC2 + "subnet/*\"",
                        "{\"ArnNotEquals\":{\"ec2:Vpc\":\"" + EC2 + "vpc/vpc-0123456789abcdef0\"}}"));
        String zone =
                document(EVERYTHING, deny(INSTANCE, "{\"StringNotEquals\":{\"ec2:AvailabilityZone\":\"us-east-1a\"}}"));
        String region = document(allow("\"*\"", "{\"StringEquals\":{\"ec2:Region\":\"eu-west-1\"}}"));
        return Stream.of(
                allowed("only one subnet", subnet, test -> test.inSubnet(0)),
                refused(
                        "only one subnet, and another",
                        subnet,
                        test -> test.inSubnet(1),
                        RUN + " on resource: " + EC2 + "subnet/subnet-",
                        "ec2:AvailabilityZone=us-east-1b"),
                allowed("one subnet by the interface's key", byKey, test -> test.inSubnet(0)),
                refused(
                        "one subnet by the interface's key, and another",
                        byKey,
                        test -> test.inSubnet(2),
                        RUN + " on resource: " + EC2 + "network-interface/*",
                        "ec2:AssociatePublicIpAddress=false"),
                refused(
                        "only another VPC",
                        vpc,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "subnet/subnet-",
                        "ec2:Vpc=" + EC2 + "vpc/" + new DefaultNetwork(ACCOUNT, World.REGION).vpcId()),
                allowed("only one zone", zone, test -> test.inSubnet(0)),
                refused(
                        "only one zone, and another",
                        zone,
                        test -> test.inSubnet(1),
                        RUN + " on resource: " + EC2 + "instance/* with an explicit deny",
                        "ec2:AvailabilityZoneId=use1-az2"),
                refused(
                        "another region",
                        region,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:Region=us-east-1"));
    }

    static Stream<Example> tags() {
        String must = document(
                OTHERS,
                allow(
                        INSTANCE,
                        "{\"StringEquals\":{\"aws:RequestTag/purpose\":\"test\"},"
                                + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"purpose\",\"owner\"]}}"),
                MAY_TAG);
        String runOnly = document(EVERYTHING);
        String elsewhere = document(EVERYTHING, MAY_TAG.replace("\"RunInstances\"", "\"CreateVolume\""));
        String known = document(
                EVERYTHING,
                "{\"Effect\":\"Allow\",\"Action\":\"ec2:CreateTags\",\"Resource\":\"*\","
                        + "\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"purpose\"]}}}");
        return Stream.of(
                allowed("must tag", must, test -> test.tagged("purpose", "test")),
                allowed("must tag, and one more", must, test -> test.tagged("purpose", "test", "owner", "me")),
                refused(
                        "must tag, and does not",
                        must,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:InstanceType=t3.micro"),
                refused(
                        "must tag, with another value",
                        must,
                        test -> test.tagged("purpose", "prod"),
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "aws:RequestTag/purpose=prod"),
                refused(
                        "must tag, with a key too many",
                        must,
                        test -> test.tagged("purpose", "test", "cost", "1"),
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "aws:RequestTag/cost=1"),
                refused(
                        "may launch and not tag",
                        runOnly,
                        test -> test.tagged("a", "b"),
                        "ec2:CreateTags on resource: " + EC2 + "instance/* because",
                        "ec2:CreateAction=RunInstances"),
                refused(
                        "may tag at another creation",
                        elsewhere,
                        test -> test.tagged("a", "b"),
                        "ec2:CreateTags on resource: " + EC2 + "instance/* because",
                        "aws:TagKeys=a"),
                refused(
                        "may tag with known keys only",
                        known,
                        test -> test.tagged("cost", "1"),
                        "ec2:CreateTags on resource: " + EC2 + "instance/* because",
                        "aws:RequestTag/cost=1"));
    }

    static Stream<Example> metadata() {
        String v2 =
                document(EVERYTHING, deny(INSTANCE, "{\"StringNotEquals\":{\"ec2:MetadataHttpTokens\":\"required\"}}"));
        String hops = document(
                EVERYTHING, deny(INSTANCE, "{\"NumericGreaterThan\":{\"ec2:MetadataHttpPutResponseHopLimit\":\"3\"}}"));
        String off = document(
                EVERYTHING, deny(INSTANCE, "{\"StringNotEquals\":{\"ec2:MetadataHttpEndpoint\":\"disabled\"}}"));
        return Stream.of(
                allowed("only IMDSv2", v2, test -> test.metadata("required", null, null)),
                refused(
                        "only IMDSv2, and nothing said",
                        v2,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "instance/* with an explicit deny",
                        "ec2:Tenancy=default"),
                refused(
                        "only IMDSv2, and optional",
                        v2,
                        test -> test.metadata("optional", null, null),
                        RUN + " on resource: " + EC2 + "instance/* with an explicit deny",
                        "ec2:MetadataHttpTokens=optional"),
                allowed("few hops", hops, test -> test.metadata(null, 3, null)),
                allowed("few hops, and nothing said", hops, PolicyExamplesTest::plain),
                refused(
                        "few hops, and many",
                        hops,
                        test -> test.metadata(null, 64, null),
                        RUN + " on resource: " + EC2 + "instance/* with an explicit deny",
                        "ec2:MetadataHttpPutResponseHopLimit=64"),
                allowed("no metadata", off, test -> test.metadata(null, null, "disabled")),
                refused(
                        "no metadata, and enabled",
                        off,
                        test -> test.metadata(null, null, "enabled"),
                        RUN + " on resource: " + EC2 + "instance/* with an explicit deny",
                        "ec2:MetadataHttpEndpoint=enabled"));
    }

    static Stream<Example> others() {
        String template =
                document(allow("\"*\"", "{\"ArnLike\":{\"ec2:LaunchTemplate\":\"" + EC2 + "launch-template/*\"}}"));
        String unchanged = document(allow(
                "\"*\"",
                "{\"ArnLike\":{\"ec2:LaunchTemplate\":\"" + EC2
                        + "launch-template/*\"},\"Bool\":{\"ec2:IsLaunchTemplateResource\":\"true\"}}"));
        String profile = document(
                OTHERS,
                allow(
                        INSTANCE,
                        "{\"ArnEquals\":{\"ec2:InstanceProfile\":\"arn:aws:iam::" + ACCOUNT
                                + ":instance-profile/App\"}}"),
                "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::" + ACCOUNT
                        + ":role/App\"}");
        String owner = document(
                EVERYTHING, deny("\"arn:aws:ec2:*::image/*\"", "{\"StringNotEquals\":{\"ec2:Owner\":\"amazon\"}}"));
        String notAmazon = document(
                EVERYTHING, deny("\"arn:aws:ec2:*::image/*\"", "{\"StringEquals\":{\"ec2:Owner\":\"amazon\"}}"));
        String small = document(
                EVERYTHING, deny("\"" + EC2 + "volume/*\"", "{\"NumericGreaterThan\":{\"ec2:VolumeSize\":\"20\"}}"));
        String encrypted =
                document(EVERYTHING, deny("\"" + EC2 + "volume/*\"", "{\"Bool\":{\"ec2:Encrypted\":\"false\"}}"));
        String key = document(
                EVERYTHING, deny("\"" + EC2 + "key-pair/*\"", "{\"StringNotEquals\":{\"ec2:KeyPairType\":\"rsa\"}}"));
        return Stream.of(
                allowed("only by template", template, test -> test.byTemplate(null)),
                refused(
                        "only by template, and without",
                        template,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:InstanceMarketType=on-demand"),
                allowed("a template as it is", unchanged, test -> test.byTemplate(null)),
                refused(
                        "a template with another type",
                        unchanged,
                        test -> test.byTemplate("t3.large"),
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:IsLaunchTemplateResource=false"),
                allowed("only with a profile", profile, test -> test.profile("App")),
                refused(
                        "only with a profile, and another",
                        profile,
                        test -> test.profile("Plain"),
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:InstanceProfile=arn:aws:iam::" + ACCOUNT + ":instance-profile/Plain"),
                refused(
                        "only with a profile, and none",
                        profile,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "instance/* because",
                        "ec2:EbsOptimized=false"),
                allowed("Amazon's images", owner, PolicyExamplesTest::plain),
                refused(
                        "others' images",
                        notAmazon,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: arn:aws:ec2:us-east-1::image/",
                        "ec2:Public=true"),
                allowed("small volumes", small, test -> test.disk(20)),
                refused(
                        "small volumes, and a big one",
                        small,
                        test -> test.disk(21),
                        RUN + " on resource: " + EC2 + "volume/* with an explicit deny",
                        "ec2:VolumeSize=21"),
                refused(
                        "encrypted volumes",
                        encrypted,
                        PolicyExamplesTest::plain,
                        RUN + " on resource: " + EC2 + "volume/* with an explicit deny",
                        "ec2:VolumeType=gp3"),
                refused(
                        "RSA keys",
                        key,
                        PolicyExamplesTest::keyed,
                        RUN + " on resource: " + EC2 + "key-pair/k with an explicit deny",
                        "ec2:KeyPairName=k"));
    }

    @ParameterizedTest
    @MethodSource({"types", "network", "tags", "metadata", "others"})
    void aPolicyLetsLaunchWhatItSays(Example example) {
        Caller caller = world.user("dev", example.policy());
        RunInstancesInput request = example.request().apply(this);

        if (example.refused() == null) {
            world.ask(caller, Ec2Operations.RUN_INSTANCES, request);
            return;
        }
        AwsError error = world.refused(caller, Ec2Operations.RUN_INSTANCES, request);

        assertEquals("UnauthorizedOperation", error.code());
        assertTrue(error.message().contains("is not authorized to perform: " + example.refused()), error.message());
        assertTrue(shows(error, some(example.key())), () -> decoded(error));
        assertTrue(
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").isEmpty());
    }

    /** Whether the encoded message of an error shows a key with a value. */
    private boolean shows(AwsError error, String key) {
        int equals = key.indexOf('=');
        return decoded(error)
                .contains("{\"key\":\"" + key.substring(0, equals) + "\",\"values\":{\"items\":[{\"value\":\""
                        + key.substring(equals + 1) + "\"}]}}");
    }

    private String decoded(AwsError error) {
        String encoded = error.message().substring(error.message().lastIndexOf(' ') + 1);
        return world.messages.decode(encoded, ACCOUNT).orElseThrow();
    }

    private RunInstancesInput plain() {
        return world.one().build();
    }

    private RunInstancesInput type(String type) {
        return world.one().instanceType(type).build();
    }

    private RunInstancesInput inSubnet(int index) {
        return world.one().subnetId(world.network.subnets().get(index).id()).build();
    }

    private RunInstancesInput tagged(String... keysAndValues) {
        return world.one()
                .tagSpecifications(List.of(tags("instance", keysAndValues)))
                .build();
    }

    private RunInstancesInput metadata(@Nullable String tokens, @Nullable Integer hops, @Nullable String endpoint) {
        return world.one()
                .metadataOptions(InstanceMetadataOptionsRequest.builder()
                        .httpTokens(tokens)
                        .httpPutResponseHopLimit(hops)
                        .httpEndpoint(endpoint)
                        .build())
                .build();
    }

    private RunInstancesInput byTemplate(@Nullable String type) {
        ask(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateInput.builder()
                        .launchTemplateName("web")
                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                .imageId(world.image)
                                .instanceType("t3.small")
                                .build())
                        .build());
        return RunInstancesInput.builder()
                .minCount(1)
                .maxCount(1)
                .instanceType(type)
                .launchTemplate(new LaunchTemplateSpecification(null, "web", null))
                .build();
    }

    private RunInstancesInput profile(String name) {
        world.profile(name);
        return world.one().iamInstanceProfile(named(name)).build();
    }

    private RunInstancesInput disk(int gibibytes) {
        return world.one()
                .blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                        .deviceName("/dev/xvda")
                        .ebs(EbsBlockDevice.builder().volumeSize(gibibytes).build())
                        .build()))
                .build();
    }

    private RunInstancesInput keyed() {
        ask(
                Ec2Operations.CREATE_KEY_PAIR,
                CreateKeyPairInput.builder().keyName("k").keyType("ed25519").build());
        return world.one().keyName("k").build();
    }

    private static Example allowed(
            String name, String policy, Function<PolicyExamplesTest, RunInstancesInput> request) {
        return new Example(name, policy, request, null, null);
    }

    private static Example refused(
            String name,
            String policy,
            Function<PolicyExamplesTest, RunInstancesInput> request,
            String refused,
            String key) {
        return new Example(name, policy, request, refused, key);
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(String resources, String condition) {
        return statement("Allow", resources, condition);
    }

    private static String deny(String resources, String condition) {
        return statement("Deny", resources, condition);
    }

    private static String statement(String effect, String resources, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"ec2:RunInstances\",\"Resource\":[" + resources + "]"
                + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }
}
