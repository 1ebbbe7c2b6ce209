package signet.fleet;

import java.util.List;
import signet.snapshot.Index;
import signet.snapshot.Table;

/** The tables of instances and of what belongs to them. */
public final class Tables {
    /** By account and id. */
    public static final Table<Instance> INSTANCES = Table.of("instance", Instance.class);
    /** By account and id. */
    public static final Table<ProfileAssociation> ASSOCIATIONS =
            Table.of("profile-association", ProfileAssociation.class);

    /** By account and the resource's id: the tags of what is not an instance. */
    public static final Table<ResourceTags> RESOURCE_TAGS = Table.of("resource-tags", ResourceTags.class);

    /** By account, region and id. */
    public static final Table<SecurityGroup> SECURITY_GROUPS = Table.of("security-group", SecurityGroup.class);

    /** Instances by id. */
    public static final Index<Instance> INSTANCES_BY_ID = INSTANCES.index(instance -> List.of(instance.id()));
    /** Associations by the instance's id. */
    public static final Index<ProfileAssociation> ASSOCIATIONS_BY_INSTANCE =
            ASSOCIATIONS.index(association -> List.of(association.instanceId()));

    private Tables() {}

    /** Every table here. */
    public static List<Table<?>> all() {
        return List.of(INSTANCES, ASSOCIATIONS, RESOURCE_TAGS, SECURITY_GROUPS);
    }
}
