package signet.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {
    private static final byte[] DIGITS = "123456789".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "MD5, 25f9e794323b453885f5181f1b624d0b"
    })
    void theDigitsHaveTheCatalogueValue(ChecksumAlgorithm algorithm, String hex) {
        assertEquals(hex, HexFormat.of().formatHex(Base64.getDecoder().decode(algorithm.base64(DIGITS))));
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, AAAAAA==",
        "CRC32C, AAAAAA==",
        "CRC64NVME, AAAAAAAAAAA=",
        "SHA1, 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
        "SHA256, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "MD5, 1B2M2Y8AsgTpgAmY7PhCfg=="
    })
    void nothingHasTheKnownValue(ChecksumAlgorithm algorithm, String base64) {
        assertEquals(base64, algorithm.base64(new byte[0]));
    }

    /** Values of the NVM Command Set Specification's table of 64-bit CRC examples. */
    @Test
    void crc64NvmeGivesTheSpecificationsValues() {
        byte[] zeros = new byte[4096];
        byte[] ones = new byte[4096];
        java.util.Arrays.fill(ones, (byte) 0xff);

        assertEquals("6482d367eb22b64e", crc64(zeros));
        assertEquals("c0ddba7302eca3ac", crc64(ones));
    }

    @ParameterizedTest
    @EnumSource
    void piecesOfAnySizeGiveTheSameAsTheWhole(ChecksumAlgorithm algorithm) {
        Random random = new Random(64);
        for (int round = 0; round < 200; round++) {
            byte[] data = new byte[random.nextInt(300)];
            random.nextBytes(data);
            RunningChecksum pieces = algorithm.start();
            for (int i = 0; i < data.length; ) {
                int size = 1 + random.nextInt(data.length - i);
                pieces.update(data, i, size);
                i += size;
            }
            assertArrayEquals(Base64.getDecoder().decode(algorithm.base64(data)), pieces.value());
        }
    }

    @Test
    void crc64NvmeIsThatOfTheBitwiseDefinition() {
        Random random = new Random(65);
        for (int round = 0; round < 200; round++) {
            byte[] data = new byte[random.nextInt(100)];
            random.nextBytes(data);
            assertEquals("%016x".formatted(bitwiseCrc64(data)), crc64(data));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHeaderNamesTheAlgorithmInAnyCase(ChecksumAlgorithm algorithm) {
        assertEquals(algorithm, ChecksumAlgorithm.ofHeader(algorithm.header()).orElseThrow());
        assertEquals(
                algorithm,
                ChecksumAlgorithm.ofHeader(algorithm.header().toUpperCase(java.util.Locale.ROOT))
                        .orElseThrow());
        assertEquals(algorithm.size(), Base64.getDecoder().decode(algorithm.base64(DIGITS)).length);
    }

    @Test
    void otherHeadersNameNone() {
        assertTrue(ChecksumAlgorithm.ofHeader("x-amz-checksum-type").isEmpty());
        assertTrue(ChecksumAlgorithm.ofHeader("").isEmpty());
    }

    private static String crc64(byte[] data) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(ChecksumAlgorithm.CRC64NVME.base64(data)));
    }

    /** The definition, most significant bit first, with everything reflected by hand. */
    private static long bitwiseCrc64(byte[] data) {
        long polynomial = 0xad93d23594c93659L;
        long crc = ~0L;
        for (byte b : data) {
            for (int bit = 0; bit < 8; bit++) {
                long in = ((long) b >>> bit) & 1;
                long top = crc >>> 63;
                crc = (crc << 1) ^ ((in ^ top) == 1 ? polynomial : 0);
            }
        }
        return ~Long.reverse(crc);
    }
}
