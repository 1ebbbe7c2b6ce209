package signet.sigv4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checksums that a request promises: in headers, with their values, or in a trailer that is still to come. */
final class ChecksumClaims {
    private static final String PREFIX = "x-amz-checksum-";
    private static final Set<String> NO_CHECKSUM =
            Set.of("x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode");

    private final Map<ChecksumAlgorithm, String> values;
    private final @Nullable ChecksumAlgorithm trailer;

    private ChecksumClaims(Map<ChecksumAlgorithm, String> values, @Nullable ChecksumAlgorithm trailer) {
        this.values = values;
        this.trailer = trailer;
    }

    static ChecksumClaims read(SignedMessage message, PayloadHash.Kind kind, PayloadOptions options)
            throws PayloadMismatchException {
        Map<ChecksumAlgorithm, String> values =
                options.verifyHeaderChecksums() ? headers(message) : new EnumMap<>(ChecksumAlgorithm.class);
        ChecksumAlgorithm trailer = kind.trailer() ? trailer(message) : null;
        long checksums =
                values.keySet().stream().filter(a -> a != ChecksumAlgorithm.MD5).count();
        if (checksums + (trailer != null ? 1 : 0) > 1) {
            throw new PayloadMismatchException(new PayloadFault.MultipleChecksums());
        }
        return new ChecksumClaims(values, trailer);
    }

    private static Map<ChecksumAlgorithm, String> headers(SignedMessage message) throws PayloadMismatchException {
        Map<ChecksumAlgorithm, String> values = new EnumMap<>(ChecksumAlgorithm.class);
        for (Header header : message.headers()) {
            String name = header.lowerName();
            Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.ofHeader(name);
            if (algorithm.isPresent()) {
                String value = header.value().strip();
                checkForm(algorithm.get(), value);
                if (values.put(algorithm.get(), value) != null) {
                    throw new PayloadMismatchException(new PayloadFault.MultipleChecksums());
                }
            } else if (name.startsWith(PREFIX) && !NO_CHECKSUM.contains(name)) {
                throw new PayloadMismatchException(new PayloadFault.UnsupportedChecksum(name));
            }
        }
        return values;
    }

    private static ChecksumAlgorithm trailer(SignedMessage message) throws PayloadMismatchException {
        List<String> names = message.values("x-amz-trailer").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
        if (names.size() > 1) {
            throw new PayloadMismatchException(new PayloadFault.MultipleChecksums());
        }
        if (names.isEmpty()) {
            throw new PayloadMismatchException(new PayloadFault.MalformedTrailer("x-amz-trailer is missing"));
        }
        Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.ofHeader(names.getFirst());
        if (algorithm.isEmpty() || algorithm.get() == ChecksumAlgorithm.MD5) {
            throw new PayloadMismatchException(new PayloadFault.UnsupportedChecksum(names.getFirst()));
        }
        return algorithm.get();
    }

    static void checkForm(ChecksumAlgorithm algorithm, String value) throws PayloadMismatchException {
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            if (bytes.length == algorithm.size()
                    && Base64.getEncoder().encodeToString(bytes).equals(value)) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // no Base64: refused below like a wrong length
        }
        throw new PayloadMismatchException(new PayloadFault.InvalidChecksum(algorithm, value));
    }

    /** The algorithm that the trailer must carry; empty if there is to be no trailer. */
    Optional<ChecksumAlgorithm> trailer() {
        return Optional.ofNullable(trailer);
    }

    void trailerArrived(ChecksumAlgorithm algorithm, String value) throws PayloadMismatchException {
        checkForm(algorithm, value);
        values.put(algorithm, value);
    }

    /** The checksum besides MD5 that the client chose. */
    Optional<ChecksumAlgorithm> chosen() {
        return trailer()
                .or(() -> values.keySet().stream()
                        .filter(a -> a != ChecksumAlgorithm.MD5)
                        .findFirst());
    }

    List<ChecksumAlgorithm> algorithms() {
        List<ChecksumAlgorithm> all = new ArrayList<>(values.keySet());
        trailer().ifPresent(all::add);
        return all;
    }

    void verify(Map<ChecksumAlgorithm, byte[]> computed) throws PayloadMismatchException {
        for (Map.Entry<ChecksumAlgorithm, String> claim : values.entrySet()) {
            byte[] bytes = computed.getOrDefault(claim.getKey(), new byte[0]);
            String base64 = Base64.getEncoder().encodeToString(bytes);
            if (!Hashes.same(base64, claim.getValue())) {
                throw new PayloadMismatchException(
                        new PayloadFault.ChecksumMismatch(claim.getKey(), claim.getValue(), base64));
            }
        }
    }
}
