package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever well-formed signature is written into a request, in any of its spellings, is read from it. */
class ParserRoundTripTest {
    private static final String IN_A_PART = "abzABZ059-_.~+=@:\u00e9";
    private static final String TOKEN = "abz059!#$%&'*+-.^_`|~";

    private static String text(String alphabet, int longest, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i >= 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static List<String> names(Random random) {
        TreeSet<String> names = new TreeSet<>(List.of("host"));
        for (int i = random.nextInt(6); i > 0; i--) {
            names.add(text(TOKEN, 12, random));
        }
        return List.copyOf(names);
    }

    private static CredentialScope scope(Random random) {
        return new CredentialScope(
                text(IN_A_PART, 8, random),
                text(IN_A_PART, 9, random),
                text(IN_A_PART, 5, random),
                text(IN_A_PART, 12, random));
    }

    private static Instant time(Random random) {
        return Instant.ofEpochSecond(random.nextLong(253_402_300_800L));
    }

    private static @Nullable String token(Random random) {
        return random.nextBoolean() ? text(IN_A_PART + "/", 60, random) : null;
    }

    /** The header's parts in any order, with any blanks, in any case of the headers' names. */
    private static SignedMessage written(PresentedSignature.InHeader signature, Random random) {
        List<String> parts = new ArrayList<>(List.of(
                "Credential=" + signature.accessKeyId() + '/'
                        + signature.scope().text(),
                "SignedHeaders=" + String.join(";", signature.signedHeaders()),
                "Signature=" + signature.signature()));
        Collections.shuffle(parts, random);
        String separator = List.of(",", ", ", " , ", ",\t", ", ,").get(random.nextInt(5));
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Host", "h"),
                new Header("x-AMZ-date", AmzDate.text(signature.time()) + " "),
                new Header("authorization", " AWS4-HMAC-SHA256  " + String.join(separator, parts))));
        String token = signature.securityToken();
        if (token != null) {
            headers.add(new Header("X-AMZ-SECURITY-TOKEN", "\t" + token));
        }
        Collections.shuffle(headers, random);
        return new SignedMessage("GET", "/", random.nextBoolean() ? null : "Action=x", headers);
    }

    @Test
    void aSignatureInTheHeaderIsReadAsItWasWritten() throws SignatureException {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            PresentedSignature.InHeader signature = new PresentedSignature.InHeader(
                    text(IN_A_PART, 20, random),
                    scope(random),
                    names(random),
                    text("0123456789abcdef", 64, random),
                    time(random),
                    token(random));
            SignedMessage message = written(signature, random);
            assertEquals(signature, SignatureParser.parse(message).orElseThrow(), message::toString);
        }
    }

    /** Each byte as it is, if it may stand in a query, or escaped in either case. */
    private static String escaped(String text, Random random) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            boolean plain = Character.isLetterOrDigit(b & 0x7f) && b > 0 && random.nextBoolean();
            String format = random.nextBoolean() ? "%%%02X" : "%%%02x";
            out.append(plain ? String.valueOf((char) b) : format.formatted(b & 0xff));
        }
        return out.toString();
    }

    private static SignedMessage written(PresentedSignature.InQuery signature, Random random) {
        List<String> parameters = new ArrayList<>(List.of(
                "X-Amz-Algorithm=" + escaped("AWS4-HMAC-SHA256", random),
                "X-Amz-Credential="
                        + escaped(
                                signature.accessKeyId()
                                        + '/'
                                        + signature.scope().text(),
                                random),
                "X-Amz-SignedHeaders=" + escaped(String.join(";", signature.signedHeaders()), random),
                "X-Amz-Signature=" + escaped(signature.signature(), random),
                escaped("X-Amz-Date", random) + "=" + escaped(AmzDate.text(signature.time()), random),
                "other=" + escaped("=&%", random)));
        Long expires = signature.expiresSeconds();
        if (expires != null) {
            parameters.add("X-Amz-Expires=" + expires);
        }
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "h")));
        String token = signature.securityToken();
        if (token != null && random.nextBoolean()) {
            headers.add(new Header("x-amz-security-token", token));
        } else if (token != null) {
            parameters.add("X-Amz-Security-Token=" + escaped(token, random));
        }
        Collections.shuffle(parameters, random);
        String separator = random.nextBoolean() ? "&" : "&&";
        return new SignedMessage("GET", "/", String.join(separator, parameters), headers);
    }

    @Test
    void aSignatureInTheQueryIsReadAsItWasWritten() throws SignatureException {
        Random random = new Random(2);
        for (int round = 0; round < 2_000; round++) {
            PresentedSignature.InQuery signature = new PresentedSignature.InQuery(
                    text(IN_A_PART, 20, random),
                    scope(random),
                    names(random),
                    text("0123456789abcdef", 64, random),
                    time(random),
                    random.nextBoolean() ? random.nextLong(1_000_000_000_000_000_000L) : null,
                    token(random));
            SignedMessage message = written(signature, random);
            assertEquals(signature, SignatureParser.parse(message).orElseThrow(), message::toString);
        }
    }

    /** One character more or less in a name of the query's parameters, and the request is no anonymous one. */
    @Test
    void aMisspeltSignatureNeverMakesARequestAnonymous() {
        Random random = new Random(3);
        SignedMessage link = new Signer(new Credentials("AKID", "secret", null), "r", "s3")
                .presign(
                        ClientMessages.get("/k"),
                        PayloadHash.UNSIGNED,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        java.time.Duration.ofMinutes(1));
        String query = String.valueOf(link.rawQuery());
        for (int round = 0; round < 2_000; round++) {
            int at = random.nextInt(query.length());
            String changed = random.nextBoolean()
                    ? query.substring(0, at) + query.substring(at + 1)
                    : Changed.at(query, at, TOKEN.charAt(random.nextInt(TOKEN.length())));
            try {
                assertFalse(SignatureParser.parse(Changed.query(link, changed)).isEmpty(), changed);
            } catch (SignatureException e) {
                assertFalse(e.fault().toString().isEmpty());
            }
        }
    }
}
