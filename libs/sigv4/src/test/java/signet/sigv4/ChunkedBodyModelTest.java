package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.PayloadHash.Kind;

/** The decoder of aws-chunked bodies against the slow and obvious one, on whatever bytes. */
class ChunkedBodyModelTest {
    private static final PayloadOptions ANY_CHUNK = new PayloadOptions(100_000, 0, 100_000, true, Set.of());
    private static final List<Kind> KINDS =
            List.of(Kind.STREAMING_SIGNED, Kind.STREAMING_SIGNED_TRAILER, Kind.STREAMING_UNSIGNED_TRAILER);

    private static final List<ChecksumAlgorithm> TRAILERS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(ChecksumAlgorithm.MD5)));

    /** An upload and what is known of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(
            Kind kind, byte[] data, Upload upload, @Nullable ChecksumAlgorithm trailer) {
        static Case of(Kind kind, byte[] data, int chunk, ChecksumAlgorithm algorithm) throws SignatureException {
            ChecksumAlgorithm trailer = kind.trailer() ? algorithm : null;
            return new Case(kind, data, Upload.of(kind, data, chunk, trailer), trailer);
        }

        static Case random(Random random) throws SignatureException {
            byte[] data = new byte[random.nextInt(60)];
            random.nextBytes(data);
            ChecksumAlgorithm algorithm = TRAILERS.get(random.nextInt(TRAILERS.size()));
            return of(KINDS.get(random.nextInt(3)), data, 1 + random.nextInt(20), algorithm);
        }

        Optional<byte[]> decoded(InputStream source, int buffer) throws IOException {
            try {
                return Optional.of(readAll(upload.open(source, ANY_CHUNK), buffer));
            } catch (PayloadMismatchException e) {
                return Optional.empty();
            }
        }

        Optional<byte[]> expected(byte[] wire) {
            ChunkSignatures chain = kind.signedChunks() ? upload.chain() : null;
            return ReferenceChunks.decode(wire, data.length, chain, trailer);
        }
    }

    private static byte[] readAll(InputStream in, int buffer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[buffer];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            assertTrue(count > 0, "a read of some bytes gave none");
            out.write(piece, 0, count);
        }
        return out.toByteArray();
    }

    private static void assertSame(Case c, byte[] wire) throws IOException {
        Optional<byte[]> expected = c.expected(wire);
        Optional<byte[]> decoded = c.decoded(new ByteArrayInputStream(wire), 1024);
        assertEquals(
                expected.isPresent(),
                decoded.isPresent(),
                () -> c.kind() + " " + new String(wire, java.nio.charset.StandardCharsets.ISO_8859_1));
        assertArrayEquals(expected.orElseGet(() -> new byte[0]), decoded.orElseGet(() -> new byte[0]));
    }

    @Test
    void uploadsAreDecodedAsByDefinition() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 400; round++) {
            Case c = Case.random(random);
            assertArrayEquals(c.data(), c.expected(c.upload().wire()).orElseThrow());
            assertSame(c, c.upload().wire());
        }
    }

    @Test
    void changedUploadsAreRefusedOrTakenAsByDefinition() throws Exception {
        Random random = new Random(2);
        int taken = 0;
        for (int round = 0; round < 1_500; round++) {
            Case c = Case.random(random);
            byte[] wire = changed(c.upload().wire(), random);
            assertSame(c, wire);
            taken += c.expected(wire).isPresent() ? 1 : 0;
        }
        assertTrue(taken > 10, "some changes are harmless, or this test shows too little: " + taken);
    }

    /** Some bytes replaced, left out or put in; most of them are such as framing is made of. */
    private static byte[] changed(byte[] wire, Random random) {
        byte[] alphabet = Upload.ascii("0123456789abcdefABCDEF;:=-\r\n \tx");
        byte[] now = wire;
        for (int change = random.nextInt(2); change >= 0; change--) {
            int place = random.nextInt(now.length);
            byte other = alphabet[random.nextInt(alphabet.length)];
            int kind = random.nextInt(4);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(now, 0, place);
            if (kind == 0) {
                out.write(now[place] ^ 0x20);
            } else if (kind != 1) {
                out.write(other);
            }
            int from = kind == 3 ? place : place + 1;
            out.write(now, from, now.length - from);
            now = out.toByteArray();
        }
        return now;
    }

    /** The network's pieces and the reader's buffer are nobody's business. */
    @Test
    void howTheBytesArriveAndHowTheyAreReadChangesNothing() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            Case c = Case.random(random);
            byte[] wire =
                    round % 2 == 0 ? c.upload().wire() : changed(c.upload().wire(), random);
            Optional<byte[]> whole = c.decoded(new ByteArrayInputStream(wire), 4096);
            Optional<byte[]> pieces =
                    c.decoded(new Splintered(wire, random, 1 + random.nextInt(9)), 1 + random.nextInt(9));
            assertEquals(whole.isPresent(), pieces.isPresent());
            assertArrayEquals(whole.orElseGet(() -> new byte[0]), pieces.orElseGet(() -> new byte[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8191, 8192, 8193, 16_384, 16_385})
    void aBufferOfAnySizeReadsAnUpload(int buffer) throws Exception {
        byte[] data = new byte[20_000];
        new Random(4).nextBytes(data);
        for (Kind kind : KINDS) {
            Case c = Case.of(kind, data, 8_200, ChecksumAlgorithm.CRC64NVME);
            assertArrayEquals(
                    data,
                    c.decoded(new ByteArrayInputStream(c.upload().wire()), buffer)
                            .orElseThrow());
        }
    }

    /** No prefix of an upload is one, wherever the connection broke. */
    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = "MD5", mode = EnumSource.Mode.EXCLUDE)
    void anUploadCutAnywhereIsIncomplete(ChecksumAlgorithm algorithm) throws Exception {
        byte[] data = Upload.ascii("two chunks of data");
        for (Kind kind : KINDS) {
            Case c = Case.of(kind, data, 9, algorithm);
            byte[] wire = c.upload().wire();
            for (int length = 0; length < wire.length; length++) {
                byte[] cut = Arrays.copyOf(wire, length);
                VerifiedBody body = c.upload().open(new ByteArrayInputStream(cut), ANY_CHUNK);
                String fault = "none";
                try {
                    body.readAllBytes();
                } catch (PayloadMismatchException e) {
                    fault = e.fault().code();
                }
                assertEquals("IncompleteBody", fault, kind + " cut after " + length);
                assertTrue(c.expected(cut).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "x", "\r", "\n", "\r\n", "0\r\n\r\n", " "})
    void nothingMayFollowTheEnd(String more) throws Exception {
        for (Kind kind : KINDS) {
            Case c = Case.of(kind, Upload.ascii("data"), 4, ChecksumAlgorithm.SHA1);
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            wire.writeBytes(c.upload().wire());
            wire.writeBytes(Upload.ascii(more));
            assertTrue(
                    c.decoded(new ByteArrayInputStream(wire.toByteArray()), 100).isEmpty());
            assertTrue(c.expected(wire.toByteArray()).isEmpty());
        }
    }

    @Test
    void skippingVerifiesAsReadingDoes() throws Exception {
        Case c = Case.of(Kind.STREAMING_SIGNED_TRAILER, Upload.ascii("some data"), 3, ChecksumAlgorithm.CRC32);
        VerifiedBody body = c.upload().open(new ByteArrayInputStream(c.upload().wire()), ANY_CHUNK);
        assertEquals(9, body.skip(100));
        assertEquals(-1, body.read());
        assertEquals(ChecksumAlgorithm.CRC32.base64(c.data()), body.checksums().get(ChecksumAlgorithm.CRC32));
    }

    @Test
    void aReadOfNoBytesReadsNothing() throws Exception {
        Case c = Case.of(Kind.STREAMING_SIGNED, Upload.ascii("data"), 4, ChecksumAlgorithm.CRC32);
        VerifiedBody body = c.upload().open(new ByteArrayInputStream(c.upload().wire()), ANY_CHUNK);
        assertEquals(0, body.read(new byte[0]));
        assertEquals(0, body.length());
        assertArrayEquals(c.data(), body.readAllBytes());
        assertEquals(-1, body.read(new byte[0]));
        assertEquals(-1, body.read(new byte[5]));
        assertEquals(4, body.length());
    }
}
