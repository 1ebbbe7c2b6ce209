package signet.autoscaling;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.model.OperationModel;

/** A test with a world of its own. */
abstract class AutoScalingTest {
    @TempDir
    Path directory;

    World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    <I, O> O ask(OperationModel<I, O> model, I input) {
        return world.ask(model, input);
    }

    <I, O> String error(OperationModel<I, O> model, I input) {
        return world.error(model, input);
    }

    <I, O> String error(Caller caller, OperationModel<I, O> model, I input) {
        return world.error(caller, model, input);
    }

    static <T> T some(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
