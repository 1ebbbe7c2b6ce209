package signet.s3;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.s3.CreateBucketConfiguration;
import signet.model.s3.CreateBucketInput;
import signet.model.s3.CreateBucketOutput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** CreateBucket: in the server's region, with ACLs off and all public access blocked, as new buckets of S3 are. */
final class CreateBucket implements Operation<CreateBucketInput, CreateBucketOutput> {
    private static final String FIRST_REGION = "us-east-1";

    private final State state;
    private final Ids ids;

    CreateBucket(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateBucketInput, CreateBucketOutput> model() {
        return S3Operations.CREATE_BUCKET;
    }

    @Override
    public Accesses accesses(Call<CreateBucketInput> call) {
        CreateBucketInput input = call.input();
        if (!BucketNames.isValid(input.bucket())) {
            throw Faults.invalidBucketName(input.bucket());
        }
        String arn = "arn:aws:s3:::" + input.bucket();
        SortedMap<String, String> tags = tags(input);
        Access create = Access.to("s3:CreateBucket", arn).with(TagSets.requestedOfBucket(tags));
        create = Buckets.with(create, "s3:x-amz-acl", input.acl());
        create = Buckets.with(create, "s3:x-amz-object-ownership", input.objectOwnership());
        create = Buckets.with(create, "s3:locationconstraint", constraint(input));
        List<Access> needed = new ArrayList<>();
        needed.add(create);
        if (!tags.isEmpty()) {
            needed.add(Access.to("s3:TagResource", arn).with(TagSets.requestedOfBucket(tags)));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateBucketOutput handle(Authorized<CreateBucketInput> request) {
        CreateBucketInput input = request.input();
        String region = request.info().region();
        refuseUnsupported(input);
        checkRegion(constraint(input), region);
        StoredBucket bucket = new StoredBucket(
                input.bucket(),
                ids.uuid(),
                request.account(),
                request.time().truncatedTo(ChronoUnit.SECONDS),
                null,
                tags(input),
                PublicAccess.ALL);
        state.change(tx -> {
            StoredBucket present = tx.get(Tables.BUCKETS, bucket.name()).orElse(null);
            if (present == null) {
                tx.put(Tables.BUCKETS, bucket.name(), bucket);
            } else {
                refuseTaken(present, bucket, region);
            }
        });
        return CreateBucketOutput.builder()
                .location("/" + bucket.name())
                .bucketArn(bucket.arn())
                .build();
    }

    /** Creating one's own bucket again is answered as done in us-east-1, and is an error elsewhere. */
    private static void refuseTaken(StoredBucket present, StoredBucket wanted, String region) {
        if (!present.account().equals(wanted.account())) {
            throw Faults.conflict(
                    "BucketAlreadyExists",
                    "The requested bucket name is not available. The bucket namespace is shared by all users of the"
                            + " system. Please select a different name and try again.",
                    wanted.name());
        }
        if (!region.equals(FIRST_REGION)) {
            throw Faults.conflict(
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it.",
                    wanted.name());
        }
    }

    private static SortedMap<String, String> tags(CreateBucketInput input) {
        CreateBucketConfiguration configuration = input.createBucketConfiguration();
        return TagSets.ofBucket(configuration == null ? null : configuration.tags());
    }

    private static @Nullable String constraint(CreateBucketInput input) {
        CreateBucketConfiguration configuration = input.createBucketConfiguration();
        String constraint = configuration == null ? null : configuration.locationConstraint();
        return constraint == null || constraint.isEmpty() ? null : constraint;
    }

    private static void checkRegion(@Nullable String constraint, String region) {
        if (constraint != null && constraint.equals(FIRST_REGION) && region.equals(FIRST_REGION)) {
            throw Faults.badRequest("InvalidLocationConstraint", "The specified location-constraint is not valid")
                    .with("LocationConstraint", constraint);
        }
        boolean fits = constraint == null ? region.equals(FIRST_REGION) : constraint.equals(region);
        if (!fits) {
            throw Faults.badRequest(
                    "IllegalLocationConstraintException",
                    "The " + (constraint == null ? "unspecified" : constraint)
                            + " location constraint is incompatible for the region specific endpoint this request was"
                            + " sent to.");
        }
    }

    private static void refuseUnsupported(CreateBucketInput input) {
        boolean open = input.acl() != null && !input.acl().equals("private");
        boolean granted = input.grantFullControl() != null
                || input.grantRead() != null
                || input.grantReadACP() != null
                || input.grantWrite() != null
                || input.grantWriteACP() != null;
        if (open || granted) {
            throw Faults.badRequest(
                    "InvalidBucketAclWithObjectOwnership",
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        if (input.objectOwnership() != null && !input.objectOwnership().equals("BucketOwnerEnforced")) {
            throw Faults.notImplemented("x-amz-object-ownership");
        }
        if (Boolean.TRUE.equals(input.objectLockEnabledForBucket())) {
            throw Faults.notImplemented("x-amz-bucket-object-lock-enabled");
        }
        if (input.bucketNamespace() != null && !input.bucketNamespace().equals("global")) {
            throw Faults.notImplemented("x-amz-bucket-namespace");
        }
        CreateBucketConfiguration configuration = input.createBucketConfiguration();
        if (configuration != null && (configuration.location() != null || configuration.bucket() != null)) {
            throw Faults.notImplemented("Location");
        }
    }
}
