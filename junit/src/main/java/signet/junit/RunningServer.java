package signet.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.server.Configuration;

/** A server in this JVM with a data directory of its own, both gone when it is closed. JUnit's store closes it. */
final class RunningServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int ANY_FREE_PORT = 0;

    private final Path data;
    private final signet.server.SignetServer server;
    private final Signet handle;

    private RunningServer(Path data, signet.server.SignetServer server) {
        this.data = data;
        this.server = server;
        this.handle = new Signet(
                URI.create(server.endpoint()),
                server.region(),
                server.accountId(),
                new Credentials(server.rootAccessKeyId(), server.rootSecretAccessKey()));
    }

    /** @throws signet.server.InvalidSettingException if the account id or the region is none */
    static RunningServer start(String accountId, String region) {
        try {
            Path data = Files.createTempDirectory("signet-test-");
            try {
                return new RunningServer(
                        data,
                        signet.server.SignetServer.start(new Configuration(
                                LOOPBACK,
                                ANY_FREE_PORT,
                                data,
                                accountId,
                                region,
                                null,
                                Configuration.Instances.AUTO,
                                List.of(),
                                List.of())));
            } catch (RuntimeException e) {
                delete(data);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("there is no directory for a server's data", e);
        }
    }

    /** The server for tests. */
    Signet signet() {
        return handle;
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            delete(data);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
