package signet.cloudtrail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.GetTrailStatusInput;
import signet.model.cloudtrail.GetTrailStatusOutput;

/** GetTrailStatus: whether a trail is logging, and how delivering goes. */
final class GetTrailStatus implements Operation<GetTrailStatusInput, GetTrailStatusOutput> {
    @Override
    public OperationModel<GetTrailStatusInput, GetTrailStatusOutput> model() {
        return CloudTrailOperations.GET_TRAIL_STATUS;
    }

    @Override
    public Accesses accesses(Call<GetTrailStatusInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on("GetTrailStatus", TrailName.asked(scope, call.input().name())));
    }

    @Override
    public GetTrailStatusOutput handle(Authorized<GetTrailStatusInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().name());
        TrailRecord trail = scope.require(name);
        TrailProgress progress = scope.view().get(Tables.PROGRESS, name.key()).orElse(TrailProgress.NONE);
        return GetTrailStatusOutput.builder()
                .isLogging(trail.isLogging())
                .latestDeliveryTime(progress.succeeded())
                .latestDeliveryError(progress.error())
                .startLoggingTime(trail.started())
                .stopLoggingTime(trail.stopped())
                .latestDeliveryAttemptTime(text(progress.attempted()))
                .latestDeliveryAttemptSucceeded(text(progress.succeeded()))
                .latestNotificationAttemptTime("")
                .latestNotificationAttemptSucceeded("")
                .timeLoggingStarted(text(trail.started()))
                .timeLoggingStopped(text(trail.stopped()))
                .build();
    }

    /** As these members, which AWS has given up, have times: as text, empty for never. */
    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
