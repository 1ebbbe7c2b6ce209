package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a request holds, the parser answers with a signature, with none, or with a fault. */
class SignatureParserFuzzTest {
    @Test
    void randomRequestsAreParsedOrRefusedAndNothingElse() {
        Random random = new Random(4);
        List<String> bits = List.of(
                "AWS4-HMAC-SHA256",
                " ",
                ",",
                "=",
                "&",
                "/",
                ";",
                "%",
                "%2F",
                "+",
                "Credential",
                "SignedHeaders",
                "Signature",
                SignatureParserTest.CREDENTIAL,
                SignatureParserTest.HEADERS,
                SignatureParserTest.SIGNATURE,
                "X-Amz-Signature",
                "X-Amz-Date",
                "X-Amz-Expires",
                "20150830T123600Z",
                "-1",
                "host",
                "\u1234",
                "\ud83d",
                "AWS",
                "AWSAccessKeyId",
                SignatureParserTest.QUERY,
                "\t",
                "~");
        int parsed = 0;
        for (int round = 0; round < 5000; round++) {
            List<Header> headers = new ArrayList<>(List.of(SignatureParserTest.HOST));
            if (random.nextBoolean()) {
                headers.add(SignatureParserTest.DATE);
            }
            if (random.nextBoolean()) {
                headers.add(new Header(
                        "Authorization",
                        random.nextInt(3) == 0 ? mutate(SignatureParserTest.GOOD, random) : mix(bits, random)));
            }
            String query = random.nextInt(3) == 0
                    ? mutate(SignatureParserTest.QUERY, random)
                    : mix(bits, random).replace("\t", "");
            SignedMessage message = new SignedMessage("GET", "/", random.nextBoolean() ? query : null, headers);
            try {
                parsed += SignatureParser.parse(message).isPresent() ? 1 : 0;
            } catch (SignatureException e) {
                assertEquals(e.details(), new SignatureException(e.fault()).details());
            }
        }
        assertTrue(parsed > 25, "the generator reaches well-formed signatures: " + parsed);
    }

    private static String mix(List<String> bits, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(bits.get(random.nextInt(bits.size())));
        }
        return text.toString();
    }

    private static String mutate(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        if (random.nextBoolean()) {
            changed.setCharAt(random.nextInt(text.length()), (char) ('!' + random.nextInt(90)));
        }
        return changed.toString();
    }
}
