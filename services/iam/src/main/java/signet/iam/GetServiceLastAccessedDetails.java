package signet.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.GetServiceLastAccessedDetailsInput;
import signet.model.iam.GetServiceLastAccessedDetailsOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ServiceLastAccessed;
import signet.model.iam.TrackedActionLastAccessed;

/** GetServiceLastAccessedDetails: a report, by service. */
record GetServiceLastAccessedDetails()
        implements Operation<GetServiceLastAccessedDetailsInput, GetServiceLastAccessedDetailsOutput> {
    @Override
    public OperationModel<GetServiceLastAccessedDetailsInput, GetServiceLastAccessedDetailsOutput> model() {
        return IamOperations.GET_SERVICE_LAST_ACCESSED_DETAILS;
    }

    @Override
    public Accesses accesses(Call<GetServiceLastAccessedDetailsInput> call) {
        return Accesses.of(Access.to("iam:GetServiceLastAccessedDetails", "*"));
    }

    @Override
    public GetServiceLastAccessedDetailsOutput handle(Authorized<GetServiceLastAccessedDetailsInput> request) {
        GetServiceLastAccessedDetailsInput input = request.input();
        LastAccessJob job = LastAccessJob.get(request.view(), request.caller(), input.jobId(), request.time());
        Page<String> page = Page.of(job.services(), service -> service, input.marker(), input.maxItems());
        return GetServiceLastAccessedDetailsOutput.builder()
                .jobStatus("COMPLETED")
                .jobType(job.byAction() ? "ACTION_LEVEL" : "SERVICE_LEVEL")
                .jobCreationDate(job.created())
                .jobCompletionDate(job.created())
                .servicesLastAccessed(page.items().stream()
                        .map(service -> shape(job, service))
                        .toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static ServiceLastAccessed shape(LastAccessJob job, String service) {
        List<AccessRecord> uses = job.of(service);
        @Nullable AccessRecord last = LastAccessJob.latest(uses).orElse(null);
        long entities = uses.stream().map(AccessRecord::entity).distinct().count();
        return ServiceLastAccessed.builder()
                .serviceName(GrantedServices.name(service))
                .serviceNamespace(service)
                .lastAuthenticated(last == null ? null : last.time())
                .lastAuthenticatedEntity(last == null ? null : last.arn())
                .lastAuthenticatedRegion(last == null ? null : last.region())
                .totalAuthenticatedEntities((int) entities)
                .trackedActionsLastAccessed(job.byAction() && last != null ? actions(uses) : null)
                .build();
    }

    private static List<TrackedActionLastAccessed> actions(List<AccessRecord> uses) {
        return LastAccessJob.latest(uses, AccessRecord::action).values().stream()
                .map(use -> TrackedActionLastAccessed.builder()
                        .actionName(use.action().substring(use.service().length() + 1))
                        .lastAccessedEntity(use.arn())
                        .lastAccessedTime(use.time())
                        .lastAccessedRegion(use.region())
                        .build())
                .toList();
    }
}
