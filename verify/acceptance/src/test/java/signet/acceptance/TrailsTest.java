package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CloudTrail by the AWS CLI: looking events up, and a trail that delivers to a bucket whose policy decides. */
@Timeout(600)
class TrailsTest {
    @RegisterExtension
    static final ServerExtension SIGNET = new ServerExtension();

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BUCKET = "trail-logs";

    /** As AWS's documentation has it (CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail"). */
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[
             {"Sid":"AWSCloudTrailAclCheck20150319","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
              "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::trail-logs",
              "Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:us-east-1:123456789012:trail/TRAIL"}}},
             {"Sid":"AWSCloudTrailWrite20150319","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
              "Action":"s3:PutObject","Resource":"arn:aws:s3:::trail-logs/audit/AWSLogs/123456789012/*",
              "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control",
                "aws:SourceArn":"arn:aws:cloudtrail:us-east-1:123456789012:trail/TRAIL"}}}]}""";

    private static Clients root;

    @BeforeAll
    static void populate() {
        root = SIGNET.asRoot();
        root.cli("iam", "create-user", "--user-name", "ali").success();
        root.cli("iam", "create-user", "--user-name", "bea").success();
        root.cli("iam", "get-user", "--user-name", "ali").success();
        root.cli("sts", "get-caller-identity").success();
        root.cli("s3api", "create-bucket", "--bucket", BUCKET).success();
    }

    private static JsonNode lookup(String... more) {
        return JSON.readTree(cloudtrail(Stream.concat(Stream.of("lookup-events"), Stream.of(more))
                        .toArray(String[]::new))
                .success());
    }

    private static Ran cloudtrail(String... words) {
        return root.cli(Stream.concat(Stream.of("cloudtrail"), Stream.of(words)).toArray(String[]::new));
    }

    private static List<String> names(JsonNode answer) {
        return answer.path("Events")
                .valueStream()
                .map(event -> event.path("EventName").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "EventName, CreateUser, EventName",
        "EventSource, sts.amazonaws.com, EventSource",
        "ReadOnly, true, ReadOnly",
        "Username, root, Username",
        "AccessKeyId, AKIAIOSFODNN7EXAMPLE, AccessKeyId",
    })
    void eventsAreFoundByEachAttribute(String key, String value, String shown) {
        String wanted = key.equals("AccessKeyId") ? Keys.ROOT.id() : value;

        JsonNode answer = lookup("--lookup-attributes", "AttributeKey=" + key + ",AttributeValue=" + wanted);

        assertTrue(answer.path("Events").size() > 0, answer::toString);
        answer.path("Events")
                .valueStream()
                .forEach(event -> assertEquals(wanted, event.path(shown).asString()));
    }

    @Test
    void anEventIsFoundByItsIdAndItsResource() {
        JsonNode created = lookup("--lookup-attributes", "AttributeKey=EventName,AttributeValue=CreateUser")
                .path("Events");
        assertEquals(2, created.size());
        JsonNode newest = created.get(0);
        String id = newest.path("EventId").asString();
        JsonNode record = JSON.readTree(newest.path("CloudTrailEvent").asString());

        assertEquals(id, record.path("eventID").asString());
        assertEquals("bea", record.path("requestParameters").path("userName").asString());
        assertEquals(
                List.of("CreateUser"),
                names(lookup("--lookup-attributes", "AttributeKey=EventId,AttributeValue=" + id)));
        String name = newest.path("Resources").get(0).path("ResourceName").asString();
        assertTrue(names(lookup("--lookup-attributes", "AttributeKey=ResourceName,AttributeValue=" + name))
                .contains("CreateUser"));
        assertTrue(names(lookup("--lookup-attributes", "AttributeKey=ResourceType,AttributeValue=AWS::IAM::User"))
                .contains("CreateUser"));
    }

    @Test
    void theClientPagesThroughAllOfThem() {
        int all = lookup("--lookup-attributes", "AttributeKey=EventName,AttributeValue=CreateUser")
                .path("Events")
                .size();
        JsonNode paged =
                lookup("--lookup-attributes", "AttributeKey=EventName,AttributeValue=CreateUser", "--page-size", "1");
        JsonNode limited =
                lookup("--lookup-attributes", "AttributeKey=EventName,AttributeValue=CreateUser", "--max-items", "1");

        assertEquals(2, all);
        assertEquals(all, paged.path("Events").size());
        assertEquals(1, limited.path("Events").size());
        JsonNode rest = lookup(
                "--lookup-attributes",
                "AttributeKey=EventName,AttributeValue=CreateUser",
                "--starting-token",
                limited.path("NextToken").asString());
        assertEquals(1, rest.path("Events").size());
    }

    @Test
    void theSdkForJavaPagesThroughThemToo() {
        CloudTrailClient client = root.cloudTrail();
        List<Event> found = client
                .lookupEventsPaginator(lookup -> lookup.lookupAttributes(LookupAttribute.builder()
                                .attributeKey(LookupAttributeKey.EVENT_NAME)
                                .attributeValue("CreateUser")
                                .build())
                        .maxResults(1))
                .events()
                .stream()
                .toList();

        assertEquals(2, found.size());
        assertEquals("CreateUser", found.getFirst().eventName());
        assertThrows(InvalidMaxResultsException.class, () -> client.lookupEvents(lookup -> lookup.maxResults(51)));
        assertThrows(TrailNotFoundException.class, () -> client.getTrail(get -> get.name("never")));
    }

    @Test
    void aDenialIsExplainedByTheIdInItsMessage() {
        Clients nobody = new Clients(SIGNET.server().endpoint(), keyOf("bea"));
        String denial = nobody.cli("iam", "list-users").failure();
        String id = denial.strip().substring(denial.strip().lastIndexOf(' ') + 1);
        RawRequest.Answer answer = RawRequest.of(
                        SIGNET.server().endpoint(), "GET", "/authorization-details/" + id, null, "")
                .signed(Keys.ROOT, "iam", Instant.now())
                .send();

        assertTrue(denial.contains("GetRequestAuthorizationDetails API with the following authorization id: "), denial);
        JsonNode evaluation = JSON.readTree(answer.body()).path("evaluations").get(0);
        assertEquals("iam:ListUsers", evaluation.path("action").asString());
        assertEquals("IMPLICIT_DENY", evaluation.path("evaluatedEffect").asString());
    }

    private static Keys keyOf(String user) {
        JsonNode key = JSON.readTree(root.cli("iam", "create-access-key", "--user-name", user)
                        .success())
                .path("AccessKey");
        return new Keys(
                key.path("AccessKeyId").asString(), key.path("SecretAccessKey").asString(), null);
    }

    @Test
    void whatIsNoLookupIsRefusedInCloudTrailsWay() {
        assertTrue(cloudtrail(
                        "lookup-events",
                        "--lookup-attributes",
                        "AttributeKey=EventName,AttributeValue=A",
                        "AttributeKey=Username,AttributeValue=B")
                .failure()
                .contains("(InvalidLookupAttributesException) when calling the LookupEvents operation"));
        assertTrue(cloudtrail("lookup-events", "--start-time", "2026-01-02", "--end-time", "2026-01-01")
                .failure()
                .contains("(InvalidTimeRangeException)"));
        assertTrue(cloudtrail("lookup-events", "--next-token", "forged", "--no-paginate")
                .failure()
                .contains("(InvalidNextTokenException)"));
        assertTrue(cloudtrail("list-queries", "--event-data-store", "abc")
                .failure()
                .contains("Signet does not implement cloudtrail:ListQueries, because"));
    }

    @Test
    void aTrailDeliversToABucketThatLetsCloudTrailIn(@TempDir Path directory) {
        letIn("delivering");
        cloudtrail("create-trail", "--name", "delivering", "--s3-bucket-name", BUCKET, "--s3-key-prefix", "audit")
                .success();
        cloudtrail("start-logging", "--name", "delivering").success();
        root.cli("iam", "create-role", "--role-name", "made-while-logging", "--assume-role-policy-document", trust())
                .success();

        String records = assertTimeoutPreemptively(Duration.ofSeconds(90), () -> {
            while (true) {
                String all = delivered(directory);
                if (all.contains("made-while-logging")) {
                    return all;
                }
            }
        });

        assertTrue(records.contains("\"eventName\":\"CreateRole\""), records);
        JsonNode status = JSON.readTree(
                cloudtrail("get-trail-status", "--name", "delivering").success());
        assertTrue(status.path("IsLogging").asBoolean());
        assertTrue(status.has("LatestDeliveryTime"));
        cloudtrail("stop-logging", "--name", "delivering").success();
        cloudtrail("delete-trail", "--name", "delivering").success();
    }

    private static String trust() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    /** All records that are in the bucket. */
    private static String delivered(Path directory) throws IOException {
        root.cli("s3", "sync", "--quiet", "s3://" + BUCKET + "/audit", directory.toString())
                .success();
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json.gz")).toList()) {
                String name = directory.relativize(file).toString();
                assertTrue(
                        name.matches("AWSLogs/123456789012/CloudTrail/us-east-1/\\d{4}/\\d{2}/\\d{2}/"
                                + "123456789012_CloudTrail_us-east-1_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz"),
                        name);
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    assertTrue(JSON.readTree(text).path("Records").isArray());
                    all.append(text);
                }
            }
        }
        return all.toString();
    }

    private static void letIn(String trail) {
        root.cli("s3api", "put-bucket-policy", "--bucket", BUCKET, "--policy", POLICY.replace("TRAIL", trail))
                .success();
    }

    @Test
    void aBucketThatDoesNotLetCloudTrailInHasNoTrail() {
        root.cli("s3api", "create-bucket", "--bucket", "closed-logs").success();

        assertTrue(cloudtrail("create-trail", "--name", "refused", "--s3-bucket-name", "closed-logs")
                .failure()
                .contains(
                        "(InsufficientS3BucketPolicyException) when calling the CreateTrail operation: Incorrect S3 bucket"
                                + " policy is detected for bucket: closed-logs"));
        letIn("another");
        assertTrue(
                cloudtrail("create-trail", "--name", "refused", "--s3-bucket-name", BUCKET, "--s3-key-prefix", "audit")
                        .failure()
                        .contains("(InsufficientS3BucketPolicyException)"));
        assertTrue(cloudtrail("create-trail", "--name", "refused", "--s3-bucket-name", "no-such-bucket-here")
                .failure()
                .contains("(S3BucketDoesNotExistException)"));
        assertEquals(
                0,
                JSON.readTree(cloudtrail("describe-trails", "--trail-name-list", "refused")
                                .success())
                        .path("trailList")
                        .size());
    }
}
