package signet.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import signet.sigv4.PayloadHash.Kind;

/** An upload in two chunks with every one of its bytes changed in turn, and the exact fault of each. */
class UploadTamperingTest {
    private static final byte[] DATA = Upload.ascii("helloworld");
    private static final PayloadOptions ANY_CHUNK = new PayloadOptions(1000, 0, 1000, true, Set.of());

    private static Upload upload(Kind kind) throws SignatureException {
        return Upload.of(kind, DATA, 5, kind.trailer() ? ChecksumAlgorithm.SHA1 : null);
    }

    private static String text(Upload upload) {
        return new String(upload.wire(), ISO_8859_1);
    }

    /** The fault with its number, if it has one; or the data that were read. */
    private static String outcome(Upload upload, String wire) throws IOException {
        try {
            byte[] read = upload.open(new ByteArrayInputStream(Upload.ascii(wire)), ANY_CHUNK)
                    .readAllBytes();
            return new String(read, ISO_8859_1);
        } catch (PayloadMismatchException e) {
            return e.fault() instanceof PayloadFault.ChunkSignatureMismatch mismatch
                    ? "ChunkSignatureMismatch " + mismatch.index()
                    : e.fault().getClass().getSimpleName();
        }
    }

    /** Each place of the wire that this expression finds, with a letter j in it. */
    private static void assertEachPlace(Kind kind, String part, String expected) throws Exception {
        Upload upload = upload(kind);
        String wire = text(upload);
        assertEquals("helloworld", outcome(upload, wire));
        Matcher found = Pattern.compile(part, Pattern.DOTALL).matcher(wire);
        assertTrue(found.find(), () -> part + " in " + wire);
        for (int place = found.start(1); place < found.end(1); place++) {
            assertEquals(expected, outcome(upload, Changed.at(wire, place, 'j')), part + " at " + place);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ^(5);                                   | IncompleteBody
                ^5(;chunk-signature=)                   | IncompleteBody
                ^5;chunk-signature=(.{64})              | ChunkSignatureMismatch 0
                ^[^\\r]*(\\r)                           | ChunkSignatureMismatch 0
                ^[^\\r]*\\r(\\n)                        | IncompleteBody
                (hello)                                 | ChunkSignatureMismatch 0
                hello(\\r\\n)                           | IncompleteBody
                hello\\r\\n(5)                          | IncompleteBody
                hello\\r\\n5(;chunk-signature=)         | IncompleteBody
                hello\\r\\n5;chunk-signature=(.{64})    | ChunkSignatureMismatch 1
                (world)                                 | ChunkSignatureMismatch 1
                world(\\r\\n)                           | IncompleteBody
                world\\r\\n(0)                          | IncompleteBody
                world\\r\\n0(;chunk-signature=)         | IncompleteBody
                world\\r\\n0;chunk-signature=(.{64})    | ChunkSignatureMismatch 2
                (\\r)\\n\\r\\n$                         | ChunkSignatureMismatch 2
                (\\n\\r\\n)$                            | IncompleteBody
                """)
    void everyByteOfSignedChunks(String part, String expected) throws Exception {
        assertEachPlace(Kind.STREAMING_SIGNED, part, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ^5;chunk-signature=(.{64})              | ChunkSignatureMismatch 0
                (hello)                                 | ChunkSignatureMismatch 0
                (world)                                 | ChunkSignatureMismatch 1
                world\\r\\n0;chunk-signature=(.{64})    | ChunkSignatureMismatch 2
                (x-amz-checksum-sha1):                  | MalformedTrailer
                sha1:([^\\r]*)\\r                       | TrailerSignatureMismatch
                (x-amz-trailer-signature):              | MalformedTrailer
                trailer-signature:(.{64})               | TrailerSignatureMismatch
                trailer-signature:.{64}(\\r)            | TrailerSignatureMismatch
                (\\n\\r\\n)$                            | IncompleteBody
                """)
    void everyByteOfSignedChunksWithASignedTrailer(String part, String expected) throws Exception {
        assertEachPlace(Kind.STREAMING_SIGNED_TRAILER, part, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ^(5)                                    | IncompleteBody
                (hello)                                 | ChecksumMismatch
                hello(\\r\\n5\\r\\n)world               | IncompleteBody
                (world)                                 | ChecksumMismatch
                world(\\r\\n0\\r\\n)                    | IncompleteBody
                (x-amz-checksum-sha1):                  | MalformedTrailer
                sha1(:)                                 | MalformedTrailer
                sha1:(.{26})                            | ChecksumMismatch
                sha1:.{26}(.)=                          | InvalidChecksum
                sha1:.{27}(=)                           | InvalidChecksum
                sha1:[^\\r]*(\\r\\n\\r\\n)$             | IncompleteBody
                """)
    void everyByteOfUnsignedChunks(String part, String expected) throws Exception {
        assertEachPlace(Kind.STREAMING_UNSIGNED_TRAILER, part, expected);
    }

    private static List<String> chunks(String wire) {
        List<String> chunks = new ArrayList<>();
        Matcher found = Pattern.compile("[05];chunk-signature=.{64}\r\n(hello|world)?(\r\n)?")
                .matcher(wire);
        while (found.find()) {
            chunks.add(found.group());
        }
        return chunks;
    }

    @Test
    void theNumberOfTheChunkThatIsWrongIsTold() throws Exception {
        Upload upload = upload(Kind.STREAMING_SIGNED);
        List<String> chunks = chunks(text(upload));
        assertEquals(3, chunks.size());
        assertEquals(text(upload), String.join("", chunks));
        String first = chunks.get(0);
        String second = chunks.get(1);
        String last = chunks.get(2);
        assertEquals("ChunkSignatureMismatch 0", outcome(upload, second + first + last));
        assertEquals("ChunkSignatureMismatch 1", outcome(upload, first + first + last));
        assertEquals("ChunkSignatureMismatch 0", outcome(upload, second + second + last));
        assertEquals("IncompleteBody", outcome(upload, first + last), "the declared length is missed");
        assertEquals("IncompleteBody", outcome(upload, last));
        assertEquals("IncompleteBody", outcome(upload, first + second + second + last));
        assertEquals("IncompleteBody", outcome(upload, first + second + last + last));
        assertEquals("IncompleteBody", outcome(upload, first + second));
    }

    /** Data may not move over the border between two chunks, though all of the body stays the same. */
    @Test
    void chunksCannotBeCutAnew() throws Exception {
        Upload upload = upload(Kind.STREAMING_SIGNED);
        String wire = text(upload);
        String moved = wire.replaceFirst("^5", "6")
                .replaceFirst("hello\r\n5", "hellow\r\n4")
                .replace("world", "orld");
        assertEquals("ChunkSignatureMismatch 0", outcome(upload, moved));
        String one =
                wire.replaceFirst("^5", "a").replaceFirst("hello\r\n5;chunk-signature=.{64}\r\nworld", "helloworld");
        assertEquals("ChunkSignatureMismatch 0", outcome(upload, one));
        Upload unsigned = upload(Kind.STREAMING_UNSIGNED_TRAILER);
        assertEquals(
                "helloworld", outcome(unsigned, text(unsigned).replace("5\r\nhello\r\n5\r\nworld", "a\r\nhelloworld")));
    }

    /** The signatures of one upload's chunks are worth nothing in another one, even of the same data by the same client. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STREAMING_SIGNED", "STREAMING_SIGNED_TRAILER"})
    void chunksBelongToTheirRequest(Kind kind) throws Exception {
        Upload upload = upload(kind);
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Host", "s3.amazonaws.com"),
                new Header("x-amz-decoded-content-length", "10"),
                new Header("x-amz-meta-other", "1")));
        if (kind.trailer()) {
            headers.add(new Header("x-amz-trailer", "x-amz-checksum-sha1"));
        }
        SignedMessage message = Upload.signed(PayloadHash.of(kind), headers);
        Upload other = new Upload(message, Upload.verified(message), upload.wire());
        assertEquals("ChunkSignatureMismatch 0", outcome(other, text(upload)));
    }

    /** What one kind of framing says is no other kind's. */
    @Test
    void noKindOfUploadIsTakenForAnother() throws Exception {
        for (Kind announced : Kind.values()) {
            for (Kind sent : Kind.values()) {
                if (announced.chunked() && sent.chunked() && announced != sent) {
                    String outcome = outcome(upload(announced), text(upload(sent)));
                    assertTrue(
                            Set.of("IncompleteBody", "ChunkSignatureMismatch 0", "MalformedTrailer")
                                    .contains(outcome),
                            () -> sent + " as " + announced + ": " + outcome);
                }
            }
        }
    }

    @Test
    void aSignedTrailerCannotBeLeftOutOrReplaced() throws Exception {
        Upload upload = upload(Kind.STREAMING_SIGNED_TRAILER);
        String wire = text(upload);
        String other = ChecksumAlgorithm.SHA1.base64(Upload.ascii("HELLOWORLD"));
        assertEquals("MalformedTrailer", outcome(upload, wire.replaceFirst("x-amz-checksum-sha1:[^\r]*\r\n", "")));
        assertEquals("MalformedTrailer", outcome(upload, wire.replaceFirst("x-amz-trailer-sig[^\r]*\r\n", "")));
        assertEquals("MalformedTrailer", outcome(upload, wire.replaceFirst("(?s)x-amz-checksum-.*\r\n\r\n", "\r\n")));
        assertEquals("TrailerSignatureMismatch", outcome(upload, wire.replaceFirst("sha1:[^\r]*", "sha1:" + other)));
        assertEquals(
                "MalformedTrailer",
                outcome(upload, wire.replaceFirst("x-amz-checksum-sha1:[^\r]*", "x-amz-checksum-md5:" + other)));
        assertEquals("MalformedTrailer", outcome(upload, wire.replaceFirst("(x-amz-trailer-sig[^\r]*\r\n)", "$1$1")));
    }
}
