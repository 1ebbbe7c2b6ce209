package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.authz.Event;
import signet.authz.RequestInfo;
import signet.model.Unit;
import signet.model.ec2.CreateKeyPairInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.KeyPair;
import signet.model.ec2.ModifyInstanceAttributeInput;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.StartInstancesInput;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.ChangePasswordInput;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.CreateAccessKeyOutput;
import signet.model.iam.CreateUserInput;
import signet.model.iam.CreateUserOutput;
import signet.model.iam.GetUserInput;
import signet.model.iam.GetUserOutput;
import signet.model.iam.IamOperations;
import signet.model.lambda.DeleteFunctionInput;
import signet.model.lambda.LambdaOperations;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.RdsOperations;
import signet.model.s3.GetBucketVersioningInput;
import signet.model.s3.GetObjectInput;
import signet.model.s3.PutBucketPolicyInput;
import signet.model.s3.S3Operations;
import tools.jackson.databind.JsonNode;

/** Records against the examples of AWS's documentation, which each test names. */
class RecordContentsTest {
    @TempDir
    Path folder;

    private JsonNode record(Event event) {
        return Made.json(Made.recorded(folder, event));
    }

    private static signet.model.iam.User bob() {
        return signet.model.iam.User.builder()
                .createDate(Instant.parse("2014-03-24T21:11:59Z"))
                .userName("Bob")
                .arn("arn:aws:iam::123456789012:user/Bob")
                .path("/")
                .userId("EXAMPLEUSERID")
                .build();
    }

    /** CloudTrail User Guide, "CloudTrail log file examples": IAM, CreateUser. */
    @Test
    void createUserIsRecordedAsInTheExample() {
        CreateUserInput input = CreateUserInput.builder().userName("Bob").build();
        CreateUserOutput output = CreateUserOutput.builder().user(bob()).build();

        JsonNode record =
                record(Made.event("iam", "CreateUser").saying(Made.said(IamOperations.CREATE_USER, input, output)));

        assertEquals(Made.json("{'userName':'Bob'}"), record.path("requestParameters"));
        assertEquals(
                Made.json("{'user':{'path':'/','userName':'Bob','userId':'EXAMPLEUSERID',"
                        + "'arn':'arn:aws:iam::123456789012:user/Bob','createDate':'Mar 24, 2014 9:11:59 PM'}}"),
                record.path("responseElements"));
        assertEquals("iam.amazonaws.com", record.path("eventSource").stringValue());
        assertEquals("CreateUser", record.path("eventName").stringValue());
    }

    /** CloudTrail User Guide, "CloudTrail record contents": which elements there are, and that the current version is 1.11. */
    @Test
    void aRecordHasTheContentsThatCloudTrailDocuments() {
        JsonNode record = record(Made.event("iam", "AddUserToGroup")
                .saying(Made.said(
                        IamOperations.ADD_USER_TO_GROUP,
                        AddUserToGroupInput.builder()
                                .userName("Bob")
                                .groupName("admin")
                                .build(),
                        Unit.VALUE)));

        assertEquals(
                List.of(
                        "eventVersion",
                        "userIdentity",
                        "eventTime",
                        "eventSource",
                        "eventName",
                        "awsRegion",
                        "sourceIPAddress",
                        "userAgent",
                        "requestParameters",
                        "responseElements",
                        "requestID",
                        "eventID",
                        "readOnly",
                        "eventType",
                        "managementEvent",
                        "recipientAccountId",
                        "eventCategory"),
                List.copyOf(record.propertyNames()));
        assertEquals("1.11", record.path("eventVersion").stringValue());
        assertEquals("2026-11-23T10:20:30Z", record.path("eventTime").stringValue());
        assertEquals("us-east-2", record.path("awsRegion").stringValue());
        assertEquals("192.0.2.7", record.path("sourceIPAddress").stringValue());
        assertEquals("aws-cli/2.1", record.path("userAgent").stringValue());
        assertEquals(Made.json("{'groupName':'admin','userName':'Bob'}"), record.path("requestParameters"));
        assertTrue(record.path("responseElements").isNull());
        assertEquals("AwsApiCall", record.path("eventType").stringValue());
        assertEquals("Management", record.path("eventCategory").stringValue());
        assertTrue(record.path("managementEvent").booleanValue());
        assertFalse(record.path("readOnly").booleanValue());
        assertEquals(Made.ACCOUNT, record.path("recipientAccountId").stringValue());
    }

