package signet.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.s3.CompletedPart;
import signet.sigv4.ChecksumAlgorithm;

/** The parts of an upload that a client names to complete it, held against those that were uploaded. */
final class PartList {
    private static final long SMALLEST = 5L << 20;
    private static final int MOST = 10_000;

    private final StoredUpload upload;
    private final Map<Integer, StoredPart> present = new HashMap<>();

    PartList(StoredUpload upload, List<StoredPart> parts) {
        this.upload = upload;
        parts.forEach(part -> present.put(part.number(), part));
    }

    /** The parts as uploaded, if the list is right. */
    List<StoredPart> named(List<CompletedPart> list) {
        if (list.isEmpty() || list.size() > MOST) {
            throw Faults.malformedXml();
        }
        List<StoredPart> parts = new ArrayList<>();
        int last = 0;
        for (CompletedPart named : list) {
            Integer number = named.partNumber();
            if (number == null || named.eTag() == null) {
                throw Faults.malformedXml();
            }
            if (number <= last) {
                throw Faults.badRequest(
                                "InvalidPartOrder",
                                "The list of parts was not in ascending order. Parts must be ordered by part number.")
                        .with("UploadId", upload.id());
            }
            last = number;
            parts.add(found(number, named));
        }
        requireSizes(parts);
        return parts;
    }

    private StoredPart found(int number, CompletedPart named) {
        StoredPart part = present.get(number);
        String etag = EntityTags.bare(String.valueOf(named.eTag()));
        if (part == null || !part.etag().equals(etag)) {
            throw invalid(number, etag);
        }
        String checksum = checksum(named, upload.algorithm());
        if (checksum == null && upload.algorithm() != null && upload.composite()) {
            throw Faults.invalidRequest("The upload was created using a " + Checksums.word(upload.algorithm())
                    + " checksum. The complete request must include the checksum for each part. It was missing for part "
                    + number + " in the request.");
        }
        if (checksum != null && !checksum.equals(part.checksum())) {
            throw invalid(number, etag);
        }
        return part;
    }

    private static @Nullable String checksum(CompletedPart named, @Nullable ChecksumAlgorithm algorithm) {
        if (algorithm == null) {
            return null;
        }
        return switch (algorithm) {
            case CRC32 -> named.checksumCRC32();
            case CRC32C -> named.checksumCRC32C();
            case CRC64NVME -> named.checksumCRC64NVME();
            case SHA1 -> named.checksumSHA1();
            case SHA256 -> named.checksumSHA256();
            case MD5 -> null;
        };
    }

    private AwsError invalid(int number, String etag) {
        return Faults.badRequest(
                        "InvalidPart",
                        "One or more of the specified parts could not be found.  The part may not have been uploaded, or"
                                + " the specified entity tag may not match the part's entity tag.")
                .with("UploadId", upload.id())
                .with("PartNumber", Integer.toString(number))
                .with("ETag", etag);
    }

    private static void requireSizes(List<StoredPart> parts) {
        for (StoredPart part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < SMALLEST) {
                throw Faults.badRequest(
                                "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", Long.toString(part.size()))
                        .with("MinSizeAllowed", Long.toString(SMALLEST))
                        .with("PartNumber", Integer.toString(part.number()))
                        .with("ETag", part.etag());
            }
        }
    }
}
