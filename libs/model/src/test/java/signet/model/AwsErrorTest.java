package signet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import signet.model.iam.IamErrors;
import signet.model.sts.StsErrors;

class AwsErrorTest {
    @Test
    void aMessageIsNeverEmpty() {
        assertThrows(IllegalArgumentException.class, () -> AwsError.of("NoSuchEntity", 404, ""));
        assertThrows(IllegalArgumentException.class, () -> AwsError.of("", 404, "gone"));
    }

    @Test
    void successIsNoErrorsStatus() {
        assertThrows(IllegalArgumentException.class, () -> AwsError.of("OK", 200, "fine"));
    }

    @Test
    void detailsKeepTheirOrderAndTheFirstErrorIsUnchanged() {
        AwsError plain = AwsError.of("NoSuchKey", 404, "gone");
        AwsError detailed = plain.with("Z", "1").with("A", "2");

        assertEquals(List.of("Z", "A"), List.copyOf(detailed.details().keySet()));
        assertEquals(Map.of(), plain.details());
        assertThrows(
                UnsupportedOperationException.class, () -> detailed.details().put("B", "3"));
    }

    @Test
    void modelledErrorsHaveTheCodeAndStatusThatTheServiceSends() {
        assertEquals("NoSuchEntity", IamErrors.noSuchEntity("x").code());
        assertEquals(404, IamErrors.noSuchEntity("x").httpStatus());
        assertEquals(409, IamErrors.entityAlreadyExists("x").httpStatus());
        assertEquals(
                "MalformedPolicyDocument",
                IamErrors.malformedPolicyDocument("x").code());
        assertEquals("PackedPolicyTooLarge", StsErrors.packedPolicyTooLarge("x").code());
        assertEquals(403, StsErrors.regionDisabled("x").httpStatus());
    }

    @Test
    void anAnswerNeedsNoStackTrace() {
        assertEquals(0, AwsError.of("X", 400, "x").getStackTrace().length);
    }
}
