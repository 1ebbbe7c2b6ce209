package signet.s3;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketOwnershipControlsInput;
import signet.model.s3.GetBucketOwnershipControlsOutput;
import signet.model.s3.OwnershipControls;
import signet.model.s3.OwnershipControlsRule;
import signet.model.s3.S3Operations;

/** GetBucketOwnershipControls: the only setting there is. */
final class GetBucketOwnershipControls
        implements Operation<GetBucketOwnershipControlsInput, GetBucketOwnershipControlsOutput> {
    private final Buckets buckets;

    GetBucketOwnershipControls(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetBucketOwnershipControlsInput, GetBucketOwnershipControlsOutput> model() {
        return S3Operations.GET_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public Accesses accesses(Call<GetBucketOwnershipControlsInput> call) {
        GetBucketOwnershipControlsInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketOwnershipControls"));
    }

    @Override
    public GetBucketOwnershipControlsOutput handle(Authorized<GetBucketOwnershipControlsInput> request) {
        return GetBucketOwnershipControlsOutput.builder()
                .ownershipControls(new OwnershipControls(List.of(new OwnershipControlsRule("BucketOwnerEnforced"))))
                .build();
    }
}
