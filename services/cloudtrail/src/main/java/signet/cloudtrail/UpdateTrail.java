package signet.cloudtrail;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.UpdateTrailInput;
import signet.model.cloudtrail.UpdateTrailOutput;
import signet.snapshot.State;

/** UpdateTrail: sets a trail otherwise; what a request does not name stays. */
final class UpdateTrail implements Operation<UpdateTrailInput, UpdateTrailOutput> {
    private final State state;
    private final LogBucket bucket;

    UpdateTrail(State state, LogBucket bucket) {
        this.state = state;
        this.bucket = bucket;
    }

    @Override
    public OperationModel<UpdateTrailInput, UpdateTrailOutput> model() {
        return CloudTrailOperations.UPDATE_TRAIL;
    }

    @Override
    public Accesses accesses(Call<UpdateTrailInput> call) {
        Members.only(
                UpdateTrailInput.SCHEMA,
                call.input(),
                "UpdateTrail",
                "Name",
                "S3BucketName",
                "S3KeyPrefix",
                "IncludeGlobalServiceEvents",
                "IsMultiRegionTrail",
                "RecursiveLogging");
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on("UpdateTrail", TrailName.asked(scope, call.input().name())));
    }

    @Override
    public UpdateTrailOutput handle(Authorized<UpdateTrailInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().name());
        TrailRecord before = scope.require(name);
        bucket.require(before.with(Settings.of(request.input(), before.settings())), request.time());
        TrailRecord trail = state.write(tx -> {
            TrailRecord now = scope.in(tx).require(name);
            TrailRecord changed = now.with(Settings.of(request.input(), now.settings()));
            tx.put(Tables.TRAILS, name.key(), changed);
            return changed;
        });
        TrailSettings settings = trail.settings();
        return UpdateTrailOutput.builder()
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
}
