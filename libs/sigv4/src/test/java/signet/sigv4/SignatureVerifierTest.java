package signet.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.SignatureFault.InvalidExpires.Problem;
import signet.sigv4.SignatureFault.ScopeProblem;

class SignatureVerifierTest {
    private static final Instant TIME = Instant.parse("2013-06-09T00:00:00Z");
    private static final Credentials KEY = new Credentials("AKIDEXAMPLE", "secret", null);
    private static final ScopeRules IAM = ScopeRules.of("iam", "us-east-1"::equals, "us-east-1");
    private static final ScopeRules S3 = ScopeRules.s3("us-east-1"::equals, "us-east-1");
    private static final byte[] BODY = "Action=ListUsers&Version=2010-05-08".getBytes(UTF_8);
    private static final PayloadHash PAYLOAD = PayloadHash.of(BODY);

    private static SignedMessage post(Header... more) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "iam.amazonaws.com")));
        headers.addAll(List.of(more));
        return new SignedMessage("POST", "/", null, headers);
    }

    private static Signer signer(String service) {
        return new Signer(KEY, "us-east-1", service);
    }

    private static SignedMessage signed() {
        return signer("iam").sign(post(), PAYLOAD, TIME);
    }

    private static SignatureVerifier at(Instant now) {
        return new SignatureVerifier(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static VerifiedSignature verify(SignedMessage message, PayloadHash payload, ScopeRules rules, Instant now)
            throws SignatureException {
        return at(now).verify(
                        SignatureParser.parse(message).orElseThrow(), message, KEY.secretAccessKey(), payload, rules);
    }

    private static SignatureException refuse(
            SignedMessage message, PayloadHash payload, ScopeRules rules, Instant now) {
        return assertThrows(SignatureException.class, () -> verify(message, payload, rules, now));
    }

    @Test
    void whatWasSignedVerifies() throws SignatureException {
        VerifiedSignature verified = verify(signed(), PAYLOAD, IAM, TIME);
        assertEquals("AKIDEXAMPLE", verified.presented().accessKeyId());
        assertEquals(PAYLOAD, verified.payload());
        assertEquals(TIME, verified.time());
        assertEquals("20130609/us-east-1/iam/aws4_request", verified.scope().text());
        assertEquals(verified.presented().signature(), verified.seedSignature());
    }

    @Test
    void anotherSecretIsAMismatchThatShowsWhatWasExpected() {
        SignedMessage message = signed();
        SignatureException e = assertThrows(
                SignatureException.class,
                () -> at(TIME).verify(SignatureParser.parse(message).orElseThrow(), message, "secreT", PAYLOAD, IAM));
        var fault = assertInstanceOf(SignatureFault.SignatureMismatch.class, e.fault());
        assertTrue(fault.canonicalRequest().startsWith("POST\n/\n\nhost:iam.amazonaws.com\n"));
        assertTrue(fault.stringToSign()
                .startsWith("AWS4-HMAC-SHA256\n20130609T000000Z\n20130609/us-east-1/iam/aws4_request\n"));
        assertEquals(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.",
                e.getMessage());
        assertEquals(
                List.of(
                        "AWSAccessKeyId",
                        "StringToSign",
                        "SignatureProvided",
                        "StringToSignBytes",
                        "CanonicalRequest",
                        "CanonicalRequestBytes"),
                List.copyOf(e.details().keySet()));
        assertTrue(String.valueOf(e.details().get("CanonicalRequestBytes")).startsWith("50 4f 53 54 0a 2f"));
        assertFalse(e.details().toString().contains("secret"));
    }

    @Test
    void anotherBodyIsAMismatch() {
        assertInstanceOf(
                SignatureFault.SignatureMismatch.class,
                refuse(signed(), PayloadHash.EMPTY, IAM, TIME).fault());
    }

    @Test
    void theSameRequestIsGoodFor15MinutesEitherWay() throws SignatureException {
        verify(signed(), PAYLOAD, IAM, TIME.plus(Duration.ofMinutes(15)));
        verify(signed(), PAYLOAD, IAM, TIME.minus(Duration.ofMinutes(15)));
    }

    @Test
    void aReplayAfter15MinutesIsRefused() {
        Instant now = TIME.plusSeconds(901);
        SignatureException e = refuse(signed(), PAYLOAD, IAM, now);
        assertEquals(new SignatureFault.Expired(TIME, now, Duration.ofMinutes(15)), e.fault());
        assertEquals(
                "Signature expired: 20130609T000000Z is now earlier than 20130609T000001Z"
                        + " (20130609T001501Z - 15 min.)",
                e.getMessage());
        assertEquals(
                Map.of(
                        "RequestTime",
                        "20130609T000000Z",
                        "ServerTime",
                        "2013-06-09T00:15:01Z",
                        "MaxAllowedSkewMilliseconds",
                        "900000"),
                e.details());
    }

    @Test
    void aRequestFromTheFutureIsRefused() {
        Instant now = TIME.minusSeconds(901);
        SignatureException e = refuse(signed(), PAYLOAD, IAM, now);
        assertEquals(new SignatureFault.NotYetCurrent(TIME, now, Duration.ofMinutes(15)), e.fault());
        assertEquals(
                "Signature not yet current: 20130609T000000Z is still later than 20130608T235959Z"
                        + " (20130608T234459Z + 15 min.)",
                e.getMessage());
    }

    @Test
    void timeIsCheckedWithoutAnySecret() throws SignatureException {
        PresentedSignature presented = SignatureParser.parse(signed()).orElseThrow();
        at(TIME).checkFresh(presented, IAM);
        assertThrows(SignatureException.class, () -> at(TIME.plusSeconds(901)).checkFresh(presented, IAM));
        assertEquals(presented, at(TIME).check(presented, signed(), IAM).presented());
    }

    @Test
    void hostMustBeSigned() {
        SignatureException e =
                refuse(edited("SignedHeaders=host;x-amz-date", "SignedHeaders=x-amz-date"), PAYLOAD, IAM, TIME);
        assertEquals(new SignatureFault.HostNotSigned(), e.fault());
        assertEquals("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.", e.getMessage());
    }

    @Test
    void aSecondHostIsRefused() {
        SignedMessage message = with(signed(), new Header("host", "evil.example"));
        assertEquals(
                new SignatureFault.DuplicateParameter("Host"),
                refuse(message, PAYLOAD, IAM, TIME).fault());
    }

    @Test
    void aSignedHeaderThatIsntThereIsRefused() {
        SignedMessage message = edited("host;x-amz-date", "host;x-amz-date;x-amz-target");
        assertEquals(
                new SignatureFault.SignedHeadersAbsent(List.of("x-amz-target")),
                refuse(message, PAYLOAD, IAM, TIME).fault());
    }

    @Test
    void anUnsignedSessionTokenIsRefusedEverywhere() {
        SignedMessage message = with(signed(), new Header("X-Amz-Security-Token", "stolen"));
        assertEquals(
                new SignatureFault.HeadersNotSigned(List.of("x-amz-security-token")),
                refuse(message, PAYLOAD, IAM, TIME).fault());
    }

    @Test
    void s3WantsEveryAmzHeaderSigned() {
        SignedMessage message = with(
                signer("s3").sign(post(), PAYLOAD, TIME),
                new Header("x-amz-tagging", "a=b"),
                new Header("X-Amz-Acl", "public-read"),
                new Header("X-Amzn-Trace-Id", "fine"));
        SignatureException e = refuse(message, PAYLOAD, S3, TIME);
        assertEquals(new SignatureFault.HeadersNotSigned(List.of("x-amz-acl", "x-amz-tagging")), e.fault());
        assertEquals(Map.of("HeadersNotSigned", "x-amz-acl, x-amz-tagging"), e.details());
    }

    @Test
    void otherServicesDontMindUnsignedAmzHeaders() throws SignatureException {
        verify(with(signed(), new Header("x-amz-user-agent", "me")), PAYLOAD, IAM, TIME);
    }

    @Test
    void scopeProblemsAreAllNamedInAwsOrder() {
        SignedMessage message = edited("20130609/us-east-1/iam/aws4_request", "b/x/sts/e");
        SignatureException e = refuse(message, PAYLOAD, IAM, TIME);
        assertEquals(
                new SignatureFault.WrongScope(List.of(
                        new ScopeProblem.Region("x", "us-east-1"),
                        new ScopeProblem.Service("sts", "iam"),
                        new ScopeProblem.Terminator("e"),
                        new ScopeProblem.Date("b", "20130609", "20130609T000000Z"))),
                e.fault());
        assertEquals(
                "Credential should be scoped to a valid region, not 'x'. Credential should be scoped to correct"
                        + " service: 'iam'. Credential should be scoped with a valid terminator: 'aws4_request', not"
                        + " 'e'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                        + " HTTP: 'b' != '20130609', from '20130609T000000Z'.",
                e.getMessage());
        assertEquals(Map.of("Region", "us-east-1"), e.details());
    }

    @Test
    void aPresignedRequestLivesAsLongAsItSays() throws SignatureException {
        SignedMessage url = presigned(60);
        verify(url, PayloadHash.UNSIGNED, S3, TIME);
        verify(url, PayloadHash.UNSIGNED, S3, TIME.plusSeconds(59));
        verify(url, PayloadHash.UNSIGNED, S3, TIME.minusSeconds(900));

        SignatureException e = refuse(url, PayloadHash.UNSIGNED, S3, TIME.plusSeconds(60));
        assertEquals(new SignatureFault.PresignedExpired(TIME, 60, TIME.plusSeconds(60)), e.fault());
        assertEquals(
                Map.of("X-Amz-Expires", "60", "Expires", "2013-06-09T00:01:00Z", "ServerTime", "2013-06-09T00:01:00Z"),
                e.details());
        assertInstanceOf(
                SignatureFault.PresignedNotYetValid.class,
                refuse(url, PayloadHash.UNSIGNED, S3, TIME.minusSeconds(901)).fault());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 604_800})
    void aPresignedLifeMayBeFrom1SecondTo7Days(long seconds) throws SignatureException {
        verify(presigned(seconds), PayloadHash.UNSIGNED, S3, TIME);
    }

    @Test
    void otherPresignedLivesAreRefused() {
        assertEquals(new SignatureFault.InvalidExpires("0", Problem.ZERO, 604_800), expires("0"));
        assertEquals(new SignatureFault.InvalidExpires("-1", Problem.NEGATIVE, 604_800), expires("-1"));
        assertEquals(new SignatureFault.InvalidExpires("604801", Problem.TOO_LARGE, 604_800), expires("604801"));
    }

    private static SignatureFault expires(String text) {
        SignedMessage url = presigned(60);
        String query = String.valueOf(url.rawQuery()).replace("Expires=60", "Expires=" + text);
        return refuse(
                        new SignedMessage(url.method(), url.rawPath(), query, url.headers()),
                        PayloadHash.UNSIGNED,
                        S3,
                        TIME)
                .fault();
    }

    @Test
    void s3WantsAnExpiryAndOthersAssume15Minutes() {
        SignedMessage url = signer("iam").presign(post(), PayloadHash.EMPTY, TIME, Duration.ofMinutes(1));
        SignedMessage without = new SignedMessage(
                url.method(),
                url.rawPath(),
                String.valueOf(url.rawQuery()).replace("&X-Amz-Expires=60", ""),
                url.headers());
        assertEquals(
                new SignatureFault.MissingQueryParameters(List.of("X-Amz-Expires")),
                refuse(without, PayloadHash.EMPTY, S3, TIME).fault());
        assertInstanceOf(
                SignatureFault.SignatureMismatch.class,
                refuse(without, PayloadHash.EMPTY, IAM, TIME.plusSeconds(899)).fault());
        assertInstanceOf(
                SignatureFault.PresignedExpired.class,
                refuse(without, PayloadHash.EMPTY, IAM, TIME.plusSeconds(900)).fault());
    }

    @Test
    void aPresignedGetCallerIdentitySignsTheEmptyBodyAndItsToken() throws SignatureException {
        Credentials session = new Credentials("ASIAEXAMPLE", "secret", "tok/en+=");
        SignedMessage url = new Signer(session, "us-east-1", "sts")
                .presign(
                        new SignedMessage(
                                "GET",
                                "/",
                                "Action=GetCallerIdentity&Version=2011-06-15",
                                List.of(new Header("Host", "sts.amazonaws.com"), new Header("x-k8s-aws-id", "c"))),
                        PayloadHash.EMPTY,
                        TIME,
                        Duration.ofMinutes(1));
        ScopeRules sts = ScopeRules.of("sts", "us-east-1"::equals, "us-east-1");
        VerifiedSignature verified = verify(url, PayloadHash.EMPTY, sts, TIME);
        assertEquals("tok/en+=", verified.presented().securityToken());
        assertEquals(List.of("host", "x-k8s-aws-id"), verified.presented().signedHeaders());
    }

    @Test
    void keysAreKeptOnlyForSecretsThatProvedRightAndWithinBounds() throws SignatureException {
        SignatureVerifier verifier = at(TIME);
        SignedMessage message = signed();
        PresentedSignature presented = SignatureParser.parse(message).orElseThrow();
        assertThrows(SignatureException.class, () -> verifier.verify(presented, message, "wrong", PAYLOAD, IAM));
        assertEquals(0, verifier.keptKeys());
        verifier.verify(presented, message, "secret", PAYLOAD, IAM);
        verifier.verify(presented, message, "secret", PAYLOAD, IAM);
        assertEquals(1, verifier.keptKeys());
        assertThrows(SignatureException.class, () -> verifier.verify(presented, message, "wrong", PAYLOAD, IAM));

        SigningKeys keys = new SigningKeys(3);
        CredentialScope scope = presented.scope();
        for (String secret : List.of("a", "b", "c", "a", "d")) {
            keys.keep(secret, scope, SigningKeys.derive(secret, scope));
        }
        assertEquals(3, keys.size());
        assertTrue(keys.find("b", scope).isEmpty());
        assertTrue(keys.find("a", scope).isPresent());
    }

    private static SignedMessage presigned(long seconds) {
        return signer("s3")
                .presign(
                        new SignedMessage("GET", "/b/k", null, List.of(new Header("Host", "s3.amazonaws.com"))),
                        PayloadHash.UNSIGNED,
                        TIME,
                        Duration.ofSeconds(seconds));
    }

    private static SignedMessage with(SignedMessage message, Header... more) {
        List<Header> headers = new ArrayList<>(message.headers());
        headers.addAll(List.of(more));
        return new SignedMessage(message.method(), message.rawPath(), message.rawQuery(), headers);
    }

    private static SignedMessage edited(String from, String to) {
        SignedMessage message = signed();
        List<Header> headers = message.headers().stream()
                .map(h -> h.name().equals("Authorization")
                        ? new Header(h.name(), h.value().replace(from, to))
                        : h)
                .toList();
        return new SignedMessage(message.method(), message.rawPath(), message.rawQuery(), headers);
    }
}
