package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.sigv4.PayloadHash.Kind;

/** aws-chunked framing by hand: every way in which a body of the five bytes {@code hello} can be framed wrongly. */
class FramingFaultsTest {
    private static final String CRC32 = "NhCmhg==";
    private static final PayloadOptions ANY_CHUNK = new PayloadOptions(100, 0, 100, true, Set.of());

    /** In the tables {@code ~} is a line end of two characters, {@code ^} a line feed and {@code %} a carriage return. */
    private static InputStream wire(String text) {
        return new ByteArrayInputStream(
                Upload.ascii(text.replace("~", "\r\n").replace('^', '\n').replace('%', '\r')));
    }

    private static SignedMessage unsignedTrailer(String declared) {
        return Upload.signed(
                PayloadHash.of(Kind.STREAMING_UNSIGNED_TRAILER),
                List.of(
                        new Header("Host", "h"),
                        new Header("x-amz-decoded-content-length", declared),
                        new Header("x-amz-trailer", "x-amz-checksum-crc32")));
    }

    private static String outcome(String text, String declared, PayloadOptions options) throws Exception {
        SignedMessage message = unsignedTrailer(declared);
        try {
            VerifiedBody body = Payloads.open(wire(text), message, Upload.verified(message), options);
            return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (PayloadMismatchException e) {
            return e.fault().code();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~~              | hello
                5~hello~0~x-amz-checksum-crc32: NhCmhg== ~~            | hello
                5~hello~0~X-AMZ-Checksum-CRC32:NhCmhg==~~              | hello
                5~hello~0~x-amz-checksum-crc32:NhCmhg==^~~             | hello
                05~hello~0~x-amz-checksum-crc32:NhCmhg==~~             | hello
                000000000000005~hello~000~x-amz-checksum-crc32:NhCmhg==~~ | hello
                2~he~3~llo~0~x-amz-checksum-crc32:NhCmhg==~~           | hello
                1~h~1~e~1~l~1~l~1~o~0~x-amz-checksum-crc32:NhCmhg==~~  | hello
                ``                                                     | IncompleteBody
                5                                                      | IncompleteBody
                5%                                                     | IncompleteBody
                5^hello                                                | IncompleteBody
                5~                                                     | IncompleteBody
                5~hel                                                  | IncompleteBody
                5~hello                                                | IncompleteBody
                5~hello%                                               | IncompleteBody
                5~hello^                                               | IncompleteBody
                5~hello~                                               | IncompleteBody
                5~hello~0                                              | IncompleteBody
                5~hello~0~                                             | IncompleteBody
                5~hello~0~x-amz-checksum-crc32:NhCmhg==                | IncompleteBody
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~               | IncompleteBody
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~%              | IncompleteBody
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~~x             | IncompleteBody
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~~~             | IncompleteBody
                5~hello!~0~x-amz-checksum-crc32:NhCmhg==~~             | IncompleteBody
                5~hell~0~x-amz-checksum-crc32:NhCmhg==~~               | IncompleteBody
                6~hello!~0~x-amz-checksum-crc32:NhCmhg==~~             | IncompleteBody
                4~hell~0~x-amz-checksum-crc32:NhCmhg==~~               | IncompleteBody
                5~hello~1~!~0~x-amz-checksum-crc32:NhCmhg==~~          | IncompleteBody
                0~x-amz-checksum-crc32:AAAAAA==~~                      | IncompleteBody
                ~hello~0~~                                             | IncompleteBody
                x~hello~0~~                                            | IncompleteBody
                5x~hello~0~~                                           | IncompleteBody
                0x5~hello~0~~                                          | IncompleteBody
                -5~hello~0~~                                           | IncompleteBody
                +5~hello~0~~                                           | IncompleteBody
                5 ~hello~0~~                                           | IncompleteBody
                5;a=b~hello~0~~                                        | IncompleteBody
                5;chunk-signature=00~hello~0~~                         | IncompleteBody
                0000000000000005~hello~0~~                             | IncompleteBody
                ffffffffffffffff~hello~0~~                             | IncompleteBody
                7fffffffffffffff~hello~0~~                             | IncompleteBody
                5~hello~0~~                                            | MalformedTrailerError
                5~hello~0~NhCmhg==~~                                   | MalformedTrailerError
                5~hello~0~:NhCmhg==~~                                  | MalformedTrailerError
                5~hello~0~x-amz-checksum-crc32c:NhCmhg==~~             | MalformedTrailerError
                5~hello~0~x-amz-checksum-crc32 :NhCmhg==~~             | MalformedTrailerError
                5~hello~0~x-amz-meta-a:b~x-amz-checksum-crc32:NhCmhg==~~ | MalformedTrailerError
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~x-amz-meta-a:b~~ | MalformedTrailerError
                5~hello~0~x-amz-checksum-crc32:NhCmhg==~x-amz-checksum-crc32:NhCmhg==~~ | MalformedTrailerError
                5~hello~0~x-amz-checksum-crc32:~~                      | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:NhCmhg=~~               | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:NhCmhg~~                | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:NhCm~~                  | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:NhCmhh==~~              | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:3610a686~~              | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:!!!!!!==~~              | InvalidRequest
                5~hello~0~x-amz-checksum-crc32:NhCmhw==~~              | BadDigest
                5~Hello~0~x-amz-checksum-crc32:NhCmhg==~~              | BadDigest
                5~olleh~0~x-amz-checksum-crc32:NhCmhg==~~              | BadDigest
                """)
    void aBodyOfFiveBytes(String text, String expected) throws Exception {
        assertEquals(expected, outcome(text, "5", ANY_CHUNK));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0~x-amz-checksum-crc32:AAAAAA==~~,''",
        "1,0~x-amz-checksum-crc32:AAAAAA==~~,IncompleteBody",
        "4,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,IncompleteBody",
        "6,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,IncompleteBody",
        "005,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,hello",
        "-5,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,MissingContentLength",
        "5.0,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,MissingContentLength",
        "x,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,MissingContentLength",
        "101,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,EntityTooLarge",
        "999999999999999999,5~hello~0~~,EntityTooLarge",
        "9999999999999999999,5~hello~0~~,MissingContentLength",
    })
    void theDeclaredLengthIsHeldTo(String declared, String text, String expected) throws Exception {
        assertEquals(expected, outcome(text, declared, ANY_CHUNK));
    }

    @ParameterizedTest
    @CsvSource({
        "3,2~he~3~llo~0~x-amz-checksum-crc32:NhCmhg==~~,InvalidChunkSizeError",
        "2,2~he~3~llo~0~x-amz-checksum-crc32:NhCmhg==~~,hello",
        "3,3~hel~2~lo~0~x-amz-checksum-crc32:NhCmhg==~~,hello",
        "3,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,hello",
        "6,5~hello~0~x-amz-checksum-crc32:NhCmhg==~~,hello",
        "2,2~he~1~l~2~lo~0~x-amz-checksum-crc32:NhCmhg==~~,InvalidChunkSizeError",
    })
    void onlyTheLastChunkMayBeSmall(long smallest, String text, String expected) throws Exception {
        assertEquals(expected, outcome(text, "5", new PayloadOptions(100, smallest, 100, true, Set.of())));
    }

    @ParameterizedTest
    @CsvSource({"4,InvalidChunkSizeError", "5,hello", "6,hello"})
    void noChunkMayBeLargerThanTheLimit(long largest, String expected) throws Exception {
        String text = "5~hello~0~x-amz-checksum-crc32:" + CRC32 + "~~";
        assertEquals(expected, outcome(text, "5", new PayloadOptions(100, 0, largest, true, Set.of())));
    }

    @Test
    void aLineWithoutEndIsRefusedAfterAKibibyte() throws Exception {
        SignedMessage message = unsignedTrailer("5");
        InputStream endless = new Repeated(Long.MAX_VALUE);
        VerifiedBody body = Payloads.open(endless, message, Upload.verified(message), ANY_CHUNK);
        PayloadMismatchException e = assertThrows(PayloadMismatchException.class, body::read);
        assertEquals(new PayloadFault.IncompleteBody("a line too long"), e.fault());
    }

    @Test
    void aFailedBodyFailsForEverWithTheSameFault() throws Exception {
        SignedMessage message = unsignedTrailer("5");
        VerifiedBody body = Payloads.open(wire("x~"), message, Upload.verified(message), ANY_CHUNK);
        PayloadFault first =
                assertThrows(PayloadMismatchException.class, body::read).fault();
        assertEquals(
                first, assertThrows(PayloadMismatchException.class, body::read).fault());
        assertEquals(
                first,
                assertThrows(PayloadMismatchException.class, () -> body.read(new byte[3], 0, 3))
                        .fault());
        assertThrows(IllegalStateException.class, body::checksums);
    }

    /** Each part of a signed chunk's header, changed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ;chunk-signature=  | ;chunk-signature=0 | SignatureDoesNotMatch
                ;chunk-signature=  | ;chunk-signature   | IncompleteBody
                ;chunk-signature=  | ;chunk-Signature=  | IncompleteBody
                ;chunk-signature=  | ;signature=        | IncompleteBody
                ;chunk-signature=  | ; chunk-signature= | IncompleteBody
                ;chunk-signature=  | ;;chunk-signature= | IncompleteBody
                ;chunk-signature=  | ;                  | IncompleteBody
                ;chunk-signature=  | ,chunk-signature=  | IncompleteBody
                5;                 | 4;                 | SignatureDoesNotMatch
                5;                 | 6;                 | IncompleteBody
                5;                 | ;                  | IncompleteBody
                5;                 | 0;                 | IncompleteBody
                5;                 | 05;                | hello
                hello              | hellO              | SignatureDoesNotMatch
                hello              | hell               | SignatureDoesNotMatch
                """)
    void aSignedChunkIsHeldToItsHeader(String part, String changed, String expected) throws Exception {
        Upload upload = Upload.of(Kind.STREAMING_SIGNED, Upload.ascii("hello"), 8192, null);
        String text = new String(upload.wire(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertArrayEquals(Upload.ascii("hello"), upload.read());
        byte[] other = Upload.ascii(text.replaceFirst(part, changed));
        String outcome;
        try {
            outcome = new String(upload.open(other).readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (PayloadMismatchException e) {
            outcome = e.fault().code();
        }
        assertEquals(expected, outcome);
    }

    @Test
    void everyTruncationOfASignedUploadIsRefused() throws Exception {
        for (Kind kind :
                List.of(Kind.STREAMING_SIGNED, Kind.STREAMING_SIGNED_TRAILER, Kind.STREAMING_UNSIGNED_TRAILER)) {
            Upload upload = Upload.of(
                    kind, Upload.ascii("hello"), 8192, kind == Kind.STREAMING_SIGNED ? null : ChecksumAlgorithm.CRC32);
            byte[] wire = upload.wire();
            for (int length = 0; length < wire.length; length++) {
                byte[] part = java.util.Arrays.copyOf(wire, length);
                assertThrows(IOException.class, () -> upload.open(part).readAllBytes(), kind + " " + length + " bytes");
            }
        }
    }
}
