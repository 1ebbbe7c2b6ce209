package signet.s3;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketAclInput;
import signet.model.s3.GetBucketAclOutput;
import signet.model.s3.Grant;
import signet.model.s3.Grantee;
import signet.model.s3.S3Operations;

/** GetBucketAcl: as on every BucketOwnerEnforced bucket, full control for the owner. */
final class GetBucketAcl implements Operation<GetBucketAclInput, GetBucketAclOutput> {
    private final Buckets buckets;

    GetBucketAcl(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetBucketAclInput, GetBucketAclOutput> model() {
        return S3Operations.GET_BUCKET_ACL;
    }

    @Override
    public Accesses accesses(Call<GetBucketAclInput> call) {
        GetBucketAclInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketAcl"));
    }

    @Override
    public GetBucketAclOutput handle(Authorized<GetBucketAclInput> request) {
        GetBucketAclInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        String id = Owners.canonicalId(bucket.account());
        Grantee owner = Grantee.builder().type("CanonicalUser").id(id).build();
        return GetBucketAclOutput.builder()
                .owner(Owners.owner(bucket.account()))
                .grants(List.of(new Grant(owner, "FULL_CONTROL")))
                .build();
    }
}