    /** CloudTrail User Guide, as above: responseElements is there "for actions that make changes". */
    @Test
    void whatOnlyReadsHasNoResponseElements() {
        Event.Said<?, ?> said = new Event.Said<>(
                        IamOperations.GET_USER, GetUserInput.builder().build())
                .answered(GetUserOutput.builder().user(bob()).build());

        JsonNode record = record(Made.event("iam", "GetUser").saying(said));

        assertTrue(record.path("responseElements").isNull());
        assertTrue(record.path("requestParameters").isNull());
        assertTrue(record.path("readOnly").booleanValue());
    }

    /** CloudTrail User Guide, "CloudTrail log file examples": EC2, CreateKeyPair. */
    @Test
    void createKeyPairIsRecordedAsInTheExample() {
        JsonNode record = record(Made.event("ec2", "CreateKeyPair")
                .saying(Made.said(
                        Ec2Operations.CREATE_KEY_PAIR,
                        CreateKeyPairInput.builder().keyName("mykeypair").build(),
                        KeyPair.builder()
                                .keyName("mykeypair")
                                .keyFingerprint("30:1d:46:d0")
                                .keyMaterial("-----BEGIN RSA PRIVATE KEY-----")
                                .build())));

        assertEquals(Made.json("{'keyName':'mykeypair'}"), record.path("requestParameters"));
        assertEquals(
                "<sensitiveDataRemoved>",
                record.at("/responseElements/keyMaterial").stringValue());
        assertEquals(
                "30:1d:46:d0", record.at("/responseElements/keyFingerprint").stringValue());
        assertFalse(record.toString().contains("PRIVATE KEY"));
    }

    /** CloudTrail User Guide, as above: EC2, StartInstances and StopInstances. */
    @Test
    void listsOfEc2AreSetsOfItems() {
        JsonNode record = record(Made.event("ec2", "StartInstances")
                .saying(Made.said(
                        Ec2Operations.START_INSTANCES,
                        StartInstancesInput.builder()
                                .instanceIds(List.of("i-ebeaf9e2"))
                                .build(),
                        null)));

        assertEquals(
                Made.json("{'instancesSet':{'items':[{'instanceId':'i-ebeaf9e2'}]}}"),
                record.path("requestParameters"));
    }

    /** Events of RunInstances that others published: image, key and numbers stand within instancesSet. */
    @Test
    void runInstancesKeepsUserDataToItself() {
        JsonNode parameters = record(Made.event("ec2", "RunInstances")
                        .saying(Made.said(
                                Ec2Operations.RUN_INSTANCES,
                                RunInstancesInput.builder()
                                        .imageId("ami-1")
                                        .minCount(1)
                                        .maxCount(2)
                                        .keyName("k")
                                        .instanceType("t3.micro")
                                        .securityGroupIds(List.of("sg-1"))
                                        .userData("cGFzc3dvcmQ=")
                                        .build(),
                                null)))
                .path("requestParameters");

        assertEquals(
                Made.json("{'items':[{'imageId':'ami-1','keyName':'k','maxCount':2,'minCount':1}]}"),
                parameters.path("instancesSet"));
        assertEquals(Made.json("{'items':[{'groupId':'sg-1'}]}"), parameters.path("groupSet"));
        assertEquals("t3.micro", parameters.path("instanceType").stringValue());
        assertEquals("<sensitiveDataRemoved>", parameters.path("userData").stringValue());
        assertFalse(parameters.has("imageId"));
    }

    @Test
    void anAnswerOfEc2HasTheRequestsId() {
        JsonNode record = record(Made.event("ec2", "ModifyInstanceAttribute")
                .saying(Made.said(
                        Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                        ModifyInstanceAttributeInput.builder().instanceId("i-1").build(),
                        Unit.VALUE)));

        assertEquals(
                Made.json("{'requestId':'4f4a2b1c-0000-4000-8000-000000000001','_return':true}"),
                record.path("responseElements"));
    }

