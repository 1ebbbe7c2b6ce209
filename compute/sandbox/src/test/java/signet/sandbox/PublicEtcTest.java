package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublicEtcTest {

    @TempDir
    Path directory = Path.of("");

    private Path host = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void hostWithSecrets() throws IOException {
        host = Files.createDirectories(directory.resolve("host"));
        target = Files.createDirectories(directory.resolve("target"));
        for (String file : List.of(
                "shadow",
                "sudoers",
                "environment",
                "ssh/key",
                "ssl/private/key.pem",
                "ssl/certs/one.pem",
                "ssl/openssl.cnf",
                "services",
                "ssl/secret",
                "cron.d/job")) {
            Path path = host.resolve(file);
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file);
        }
        Files.setPosixFilePermissions(host.resolve("ssl/secret"), PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(host.resolve("passwd"), """
                root:hash:0:0:root:/secret/place:/bin/bash
                bin:x:2:2:bin:/bin:/bin/sh
                alice:x:1000:1000:Alice:/home/alice:/bin/sh
                nobody:x:65534:65534:nobody:/:/bin/false
                +::::::
                broken
                """);
        Files.writeString(host.resolve("group"), "root:x:0:alice\nalice:x:1000:\n");
    }

    @Test
    void onlyWhatIsListedAndPublicIsCopied() throws IOException {
        PublicEtc.copy(host, target);

        assertEquals("services", Files.readString(target.resolve("services")));
        assertEquals("ssl/openssl.cnf", Files.readString(target.resolve("ssl/openssl.cnf")));
        assertTrue(Files.isDirectory(target.resolve("ssl/certs")));
        for (String secret :
                List.of("shadow", "sudoers", "environment", "ssh", "ssl/private", "ssl/secret", "cron.d")) {
            assertFalse(Files.exists(target.resolve(secret), LinkOption.NOFOLLOW_LINKS), secret);
        }
    }

    @Test
    void theHostsPeopleAndPasswordsStayAway() throws IOException {
        PublicEtc.copy(host, target);

        assertEquals("""
                root:x:0:0:root:/root:/bin/bash
                bin:x:2:2:bin:/bin:/bin/sh
                nobody:x:65534:65534:nobody:/:/bin/false
                """, Files.readString(target.resolve("passwd")));
        assertEquals("root:x:0:\n", Files.readString(target.resolve("group")));
    }
}
