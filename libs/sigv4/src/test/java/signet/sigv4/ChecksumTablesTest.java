package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.PayloadHash.Kind;

/** Published check values of every algorithm, and where a checksum may stand. */
class ChecksumTablesTest {
    private static final byte[] DATA = Upload.ascii("hello");

    /** Check values of the catalogues of CRCs (text 123456789), of RFC 1321, RFC 3174 and FIPS 180. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                CRC32     | 123456789 | cbf43926
                CRC32     | ``        | 00000000
                CRC32     | a         | e8b7be43
                CRC32     | abc       | 352441c2
                CRC32     | hello     | 3610a686
                CRC32C    | 123456789 | e3069283
                CRC32C    | ``        | 00000000
                CRC32C    | a         | c1d04330
                CRC32C    | abc       | 364b3fb7
                CRC64NVME | 123456789 | ae8b14860a799888
                CRC64NVME | ``        | 0000000000000000
                SHA1      | ``        | da39a3ee5e6b4b0d3255bfef95601890afd80709
                SHA1      | abc       | a9993e364706816aba3e25717850c26c9cd0d89d
                SHA1      | abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq | 84983e441c3bd26ebaae4aa1f95129e5e54670f1
                SHA256    | ``        | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                SHA256    | abc       | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
                SHA256    | abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq | 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1
                MD5       | ``        | d41d8cd98f00b204e9800998ecf8427e
                MD5       | a         | 0cc175b9c0f1b6a831c399e269772661
                MD5       | abc       | 900150983cd24fb0d6963f7d28e17f72
                MD5       | message digest | f96b697d7cb7938d525a2f31aaf161d0
                """)
    void aKnownTextHasItsKnownChecksum(ChecksumAlgorithm algorithm, String text, String hex) {
        byte[] data = Upload.ascii(text);
        assertEquals(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)), algorithm.base64(data));
        assertEquals(algorithm.size(), hex.length() / 2);
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void piecesGiveWhatTheWholeGives(ChecksumAlgorithm algorithm) {
        Random random = new Random(47);
        for (int i = 0; i < 200; i++) {
            byte[] data = new byte[random.nextInt(300)];
            random.nextBytes(data);
            RunningChecksum running = algorithm.start();
            int at = 0;
            while (at < data.length) {
                int length = Math.min(data.length - at, random.nextInt(20));
                running.update(data, at, length);
                at += length;
            }
            assertEquals(algorithm.base64(data), Base64.getEncoder().encodeToString(running.value()));
        }
    }

    @Test
    void crc64AgreesWithItsDefinitionBitByBit() {
        Random random = new Random(53);
        for (int i = 0; i < 500; i++) {
            byte[] data = new byte[random.nextInt(40)];
            random.nextBytes(data);
            long crc = ~0L;
            for (byte b : data) {
                crc ^= b & 0xff;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ Long.reverse(0xad93d23594c93659L);
                }
            }
            byte[] expected = java.nio.ByteBuffer.allocate(8).putLong(~crc).array();
            assertEquals(Base64.getEncoder().encodeToString(expected), ChecksumAlgorithm.CRC64NVME.base64(data));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32,x-amz-checksum-crc32,4",
        "CRC32C,x-amz-checksum-crc32c,4",
        "CRC64NVME,x-amz-checksum-crc64nvme,8",
        "SHA1,x-amz-checksum-sha1,20",
        "SHA256,x-amz-checksum-sha256,32",
        "MD5,content-md5,16",
    })
    void eachAlgorithmHasItsHeaderAndSize(ChecksumAlgorithm algorithm, String header, int size) {
        assertEquals(header, algorithm.header());
        assertEquals(size, algorithm.size());
        assertEquals(algorithm, ChecksumAlgorithm.ofHeader(header).orElseThrow());
        assertEquals(
                algorithm,
                ChecksumAlgorithm.ofHeader(header.toUpperCase(java.util.Locale.ROOT))
                        .orElseThrow());
        assertTrue(ChecksumAlgorithm.ofHeader(header + "x").isEmpty());
        assertTrue(ChecksumAlgorithm.ofHeader(" " + header).isEmpty());
    }

    private static SignedMessage plain(Header... more) {
        List<Header> headers = new java.util.ArrayList<>(List.of(new Header("Host", "h")));
        headers.addAll(List.of(more));
        return Upload.signed(PayloadHash.UNSIGNED, headers);
    }

    private static VerifiedBody open(SignedMessage message, byte[] data) throws Exception {
        return Payloads.open(
                new ByteArrayInputStream(data), message, Upload.verified(message), PayloadOptions.s3(Set.of()));
    }

    private static String outcome(SignedMessage message) throws Exception {
        try (VerifiedBody body = open(message, DATA)) {
            assertArrayEquals(DATA, body.readAllBytes());
            return "accepted";
        } catch (PayloadMismatchException e) {
            return e.fault().code();
        }
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void aChecksumInAHeaderIsVerified(ChecksumAlgorithm algorithm) throws Exception {
        String right = algorithm.base64(DATA);
        String wrong = algorithm.base64(Upload.ascii("Hello"));
        assertEquals("accepted", outcome(plain(new Header(algorithm.header(), right))));
        assertEquals("accepted", outcome(plain(new Header(algorithm.header(), " " + right + " "))));
        assertEquals("BadDigest", outcome(plain(new Header(algorithm.header(), wrong))));
        String invalid = algorithm == ChecksumAlgorithm.MD5 ? "InvalidDigest" : "InvalidRequest";
        for (String value : List.of("", "x", right.replace("=", ""), right + "=", right.substring(4), right + right)) {
            if (!value.equals(right)) {
                assertEquals(invalid, outcome(plain(new Header(algorithm.header(), value))), value);
            }
        }
        assertEquals(
                "InvalidRequest",
                outcome(plain(new Header(algorithm.header(), right), new Header(algorithm.header(), right))));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = "MD5", mode = EnumSource.Mode.EXCLUDE)
    void aChecksumInATrailerIsVerified(ChecksumAlgorithm algorithm) throws Exception {
        for (Kind kind : List.of(Kind.STREAMING_SIGNED_TRAILER, Kind.STREAMING_UNSIGNED_TRAILER)) {
            Upload right = Upload.of(kind, DATA, 8192, algorithm);
            VerifiedBody body = right.open();
            assertArrayEquals(DATA, body.readAllBytes());
            assertEquals(algorithm, body.chosenChecksum().orElseThrow());
            assertEquals(algorithm.base64(DATA), body.checksums().get(algorithm));
            Upload wrong = Upload.of(kind, DATA, 8192, algorithm, algorithm.base64(Upload.ascii("Hello")), DATA.length);
            PayloadMismatchException e = assertThrows(PayloadMismatchException.class, wrong::read);
            assertEquals(
                    new PayloadFault.ChecksumMismatch(
                            algorithm, algorithm.base64(Upload.ascii("Hello")), algorithm.base64(DATA)),
                    e.fault());
        }
    }

    @Test
    void twoChecksumsAreTooManyButMd5MayComeAlong() throws Exception {
        for (ChecksumAlgorithm first : ChecksumAlgorithm.values()) {
            for (ChecksumAlgorithm second : ChecksumAlgorithm.values()) {
                if (first != second) {
                    SignedMessage both = plain(
                            new Header(first.header(), first.base64(DATA)),
                            new Header(second.header(), second.base64(DATA)));
                    boolean md5 = first == ChecksumAlgorithm.MD5 || second == ChecksumAlgorithm.MD5;
                    assertEquals(md5 ? "accepted" : "InvalidRequest", outcome(both), first + " " + second);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-algorithm,CRC32,accepted",
        "x-amz-checksum-type,FULL_OBJECT,accepted",
        "x-amz-checksum-mode,ENABLED,accepted",
        "x-amz-sdk-checksum-algorithm,CRC32,accepted",
        "x-amz-checksum-sha512,AAAA,InvalidRequest",
        "x-amz-checksum-md5,XUFAKrxLKna5cZ2REBfFkg==,InvalidRequest",
        "x-amz-checksum-,AAAA,InvalidRequest",
        "x-amz-checksum,AAAA,accepted",
    })
    void aHeaderThatLooksLikeAChecksumIsOneOrIsRefused(String name, String value, String expected) throws Exception {
        assertEquals(expected, outcome(plain(new Header(name, value))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-md5",
                "x-amz-checksum-md5",
                "x-amz-checksum-sha512",
                "x-amz-meta-a",
                "",
                "x-amz-checksum-crc32,x-amz-checksum-sha1",
                "x-amz-checksum-crc32,",
                "x-amz-checksum-crc32 x-amz-checksum-sha1"
            })
    void aTrailerAnnouncesOneKnownChecksum(String announced) {
        SignedMessage message = Upload.signed(
                PayloadHash.of(Kind.STREAMING_UNSIGNED_TRAILER),
                List.of(
                        new Header("Host", "h"),
                        new Header("x-amz-decoded-content-length", "5"),
                        new Header("x-amz-trailer", announced)));
        PayloadMismatchException e = assertThrows(PayloadMismatchException.class, () -> open(message, DATA));
        assertEquals("InvalidRequest", e.fault().code());
    }

    @Test
    void whatWasAskedForIsComputedBesidesWhatWasSent() throws Exception {
        SignedMessage message = plain(new Header("x-amz-checksum-sha1", ChecksumAlgorithm.SHA1.base64(DATA)));
        VerifiedBody body = Payloads.open(
                new ByteArrayInputStream(DATA),
                message,
                Upload.verified(message),
                PayloadOptions.s3(Set.of(ChecksumAlgorithm.MD5, ChecksumAlgorithm.CRC64NVME)));
        body.readAllBytes();
        assertEquals(
                Set.of(ChecksumAlgorithm.SHA1, ChecksumAlgorithm.MD5, ChecksumAlgorithm.CRC64NVME),
                body.checksums().keySet());
        assertEquals("5d41402abc4b2a76b9719d911017c592", body.hex(ChecksumAlgorithm.MD5));
        assertThrows(IllegalArgumentException.class, () -> body.hex(ChecksumAlgorithm.CRC32C));
        assertEquals(5, body.length());
    }
}