    /** IAM User Guide, "Logging IAM and AWS STS API calls": no secret access key is in the example of CreateAccessKey. */
    @Test
    void aSecretAccessKeyIsLeftOut() {
        JsonNode record = record(Made.event("iam", "CreateAccessKey")
                .saying(Made.said(
                        IamOperations.CREATE_ACCESS_KEY,
                        CreateAccessKeyInput.builder().userName("Bob").build(),
                        CreateAccessKeyOutput.builder()
                                .accessKey(signet.model.iam.AccessKey.builder()
                                        .userName("Bob")
                                        .accessKeyId("AKIAEXAMPLE")
                                        .status("Active")
                                        .secretAccessKey("wJalrXUtnFEMI")
                                        .build())
                                .build())));

        assertEquals(
                Made.json("{'accessKey':{'userName':'Bob','accessKeyId':'AKIAEXAMPLE','status':'Active'}}"),
                record.path("responseElements"));
    }

    @Test
    void whatHasOnlySecretsHasNoParameters() {
        JsonNode record = record(Made.event("iam", "ChangePassword")
                .saying(Made.said(
                        IamOperations.CHANGE_PASSWORD,
                        ChangePasswordInput.builder()
                                .oldPassword("hunter2")
                                .newPassword("hunter3")
                                .build(),
                        Unit.VALUE)));

        assertTrue(record.path("requestParameters").isNull());
    }

    /** The form that RDS's events have: dBInstanceIdentifier, and four stars for a password. */
    @Test
    void aPasswordOfRdsIsFourStars() {
        JsonNode parameters = record(Made.event("rds", "CreateDBInstance")
                        .saying(Made.said(
                                RdsOperations.CREATE_DB_INSTANCE,
                                CreateDBInstanceInput.builder()
                                        .dbInstanceIdentifier("db")
                                        .dbInstanceClass("db.t3.micro")
                                        .engine("postgres")
                                        .masterUsername("postgres")
                                        .masterUserPassword("hunter2hunter2")
                                        .build(),
                                null)))
                .path("requestParameters");

        assertEquals("db", parameters.path("dBInstanceIdentifier").stringValue());
        assertEquals("****", parameters.path("masterUserPassword").stringValue());
    }

    /** Lambda Developer Guide, "Logging Lambda API calls with CloudTrail": DeleteFunction, and its denied GetFunction. */
    @Test
    void aDenialOfLambdaHasTheCodeOfTheExample() {
        Event event = Made.event("lambda", "DeleteFunction")
                .saying(Made.said(
                        LambdaOperations.DELETE_FUNCTION,
                        DeleteFunctionInput.builder()
                                .functionName("basic-node-task")
                                .build(),
                        null));

        JsonNode record = record(Made.failed(event, "AccessDeniedException", "User: x is not authorized", 403));

        assertEquals("AccessDenied", record.path("errorCode").stringValue());
        assertEquals("User: x is not authorized", record.path("errorMessage").stringValue());
        assertEquals(Made.json("{'functionName':'basic-node-task'}"), record.path("requestParameters"));
        assertTrue(record.path("responseElements").isNull());
    }

    /** S3 User Guide, "CloudTrail log file entries for Amazon S3": GetBucketVersioning. */
    @Test
    void aRequestOfS3IsRecordedAsInTheExample() {
        RequestInfo info = Made.info("07D681279BD94AED").signed(new RequestInfo.Signed(false, Made.NOW));
        Event event = Made.as(
                Made.event(Made.alice(), "s3", "GetBucketVersioning", "arn:aws:s3:::bucket1", Made.ACCOUNT)
                        .saying(Made.said(
                                S3Operations.GET_BUCKET_VERSIONING,
                                GetBucketVersioningInput.builder()
                                        .bucket("bucket1")
                                        .build(),
                                null))
                        .over(new Event.Transport("s3.us-west-2.amazonaws.com", null)),
                info);

        JsonNode record = record(event);

        assertEquals(
                Made.json("{'Host':'s3.us-west-2.amazonaws.com','bucketName':'bucket1'}"),
                record.path("requestParameters"));
        assertEquals(
                Made.json("{'SignatureVersion':'SigV4','AuthenticationMethod':'AuthHeader'}"),
                record.path("additionalEventData"));
        assertEquals("[aws-cli/2.1]", record.path("userAgent").stringValue());
        assertEquals("07D681279BD94AED", record.path("requestID").stringValue());
        assertEquals(
                Made.json("[{'ARN':'arn:aws:s3:::bucket1','accountId':'123456789012','type':'AWS::S3::Bucket'}]"),
                record.path("resources"));
    }

