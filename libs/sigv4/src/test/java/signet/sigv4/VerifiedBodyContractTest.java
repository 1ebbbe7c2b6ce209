package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every body, plain or chunked: it is a stream, and proves nothing before its end. */
class VerifiedBodyContractTest {
    private static final byte[] DATA = Upload.ascii("twenty bytes of data");
    private static final PayloadOptions OPTIONS =
            new PayloadOptions(1000, 0, 1000, true, Set.of(ChecksumAlgorithm.MD5, ChecksumAlgorithm.SHA256));

    /** The ways in which a body comes. */
    @SuppressWarnings("ImmutableEnumChecker") // never changed
    enum Form {
        HASHED(PayloadHash.of(DATA)),
        UNSIGNED(PayloadHash.UNSIGNED),
        SIGNED_CHUNKS(PayloadHash.of(PayloadHash.Kind.STREAMING_SIGNED)),
        SIGNED_CHUNKS_AND_TRAILER(PayloadHash.of(PayloadHash.Kind.STREAMING_SIGNED_TRAILER)),
        UNSIGNED_CHUNKS_AND_TRAILER(PayloadHash.of(PayloadHash.Kind.STREAMING_UNSIGNED_TRAILER));

        private final Upload upload;

        Form(PayloadHash payload) {
            try {
                PayloadHash.Kind kind = payload.kind();
                upload = kind.chunked()
                        ? Upload.of(kind, DATA, 7, kind.trailer() ? ChecksumAlgorithm.CRC32 : null)
                        : plain(payload);
            } catch (SignatureException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Upload plain(PayloadHash payload) throws SignatureException {
            SignedMessage message = Upload.signed(
                    payload,
                    List.of(new Header("Host", "h"), new Header("Content-MD5", ChecksumAlgorithm.MD5.base64(DATA))));
            return new Upload(message, Upload.verified(message), DATA);
        }

        byte[] wire() {
            return upload.wire();
        }

        VerifiedBody open(InputStream source) throws PayloadMismatchException {
            return upload.open(source, OPTIONS);
        }

        VerifiedBody open() throws PayloadMismatchException {
            return open(new ByteArrayInputStream(wire()));
        }
    }

    /** A stream that knows whether it was closed, and that breaks after some bytes. */
    private static final class Watched extends FilterInputStream {
        private int left;
        private int closed;

        Watched(byte[] bytes, int left) {
            super(new ByteArrayInputStream(bytes));
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            left--;
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int size) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int count = super.read(buffer, offset, Math.min(size, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            closed++;
            super.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsBytesAreTheOnesSentByWhateverReads(Form form) throws Exception {
        assertArrayEquals(DATA, form.open().readAllBytes());
        assertArrayEquals(DATA, form.open().readNBytes(100));
        VerifiedBody body = form.open();
        for (byte expected : DATA) {
            assertEquals(expected, body.read());
        }
        assertEquals(-1, body.read());
        assertEquals(-1, body.read());
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            assertArrayEquals(DATA, readBySomeWays(form.open(), random));
        }
    }

    private static byte[] readBySomeWays(VerifiedBody body, Random random) throws IOException {
        byte[] all = new byte[DATA.length + 10];
        int length = 0;
        while (true) {
            int size = 1 + random.nextInt(8);
            int count;
            if (random.nextBoolean()) {
                int one = body.read();
                count = one < 0 ? -1 : 1;
                all[length] = (byte) one;
            } else {
                count = body.read(all, length, size);
            }
            if (count < 0) {
                return Arrays.copyOf(all, length);
            }
            length += count;
            assertEquals(length, body.length());
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyThePartOfTheBufferThatWasAskedForIsWritten(Form form) throws Exception {
        VerifiedBody body = form.open();
        byte[] buffer = new byte[10];
        Arrays.fill(buffer, (byte) '#');
        int count = body.read(buffer, 4, 3);
        assertTrue(count >= 1 && count <= 3);
        for (int i = 0; i < buffer.length; i++) {
            assertEquals(i >= 4 && i < 4 + count ? DATA[i - 4] : '#', buffer[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadOutsideOfTheBufferIsAMistakeThatCostsNothing(Form form) throws Exception {
        VerifiedBody body = form.open();
        byte[] buffer = new byte[5];
        assertThrows(IndexOutOfBoundsException.class, () -> body.read(buffer, -1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> body.read(buffer, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> body.read(buffer, 5, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> body.read(buffer, 0, -1));
        assertEquals(0, body.read(buffer, 5, 0));
        assertArrayEquals(DATA, body.readAllBytes());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsKnownBeforeTheEndAndAllOfItThen(Form form) throws Exception {
        VerifiedBody body = form.open();
        byte[] almost = body.readNBytes(DATA.length);
        assertArrayEquals(DATA, almost);
        assertThrows(IllegalStateException.class, body::checksums, "all bytes are here, but not the end");
        assertThrows(IllegalStateException.class, () -> body.hex(ChecksumAlgorithm.MD5));
        assertEquals(-1, body.read());
        assertEquals(ChecksumAlgorithm.SHA256.base64(DATA), body.checksums().get(ChecksumAlgorithm.SHA256));
        assertEquals(PayloadHash.of(DATA).value(), body.hex(ChecksumAlgorithm.SHA256));
        assertThrows(IllegalArgumentException.class, () -> body.hex(ChecksumAlgorithm.CRC64NVME));
        assertEquals(DATA.length, body.length());
    }

    @ParameterizedTest
    @EnumSource
    void closingClosesTheConnectionAndProvesNothing(Form form) throws Exception {
        Watched source = new Watched(form.wire(), Integer.MAX_VALUE);
        VerifiedBody body = form.open(source);
        assertEquals(DATA[0], body.read());
        assertEquals(0, source.closed);
        body.close();
        assertEquals(1, source.closed);
        assertThrows(IllegalStateException.class, body::checksums);
    }

    /** Wherever the connection breaks, the failure is the connection's, and for ever. */
    @ParameterizedTest
    @EnumSource
    void aBrokenConnectionIsNeverTheEnd(Form form) throws Exception {
        byte[] wire = form.wire();
        for (int length = 0; length < wire.length; length++) {
            VerifiedBody body = form.open(new Watched(wire, length));
            IOException e = assertThrows(IOException.class, body::readAllBytes);
            assertEquals("connection reset", e.getMessage(), "after " + length);
            IOException again = assertThrows(IOException.class, body::read);
            assertFalse(again instanceof PayloadMismatchException, "the client isn't to blame");
            assertEquals("reading this body failed before its end", again.getMessage());
            assertThrows(IllegalStateException.class, body::checksums);
        }
    }

    /** Every byte of a body counts, the last one too, and a failure stays one. */
    @ParameterizedTest
    @EnumSource
    void aChangedByteFailsTheBodyForEver(Form form) throws Exception {
        byte[] wire = form.wire();
        int start = new String(wire, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("twenty");
        for (int at : new int[] {start, start + 3, start + 6}) {
            byte[] changed = wire.clone();
            changed[at] ^= 1;
            VerifiedBody body = form.open(new ByteArrayInputStream(changed));
            PayloadMismatchException first = assertThrows(PayloadMismatchException.class, body::readAllBytes);
            for (int again = 0; again < 3; again++) {
                PayloadMismatchException later = assertThrows(PayloadMismatchException.class, body::read);
                assertEquals(first.fault(), later.fault());
            }
            assertThrows(IllegalStateException.class, body::checksums);
            PayloadFault fault = first.fault();
            switch (form) {
                case HASHED -> assertInstanceOf(PayloadFault.Sha256Mismatch.class, fault);
                case UNSIGNED, UNSIGNED_CHUNKS_AND_TRAILER ->
                    assertInstanceOf(PayloadFault.ChecksumMismatch.class, fault);
                case SIGNED_CHUNKS, SIGNED_CHUNKS_AND_TRAILER ->
                    assertEquals(new PayloadFault.ChunkSignatureMismatch(0), fault);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theChecksumThatTheClientChoseIsKnownFromTheStart(Form form) throws Exception {
        boolean trailer = form.name().endsWith("TRAILER");
        VerifiedBody body = form.open();
        assertEquals(trailer, body.chosenChecksum().isPresent(), "Content-MD5 is no choice");
        body.readAllBytes();
        assertEquals(trailer, body.chosenChecksum().isPresent());
        assertEquals(
                trailer
                        ? Set.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.MD5, ChecksumAlgorithm.SHA256)
                        : Set.of(ChecksumAlgorithm.MD5, ChecksumAlgorithm.SHA256),
                body.checksums().keySet());
    }

    @ParameterizedTest
    @EnumSource
    void itCannotBeReadTwice(Form form) throws Exception {
        VerifiedBody body = form.open();
        assertFalse(body.markSupported());
        body.readAllBytes();
        assertThrows(IOException.class, body::reset);
        assertEquals(0, body.readAllBytes().length);
    }
}
