package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of authentication material, and whether they are read, refused (with which fault) or none at all. */
class AuthorizationFormsTest {
    private static final String CREDENTIAL = "AKID/20150830/us-east-1/iam/aws4_request";
    private static final String QUERY_CREDENTIAL = "AKID%2F20150830%2Fus-east-1%2Fs3%2Faws4_request";

    private static String outcome(@Nullable String query, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(new Header("Host", "h")));
        all.addAll(List.of(headers));
        try {
            return SignatureParser.parse(new SignedMessage("GET", "/", query, all))
                    .map(AuthorizationFormsTest::shown)
                    .orElse("none");
        } catch (SignatureException e) {
            return e.fault().getClass().getSimpleName();
        }
    }

    private static String shown(PresentedSignature signature) {
        return signature.accessKeyId() + " " + String.join(";", signature.signedHeaders()) + " "
                + signature.signature();
    }

    /** In the table {@code C} is a good credential. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=0a        | AKID host 0a
                AWS4-HMAC-SHA256 Credential=C,SignedHeaders=host,Signature=0a          | AKID host 0a
                AWS4-HMAC-SHA256 Signature=0a,SignedHeaders=host,Credential=C          | AKID host 0a
                AWS4-HMAC-SHA256   Credential=C,  SignedHeaders=host,  Signature=0a    | AKID host 0a
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=0a,       | AKID host 0a
                AWS4-HMAC-SHA256 ,Credential=C,,SignedHeaders=host,Signature=0a        | AKID host 0a
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=a;b;host, Signature=0a    | AKID a;b;host 0a
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=x=y       | AKID host x=y
                AWS4-HMAC-SHA256                                                       | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host                      | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=C, Signature=0a                            | MissingHeaderParts
                AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0a                      | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=, SignedHeaders=host, Signature=0a         | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=, Signature=0a            | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=          | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=C SignedHeaders=host Signature=0a          | MissingHeaderParts
                AWS4-HMAC-SHA256 Credential=C; SignedHeaders=host; Signature=0a        | MissingHeaderParts
                AWS4-HMAC-SHA256 credential=C, SignedHeaders=host, Signature=0a        | InvalidAuthorizationPart
                AWS4-HMAC-SHA256 Credential:C, SignedHeaders=host, Signature=0a        | InvalidAuthorizationPart
                AWS4-HMAC-SHA256 Credential = C, SignedHeaders=host, Signature=0a      | InvalidAuthorizationPart
                AWS4-HMAC-SHA256 Credential=C, Signed-Headers=host, Signature=0a       | InvalidAuthorizationPart
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=0a, x     | InvalidAuthorizationPart
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=0a, =     | InvalidAuthorizationPart
                AWS4-HMAC-SHA256 Credential=C, Credential=C, SignedHeaders=host, Signature=0a | DuplicateParameter
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, SignedHeaders=host, Signature=0a | DuplicateParameter
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host, Signature=0a, Signature=0a | DuplicateParameter
                AWS4-HMAC-SHA256 Credential=AKID, SignedHeaders=host, Signature=0a     | InvalidCredential
                AWS4-HMAC-SHA256 Credential=C/x, SignedHeaders=host, Signature=0a      | InvalidCredential
                AWS4-HMAC-SHA256 Credential=/C, SignedHeaders=host, Signature=0a       | InvalidCredential
                AWS4-HMAC-SHA256 Credential=a//b/c/d, SignedHeaders=host, Signature=0a | InvalidCredential
                AWS4-HMAC-SHA256 Credential=////, SignedHeaders=host, Signature=0a     | InvalidCredential
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=Host, Signature=0a        | InvalidSignedHeaders
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host;host, Signature=0a   | InvalidSignedHeaders
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host;a, Signature=0a      | InvalidSignedHeaders
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=;host, Signature=0a       | InvalidSignedHeaders
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host;, Signature=0a       | InvalidSignedHeaders
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host x, Signature=0a      | InvalidSignedHeaders
                AWS4-HMAC-SHA256 Credential=C, SignedHeaders=host:, Signature=0a       | InvalidSignedHeaders
                AWS4-HMAC-SHA256,Credential=C, SignedHeaders=host, Signature=0a        | UnsupportedAlgorithm
                AWS4-HMAC-SHA1 Credential=C, SignedHeaders=host, Signature=0a          | UnsupportedAlgorithm
                AWS4-HMAC-SHA256X Credential=C, SignedHeaders=host, Signature=0a       | UnsupportedAlgorithm
                AWS4-hmac-sha256 Credential=C, SignedHeaders=host, Signature=0a        | UnsupportedAlgorithm
                AWS4-                                                                  | UnsupportedAlgorithm
                AWS4-ECDSA-P256-SHA256 Credential=C, SignedHeaders=host, Signature=0a  | SignatureVersion4A
                AWS AKID:signature                                                     | SignatureVersion2
                AWS                                                                    | SignatureVersion2
                aws4-hmac-sha256 Credential=C, SignedHeaders=host, Signature=0a        | UnsupportedAuthorizationType
                AWS4 Credential=C, SignedHeaders=host, Signature=0a                    | UnsupportedAuthorizationType
                AWS3-HTTPS x                                                           | UnsupportedAuthorizationType
                Basic QUtJRDpzZWNyZXQ=                                                 | UnsupportedAuthorizationType
                Bearer token                                                           | UnsupportedAuthorizationType
                x                                                                      | UnsupportedAuthorizationType
                ``                                                                     | UnsupportedAuthorizationType
                """)
    void anAuthorizationHeader(String value, String expected) {
        String text = value.replace("=C", "=" + CREDENTIAL).replace("/C", "/" + CREDENTIAL);
        Header date = new Header("X-Amz-Date", "20150830T123600Z");
        assertEquals(expected, outcome(null, date, new Header("Authorization", text)));
        assertEquals(expected, outcome("", date, new Header("authorization", "  " + text + " ")));
        assertEquals(expected, outcome("Action=ListUsers", new Header("AUTHORIZATION", text), date));
    }

    /** The date may be in either header; X-Amz-Date goes first and is never replaced by Date. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '`', textBlock = """
                20150830T123600Z     | none                          | AKID host 0a
                none                 | 20150830T123600Z              | AKID host 0a
                none                 | Sun, 30 Aug 2015 12:36:00 GMT | AKID host 0a
                20150830T123600Z     | x                             | AKID host 0a
                ` 20150830T123600Z ` | none                          | AKID host 0a
                x                    | 20150830T123600Z              | InvalidDate
                none                 | x                             | InvalidDate
                ``                   | none                          | InvalidDate
                none                 | ``                            | InvalidDate
                Sun, 30 Aug 2015 12:36:00 GMT | none                 | InvalidDate
                none                 | Mon, 30 Aug 2015 12:36:00 GMT | InvalidDate
                2015-08-30T12:36:00Z | none                          | InvalidDate
                1440938160           | none                          | InvalidDate
                none                 | none                          | MissingHeaderParts
                """)
    void theDateOfASignedRequest(@Nullable String amzDate, @Nullable String date, String expected) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header(
                "Authorization", "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL + ", SignedHeaders=host, Signature=0a"));
        if (amzDate != null) {
            headers.add(new Header("X-Amz-Date", amzDate));
        }
        if (date != null) {
            headers.add(new Header("Date", date));
        }
        assertEquals(expected, outcome(null, headers.toArray(new Header[0])));
    }

    /** Each row replaces one parameter of a good query by something else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                x=y                              | x=z                                     | AKID host 0a
                X-Amz-Expires=60                 | ``                                      | AKID host 0a
                X-Amz-SignedHeaders=host         | X-Amz-SignedHeaders=a%3Bhost            | AKID a;host 0a
                X-Amz-SignedHeaders=host         | X-Amz-SignedHeaders=a;host              | AKID a;host 0a
                X-Amz-Algorithm                  | X%2DAmz-Algorithm                       | AKID host 0a
                X-Amz-Algorithm=AWS4-HMAC-SHA256 | ``                                      | MissingQueryParameters
                X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=                        | UnsupportedAlgorithm
                X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=AWS4-HMAC-SHA1          | UnsupportedAlgorithm
                X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256  | SignatureVersion4A
                X-Amz-Algorithm=AWS4-HMAC-SHA256 | X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Algorithm=AWS4-HMAC-SHA256 | DuplicateParameter
                X-Amz-Credential=                | X-Amz-Credential=x%2F                   | InvalidCredential
                %2Faws4_request                  | ``                                      | InvalidCredential
                AKID                             | ``                                      | InvalidCredential
                X-Amz-Credential=                | X-Amz-credential=                       | MissingQueryParameters
                X-Amz-Credential=                | a=                                      | MissingQueryParameters
                X-Amz-Date=20150830T123600Z      | X-Amz-Date=20150830                     | InvalidDate
                X-Amz-Date=20150830T123600Z      | X-Amz-Date=                             | MissingQueryParameters
                X-Amz-Date=20150830T123600Z      | ``                                      | MissingQueryParameters
                X-Amz-SignedHeaders=host         | X-Amz-SignedHeaders=                    | MissingQueryParameters
                X-Amz-SignedHeaders=host         | X-Amz-SignedHeaders=Host                | InvalidSignedHeaders
                X-Amz-SignedHeaders=host         | X-Amz-SignedHeaders=host%3Ba            | InvalidSignedHeaders
                X-Amz-Signature=0a               | X-Amz-Signature=                        | MissingQueryParameters
                X-Amz-Signature=0a               | X-Amz-Signature=0a&X-Amz-Signature=0a   | DuplicateParameter
                X-Amz-Signature=0a               | Signature=0a                            | BothMechanisms
                x=y                              | AWSAccessKeyId=AKID                     | BothMechanisms
                x=y                              | x=%                                     | InvalidEncoding
                X-Amz-Expires=60                 | X-Amz-Expires=-60                       | InvalidExpires
                X-Amz-Expires=60                 | X-Amz-Expires=sixty                     | InvalidExpires
                """)
    void aPresignedQuery(String from, String to, String expected) {
        String good = "x=y&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + QUERY_CREDENTIAL
                + "&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0a";
        assertEquals("AKID host 0a", outcome(good));
        assertEquals(expected, outcome(good.replace(from, to)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                                   | none
                a=b                                  | none
                X-Amz-Date=20150830T123600Z          | none
                X-Amz-Expires=60                     | none
                X-Amz-Security-Token=t               | none
                X-Amz-SignedHeaders=host             | none
                X-Amz-Signature=0a                   | MissingQueryParameters
                x-amz-signature=0a                   | MissingQueryParameters
                X-AMZ-CREDENTIAL=C                   | MissingQueryParameters
                X-Amz-Algorithm=AWS4-HMAC-SHA256     | MissingQueryParameters
                x%2Damz%2Dsignature                  | MissingQueryParameters
                AWSAccessKeyId=AKID                  | SignatureVersion2
                AWSAccessKeyId=A&Expires=1&Signature=x | SignatureVersion2
                Signature=x                          | SignatureVersion2
                awsaccesskeyid=A                     | none
                """)
    void halfASignatureIsNeverTakenForNone(String query, String expected) {
        assertEquals(expected, outcome(query));
    }
}
