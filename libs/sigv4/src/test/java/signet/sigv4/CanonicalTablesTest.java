package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical request's path, query and headers, one input a row. */
class CanonicalTablesTest {
    private static String query(@Nullable String raw) throws SignatureException {
        SignedMessage message = new SignedMessage("GET", "/", raw, List.of(new Header("Host", "h")));
        return CanonicalRequest.of(message, List.of("host"), PayloadHash.UNSIGNED, PathStyle.AS_SENT)
                .split("\n", -1)[2];
    }

    /** Columns: as sent, canonical for S3, canonical for every other service. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                /                    | /                     | /
                ``                   | /                     | /
                //                   | //                    | /
                ///                  | ///                   | /
                /.                   | /.                    | /
                /..                  | /..                   | /
                /./                  | /./                   | /
                /../                 | /../                  | /
                /a                   | /a                    | /a
                /a/                  | /a/                   | /a/
                /a//b                | /a//b                 | /a/b
                /a/./b               | /a/./b                | /a/b
                /a/../b              | /a/../b               | /b
                /a/b/..              | /a/b/..               | /a
                /a/b/../             | /a/b/../              | /a/
                /a/b/.               | /a/b/.                | /a/b
                /../../x             | /../../x              | /x
                /a/.../b             | /a/.../b              | /a/.../b
                /a/..b/c             | /a/..b/c              | /a/..b/c
                /.hidden             | /.hidden              | /.hidden
                /A-Za-z0-9-._~       | /A-Za-z0-9-._~        | /A-Za-z0-9-._~
                /a b                 | /a%20b                | /a%20b
                /a%20b               | /a%20b                | /a%2520b
                /a+b                 | /a%2Bb                | /a%2Bb
                /a%2Bb               | /a%2Bb                | /a%252Bb
                /a%2bb               | /a%2Bb                | /a%252bb
                /a=b                 | /a%3Db                | /a%3Db
                /a&b                 | /a%26b                | /a%26b
                /a@b                 | /a%40b                | /a%40b
                /a:b                 | /a%3Ab                | /a%3Ab
                /a,b                 | /a%2Cb                | /a%2Cb
                /a;b                 | /a%3Bb                | /a%3Bb
                /a!b                 | /a%21b                | /a%21b
                /a'b                 | /a%27b                | /a%27b
                /a(b)                | /a%28b%29             | /a%28b%29
                /a*b                 | /a%2Ab                | /a%2Ab
                /a$b                 | /a%24b                | /a%24b
                /a"b                 | /a%22b                | /a%22b
                /a<b>                | /a%3Cb%3E             | /a%3Cb%3E
                /a[b]                | /a%5Bb%5D             | /a%5Bb%5D
                /a{b}                | /a%7Bb%7D             | /a%7Bb%7D
                /a^b                 | /a%5Eb                | /a%5Eb
                /é                   | /%C3%A9               | /%C3%A9
                /%C3%A9              | /%C3%A9               | /%25C3%25A9
                /%c3%a9              | /%C3%A9               | /%25c3%25a9
                /日                  | /%E6%97%A5            | /%E6%97%A5
                /😀                  | /%F0%9F%98%80         | /%F0%9F%98%80
                /%41                 | /A                    | /%2541
                /%7e                 | /~                    | /%257e
                /%2F                 | //                    | /%252F
                /%2f%2F              | ///                   | /%252f%252F
                /%00                 | /%00                  | /%2500
                /%25                 | /%25                  | /%2525
                /%2e%2e/a            | /../a                 | /%252e%252e/a
                /a%2Fb/c             | /a/b/c                | /a%252Fb/c
                a/b                  | a/b                   | /a/b
                """)
    void aPathHasOneFormForEachStyle(String sent, String s3, String others) throws SignatureException {
        assertEquals(s3, PathStyle.AS_SENT.canonical(sent));
        assertEquals(others, PathStyle.NORMALIZED.canonical(sent));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                        | ``
                &                         | ``
                &&&                       | ``
                a                         | a=
                a=                        | a=
                =                         | =
                =a                        | =a
                a=b                       | a=b
                a=b&                      | a=b
                &a=b                      | a=b
                a=b&&c=d                  | a=b&c=d
                c=d&a=b                   | a=b&c=d
                a=2&a=1                   | a=1&a=2
                a=1&a=1                   | a=1&a=1
                a=10&a=9                  | a=10&a=9
                a=&a                      | a=&a=
                B=1&a=1                   | B=1&a=1
                a=1&B=1                   | B=1&a=1
                a=1&A=1                   | A=1&a=1
                ab=1&a=2                  | a=2&ab=1
                a-=1&a=2                  | a=2&a-=1
                a.b=1&a-b=2               | a-b=2&a.b=1
                a=B&a=a                   | a=B&a=a
                a= b                      | a=%20b
                a=b c                     | a=b%20c
                a=b+c                     | a=b%20c
                a=b%20c                   | a=b%20c
                a=b%2Bc                   | a=b%2Bc
                a=b%2bc                   | a=b%2Bc
                a+b=c                     | a%20b=c
                a=b=c                     | a=b%3Dc
                a==                       | a=%3D
                a=/b?c                    | a=%2Fb%3Fc
                a=%2F                     | a=%2F
                a=~                       | a=~
                a=%7E                     | a=~
                a=-._~                    | a=-._~
                a=!'()*                   | a=%21%27%28%29%2A
                a=:@,;$                   | a=%3A%40%2C%3B%24
                a=é                       | a=%C3%A9
                é=a                       | %C3%A9=a
                a=%c3%A9                  | a=%C3%A9
                a=%ff                     | a=%FF
                a=%00                     | a=%00
                %61=b                     | a=b
                a=1&%61=0                 | a=0&a=1
                list-type=2&prefix=&delimiter=%2F | delimiter=%2F&list-type=2&prefix=
                uploads                   | uploads=
                versionId=null&acl        | acl=&versionId=null
                X-Amz-Signature=x         | ``
                a=1&X-Amz-Signature=x&b=2 | a=1&b=2
                X-Amz-Signature           | ``
                x-amz-signature=x         | x-amz-signature=x
                X-Amz-Signature2=x        | X-Amz-Signature2=x
                X%2DAmz-Signature=x       | ``
                X-Amz-Date=1&Action=x     | Action=x&X-Amz-Date=1
                """)
    void aQueryIsSortedInOneEncoding(String sent, String canonical) throws SignatureException {
        assertEquals(canonical, query(sent));
        assertEquals(canonical, query(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%a", "%4", "%4g", "%g4", "%%41", "% 41", "%-1", "%+1", "\ud800", "\udc00a"})
    void whatIsNotEncodedRightIsRefusedInPathAndQuery(String text) {
        assertThrows(SignatureException.class, () -> PathStyle.AS_SENT.canonical("/a/" + text));
        assertThrows(SignatureException.class, () -> query("a=" + text));
        assertThrows(SignatureException.class, () -> query(text + "=a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                "a"              | "a"
                " a"             | "a"
                "a "             | "a"
                "  a  "          | "a"
                "a b"            | "a b"
                "a  b"           | "a b"
                "a     b   c"    | "a b c"
                ""               | ""
                " "              | ""
                "    "           | ""
                "a,b"            | "a,b"
                "a, b"           | "a, b"
                "a ,  b"         | "a , b"
                "a=b; c=d"       | "a=b; c=d"
                "A"              | "A"
                "'a   b'"        | "'a b'"
                "é  ü"           | "é ü"
                """)
    void aHeaderValueIsTrimmedAndItsBlanksAreOne(String sent, String canonical) {
        assertEquals(canonical, Words.collapse(sent));
        assertEquals(canonical, Words.collapse("\t" + sent.replace(" ", " \t") + "\t "));
    }

    @Test
    void onlySignedHeadersCountAndDuplicatesAreJoinedInOrder() throws SignatureException {
        SignedMessage message = new SignedMessage(
                "PUT",
                "/k",
                "b=2&a=1",
                List.of(
                        new Header("X-Amz-Meta-A", "2"),
                        new Header("HOST", " example.com "),
                        new Header("User-Agent", "x"),
                        new Header("x-amz-meta-a", " 1 "),
                        new Header("X-AMZ-META-A", "2")));
        assertEquals(
                "PUT\n/k\na=1&b=2\nhost:example.com\nx-amz-meta-a:2,1,2\n\nhost;x-amz-meta-a\nUNSIGNED-PAYLOAD",
                CanonicalRequest.of(message, List.of("host", "x-amz-meta-a"), PayloadHash.UNSIGNED, PathStyle.AS_SENT));
    }

    @Test
    void theOrderOfParametersOnTheWireDoesNotMatter() throws SignatureException {
        Random random = new Random(41);
        for (int i = 0; i < 2_000; i++) {
            List<String> pairs = new ArrayList<>();
            for (int n = random.nextInt(6); n >= 0; n--) {
                pairs.add("k" + random.nextInt(4) + "=" + random.nextInt(20));
            }
            String first = query(String.join("&", pairs));
            Collections.shuffle(pairs, random);
            assertEquals(first, query(String.join("&", pairs)));
            assertEquals(first, query(first));
        }
    }

    @Test
    void encodingIsUndoneByDecoding() throws SignatureException {
        Random random = new Random(43);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                int point = random.nextInt(0x3000);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
            }
            String encoded = UriEncoding.encode(text.toString());
            assertEquals(text.toString(), UriEncoding.decodeText(encoded));
            assertEquals(encoded, UriEncoding.recode(encoded, false));
            assertEquals(encoded, UriEncoding.recode(encoded, true));
        }
    }
}
