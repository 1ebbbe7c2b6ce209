package signet.rds;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import signet.model.rds.Tag;

/**
 * A DB instance. Its master user's password is not here: the database itself has what it is checked by.
 *
 * @param name its identifier, in lower case
 * @param resourceId what never changes nor is given to another, {@code db-} and 26 characters
 * @param created when it became available for the first time, null before
 */
record InstanceRecord(
        String account,
        String region,
        String name,
        String resourceId,
        @Nullable Instant created,
        Status status,
        Shape shape,
        Settings settings,
        List<Tag> tags) {

    /** Its status, by RDS's words in lower case (RDS User Guide, "Viewing Amazon RDS DB instance status"). */
    enum Status {
        CREATING,
        AVAILABLE,
        STOPPING,
        STOPPED,
        STARTING,
        REBOOTING,
        DELETING,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it is made as.
     *
     * @param storage in GiB
     * @param database the database that was made with it, null for none
     * @param port where it listens on 127.0.0.1
     */
    record Shape(
            String instanceClass,
            String engineVersion,
            int storage,
            String storageType,
            String masterUser,
            @Nullable String database,
            int port) {}

    /**
     * What may be changed.
     *
     * @param monitoringInterval in seconds, 0 for no enhanced monitoring
     * @param monitoringRole the ARN of the role for it, null when there is none
     */
    record Settings(
            int monitoringInterval,
            @Nullable String monitoringRole,
            boolean deletionProtection,
            boolean autoMinorVersionUpgrade) {}

    InstanceRecord {
        tags = List.copyOf(tags);
    }

    String key() {
        return Scope.key(account, region, name);
    }

    String arn() {
        return Scope.arn(account, region, "db:" + name);
    }

    InstanceRecord in(Status next) {
        return new InstanceRecord(account, region, name, resourceId, created, next, shape, settings, tags);
    }

    /** The same, available at a time. */
    InstanceRecord availableAt(Instant now) {
        Instant since = created == null ? now : created;
        return new InstanceRecord(account, region, name, resourceId, since, Status.AVAILABLE, shape, settings, tags);
    }

    InstanceRecord with(Settings changed) {
        return new InstanceRecord(account, region, name, resourceId, created, status, shape, changed, tags);
    }

    InstanceRecord tagged(List<Tag> changed) {
        return new InstanceRecord(account, region, name, resourceId, created, status, shape, settings, changed);
    }
}
