package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import signet.fleet.Instance;
import signet.iam.IamTables;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.imds.MetadataService;
import signet.instance.Door;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.embedded.EmbeddedStore;

/** The doors of instances over real sockets, here on this host's loopback. */
@Timeout(120)
class InstanceDoorsTest {
    private static final String ONE = "i-00000000000000001";
    private static final String OTHER = "i-00000000000000002";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds: 60";
    private static final String METADATA_GET = "GET /latest/meta-data/instance-id HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    Path directory;

    private final List<NetworkChannel> channels = new ArrayList<>();
    private State state;
    private Listener listener;
    private CertificateAuthority authority;
    private InstanceDoors doors;

    @BeforeEach
    void open() {
        List<Table<?>> tables = new ArrayList<>(Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(signet.fleet.Tables.all());
        state = State.open(EmbeddedStore.open(directory.resolve("store")), tables);
        Clock clock = Clock.systemUTC();
        Core core = Core.over(state, clock, new Ids(new SecureRandom()::nextBytes), "us-east-1", new RecentEvents(100));
        MetadataService metadata = new MetadataService(
                state,
                IdentitySigner.in(directory, clock),
                core.seal(),
                core.sessions(),
                core.permissions(),
                core.authorizer(),
                core.events(),
                core.ids(),
                clock);
        listener = new Listener("127.0.0.1", 0);
        authority = CertificateAuthority.in(directory, clock);
        doors = new InstanceDoors(
                listener,
                new ServerCertificates(authority, AmazonNames.certified("us-east-1"), clock),
                Inet4Address.ofLiteral("127.0.0.1"));
        listener.start(new Handler.Sequence(new MetadataHandler(metadata), new HealthHandler(), new Api()));
        List.of(instance(ONE, "172.31.0.10"), instance(OTHER, "172.31.0.11"))
                .forEach(instance ->
                        state.change(tx -> tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance)));
    }

    @AfterEach
    void close() throws Exception {
        for (NetworkChannel channel : channels) {
            channel.close();
        }
        listener.close();
        state.close();
    }

    @Test
    void theDoorsAreWhereAnInstanceLooksForThem() {
        List<String> all = doors.of(instance(ONE, "172.31.0.10")).stream()
                .map(door -> door.purpose() + " " + door.address())
                .toList();

        assertEquals(
                List.of(
                        "IMDS /169.254.169.254:80",
                        "IMDS /[fd00:ec2:0:0:0:0:0:254]:80",
                        "API_TLS /127.0.0.1:443",
                        "API_PLAIN /127.0.0.1:80",
                        "DNS /127.0.0.1:53"),
                all);
    }

    @Test
    void aFunctionHasTheDoorsOfTheApisAndItsRuntimeAndNoMetadata() {
        List<String> all = doors.ofFunction("fn-00000000000000001").stream()
                .map(door -> door.purpose() + " " + door.address())
                .toList();

        assertEquals(
                List.of(
                        "API_TLS /127.0.0.1:443",
                        "API_PLAIN /127.0.0.1:80",
                        "RUNTIME /127.0.0.1:9001",
                        "DNS /127.0.0.1:53"),
                all);
    }

    @Test
    void eachInstanceIsAnsweredAboutItself() throws Exception {
        int one = open(ONE, Door.Purpose.IMDS);
        int other = open(OTHER, Door.Purpose.IMDS);

        assertTrue(ask(one, METADATA_GET).endsWith("\r\n\r\n" + ONE));
        assertTrue(ask(other, METADATA_GET).endsWith("\r\n\r\n" + OTHER));
    }

    @Test
    void nothingInARequestMakesItAnotherInstances() throws Exception {
        int one = open(ONE, Door.Purpose.IMDS);
        open(OTHER, Door.Purpose.IMDS);

        for (String header : List.of(
                "Host: " + OTHER,
                "X-Forwarded-For: 172.31.0.11",
                "Forwarded: for=172.31.0.11",
                "X-Instance-Id: " + OTHER,
                "X-Aws-Ec2-Instance-Id: " + OTHER)) {
            String request =
                    request("GET http://172.31.0.11/latest/meta-data/instance-id", "Connection: close", header);
            assertFalse(ask(one, request).contains(OTHER), header);
        }
    }

    @Test
    void aTokenOfANeighbourIsRefused() throws Exception {
        int one = open(ONE, Door.Purpose.IMDS);
        int other = open(OTHER, Door.Purpose.IMDS);
        String put = request("PUT /latest/api/token", "Content-Length: 0", TTL);
        String answer = ask(one, put);
        String token = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        String get = "GET /latest/meta-data/instance-id HTTP/1.1\r\nHost: x\r\nX-aws-ec2-metadata-token: " + token
                + "\r\n\r\n";

        assertTrue(ask(one, get).startsWith("HTTP/1.1 200 "));
        assertTrue(ask(other, get).startsWith("HTTP/1.1 401 "));
    }

