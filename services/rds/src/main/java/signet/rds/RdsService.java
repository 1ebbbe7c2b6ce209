package signet.rds;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import signet.authz.Authorizer;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Requests;
import signet.authz.Service;
import signet.database.DatabaseRunner;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.rds.RdsOperations;
import signet.snapshot.State;

/** Amazon RDS: PostgreSQL databases, each a DB instance that runs on this host. */
public final class RdsService implements Service, AutoCloseable {
    private final Databases databases;
    private final List<Operation<?, ?>> operations;

    /**
     * What the service is put together from.
     *
     * @param requests takes what it asks of IAM
     * @param runner runs the databases; it is closed with the service
     * @param directory where they are kept
     */
    public record Parts(
            State state,
            Requests requests,
            Authorizer authorizer,
            Permissions permissions,
            DatabaseRunner runner,
            Path directory,
            Ids ids,
            Clock clock) {}

    /** The service. Its instances run from {@link #start} on. */
    public RdsService(Parts parts) {
        State state = parts.state();
        Ids ids = parts.ids();
        this.databases = new Databases(state, parts.runner(), parts.directory(), parts.clock());
        Monitoring monitoring = new Monitoring(parts.authorizer(), parts.permissions());
        ServiceRole role = new ServiceRole(state, parts.requests());
        Ports ports = new Ports(
                bound -> Math.floorMod(ByteBuffer.wrap(ids.bytes(Integer.BYTES)).getInt(), bound));
        Moves moves = new Moves(state, databases);
        this.operations = List.of(
                new CreateDBInstance(state, ids, databases, role, monitoring, ports),
                new DescribeDBInstances(),
                new ModifyDBInstance(state, ids, databases, monitoring),
                new StartDBInstance(moves),
                new StopDBInstance(moves),
                new RebootDBInstance(moves),
                new DeleteDBInstance(moves),
                new AddTagsToResource(state),
                new RemoveTagsFromResource(state),
                new ListTagsForResource(),
                new DescribeDBEngineVersions(databases.version()));
    }

    /** Starts the instances that should run, and finishes what a server that ran before had begun. */
    public void start() {
        databases.resume();
    }

    /** Ends the databases; {@link #start} of the next server starts them again. */
    @Override
    public void close() {
        databases.close();
    }

    @Override
    public ServiceModel model() {
        return RdsOperations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public AwsError denied(Denial denial) {
        return Errors.accessDenied(denial.sentence());
    }

    Databases databases() {
        return databases;
    }
}
