package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.PayloadHash.Kind;

class ChunkedBodyTest {
    private static final byte[] EXAMPLE = new byte[65 * 1024];

    static {
        Arrays.fill(EXAMPLE, (byte) 'a');
    }

    /** The example of AWS's page on chunked uploads; signatures are the page's. */
    @Test
    void awsExampleOfSignedChunks() throws Exception {
        SignedMessage message = Upload.signed(
                PayloadHash.of(Kind.STREAMING_SIGNED),
                List.of(
                        new Header("Host", "s3.amazonaws.com"),
                        new Header("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                        new Header("Content-Encoding", "aws-chunked"),
                        new Header("x-amz-decoded-content-length", "66560"),
                        new Header("Content-Length", "66824")));
        VerifiedSignature signature = Upload.verified(message);
        byte[] wire = Upload.wire(EXAMPLE, 65536, signature.chunkSignatures(), null);
        String text = new String(wire, StandardCharsets.ISO_8859_1);

        assertEquals("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9", signature.seedSignature());
        assertEquals(66824, wire.length);
        assertTrue(text.startsWith(
                "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"));
        assertTrue(text.contains(
                "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"));
        assertTrue(text.endsWith(
                "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n"));
        assertArrayEquals(EXAMPLE, new Upload(message, signature, wire).read());
    }

    /** The example of AWS's page on trailing headers; signatures and checksum are the page's. */
    @Test
    void awsExampleOfASignedTrailer() throws Exception {
        SignedMessage message = Upload.signed(
                PayloadHash.of(Kind.STREAMING_SIGNED_TRAILER),
                List.of(
                        new Header("Host", "s3.amazonaws.com"),
                        new Header("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                        new Header("Content-Encoding", "aws-chunked"),
                        new Header("x-amz-decoded-content-length", "66560"),
                        new Header("x-amz-trailer", "x-amz-checksum-crc32c")));
        VerifiedSignature signature = Upload.verified(message);
        byte[] wire = Upload.wire(EXAMPLE, 65536, signature.chunkSignatures(), "x-amz-checksum-crc32c:sOO8/Q==");
        String text = new String(wire, StandardCharsets.ISO_8859_1);

        assertEquals("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e", signature.seedSignature());
        assertTrue(text.startsWith(
                "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"));
        assertTrue(text.contains(
                "400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"));
        assertTrue(text.contains(
                "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"));
        assertTrue(text.endsWith(
                "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"));
        assertArrayEquals(EXAMPLE, new Upload(message, signature, wire).read());
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"MD5"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyTrailingChecksumIsVerifiedAndGiven(ChecksumAlgorithm algorithm) throws Exception {
        for (Kind kind : List.of(Kind.STREAMING_SIGNED_TRAILER, Kind.STREAMING_UNSIGNED_TRAILER)) {
            Upload upload = Upload.of(kind, EXAMPLE, 8192, algorithm);
            VerifiedBody body = upload.open();
            assertArrayEquals(EXAMPLE, body.readAllBytes());
            assertEquals(algorithm, body.chosenChecksum().orElseThrow());
            assertEquals(algorithm.base64(EXAMPLE), body.checksums().get(algorithm));

            Upload wrong = Upload.of(kind, EXAMPLE, 8192, algorithm, algorithm.base64(new byte[1]), EXAMPLE.length);
            assertInstanceOf(PayloadFault.ChecksumMismatch.class, refused(wrong));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20_000})
    void bodiesOfAnyLengthComeThrough(int length) throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, length);
        assertArrayEquals(
                data, Upload.of(Kind.STREAMING_SIGNED, data, 8192, null).read());
        assertArrayEquals(
                data,
                Upload.of(Kind.STREAMING_UNSIGNED_TRAILER, data, 8192, ChecksumAlgorithm.CRC32)
                        .read());
    }

    @Test
    void anyChangedByteOfASignedUploadIsRefused() throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, 20);
        Upload upload = Upload.of(Kind.STREAMING_SIGNED_TRAILER, data, 20, ChecksumAlgorithm.CRC32C);
        Random random = new Random(7);
        for (int i = 0; i < upload.wire().length; i++) {
            byte[] changed = upload.wire().clone();
            byte old = changed[i];
            do {
                changed[i] = (byte) random.nextInt(256);
            } while (Character.toLowerCase(changed[i]) == Character.toLowerCase(old));
            assertThrows(
                    PayloadMismatchException.class, () -> upload.open(changed).readAllBytes(), "byte " + i);
        }
    }

    @Test
    void anyChangedByteOfAnUnsignedUploadIsRefused() throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, 20);
        Upload upload = Upload.of(Kind.STREAMING_UNSIGNED_TRAILER, data, 20, ChecksumAlgorithm.CRC64NVME);
        for (int i = 0; i < upload.wire().length; i++) {
            byte[] changed = upload.wire().clone();
            changed[i] ^= 0x01;
            assertThrows(
                    PayloadMismatchException.class, () -> upload.open(changed).readAllBytes(), "byte " + i);
        }
    }

    @Test
    void anyTruncationIsRefused() throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, 100);
        for (Upload upload : List.of(
                Upload.of(Kind.STREAMING_SIGNED, data, 100, null),
                Upload.of(Kind.STREAMING_SIGNED_TRAILER, data, 100, ChecksumAlgorithm.SHA1),
                Upload.of(Kind.STREAMING_UNSIGNED_TRAILER, data, 100, ChecksumAlgorithm.CRC32))) {
            for (int length = 0; length < upload.wire().length; length++) {
                byte[] cut = Arrays.copyOf(upload.wire(), length);
                assertThrows(
                        PayloadMismatchException.class, () -> upload.open(cut).readAllBytes());
            }
        }
    }

    @Test
    void anythingAfterTheEndIsRefused() throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, EXAMPLE, 8192, null);
        byte[] longer = Arrays.copyOf(upload.wire(), upload.wire().length + 1);
        assertInstanceOf(PayloadFault.IncompleteBody.class, refused(upload, longer));
    }

    @Test
    void aChunkOfAnotherUploadIsRefused() throws Exception {
        byte[] first = Arrays.copyOf(EXAMPLE, 8192 * 2);
        byte[] second = first.clone();
        second[8192 + 5] = 'b';
        Upload one = Upload.of(Kind.STREAMING_SIGNED, first, 8192, null);
        Upload other = Upload.of(Kind.STREAMING_SIGNED, second, 8192, null);
        int chunk = (one.wire().length - 86) / 2;
        byte[] spliced = one.wire().clone();
        System.arraycopy(other.wire(), chunk, spliced, chunk, chunk);
        assertEquals(new PayloadFault.ChunkSignatureMismatch(2), refused(one, spliced));
    }

    @Test
    void swappedChunksAreRefused() throws Exception {
        byte[] data = new byte[8192 * 2];
        new Random(1).nextBytes(data);
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, data, 8192, null);
        int chunk = (upload.wire().length - 86) / 2;
        byte[] swapped = upload.wire().clone();
        System.arraycopy(upload.wire(), 0, swapped, chunk, chunk);
        System.arraycopy(upload.wire(), chunk, swapped, 0, chunk);
        assertEquals(new PayloadFault.ChunkSignatureMismatch(0), refused(upload, swapped));
    }

    @Test
    void theLastByteOfATamperedChunkIsNeverHandedOut() throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, 9000);
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, data, 9000, null);
        byte[] tampered = upload.wire().clone();
        tampered[200] = 'x';
        VerifiedBody body = upload.open(tampered);
        int got = 0;
        try {
            while (body.read() >= 0) {
                got++;
            }
        } catch (PayloadMismatchException e) {
            assertEquals(new PayloadFault.ChunkSignatureMismatch(0), e.fault());
        }
        assertEquals(8999, got);
    }

    @Test
    void aFailedBodyFailsForEver() throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, EXAMPLE, 8192, null);
        byte[] tampered = upload.wire().clone();
        tampered[200] = 'x';
        VerifiedBody body = upload.open(tampered);
        assertThrows(PayloadMismatchException.class, body::readAllBytes);
        assertThrows(PayloadMismatchException.class, body::read);
        assertThrows(PayloadMismatchException.class, () -> body.skip(1));
        assertThrows(IllegalStateException.class, body::checksums);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 1000})
    void anotherDeclaredLengthIsRefused(long difference) throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, 9000);
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, data, 9000, null, "", 9000 + difference);
        assertInstanceOf(PayloadFault.IncompleteBody.class, refused(upload));
    }

    @Test
    void aSmallChunkMayOnlyBeTheLast() throws Exception {
        byte[] data = Arrays.copyOf(EXAMPLE, 9000);
        assertEquals(
                new PayloadFault.InvalidChunkSize(0, 8191),
                refused(Upload.of(Kind.STREAMING_SIGNED, data, 8191, null)));
    }

    @Test
    void aChunkAboveTheLimitIsRefusedBeforeItIsRead() throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, EXAMPLE, 65536, null);
        PayloadOptions options = new PayloadOptions(1 << 20, 0, 65535, true, Set.of());
        VerifiedBody body = upload.open(new ByteArrayInputStream(upload.wire()), options);
        PayloadMismatchException e = assertThrows(PayloadMismatchException.class, body::read);
        assertEquals(new PayloadFault.InvalidChunkSize(0, 65536), e.fault());
        assertEquals(0, body.length());
    }

    @Test
    void aDeclaredLengthAboveTheLimitIsRefusedAtOnce() throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, EXAMPLE, 65536, null);
        PayloadOptions options = PayloadOptions.s3(Set.of()).withMaxBytes(EXAMPLE.length - 1);
        PayloadMismatchException e = assertThrows(
                PayloadMismatchException.class, () -> upload.open(new ByteArrayInputStream(upload.wire()), options));
        assertEquals(new PayloadFault.TooLarge(EXAMPLE.length - 1), e.fault());
    }

    @Test
    void requestedChecksumsAreComputedToo() throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, EXAMPLE, 8192, null);
        VerifiedBody body = upload.open(
                new ByteArrayInputStream(upload.wire()),
                PayloadOptions.s3(Set.of(ChecksumAlgorithm.MD5, ChecksumAlgorithm.CRC64NVME)));
        body.readAllBytes();
        assertEquals(
                Set.of(ChecksumAlgorithm.MD5, ChecksumAlgorithm.CRC64NVME),
                body.checksums().keySet());
        assertEquals(
                java.util.HexFormat.of()
                        .formatHex(java.util.Base64.getDecoder().decode(ChecksumAlgorithm.MD5.base64(EXAMPLE))),
                body.hex(ChecksumAlgorithm.MD5));
        assertEquals(EXAMPLE.length, body.length());
        assertTrue(body.chosenChecksum().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> body.hex(ChecksumAlgorithm.SHA1));
    }

    private static PayloadFault refused(Upload upload) {
        return refused(upload, upload.wire());
    }

    private static PayloadFault refused(Upload upload, byte[] wire) {
        return assertThrows(
                        PayloadMismatchException.class, () -> upload.open(wire).readAllBytes())
                .fault();
    }

    /** Framing that no honest client sends, in an unsigned upload of {@code hello}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "5\nhello\r\n0\r\nT\r\n\r\n",
                "5\r\nhello0\r\nT\r\n\r\n",
                "5\r\nhello\n0\r\nT\r\n\r\n",
                "+5\r\nhello\r\n0\r\nT\r\n\r\n",
                "-5\r\nhello\r\n0\r\nT\r\n\r\n",
                " 5\r\nhello\r\n0\r\nT\r\n\r\n",
                "5 \r\nhello\r\n0\r\nT\r\n\r\n",
                "0x5\r\nhello\r\n0\r\nT\r\n\r\n",
                "5;a=b\r\nhello\r\n0\r\nT\r\n\r\n",
                "5;chunk-signature=00\r\nhello\r\n0\r\nT\r\n\r\n",
                "0000000000000005\r\nhello\r\n0\r\nT\r\n\r\n",
                "ffffffffffffffff\r\nhello\r\n0\r\nT\r\n\r\n",
                "7fffffffffffffff\r\nhello\r\n0\r\nT\r\n\r\n",
                "4\r\nhell\r\n0\r\nT\r\n\r\n",
                "3\r\nhel\r\n2\r\nlo\r\n0\r\nT\r\n\r\n",
                "5\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nT\r\nT\r\n\r\n",
                "5\r\nhello\r\n0\r\nT\r\n\r\n\r\n",
                "5\r\nhello\r\n0\r\nT\r\nx-amz-meta-a:b\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-meta-a:b\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:AAAAAA==\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n",
                "5\r\nhello\r\n0\r\n:AAAAAA==\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32\r\n\r\n"
            })
    void brokenFramingIsRefused(String wire) throws Exception {
        byte[] hello = Upload.ascii("hello");
        Upload upload = Upload.of(Kind.STREAMING_UNSIGNED_TRAILER, hello, 5, ChecksumAlgorithm.CRC32);
        String trailer = "x-amz-checksum-crc32:" + ChecksumAlgorithm.CRC32.base64(hello);
        refused(upload, Upload.ascii(wire.replace("T\r", trailer + "\r")));
    }

    @Test
    void aLineFeedAtTheEndOfATrailerIsAsInAwsDocuments() throws Exception {
        byte[] hello = Upload.ascii("hello");
        Upload upload = Upload.of(Kind.STREAMING_SIGNED_TRAILER, hello, 5, ChecksumAlgorithm.CRC32);
        String text = new String(upload.wire(), StandardCharsets.ISO_8859_1)
                .replace("\r\nx-amz-trailer-signature", "\n\r\nx-amz-trailer-signature");
        assertArrayEquals(hello, upload.open(Upload.ascii(text)).readAllBytes());
    }

    @Test
    void aFailingSourceFailsTheBody() throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, EXAMPLE, 8192, null);
        VerifiedBody body = upload.open(
                new java.io.InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int size) throws IOException {
                        throw new IOException("connection reset");
                    }
                },
                PayloadOptions.s3(Set.of()));
        assertEquals(
                "connection reset", assertThrows(IOException.class, body::read).getMessage());
        assertThrows(IOException.class, body::read);
    }
}
