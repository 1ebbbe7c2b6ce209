package signet.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartsTest {

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static List<Part> parts(byte[] userData) throws InvalidConfig {
        return new Parts(new Gzip()).of(userData);
    }

    private static List<Part> parts(String userData) throws InvalidConfig {
        return parts(userData.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '#!/bin/sh'                    | SCRIPT
            '#cloud-config'                | CLOUD_CONFIG
            '#Cloud-Config'                | CLOUD_CONFIG
            '#cloud-boothook'              | BOOTHOOK
            '#include'                     | INCLUDE
            '#include-once'                | INCLUDE_ONCE
            '## template: jinja'           | JINJA
            '##template:jinja'             | JINJA
            '#part-handler'                | PART_HANDLER
            '#cloud-config-jsonp'          | JSON_PATCH
            '#upstart-job'                 | UPSTART
            '# cloud-config'               | UNKNOWN
            'cloud-config'                 | UNKNOWN
            <powershell>                   | UNKNOWN
            """)
    void aDocumentIsWhatItBeginsWith(String start, Part.Kind kind) throws Exception {
        assertEquals(List.of(new Part(kind, "part-001", start + "\nx")), parts(start + "\nx"));
    }

    @Test
    void nothingHasNoParts() throws Exception {
        assertEquals(List.of(), parts(""));
        assertEquals(List.of(), parts(" \n\n"));
    }

    @Test
    void compressedUserDataIsWhatIsInIt() throws Exception {
        assertEquals(
                List.of(new Part(Part.Kind.SCRIPT, "part-001", "#!/bin/sh\n")),
                parts(gzip("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws Exception {
        byte[] bomb = gzip(new byte[Gzip.LARGEST + 1]);
        byte[] half = gzip(new byte[Gzip.LARGEST / 2]);
        Gzip gzip = new Gzip();

        assertThrows(InvalidConfig.class, () -> parts(bomb));
        assertEquals(Gzip.LARGEST / 2, gzip.unpack(half).length);
        assertEquals(Gzip.LARGEST / 2, gzip.unpack(half).length);
        assertThrows(InvalidConfig.class, () -> gzip.unpack(half));
    }

    @Test
    void brokenCompressionIsRefused() {
        assertThrows(InvalidConfig.class, () -> parts(new byte[] {0x1f, (byte) 0x8b, 8, 0}));
    }

    @Test
    void anArchiveHasItsPartsWithTheirNamesAndTransferEncodings() throws Exception {
        String archive = """
                Content-Type: multipart/mixed;
                 boundary="b ='"
                MIME-Version: 1.0

                preamble
                --b ='
                Content-Type: text/cloud-config; charset="us-ascii"
                Content-Transfer-Encoding: base64

                %s
                --b ='
                Content-Type: text/x-shellscript
                Content-Disposition: attachment; filename="../a b.sh"
                Content-Transfer-Encoding: quoted-printable

                #!/bin/sh
                echo =C3=A9 soft=
                ly
                --b ='
                Content-Type: text/plain

                #cloud-boothook
                --b ='
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                %s
                --b ='--
                epilogue
                """.formatted(
                        Base64.getEncoder().encodeToString("a: 1".getBytes(StandardCharsets.UTF_8)),
                        Base64.getEncoder().encodeToString(gzip("#include\nx".getBytes(StandardCharsets.UTF_8))));

        List<Part> expected = List.of(
                new Part(Part.Kind.CLOUD_CONFIG, "part-001", "a: 1"),
                new Part(Part.Kind.SCRIPT, ".._ab.sh", "#!/bin/sh\necho \u00c3\u00a9 softly"),
                new Part(Part.Kind.BOOTHOOK, "part-003", "#cloud-boothook"),
                new Part(Part.Kind.INCLUDE, "part-004", "#include\nx"));
        assertEquals(expected, parts(archive));
        assertEquals(expected, parts(archive.replace("echo =C3=A9 soft=\n", "echo =C3=A9 soft=\r\n")));
    }

    @Test
    void archivesMayBeInOneAnotherButNotWithoutEnd() throws Exception {
        String inner = "Content-Type: multipart/mixed; boundary=i\n\n--i\n\n#!/a\n--i\n\n#!/b\n--i--\n";
        String outer = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\n" + inner + "--o--\n";

        assertEquals(
                List.of("#!/a", "#!/b"),
                parts(outer).stream().map(Part::content).toList());
        StringBuilder deep = new StringBuilder("MIME-Version: 1.0\n");
        for (int i = 0; i < 20; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
        }
        assertThrows(InvalidConfig.class, () -> parts(deep.toString()));
    }

    @Test
    void tooManyPartsAreRefused() {
        String many = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n" + "--o\n\nx\n".repeat(600);

        assertThrows(InvalidConfig.class, () -> parts(many));
    }

    @Test
    void aScriptThatWritesMailIsAScript() throws Exception {
        String script = "#!/bin/sh\nsendmail <<E\nMIME-Version: 1.0\nContent-Type: text/html\nE\n";

        assertEquals(List.of(new Part(Part.Kind.SCRIPT, "part-001", script)), parts(script));
    }

    @Test
    void aPartWithoutBoundaryOrWithBrokenBase64IsNoPart() throws Exception {
        assertEquals(List.of(), parts("MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--x\n\n#!/a\n--x--"));
        assertThrows(
                InvalidConfig.class, () -> parts("MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n=====A\n"));
    }

    @Test
    void aCloudConfigArchiveIsAListOfParts() throws Exception {
        String archive = """
                #cloud-config-archive
                - "#!/bin/sh"
                - content: "a: 1"
                - {type: text/x-shellscript, content: "#!/b", filename: b}
                - {type: text/what, content: x}
                """;

        assertEquals(
                List.of(
                        new Part(Part.Kind.SCRIPT, "part-001", "#!/bin/sh"),
                        new Part(Part.Kind.CLOUD_CONFIG, "part-002", "a: 1"),
                        new Part(Part.Kind.SCRIPT, "b", "#!/b"),
                        new Part(Part.Kind.UNKNOWN, "part-004", "x")),
                parts(archive));
        assertThrows(InvalidConfig.class, () -> parts("#cloud-config-archive\na: b\n"));
    }
}