    @Test
    void theMetadataDoorLooksLikeTheRealService() throws Exception {
        String answer = ask(open(ONE, Door.Purpose.IMDS), METADATA_GET);

        assertTrue(answer.contains("\r\nServer: EC2ws\r\n"), answer);
        assertTrue(answer.contains("\r\nContent-Type: text/plain\r\n"), answer);
        assertTrue(answer.contains("\r\nContent-Length: 19\r\n"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertEquals(answer.indexOf("Server:"), answer.lastIndexOf("Server:"));
    }

    @Test
    void headSendsTheLengthOnly() throws Exception {
        String answer = ask(open(ONE, Door.Purpose.IMDS), METADATA_GET.replace("GET", "HEAD"));

        assertTrue(answer.contains("\r\nContent-Length: 19\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }

    @Test
    void theIpv6DoorAnswersFromWhenItIsEnabledUntilItIsDisabled() throws Exception {
        int four = open(ONE, 0);
        int six = open(ONE, 1);

        assertEquals("", ask(six, METADATA_GET));
        options(ONE, true);
        assertTrue(ask(six, METADATA_GET).endsWith("\r\n\r\n" + ONE));
        options(ONE, false);
        assertEquals("", ask(six, METADATA_GET));
        assertTrue(ask(four, METADATA_GET).endsWith("\r\n\r\n" + ONE));
    }

    @Test
    void behindTheMetadataDoorThereIsNothingElse() throws Exception {
        int one = open(ONE, Door.Purpose.IMDS);

        assertTrue(ask(one, "GET /_signet/health HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 404 "));
        assertTrue(ask(one, "POST / HTTP/1.1\r\nHost: sts.amazonaws.com\r\nContent-Length: 0\r\n\r\n")
                .startsWith("HTTP/1.1 405 "));
    }

    @Test
    void behindTheOthersThereIsNoMetadata() throws Exception {
        int api = open(ONE, Door.Purpose.API_PLAIN);

        assertTrue(ask(api, METADATA_GET.replace("Host: x", "Host: 169.254.169.254\r\nConnection: close"))
                .endsWith("api 172.31.0.10 false"));
        assertTrue(ask(listener.port(), METADATA_GET.replace("Host: x", "Host: 169.254.169.254\r\nConnection: close"))
                .endsWith("api 127.0.0.1 false"));
    }

    @Test
    void theApisSeeAnInstanceByItsPrivateAddress() throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 8.8.8.8\r\nConnection: close\r\n\r\n";

        assertTrue(ask(open(ONE, Door.Purpose.API_PLAIN), request).endsWith("api 172.31.0.10 false"));
        assertTrue(ask(open(OTHER, Door.Purpose.API_PLAIN), request).endsWith("api 172.31.0.11 false"));
    }

    @Test
    void amazonsNamesAreServedOverTlsToWhoTrustsTheAuthority() throws Exception {
        int port = open(ONE, Door.Purpose.API_TLS);

        for (String name : List.of(
                "sts.amazonaws.com",
                "sts.us-east-1.amazonaws.com",
                "bucket.s3.amazonaws.com",
                "bucket.s3.us-east-1.amazonaws.com",
                "ec2.eu-west-1.amazonaws.com")) {
            String request = "GET / HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n";
            assertTrue(askTls(port, name, trusting(authority), request).endsWith("api 172.31.0.10 true"), name);
        }
    }

    @Test
    void otherNamesAndOtherAuthoritiesFailTheHandshake() throws Exception {
        int port = open(ONE, Door.Purpose.API_TLS);
        CertificateAuthority stranger =
                CertificateAuthority.in(java.nio.file.Files.createDirectory(directory.resolve("b")), Clock.systemUTC());

        assertThrows(
                SSLHandshakeException.class, () -> askTls(port, "www.example.com", trusting(authority), METADATA_GET));
        assertThrows(
                SSLHandshakeException.class, () -> askTls(port, "sts.amazonaws.com", trusting(stranger), METADATA_GET));
    }

    @Test
    void namesAreAnsweredByDatagrams() throws Exception {
        int port = open(ONE, Door.Purpose.DNS);
        InetSocketAddress server = new InetSocketAddress(HERE, port);
        try (DatagramChannel client = DatagramChannel.open(StandardProtocolFamily.INET)) {
            client.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), server);
            Name name = Name.fromString("sts.amazonaws.com.");
            Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
            client.send(ByteBuffer.wrap(query.toWire()), server);
            ByteBuffer buffer = ByteBuffer.allocate(512);
            client.receive(buffer);
            Message answer = new Message(buffer.flip());
            assertEquals(
                    "127.0.0.1", answer.getSection(Section.ANSWER).getFirst().rdataToString());
        }
    }

    @Test
    void aClosedDoorIsForgottenAndTheOthersStay() throws Exception {
        int one = open(ONE, Door.Purpose.IMDS);
        NetworkChannel first = channels.getLast();
        int other = open(OTHER, Door.Purpose.IMDS);

        first.close();
        listener.detachClosed();

        assertThrows(ConnectException.class, () -> ask(one, METADATA_GET));
        assertTrue(ask(other, METADATA_GET).endsWith(OTHER));
        assertTrue(ask(listener.port(), "GET /_signet/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 200 "));
    }

    @Test
    void aClosedTlsDoorLeavesTheOthersTheirs() throws Exception {
        open(ONE, Door.Purpose.API_TLS);
        NetworkChannel first = channels.getLast();
        int other = open(OTHER, Door.Purpose.API_TLS);

        first.close();
        listener.detachClosed();

        String request = "GET / HTTP/1.1\r\nHost: sts.amazonaws.com\r\nConnection: close\r\n\r\n";
        assertTrue(
                askTls(other, "sts.amazonaws.com", trusting(authority), request).endsWith("api 172.31.0.11 true"));
        int later = open(ONE, Door.Purpose.API_TLS);
        assertTrue(
                askTls(later, "sts.amazonaws.com", trusting(authority), request).endsWith("api 172.31.0.10 true"));
    }

    @Test
    void hostileRequestsAreRefusedAndTheDoorStaysOpen() throws Exception {
        int port = open(ONE, Door.Purpose.IMDS);

        assertTrue(ask(port, "\u0000\u0001\u0002\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(ask(port, "GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 400 "), "without a host");
        assertTrue(ask(port, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(40_000) + "\r\n\r\n")
                .startsWith("HTTP/1.1 431 "));
        assertTrue(ask(port, "GET /" + "y".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
                .startsWith("HTTP/1.1 414 "));
        String smuggled =
                request("PUT /latest/api/token", "Content-Length: 4", "Transfer-Encoding: chunked", TTL) + "0\r\n\r\n";
        assertTrue(ask(port, smuggled).startsWith("HTTP/1.1 400 "));
        assertTrue(ask(port, METADATA_GET).endsWith(ONE));
    }

    @Test
    void manyIdleConnectionsDoNotShutOthersOut() throws Exception {
        int one = open(ONE, Door.Purpose.IMDS);
        int other = open(OTHER, Door.Purpose.IMDS);
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                idle.add(new Socket(HERE, one));
            }
            assertTrue(ask(other, METADATA_GET).endsWith(OTHER), "a neighbour is answered");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        assertTrue(askUntilAnswered(one).endsWith(ONE), "and so is who opened them, once they are closed");
    }

    @Test
    void aSocketOfTheWrongKindIsRefused() throws Exception {
        for (Door door : doors.of(instance(ONE, "172.31.0.10"))) {
            boolean names = door.purpose() == Door.Purpose.DNS;
            try (NetworkChannel wrong = names ? ServerSocketChannel.open() : DatagramChannel.open()) {
                assertThrows(IOException.class, () -> door.opened().opened(wrong));
            }
        }
    }

    /** Opens a door of an instance on a free port, and tells the port. */
    private int open(String instanceId, Door.Purpose purpose) throws IOException {
        List<Door.Purpose> all = doors.of(instance(instanceId, "172.31.0.10")).stream()
                .map(Door::purpose)
                .toList();
        return open(instanceId, all.indexOf(purpose));
    }

    private int open(String instanceId, int index) throws IOException {
        Instance instance = state.current()
                .findOne(signet.fleet.Tables.INSTANCES_BY_ID, instanceId)
                .orElseThrow();
        Door door = doors.of(instance).get(index);
        NetworkChannel channel = door.purpose() == Door.Purpose.DNS
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(HERE, 0));
        channels.add(channel);
        door.opened().opened(channel);
        return channel.getLocalAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
    }

    private void options(String instanceId, boolean ipv6) {
        Instance instance = state.current()
                .findOne(signet.fleet.Tables.INSTANCES_BY_ID, instanceId)
                .orElseThrow()
                .with(new Instance.MetadataOptions(false, 1, true, ipv6, false));
        state.change(tx -> tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance));
    }

    private static String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(HERE, port)) {
            return exchange(socket, request);
        }
    }

