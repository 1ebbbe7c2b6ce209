package signet.managedpolicies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's managed policies of the partition {@code aws}. Loading reads the index only; documents are read when asked for.
 * Immutable and safe for all threads.
 */
public final class ManagedPolicies {
    private static final String PREFIX = "arn:aws:iam::aws:policy/";

    private final Map<String, ManagedPolicy> byArn;

    private ManagedPolicies(Map<String, ManagedPolicy> byArn) {
        this.byArn = Collections.unmodifiableMap(byArn);
    }

    /** Reads the index, about 1,600 policies. */
    public static ManagedPolicies load() {
        ByteReader index = new ByteReader(Blocks.inflate(Resource.index()));
        Map<String, ManagedPolicy> byArn = new LinkedHashMap<>();
        Place next = new Place(0, 0, 0, 0);
        for (int left = index.length(); left > 0; left--) {
            String arn = PREFIX + index.text();
            long created = index.number();
            long updated = index.number();
            int defaultVersion = index.length();
            Place place = new Place(next.documentEnd(), index.length(), next.historyEnd(), index.length());
            byArn.put(
                    arn,
                    new ManagedPolicy(arn, created, updated, defaultVersion, versions(index), new Documents(place)));
            next = place;
        }
        return new ManagedPolicies(byArn);
    }

    private static List<ManagedPolicy.Version> versions(ByteReader index) {
        int count = index.length();
        List<ManagedPolicy.Version> versions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            versions.add(new ManagedPolicy.Version(index.length(), index.number()));
        }
        return Collections.unmodifiableList(versions);
    }

    /** The policy with exactly this ARN, such as {@code arn:aws:iam::aws:policy/job-function/Billing}. */
    public Optional<ManagedPolicy> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** All policies, in the order of their ARNs. */
    public Collection<ManagedPolicy> all() {
        return byArn.values();
    }
}
