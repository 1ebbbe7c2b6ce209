package signet.identity;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import signet.snapshot.View;

/**
 * What an organization lets its management account do as the root users of its members (IAM User Guide, "Centrally manage
 * root access for member accounts").
 *
 * @param organization the organization's id
 * @param features those that are enabled, in the order of their names
 */
public record RootAccess(String organization, List<Feature> features) {
    /** One of the two things that can be enabled. */
    public enum Feature {
        /** To see, delete and restore the credentials of members' root users. */
        ROOT_CREDENTIALS_MANAGEMENT("RootCredentialsManagement"),
        /** To do what else only a member's root user can, such as to unlock a bucket. */
        ROOT_SESSIONS("RootSessions");

        private final String title;

        Feature(String title) {
            this.title = title;
        }

        /** As IAM's API names it. */
        public String title() {
            return title;
        }
    }

    public RootAccess {
        features = List.copyOf(new TreeSet<>(features));
    }

    /** What an organization has enabled. */
    public static RootAccess of(View view, String organization) {
        return view.get(Tables.ROOT_ACCESS, organization).orElseGet(() -> new RootAccess(organization, List.of()));
    }

    /** The same with a feature enabled or not. */
    public RootAccess with(Feature feature, boolean enabled) {
        Set<Feature> changed = new TreeSet<>(features);
        if (enabled) {
            changed.add(feature);
        } else {
            changed.remove(feature);
        }
        return new RootAccess(organization, List.copyOf(changed));
    }

    /** The enabled features as IAM's API names them. */
    public List<String> titles() {
        return features.stream().map(Feature::title).toList();
    }
}
