package signet.imds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import signet.fleet.Instance;
import signet.fleet.SecurityGroup;
import signet.snapshot.View;

/**
 * What instances are told that follows from their own records and their groups' names. It is worked out once for each record,
 * which never changes: a changed instance is another record, so there is nothing to forget.
 */
final class InstanceTrees {
    private static final int MOST = 2_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Key(String instanceId, String version) {}

    private record Known(Instance instance, List<String> groups, MetadataTree tree) {}

    private final DocumentSigner signer;
    private final Cache<Key, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

    InstanceTrees(DocumentSigner signer) {
        this.signer = signer;
    }

    /** The tree of one version, which is everybody's: it is to be copied before something is added. */
    MetadataTree of(View view, Instance instance, String version) {
        List<String> groups = SecurityGroup.names(view, instance);
        Key key = new Key(instance.id(), version);
        Known found = known.getIfPresent(key);
        if (found == null
                || !isSame(found.instance(), instance)
                || !found.groups().equals(groups)) {
            MetadataTree tree = new MetadataTree(version);
            InstanceMetadata.addTo(tree, instance, groups, signer);
            found = new Known(instance, groups, tree);
            known.put(key, found);
        }
        return found.tree();
    }

    @SuppressWarnings("ReferenceEquality") // the same record, which need not be compared member by member
    private static boolean isSame(Instance one, Instance other) {
        return one == other;
    }
}
