package signet.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import signet.authz.Event;
import signet.authz.Service;
import signet.iam.IamService;
import signet.iam.IamTables;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.oidc.HttpKeySource;
import signet.oidc.TokenVerifier;
import signet.s3.S3Service;
import signet.sigv4.Credentials;
import signet.sigv4.Header;
import signet.sigv4.PayloadHash;
import signet.sigv4.SignedMessage;
import signet.sigv4.Signer;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.contract.ReferenceStore;
import signet.sts.StsService;
import signet.wire.OperationResolver;

/** The server's pipeline behind a real socket, with a clock that stands still and everything in memory but objects. */
final class TestServer implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-west-1";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String ROOT_KEY = "AKIAROOTROOTROOTROOT";
    static final String SECRET = "secretsecretsecretsecret";
    static final Credentials ROOT = new Credentials(ROOT_KEY, SECRET, null);
    static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    final RecentEvents events = new RecentEvents(1000);
    final State state = State.open(new ReferenceStore(), tables());
    final Core core;
    final Listener listener;

    /** How often the credentials of the accounts were to be written down. */
    final AtomicInteger kept = new AtomicInteger();

    private TestServer(Path directory, List<Service> more, String host, int idleMillis) {
        Ids ids = new Ids(new Random(1)::nextBytes);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        core = Core.over(state, clock, ids, REGION, events);
        state.change(tx -> {
            tx.put(Tables.ACCOUNTS, ACCOUNT, new Account(ACCOUNT, null, NOW.minusSeconds(1)));
            tx.put(Tables.ACCESS_KEYS, ROOT_KEY, new AccessKey(ROOT_KEY, SECRET, ACCOUNT, ACCOUNT, true, NOW));
        });
        List<Service> services = new ArrayList<>(more);
        if (services.isEmpty()) {
            services.add(
                    new IamService(state, core.permissions(), ids, core.uses(), () -> "http://127.0.0.1:" + port()));
            services.add(new StsService(
                    state,
                    ids,
                    core.sessions(),
                    core.permissions(),
                    core.messages(),
                    new TokenVerifier(new HttpKeySource(), clock),
                    () -> "http://127.0.0.1:" + port()));
            services.add(new S3Service(state, new ReferenceStore(), directory, ids, core.permissions()));
        }
        Services all = new Services(services);
        Pipeline pipeline = new Pipeline(core, new OperationResolver(), all);
        listener = new Listener(host, 0, idleMillis);
        listener.start(new Handler.Sequence(
                new HealthHandler(),
                new TokenIssuers(state, () -> "http://127.0.0.1:" + port()),
                listener.withWebSockets(new ConnectEndpoint(core, id -> Optional.empty())),
                new AccountsHandler(new AccountsEndpoint(core, kept::incrementAndGet)),
                new WhyHandler(
                        new WhyEndpoint(core, all::access, new AccountSurroundings(all, core.authorizer()), ACCOUNT)),
                new ImportHandler(new ImportEndpoint(core, kept::incrementAndGet)),
                new ApiHandler(pipeline)));
    }

    static TestServer start(Path directory) {
        return new TestServer(directory, List.of(), "127.0.0.1", 30_000);
    }

    static TestServer at(String host, Path directory) {
        return new TestServer(directory, List.of(), host, 30_000);
    }

    static TestServer impatient(Path directory, int idleMillis) {
        return new TestServer(directory, List.of(), "127.0.0.1", idleMillis);
    }

    static TestServer with(Path directory, Service service) {
        return new TestServer(directory, List.of(service), "127.0.0.1", 30_000);
    }

    private static List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>(Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(signet.s3.Tables.all());
        tables.addAll(signet.fleet.Tables.all());
        tables.addAll(signet.lambda.Tables.all());
        return tables;
    }

    int port() {
        return listener.port();
    }

    Event lastEvent() {
        return events.all().getLast();
    }

    /** A user with an access key. */
    Credentials user(String name, String policy) {
        User user = User.create(ACCOUNT, "/", name, "AIDA" + name, NOW).withInline(new TreeMap<>(Map.of("p", policy)));
        String id = core.ids().accessKeyId("AKIA", ACCOUNT);
        state.change(tx -> {
            tx.put(Tables.USERS, user.key(), user);
            tx.put(Tables.ACCESS_KEYS, id, new AccessKey(id, SECRET, ACCOUNT, user.id(), true, NOW));
        });
        return new Credentials(id, SECRET, null);
    }

    /** Makes a bucket of the root user's account. */
    void makeBucket(String name) {
        RawHttp.Answer answer = call("PUT", "/" + name)
                .body("<CreateBucketConfiguration><LocationConstraint>" + REGION
                        + "</LocationConstraint></CreateBucketConfiguration>")
                .as(ROOT);
        if (answer.status() != 200) {
            throw new AssertionError(answer.error());
        }
    }

    /** Credentials of a session, issued an hour ago. */
    Credentials session(Session.Kind kind, String principalId, Duration life) {
        Session session = new Session(
                core.ids().accessKeyId("ASIA", ACCOUNT),
                SECRET,
                ACCOUNT,
                kind,
                principalId,
                kind == Session.Kind.ROLE ? "s" : "",
                NOW.minusSeconds(3600),
                NOW.minusSeconds(3600).plus(life),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of());
        return new Credentials(session.accessKeyId(), SECRET, core.sessions().tokenOf(session));
    }

    /** A request that is being put together. */
    Call call(String method, String target) {
        return new Call(port(), method, target);
    }

    /** A call of a query service. */
    Call query(String service, String form) {
        return call("POST", "/")
                .service(service)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body(form.getBytes(UTF_8));
    }

    Call identity() {
        return query("sts", "Action=GetCallerIdentity&Version=2011-06-15");
    }

    /** One request: what is sent, who signs it, how and when. */
    static final class Call {
        private final int port;
        private final String method;
        private final String target;
        private final List<Header> headers = new ArrayList<>();
        private final List<Header> unsigned = new ArrayList<>();
        private byte[] body = new byte[0];
        private String service = "s3";
        private String region = REGION;
        private Instant time = NOW;
        private @Nullable PayloadHash payload;

        Call(int port, String method, String target) {
            this.port = port;
            this.method = method;
            this.target = target;
            headers.add(new Header("Host", "localhost:" + port));
        }

        Call service(String given) {
            service = given;
            return this;
        }

        Call region(String given) {
            region = given;
            return this;
        }

        Call time(Instant given) {
            time = given;
            return this;
        }

        Call header(String name, String value) {
            headers.add(new Header(name, value));
            return this;
        }

        /** A header that is sent and not signed. */
        Call unsignedHeader(String name, String value) {
            unsigned.add(new Header(name, value));
            return this;
        }

        Call host(String host) {
            headers.set(0, new Header("Host", host));
            return this;
        }

        Call body(byte[] given) {
            body = given;
            return this;
        }

        Call body(String given) {
            return body(given.getBytes(UTF_8));
        }

        Call payload(PayloadHash given) {
            payload = given;
            return this;
        }

        private SignedMessage message() {
            int question = target.indexOf('?');
            return new SignedMessage(
                    method,
                    question < 0 ? target : target.substring(0, question),
                    question < 0 ? null : target.substring(question + 1),
                    headers);
        }

        private PayloadHash hash() {
            return payload == null ? PayloadHash.of(body) : payload;
        }

        /** The head of the request, signed in its headers. */
        SignedMessage signed(Credentials credentials) {
            return new Signer(credentials, region, service).sign(message(), hash(), time);
        }

        SignedMessage presigned(Credentials credentials, Duration life) {
            PayloadHash hash = service.equals("s3") ? PayloadHash.UNSIGNED : PayloadHash.EMPTY;
            return new Signer(credentials, region, service).presign(message(), hash, time, life);
        }

        /** The text of a request's head. */
        String head(SignedMessage message) {
            StringBuilder head = new StringBuilder(message.method()).append(' ').append(message.rawPath());
            if (message.rawQuery() != null) {
                head.append('?').append(message.rawQuery());
            }
            head.append(" HTTP/1.1\r\n");
            message.headers().forEach(header -> append(head, header));
            unsigned.forEach(header -> append(head, header));
            if (body.length > 0) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            return head.append("\r\n").toString();
        }

        private static void append(StringBuilder head, Header header) {
            String value = new String(header.value().getBytes(UTF_8), ISO_8859_1);
            head.append(header.name()).append(": ").append(value).append("\r\n");
        }

        RawHttp.Answer as(Credentials credentials) {
            return RawHttp.ask(port, head(signed(credentials)), body);
        }

        RawHttp.Answer presignedAs(Credentials credentials, Duration life) {
            return RawHttp.ask(port, head(presigned(credentials, life)), body);
        }

        RawHttp.Answer anonymously() {
            return RawHttp.ask(port, head(message()), body);
        }

        /** Signed as by a client, with the head's text changed on the way. */
        RawHttp.Answer tampered(Credentials credentials, String from, String to) {
            String head = head(signed(credentials));
            if (!head.contains(from)) {
                throw new AssertionError(from + " is not in " + head);
            }
            return RawHttp.ask(port, head.replace(from, to), body);
        }

        /** Signed as by a client, with another body of the same length sent. */
        RawHttp.Answer withBody(Credentials credentials, byte[] other) {
            return RawHttp.ask(port, head(signed(credentials)), other);
        }
    }

    @Override
    public void close() {
        listener.close();
        state.close();
    }
}
