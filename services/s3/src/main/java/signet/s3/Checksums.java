package signet.s3;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.sigv4.ChecksumAlgorithm;

/** Checksums of objects that come in parts (S3 User Guide, "Checking object integrity"). */
final class Checksums {
    private static final long CRC32 = 0xEDB88320L;
    private static final long CRC32C = 0x82F63B78L;
    private static final long CRC64NVME = 0x9A6C9329AC4BC9B5L;

    private Checksums() {}

    /** The algorithm that a request names; null if it names none. */
    static @Nullable ChecksumAlgorithm algorithm(@Nullable String name) {
        if (name == null) {
            return null;
        }
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            if (algorithm != ChecksumAlgorithm.MD5 && algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw Faults.invalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid"
                + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }

    /** Whether an upload's checksum is to be of its parts' checksums: what was asked, or the algorithm's own way. */
    static boolean composite(@Nullable ChecksumAlgorithm algorithm, @Nullable String type) {
        if (algorithm == null) {
            if (type != null) {
                throw Faults.invalidRequest("The x-amz-checksum-type header can only be used with the"
                        + " x-amz-checksum-algorithm header.");
            }
            return false;
        }
        boolean composite =
                type == null ? algorithm != ChecksumAlgorithm.CRC64NVME : type.equals(StoredChecksum.COMPOSITE);
        boolean possible = composite ? algorithm != ChecksumAlgorithm.CRC64NVME : polynomial(algorithm) != 0;
        if (!possible) {
            throw Faults.invalidRequest("The " + (composite ? StoredChecksum.COMPOSITE : StoredChecksum.FULL_OBJECT)
                    + " checksum type cannot be used with the " + word(algorithm) + " checksum algorithm.");
        }
        return composite;
    }

    /** How messages name an algorithm. */
    static String word(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? "null" : algorithm.name().toLowerCase(Locale.ROOT);
    }

    /** The object's checksum, from those of its parts; null if the upload has none. */
    static @Nullable StoredChecksum ofParts(StoredUpload upload, List<StoredPart> parts) {
        ChecksumAlgorithm algorithm = upload.algorithm();
        if (algorithm == null) {
            return null;
        }
        String value = upload.composite() ? composite(algorithm, parts) : combined(algorithm, parts);
        return new StoredChecksum(algorithm, value, upload.composite());
    }

    private static byte[] bytes(StoredPart part) {
        return Base64.getDecoder().decode(Objects.requireNonNull(part.checksum()));
    }

    private static String composite(ChecksumAlgorithm algorithm, List<StoredPart> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(bytes(part)));
        return algorithm.base64(all.toByteArray()) + "-" + parts.size();
    }

    private static String combined(ChecksumAlgorithm algorithm, List<StoredPart> parts) {
        int size = algorithm.size();
        long crc = 0;
        for (StoredPart part : parts) {
            long next = 0;
            for (byte b : bytes(part)) {
                next = next << Byte.SIZE | (b & 0xff);
            }
            crc = combine(polynomial(algorithm), size * Byte.SIZE, crc, next, part.size());
        }
        byte[] wide = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(wide, Long.BYTES - size, Long.BYTES));
    }

    /** The reflected polynomial of a CRC; 0 for what is no CRC and can't be combined. */
    private static long polynomial(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> CRC32;
            case CRC32C -> CRC32C;
            case CRC64NVME -> CRC64NVME;
            case SHA1, SHA256, MD5 -> 0;
        };
    }

    /**
     * The CRC of two runs of bytes one after the other. The first one's is moved past the second run by multiplying it,
     * as a polynomial over GF(2), with x to the number of its bits.
     */
    static long combine(long polynomial, int width, long first, long second, long secondLength) {
        long power = 1L << (width - 2);
        for (int doubled = 0; doubled < 3; doubled++) {
            power = multiply(polynomial, width, power, power);
        }
        long shift = 1L << (width - 1);
        for (long left = secondLength; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = multiply(polynomial, width, power, shift);
            }
            power = multiply(polynomial, width, power, power);
        }
        return multiply(polynomial, width, shift, first) ^ second;
    }

    /** The product modulo the polynomial, both reflected: the highest bit is the coefficient of x to the power of 0. */
    private static long multiply(long polynomial, int width, long left, long right) {
        long product = 0;
        long factor = right;
        for (int bit = width - 1; bit >= 0; bit--) {
            if ((left >>> bit & 1) != 0) {
                product ^= factor;
            }
            factor = (factor & 1) != 0 ? factor >>> 1 ^ polynomial : factor >>> 1;
        }
        return product;
    }
}
