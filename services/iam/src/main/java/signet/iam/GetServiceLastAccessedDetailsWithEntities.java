package signet.iam;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.EntityDetails;
import signet.model.iam.EntityInfo;
import signet.model.iam.GetServiceLastAccessedDetailsWithEntitiesInput;
import signet.model.iam.GetServiceLastAccessedDetailsWithEntitiesOutput;
import signet.model.iam.IamOperations;

/** GetServiceLastAccessedDetailsWithEntities: a report, by user and role, for one service. */
record GetServiceLastAccessedDetailsWithEntities()
        implements Operation<
                GetServiceLastAccessedDetailsWithEntitiesInput, GetServiceLastAccessedDetailsWithEntitiesOutput> {
    @Override
    public OperationModel<
                    GetServiceLastAccessedDetailsWithEntitiesInput, GetServiceLastAccessedDetailsWithEntitiesOutput>
            model() {
        return IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES;
    }

    @Override
    public Accesses accesses(Call<GetServiceLastAccessedDetailsWithEntitiesInput> call) {
        return Accesses.of(Access.to("iam:GetServiceLastAccessedDetailsWithEntities", "*"));
    }

    @Override
    public GetServiceLastAccessedDetailsWithEntitiesOutput handle(
            Authorized<GetServiceLastAccessedDetailsWithEntitiesInput> request) {
        GetServiceLastAccessedDetailsWithEntitiesInput input = request.input();
        LastAccessJob job = LastAccessJob.get(request.view(), request.caller(), input.jobId(), request.time());
        Page<Row> page = Page.of(rows(job, input.serviceNamespace()), Row::key, input.marker(), input.maxItems());
        return GetServiceLastAccessedDetailsWithEntitiesOutput.builder()
                .jobStatus("COMPLETED")
                .jobCreationDate(job.created())
                .jobCompletionDate(job.created())
                .entityDetailsList(page.items().stream().map(Row::shape).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** The latest access first, and who had none last; nobody if the policies grant nothing of the service. */
    private static List<Row> rows(LastAccessJob job, String service) {
        if (!job.services().contains(service)) {
            return List.of();
        }
        Map<String, AccessRecord> latest = LastAccessJob.latest(job.of(service), AccessRecord::entity);
        return job.entities().stream()
                .map(entity -> new Row(entity, time(latest.get(entity.id()))))
                .sorted(Comparator.comparing(Row::key))
                .toList();
    }

    private static @Nullable Instant time(@Nullable AccessRecord use) {
        return use == null ? null : use.time();
    }

    private record Row(
            LastAccessJob.Entity entity, @Nullable Instant time) {
        /** Orders by time, the latest first. */
        String key() {
            long age = time == null ? Long.MAX_VALUE : Long.MAX_VALUE / 2 - time.getEpochSecond();
            return String.format(Locale.ROOT, "%019d/%s", age, entity.id());
        }

        EntityDetails shape() {
            return new EntityDetails(
                    EntityInfo.builder()
                            .arn(entity.arn())
                            .name(entity.name())
                            .type(entity.type())
                            .id(entity.id())
                            .path(entity.path())
                            .build(),
                    time);
        }
    }
}
