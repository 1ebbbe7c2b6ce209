package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.iam.IamOperations;
import signet.model.lambda.LambdaOperations;
import signet.model.s3.S3Operations;
import signet.model.sts.StsOperations;

class AuthorizationReferencesTest {
    private final AwsError denial =
            AwsError.of("AccessDenied", 403, "User: x is not authorized").with("A", "b");
    private final AuthorizationReferences references = new AuthorizationReferences(new Ids(new Random(2)::nextBytes));

    @Test
    void iamsDenialsEndWithAnIdAndAreOtherwiseWhatTheyWere() {
        AuthorizationReferences.Referred referred = references.refer(IamOperations.SERVICE, denial);

        assertEquals(
                "User: x is not authorized. For complete details, call the GetRequestAuthorizationDetails API with the"
                        + " following authorization id: " + referred.id(),
                referred.error().message());
        assertTrue(referred.id().matches("[0-9a-z]{20}"));
        assertEquals("AccessDenied", referred.error().code());
        assertEquals(403, referred.error().httpStatus());
        assertEquals(Map.of("A", "b"), referred.error().details());
        assertNotEquals(
                referred.id(), references.refer(IamOperations.SERVICE, denial).id());
    }

    @Test
    void otherServicesDenialsStayAsTheyAre() {
        for (var service : List.of(StsOperations.SERVICE, S3Operations.SERVICE, LambdaOperations.SERVICE)) {
            assertEquals(new AuthorizationReferences.Referred(denial, ""), references.refer(service, denial));
        }
    }
}
