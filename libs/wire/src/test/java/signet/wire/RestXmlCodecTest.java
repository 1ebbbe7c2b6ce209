package signet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.DeleteObjectsInput;
import signet.model.s3.GetBucketAclOutput;
import signet.model.s3.GetBucketLocationOutput;
import signet.model.s3.GetBucketPolicyOutput;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.Grant;
import signet.model.s3.Grantee;
import signet.model.s3.HeadObjectOutput;
import signet.model.s3.ListObjectsV2Output;
import signet.model.s3.PutObjectInput;
import signet.model.s3.S3Object;
import signet.model.s3.S3Operations;

class RestXmlCodecTest {
    private static final Codec S3 = Codec.of(S3Operations.SERVICE);
    private static final String XMLNS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private static <I> I decode(
            OperationModel<I, ?> operation, String method, String target, String body, String... headers) {
        WireRequest plain = S3RouterTest.request(method, target, "127.0.0.1", headers);
        WireRequest request = new WireRequest(
                method,
                plain.rawPath(),
                plain.rawQuery(),
                plain.headers(),
                plain.host(),
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
        return Requests.decode(operation, request, "s3");
    }

    private static AwsError refused(
            OperationModel<?, ?> operation, String method, String target, String body, String... headers) {
        return assertThrows(AwsError.class, () -> decode(operation, method, target, body, headers));
    }

    @Test
    void labelsHeadersMetadataAndBodyAreRead() throws IOException {
        PutObjectInput input = decode(
                S3Operations.PUT_OBJECT,
                "PUT",
                "/b/k",
                "content",
                "Content-Type",
                "text/plain",
                "Content-Length",
                "7",
                "x-amz-meta-Colour",
                "red",
                "X-Amz-Meta-size",
                "1",
                "x-amz-tagging",
                "a=b",
                "x-amz-server-side-encryption-bucket-key-enabled",
                "true",
                "x-amz-storage-class",
                "STANDARD_IA");

        assertEquals("text/plain", input.contentType());
        assertEquals(7L, input.contentLength());
        assertEquals(Map.of("colour", "red", "size", "1"), input.metadata());
        assertEquals("a=b", input.tagging());
        assertEquals(true, input.bucketKeyEnabled());
        assertEquals("STANDARD_IA", input.storageClass());
        assertArrayEquals(
                "content".getBytes(StandardCharsets.UTF_8),
                Objects.requireNonNull(input.body()).open().readAllBytes());
    }

    @Test
    void aDocumentIsReadWithOrWithoutItsNamespace() {
        for (String namespace : List.of("", XMLNS)) {
            DeleteObjectsInput input = decode(
                    S3Operations.DELETE_OBJECTS,
                    "POST",
                    "/b?delete",
                    "<?xml version=\"1.0\"?><!-- two --><Delete" + namespace + "><Object><Key>a &amp; b</Key></Object>"
                            + "<Object><Key>c</Key><VersionId>1</VersionId></Object><Quiet>true</Quiet></Delete>");

            assertEquals(
                    List.of("a & b", "c"),
                    input.delete().objects().stream().map(o -> o.key()).toList());
            assertEquals(true, input.delete().quiet());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Delete>",
                "<Other><Object><Key>a</Key></Object></Other>",
                "<Delete><Object><Key>a</Key></Object><Colour/></Delete>",
                "<Delete><Object></Object></Delete>",
                "<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>",
                "<Delete><Object><Key><b/></Key></Object></Delete>",
                "<Delete><Quiet>maybe</Quiet></Delete>",
                "<!DOCTYPE Delete><Delete><Object><Key>a</Key></Object></Delete>",
                "<!DOCTYPE d [<!ENTITY x \"y\">]><Delete><Object><Key>&x;</Key></Object></Delete>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&x;</Key></Object></Delete>",
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x\"><Delete><Object><Key>a</Key></Object></Delete>",
                "<Delete><Object><Key>&undefined;</Key></Object></Delete>",
                "<?pi x?><Delete><Object><Key>a</Key></Object></Delete>",
                "not xml",
                "\u0000",
            })
    void aDocumentThatDoesNotFitIsMalformed(String document) {
        assertEquals(
                "MalformedXML",
                refused(S3Operations.DELETE_OBJECTS, "POST", "/b?delete", document)
                        .code());
    }

    @Test
    void billionsOfLaughsAndDeepNestingAreRefused() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY l" + i + " \"&l" + (i - 1) + ";&l" + (i - 1) + ";\">");
        }
        bomb.append("]><Delete><Object><Key>&l29;</Key></Object></Delete>");
        String deep = "<Delete>" + "<Object>".repeat(100_000);

        assertEquals(
                "MalformedXML",
                refused(S3Operations.DELETE_OBJECTS, "POST", "/b?delete", bomb.toString())
                        .code());
        assertEquals(
                "MalformedXML",
                refused(S3Operations.DELETE_OBJECTS, "POST", "/b?delete", deep).code());
        assertEquals(
                "MaxMessageLengthExceeded",
                refused(S3Operations.DELETE_OBJECTS, "POST", "/b?delete", " ".repeat(5_000_000))
                        .code());
    }

    @Test
    void aMissingDocumentIsReported() {
        assertEquals(
                "MissingRequestBodyError",
                refused(S3Operations.DELETE_OBJECTS, "POST", "/b?delete", "").code());
    }

    @Test
    void badValuesNameTheirArgument() {
        AwsError number = refused(S3Operations.LIST_OBJECTS_V2, "GET", "/b?list-type=2&max-keys=many", "");
        AwsError enumeration = refused(S3Operations.PUT_OBJECT, "PUT", "/b/k", "", "x-amz-acl", "everyone");

        assertEquals("InvalidArgument", number.code());
        assertEquals("Provided max-keys not an integer or within integer range", number.message());
        assertEquals(Map.of("ArgumentName", "max-keys", "ArgumentValue", "many"), number.details());
        assertEquals("InvalidArgument", enumeration.code());
        assertEquals(
                "InvalidStorageClass",
                refused(S3Operations.PUT_OBJECT, "PUT", "/b/k", "", "x-amz-storage-class", "CHEAP")
                        .code());
    }

    @Test
    void anUnreadableConditionalDateIsIgnored() {
        assertNull(decode(S3Operations.GET_OBJECT, "GET", "/b/k", "", "If-Modified-Since", "yesterday")
                .ifModifiedSince());
        assertEquals(
                Instant.parse("2025-01-31T12:00:00Z"),
                decode(S3Operations.GET_OBJECT, "GET", "/b/k", "", "If-Modified-Since", "Fri, 31 Jan 2025 12:00:00 GMT")
                        .ifModifiedSince());
    }

    @Test
    void aBucketPolicyIsTextBothWays() {
        assertEquals(
                "{\"Version\": \"é\"}",
                decode(S3Operations.PUT_BUCKET_POLICY, "PUT", "/b?policy", "{\"Version\": \"é\"}")
                        .policy());

        WireResponse response = S3.encode(S3Operations.GET_BUCKET_POLICY, new GetBucketPolicyOutput("{}"), "R");

        assertEquals("{}", Requests.text(response));
        assertEquals(
                "application/json", response.headers().first("Content-Type").orElseThrow());
    }

    @Test
    void anObjectStreamsWithItsHeaders() {
        Body body = Body.of(new byte[] {1, 2});
        WireResponse response = S3.encode(
                S3Operations.GET_OBJECT,
                GetObjectOutput.builder()
                        .body(body)
                        .contentLength(2L)
                        .contentType("image/png")
                        .eTag("\"e\"")
                        .lastModified(Instant.parse("2025-01-31T12:00:00Z"))
                        .metadata(Map.of("colour", "red"))
                        .build(),
                "R");

        assertEquals(200, response.status());
        assertEquals(new WireResponse.Streamed(body), response.content());
        Headers headers = response.headers();
        assertEquals("2", headers.first("Content-Length").orElseThrow());
        assertEquals(List.of("image/png"), headers.all("Content-Type"));
        assertEquals("\"e\"", headers.first("ETag").orElseThrow());
        assertEquals(
                "Fri, 31 Jan 2025 12:00:00 GMT", headers.first("Last-Modified").orElseThrow());
        assertEquals("red", headers.first("x-amz-meta-colour").orElseThrow());
        assertEquals("R", headers.first("x-amz-request-id").orElseThrow());
        assertTrue(headers.has("x-amz-id-2"));
    }

    @Test
    void aRangeIsPartialContent() {
        assertEquals(
                206,
                S3.encode(
                                S3Operations.GET_OBJECT,
                                GetObjectOutput.builder()
                                        .body(Body.EMPTY)
                                        .contentRange("bytes 0-0/2")
                                        .build(),
                                "R")
                        .status());
    }

    @Test
    void aHeadAnswerHasNoBody() {
        WireResponse response = S3.encode(
                S3Operations.HEAD_OBJECT,
                HeadObjectOutput.builder().contentLength(9L).build(),
                "R");

        assertInstanceOf(WireResponse.Nothing.class, response.content());
        assertEquals("9", response.headers().first("Content-Length").orElseThrow());
    }

    @Test
    void aListingHasFlatElements() {
        String text = Requests.text(S3.encode(
                S3Operations.LIST_OBJECTS_V2,
                ListObjectsV2Output.builder()
                        .name("b")
                        .keyCount(2)
                        .isTruncated(false)
                        .contents(List.of(
                                S3Object.builder()
                                        .key("a")
                                        .size(5L)
                                        .lastModified(Instant.parse("2025-01-31T12:00:00.25Z"))
                                        .build(),
                                S3Object.builder().key("b").build()))
                        .build(),
                "R"));

        assertTrue(
                text.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult" + XMLNS + ">"), text);
        assertTrue(
                text.contains("<Contents><Key>a</Key><LastModified>2025-01-31T12:00:00.250Z</LastModified>"
                        + "<Size>5</Size></Contents><Contents><Key>b</Key></Contents>"),
                text);
    }

    @Test
    void theLocationIsTheRootsText() {
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint" + XMLNS
                        + ">eu-west-1</LocationConstraint>",
                Requests.text(
                        S3.encode(S3Operations.GET_BUCKET_LOCATION, new GetBucketLocationOutput("eu-west-1"), "R")));
        assertTrue(Requests.text(S3.encode(
                        S3Operations.GET_BUCKET_LOCATION,
                        GetBucketLocationOutput.builder().build(),
                        "R"))
                .endsWith("<LocationConstraint" + XMLNS + "></LocationConstraint>"));
    }

    @Test
    void aGranteesTypeIsAnAttribute() {
        String text = Requests.text(S3.encode(
                S3Operations.GET_BUCKET_ACL,
                GetBucketAclOutput.builder()
                        .grants(List.of(Grant.builder()
                                .grantee(Grantee.builder()
                                        .type("CanonicalUser")
                                        .id("1")
                                        .build())
                                .permission("FULL_CONTROL")
                                .build()))
                        .build(),
                "R"));

        assertTrue(
                text.contains("<AccessControlList><Grant><Grantee"
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">"
                        + "<ID>1</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"),
                text);
    }

    @Test
    void anOperationWithoutOutputHasItsStatusAlone() {
        WireResponse response = S3.encode(S3Operations.DELETE_BUCKET, Unit.VALUE, "R");

        assertEquals(204, response.status());
        assertInstanceOf(WireResponse.Nothing.class, response.content());
    }

    @Test
    void anErrorHasItsElementsBetweenMessageAndRequestId() {
        AwsError error = AwsError.of("NoSuchKey", 404, "The specified key does not exist.")
                .with("Key", "a<b");
        WireResponse response = S3.encodeError(error, "R", false);

        assertEquals(404, response.status());
        assertEquals("application/xml", response.headers().first("Content-Type").orElseThrow());
        assertTrue(Requests.text(response)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                        + "<Message>The specified key does not exist.</Message><Key>a&lt;b</Key>"
                        + "<RequestId>R</RequestId><HostId>"));
    }

    @Test
    void anErrorToHeadHasNoBody() {
        assertInstanceOf(
                WireResponse.Nothing.class,
                S3.encodeError(AwsError.of("NoSuchKey", 404, "x"), "R", true).content());
        assertInstanceOf(
                WireResponse.Nothing.class,
                S3.encodeError(AwsError.of("NotModified", 304, "Not Modified"), "R", false)
                        .content());
    }
}
