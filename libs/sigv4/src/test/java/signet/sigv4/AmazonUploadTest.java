package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.PayloadHash.Kind;
import software.amazon.awssdk.checksums.SdkChecksum;

/** Uploads as Amazon's own signer frames and signs them: accepted, decoded, and the same bytes as ours. */
class AmazonUploadTest {
    /** The size of the chunks that Amazon's signer makes. */
    private static final int CHUNK = 128 * 1024;

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final AmazonSigner SIGNER =
            new AmazonSigner(new Credentials("AKID", "secret", "to/ken=="), "eu-west-1", "s3", TIME);
    private static final Gate GATE = Gate.of(SIGNER);

    /** The checksums of trailers but CRC-64, for which Amazon's signer wants a native library. */
    private static final List<ChecksumAlgorithm> TRAILERS = List.of(
            ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256);

    private static byte[] data(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }

    private static AmazonSigner.Sent upload(byte[] data, boolean signed, @Nullable ChecksumAlgorithm trailer) {
        return SIGNER.upload(ClientRequest.simple("PUT", "/bucket/key").withBody(data), signed, trailer);
    }

    private static Kind kind(AmazonSigner.Sent sent) throws SignatureException {
        PresentedSignature presented = SignatureParser.parse(sent.message()).orElseThrow();
        return PayloadHash.claimedBy(sent.message(), presented).kind();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8191, 8192, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77})
    void signedChunksOfAnyLengthAreAccepted(int length) throws Exception {
        byte[] data = data(length);
        AmazonSigner.Sent sent = upload(data, true, null);
        assertEquals(Kind.STREAMING_SIGNED, kind(sent));
        assertArrayEquals(data, GATE.body(sent));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, CHUNK, CHUNK + 1, 2 * CHUNK + 77})
    void aTrailerOfAnyChecksumIsAccepted(int length) throws Exception {
        byte[] data = data(length);
        for (ChecksumAlgorithm algorithm : TRAILERS) {
            for (boolean signed : List.of(true, false)) {
                AmazonSigner.Sent sent = upload(data, signed, algorithm);
                assertEquals(signed ? Kind.STREAMING_SIGNED_TRAILER : Kind.STREAMING_UNSIGNED_TRAILER, kind(sent));
                assertArrayEquals(data, GATE.body(sent), algorithm + " " + signed);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TRAILERS")
    void amazonsTrailerHasOurChecksum(ChecksumAlgorithm algorithm) {
        byte[] data = data(1000);
        String wire = new String(upload(data, false, algorithm).wire(), StandardCharsets.ISO_8859_1);
        assertTrue(wire.endsWith("\r\n0\r\n" + algorithm.header() + ":" + algorithm.base64(data) + "\r\n\r\n"), wire);
    }

    /** Piece by piece, with each algorithm that Amazon's library has without native code. */
    @Test
    void ourChecksumsAreAmazons() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            byte[] data = data(random.nextInt(2_000));
            int cut = random.nextInt(data.length + 1);
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                if (algorithm == ChecksumAlgorithm.CRC64NVME) {
                    continue;
                }
                SdkChecksum amazons = SdkChecksum.forAlgorithm(AmazonSigner.amazons(algorithm));
                amazons.update(data, 0, data.length);
                RunningChecksum ours = algorithm.start();
                ours.update(data, 0, cut);
                ours.update(data, cut, data.length - cut);
                assertArrayEquals(amazons.getChecksumBytes(), ours.value(), algorithm + " of " + data.length);
            }
        }
    }

    /** The signatures of all chunks and of the trailer are compared with these bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK, 2 * CHUNK + 77})
    void ourFramingOfTheSameUploadIsTheSameBytes(int length) throws Exception {
        byte[] data = data(length);
        assertSameWire(upload(data, true, null), data, null);
        for (ChecksumAlgorithm algorithm : List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256)) {
            String line = algorithm.header() + ":" + algorithm.base64(data);
            assertSameWire(upload(data, true, algorithm), data, line);
            assertSameWire(upload(data, false, algorithm), data, line);
        }
    }

    private static void assertSameWire(AmazonSigner.Sent sent, byte[] data, @Nullable String trailerLine)
            throws SignatureException {
        VerifiedSignature verified = verified(sent);
        ChunkSignatures chain = kind(sent).signedChunks() ? verified.chunkSignatures() : null;
        assertArrayEquals(Upload.wire(data, CHUNK, chain, trailerLine), sent.wire());
    }

    private static VerifiedSignature verified(AmazonSigner.Sent sent) throws SignatureException {
        PresentedSignature presented = SignatureParser.parse(sent.message()).orElseThrow();
        return new SignatureVerifier(java.time.Clock.fixed(TIME, java.time.ZoneOffset.UTC))
                .verify(
                        presented,
                        sent.message(),
                        SIGNER.credentials().secretAccessKey(),
                        PayloadHash.claimedBy(sent.message(), presented),
                        GATE.rules());
    }

    /** Every way to get an upload past us that changes one byte of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noByteOfAnUploadCanBeChanged(boolean signed) throws Exception {
        byte[] data = data(40);
        AmazonSigner.Sent sent = upload(data, signed, ChecksumAlgorithm.CRC32C);
        VerifiedSignature verified = verified(sent);
        for (int at = 0; at < sent.wire().length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sent.wire().clone();
                changed[at] ^= (byte) (1 << bit);
                assertEquals(
                        isCaseOfAName(sent.wire(), at, bit) ? Gate.ACCEPTED : "refused",
                        outcome(sent.message(), verified, changed),
                        "bit " + bit + " of byte " + at);
            }
        }
    }

    /** Names of trailers have no case, so that their letters may be written in either; nothing else may. */
    private static boolean isCaseOfAName(byte[] wire, int at, int bit) {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        return bit == 5
                && Character.isLetter(text.charAt(at))
                && Stream.of("x-amz-checksum-crc32c:", "x-amz-trailer-signature:")
                        .anyMatch(name -> text.contains(name)
                                && at >= text.indexOf(name)
                                && at < text.indexOf(name) + name.length());
    }

    private static String outcome(SignedMessage message, VerifiedSignature verified, byte[] wire) throws Exception {
        try {
            Payloads.open(new ByteArrayInputStream(wire), message, verified, PayloadOptions.s3(Set.of()))
                    .readAllBytes();
            return Gate.ACCEPTED;
        } catch (PayloadMismatchException e) {
            return "refused";
        }
    }

    @Test
    void chunksCannotBeDroppedRepeatedSwappedOrBroughtFromElsewhere() throws Exception {
        AmazonSigner.Sent sent = upload(data(3 * CHUNK), true, null);
        AmazonSigner.Sent other = upload(data(3 * CHUNK + 1), true, null);
        VerifiedSignature verified = verified(sent);
        List<byte[]> chunks = chunks(sent.wire());
        assertEquals(4, chunks.size());
        assertEquals(Gate.ACCEPTED, outcome(sent.message(), verified, joined(chunks)));
        for (int first = 0; first < chunks.size(); first++) {
            List<byte[]> dropped = new ArrayList<>(chunks);
            dropped.remove(first);
            assertEquals("refused", outcome(sent.message(), verified, joined(dropped)), "dropped " + first);
            List<byte[]> repeated = new ArrayList<>(chunks);
            repeated.add(first, chunks.get(first));
            assertEquals("refused", outcome(sent.message(), verified, joined(repeated)), "repeated " + first);
            List<byte[]> foreign = new ArrayList<>(chunks);
            foreign.set(first, chunks(other.wire()).get(first));
            assertEquals("refused", outcome(sent.message(), verified, joined(foreign)), "foreign " + first);
            for (int second = first + 1; second < chunks.size(); second++) {
                List<byte[]> swapped = new ArrayList<>(chunks);
                swapped.set(first, chunks.get(second));
                swapped.set(second, chunks.get(first));
                assertEquals(
                        "refused",
                        outcome(sent.message(), verified, joined(swapped)),
                        "swapped " + first + " and " + second);
            }
        }
    }

    /** Chunks with their headers and line ends; the last one is empty. */
    private static List<byte[]> chunks(byte[] wire) {
        List<byte[]> chunks = new ArrayList<>();
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < wire.length) {
            int size = Integer.parseInt(text.substring(at, text.indexOf(';', at)), 16);
            int end = text.indexOf("\r\n", at) + 2 + size + 2;
            chunks.add(java.util.Arrays.copyOfRange(wire, at, end));
            at = end;
        }
        return chunks;
    }

    private static byte[] joined(List<byte[]> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        chunks.forEach(out::writeBytes);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-decoded-content-length",
                "x-amz-trailer",
                "x-amz-content-sha256",
                "x-amz-security-token",
                "Content-Encoding",
                "Content-Length",
                "Host",
                "X-Amz-Date"
            })
    void noHeaderOfAnUploadCanBeLeftOut(String name) {
        AmazonSigner.Sent sent = upload(data(10), true, ChecksumAlgorithm.CRC32);
        assertTrue(sent.message().first(name).isPresent(), name);
        List<Header> fewer = new ArrayList<>(sent.message().headers());
        fewer.removeIf(header -> header.name().equalsIgnoreCase(name));
        SignedMessage without =
                new SignedMessage(sent.message().method(), sent.message().rawPath(), null, fewer);
        String expected = name.equals("X-Amz-Date") ? "MissingHeaderParts" : "SignedHeadersAbsent";
        assertEquals(expected, GATE.answer(without, sent.wire()));
    }

    /** An upload without signed chunks is not to be had by changing the word that announces them. */
    @Test
    void theKindOfAnUploadIsSigned() {
        AmazonSigner.Sent sent = upload(data(10), true, ChecksumAlgorithm.CRC32);
        for (Kind kind : Kind.values()) {
            String word = kind == Kind.DIGEST ? PayloadHash.of(sent.wire()).value() : kind.word();
            List<Header> headers = new ArrayList<>(sent.message().headers());
            headers.replaceAll(header ->
                    header.lowerName().equals("x-amz-content-sha256") ? new Header(header.name(), word) : header);
            SignedMessage other =
                    new SignedMessage(sent.message().method(), sent.message().rawPath(), null, headers);
            String expected = kind == Kind.STREAMING_SIGNED_TRAILER ? Gate.ACCEPTED : "SignatureMismatch";
            assertEquals(expected, GATE.answer(other, sent.wire()), word);
        }
    }
}
