package signet.acceptance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh server for a test class, on a directory of its own. */
final class ServerExtension implements BeforeAllCallback, AfterAllCallback {
    private final List<String> flags;
    private final List<String> options;
    private @Nullable Path data;
    private @Nullable RunningServer server;

    ServerExtension(String... flags) {
        this(List.of(flags), List.of());
    }

    private ServerExtension(List<String> flags, List<String> options) {
        this.flags = flags;
        this.options = options;
    }

    /** A server with options of {@code signet up}. */
    static ServerExtension withOptions(List<String> options) {
        return new ServerExtension(List.of(), options);
    }

    RunningServer server() {
        RunningServer running = server;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    Clients as(Keys keys) {
        return new Clients(server().endpoint(), keys);
    }

    Clients asRoot() {
        return as(Keys.ROOT);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path directory = Files.createTempDirectory("signet-acceptance");
        data = directory;
        server = RunningServer.on(directory, flags, options);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
        if (data != null) {
            delete(data);
        }
    }

    static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
