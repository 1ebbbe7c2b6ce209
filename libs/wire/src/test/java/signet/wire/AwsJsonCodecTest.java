package signet.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.Unit;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.CreateTrailInput;
import signet.model.cloudtrail.DeleteTrailOutput;
import signet.model.cloudtrail.Event;
import signet.model.cloudtrail.LookupAttribute;
import signet.model.cloudtrail.LookupEventsInput;
import signet.model.cloudtrail.LookupEventsOutput;
import signet.model.iam.IamOperations;

/** The protocols of JSON alone, by the rules of smithy.io, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol". */
class AwsJsonCodecTest {
    private static final Codec CODEC = Codec.of(CloudTrailOperations.SERVICE);
    private static final String PREFIX = "CloudTrail_20131101.";

    static WireRequest request(String target, String json) {
        return new WireRequest(
                "POST",
                "/",
                null,
                Headers.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.1"),
                "127.0.0.1:4566",
                Body.of(json.getBytes(UTF_8)));
    }

    private static LookupEventsInput lookup(String json) {
        return Requests.decode(
                CloudTrailOperations.LOOKUP_EVENTS, request(PREFIX + "LookupEvents", json), "cloudtrail");
    }

    private static CreateTrailInput create(String json) {
        return Requests.decode(CloudTrailOperations.CREATE_TRAIL, request(PREFIX + "CreateTrail", json), "cloudtrail");
    }

    private static String refused(String json) {
        AwsError error = assertThrows(AwsError.class, () -> create(json));
        return error.httpStatus() + " " + error.code() + ": " + error.message();
    }

    private static String resolved(WireRequest request, String scope) {
        try {
            return Requests.RESOLVER.resolve(request, scope).operationName();
        } catch (AwsError e) {
            return e.httpStatus() + " " + e.code();
        }
    }

