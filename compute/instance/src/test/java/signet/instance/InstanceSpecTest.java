package signet.instance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InstanceSpecTest {

    private static InstanceSpec spec(String id, String hostname, String name, Map<String, String> environment) {
        return new InstanceSpec(
                id,
                hostname,
                Inet4Address.ofLiteral("172.31.0.1"),
                Path.of("relative/../directory"),
                null,
                true,
                List.of(),
                List.of(name),
                "",
                environment,
                Limits.DEFAULT);
    }

    @Test
    void theDirectoryBecomesAbsolute() {
        InstanceSpec spec = spec("i-0123456789abcdef0", "ip-1", "sts.amazonaws.com", Map.of());

        assertEquals(Path.of("directory").toAbsolutePath(), spec.directory());
    }

    @Test
    void whereAFunctionRunsHasAnIdOfItsOwn() {
        assertEquals(
                "fn-0123456789abcdef0",
                spec("fn-0123456789abcdef0", "fn-0123456789abcdef0", "sts.amazonaws.com", Map.of())
                        .instanceId());
    }

    @Test
    void whatCouldBreakOutOfAFileOrAPathIsRefused() {
        for (String id : List.of(
                "",
                "i-",
                "i-../../etc",
                "i-0123456789ABCDEF0",
                "x-01234567",
                "i-01234567/a",
                "fn-01234567",
                "fn-../etc")) {
            assertThrows(IllegalArgumentException.class, () -> spec(id, "host", "name", Map.of()), id);
        }
        for (String name : List.of("", "a b", "a\nb", "-a", "a/b", "a-", "a#b", "x".repeat(300))) {
            assertThrows(IllegalArgumentException.class, () -> spec("i-01234567", name, "name", Map.of()), name);
            assertThrows(IllegalArgumentException.class, () -> spec("i-01234567", "host", name, Map.of()), name);
        }
        for (String variable : List.of("", "1A", "A B", "A=B", "A;rm", "a-b")) {
            Map<String, String> environment = Map.of(variable, "x");
            assertThrows(IllegalArgumentException.class, () -> spec("i-01234567", "h", "n", environment), variable);
        }
        assertThrows(IllegalArgumentException.class, () -> spec("i-01234567", "h", "n", Map.of("A", "b\0c")));
        assertThrows(IllegalArgumentException.class, () -> spec("i-01234567", "x".repeat(65), "n", Map.of()));
    }

    @Test
    void aRequestNamesAProgramWithoutNulCharacters() {
        assertThrows(IllegalArgumentException.class, ExecRequest::of);
        assertThrows(IllegalArgumentException.class, () -> ExecRequest.of("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> new ExecRequest.Terminal("vt100", 0, 80));
        assertThrows(IllegalArgumentException.class, () -> new ExecRequest.Terminal("vt100", 24, 70_000));
    }

    @Test
    void userDataIsCopiedAndNeverPrinted() {
        byte[] bytes = "#!/bin/sh\nsecret".getBytes(StandardCharsets.US_ASCII);
        UserData userData = UserData.of(bytes);
        bytes[0] = 'x';

        assertTrue(userData.isScript());
        assertFalse(UserData.of(new byte[] {'#'}).isScript());
        assertArrayEquals("#!/bin/sh\nsecret".getBytes(StandardCharsets.US_ASCII), userData.bytes());
        assertEquals(userData, UserData.of(userData.bytes()));
        assertFalse(userData.toString().contains("secret"));
    }

    @Test
    void aDoorsAddressIsResolvedAndLimitsLetItBoot() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 80);

        assertThrows(IllegalArgumentException.class, () -> new Door(Door.Purpose.IMDS, unresolved, channel -> {}));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1000, 1 << 30, 1 << 30));
    }

    @Test
    void aDiskIsEightGibibytesUnlessItIsSaidOtherwise() {
        Limits limits = new Limits(100, 1000, 1 << 30, 1 << 30);

        assertEquals(8L << 30, limits.diskBytes());
        assertEquals(new Limits(100, 1000, 20L << 30, 1 << 30, 20L << 30), limits.withDisk(20L << 30));
        assertEquals(
                20L << 30, limits.withDisk(20L << 30).withMemoryAtMost(1 << 29).diskBytes());
        assertThrows(IllegalArgumentException.class, () -> limits.withDisk(1 << 20));
    }
}
