package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBodyTest {
    private static final byte[] DATA = Upload.ascii("Welcome to Amazon S3.");
    private static final PayloadOptions OPTIONS = PayloadOptions.s3(Set.of());

    private static VerifiedBody open(PayloadHash payload, byte[] wire, Header... more) throws Exception {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "s3.amazonaws.com")));
        headers.addAll(List.of(more));
        SignedMessage message = Upload.signed(payload, headers);
        return Payloads.open(new ByteArrayInputStream(wire), message, Upload.verified(message), OPTIONS);
    }

    private static PayloadFault fault(VerifiedBody body) {
        return assertThrows(PayloadMismatchException.class, body::readAllBytes).fault();
    }

    @Test
    void aBodyThatHasItsHashComesThrough() throws Exception {
        VerifiedBody body = open(PayloadHash.of(DATA), DATA);
        assertArrayEquals(DATA, body.readAllBytes());
        assertEquals(-1, body.read());
        assertEquals(DATA.length, body.length());
        assertTrue(body.checksums().isEmpty());
    }

    @Test
    void anotherBodyIsRefusedAtItsEnd() throws Exception {
        byte[] other = DATA.clone();
        other[3] ^= 1;
        VerifiedBody body = open(PayloadHash.of(DATA), other);
        assertEquals(new PayloadFault.Sha256Mismatch(Hashes.sha256Hex(DATA), Hashes.sha256Hex(other)), fault(body));
        assertThrows(PayloadMismatchException.class, body::read);
    }

    @Test
    void aCutBodyIsRefused() throws Exception {
        for (int length = 0; length < DATA.length; length++) {
            assertInstanceOf(
                    PayloadFault.Sha256Mismatch.class,
                    fault(open(PayloadHash.of(DATA), java.util.Arrays.copyOf(DATA, length))));
        }
    }

    @Test
    void anUnsignedBodyComesThroughAsItIs() throws Exception {
        assertArrayEquals(DATA, open(PayloadHash.UNSIGNED, DATA).readAllBytes());
    }

    @Test
    void nothingIsKnownBeforeTheEnd() throws Exception {
        VerifiedBody body = open(PayloadHash.of(DATA), DATA);
        assertEquals(DATA.length, body.read(new byte[100]));
        assertThrows(IllegalStateException.class, body::checksums);
        assertEquals(0, body.read(new byte[0]));
        assertEquals(-1, body.read());
        assertTrue(body.checksums().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyHeaderChecksumIsVerified(ChecksumAlgorithm algorithm) throws Exception {
        Header right = new Header(algorithm.header(), algorithm.base64(DATA));
        VerifiedBody body = open(PayloadHash.UNSIGNED, DATA, right);
        assertArrayEquals(DATA, body.readAllBytes());
        assertEquals(algorithm.base64(DATA), body.checksums().get(algorithm));
        assertEquals(algorithm != ChecksumAlgorithm.MD5, body.chosenChecksum().isPresent());

        String wrong = algorithm.base64(new byte[0]);
        assertEquals(
                new PayloadFault.ChecksumMismatch(algorithm, wrong, algorithm.base64(DATA)),
                fault(open(PayloadHash.UNSIGNED, DATA, new Header(algorithm.header(), wrong))));
    }

    @ParameterizedTest
    @EnumSource
    void aChecksumIsBase64OfTheRightLength(ChecksumAlgorithm algorithm) {
        for (String value : List.of("", "!", "AA==", "AAAAAA", algorithm.base64(DATA) + "AAAA", "A".repeat(200))) {
            PayloadMismatchException e = assertThrows(
                    PayloadMismatchException.class,
                    () -> open(PayloadHash.UNSIGNED, DATA, new Header(algorithm.header(), value)));
            assertEquals(new PayloadFault.InvalidChecksum(algorithm, value), e.fault());
            assertEquals(
                    algorithm == ChecksumAlgorithm.MD5 ? "InvalidDigest" : "InvalidRequest",
                    e.fault().code());
        }
    }

    @Test
    void md5AndOneOtherMayGoTogetherAndNoMore() throws Exception {
        Header md5 = new Header("Content-MD5", ChecksumAlgorithm.MD5.base64(DATA));
        Header crc = new Header("x-amz-checksum-crc32", ChecksumAlgorithm.CRC32.base64(DATA));
        Header sha = new Header("x-amz-checksum-sha1", ChecksumAlgorithm.SHA1.base64(DATA));
        assertArrayEquals(DATA, open(PayloadHash.UNSIGNED, DATA, md5, crc).readAllBytes());
        assertInstanceOf(PayloadFault.MultipleChecksums.class, refusedAtOnce(crc, sha));
        assertInstanceOf(PayloadFault.MultipleChecksums.class, refusedAtOnce(crc, crc));
        assertInstanceOf(PayloadFault.MultipleChecksums.class, refusedAtOnce(md5, md5));
    }

    @Test
    void anUnknownChecksumIsRefusedRatherThanIgnored() throws Exception {
        assertEquals(
                new PayloadFault.UnsupportedChecksum("x-amz-checksum-whirlpool"),
                refusedAtOnce(new Header("x-amz-checksum-Whirlpool", "AAAA")));
        open(PayloadHash.UNSIGNED, DATA, new Header("x-amz-checksum-algorithm", "CRC32"));
    }

    @Test
    void headerChecksumsAreLeftAloneWhenAskedTo() throws Exception {
        SignedMessage message = Upload.signed(
                PayloadHash.UNSIGNED,
                List.of(new Header("Host", "h"), new Header("x-amz-checksum-crc32", "AAAAAA==-2")));
        PayloadOptions options = new PayloadOptions(100, 0, 100, false, Set.of());
        VerifiedBody body = Payloads.open(new ByteArrayInputStream(DATA), message, Upload.verified(message), options);
        assertArrayEquals(DATA, body.readAllBytes());
    }

    @Test
    void aBodyAboveTheLimitIsRefusedWithoutReadingOn() throws Exception {
        SignedMessage message = Upload.signed(PayloadHash.UNSIGNED, List.of(new Header("Host", "h")));
        VerifiedBody body =
                Payloads.open(new Repeated(1L << 40), message, Upload.verified(message), OPTIONS.withMaxBytes(1 << 20));
        PayloadMismatchException e = assertThrows(
                PayloadMismatchException.class, () -> body.transferTo(java.io.OutputStream.nullOutputStream()));
        assertEquals(new PayloadFault.TooLarge(1 << 20), e.fault());
        assertTrue(body.length() < 2 << 20);
    }

    private static PayloadFault refusedAtOnce(Header... headers) {
        return assertThrows(PayloadMismatchException.class, () -> open(PayloadHash.UNSIGNED, DATA, headers))
                .fault();
    }

    @Test
    void anAnonymousBodyIsVerifiedToo() throws Exception {
        assertArrayEquals(DATA, anonymous(DATA).readAllBytes());
        String hash = PayloadHash.of(DATA).value();
        assertArrayEquals(
                DATA, anonymous(DATA, new Header("x-amz-content-sha256", hash)).readAllBytes());
        assertInstanceOf(
                PayloadFault.Sha256Mismatch.class,
                fault(anonymous(new byte[1], new Header("x-amz-content-sha256", hash))));
        Upload upload = Upload.of(PayloadHash.Kind.STREAMING_UNSIGNED_TRAILER, DATA, 100, ChecksumAlgorithm.CRC32);
        assertArrayEquals(
                DATA,
                anonymous(
                                upload.wire(),
                                new Header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                                new Header("x-amz-decoded-content-length", "21"),
                                new Header("x-amz-trailer", "x-amz-checksum-crc32"))
                        .readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"})
    void anonymousCallersCantSignChunks(String word) {
        PayloadMismatchException e = assertThrows(
                PayloadMismatchException.class, () -> anonymous(DATA, new Header("x-amz-content-sha256", word)));
        assertEquals(new PayloadFault.UnsignedRequest(), e.fault());
    }

    private static VerifiedBody anonymous(byte[] wire, Header... headers) throws Exception {
        return Payloads.openAnonymous(
                new ByteArrayInputStream(wire), new SignedMessage("PUT", "/b/k", null, List.of(headers)), OPTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.0", "0x5", "9999999999999999999", "5, 5"})
    void aDecodedLengthIsANumber(String value) {
        assertEquals(
                new PayloadFault.MissingDecodedLength(),
                lengthFault(new Header("x-amz-decoded-content-length", value)));
        assertEquals(new PayloadFault.MissingDecodedLength(), lengthFault());
        Header five = new Header("x-amz-decoded-content-length", "5");
        assertEquals(new PayloadFault.MissingDecodedLength(), lengthFault(five, five));
    }

    private static PayloadFault lengthFault(Header... headers) {
        return assertThrows(
                        PayloadMismatchException.class,
                        () -> open(PayloadHash.of(PayloadHash.Kind.STREAMING_SIGNED), DATA, headers))
                .fault();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-amz-meta-a", "content-md5", "x-amz-checksum-crc32,x-amz-checksum-sha1"})
    void aTrailerIsOneKnownChecksum(String value) {
        Header length = new Header("x-amz-decoded-content-length", "5");
        Header trailer = new Header("x-amz-trailer", value);
        PayloadHash payload = PayloadHash.of(PayloadHash.Kind.STREAMING_UNSIGNED_TRAILER);
        assertThrows(PayloadMismatchException.class, () -> open(payload, DATA, length, trailer));
        assertInstanceOf(
                PayloadFault.MalformedTrailer.class,
                assertThrows(PayloadMismatchException.class, () -> open(payload, DATA, length))
                        .fault());
    }

    @Test
    void faultsHaveS3sCodesAndTexts() {
        assertFault(
                new PayloadFault.Sha256Mismatch("a", "b"),
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
        assertFault(
                new PayloadFault.ChecksumMismatch(ChecksumAlgorithm.SHA1, "a", "b"),
                "BadDigest",
                "The SHA1 you specified did not match the calculated checksum.");
        assertFault(
                new PayloadFault.ChecksumMismatch(ChecksumAlgorithm.MD5, "a", "b"),
                "BadDigest",
                "The Content-MD5 you specified did not match what we received.");
        assertFault(new PayloadFault.IncompleteBody("r"), "IncompleteBody", "The request body terminated unexpectedly");
        assertFault(
                new PayloadFault.ChunkSignatureMismatch(0),
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.");
        assertFault(
                new PayloadFault.InvalidChunkSize(0, 1),
                "InvalidChunkSizeError",
                "Only the last chunk is allowed to have a size less than 8192 bytes");
        assertFault(
                new PayloadFault.MalformedTrailer("r"),
                "MalformedTrailerError",
                "The request contained trailing data that was not well-formed or did not conform to our published"
                        + " schema.");
        assertFault(
                new PayloadFault.TooLarge(1),
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size");
        assertFault(
                new PayloadFault.MissingDecodedLength(),
                "MissingContentLength",
                "You must provide the Content-Length HTTP header.");
    }

    private static void assertFault(PayloadFault fault, String code, String text) {
        assertEquals(code, fault.code());
        assertEquals(text, new PayloadMismatchException(fault).getMessage());
    }

    /** The decoder never holds more than it has taken from the source and not handed on. */
    @Test
    void aLongUploadIsDecodedInConstantMemory() throws Exception {
        long length = 64L << 20;
        SignedMessage message = Upload.signed(
                PayloadHash.of(PayloadHash.Kind.STREAMING_SIGNED),
                List.of(new Header("Host", "h"), new Header("x-amz-decoded-content-length", Long.toString(length))));
        VerifiedSignature signature = Upload.verified(message);
        SignedChunks source = new SignedChunks(length, 4 << 20, signature.chunkSignatures());
        VerifiedBody body = Payloads.open(source, message, signature, OPTIONS);
        byte[] buffer = new byte[4096];
        long read = 0;
        long mostHeld = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            read += count;
            mostHeld = Math.max(mostHeld, source.handedOut() - read);
        }
        assertEquals(length, read);
        assertTrue(mostHeld < 32 << 10, "held " + mostHeld);
        assertFalse(body.chosenChecksum().isPresent());
    }
}
