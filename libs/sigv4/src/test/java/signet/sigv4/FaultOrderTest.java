package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** When several things are wrong with a request, the one that is checked first is named, as clients' error handling expects. */
class FaultOrderTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final AmazonSigner SIGNER =
            new AmazonSigner(new Credentials("AKIDEXAMPLE", "secret", "token"), "us-east-1", "s3", TIME);
    private static final ClientRequest REQUEST = new ClientRequest(
            "PUT",
            "example.amazonaws.com",
            443,
            "/bucket/key",
            List.of(new ClientRequest.Pair("a", "b")),
            List.of(new ClientRequest.Pair("Content-Type", "text/plain")),
            new byte[] {1, 2, 3});

    /** One thing wrong: what is done to the request, and what it is called alone. */
    private record Wrong(String fault, UnaryOperator<SignedMessage> change) {}

    private static Wrong inAuthorization(String fault, String part, String other) {
        return new Wrong(fault, message -> Changed.header(message, "Authorization", v -> v.replace(part, other)));
    }

    private static Wrong inQuery(String fault, String part, String other) {
        return new Wrong(fault, message -> Changed.query(message, query -> query.replace(part, other)));
    }

    /** In the order of the checks: form, time, headers, scope, key, signature. */
    private static final List<Wrong> IN_THE_HEADER = List.of(
            inQuery("InvalidEncoding", "a=b", "a=b%"),
            new Wrong("BothMechanisms", message -> Changed.moreQuery(message, "X-Amz-Signature=00")),
            inAuthorization("UnsupportedAlgorithm", "SHA256", "SHA512"),
            inAuthorization("InvalidAuthorizationPart", "Signature=", "Sign="),
            new Wrong("InvalidDate", message -> Changed.header(message, "X-Amz-Date", value -> "today")),
            inAuthorization("InvalidCredential", "AKIDEXAMPLE/", "AKIDEXAMPLE"),
            inAuthorization("InvalidSignedHeaders", "SignedHeaders=", "SignedHeaders=;"),
            new Wrong("DuplicateParameter", message -> Changed.add(message, "X-Amz-Security-Token", "token")),
            new Wrong("Expired", message -> Changed.header(message, "X-Amz-Date", v -> v.replace("T03", "T02"))),
            inAuthorization("HostNotSigned", "host;", ""),
            new Wrong("DuplicateParameter", message -> Changed.add(message, "Host", "example.amazonaws.com")),
            new Wrong("HeadersNotSigned", message -> Changed.add(message, "x-amz-acl", "private")),
            new Wrong("SignedHeadersAbsent", message -> Changed.drop(message, "Content-Type")),
            inAuthorization("WrongScope", "us-east-1", "us-east-2"),
            new Wrong("InvalidPayloadHash", message -> Changed.header(message, "x-amz-content-sha256", v -> "x")),
            new Wrong("SignatureMismatch", message -> Changed.method(message, "DELETE")));

    private static final List<Wrong> IN_THE_QUERY = List.of(
            inQuery("InvalidEncoding", "a=b", "a=b%"),
            new Wrong("BothMechanisms", message -> Changed.add(message, "Authorization", "AWS4-HMAC-SHA256 x")),
            new Wrong("DuplicateParameter", message -> Changed.moreQuery(message, "X-Amz-Algorithm=AWS4-HMAC-SHA256")),
            inQuery("UnsupportedAlgorithm", "HMAC-SHA256", "HMAC-SHA512"),
            inQuery("MissingQueryParameters", "X-Amz-Signature=", "x-amz-signature="),
            inQuery("InvalidDate", "0405Z", "0405"),
            inQuery("InvalidCredential", "AKIDEXAMPLE%2F", "AKIDEXAMPLE"),
            inQuery("InvalidSignedHeaders", "X-Amz-SignedHeaders=", "X-Amz-SignedHeaders=%3B"),
            inQuery("InvalidExpires", "X-Amz-Expires=300", "X-Amz-Expires=300s"),
            new Wrong("DuplicateParameter", message -> Changed.add(message, "X-Amz-Security-Token", "token")),
            inQuery("PresignedNotYetValid", "20260102T030405Z", "20260102T040405Z"),
            inQuery("HostNotSigned", "%3Bhost", ""),
            new Wrong("DuplicateParameter", message -> Changed.add(message, "Host", "example.amazonaws.com")),
            new Wrong("HeadersNotSigned", message -> Changed.add(message, "x-amz-acl", "private")),
            new Wrong("SignedHeadersAbsent", message -> Changed.drop(message, "Content-Type")),
            inQuery("WrongScope", "us-east-1", "us-east-2"),
            new Wrong("SignatureMismatch", message -> Changed.method(message, "DELETE")));

    private static void assertOrder(SignedMessage good, List<Wrong> wrongs) {
        Gate gate = Gate.of(SIGNER);
        assertEquals(Gate.ACCEPTED, gate.answer(good, REQUEST.body()));
        for (int first = 0; first < wrongs.size(); first++) {
            Wrong one = wrongs.get(first);
            SignedMessage alone = one.change().apply(good);
            assertEquals(one.fault(), gate.answer(alone, REQUEST.body()), "number " + first + " alone");
            for (int second = first + 1; second < wrongs.size(); second++) {
                SignedMessage both = wrongs.get(second).change().apply(alone);
                assertEquals(one.fault(), gate.answer(both, REQUEST.body()), first + " and " + second);
                SignedMessage otherWay =
                        one.change().apply(wrongs.get(second).change().apply(good));
                assertEquals(one.fault(), gate.answer(otherWay, REQUEST.body()), second + " and " + first);
            }
        }
    }

    @Test
    void theFirstCheckThatFailsNamesTheFaultOfASignedRequest() {
        assertOrder(SIGNER.sign(REQUEST).message(), IN_THE_HEADER);
    }

    @Test
    void theFirstCheckThatFailsNamesTheFaultOfALink() {
        assertOrder(SIGNER.presign(REQUEST, Duration.ofMinutes(5)).message(), IN_THE_QUERY);
    }

    @Test
    void everythingWrongAtOnceIsTheFirstThing() {
        SignedMessage message = SIGNER.sign(REQUEST).message();
        for (Wrong wrong : IN_THE_HEADER.reversed()) {
            message = wrong.change().apply(message);
        }
        assertEquals("InvalidEncoding", Gate.of(SIGNER).answer(message, new byte[0]));
    }

    /** A stranger learns nothing about keys from a request that is wrong in itself. */
    @Test
    void whatNeedsNoSecretIsCheckedBeforeTheKeyIsLookedUp() throws SignatureException {
        SignatureVerifier verifier = new SignatureVerifier(java.time.Clock.fixed(TIME, java.time.ZoneOffset.UTC));
        SignedMessage good = SIGNER.sign(REQUEST).message();
        verifier.check(
                SignatureParser.parse(good).orElseThrow(), good, Gate.of(SIGNER).rules());
        for (Wrong wrong : IN_THE_HEADER.subList(8, 14)) {
            SignedMessage bad = wrong.change().apply(good);
            String fault;
            try {
                verifier.check(
                        SignatureParser.parse(bad).orElseThrow(),
                        bad,
                        Gate.of(SIGNER).rules());
                fault = "none";
            } catch (SignatureException e) {
                fault = e.fault().getClass().getSimpleName();
            }
            assertEquals(wrong.fault(), fault);
        }
        assertEquals(0, verifier.keptKeys());
    }
}
