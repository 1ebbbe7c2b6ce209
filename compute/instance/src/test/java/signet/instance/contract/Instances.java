package signet.instance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import signet.instance.Door;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceSpec;
import signet.instance.Limits;
import signet.instance.NetworkPlace;
import signet.instance.RunningInstance;
import signet.instance.UserData;

/** What tests of runners start and ask instances. */
public final class Instances {

    /** Of an authority whose key nobody has. */
    public static final String CA = """
            -----BEGIN CERTIFICATE-----
            MIIBrDCCAVGgAwIBAgIUP8Oa1BbnU35prqjIfROI584NgmwwCgYIKoZIzj0EAwIw
            KjEPMA0GA1UECgwGU2lnbmV0MRcwFQYDVQQDDA5UZXN0IGF1dGhvcml0eTAgFw0y
            NjExMjQwMjE3MjFaGA8yMTI2MTAzMTAyMTcyMVowKjEPMA0GA1UECgwGU2lnbmV0
            MRcwFQYDVQQDDA5UZXN0IGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEH
            A0IABBRYj8dT//sg0auKYQzrQFimZmN4WZh2FkZg5mrFmsfhrMHjL81l2Y+hHUyp
            8dJZlD39EWJa0fuXlgPB7tbXgk2jUzBRMB0GA1UdDgQWBBTmZLquc+MjcmGhyEsq
            0o1cuaqKZDAfBgNVHSMEGDAWgBTmZLquc+MjcmGhyEsq0o1cuaqKZDAPBgNVHRMB
            Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQD3KMX81wwsjaAmrf8Qp6rJtlqJ
            TXFHuzWqtyB95UrtpQIhALbuX8QIQ2pT4OHPlKGOrX4OW2gBeIDDmxduUuD6X95G
            -----END CERTIFICATE-----
            """;

    /** Where {@link #answerEveryName} says that every name leads. */
    public static final Inet4Address NAMED = Inet4Address.ofLiteral("169.254.169.100");

    private static final int DNS_HEADER = 12;

    private Instances() {}

    /** A specification whose parts tests replace. */
    public static final class Recipe {
        private final Path parent;
        private final int number;
        private final List<Door> doors = new ArrayList<>();
        private @Nullable UserData userData;
        private boolean firstBoot = true;
        private Limits limits = Limits.DEFAULT;
        private @Nullable NetworkPlace place;

        /** The instance of this number in a folder. */
        public Recipe(Path parent, int number) {
            this.parent = parent;
            this.number = number;
        }

        /** With this text as user data. */
        public Recipe userData(String text) {
            userData = UserData.of(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** For a start that is not the first. */
        public Recipe again() {
            firstBoot = false;
            return this;
        }

        /** With these limits. */
        public Recipe limits(Limits newLimits) {
            limits = newLimits;
            return this;
        }

        /** In a subnet as those of a default VPC are. */
        public Recipe in(String vpcId) {
            place = new NetworkPlace(vpcId, 20, 16);
            return this;
        }

        /** With one more door. */
        public Recipe door(Door door) {
            doors.add(door);
            return this;
        }

        /** The specification. */
        public InstanceSpec spec() {
            return new InstanceSpec(
                    id(number),
                    "ip-172-31-0-" + number,
                    address("172.31.0." + number),
                    parent.resolve(id(number)),
                    userData,
                    firstBoot,
                    doors,
                    List.of("sts.us-east-1.amazonaws.com"),
                    CA,
                    Map.of("AWS_REGION", "eu-west-1"),
                    limits,
                    place);
        }
    }

    /** The id of the instance of a number. */
    public static String id(int number) {
        return "i-%08d".formatted(number);
    }

    /** An address by its numbers. */
    public static Inet4Address address(String literal) {
        return Inet4Address.ofLiteral(literal);
    }

    /** A metadata door that answers every connection with {@code text} over HTTP. */
    public static Door imds(String text) {
        return imds(address("169.254.169.254"), text);
    }

    /** The same at the metadata service's IPv6 address. */
    public static Door imdsIpv6(String text) {
        return imds(InetAddress.ofLiteral("fd00:ec2::254"), text);
    }

    private static Door imds(InetAddress address, String text) {
        return http(Door.Purpose.IMDS, new InetSocketAddress(address, 80), text);
    }

    /** A door that answers every connection with {@code text} over HTTP. */
    public static Door http(Door.Purpose purpose, InetSocketAddress address, String text) {
        return new Door(purpose, address, channel -> Thread.ofVirtual().start(() -> answer(channel, text)));
    }

    private static void answer(NetworkChannel channel, String text) {
        String response =
                "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\nConnection: close\r\n\r\n" + text;
        try (ServerSocketChannel server = (ServerSocketChannel) channel) {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    int ignored = client.read(ByteBuffer.allocate(4096));
                    client.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII)));
                }
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A door's server for names: answers every question, of one A record, with {@link #NAMED}. */
    public static void answerEveryName(NetworkChannel channel) {
        Thread.ofVirtual().start(() -> {
            try (DatagramChannel socket = (DatagramChannel) channel) {
                while (true) {
                    ByteBuffer query = ByteBuffer.allocate(4096);
                    SocketAddress sender = socket.receive(query);
                    socket.send(ByteBuffer.wrap(answer(query.flip())), sender);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** RFC 1035: the question again, with one answer if it asks for an IPv4 address. */
    private static byte[] answer(ByteBuffer query) {
        int end = DNS_HEADER;
        while (query.get(end) != 0) {
            end += query.get(end) + 1;
        }
        boolean ipv4 = query.getShort(end + 1) == 1;
        ByteBuffer answer = ByteBuffer.allocate(end + 5 + (ipv4 ? 16 : 0));
        answer.putShort(query.getShort(0)).putShort((short) 0x8580).putShort((short) 1);
        answer.putShort((short) (ipv4 ? 1 : 0)).putInt(0);
        answer.put(query.slice(DNS_HEADER, end + 5 - DNS_HEADER));
        if (ipv4) {
            answer.putShort((short) 0xc00c)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(60);
            answer.putShort((short) 4).put(NAMED.getAddress());
        }
        return answer.array();
    }

    /** Writes all that a program is to read. */
    public static void writeAndClose(OutputStream stdin, byte[] bytes) {
        try (stdin) {
            stdin.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the runner really bound a door. */
    public static Door watched(
            Door.Purpose purpose, InetSocketAddress address, CompletableFuture<SocketAddress> bound) {
        return new Door(purpose, address, channel -> bound.complete(channel.getLocalAddress()));
    }

    /** What a program wrote, its errors, its exit status. */
    public record Outcome(String output, String errors, int status) {}

    /** Runs a script. */
    public static Outcome sh(RunningInstance instance, String script) throws Exception {
        return run(instance, ExecRequest.of("sh", "-c", script), "");
    }

    /** The output of a script that has to succeed, without white space around it. */
    public static String ask(RunningInstance instance, String script) throws Exception {
        Outcome outcome = sh(instance, script);
        assertEquals(0, outcome.status(), () -> script + " → " + outcome);
        return outcome.output().strip();
    }

    /** Runs a program to its end. */
    public static Outcome run(RunningInstance instance, ExecRequest request, String input) throws Exception {
        try (ExecHandle handle = instance.exec(request)) {
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> read(handle.stderr()));
            try (var stdin = handle.stdin()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = read(handle.stdout());
            return new Outcome(output, errors.get(), handle.exitStatus().get());
        }
    }

    private static String read(java.io.InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