    /** S3 User Guide, as above: resources and category of an object's event. */
    @Test
    void anObjectsRecordNamesTheObjectAndItsBucket() {
        Event event = Made.event(Made.alice(), "s3", "GetObject", "arn:aws:s3:::b/a/k", Made.ACCOUNT)
                .saying(Made.said(
                        S3Operations.GET_OBJECT,
                        GetObjectInput.builder().bucket("b").key("a/k").build(),
                        null));

        JsonNode record = record(event);

        assertEquals(
                Made.json("[{'ARN':'arn:aws:s3:::b/a/k','type':'AWS::S3::Object'},"
                        + "{'ARN':'arn:aws:s3:::b','accountId':'123456789012','type':'AWS::S3::Bucket'}]"),
                record.path("resources"));
        assertEquals("Data", record.path("eventCategory").stringValue());
        assertFalse(record.path("managementEvent").booleanValue());
        assertEquals("a/k", record.at("/requestParameters/key").stringValue());
    }

    @Test
    void aPresignedRequestSaysSoAndKeepsItsSignature() {
        RequestInfo info = Made.info().signed(new RequestInfo.Signed(true, Made.NOW));

        JsonNode record = record(Made.as(Made.event("s3", "GetObject"), info));

        assertEquals(
                "QueryString",
                record.at("/additionalEventData/AuthenticationMethod").stringValue());
    }

    @Test
    void aBucketsPolicyIsJson() {
        for (Map.Entry<String, String> form : Map.of(
                        "{\"Version\":\"2012-10-17\"}", "{'Version':'2012-10-17'}",
                        "{} {}", "'{} {}'",
                        "", "''",
                        "{\"a\":", "'{\\\"a\\\":'")
                .entrySet()) {
            Event event = Made.event("s3", "PutBucketPolicy")
                    .saying(Made.said(
                            S3Operations.PUT_BUCKET_POLICY,
                            PutBucketPolicyInput.builder()
                                    .bucket("b")
                                    .policy(form.getKey())
                                    .build(),
                            null));
            assertEquals(Made.json(form.getValue()), record(event).at("/requestParameters/bucketPolicy"));
        }
    }

    /** CloudTrail User Guide, "CloudTrail record contents": tlsDetails. */
    @Test
    void tlsIsTold() {
        Event.Transport transport =
                new Event.Transport("iam.amazonaws.com", new Event.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256"));

        assertEquals(
                Made.json("{'tlsVersion':'TLSv1.3','cipherSuite':'TLS_AES_128_GCM_SHA256',"
                        + "'clientProvidedHostHeader':'iam.amazonaws.com'}"),
                record(Made.event("iam", "GetUser").over(transport)).path("tlsDetails"));
        assertFalse(record(Made.event("iam", "GetUser").over(new Event.Transport("h", null)))
                .has("tlsDetails"));
    }

    @Test
    void whatAServiceSendsForSomebodySaysSo() {
        Event event = Made.as(Made.event("ec2", "RunInstances"), Made.info().via("autoscaling.amazonaws.com"));

        JsonNode record = record(event);

        assertEquals(
                "autoscaling.amazonaws.com",
                record.at("/userIdentity/invokedBy").stringValue());
        assertEquals("autoscaling.amazonaws.com", record.path("sourceIPAddress").stringValue());
        assertEquals("autoscaling.amazonaws.com", record.path("userAgent").stringValue());
    }

    /** CloudTrail User Guide, "CloudTrail record contents": 100 KB of parameters, 1 KB of a message or user agent. */
    @Test
    void whatIsTooLongIsLeftOutOrCut() {
        CreateUserInput long1 =
                CreateUserInput.builder().userName("x".repeat(100 * 1024)).build();
        Event event = Made.failed(
                Made.event("iam", "CreateUser").saying(Made.said(IamOperations.CREATE_USER, long1, null)),
                "ValidationError",
                "m".repeat(5000),
                400);

        JsonNode record = record(event);

        assertTrue(record.path("requestParameters").isNull());
        assertEquals("m".repeat(1024), record.path("errorMessage").stringValue());
    }

    @Test
    void whatNobodyUnderstoodIsRecordedAllTheSame() {
        Event event = Made.failed(
                new Event(Made.info(), new Caller.Anonymous(), "", "", 403, null, null, List.of()),
                "MissingAuthenticationToken",
                "Missing Authentication Token",
                403);

        Recorded recorded = Made.recorded(folder, event);

        assertEquals("", recorded.account());
        assertEquals("MissingAuthenticationToken", recorded.errorCode());
        assertEquals("Unknown", Made.json(recorded).at("/userIdentity/type").stringValue());
        assertTrue(recorded.allowed());
    }
}
