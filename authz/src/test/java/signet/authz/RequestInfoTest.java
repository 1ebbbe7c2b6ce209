package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.policy.Context;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** What is known of a request besides who sent it, and what a resource's policy can make of it. */
class RequestInfoTest {
    private static final String ARN = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/mine";
    private static final RequestInfo PLAIN = World.info();
    private static final RequestInfo.Source TRAIL = new RequestInfo.Source(ARN, World.ACCOUNT);

    private final World world = new World();

    @Test
    void aRequestIsForNoResourcesSakeUnlessItSaysSo() {
        assertNull(PLAIN.source());
        assertNull(PLAIN.via("lambda.amazonaws.com").source());
        assertEquals(TRAIL, PLAIN.sakeOf(TRAIL).source());
        assertEquals(Optional.empty(), PLAIN.sakeOf(TRAIL).signature());
    }

    @Test
    void allElseStaysWhenARequestIsForAResourcesSake() {
        RequestInfo info = PLAIN.via("lambda.amazonaws.com").sakeOf(TRAIL);

        assertEquals(PLAIN.requestId(), info.requestId());
        assertEquals(PLAIN.time(), info.time());
        assertEquals(PLAIN.region(), info.region());
        assertEquals(PLAIN.sourceIp(), info.sourceIp());
        assertEquals(PLAIN.secure(), info.secure());
        assertEquals(PLAIN.userAgent(), info.userAgent());
        assertEquals(PLAIN.referer(), info.referer());
        assertEquals("lambda.amazonaws.com", info.via());
    }

    private static SourcedPolicy policy(String condition) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"cloudtrail.amazonaws.com\"},\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::b/*\","
                + "\"Condition\":" + condition + "}]}";
        try {
            return new SourcedPolicy("bucket policy", true, Policy.parse(PolicyKind.RESOURCE, text));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(text, e);
        }
    }

    /** The confused deputy: a service is let in for the sake of one's own resource, and of no other's. */
    @ParameterizedTest
    @CsvSource({
        "aws:SourceArn, arn:aws:cloudtrail:eu-west-1:123456789012:trail/mine, true",
        "aws:SourceArn, arn:aws:cloudtrail:eu-west-1:123456789012:trail/other, false",
        "aws:SourceArn, arn:aws:cloudtrail:eu-west-1:210987654321:trail/mine, false",
        "aws:SourceAccount, 123456789012, true",
        "aws:SourceAccount, 210987654321, false",
    })
    void aResourcesPolicyMaySayForWhoseSake(String key, String value, boolean allowed) {
        Caller service = new Caller.AwsService("cloudtrail.amazonaws.com");
        Access access = Access.to("s3:PutObject", "arn:aws:s3:::b/k")
                .ownedBy(World.OTHER)
                .guardedBy(policy("{\"StringEquals\":{\"" + key + "\":\"" + value + "\"}}"));

        assertEquals(
                allowed,
                world.authorizer
                        .decide(service, PLAIN.sakeOf(TRAIL), world.state.current(), access)
                        .decision()
                        .allowed());
        assertEquals(
                false,
                world.authorizer
                        .decide(service, PLAIN, world.state.current(), access)
                        .decision()
                        .allowed());
    }

    @Test
    void aCallersRequestCannotClaimToBeForAResourcesSake() {
        Context keys = world.authorizer
                .decide(world.root(), PLAIN, world.state.current(), World.get(World.ACCOUNT))
                .context();

        for (String key : List.of("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths")) {
            assertEquals(Optional.empty(), keys.get(key), key);
        }
    }
}
