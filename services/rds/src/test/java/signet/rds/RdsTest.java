package signet.rds;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.model.OperationModel;
import signet.model.rds.DeleteDBInstanceInput;
import signet.model.rds.RdsOperations;
import signet.model.rds.StopDBInstanceInput;

/** A test with a {@link World} of its own. */
abstract class RdsTest {
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

    void stop(String name) {
        var _ = ask(
                RdsOperations.STOP_DB_INSTANCE,
                StopDBInstanceInput.builder().dbInstanceIdentifier(name).build());
    }

    void delete(String name) {
        var _ = ask(RdsOperations.DELETE_DB_INSTANCE, deletionOf(name).build());
    }

    static DeleteDBInstanceInput.Builder deletionOf(String name) {
        return DeleteDBInstanceInput.builder().dbInstanceIdentifier(name).skipFinalSnapshot(true);
    }

    static <T> T some(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
