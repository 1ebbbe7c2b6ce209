package signet.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import signet.model.lambda.CreateFunctionInput;
import signet.model.lambda.DeadLetterConfig;
import signet.model.lambda.FunctionCode;
import signet.model.lambda.VpcConfig;

class SupportedMembersTest {
    private static final SupportedMembers SUPPORTED =
            new SupportedMembers(true, what -> AwsError.of("NotImplemented", 501, what + " is not there."));

    private static CreateFunctionInput.Builder function() {
        return CreateFunctionInput.builder()
                .functionName("f")
                .role("r")
                .code(FunctionCode.builder().build());
    }

    private static void only(CreateFunctionInput.Builder function, String... allowed) {
        SUPPORTED.only(CreateFunctionInput.SCHEMA, function.build(), "CreateFunction", allowed);
    }

    private static String refusal(CreateFunctionInput.Builder function, String... allowed) {
        return String.valueOf(
                assertThrows(AwsError.class, () -> only(function, allowed)).getMessage());
    }

    @Test
    void aMemberThatIsNotNamedMayNotBeSet() {
        assertEquals(
                "NotImplemented: The parameter VpcConfig of CreateFunction is not there.",
                refusal(
                        function()
                                .vpcConfig(VpcConfig.builder()
                                        .subnetIds(List.of("subnet-1"))
                                        .build()),
                        "FunctionName",
                        "Role"));
        assertEquals(
                "NotImplemented: The parameter Role of CreateFunction is not there.",
                refusal(function(), "FunctionName"));
    }

    @Test
    void namedMembersMayBeSet() {
        assertDoesNotThrow(() ->
                only(function().description("d").publish(true), "FunctionName", "Role", "Description", "Publish"));
    }

    @Test
    void whatAsksForNothingIsNotSet() {
        assertDoesNotThrow(() -> only(
                function()
                        .publish(false)
                        .description("")
                        .layers(List.of())
                        .tags(Map.of())
                        .deadLetterConfig(
                                DeadLetterConfig.builder().targetArn("").build())
                        .vpcConfig(VpcConfig.builder().subnetIds(List.of()).build()),
                "FunctionName",
                "Role"));
    }

    @Test
    void anEmptyStructureIsSetUnlessTheServicesToolsSendSuch() {
        CreateFunctionInput function =
                function().vpcConfig(VpcConfig.builder().build()).build();
        SupportedMembers strict = new SupportedMembers(false, SUPPORTED.refusal());
        assertThrows(
                AwsError.class,
                () -> strict.only(
                        CreateFunctionInput.SCHEMA, function, "CreateFunction", "FunctionName", "Role", "Code"));
    }

    @Test
    void anAbsentStructureHasNothingSet() {
        assertDoesNotThrow(() -> SUPPORTED.only(VpcConfig.SCHEMA, null, "VpcConfig"));
    }

    @Test
    void onlyTheGivenValuesAreAllowed() {
        assertDoesNotThrow(() -> SUPPORTED.value(null, "Size", 512));
        assertDoesNotThrow(() -> SUPPORTED.value(512, "Size", 256, 512));
        assertEquals(
                "NotImplemented: The value 513 of Size is not there.",
                assertThrows(AwsError.class, () -> SUPPORTED.value(513, "Size", 256, 512))
                        .getMessage());
    }
}
