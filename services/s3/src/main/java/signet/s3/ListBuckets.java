package signet.s3;

import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.Bucket;
import signet.model.s3.ListBucketsInput;
import signet.model.s3.ListBucketsOutput;
import signet.model.s3.S3Operations;
import signet.store.Keys;

/** ListBuckets: the caller's account's own. */
final class ListBuckets implements Operation<ListBucketsInput, ListBucketsOutput> {
    private static final int MOST = 10_000;

    @Override
    public OperationModel<ListBucketsInput, ListBucketsOutput> model() {
        return S3Operations.LIST_BUCKETS;
    }

    @Override
    public Accesses accesses(Call<ListBucketsInput> call) {
        return Accesses.of(Access.to("s3:ListAllMyBuckets", "*"));
    }

    @Override
    public ListBucketsOutput handle(Authorized<ListBucketsInput> request) {
        ListBucketsInput input = request.input();
        String region = request.info().region();
        Integer asked = input.maxBuckets();
        if (asked != null && (asked < 1 || asked > MOST)) {
            throw Faults.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and 10000", "max-buckets", asked.toString());
        }
        int limit = Objects.requireNonNullElse(asked, MOST);
        String prefix = Objects.requireNonNullElse(input.prefix(), "");
        String after = input.continuationToken() == null ? "" : PageToken.place(input.continuationToken());
        boolean here = input.bucketRegion() == null || input.bucketRegion().equals(region);
        List<StoredBucket> found = request.view().find(Tables.BUCKETS_BY_ACCOUNT, request.account()).stream()
                .filter(bucket -> here && bucket.name().startsWith(prefix))
                .filter(bucket -> Keys.ORDER.compare(bucket.name(), after) > 0)
                .toList();
        List<StoredBucket> page = found.subList(0, Math.min(limit, found.size()));
        return ListBucketsOutput.builder()
                .owner(Owners.owner(request.account()))
                .buckets(page.stream().map(bucket -> shown(bucket, region)).toList())
                .prefix(input.prefix())
                .continuationToken(
                        page.size() < found.size() ? PageToken.of(page.getLast().name()) : null)
                .build();
    }

    private static Bucket shown(StoredBucket bucket, String region) {
        return Bucket.builder()
                .name(bucket.name())
                .creationDate(bucket.created())
                .bucketRegion(region)
                .bucketArn(bucket.arn())
                .build();
    }
}
