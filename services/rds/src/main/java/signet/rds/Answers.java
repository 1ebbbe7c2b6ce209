package signet.rds;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.rds.DBInstance;
import signet.model.rds.DBParameterGroupStatus;
import signet.model.rds.Endpoint;
import signet.model.rds.OptionGroupMembership;
import signet.model.rds.PendingModifiedValues;

/** How instances are shown. */
final class Answers {
    private static final String ADDRESS = "127.0.0.1";
    private static final String HIDDEN_PASSWORD = "****";

    private Answers() {}

    static DBInstance of(InstanceRecord instance) {
        return of(instance, false);
    }

    /** @param newPassword whether its password is just being set */
    static DBInstance of(InstanceRecord instance, boolean newPassword) {
        InstanceRecord.Shape shape = instance.shape();
        InstanceRecord.Settings settings = instance.settings();
        return DBInstance.builder()
                .dbInstanceIdentifier(instance.name())
                .dbInstanceArn(instance.arn())
                .dbiResourceId(instance.resourceId())
                .dbInstanceClass(shape.instanceClass())
                .dbInstanceStatus(instance.status().word())
                .instanceCreateTime(instance.created())
                .engine(InstanceRules.ENGINE)
                .engineVersion(shape.engineVersion())
                .licenseModel("postgresql-license")
                .masterUsername(shape.masterUser())
                .dbName(shape.database())
                .endpoint(endpoint(instance))
                .dbInstancePort(0)
                .allocatedStorage(shape.storage())
                .storageType(shape.storageType())
                .storageEncrypted(false)
                .availabilityZone(instance.created() == null ? null : instance.region() + "a")
                .multiAZ(false)
                .backupRetentionPeriod(0)
                .backupTarget("region")
                .dbSecurityGroups(List.of())
                .vpcSecurityGroups(List.of())
                .dbParameterGroups(List.of(new DBParameterGroupStatus(InstanceRules.PARAMETER_GROUP, "in-sync")))
                .optionGroupMemberships(List.of(new OptionGroupMembership(InstanceRules.OPTION_GROUP, "in-sync")))
                .pendingModifiedValues(PendingModifiedValues.builder()
                        .masterUserPassword(newPassword ? HIDDEN_PASSWORD : null)
                        .build())
                .autoMinorVersionUpgrade(settings.autoMinorVersionUpgrade())
                .readReplicaDBInstanceIdentifiers(List.of())
                .publiclyAccessible(false)
                .copyTagsToSnapshot(false)
                .monitoringInterval(settings.monitoringInterval())
                .monitoringRoleArn(settings.monitoringRole())
                .domainMemberships(List.of())
                .iamDatabaseAuthenticationEnabled(false)
                .performanceInsightsEnabled(false)
                .deletionProtection(settings.deletionProtection())
                .associatedRoles(List.of())
                .tagList(instance.tags())
                .networkType("IPV4")
                .customerOwnedIpEnabled(false)
                .dedicatedLogVolume(false)
                .build();
    }

    private static @Nullable Endpoint endpoint(InstanceRecord instance) {
        return instance.created() == null
                ? null
                : Endpoint.builder()
                        .address(ADDRESS)
                        .port(instance.shape().port())
                        .build();
    }
}
