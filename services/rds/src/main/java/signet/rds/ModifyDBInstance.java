package signet.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.database.PasswordVerifier;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.rds.ModifyDBInstanceInput;
import signet.model.rds.ModifyDBInstanceOutput;
import signet.model.rds.RdsOperations;
import signet.snapshot.State;

/** Changes the password, the monitoring or the protection of an instance that is available. All of it happens at once. */
final class ModifyDBInstance implements Operation<ModifyDBInstanceInput, ModifyDBInstanceOutput> {
    private final State state;
    private final Ids ids;
    private final Databases databases;
    private final Monitoring monitoring;

    ModifyDBInstance(State state, Ids ids, Databases databases, Monitoring monitoring) {
        this.state = state;
        this.ids = ids;
        this.databases = databases;
        this.monitoring = monitoring;
    }

    @Override
    public OperationModel<ModifyDBInstanceInput, ModifyDBInstanceOutput> model() {
        return RdsOperations.MODIFY_DB_INSTANCE;
    }

    @Override
    public Accesses accesses(Call<ModifyDBInstanceInput> call) {
        ModifyDBInstanceInput input = call.input();
        Members.only(
                ModifyDBInstanceInput.SCHEMA,
                input,
                "ModifyDBInstance",
                "DBInstanceIdentifier",
                "ApplyImmediately",
                "MasterUserPassword",
                "MonitoringInterval",
                "MonitoringRoleArn",
                "AutoMinorVersionUpgrade",
                "DeletionProtection");
        if (input.masterUserPassword() != null) {
            InstanceRules.password(input.masterUserPassword());
        }
        Scope scope = Scope.of(call);
        List<Access> all = new ArrayList<>();
        all.add(scope.onInstance(model().name(), input.dbInstanceIdentifier()));
        if (input.monitoringRoleArn() != null) {
            all.add(Monitoring.passing(scope, input.monitoringRoleArn()));
        }
        return Accesses.of(all);
    }

    @Override
    public ModifyDBInstanceOutput handle(Authorized<ModifyDBInstanceInput> request) {
        ModifyDBInstanceInput input = request.input();
        Scope scope = Scope.of(request);
        InstanceRecord before = scope.get(input.dbInstanceIdentifier());
        if (input.monitoringRoleArn() != null) {
            monitoring.checkRole(request, input.monitoringRoleArn(), before);
        }
        InstanceRecord.Settings asked = settings(available(before).settings(), input);
        String password = input.masterUserPassword();
        if (password != null) {
            databases.changePassword(before, PasswordVerifier.of(password, ids.bytes(PasswordVerifier.SALT_BYTES)));
        }
        InstanceRecord changed = state.write(tx -> {
            InstanceRecord next = available(scope.on(tx).get(before.name())).with(asked);
            tx.put(Tables.INSTANCES, next.key(), next);
            return next;
        });
        return new ModifyDBInstanceOutput(Answers.of(changed, password != null));
    }

    private static InstanceRecord available(InstanceRecord instance) {
        if (instance.status() != InstanceRecord.Status.AVAILABLE) {
            throw Errors.state("Database instance is not in available state.");
        }
        return instance;
    }

    private static InstanceRecord.Settings settings(InstanceRecord.Settings before, ModifyDBInstanceInput input) {
        int interval = Objects.requireNonNullElse(input.monitoringInterval(), before.monitoringInterval());
        String role = input.monitoringRoleArn();
        if (role == null && interval != 0) {
            role = before.monitoringRole();
        }
        Monitoring.check(interval, role);
        return new InstanceRecord.Settings(
                interval,
                role,
                either(input.deletionProtection(), before.deletionProtection()),
                either(input.autoMinorVersionUpgrade(), before.autoMinorVersionUpgrade()));
    }

    private static boolean either(@Nullable Boolean asked, boolean before) {
        return asked == null ? before : asked;
    }
}
