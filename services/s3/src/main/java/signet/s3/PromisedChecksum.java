package signet.s3;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.s3.CompleteMultipartUploadInput;
import signet.sigv4.ChecksumAlgorithm;

/** The checksum of the whole object that a client may send when it completes an upload. */
final class PromisedChecksum {
    private PromisedChecksum() {}

    /** Refuses unless what the client sent, if anything, is what came out. */
    static void check(CompleteMultipartUploadInput input, @Nullable StoredChecksum actual) {
        Refusals.header("x-amz-checksum-sha512", input.checksumSHA512());
        Refusals.header("x-amz-checksum-md5", input.checksumMD5());
        Refusals.header("x-amz-checksum-xxhash64", input.checksumXXHASH64());
        Refusals.header("x-amz-checksum-xxhash3", input.checksumXXHASH3());
        Refusals.header("x-amz-checksum-xxhash128", input.checksumXXHASH128());
        if (input.checksumType() != null
                && actual != null
                && !input.checksumType().equals(actual.type())) {
            throw Faults.invalidRequest("The upload was created using the " + actual.type()
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        sent(input).forEach((algorithm, value) -> check(algorithm, value, actual));
    }

    private static void check(ChecksumAlgorithm algorithm, String value, @Nullable StoredChecksum actual) {
        if (actual == null || actual.algorithm() != algorithm) {
            throw Faults.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                    + Checksums.word(actual == null ? null : actual.algorithm()) + ", actual checksum Type: "
                    + Checksums.word(algorithm));
        }
        String whole = actual.value();
        int dash = whole.indexOf('-');
        boolean same =
                whole.equals(value) || (dash >= 0 && whole.substring(0, dash).equals(value));
        if (!same) {
            throw Faults.badRequest(
                    "BadDigest",
                    "The " + Checksums.word(algorithm) + " you specified did not match the calculated checksum.");
        }
    }

    private static Map<ChecksumAlgorithm, String> sent(CompleteMultipartUploadInput input) {
        Map<ChecksumAlgorithm, String> sent = new EnumMap<>(ChecksumAlgorithm.class);
        put(sent, ChecksumAlgorithm.CRC32, input.checksumCRC32());
        put(sent, ChecksumAlgorithm.CRC32C, input.checksumCRC32C());
        put(sent, ChecksumAlgorithm.CRC64NVME, input.checksumCRC64NVME());
        put(sent, ChecksumAlgorithm.SHA1, input.checksumSHA1());
        put(sent, ChecksumAlgorithm.SHA256, input.checksumSHA256());
        return sent;
    }

    private static void put(Map<ChecksumAlgorithm, String> sent, ChecksumAlgorithm algorithm, @Nullable String value) {
        if (value != null) {
            sent.put(algorithm, value);
        }
    }
}
