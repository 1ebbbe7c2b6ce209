package signet.cloudtrail;

import java.util.Map;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.CreateTrailInput;
import signet.model.cloudtrail.CreateTrailOutput;
import signet.snapshot.State;

/** CreateTrail: a trail to a bucket that lets CloudTrail in; it delivers once it is told to log. */
final class CreateTrail implements Operation<CreateTrailInput, CreateTrailOutput> {
    /** CloudTrail User Guide, "Quotas in AWS CloudTrail". */
    private static final int MOST = 5;

    private final State state;
    private final LogBucket bucket;

    CreateTrail(State state, LogBucket bucket) {
        this.state = state;
        this.bucket = bucket;
    }

    @Override
    public OperationModel<CreateTrailInput, CreateTrailOutput> model() {
        return CloudTrailOperations.CREATE_TRAIL;
    }

    @Override
    public Accesses accesses(Call<CreateTrailInput> call) {
        CreateTrailInput input = call.input();
        Members.only(
                CreateTrailInput.SCHEMA,
                input,
                "CreateTrail",
                "Name",
                "S3BucketName",
                "S3KeyPrefix",
                "IncludeGlobalServiceEvents",
                "IsMultiRegionTrail",
                "TagsList",
                "RecursiveLogging");
        Scope scope = Scope.of(call);
        TrailName name = named(scope, input);
        Map<String, String> tags = TrailTags.of(input.tagsList());
        Access create = scope.on("CreateTrail", name).with(TrailTags.requested(tags));
        return tags.isEmpty()
                ? Accesses.of(create)
                : Accesses.of(create, scope.on("AddTags", name).with(TrailTags.requested(tags)));
    }

    @Override
    public CreateTrailOutput handle(Authorized<CreateTrailInput> request) {
        CreateTrailInput input = request.input();
        Scope scope = Scope.of(request);
        TrailName name = named(scope, input);
        TrailSettings settings = Settings.of(input);
        requireNew(scope, name);
        TrailRecord trail = TrailRecord.create(
                scope.account(), scope.region(), name.name(), settings, TrailTags.of(input.tagsList()));
        bucket.require(trail, request.time());
        state.change(tx -> {
            requireNew(scope.in(tx), name);
            tx.put(Tables.TRAILS, trail.key(), trail);
        });
        return CreateTrailOutput.builder()
                .name(trail.name())
                .s3BucketName(settings.bucket())
                .s3KeyPrefix(settings.prefix())
                .includeGlobalServiceEvents(settings.globalEvents())
                .isMultiRegionTrail(settings.multiRegion())
                .trailARN(trail.arn())
                .logFileValidationEnabled(false)
                .isOrganizationTrail(false)
                .recursiveLogging(settings.recursive())
                .build();
    }

    /** A new trail has a name, and its ARN is made for it. */
    private static TrailName named(Scope scope, CreateTrailInput input) {
        TrailName.check(input.name());
        return new TrailName(scope.account(), scope.region(), input.name());
    }

    private static void requireNew(Scope scope, TrailName name) {
        if (scope.find(name).isPresent()) {
            throw CloudTrailErrors.trailAlreadyExists(
                    "Trail " + name.name() + " already exists for customer: " + scope.account());
        }
        if (scope.trails().size() >= MOST) {
            throw CloudTrailErrors.maximumNumberOfTrailsExceeded(
                    "User: " + scope.account() + " already has " + MOST + " trails in " + scope.region() + ".");
        }
    }
}