    @Test
    void theDocumentIsTheInput() {
        LookupEventsInput input = lookup("{\"LookupAttributes\": [{\"AttributeKey\": \"EventName\", \"AttributeValue\":"
                + " \"CreateRole\"}], \"StartTime\": 1764547200.25, \"MaxResults\": 7, \"NextToken\": null}");

        assertEquals(List.of(new LookupAttribute("EventName", "CreateRole")), input.lookupAttributes());
        assertEquals(Instant.parse("2025-12-01T00:00:00.250Z"), input.startTime());
        assertEquals(7, input.maxResults());
        assertNull(input.nextToken());
        assertNull(input.endTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } "})
    void noDocumentIsAnEmptyInput(String json) {
        assertEquals(LookupEventsInput.builder().build(), lookup(json));
    }

    @Test
    void theTypeOfTheContentIsNotAsked() {
        WireRequest request = request(PREFIX + "LookupEvents", "{\"MaxResults\": 3}");
        WireRequest other = new WireRequest(
                "POST",
                "/",
                null,
                Headers.of(
                        "x-amz-target",
                        PREFIX + "LookupEvents",
                        "Content-Type",
                        "application/x-amz-json-1.1; charset=utf-8"),
                request.host(),
                request.body());

        assertEquals(
                3,
                Requests.decode(CloudTrailOperations.LOOKUP_EVENTS, other, "cloudtrail")
                        .maxResults());
    }

    @ParameterizedTest
    @CsvSource({
        "CloudTrail_20131101.LookupEvents, LookupEvents",
        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents, LookupEvents",
        "CloudTrail_20131101.StartQuery, StartQuery",
        "CloudTrail_20131101.Nothing, 400 UnknownOperationException",
        "CloudTrail_20131101., 400 UnknownOperationException",
        "CloudTrail_20131101, 400 UnknownOperationException",
        "DynamoDB_20120810.LookupEvents, 400 UnknownOperationException",
        "XCloudTrail_20131101.LookupEvents, 400 UnknownOperationException",
        ".LookupEvents, 400 UnknownOperationException",
        "LookupEvents, 400 UnknownOperationException",
        "'', 400 UnknownOperationException",
    })
    void theTargetNamesTheOperation(String target, String expected) {
        assertEquals(expected, resolved(request(target, "{}"), "cloudtrail"));
    }

    @Test
    void anOperationThatSignetLacksIsNamed() {
        assertEquals(
                new Resolution.NotImplemented(CloudTrailOperations.SERVICE, "StartQuery"),
                Requests.RESOLVER.resolve(request(PREFIX + "StartQuery", "{}"), "cloudtrail"));
    }

    @Test
    void twoTargetsAreNone() {
        WireRequest one = request(PREFIX + "LookupEvents", "{}");
        WireRequest two = new WireRequest(
                "POST", "/", null, one.headers().and("x-amz-target", PREFIX + "DeleteTrail"), one.host(), one.body());

        assertEquals("400 UnknownOperationException", resolved(two, "cloudtrail"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "PUT, /", "POST, /x", "POST, //", "POST, /CloudTrail_20131101.LookupEvents"})
    void onlyAPostToTheRootCarriesATarget(String method, String path) {
        WireRequest post = request(PREFIX + "LookupEvents", "{}");
        WireRequest other = new WireRequest(method, path, null, post.headers(), post.host(), post.body());

        assertEquals("400 UnknownOperationException", resolved(other, "cloudtrail"));
    }

    @Test
    void aTargetIsNoOperationOfAnotherServiceThanTheSignatures() {
        assertEquals("400 MissingAction", resolved(request(PREFIX + "LookupEvents", "{}"), "iam"));
    }

    @Test
    void withoutASignatureTheTargetNamesTheService() {
        assertEquals(
                "cloudtrail",
                Requests.RESOLVER
                        .service(request(PREFIX + "Anything", "{}"), null)
                        .name());
        assertEquals(
                "s3",
                Requests.RESOLVER
                        .service(request("Nobody.Anything", "{}"), null)
                        .name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "x",
                "\"text\"",
                "1",
                "{",
                "{\"Name\": 1}",
                "{\"Name\": [\"a\"]}",
                "{\"IsMultiRegionTrail\": \"true\"}",
                "{\"TagsList\": {}}",
                "{\"TagsList\": [null]}",
                "{\"Name\": \"a\", \"Name\": \"b\"}",
                "{} {}",
                "{\"Name\": \"a\",}",
            })
    void whatIsNoSuchDocumentCannotBeDeserialized(String json) {
        assertTrue(refused(json).startsWith("400 SerializationException: "), refused(json));
    }

    @Test
    void aDocumentThatIsTooDeepIsRefused() {
        assertTrue(refused("{\"TagsList\": " + "[".repeat(100) + "]".repeat(100) + "}")
                .startsWith("400 SerializationException: "));
    }

    @Test
    void aParameterThatSignetDoesNotKnowIsRefused() {
        assertEquals(
                "501 NotImplemented: Signet does not implement the parameter Colour of cloudtrail:CreateTrail.",
                refused("{\"Name\": \"a\", \"Colour\": \"red\"}"));
    }

    @Test
    void whatBreaksTheModelIsAValidationException() {
        assertEquals(
                "400 ValidationException: 1 validation error detected: Value null at 's3BucketName' failed to satisfy"
                        + " constraint: Member must not be null",
                refused("{\"Name\": \"a\"}"));
        assertTrue(refused("{\"Name\": \"a\", \"S3BucketName\": \"b\", \"TagsList\": [{\"Key\": \"" + "k".repeat(129)
                        + "\"}]}")
                .startsWith("400 ValidationException: 1 validation error detected: Value "));
    }

    @Test
    void anAnswerIsADocumentWithoutWhatIsAbsent() {
        LookupEventsOutput output = LookupEventsOutput.builder()
                .events(List.of(Event.builder()
                        .eventName("CreateRole")
                        .eventTime(Instant.parse("2026-12-01T00:00:00Z"))
                        .cloudTrailEvent("{\"a\":\"b\"}")
                        .build()))
                .build();

        WireResponse response = CODEC.encode(CloudTrailOperations.LOOKUP_EVENTS, output, "request-1");

        assertEquals(200, response.status());
        assertEquals(
                "{\"Events\":[{\"EventName\":\"CreateRole\",\"EventTime\":1796083200,\"CloudTrailEvent\":"
                        + "\"{\\\"a\\\":\\\"b\\\"}\"}]}",
                Requests.text(response));
        assertEquals(
                "application/x-amz-json-1.1",
                response.headers().first("Content-Type").orElseThrow());
        assertEquals("request-1", response.headers().first("x-amzn-RequestId").orElseThrow());
    }

    @Test
    void anOutputWithoutMembersIsAnEmptyObjectAndNoOutputIsNothing() {
        WireResponse empty = CODEC.encode(CloudTrailOperations.DELETE_TRAIL, new DeleteTrailOutput(), "id");
        WireResponse none = CODEC.encode(IamOperations.DELETE_USER, Unit.VALUE, "id");

        assertEquals("{}", Requests.text(empty));
        assertInstanceOf(WireResponse.Nothing.class, none.content());
        assertEquals(
                "application/x-amz-json-1.1",
                none.headers().first("Content-Type").orElseThrow());
    }

    @Test
    void anErrorHasItsTypeInTheDocument() {
        WireResponse response =
                CODEC.encodeError(AwsError.of("TrailNotFoundException", 400, "Unknown \"trail\""), "id", false);

        assertEquals(400, response.status());
        assertEquals(
                "{\"__type\":\"TrailNotFoundException\",\"message\":\"Unknown \\\"trail\\\"\"}",
                Requests.text(response));
        assertEquals("id", response.headers().first("x-amzn-RequestId").orElseThrow());
        assertFalse(response.headers().has("x-amzn-ErrorType"));
    }

    @Test
    void aDenialsTextIsUnderANameWithACapital() {
        WireResponse response = CODEC.encodeError(AwsError.of("AccessDeniedException", 400, "no"), "id", false);

        assertEquals("{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}", Requests.text(response));
    }

    @Test
    void anAnswerToHeadHasNoBody() {
        WireResponse response = CODEC.encodeError(AwsError.of("X", 400, "no"), "id", true);

        assertInstanceOf(WireResponse.Nothing.class, response.content());
    }

    @Test
    void theVersionsDifferInTheTypeOfTheirContent() {
        WireResponse response = new AwsJsonCodec("1.0").encodeError(AwsError.of("X", 400, "no"), "id", false);

        assertEquals(
                "application/x-amz-json-1.0",
                response.headers().first("Content-Type").orElseThrow());
    }

    @Test
    void anyDocumentIsReadOrRefused() {
        List<String> pieces = List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"Name\"",
                "\"TagsList\"",
                "\"Key\"",
                "\"S3BucketName\"",
                "\"a\"",
                "1",
                "-",
                "1e9",
                "true",
                "null",
                "\\",
                "\"",
                "é",
                "\u0000",
                " ",
                "IsMultiRegionTrail",
                "\"\\u12\"");
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder json = new StringBuilder(random.nextBoolean() ? "{" : "");
            for (int n = random.nextInt(12); n > 0; n--) {
                json.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                create(json.toString());
            } catch (AwsError e) {
                assertFalse(e.message().isEmpty());
            }
        }
    }
}
