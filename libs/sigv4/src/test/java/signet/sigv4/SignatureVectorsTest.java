package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of AWS's S3 documentation: access key, requests and signatures are theirs. */
class SignatureVectorsTest {
    static final Credentials EXAMPLE =
            new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
    static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final Signer SIGNER = new Signer(EXAMPLE, "us-east-1", "s3");
    private static final Header HOST = new Header("Host", "examplebucket.s3.amazonaws.com");

    @Test
    void getObjectWithRange() throws SignatureException {
        SignedMessage message =
                new SignedMessage("GET", "/test.txt", null, List.of(HOST, new Header("Range", "bytes=0-9")));

        assertEquals(
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", sign(message, PayloadHash.EMPTY));
    }

    @Test
    void putObjectWithAnEncodedPath() throws SignatureException {
        SignedMessage message = new SignedMessage(
                "PUT",
                "/test$file.text",
                null,
                List.of(
                        HOST,
                        new Header("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                        new Header("x-amz-storage-class", "REDUCED_REDUNDANCY")));
        PayloadHash payload = PayloadHash.of("Welcome to Amazon S3.".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertEquals("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", payload.value());
        assertEquals("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd", sign(message, payload));
    }

    @Test
    void getBucketLifecycleHasAnEmptyQueryValue() throws SignatureException {
        SignedMessage message = new SignedMessage("GET", "/", "lifecycle", List.of(HOST));

        assertEquals(
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", sign(message, PayloadHash.EMPTY));
    }

    @Test
    void listObjectsSortsTheQuery() throws SignatureException {
        SignedMessage message = new SignedMessage("GET", "/", "prefix=J&max-keys=2", List.of(HOST));

        assertEquals(
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7", sign(message, PayloadHash.EMPTY));
    }

    @Test
    void presignedGetObject() throws SignatureException {
        SignedMessage message = new SignedMessage("GET", "/test.txt", null, List.of(HOST));

        SignedMessage presigned = SIGNER.presign(message, PayloadHash.UNSIGNED, TIME, Duration.ofDays(1));

        assertEquals(
                "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                SignatureParser.parse(presigned).orElseThrow().signature());
    }

    private static String sign(SignedMessage message, PayloadHash payload) throws SignatureException {
        return SignatureParser.parse(SIGNER.sign(message, payload, TIME))
                .orElseThrow()
                .signature();
    }
}
