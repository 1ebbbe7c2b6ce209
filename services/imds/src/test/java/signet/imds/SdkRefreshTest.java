package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ONE;
import static signet.imds.World.TRUST_EC2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

/** The AWS SDK for Java takes new credentials before its old ones end, from a service whose clock the test moves. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SdkRefreshTest {
    @TempDir
    Path directory;

    private World world;
    private ServerSocket server;
    private InstanceProfileCredentialsProvider provider;

    @BeforeEach
    void listen() throws IOException {
        world = new World(directory);
        world.holding(ONE, "S3Access", TRUST_EC2);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var _ = Thread.ofVirtual().start(this::serve);
        provider = InstanceProfileCredentialsProvider.builder()
                .endpoint("http://127.0.0.1:" + server.getLocalPort())
                .build();
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
        server.close();
        world.close();
    }

    @Test
    void itReplacesWhatIsAboutToEnd() {
        serviceIsBehindBy(CredentialSets.LIFETIME.minusSeconds(4));
        AwsSessionCredentials first = resolved();
        assertFalse(ends(first).isAfter(Instant.now().plusSeconds(5)));

        serviceIsBehindBy(Duration.ZERO);
        AwsSessionCredentials next = resolvedWhen(now -> !now.accessKeyId().equals(first.accessKeyId()));

        assertTrue(ends(next).isAfter(Instant.now().plus(Duration.ofHours(5))));
        assertEquals("2.0", session(next).keys().get("ec2:RoleDelivery"), "it uses tokens");
    }

    @Test
    void itFollowsARoleThatTookAnothersPlace() {
        serviceIsBehindBy(CredentialSets.LIFETIME.minusSeconds(4));
        AwsSessionCredentials first = resolved();
        Role second = world.role("Second", TRUST_EC2);
        InstanceProfile profile = world.state
                .current()
                .get(Tables.INSTANCE_PROFILES, Tables.key(World.ACCOUNT, "S3Access"))
                .orElseThrow();
        world.put(profile.withRole(second.id()));

        serviceIsBehindBy(Duration.ZERO);
        AwsSessionCredentials next = resolvedWhen(now -> !now.accessKeyId().equals(first.accessKeyId()));

        assertEquals(second.id(), session(next).principalId());
    }

    private void serviceIsBehindBy(Duration behind) {
        world.clock.move(Duration.between(world.clock.instant(), Instant.now().minus(behind)));
    }

    private AwsSessionCredentials resolved() {
        return (AwsSessionCredentials) provider.resolveCredentials();
    }

    private AwsSessionCredentials resolvedWhen(Predicate<AwsSessionCredentials> wanted) {
        AwsSessionCredentials now = resolved();
        while (!wanted.test(now)) {
            LockSupport.parkNanos(20_000_000);
            now = resolved();
        }
        return now;
    }

    private Session session(AwsSessionCredentials credentials) {
        return world.sessions.open(credentials.sessionToken()).orElseThrow();
    }

    private Instant ends(AwsSessionCredentials credentials) {
        return session(credentials).expires();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                answer(client);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String[] words = String.valueOf(in.readLine()).split(" ", -1);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        MetadataResponse response =
                world.service.answer(ONE, MetadataEndpoint.IPV4, new MetadataRequest(words[0], words[1], headers));
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " -\r\n");
        response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        OutputStream out = client.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(response.body());
        out.flush();
    }
}
