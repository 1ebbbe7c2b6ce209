package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.saml.SamlException.Fault;

class HostileXmlTest extends SamlTest {
    @Test
    void anExternalEntityIsNotFetched(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        String signed = draft.signed(IDP).replace(draft.name, "&file;");

        refused(Fault.UNREADABLE, "<!DOCTYPE r [<!ENTITY file SYSTEM \"" + secret.toUri() + "\">]>" + signed);
        refused(Fault.UNREADABLE, "<!DOCTYPE r SYSTEM \"" + secret.toUri() + "\">" + draft.signed(IDP));
        refused(Fault.UNREADABLE, "<!DOCTYPE r [<!ENTITY % file SYSTEM \"" + secret.toUri() + "\">%file;]>" + signed);
    }

    @Test
    void aBillionLaughsAreNone() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" \"&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";\">");
        }
        String bomb = laughs + "]>" + draft.signed(IDP).replace(draft.name, "&a39;");

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refused(Fault.UNREADABLE, bomb));
    }

    @Test
    void evenAHarmlessDocumentTypeIsRefused() {
        refused(Fault.UNREADABLE, "<!DOCTYPE Response>" + draft.signed(IDP));
        assertThrows(
                SamlException.class, () -> SamlMetadata.parse(IDP.metadata().replace("<!-- ", "<!DOCTYPE e><!-- ")));
    }

    @Test
    void depthAndWidthAreBounded() {
        String deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);
        StringBuilder wide = new StringBuilder("<a");
        for (int i = 0; i < 5_000; i++) {
            wide.append(" a").append(i).append("=\"\"");
        }

        refused(Fault.UNREADABLE, draft.response(deep));
        refused(Fault.UNREADABLE, draft.response(wide + "/>"));
        refused(Fault.UNREADABLE, draft.response("<" + "a".repeat(5_000) + "/>"));
    }

    @Test
    void nothingIsWrittenToTheConsole() {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            refused(Fault.UNREADABLE, "<a");
        } finally {
            System.setErr(before);
        }
        assertEquals("", written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void includesAndSchemasOfTheirOwnStayText(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        draft.attributes.put(
                "x",
                List.of("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\""
                        + secret.toUri() + "\"/>"));

        assertTrue(read(draft.signed(IDP)).values("x").stream().noneMatch(value -> value.contains("secret")));
    }
}
