package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.SignatureFault.ScopeProblem;

/** Each of the sixteen ways in which the four parts of a scope are right or wrong. */
class ScopeMatrixTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final String STAMP = "20260102T030405Z";
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
    private static final SignedMessage MESSAGE = ClientMessages.get("/");

    private static PresentedSignature header(CredentialScope scope) {
        return new PresentedSignature.InHeader("AKID", scope, List.of("host"), "00", TIME, null);
    }

    private static PresentedSignature link(CredentialScope scope) {
        return new PresentedSignature.InQuery("AKID", scope, List.of("host"), "00", TIME, 60L, null);
    }

    private static List<ScopeProblem> problems(PresentedSignature signature, ScopeRules rules) {
        try {
            VERIFIER.check(signature, MESSAGE, rules);
            return List.of();
        } catch (SignatureException e) {
            return ((SignatureFault.WrongScope) e.fault()).problems();
        }
    }

    @Test
    void everyWrongPartIsNamedAndNoRightOne() {
        for (int wrong = 0; wrong < 16; wrong++) {
            boolean region = (wrong & 1) != 0;
            boolean service = (wrong & 2) != 0;
            boolean terminator = (wrong & 4) != 0;
            boolean date = (wrong & 8) != 0;
            CredentialScope scope = new CredentialScope(
                    date ? "20260103" : "20260102",
                    region ? "eu-north-7" : "eu-west-1",
                    service ? "sqs" : "s3",
                    terminator ? "aws2_request" : "aws4_request");
            List<ScopeProblem> expected = new ArrayList<>();
            if (region) {
                expected.add(new ScopeProblem.Region("eu-north-7", "eu-west-1"));
            }
            if (service) {
                expected.add(new ScopeProblem.Service("sqs", "s3"));
            }
            if (terminator) {
                expected.add(new ScopeProblem.Terminator("aws2_request"));
            }
            if (date) {
                expected.add(new ScopeProblem.Date("20260103", "20260102", STAMP));
            }
            ScopeRules rules = ScopeRules.s3("eu-west-1"::equals, "eu-west-1");
            assertEquals(expected, problems(header(scope), rules));
            assertEquals(expected, problems(link(scope), rules));
        }
    }

    /** Nearly right is wrong: nothing of a scope is trimmed, folded or cut. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                20260102,us-east-1,iam,aws4_request,0
                20260101,us-east-1,iam,aws4_request,1
                20260103,us-east-1,iam,aws4_request,1
                2026012,us-east-1,iam,aws4_request,1
                202601020,us-east-1,iam,aws4_request,1
                20260102T030405Z,us-east-1,iam,aws4_request,1
                2026-01-02,us-east-1,iam,aws4_request,1
                ` 20260102`,us-east-1,iam,aws4_request,1
                20260102,us-east-1 ,iam,aws4_request,0
                20260102,` us-east-1`,iam,aws4_request,1
                20260102,us-east-1a,iam,aws4_request,1
                20260102,us-east,iam,aws4_request,1
                20260102,US-EAST-1,iam,aws4_request,1
                20260102,*,iam,aws4_request,1
                20260102,us-east-1,IAM,aws4_request,1
                20260102,us-east-1,ia,aws4_request,1
                20260102,us-east-1,iam2,aws4_request,1
                20260102,us-east-1,`iam `,aws4_request,1
                20260102,us-east-1,iam,AWS4_REQUEST,1
                20260102,us-east-1,iam,aws4_request2,1
                20260102,us-east-1,iam,aws4-request,1
                20260102,us-east-1,iam,aws4_reques,1
                x,x,x,x,4
                """)
    void aScopeIsComparedToTheLetter(String date, String region, String service, String terminator, int wrong) {
        CredentialScope scope = new CredentialScope(date, region, service, terminator);
        ScopeRules rules = ScopeRules.of("iam", "us-east-1"::equals, "us-east-1");
        assertEquals(wrong, problems(header(scope), rules).size());
    }

    @ParameterizedTest
    @CsvSource({"us-east-1,true", "eu-west-1,true", "eu-west-2,false", "'',false"})
    void anEndpointMayTakeSeveralRegionsAndThenNamesNone(String region, boolean accepted) {
        ScopeRules rules = ScopeRules.of("sts", Set.of("us-east-1", "eu-west-1")::contains, null);
        CredentialScope scope = new CredentialScope("20260102", region, "sts", "aws4_request");
        List<ScopeProblem> expected = accepted ? List.of() : List.of(new ScopeProblem.Region(region, null));
        assertEquals(expected, problems(header(scope), rules));
        SignatureException e =
                new SignatureException(new SignatureFault.WrongScope(List.of(new ScopeProblem.Region(region, null))));
        assertEquals(Map.of(), e.details());
    }

    /** The day is that of the time in UTC, whatever the time of day and wherever the server stands. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-02T00:00:00Z,20260102",
        "2026-01-02T23:59:59Z,20260102",
        "2026-01-03T00:00:00Z,20260103",
        "2025-12-31T23:59:59Z,20251231",
        "2024-02-29T12:00:00Z,20240229",
        "2024-03-01T00:00:00Z,20240301",
    })
    void theDayOfAScopeIsInUtc(Instant time, String day) throws SignatureException {
        ScopeRules rules = ScopeRules.of("iam", any -> true, null);
        SignatureVerifier verifier =
                new SignatureVerifier(Clock.fixed(time, java.time.ZoneId.of("Pacific/Kiritimati")));
        PresentedSignature signature = new PresentedSignature.InHeader(
                "AKID", new CredentialScope(day, "r", "iam", "aws4_request"), List.of("host"), "00", time, null);
        assertEquals(signature, verifier.check(signature, MESSAGE, rules).presented());
        PresentedSignature other = new PresentedSignature.InHeader(
                "AKID", new CredentialScope("20260104", "r", "iam", "aws4_request"), List.of("host"), "00", time, null);
        assertThrows(SignatureException.class, () -> verifier.check(other, MESSAGE, rules));
    }

    /** A signature for one service is none for another, whichever two they are. */
    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam", "sts", "ec2", "autoscaling"})
    void aSignatureIsForOneServiceAndOneRegion(String service) {
        for (String other : List.of("s3", "iam", "sts", "ec2", "autoscaling")) {
            for (String region : List.of("us-east-1", "eu-west-1")) {
                Credentials key = new Credentials("AKID", "secret", null);
                ScopeRules rules = other.equals("s3")
                        ? ScopeRules.s3(region::equals, region)
                        : ScopeRules.of(other, region::equals, region);
                SignedMessage signed = new Signer(key, "us-east-1", service).sign(MESSAGE, PayloadHash.EMPTY, TIME);
                SignedMessage link = new Signer(key, "us-east-1", service)
                        .presign(MESSAGE, PayloadHash.EMPTY, TIME, Duration.ofMinutes(1));
                boolean right = other.equals(service) && region.equals("us-east-1");
                Gate gate = new Gate(key, rules, TIME);
                assertEquals(right ? Gate.ACCEPTED : "WrongScope", gate.answer(signed, new byte[0]));
                String ofLink =
                        right && service.equals("s3") ? "SignatureMismatch" : right ? Gate.ACCEPTED : "WrongScope";
                assertEquals(ofLink, gate.answer(link, new byte[0]), "S3's links sign no body");
            }
        }
    }
}
