package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.PayloadFault.ChecksumMismatch;
import signet.sigv4.PayloadFault.ChunkSignatureMismatch;
import signet.sigv4.PayloadFault.IncompleteBody;
import signet.sigv4.PayloadFault.InvalidChecksum;
import signet.sigv4.PayloadFault.InvalidChunkSize;
import signet.sigv4.PayloadFault.MalformedTrailer;
import signet.sigv4.PayloadFault.MissingDecodedLength;
import signet.sigv4.PayloadFault.MultipleChecksums;
import signet.sigv4.PayloadFault.Sha256Mismatch;
import signet.sigv4.PayloadFault.TooLarge;
import signet.sigv4.PayloadFault.TrailerSignatureMismatch;
import signet.sigv4.PayloadFault.UnsignedRequest;
import signet.sigv4.PayloadFault.UnsupportedChecksum;
import signet.sigv4.PayloadHash.Kind;

/** Every fault of a body: the upload that has it, S3's code and S3's literal text. */
class PayloadCatalogueTest {
    private static final byte[] DATA = Upload.ascii("some data");
    private static final PayloadOptions OPTIONS = new PayloadOptions(100, 0, 50, true, Set.of());

    private static VerifiedBody open(PayloadHash payload, byte[] wire, PayloadOptions options, Header... more)
            throws Exception {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "h")));
        headers.addAll(List.of(more));
        SignedMessage message = Upload.signed(payload, headers);
        return Payloads.open(new ByteArrayInputStream(wire), message, Upload.verified(message), options);
    }

    private static Executable plain(byte[] wire, Header... more) {
        return () -> open(PayloadHash.of(DATA), wire, OPTIONS, more).readAllBytes();
    }

    /** An upload in chunks of five bytes, with one piece of what goes over the wire replaced. */
    private static Executable chunked(Kind kind, String piece, String other) {
        return () -> {
            ChecksumAlgorithm trailer = kind.trailer() ? ChecksumAlgorithm.CRC32 : null;
            Upload upload = Upload.of(kind, DATA, 5, trailer);
            String wire = new String(upload.wire(), java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] changed = Upload.ascii(wire.replaceFirst(piece, other));
            upload.open(new ByteArrayInputStream(changed), OPTIONS).readAllBytes();
        };
    }

    private static Map<Class<? extends PayloadFault>, Executable> causes() {
        Header crc = new Header("x-amz-checksum-crc32", ChecksumAlgorithm.CRC32.base64(DATA));
        Header sha = new Header("x-amz-checksum-sha1", ChecksumAlgorithm.SHA1.base64(DATA));
        Map<Class<? extends PayloadFault>, Executable> causes = new LinkedHashMap<>();
        causes.put(Sha256Mismatch.class, plain(Upload.ascii("some date")));
        causes.put(ChecksumMismatch.class, plain(DATA, new Header("x-amz-checksum-crc32", "AAAAAA==")));
        causes.put(InvalidChecksum.class, plain(DATA, new Header("x-amz-checksum-crc32", "AAAA")));
        causes.put(UnsupportedChecksum.class, plain(DATA, new Header("x-amz-checksum-xxhash", "AAAA")));
        causes.put(MultipleChecksums.class, plain(DATA, crc, sha));
        causes.put(ChunkSignatureMismatch.class, chunked(Kind.STREAMING_SIGNED, "data", "date"));
        causes.put(
                TrailerSignatureMismatch.class,
                chunked(Kind.STREAMING_SIGNED_TRAILER, "(trailer-signature:)(.)", "$1x$2"));
        causes.put(
                UnsignedRequest.class,
                () -> Payloads.openAnonymous(
                        new ByteArrayInputStream(DATA),
                        Changed.add(
                                ClientMessages.get("/"), "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
                        OPTIONS));
        causes.put(MissingDecodedLength.class, () -> open(PayloadHash.of(Kind.STREAMING_SIGNED), DATA, OPTIONS));
        causes.put(IncompleteBody.class, chunked(Kind.STREAMING_SIGNED, "\\r\\n$", ""));
        causes.put(MalformedTrailer.class, chunked(Kind.STREAMING_UNSIGNED_TRAILER, "crc32:", "crc32c:"));
        causes.put(
                InvalidChunkSize.class,
                () -> Upload.of(Kind.STREAMING_SIGNED, DATA, 5, null).read());
        causes.put(
                TooLarge.class,
                () -> open(PayloadHash.UNSIGNED, new byte[101], OPTIONS).readAllBytes());
        return causes;
    }

    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your key and signing"
                    + " method.";

    /** Code and text of the fault of each upload above. */
    private static List<String> answer(PayloadFault fault) {
        return switch (fault) {
            case Sha256Mismatch _ ->
                List.of(
                        "XAmzContentSHA256Mismatch",
                        "The provided 'x-amz-content-sha256' header does not match what was computed.");
            case ChecksumMismatch _ ->
                List.of("BadDigest", "The CRC32 you specified did not match the calculated checksum.");
            case InvalidChecksum _ -> List.of("InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid.");
            case UnsupportedChecksum _ ->
                List.of("InvalidRequest", "The checksum x-amz-checksum-xxhash is not supported.");
            case MultipleChecksums _ ->
                List.of(
                        "InvalidRequest",
                        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            case ChunkSignatureMismatch _, TrailerSignatureMismatch _ -> List.of("SignatureDoesNotMatch", MISMATCH);
            case UnsignedRequest _ -> List.of("AccessDenied", "Access Denied");
            case MissingDecodedLength _ ->
                List.of("MissingContentLength", "You must provide the Content-Length HTTP header.");
            case IncompleteBody _ -> List.of("IncompleteBody", "The request body terminated unexpectedly");
            case MalformedTrailer _ ->
                List.of(
                        "MalformedTrailerError",
                        "The request contained trailing data that was not well-formed or did not conform to our"
                                + " published schema.");
            case InvalidChunkSize _ ->
                List.of("InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes");
            case TooLarge _ -> List.of("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        };
    }

    static Stream<Class<? extends PayloadFault>> faults() {
        return causes().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void itsUploadCausesItAndItsSenderIsToldSo(Class<? extends PayloadFault> fault) {
        PayloadMismatchException e = assertThrows(PayloadMismatchException.class, causes().get(fault));
        assertInstanceOf(fault, e.fault());
        assertEquals(answer(e.fault()), List.of(e.fault().code(), String.valueOf(e.getMessage())));
    }

    @Test
    void everyFaultHasAnUploadThatCausesIt() {
        Set<String> all = Arrays.stream(PayloadFault.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, faults().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void withoutTheChangeEachUploadIsAccepted() throws Throwable {
        plain(DATA).execute();
        for (Kind kind :
                List.of(Kind.STREAMING_SIGNED, Kind.STREAMING_SIGNED_TRAILER, Kind.STREAMING_UNSIGNED_TRAILER)) {
            chunked(kind, "data", "data").execute();
        }
    }

    /** A body of nine bytes in two chunks of five and four. */
    @ParameterizedTest
    @CsvSource({
        "100,0,50,accepted",
        "9,0,9,accepted",
        "9,0,5,accepted",
        "9,5,5,accepted",
        "8,0,5,TooLarge",
        "0,0,5,TooLarge",
        "9,0,4,InvalidChunkSize",
        "9,6,9,InvalidChunkSize",
        "9,9,9,InvalidChunkSize",
    })
    void theLimitsOfLengthAndChunksAreInclusive(long most, long smallest, long largest, String expected)
            throws Exception {
        PayloadOptions options = new PayloadOptions(most, smallest, largest, true, Set.of());
        for (Kind kind : List.of(Kind.STREAMING_SIGNED, Kind.STREAMING_UNSIGNED_TRAILER)) {
            Upload upload = Upload.of(kind, DATA, 5, kind.trailer() ? ChecksumAlgorithm.SHA1 : null);
            assertEquals(expected, outcome(() -> {
                upload.open(new ByteArrayInputStream(upload.wire()), options).readAllBytes();
            }));
        }
    }

    @ParameterizedTest
    @CsvSource({"8,TooLarge", "9,accepted", "10,accepted", "0,TooLarge"})
    void aPlainBodyMayBeAsLongAsTheLimit(long most, String expected) {
        PayloadOptions options = OPTIONS.withMaxBytes(most);
        assertEquals(
                expected,
                outcome(() -> open(PayloadHash.of(DATA), DATA, options).readAllBytes()));
        assertEquals(
                expected,
                outcome(() -> open(PayloadHash.UNSIGNED, DATA, options).readAllBytes()));
    }

    /** A line of the trailer that is as long as a line may be, 1,024 bytes, and one byte longer. */
    @ParameterizedTest
    @CsvSource({"1023,accepted", "1024,accepted", "1025,IncompleteBody", "5000,IncompleteBody"})
    void aLineHas1024BytesAtMost(int length, String expected) {
        String checksum = ChecksumAlgorithm.CRC32.base64(DATA);
        String blanks = " ".repeat(length - "x-amz-checksum-crc32:".length() - checksum.length());
        assertEquals(expected, outcome(chunked(Kind.STREAMING_UNSIGNED_TRAILER, "crc32:", "crc32:" + blanks)));
    }

    /** The size of a chunk is told in 15 digits at most, which no number of bytes on this earth needs. */
    @ParameterizedTest
    @ValueSource(strings = {"0000000000000005", "fffffffffffffff5", "10000000000000005", "ffffffffffffffffffffffff"})
    void aSizeOfMoreThan15DigitsIsNone(String size) {
        assertEquals("IncompleteBody", outcome(chunked(Kind.STREAMING_UNSIGNED_TRAILER, "^5", size)));
        assertEquals("accepted", outcome(chunked(Kind.STREAMING_UNSIGNED_TRAILER, "^5", "000000000000005")));
        assertEquals("IncompleteBody", outcome(chunked(Kind.STREAMING_SIGNED, "^5", size)));
    }

    /** An upload with a trailer and a checksum in a header as well. */
    private static Executable withBoth(ChecksumAlgorithm trailer, ChecksumAlgorithm header, byte[] checked) {
        return () -> {
            byte[] wire =
                    Upload.of(Kind.STREAMING_UNSIGNED_TRAILER, DATA, 5, trailer).wire();
            VerifiedBody body = open(
                    PayloadHash.of(Kind.STREAMING_UNSIGNED_TRAILER),
                    wire,
                    OPTIONS,
                    new Header("x-amz-decoded-content-length", Integer.toString(DATA.length)),
                    new Header("x-amz-trailer", trailer.header()),
                    new Header(header.header(), header.base64(checked)));
            body.readAllBytes();
            assertEquals(Set.of(trailer, header), body.checksums().keySet());
            assertEquals(trailer, body.chosenChecksum().orElseThrow());
        };
    }

    @Test
    void aChecksumInAHeaderAndOneInATrailerAreTooManyButMd5MayComeAlong() {
        for (ChecksumAlgorithm trailer : ChecksumAlgorithm.values()) {
            for (ChecksumAlgorithm header : ChecksumAlgorithm.values()) {
                String expected = trailer == ChecksumAlgorithm.MD5
                        ? "UnsupportedChecksum"
                        : header == ChecksumAlgorithm.MD5 ? "accepted" : "MultipleChecksums";
                assertEquals(expected, outcome(withBoth(trailer, header, DATA)), trailer + " and " + header);
            }
        }
        byte[] other = Upload.ascii("SOME DATA");
        assertEquals(
                "ChecksumMismatch",
                outcome(withBoth(ChecksumAlgorithm.SHA256, ChecksumAlgorithm.MD5, other)),
                "both are verified");
    }

    private static String outcome(Executable upload) {
        try {
            upload.execute();
            return "accepted";
        } catch (PayloadMismatchException e) {
            return e.fault().getClass().getSimpleName();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
