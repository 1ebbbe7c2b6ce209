package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Event;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Instance;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.StopInstancesInput;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.IamOperations;
import signet.model.s3.GetObjectInput;
import signet.model.s3.S3Operations;

/** What an event is about, as event history lists it and as LookupEvents finds it. */
class ResourceTypesTest {
    @TempDir
    Path folder;

    private List<TouchedResource> resources(Event event) {
        return Made.recorded(folder, event).resources();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:role/path/r,AWS::IAM::Role",
        "arn:aws:iam::123456789012:saml-provider/p,AWS::IAM::SAMLProvider",
        "arn:aws:s3:::bucket,AWS::S3::Bucket",
        "arn:aws:s3:::bucket/a/b,AWS::S3::Object",
        "arn:aws:lambda:us-east-1:123456789012:function:f,AWS::Lambda::Function",
    })
    void recordsListSomeResourcesByTheirArns(String arn, String type) {
        assertEquals(type, ResourceTypes.ofArn(arn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "arn:aws:s3:::*",
                "arn:aws:s3:::bucket/*",
                "arn:aws:iam::123456789012:user/u",
                "arn:aws:ec2:us-east-1:123456789012:instance/i-1",
                "arn:aws:iam::1",
            })
    void othersAreNotListed(String arn) {
        assertNull(ResourceTypes.ofArn(arn));
    }

    @Test
    void whatParametersNameIsListedByTypeAndName() {
        AddRoleToInstanceProfileInput input = AddRoleToInstanceProfileInput.builder()
                .instanceProfileName("web")
                .roleName("app")
                .build();

        assertEquals(
                List.of(
                        new TouchedResource("AWS::IAM::InstanceProfile", "web"),
                        new TouchedResource("AWS::IAM::Role", "app")),
                resources(Made.event("iam", "AddRoleToInstanceProfile")
                        .saying(Made.said(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, input, null))));
    }

    @Test
    void whatAnAnswerNamesIsListedToo() {
        RunInstancesInput input = RunInstancesInput.builder()
                .imageId("ami-1")
                .minCount(1)
                .maxCount(1)
                .build();
        Reservation output = Reservation.builder()
                .instances(List.of(Instance.builder().instanceId("i-1").build()))
                .build();

        assertEquals(
                List.of(
                        new TouchedResource("AWS::EC2::Ami", "ami-1"),
                        new TouchedResource("AWS::EC2::Instance", "i-1")),
                resources(Made.event("ec2", "RunInstances")
                        .saying(Made.said(Ec2Operations.RUN_INSTANCES, input, output))));
    }

    @Test
    void everyMemberOfAListIsAResource() {
        StopInstancesInput input = StopInstancesInput.builder()
                .instanceIds(List.of("i-1", "i-2", "i-1"))
                .build();

        assertEquals(
                List.of(
                        new TouchedResource("AWS::EC2::Instance", "i-1"),
                        new TouchedResource("AWS::EC2::Instance", "i-2")),
                resources(Made.event("ec2", "StopInstances")
                        .saying(Made.said(Ec2Operations.STOP_INSTANCES, input, null))));
    }

    @Test
    void anObjectIsListedWithItsBucketByArnAndByName() {
        Event event = Made.event(Made.alice(), "s3", "GetObject", "arn:aws:s3:::b/k", Made.ACCOUNT)
                .saying(Made.said(
                        S3Operations.GET_OBJECT,
                        GetObjectInput.builder().bucket("b").key("k").build(),
                        null));

        assertEquals(
                List.of(
                        new TouchedResource("AWS::S3::Object", "arn:aws:s3:::b/k"),
                        new TouchedResource("AWS::S3::Bucket", "arn:aws:s3:::b"),
                        new TouchedResource("AWS::S3::Bucket", "b")),
                resources(event));
    }

    @Test
    void anEventOfThousandsListsSomeOfThem() {
        List<String> ids = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(number -> "i-" + number)
                .toList();

        assertEquals(
                100,
                resources(Made.event("ec2", "StopInstances")
                                .saying(Made.said(
                                        Ec2Operations.STOP_INSTANCES,
                                        StopInstancesInput.builder()
                                                .instanceIds(ids)
                                                .build(),
                                        null)))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "iam,UserName,AWS::IAM::User",
        "rds,UserName,",
        "ec2,GroupName,AWS::EC2::SecurityGroup",
        "iam,GroupName,AWS::IAM::Group",
        "lambda,Role,AWS::IAM::Role",
        "s3,Bucket,AWS::S3::Bucket",
        "iam,Description,",
    })
    void aNameMeansAnotherThingInAnotherService(String service, String member, String type) {
        assertEquals(type, ResourceTypes.ofParameter(service, member));
    }
}
