package signet.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.database.PasswordVerifier;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.CreateDBInstanceOutput;
import signet.model.rds.RdsOperations;
import signet.policy.Context;
import signet.snapshot.State;

/**
 * Makes an instance, which is available a little later. The account's service-linked role is made with its first one; a
 * role for monitoring is handed over by the caller.
 */
final class CreateDBInstance implements Operation<CreateDBInstanceInput, CreateDBInstanceOutput> {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 26;

    private final State state;
    private final Ids ids;
    private final Databases databases;
    private final ServiceRole serviceRole;
    private final Monitoring monitoring;
    private final Ports ports;

    CreateDBInstance(
            State state, Ids ids, Databases databases, ServiceRole serviceRole, Monitoring monitoring, Ports ports) {
        this.state = state;
        this.ids = ids;
        this.databases = databases;
        this.serviceRole = serviceRole;
        this.monitoring = monitoring;
        this.ports = ports;
    }

    @Override
    public OperationModel<CreateDBInstanceInput, CreateDBInstanceOutput> model() {
        return RdsOperations.CREATE_DB_INSTANCE;
    }

    @Override
    public Accesses accesses(Call<CreateDBInstanceInput> call) {
        CreateDBInstanceInput input = call.input();
        refuse(input, databases.version());
        Scope scope = Scope.of(call);
        Context keys = Keys.ofRequest(input);
        List<Access> all = new ArrayList<>();
        String own = "db:" + scope.name(input.dbInstanceIdentifier());
        for (String resource : List.of(
                own,
                "og:" + InstanceRules.OPTION_GROUP,
                "pg:" + InstanceRules.PARAMETER_GROUP,
                "subgrp:" + InstanceRules.SUBNET_GROUP)) {
            all.add(Access.to("rds:" + model().name(), scope.arn(resource)).with(keys));
        }
        if (input.tags() != null && !input.tags().isEmpty()) {
            all.add(Access.to("rds:AddTagsToResource", scope.arn(own))
                    .with(keys)
                    .with("rds:TagsFromRequest", "true"));
        }
        if (input.monitoringRoleArn() != null) {
            all.add(Monitoring.passing(scope, input.monitoringRoleArn()));
        }
        return Accesses.of(all);
    }

    @Override
    public CreateDBInstanceOutput handle(Authorized<CreateDBInstanceInput> request) {
        CreateDBInstanceInput input = request.input();
        Scope scope = Scope.of(request);
        databases.obstacle().ifPresent(why -> {
            throw Errors.notHere(why);
        });
        if (scope.find(input.dbInstanceIdentifier()).isPresent()) {
            throw Errors.exists();
        }
        InstanceRecord instance = instance(request);
        if (input.monitoringRoleArn() != null) {
            monitoring.checkRole(request, input.monitoringRoleArn(), instance);
        }
        serviceRole.ensure(request);
        String password = InstanceRules.password(input.masterUserPassword());
        databases.prepare(instance, PasswordVerifier.of(password, ids.bytes(PasswordVerifier.SALT_BYTES)));
        try {
            record(scope, instance);
        } catch (RuntimeException e) {
            databases.discard(instance);
            throw e;
        }
        databases.attend(instance);
        return new CreateDBInstanceOutput(Answers.of(instance));
    }

    private void record(Scope scope, InstanceRecord instance) {
        state.change(tx -> {
            if (scope.on(tx).find(instance.name()).isPresent()) {
                throw Errors.exists();
            }
            if (ServiceRole.find(tx, instance.account()).isEmpty()) {
                throw ServiceRole.missing();
            }
            tx.put(Tables.INSTANCES, instance.key(), instance);
            tx.put(signet.identity.Tables.ROLE_USES, Databases.use(instance).key(), Databases.use(instance));
        });
    }

    private InstanceRecord instance(Authorized<CreateDBInstanceInput> request) {
        CreateDBInstanceInput input = request.input();
        return new InstanceRecord(
                request.account(),
                request.info().region(),
                input.dbInstanceIdentifier().toLowerCase(Locale.ROOT),
                resourceId(),
                null,
                InstanceRecord.Status.CREATING,
                new InstanceRecord.Shape(
                        input.dbInstanceClass(),
                        databases.version(),
                        InstanceRules.storage(input.allocatedStorage(), input.storageType()),
                        Objects.requireNonNullElse(input.storageType(), InstanceRules.STORAGE_TYPE),
                        InstanceRules.masterUser(input.masterUsername()),
                        input.dbName(),
                        ports.choose(state.current(), input.port())),
                new InstanceRecord.Settings(
                        Objects.requireNonNullElse(input.monitoringInterval(), 0),
                        input.monitoringRoleArn(),
                        Boolean.TRUE.equals(input.deletionProtection()),
                        !Boolean.FALSE.equals(input.autoMinorVersionUpgrade())),
                Tags.merge(List.of(), input.tags()));
    }

    private String resourceId() {
        StringBuilder id = new StringBuilder("db-");
        for (byte random : ids.bytes(ID_LENGTH)) {
            id.append(DIGITS.charAt(random & (DIGITS.length() - 1)));
        }
        return id.toString();
    }

    private static void refuse(CreateDBInstanceInput input, String version) {
        Members.only(
                CreateDBInstanceInput.SCHEMA,
                input,
                "CreateDBInstance",
                "DBInstanceIdentifier",
                "DBInstanceClass",
                "Engine",
                "EngineVersion",
                "LicenseModel",
                "AllocatedStorage",
                "StorageType",
                "MasterUsername",
                "MasterUserPassword",
                "DBName",
                "Port",
                "DBParameterGroupName",
                "OptionGroupName",
                "DBSubnetGroupName",
                "BackupRetentionPeriod",
                "BackupTarget",
                "NetworkType",
                "AutoMinorVersionUpgrade",
                "DeletionProtection",
                "MonitoringInterval",
                "MonitoringRoleArn",
                "Tags");
        Members.value(input.backupRetentionPeriod(), "BackupRetentionPeriod", 0);
        Members.value(input.backupTarget(), "BackupTarget", "region");
        Members.value(input.networkType(), "NetworkType", "IPV4");
        Members.value(input.licenseModel(), "LicenseModel", "postgresql-license");
        Members.value(input.dbParameterGroupName(), "DBParameterGroupName", InstanceRules.PARAMETER_GROUP);
        Members.value(input.optionGroupName(), "OptionGroupName", InstanceRules.OPTION_GROUP);
        Members.value(input.dbSubnetGroupName(), "DBSubnetGroupName", InstanceRules.SUBNET_GROUP);
        InstanceRules.identifier(input.dbInstanceIdentifier());
        InstanceRules.engine(input.engine());
        InstanceRules.engineVersion(input.engineVersion(), version);
        InstanceRules.instanceClass(input.dbInstanceClass());
        InstanceRules.storage(input.allocatedStorage(), input.storageType());
        InstanceRules.masterUser(input.masterUsername());
        InstanceRules.password(input.masterUserPassword());
        InstanceRules.database(input.dbName());
        InstanceRules.port(input.port());
        Monitoring.check(Objects.requireNonNullElse(input.monitoringInterval(), 0), input.monitoringRoleArn());
        Tags.merge(List.of(), input.tags());
    }
}
