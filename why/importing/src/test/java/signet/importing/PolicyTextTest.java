package signet.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTextTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            %7B%7D,          {}
            {%41},           {%41}
            '  {%41}',       '  {%41}'
            %7b%22a%2Bb%22,  '{"a+b"'
            %7B+%7D,         {+}
            plain,           plain
            %7,              %7
            %7B%,            %7B%
            %7B%GG,          %7B%GG
            %FF%FE,          %FF%FE
            %E2%82%AC,       €
            """)
    void aTextThatDoesNotBeginAsJsonIsPercentEncoded(String text, String decoded) {
        assertEquals(decoded, PolicyText.decoded(text));
    }

    @Test
    void whatIsEncodedComesBack() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            String text = " {"
                    + random.ints(random.nextInt(40), 1, 0x500)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            assertEquals(text, PolicyText.decoded(encoded(text)));
        }
    }

    @Test
    void noTextMakesDecodingFail() {
        Random random = new Random(6);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, 6).forEach(c -> text.append("%7Bg\u00e9{".charAt(c)));
            String decoded = PolicyText.decoded(text.toString());
            assertEquals(decoded.length(), decoded.codePointCount(0, decoded.length()));
        }
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format("%%%02X", b & 0xff));
        }
        return out.toString();
    }
}
