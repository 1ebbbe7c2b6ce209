package signet.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.policy.PolicyKind;

/**
 * Reads buckets with their policies. A file is one of three: a bucket policy, or what {@code aws s3api get-bucket-policy}
 * prints, both of the bucket that the file is named after, or a list {@code {"Buckets": […]}} in which each bucket has the
 * members that S3's own answers give it: {@code Name}, {@code CreationDate}, {@code Policy}, {@code TagSet},
 * {@code PublicAccessBlockConfiguration}.
 */
public final class BucketReader {
    /** Names of today, and those that us-east-1 took until 2018 (S3 User Guide, "General purpose bucket naming rules"). */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,254}");

    private static final String SUFFIX = ".json";
    private static final String BLOCKED = "PublicAccessBlockConfiguration";

    private BucketReader() {}

    /**
     * Reads files.
     *
     * @param findings takes what is found
     */
    public static List<BucketRecord> read(List<SourceFile> files, Findings findings) {
        List<BucketRecord> buckets = new ArrayList<>();
        for (SourceFile file : files) {
            for (Entry entry : JsonFiles.objects(file, findings)) {
                if (entry.has("Buckets")) {
                    entry.list("Buckets").forEach(item -> buckets.add(listed(item)));
                    entry.end("list of buckets");
                } else {
                    buckets.add(alone(file, entry, findings));
                }
            }
        }
        Set<String> names = new HashSet<>();
        buckets.stream()
                .filter(bucket -> !names.add(bucket.name()))
                .forEach(bucket -> findings.refuse(bucket.place(), "is there twice"));
        return List.copyOf(buckets);
    }

    private static BucketRecord alone(SourceFile file, Entry entry, Findings findings) {
        String base = file.name().substring(file.name().lastIndexOf('/') + 1);
        String name = base.endsWith(SUFFIX) ? base.substring(0, base.length() - SUFFIX.length()) : base;
        Place place = new Place(file.name(), "bucket " + name);
        if (!NAME.matcher(name).matches()) {
            findings.refuse(place, "the file is not named after a bucket: NAME.json");
        }
        if (!entry.has("Policy") && !entry.has("Statement")) {
            findings.refuse(place, "is neither a bucket policy nor what aws s3api get-bucket-policy prints");
            return BucketRecord.of(place, name, null);
        }
        String policy;
        if (entry.has("Policy")) {
            policy = PolicyText.of(entry.named("bucket " + name), "Policy", PolicyKind.RESOURCE);
        } else {
            policy = file.text();
            PolicyText.check(policy, PolicyKind.RESOURCE, place, findings);
        }
        untold(name, findings);
        return BucketRecord.of(place, name, policy);
    }

    private static BucketRecord listed(Entry unnamed) {
        Entry entry = PrincipalReader.named(unnamed, "bucket", "Name");
        String name = entry.text("Name", NAME);
        @Nullable Instant created = entry.has("CreationDate") ? entry.time("CreationDate") : null;
        entry.get("CreationDate");
        @Nullable String policy = entry.has("Policy") ? PolicyText.of(entry, "Policy", PolicyKind.RESOURCE) : null;
        entry.get("Policy");
        entry.get("BucketRegion");
        entry.get("BucketArn");
        BucketRecord bucket = new BucketRecord(
                entry.place().file(), name, created, policy, new TreeMap<>(entry.tags("TagSet")), blocked(entry, name));
        entry.end("bucket");
        return bucket;
    }

    /** What is not told is taken as S3 makes new buckets; that there is no configuration is told by null. */
    private static Set<String> blocked(Entry entry, String name) {
        if (entry.get(BLOCKED).isMissingNode()) {
            untold(name, entry.findings());
            return BucketRecord.SETTINGS;
        }
        Set<String> blocked = new TreeSet<>();
        Entry configuration = entry.object(BLOCKED);
        if (configuration != null) {
            for (String setting : BucketRecord.SETTINGS) {
                if (configuration.flag(setting)) {
                    blocked.add(setting);
                }
            }
            configuration.end(BLOCKED);
        }
        return blocked;
    }

    private static void untold(String name, Findings findings) {
        findings.note("bucket " + name + ": nothing says what of public access is blocked, so all is");
    }
}
