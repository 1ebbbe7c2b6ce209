package signet.sigv4;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksums that S3 verifies.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object
 *     integrity in Amazon S3</a>
 */
public enum ChecksumAlgorithm {
    CRC32("x-amz-checksum-crc32", 4),
    CRC32C("x-amz-checksum-crc32c", 4),
    CRC64NVME("x-amz-checksum-crc64nvme", 8),
    SHA1("x-amz-checksum-sha1", 20),
    SHA256("x-amz-checksum-sha256", 32),
    /** Not an {@code x-amz-checksum-*}: the one of {@code Content-MD5} and of most ETags. */
    MD5("content-md5", 16);

    private final String header;
    private final int size;

    ChecksumAlgorithm(String header, int size) {
        this.header = header;
        this.size = size;
    }

    /** The header or trailer that carries it, lower case; its value is Base64. */
    public String header() {
        return header;
    }

    /** How many bytes it has. */
    public int size() {
        return size;
    }

    /** The checksum of these bytes in Base64. */
    public String base64(byte[] data) {
        RunningChecksum checksum = start();
        checksum.update(data, 0, data.length);
        return Base64.getEncoder().encodeToString(checksum.value());
    }

    /** The algorithm whose checksum this header or trailer carries; names compare without case. */
    public static Optional<ChecksumAlgorithm> ofHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(a -> a.header.equals(lower)).findFirst();
    }

    /** A new checksum of this kind, of no bytes yet. */
    public RunningChecksum start() {
        return switch (this) {
            case CRC32 -> RunningChecksum.of(new CRC32());
            case CRC32C -> RunningChecksum.of(new CRC32C());
            case CRC64NVME -> new Crc64Nvme();
            case SHA1 -> RunningChecksum.of(Hashes.digest("SHA-1"));
            case SHA256 -> RunningChecksum.of(Hashes.digest("SHA-256"));
            case MD5 -> RunningChecksum.of(Hashes.digest("MD5"));
        };
    }
}
