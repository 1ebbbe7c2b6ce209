package signet.iam;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a fresh account. */
abstract class CloudTest {
    protected Cloud cloud;

    @BeforeEach
    void open(@TempDir Path directory) {
        cloud = Cloud.open(directory);
    }

    @AfterEach
    void close() {
        cloud.close();
    }
}