    /** Asks again while the server has not yet noticed that connections were closed, and so refuses one more. */
    private static String askUntilAnswered(int port) throws IOException {
        IOException refused = new IOException("not asked");
        for (int attempt = 0; attempt < 1_000; attempt++) {
            try {
                return ask(port, METADATA_GET);
            } catch (SocketException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private static String askTls(int port, String name, SSLContext context, String request) throws IOException {
        try (Socket plain = new Socket(HERE, port);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return exchange(socket, request);
        }
    }

    private static String exchange(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static SSLContext trusting(CertificateAuthority trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Instance instance(String id, String address) {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        return new Instance(
                "123456789012",
                id,
                new Instance.Launch(
                        "r-01", 0, "ami-01", "t3.micro", "us-east-1", "us-east-1a", null, null, null, null, now),
                new Instance.State(Instance.Code.RUNNING, null, null, now),
                new Instance.Network(
                        "vpc-01", "subnet-01", "eni-01", address, "06:00:00:00:00:01", List.of(), "vol-01"),
                Instance.MetadataOptions.DEFAULT,
                Map.of(),
                false,
                true);
    }

    /** Stands where the pipeline does, and tells what it is told of the client. */
    private static final class Api extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Exchange exchange = Exchanges.of(request);
            String text = "api " + exchange.clientAddress() + " " + exchange.secure();
            response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    }
}
