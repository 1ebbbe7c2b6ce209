package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates, words, tokens, encodings, headers, messages, payload hashes and scopes by themselves. */
class SmallTypesTest {
    @ParameterizedTest
    @CsvSource({
        "20130524T000000Z,2013-05-24T00:00:00Z",
        "19700101T000000Z,1970-01-01T00:00:00Z",
        "20240229T235959Z,2024-02-29T23:59:59Z",
        "99991231T235959Z,9999-12-31T23:59:59Z",
        "00010101T000000Z,0001-01-01T00:00:00Z",
    })
    void aBasicDateIsReadAndWritten(String text, Instant instant) {
        assertEquals(instant, AmzDate.parse(text).orElseThrow());
        assertEquals(text, AmzDate.text(instant));
        assertEquals(text, AmzDate.text(instant.plusMillis(999)));
        assertEquals(text.substring(0, 8), AmzDate.day(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20130524",
                "20130524T000000",
                "20130524T000000z",
                "20130524t000000Z",
                "20130524 000000Z",
                "2013-05-24T00:00:00Z",
                "20130524T00:00:00Z",
                "20130524T240000Z",
                "20130524T006000Z",
                "20130524T000060Z",
                "20131324T000000Z",
                "20130024T000000Z",
                "20130532T000000Z",
                "20130500T000000Z",
                "20130229T000000Z",
                "20130431T000000Z",
                " 20130524T000000Z",
                "20130524T000000Z ",
                "+2013524T000000Z",
                "-0130524T000000Z",
                "２０１３０５２４T000000Z",
                "20130524T000000+0"
            })
    void anythingElseIsNoBasicDate(String text) {
        assertTrue(AmzDate.parse(text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Fri, 24 May 2013 00:00:00 GMT   | 2013-05-24T00:00:00Z
                Fri, 24 May 2013 00:00:00 +0000 | 2013-05-24T00:00:00Z
                Fri, 24 May 2013 02:00:00 +0200 | 2013-05-24T00:00:00Z
                24 May 2013 00:00:00 GMT        | 2013-05-24T00:00:00Z
                """)
    void anHttpDateIsRead(String text, Instant instant) {
        assertEquals(instant, AmzDate.parseHttpDate(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "24 May 2013", "Thu, 24 May 2013 00:00:00 GMT", "2013-05-24", "Fri, 24 Mai 2013 00:00:00 GMT"
            })
    void anythingElseIsNoHttpDate(String text) {
        assertTrue(AmzDate.parseHttpDate(text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                "a b"     | "a"
                " a b"    | "a"
                "a"       | "a"
                "a,b c"   | "a,b"
                ""        | ""
                "  "      | ""
                """)
    void theFirstWordEndsAtABlank(String text, String word) {
        assertEquals(word, Words.firstWord(text));
        assertEquals(word, Words.firstWord(text.replace(' ', '\t')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "GET", "x-amz-date", "!#$%&'*+-.^_`|~", "0", "A1"})
    void aTokenIsOfTokenCharacters(String text) {
        assertTrue(Tokens.isToken(text));
        assertEquals(text, new Header(text, "").name());
        assertEquals(text, new SignedMessage(text, "/", null, List.of()).method());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a:", "a,b", "(a)", "a;b", "a=b", "a/b", "a@b", "[a]", "{a}", "\"a\"", "é", "a\t"
            })
    void anythingElseIsNoToken(String text) {
        assertFalse(Tokens.isToken(text));
        assertThrows(IllegalArgumentException.class, () -> new Header(text, ""));
        assertThrows(IllegalArgumentException.class, () -> new SignedMessage(text, "/", null, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                "abc"    | "abc"
                "a b"    | "a%20b"
                "a+b"    | "a%2Bb"
                "%"      | "%25"
                "%41"    | "%2541"
                "/"      | "%2F"
                "-._~"   | "-._~"
                "é"      | "%C3%A9"
                "€"      | "%E2%82%AC"
                "😀"     | "%F0%9F%98%80"
                ""       | ""
                """)
    void everyByteButTheUnreservedIsEncoded(String text, String encoded) throws SignatureException {
        assertEquals(encoded, UriEncoding.encode(text));
        assertEquals(text, UriEncoding.decodeText(encoded));
    }

    @Test
    void everyAsciiCharacterIsEncodedOrStandsForItself() throws SignatureException {
        String unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        for (char c = 0; c < 128; c++) {
            String expected = unreserved.indexOf(c) >= 0 ? String.valueOf(c) : "%%%02X".formatted((int) c);
            assertEquals(expected, UriEncoding.encode(String.valueOf(c)));
            assertEquals(expected, UriEncoding.recode("%%%02x".formatted((int) c), false));
        }
    }

    @Test
    void headersOfAMessageAreFoundRegardlessOfCase() {
        SignedMessage message = new SignedMessage(
                "GET", "/", null, List.of(new Header("X-A", " 1 "), new Header("x-a", "2"), new Header("X-B", "3")));
        assertEquals(List.of(" 1 ", "2"), message.values("x-A"));
        assertEquals("1", message.first("X-a").orElseThrow());
        assertEquals(List.of(), message.values("x-c"));
        assertTrue(message.first("x-c").isEmpty());
        assertThrows(
                UnsupportedOperationException.class, () -> message.headers().clear());
    }

    @ParameterizedTest
    @CsvSource({
        "UNSIGNED-PAYLOAD,UNSIGNED,false,false,false",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD,STREAMING_SIGNED,true,true,false",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,STREAMING_SIGNED_TRAILER,true,true,true",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER,STREAMING_UNSIGNED_TRAILER,true,false,true",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,DIGEST,false,false,false",
    })
    void aPayloadHashHasAKind(String value, PayloadHash.Kind kind, boolean chunked, boolean signed, boolean trailer)
            throws SignatureException {
        PayloadHash hash = PayloadHash.parse(value);
        assertEquals(kind, hash.kind());
        assertEquals(value, hash.value());
        assertEquals(chunked, kind.chunked());
        assertEquals(signed, kind.signedChunks());
        assertEquals(trailer, kind.trailer());
        assertEquals(hash, new PayloadHash(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unsigned-payload",
                "UNSIGNED",
                "UNSIGNED-PAYLOAD-TRAILER",
                "STREAMING-UNSIGNED-PAYLOAD",
                "STREAMING-AWS4-HMAC-SHA1-PAYLOAD",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555",
                "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
            })
    void anythingElseIsNoPayloadHash(String value) {
        SignatureException e = assertThrows(SignatureException.class, () -> PayloadHash.parse(value));
        assertEquals(new SignatureFault.InvalidPayloadHash(value), e.fault());
        assertThrows(IllegalArgumentException.class, () -> new PayloadHash(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"})
    void chunksSignedByVersion4AAreNamedAsSuch(String value) {
        SignatureException e = assertThrows(SignatureException.class, () -> PayloadHash.parse(value));
        assertEquals(new SignatureFault.SignatureVersion4A("AWS4-ECDSA-P256-SHA256"), e.fault());
    }

    @Test
    void theHashOfBytesIsTheirSha256() {
        assertEquals(PayloadHash.EMPTY, PayloadHash.of(new byte[0]));
        assertEquals(
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                PayloadHash.of(Upload.ascii("hello")).value());
        assertEquals(PayloadHash.UNSIGNED, PayloadHash.of(PayloadHash.Kind.UNSIGNED));
        assertThrows(IllegalArgumentException.class, () -> PayloadHash.of(PayloadHash.Kind.DIGEST));
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0", "0,-1,0", "0,1,0", "0,0,-1", "100,8192,8191"})
    void limitsThatContradictEachOtherAreRefused(long max, long least, long largest) {
        assertThrows(IllegalArgumentException.class, () -> new PayloadOptions(max, least, largest, true, Set.of()));
    }

    @Test
    void theLimitsOfS3() {
        PayloadOptions s3 = PayloadOptions.s3(Set.of(ChecksumAlgorithm.MD5));
        assertEquals(5_368_709_120L, s3.maxBytes());
        assertEquals(8_192, s3.minChunkBytes());
        assertEquals(5_368_709_120L, s3.maxChunkBytes());
        assertTrue(s3.verifyHeaderChecksums());
        assertEquals(10, s3.withMaxBytes(10).maxBytes());
        assertEquals(Set.of(ChecksumAlgorithm.MD5), s3.withMaxBytes(10).compute());
    }

    @Test
    void rulesOfS3AndOfOthers() {
        ScopeRules s3 = ScopeRules.s3("eu-west-1"::equals, "eu-west-1");
        ScopeRules iam = ScopeRules.of("iam", region -> true, null);
        assertEquals("s3", s3.service());
        assertEquals(PathStyle.AS_SENT, s3.pathStyle());
        assertTrue(s3.amzHeadersSigned() && s3.expiresRequired());
        assertEquals(PathStyle.NORMALIZED, iam.pathStyle());
        assertFalse(iam.amzHeadersSigned() || iam.expiresRequired());
        assertEquals(604_800, iam.maxPresignSeconds());
        assertEquals(900, iam.maxSkew().toSeconds());
    }

    @ParameterizedTest
    @CsvSource({"a,a,true", "a,b,false", "a,A,false", "a,aa,false", "'',a,false", "'','',true", "é,é,true"})
    void hashesAreComparedAsAWhole(String expected, String presented, boolean same) {
        assertEquals(same, Hashes.same(expected, presented));
        assertEquals(same, Hashes.same(presented, expected));
    }

    /** RFC 4231, test cases 1, 2 and 3 of HMAC-SHA-256. */
    @Test
    void theHmacIsThatOfTheStandard() {
        byte[] first = new byte[20];
        java.util.Arrays.fill(first, (byte) 0x0b);
        assertEquals(
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", Hashes.hmacHex(first, "Hi There"));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Hashes.hmacHex(Upload.ascii("Jefe"), "what do ya want for nothing?"));
        assertArrayEquals(Hashes.hmac(first, "x"), Hashes.hmac(first.clone(), "x"));
    }
}
