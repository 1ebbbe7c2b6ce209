package signet.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/**
 * The sockets: the server's own, and those that it holds inside its instances' networks. One virtual thread a request.
 * Paths are passed on as sent, for S3's keys may have anything in them; whoever routes by them must take them literally.
 */
final class Listener implements AutoCloseable {
    private static final int HEADER_BYTES = 32 * 1024;
    private static final int IDLE_MILLIS = 60_000;
    private static final int ANY_NUMBER = 0;
    private static final int BACKLOG = 1024;
    private static final int LARGEST_FRAME = 1 << 20;
    /** What one instance may hold open at one door, so that it cannot use up the server's files. */
    private static final int ATTACHED_CONNECTIONS = 256;

    private static final int STOP_MILLIS = 2_000;

    private final Server server;
    private final ServerConnector main;

    Listener(String host, int port) {
        this(host, port, IDLE_MILLIS);
    }

    /** @param idleMillis after so many milliseconds without a byte a connection is closed */
    Listener(String host, int port, int idleMillis) {
        // Each attached socket has a thread for good, and who is slow must keep nobody else waiting.
        VirtualThreadPool threads = new VirtualThreadPool(ANY_NUMBER);
        threads.setName("request");
        server = new Server(threads);
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new BareErrors());
        main = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        main.setHost(host);
        main.setPort(port);
        main.setIdleTimeout(idleMillis);
        main.setAcceptQueueSize(BACKLOG);
        server.addConnector(main);
    }

    /** Begins to answer. */
    void start(Handler handler) {
        server.setHandler(handler);
        try {
            server.start();
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "cannot listen on " + main.getHost() + ":" + main.getPort() + ": " + e.getMessage()
                            + "; choose another with --port (0 takes any free one)",
                    e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    /** The handler of connections to instances, which are WebSockets. */
    Handler withWebSockets(ConnectEndpoint endpoint) {
        ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server);
        webSockets.setMaxBinaryMessageSize(LARGEST_FRAME);
        webSockets.setMaxTextMessageSize(LARGEST_FRAME);
        webSockets.setIdleTimeout(Duration.ZERO);
        return new ConnectHandler(endpoint, webSockets);
    }

    /** The port that is listened on. */
    int port() {
        return main.getLocalPort();
    }

    /**
     * Answers on one more socket, such as one inside an instance's network, until that socket is closed.
     *
     * @param name by which handlers tell the connector
     * @param tls null for plain HTTP
     */
    ServerConnector attach(ServerSocketChannel channel, String name, SslContextFactory.@Nullable Server tls)
            throws IOException {
        HttpConfiguration configuration = http();
        HttpConnectionFactory plain = new HttpConnectionFactory(configuration);
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, 0, 1, plain);
        } else {
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, 0, 1, new SslConnectionFactory(tls, plain.getProtocol()), plain);
        }
        connector.setName(name);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(new NetworkConnectionLimit(ATTACHED_CONNECTIONS, connector));
        connector.open(channel);
        try {
            server.addConnector(connector);
            connector.start();
        } catch (Exception e) {
            throw new IOException("cannot answer at " + channel.getLocalAddress(), e);
        }
        return connector;
    }

    /** Forgets the sockets that were attached and have been closed since. */
    void detachClosed() {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector attached && !attached.equals(main) && !attached.isOpen()) {
                detach(attached);
            }
        }
    }

    private void detach(ServerConnector connector) {
        server.removeConnector(connector);
        try {
            connector.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a connector did not stop", e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    /** The address of the main socket, for humans and clients. */
    InetSocketAddress address() {
        return new InetSocketAddress(main.getHost(), port());
    }

    private static HttpConfiguration http() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        // otherwise a well-known value, such as that of Content-Type, comes in another case than it was signed in
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        return configuration;
    }
}
