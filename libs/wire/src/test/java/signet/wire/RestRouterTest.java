package signet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationBinding;
import signet.model.lambda.LambdaOperations;

class RestRouterTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";

    static Stream<OperationBinding> bindings() {
        return LambdaOperations.SERVICE.bindings().stream();
    }

    private static Resolution resolve(String method, String path, @Nullable String query) {
        WireRequest request =
                new WireRequest(method, path, query, Headers.NONE, "lambda.us-east-1.amazonaws.com", Body.EMPTY);
        return Requests.RESOLVER.resolve(request, null);
    }

    private static String functionName(String path) {
        Resolution.Known known = (Resolution.Known) resolve("GET", path, null);
        return known.input(LambdaOperations.GET_FUNCTION).functionName();
    }

    @ParameterizedTest
    @MethodSource("bindings")
    void everyPlaceOfTheModelLeadsToItsOwnOperation(OperationBinding binding) {
        String path = binding.path().replaceAll("\\{[^}]*\\}", "x");
        Stream<String> required = binding.requiredQuery().stream().map(name -> name + "=x");
        String query = String.join(
                "&", Stream.concat(binding.literals().stream(), required).toList());

        assertEquals(
                binding.operation(),
                resolve(binding.method(), path, query.isEmpty() ? null : query).operationName());
    }

    @Test
    void aSlashAtTheEndChangesNothing() {
        assertEquals("ListFunctions", resolve("GET", FUNCTIONS + "/", null).operationName());
        assertEquals("GetFunction", resolve("GET", FUNCTIONS + "/f/", null).operationName());
    }

    @Test
    void aLabelIsAWholeSegmentWhateverIsEscapedInIt() {
        assertEquals(
                "arn:aws:lambda:us-east-1:111122223333:function:f",
                functionName(FUNCTIONS + "/arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Af"));
        AwsError error = assertThrows(AwsError.class, () -> functionName(FUNCTIONS + "/f%2Fcode"));
        assertEquals("ValidationException", error.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//2015-03-31/functions/f",
                "/2015-03-31/functions//",
                "/2015-03-31/functions/../functions/f",
                "/2015-03-31/./functions/f",
                "/2015-03-31/Functions/f",
                "/2015-03-31/functions/f/code/more",
                "/2015-03-31/functions/f//",
                "/2014-11-13/functions/f"
            })
    void whatIsNoPlaceOfTheModelIsNoOperation(String path) {
        AwsError error = assertThrows(AwsError.class, () -> resolve("GET", path, null));

        assertEquals("AccessDeniedException", error.code());
        assertEquals(403, error.httpStatus());
        assertEquals("Unable to determine service/operation name to be authorized", error.message());
    }

    @Test
    void theMethodIsAPartOfThePlace() {
        assertEquals("CreateFunction", resolve("POST", FUNCTIONS, null).operationName());
        assertThrows(AwsError.class, () -> resolve("PUT", FUNCTIONS, null));
        assertThrows(AwsError.class, () -> resolve("HEAD", FUNCTIONS + "/f", null));
    }

    @Test
    void aParameterThatTheOperationHasNotIsRefusedByName() {
        AwsError error = assertThrows(AwsError.class, () -> resolve("GET", FUNCTIONS + "/f", "qualifier=1"));

        assertEquals("NotImplemented", error.code());
        assertEquals("Signet does not implement the query parameter qualifier of lambda:GetFunction.", error.message());
    }

    @Test
    void theParametersOfASignatureBelongToEveryOperation() {
        assertEquals(
                "GetFunction",
                resolve("GET", FUNCTIONS + "/f", "X-Amz-Signature=a&X-Amz-Date=b&X-Amz-Expires=1")
                        .operationName());
    }

    @Test
    void aLiteralOfThePathsQueryDecidesBetweenOperations() {
        assertEquals(
                "GetLayerVersionByArn",
                resolve("GET", "/2018-10-31/layers", "find=LayerVersion&Arn=a").operationName());
        assertEquals("ListLayers", resolve("GET", "/2018-10-31/layers", null).operationName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2015-03-31/functions/%zz", "/2015-03-31/functions/%", "/2015-03-31/functions/%ff"})
    void aBadEscapeIsABadRequest(String path) {
        assertEquals(
                400,
                assertThrows(AwsError.class, () -> resolve("GET", path, null)).httpStatus());
    }

    @Test
    void theHostAloneSaysWhichServiceAnUnsignedRequestIsFor() {
        WireRequest request =
                new WireRequest("GET", FUNCTIONS, null, Headers.NONE, "lambda.eu-west-1.amazonaws.com", Body.EMPTY);

        assertEquals("lambda", Requests.RESOLVER.service(request, null).name());
    }
}
