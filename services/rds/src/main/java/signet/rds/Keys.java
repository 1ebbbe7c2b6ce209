package signet.rds;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.rds.CreateDBInstanceInput;
import signet.model.rds.Tag;
import signet.policy.Context;

/** RDS's condition keys (Service Authorization Reference, "Actions, resources, and condition keys for Amazon RDS"). */
final class Keys {
    private Keys() {}

    /** Those of an instance that is there. */
    static Context ofInstance(InstanceRecord instance) {
        InstanceRecord.Shape shape = instance.shape();
        Context.Builder keys = instance(shape.instanceClass(), shape.storage(), shape.database());
        for (Tag tag : instance.tags()) {
            keys.put("aws:ResourceTag/" + tag.key(), value(tag)).put("rds:db-tag/" + tag.key(), value(tag));
        }
        return keys.build();
    }

    /** Those of an instance that is asked for. */
    static Context ofRequest(CreateDBInstanceInput input) {
        return instance(input.dbInstanceClass(), input.allocatedStorage(), input.dbName())
                .put("rds:BackupTarget", "region")
                .put("rds:ManageMasterUserPassword", "false")
                .put("rds:PubliclyAccessible", "false")
                .build()
                .with(ofTags(input.tags()));
    }

    /** Those of tags that a request sets. */
    static Context ofTags(@Nullable List<Tag> tags) {
        Context.Builder keys = Context.builder();
        List<Tag> all = Objects.requireNonNullElse(tags, List.of());
        for (Tag tag : all) {
            keys.put("aws:RequestTag/" + tag.key(), value(tag)).put("rds:req-tag/" + tag.key(), value(tag));
        }
        return ofTagKeys(all.stream().map(tag -> String.valueOf(tag.key())).toList())
                .with(keys.build());
    }

    static Context ofTagKeys(List<String> names) {
        return names.isEmpty()
                ? Context.EMPTY
                : Context.builder().put("aws:TagKeys", names).build();
    }

    private static Context.Builder instance(
            String instanceClass, @Nullable Integer storage, @Nullable String database) {
        Context.Builder keys = Context.builder()
                .put("rds:DatabaseClass", instanceClass)
                .put("rds:DatabaseEngine", InstanceRules.ENGINE)
                .put("rds:MultiAz", "false")
                .put("rds:Piops", "0")
                .put("rds:StorageEncrypted", "false")
                .put("rds:Vpc", "true");
        if (storage != null) {
            keys.put("rds:StorageSize", storage.toString());
        }
        if (database != null) {
            keys.put("rds:DatabaseName", database);
        }
        return keys;
    }

    private static String value(Tag tag) {
        return Objects.requireNonNullElse(tag.value(), "");
    }
}
