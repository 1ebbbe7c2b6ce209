package signet.s3;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with an S3 service of its own, and a bucket named {@code box} in it. */
abstract class CloudTest {
    @TempDir
    Path directory;

    Cloud cloud;

    @BeforeEach
    void open() {
        cloud = Cloud.open(directory);
        cloud.makeBucket("box");
    }

    @AfterEach
    void close() {
        cloud.close();
    }
}
