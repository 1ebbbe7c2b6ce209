package signet.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.lambda.CreateFunctionInput;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.InvocationResponse;
import signet.model.lambda.InvokeInput;
import signet.model.lambda.LambdaOperations;
import signet.model.lambda.ListFunctionsOutput;

class RestJsonCodecTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String ROLE = "arn:aws:iam::111122223333:role/r";
    private static final Codec CODEC = Codec.of(LambdaOperations.SERVICE);

    private static <I> I read(
            OperationModel<I, ?> operation, String method, String target, Headers headers, byte[] body) {
        String[] parts = target.split("\\?", 2);
        @Nullable String query = parts.length == 1 ? null : parts[1];
        WireRequest request = new WireRequest(method, parts[0], query, headers, "127.0.0.1", Body.of(body));
        return ((Resolution.Known) Requests.RESOLVER.resolve(request, "lambda")).input(operation);
    }

    private static CreateFunctionInput create(String json) {
        return read(LambdaOperations.CREATE_FUNCTION, "POST", FUNCTIONS, Headers.NONE, json.getBytes(UTF_8));
    }

    private static CreateFunctionInput createWith(String member) {
        return create("{\"FunctionName\": \"f\", \"Role\": \"" + ROLE + "\", \"Code\": {}, " + member + "}");
    }

    private static AwsError refused(String json) {
        return assertThrows(AwsError.class, () -> create(json));
    }

    private static AwsError refusedWith(String member) {
        return assertThrows(AwsError.class, () -> createWith(member));
    }

    @Test
    void membersOfTheDocumentAreReadByTheirNamesAndTypes() {
        CreateFunctionInput input = create("""
                {"FunctionName": "f", "Role": "%s", "Code": {"ZipFile": "AQID"}, "Timeout": 3, "Publish": true,
                 "Environment": {"Variables": {"A": "1", "b c": "\\u2603"}}, "Architectures": ["arm64"],
                 "Tags": {"k": "v"}, "Layers": []}""".formatted(ROLE));

        assertEquals("f", input.functionName());
        assertArrayEquals(new byte[] {1, 2, 3}, input.code().zipFile());
        assertEquals(3, input.timeout());
        assertEquals(true, input.publish());
        assertEquals(
                Map.of("A", "1", "b c", "☃"),
                Objects.requireNonNull(input.environment()).variables());
        assertEquals(List.of("arm64"), input.architectures());
        assertEquals(List.of(), input.layers());
    }

    @Test
    void aNullIsAnAbsentMember() {
        assertNull(createWith("\"Timeout\": null").timeout());
    }

    @Test
    void aMemberThatTheModelHasNotIsRefusedByName() {
        AwsError error = refusedWith("\"Sandbox\": false");

        assertEquals("NotImplemented", error.code());
        assertEquals(501, error.httpStatus());
        assertTrue(error.message().contains("Sandbox"), error.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Timeout\": \"3\"",
                "\"Timeout\": 3.5",
                "\"Timeout\": 99999999999",
                "\"Publish\": \"true\"",
                "\"Publish\": 1",
                "\"Description\": 5",
                "\"Tags\": []",
                "\"Tags\": {\"a\": 1}",
                "\"Layers\": {}",
                "\"Layers\": [null]",
                "\"Environment\": \"A=1\"",
                "\"Environment\": {\"Variables\": {\"A\": {}}}",
                "\"ImageConfig\": [1]"
            })
    void aValueOfAnotherTypeIsRefused(String member) {
        assertEquals("SerializationException", refusedWith(member).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"FunctionName\": \"f\"",
                "{\"Role\": \"a\",}",
                "{'a': 1}",
                "{} {}",
                "{}x",
                "nul",
                "\"\\ud800"
            })
    void whatIsNoJsonDocumentIsABadRequest(String json) {
        assertEquals(400, refused(json).httpStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true"})
    void aDocumentIsAnObject(String json) {
        assertEquals("SerializationException", refused(json).code());
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() {
        assertEquals(
                "InvalidRequestContentException",
                refused("{\"Role\": \"" + ROLE + "\", \"Role\": \"" + ROLE + "2\"}")
                        .code());
    }

    @Test
    void aDocumentThatIsTooDeepIsRefused() {
        assertEquals(400, refusedWith("\"Layers\": " + "[".repeat(5000)).httpStatus());
    }

    @Test
    void base64ThatIsNoneIsRefused() {
        assertEquals(
                "SerializationException",
                refused("{\"FunctionName\": \"f\", \"Role\": \"" + ROLE + "\", \"Code\": {\"ZipFile\": \"!\"}}")
                        .code());
    }

    @Test
    void whateverComesIsAnInputOrAnErrorOfTheClients() {
        String good = """
                {"FunctionName": "f", "Role": "%s", "Code": {"ZipFile": "AQID"}, "Timeout": 3, "Publish": true,
                 "Environment": {"Variables": {"A": "1"}}, "Architectures": ["arm64"], "Layers": [null, {}],
                 "FileSystemConfigs": [{"Arn": "x", "LocalMountPath": "/mnt/a"}]}""".formatted(ROLE);
        String pieces = "{}[]\",:\\u01e9-+. ntf\u0000\u00e9";
        Random random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char piece = pieces.charAt(random.nextInt(pieces.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, piece);
                    case 1 -> text.insert(at, piece);
                    default -> text.deleteCharAt(at);
                }
            }
            try {
                assertFalse(create(text.toString()).functionName().isEmpty());
            } catch (AwsError e) {
                assertTrue(e.httpStatus() == 400 || e.httpStatus() == 501, e.getMessage());
            }
        }
    }

    @Test
    void everythingThatBreaksTheModelIsSaidAtOnce() {
        AwsError error = refused("{\"FunctionName\": \"a b\", \"Timeout\": 0, \"Code\": {}}");

        assertEquals("ValidationException", error.code());
        assertEquals(400, error.httpStatus());
        assertEquals(
                "3 validation errors detected: Value 'a b' at 'functionName' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern:"
                        + " (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?;"
                        + " Value null at 'role' failed to satisfy constraint: Member must not be null;"
                        + " Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or"
                        + " equal to 1",
                error.message());
    }

    @Test
    void anEmptyBodyIsTheEmptyDocument() {
        assertTrue(refused("").message().startsWith("3 validation errors detected: Value null at 'functionName'"));
    }

    @Test
    void whatIsMissingInAStructureIsNamedByItsPath() {
        assertEquals(
                "1 validation error detected: Value null at 'arn' failed to satisfy constraint: Member must not be null",
                refusedWith("\"FileSystemConfigs\": [{\"LocalMountPath\": \"/mnt/a\"}]")
                        .message()
                        .replace("fileSystemConfigs.1.member.", ""));
    }

    @Test
    void aPayloadIsTheBodyUntouched() {
        byte[] body = {0, 1, (byte) 0xff, '{'};
        InvokeInput input = read(
                LambdaOperations.INVOKE,
                "POST",
                FUNCTIONS + "/f/invocations?Qualifier=%24LATEST",
                Headers.of("X-Amz-Invocation-Type", "Event", "x-amz-log-type", "Tail"),
                body);

        assertArrayEquals(body, input.payload());
        assertEquals("$LATEST", input.qualifier());
        assertEquals("Event", input.invocationType());
        assertEquals("Tail", input.logType());
    }

    @Test
    void anAbsentPayloadIsNone() {
        assertNull(read(LambdaOperations.INVOKE, "POST", FUNCTIONS + "/f/invocations", Headers.NONE, new byte[0])
                .payload());
    }

    @Test
    void aParameterOfSeveralValuesIsAList() {
        String arn = Requests.encode("arn:aws:lambda:us-east-1:111122223333:function:f");

        assertEquals(
                List.of("a", "b c"),
                read(
                                LambdaOperations.UNTAG_RESOURCE,
                                "DELETE",
                                "/2017-03-31/tags/" + arn + "?tagKeys=a&tagKeys=b+c",
                                Headers.NONE,
                                new byte[0])
                        .tagKeys());
    }

    @ParameterizedTest
    @CsvSource({"MaxItems=x, 400", "MaxItems=1&MaxItems=2, 400", "MaxItems=0, 400", "MaxItems=10001, 400"})
    void aBadParameterOfTheQueryIsRefused(String query, int status) {
        AwsError error = assertThrows(
                AwsError.class,
                () -> read(LambdaOperations.LIST_FUNCTIONS, "GET", FUNCTIONS + "?" + query, Headers.NONE, new byte[0]));

        assertEquals(status, error.httpStatus());
    }

    @Test
    void anEnumerationOfAHeaderIsCheckedInAmazonsWords() {
        AwsError error = assertThrows(
                AwsError.class,
                () -> read(
                        LambdaOperations.INVOKE,
                        "POST",
                        FUNCTIONS + "/f/invocations",
                        Headers.of("X-Amz-Invocation-Type", "Later"),
                        new byte[0]));

        assertEquals(
                "1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [Event, RequestResponse, DryRun]",
                error.message());
    }

    @Test
    void anAnswerIsADocumentOfWhatIsThere() {
        FunctionConfiguration one = FunctionConfiguration.builder()
                .functionName("f")
                .codeSize(5_000_000_000L)
                .timeout(3)
                .architectures(List.of("x86_64"))
                .description("a \"b\" ☃")
                .build();
        WireResponse response = CODEC.encode(
                LambdaOperations.LIST_FUNCTIONS,
                ListFunctionsOutput.builder().functions(List.of(one)).build(),
                "id");

        assertEquals(200, response.status());
        assertEquals("id", response.headers().first("x-amzn-RequestId").orElseThrow());
        assertEquals(
                "application/json", response.headers().first("Content-Type").orElseThrow());
        assertEquals(
                "{\"Functions\":[{\"FunctionName\":\"f\",\"CodeSize\":5000000000,\"Description\":\"a \\\"b\\\" ☃\","
                        + "\"Timeout\":3,\"Architectures\":[\"x86_64\"]}]}",
                Requests.text(response));
    }

    @Test
    void aFunctionMadeIsAnsweredCreated() {
        FunctionConfiguration made =
                FunctionConfiguration.builder().functionName("f").build();

        assertEquals(
                201, CODEC.encode(LambdaOperations.CREATE_FUNCTION, made, "id").status());
    }

    @Test
    void anInvocationsAnswerHasItsOwnStatusHeadersAndBytes() {
        WireResponse response = CODEC.encode(
                LambdaOperations.INVOKE,
                InvocationResponse.builder()
                        .statusCode(200)
                        .functionError("Unhandled")
                        .logResult("bG9n")
                        .executedVersion("$LATEST")
                        .payload("[1]".getBytes(UTF_8))
                        .build(),
                "id");

        assertEquals(200, response.status());
        assertEquals(
                "Unhandled", response.headers().first("X-Amz-Function-Error").orElseThrow());
        assertEquals("bG9n", response.headers().first("X-Amz-Log-Result").orElseThrow());
        assertEquals(
                "$LATEST", response.headers().first("X-Amz-Executed-Version").orElseThrow());
        assertEquals("[1]", Requests.text(response));
    }

    @Test
    void anAnswerOfNothingHasNoBody() {
        WireResponse response = CODEC.encode(LambdaOperations.TAG_RESOURCE, Unit.VALUE, "id");

        assertEquals(204, response.status());
        assertTrue(response.content() instanceof WireResponse.Nothing);
        assertTrue(response.headers().first("Content-Type").isEmpty());
    }

    @Test
    void anErrorHasItsCodeAsAHeaderAndItsTextUnderBothNames() {
        WireResponse response = CODEC.encodeError(
                AwsError.of("ResourceNotFoundException", 404, "Function not found: \"x\""), "id", false);

        assertEquals(404, response.status());
        assertEquals(
                "ResourceNotFoundException",
                response.headers().first("x-amzn-ErrorType").orElseThrow());
        assertEquals(
                "{\"Type\":\"User\",\"Message\":\"Function not found: \\\"x\\\"\","
                        + "\"message\":\"Function not found: \\\"x\\\"\"}",
                Requests.text(response));
    }

    @Test
    void aFaultOfTheServiceSaysSo() {
        WireResponse response = CODEC.encodeError(AwsError.of("ServiceException", 500, "no"), "id", false);

        assertTrue(Requests.text(response).contains("\"Type\":\"Service\""));
    }
}
