package signet.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;
import signet.snapshot.Transaction;

/** What can be made of a customer managed policy that is in force on somebody. */
final class PolicyChanges {
    private static final int MOST_VERSIONS = 5;

    private final CustomerPolicy policy;

    PolicyChanges(CustomerPolicy policy) {
        this.policy = policy;
    }

    /** @param to the ARN of whom it gives more power */
    List<Raise> all(String to) {
        List<Raise> all = new ArrayList<>();
        all.add(version(to));
        for (CustomerPolicy.Version version : policy.versions()) {
            if (!version.id().equals(policy.defaultVersion())) {
                all.add(older(to, version.id()));
            }
        }
        return all;
    }

    /** A version that allows everything; where there are five already, one has to go first. */
    private Raise version(String to) {
        List<Need> needs = new ArrayList<>();
        boolean full = policy.versions().size() >= MOST_VERSIONS;
        if (full) {
            needs.add(Need.of("iam:DeletePolicyVersion", policy.arn()));
        }
        needs.add(Need.of("iam:CreatePolicyVersion", policy.arn()));
        return new Raise(
                full ? "iam:DeletePolicyVersion + iam:CreatePolicyVersion" : "iam:CreatePolicyVersion",
                to,
                "makes a version of " + policy.arn() + " that allows everything",
                needs,
                Map.of("policy", policy.arn()),
                this::rewrite,
                true);
    }

    private void rewrite(Transaction tx) {
        tx.get(Tables.POLICIES, policy.key()).ifPresent(found -> {
            String id = "v" + found.nextVersion();
            List<CustomerPolicy.Version> versions = new ArrayList<>(found.versions());
            if (versions.size() >= MOST_VERSIONS) {
                versions.removeIf(version -> version.id().equals(spare(found)));
            }
            versions.add(new CustomerPolicy.Version(id, Holders.EVERYTHING, found.updated()));
            tx.put(
                    Tables.POLICIES,
                    found.key(),
                    found.withVersions(versions, id, found.nextVersion() + 1, found.updated()));
        });
    }

    /** The oldest version that is not in force. */
    static String spare(CustomerPolicy policy) {
        return policy.versions().stream()
                .map(CustomerPolicy.Version::id)
                .filter(id -> !id.equals(policy.defaultVersion()))
                .findFirst()
                .orElseThrow();
    }

    private Raise older(String to, String version) {
        return new Raise(
                "iam:SetDefaultPolicyVersion",
                to,
                "puts version " + version + " of " + policy.arn() + " in force",
                List.of(Need.of("iam:SetDefaultPolicyVersion", policy.arn())),
                Map.of("policy", policy.arn(), "version", version),
                tx -> tx.get(Tables.POLICIES, policy.key())
                        .filter(found -> found.version(version).isPresent())
                        .ifPresent(found -> tx.put(
                                Tables.POLICIES,
                                found.key(),
                                found.withVersions(found.versions(), version, found.nextVersion(), found.updated()))),
                false);
    }
}
