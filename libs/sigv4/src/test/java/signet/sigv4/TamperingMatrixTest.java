package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One change to one part of a signed request, and what the verifier says to it. */
class TamperingMatrixTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Credentials KEY = new Credentials("AKIDEXAMPLE", "secret", "token");
    private static final PayloadHash PAYLOAD = PayloadHash.of(new byte[] {1, 2, 3});

    private static ScopeRules rules(String service) {
        return service.equals("s3")
                ? ScopeRules.s3("us-east-1"::equals, "us-east-1")
                : ScopeRules.of(service, "us-east-1"::equals, "us-east-1");
    }

    private static SignedMessage request() {
        return new SignedMessage(
                "PUT",
                "/folder/key",
                "versionId=1&x=y",
                List.of(
                        new Header("Host", "example.com"),
                        new Header("Content-Type", "text/plain"),
                        new Header("x-amz-acl", "private")));
    }

    private static SignedMessage inHeader(String service) {
        return new Signer(KEY, "us-east-1", service).sign(request(), PAYLOAD, TIME);
    }

    private static SignedMessage inQuery(String service) {
        return new Signer(KEY, "us-east-1", service).presign(request(), PAYLOAD, TIME, Duration.ofMinutes(5));
    }

    private static String answer(SignedMessage message, String service) {
        try {
            PresentedSignature presented = SignatureParser.parse(message).orElseThrow();
            new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC))
                    .verify(presented, message, KEY.secretAccessKey(), PAYLOAD, rules(service));
            return "accepted";
        } catch (SignatureException e) {
            return e.fault().getClass().getSimpleName();
        }
    }

    private static SignedMessage changed(SignedMessage message, String part, String from, String to) {
        return switch (part) {
            case "method" -> new SignedMessage(to, message.rawPath(), message.rawQuery(), message.headers());
            case "path" -> new SignedMessage(message.method(), to, message.rawQuery(), message.headers());
            case "query" ->
                new SignedMessage(
                        message.method(),
                        message.rawPath(),
                        String.valueOf(message.rawQuery()).replace(from, to),
                        message.headers());
            case "add" ->
                headers(message, list -> {
                    list.add(new Header(from, to));
                    return list;
                });
            case "drop" ->
                headers(message, list -> {
                    list.removeIf(header -> header.name().equalsIgnoreCase(from));
                    return list;
                });
            case "rename" ->
                headers(message, list -> {
                    list.replaceAll(
                            header -> header.name().equalsIgnoreCase(from) ? new Header(to, header.value()) : header);
                    return list;
                });
            default ->
                headers(message, list -> {
                    list.replaceAll(header -> header.name().equalsIgnoreCase(part)
                            ? new Header(header.name(), header.value().replace(from, to))
                            : header);
                    return list;
                });
        };
    }

    private static SignedMessage headers(SignedMessage message, UnaryOperator<List<Header>> change) {
        return new SignedMessage(
                message.method(),
                message.rawPath(),
                message.rawQuery(),
                change.apply(new ArrayList<>(message.headers())));
    }

    /** Columns: part, from, to, the answer of S3, the answer of another service. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                method | `` | PUT | accepted | accepted
                method | `` | GET | SignatureMismatch | SignatureMismatch
                method | `` | put | SignatureMismatch | SignatureMismatch
                path | `` | /folder/key2 | SignatureMismatch | SignatureMismatch
                path | `` | /folder/Key | SignatureMismatch | SignatureMismatch
                path | `` | /folder//key | SignatureMismatch | accepted
                path | `` | /folder/./key | SignatureMismatch | accepted
                path | `` | /folder/x/../key | SignatureMismatch | accepted
                path | `` | /folder/key/ | SignatureMismatch | SignatureMismatch
                path | `` | /folder%252Fkey | SignatureMismatch | SignatureMismatch
                path | `` | /folder/%6bey | accepted | SignatureMismatch
                query | versionId=1 | versionId=2 | SignatureMismatch | SignatureMismatch
                query | versionId=1 | versionId= | SignatureMismatch | SignatureMismatch
                query | versionId=1 | versionid=1 | SignatureMismatch | SignatureMismatch
                query | versionId=1& | `` | SignatureMismatch | SignatureMismatch
                query | x=y | x=y&z | SignatureMismatch | SignatureMismatch
                query | x=y | x=y&x=y | SignatureMismatch | SignatureMismatch
                query | versionId=1&x=y | x=y&versionId=1 | accepted | accepted
                query | x=y | x=%79 | accepted | accepted
                query | x=y | &x=y& | accepted | accepted
                query | x=y | x=y&X-Amz-Signature=0 | BothMechanisms | BothMechanisms
                query | x=y | x=y&AWSAccessKeyId=A | BothMechanisms | BothMechanisms
                query | x=y | x=%zz | InvalidEncoding | InvalidEncoding
                Host | example | evil | SignatureMismatch | SignatureMismatch
                Host | example.com | example.com:443 | SignatureMismatch | SignatureMismatch
                add | host | example.com | DuplicateParameter | DuplicateParameter
                drop | Host | `` | SignedHeadersAbsent | SignedHeadersAbsent
                Content-Type | text/plain | text/html | SignatureMismatch | SignatureMismatch
                Content-Type | text/plain | ` text/plain  ` | accepted | accepted
                Content-Type | text | TEXT | SignatureMismatch | SignatureMismatch
                add | content-type | text/plain | SignatureMismatch | SignatureMismatch
                drop | content-type | `` | SignedHeadersAbsent | SignedHeadersAbsent
                rename | content-type | CONTENT-TYPE | accepted | accepted
                x-amz-acl | private | public-read | SignatureMismatch | SignatureMismatch
                drop | x-amz-acl | `` | SignedHeadersAbsent | SignedHeadersAbsent
                rename | x-amz-acl | x-amz-acl2 | HeadersNotSigned | SignedHeadersAbsent
                add | x-amz-tagging | a=b | HeadersNotSigned | accepted
                add | X-AMZ-Website-Redirect-Location | /x | HeadersNotSigned | accepted
                add | User-Agent | x | accepted | accepted
                add | Range | bytes=0-1 | accepted | accepted
                X-Amz-Date | 030405 | 030406 | SignatureMismatch | SignatureMismatch
                X-Amz-Date | 030405 | 032000 | NotYetCurrent | NotYetCurrent
                X-Amz-Date | 030405 | 020405 | Expired | Expired
                X-Amz-Date | 20260102 | 20260103 | NotYetCurrent | NotYetCurrent
                X-Amz-Date | Z | `` | InvalidDate | InvalidDate
                add | X-Amz-Date | 20260102T030405Z | DuplicateParameter | DuplicateParameter
                drop | X-Amz-Date | `` | MissingHeaderParts | MissingHeaderParts
                X-Amz-Security-Token | token | other | SignatureMismatch | SignatureMismatch
                drop | X-Amz-Security-Token | `` | SignedHeadersAbsent | SignedHeadersAbsent
                add | X-Amz-Security-Token | token | DuplicateParameter | DuplicateParameter
                Authorization | 20260102/ | 20260101/ | WrongScope | WrongScope
                Authorization | us-east-1 | us-east-2 | WrongScope | WrongScope
                Authorization | us-east-1 | US-EAST-1 | WrongScope | WrongScope
                Authorization | aws4_request | aws5_request | WrongScope | WrongScope
                Authorization | us-east-1/ | us-east-1/x | WrongScope | WrongScope
                Authorization | us-east-1/ | us-east-1// | InvalidCredential | InvalidCredential
                Authorization | AKIDEXAMPLE/ | `` | InvalidCredential | InvalidCredential
                Authorization | content-type; | `` | SignatureMismatch | SignatureMismatch
                Authorization | ;x-amz-acl | `` | HeadersNotSigned | SignatureMismatch
                Authorization | ;host | `` | HostNotSigned | HostNotSigned
                Authorization | ;x-amz-security-token | `` | HeadersNotSigned | HeadersNotSigned
                Authorization | content-type;host | host;content-type | InvalidSignedHeaders | InvalidSignedHeaders
                Authorization | content-type | Content-Type | InvalidSignedHeaders | InvalidSignedHeaders
                Authorization | content-type; | content-type;;  | InvalidSignedHeaders | InvalidSignedHeaders
                Authorization | content-type; | accept;content-type; | SignedHeadersAbsent | SignedHeadersAbsent
                Authorization | Signature= | Signature=0 | SignatureMismatch | SignatureMismatch
                Authorization | Signature= | Signatur= | InvalidAuthorizationPart | InvalidAuthorizationPart
                Authorization | Signature= | Signature=,Signature= | DuplicateParameter | DuplicateParameter
                Authorization | AWS4-HMAC-SHA256 | AWS4-HMAC-SHA512 | UnsupportedAlgorithm | UnsupportedAlgorithm
                Authorization | AWS4-HMAC-SHA256 | AWS4-ECDSA-P256-SHA256 | SignatureVersion4A | SignatureVersion4A
                Authorization | AWS4-HMAC-SHA256 | AWS | SignatureVersion2 | SignatureVersion2
                Authorization | AWS4-HMAC-SHA256 | Bearer | UnsupportedAuthorizationType | UnsupportedAuthorizationType
                """)
    void aRequestSignedInItsHeader(String part, String from, String to, String s3, String others) {
        assertEquals(s3, answer(changed(inHeader("s3"), part, from, to), "s3"));
        assertEquals(others, answer(changed(inHeader("sts"), part, from, to), "sts"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                method | `` | PUT | accepted | accepted
                method | `` | GET | SignatureMismatch | SignatureMismatch
                method | `` | DELETE | SignatureMismatch | SignatureMismatch
                path | `` | /folder/key2 | SignatureMismatch | SignatureMismatch
                path | `` | /folder//key | SignatureMismatch | accepted
                query | versionId=1 | versionId=2 | SignatureMismatch | SignatureMismatch
                query | x=y | x=y&acl | SignatureMismatch | SignatureMismatch
                query | versionId=1&x=y | x=y&versionId=1 | accepted | accepted
                query | X-Amz-Algorithm=AWS4-HMAC-SHA256& | `` | MissingQueryParameters | MissingQueryParameters
                query | HMAC-SHA256 | HMAC-SHA512 | UnsupportedAlgorithm | UnsupportedAlgorithm
                query | X-Amz-Expires=300 | X-Amz-Expires=301 | SignatureMismatch | SignatureMismatch
                query | X-Amz-Expires=300 | X-Amz-Expires=604801 | InvalidExpires | InvalidExpires
                query | X-Amz-Expires=300 | x-amz-expires=300 | MissingQueryParameters | SignatureMismatch
                query | X-Amz-Date=20260102T030405Z | X-Amz-Date=20260102T030406Z | SignatureMismatch | SignatureMismatch
                query | X-Amz-Date=20260102T030405Z | X-Amz-Date=20260102T025905Z | PresignedExpired | PresignedExpired
                query | X-Amz-Date=20260102T030405Z | X-Amz-Date=20260102T031906Z | PresignedNotYetValid | PresignedNotYetValid
                query | X-Amz-Date=20260102T030405Z | X-Amz-Date=2026 | InvalidDate | InvalidDate
                query | X-Amz-Date= | X-Amz-Date=20260102T030405Z&X-Amz-Date= | DuplicateParameter | DuplicateParameter
                query | %2Fus-east-1%2F | %2Fus-west-1%2F | WrongScope | WrongScope
                query | %2F20260102%2F | %2F20260103%2F | WrongScope | WrongScope
                query | AKIDEXAMPLE%2F | AKIDEXAMPLE | InvalidCredential | InvalidCredential
                query | AKIDEXAMPLE | AKIDEXAMPL2 | SignatureMismatch | SignatureMismatch
                query | X-Amz-Security-Token=token | X-Amz-Security-Token=tokem | SignatureMismatch | SignatureMismatch
                query | &X-Amz-Security-Token=token | `` | SignatureMismatch | SignatureMismatch
                add | X-Amz-Security-Token | token | DuplicateParameter | DuplicateParameter
                query | X-Amz-SignedHeaders=content-type%3Bhost | X-Amz-SignedHeaders=host | SignatureMismatch | SignatureMismatch
                query | %3Bhost | `` | HostNotSigned | HostNotSigned
                query | %3Bx-amz-acl | `` | HeadersNotSigned | SignatureMismatch
                query | X-Amz-Signature= | X-Amz-Signature=0 | SignatureMismatch | SignatureMismatch
                query | X-Amz-Signature= | x-amz-signature= | MissingQueryParameters | MissingQueryParameters
                Host | example | evil | SignatureMismatch | SignatureMismatch
                drop | x-amz-acl | `` | SignedHeadersAbsent | SignedHeadersAbsent
                x-amz-acl | private | public-read | SignatureMismatch | SignatureMismatch
                add | x-amz-meta-a | b | HeadersNotSigned | accepted
                add | Authorization | AWS4-HMAC-SHA256 x | BothMechanisms | BothMechanisms
                add | X-Amz-Date | 20260102T030405Z | HeadersNotSigned | accepted
                """)
    void aRequestSignedInItsQuery(String part, String from, String to, String s3, String others) {
        assertEquals(s3, answer(changed(inQuery("s3"), part, from, to), "s3"));
        assertEquals(others, answer(changed(inQuery("sts"), part, from, to), "sts"));
    }

    @ParameterizedTest
    @CsvSource({"s3,sts", "sts,s3", "sts,iam", "iam,ec2", "s3,s3-outposts", "s3,S3"})
    void aSignatureForOneServiceIsNoneForAnother(String signedFor, String presentedTo) {
        assertEquals("accepted", answer(inHeader(signedFor), signedFor));
        assertEquals("WrongScope", answer(inHeader(signedFor), presentedTo));
        assertEquals("WrongScope", answer(inQuery(signedFor), presentedTo));
    }
}
