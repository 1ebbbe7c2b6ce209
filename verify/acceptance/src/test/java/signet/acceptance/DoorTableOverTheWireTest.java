package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The table of doors through Amazon's SDK over real sockets, for what the public API can set up: everything but another
 * account and an organization, which the table in {@code services/autoscaling} has.
 */
@Tag("slow")
class DoorTableOverTheWireTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String ARN = "arn:aws:iam::" + Signet.ACCOUNT + ":";
    private static final String ROLE = ARN + "role/App";
    private static final String NOBODY = "because no identity-based policy allows the iam:PassRole action";
    private static final Map<Column, Keys> USERS = new EnumMap<>(Column.class);

    private static String bare = "";
    private static String association = "";

    /** A caller who may not pass the role, by its statements about passing; and why. */
    enum Column {
        NO_PASS_ROLE("", NOBODY),
        ANOTHER_ROLE(allow(ARN + "role/Plain", ""), NOBODY),
        WRONG_SERVICE(allow(ROLE, "{\"StringEquals\":{\"iam:PassedToService\":\"lambda.amazonaws.com\"}}"), NOBODY),
        WRONG_RESOURCE(
                allow(ROLE, "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:eu-west-1:*:instance/*\"}}"),
                NOBODY),
        DENIED_INLINE(
                allow("*", "") + "," + allow(ROLE, "").replace("Allow", "Deny"),
                "with an explicit deny in an identity-based policy"),
        DENIED_MANAGED(
                allow("*", ""), "with an explicit deny in an identity-based policy: " + ARN + "policy/NoPassing"),
        BOUNDARY(allow("*", ""), "because no permissions boundary allows the iam:PassRole action");

        private final String statements;
        private final String because;

        Column(String statements, String because) {
            this.statements = statements;
            this.because = because;
        }

        private static String allow(String role, String condition) {
            return "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"" + role + "\""
                    + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
        }

        String policy() {
            return document("{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}"
                    + (statements.isEmpty() ? "" : "," + statements));
        }

        static String document(String statements) {
            return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        }
    }

    /** A way of handing the role over. */
    enum Door {
        RUN_BY_NAME,
        RUN_BY_ARN,
        DRY_RUN,
        TEMPLATE_DEFAULT,
        TEMPLATE_VERSION,
        TEMPLATE_OVERRIDDEN,
        SPOT_REQUEST,
        FLEET,
        ASSOCIATE,
        REPLACE
    }

    private static void go(Door door, Ec2Client ec2) {
        switch (door) {
            case RUN_BY_NAME -> ec2.runInstances(Article.launch("App"));
            case RUN_BY_ARN ->
                ec2.runInstances(one().imageId(Article.IMAGE)
                        .iamInstanceProfile(profile -> profile.arn(ARN + "instance-profile/App"))
                        .build());
            case DRY_RUN ->
                ec2.runInstances(Article.launch("App").toBuilder().dryRun(true).build());
            case TEMPLATE_DEFAULT ->
                ec2.runInstances(one().launchTemplate(template -> template.launchTemplateName("app"))
                        .build());
            case TEMPLATE_VERSION ->
                ec2.runInstances(one().launchTemplate(
                                template -> template.launchTemplateName("app").version("1"))
                        .build());
            case TEMPLATE_OVERRIDDEN ->
                ec2.runInstances(one().launchTemplate(template -> template.launchTemplateName("plain"))
                        .iamInstanceProfile(profile -> profile.name("App"))
                        .build());
            case SPOT_REQUEST ->
                ec2.requestSpotInstances(request -> request.launchSpecification(launch -> launch.imageId(Article.IMAGE)
                        .instanceType("t3.micro")
                        .iamInstanceProfile(profile -> profile.name("App"))));
            case FLEET -> fleet(ec2, "app");
            case ASSOCIATE ->
                ec2.associateIamInstanceProfile(
                        request -> request.instanceId(bare).iamInstanceProfile(profile -> profile.name("App")));
            case REPLACE ->
                ec2.replaceIamInstanceProfileAssociation(request ->
                        request.associationId(association).iamInstanceProfile(profile -> profile.name("App")));
        }
    }

    private static RunInstancesRequest.Builder one() {
        return RunInstancesRequest.builder().minCount(1).maxCount(1);
    }

    /** A fleet is made, and says of its launches why there are none. */
    private static void fleet(Ec2Client ec2, String template) {
        CreateFleetResponse made = ec2.createFleet(fleet -> fleet.type(FleetType.INSTANT)
                .targetCapacitySpecification(target -> target.totalTargetCapacity(1))
                .launchTemplateConfigs(List.of(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(specification ->
                                specification.launchTemplateName(template).version("$Default"))
                        .build())));
        for (CreateFleetError error : made.errors()) {
            throw Ec2Exception.builder()
                    .statusCode(403)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(error.errorCode())
                            .errorMessage(error.errorMessage())
                            .build())
                    .build();
        }
    }

    @BeforeAll
    static void whoMayNot() {
        IamClient iam = SERVER.asRoot().iam();
        Article.profile(iam, "App", Article.ADMINISTRATOR);
        Article.profile(iam, "Plain", Article.READ_S3);
        for (Column column : Column.values()) {
            USERS.put(column, Article.user(iam, column.name(), column.policy()));
        }
        String denies = iam.createPolicy(policy -> policy.policyName("NoPassing")
                        .policyDocument(Column.document(
                                "{\"Effect\":\"Deny\",\"Action\":\"iam:PassRole\",\"Resource\":\"" + ROLE + "\"}")))
                .policy()
                .arn();
        iam.attachUserPolicy(
                attach -> attach.userName(Column.DENIED_MANAGED.name()).policyArn(denies));
        String limits = iam.createPolicy(policy -> policy.policyName("OnlyEc2")
                        .policyDocument(
                                Column.document("{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}")))
                .policy()
                .arn();
        iam.putUserPermissionsBoundary(
                put -> put.userName(Column.BOUNDARY.name()).permissionsBoundary(limits));
        Ec2Client ec2 = SERVER.asRoot().ec2();
        for (String profile : List.of("App", "Plain")) {
            ec2.createLaunchTemplate(create -> create.launchTemplateName(profile.toLowerCase(java.util.Locale.ROOT))
                    .launchTemplateData(
                            data -> data.imageId(Article.IMAGE).iamInstanceProfile(with -> with.name(profile))));
        }
        bare = Article.instance(ec2, one().imageId(Article.IMAGE).build());
        association = Article.association(ec2, Article.instance(ec2, Article.launch("Plain")));
    }

    static Stream<Arguments> table() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of(Column.values()).map(column -> Arguments.of(door, column)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void theRoleIsNotHandedOver(Door door, Column column) {
        Ec2Client ec2 = SERVER.as(USERS.get(column)).ec2();

        Ec2Exception refusal = assertThrows(Ec2Exception.class, () -> go(door, ec2));

        String message = refusal.awsErrorDetails().errorMessage();
        String blob = message.substring(message.lastIndexOf(' ') + 1);
        assertEquals("UnauthorizedOperation", refusal.awsErrorDetails().errorCode());
        assertEquals(403, refusal.statusCode());
        assertEquals(
                "You are not authorized to perform this operation. User: " + ARN + "user/" + column.name()
                        + " is not authorized to perform: iam:PassRole on resource: " + ROLE + " " + column.because
                        + ". Encoded authorization failure message: " + blob,
                message);
        assertDecoded(door, column, blob);
    }

    private static void assertDecoded(Door door, Column column, String blob) {
        StsClient sts = SERVER.asRoot().sts();
        String message = sts.decodeAuthorizationMessage(decode -> decode.encodedMessage(blob))
                .decodedMessage();
        String instance = switch (door) {
            case ASSOCIATE -> bare;
            case REPLACE -> "i-";
            default -> "*\"";
        };
        for (String part : List.of(
                "\"allowed\":false",
                "\"explicitDeny\":" + column.because.startsWith("with an explicit deny"),
                "\"action\":\"iam:PassRole\",\"resource\":\"" + ROLE + "\"",
                "{\"key\":\"iam:PassedToService\",\"values\":{\"items\":[{\"value\":\"ec2.amazonaws.com\"}]}}",
                "{\"key\":\"iam:AssociatedResourceArn\",\"values\":{\"items\":[{\"value\":\"arn:aws:ec2:us-east-1:"
                        + Signet.ACCOUNT + ":instance/" + instance)) {
            assertTrue(message.contains(part), () -> part + " is not in " + message);
        }
    }
}
