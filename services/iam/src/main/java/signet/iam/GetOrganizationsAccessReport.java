package signet.iam;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.iam.AccessDetail;
import signet.model.iam.GetOrganizationsAccessReportInput;
import signet.model.iam.GetOrganizationsAccessReportOutput;
import signet.model.iam.IamOperations;

/** GetOrganizationsAccessReport: a report of the organization, by service. */
record GetOrganizationsAccessReport()
        implements Operation<GetOrganizationsAccessReportInput, GetOrganizationsAccessReportOutput> {
    private static final String BY_NAME = "SERVICE_NAMESPACE_ASCENDING";

    @Override
    public OperationModel<GetOrganizationsAccessReportInput, GetOrganizationsAccessReportOutput> model() {
        return IamOperations.GET_ORGANIZATIONS_ACCESS_REPORT;
    }

    @Override
    public Accesses accesses(Call<GetOrganizationsAccessReportInput> call) {
        return Accesses.of(Access.to("iam:GetOrganizationsAccessReport", "*"));
    }

    @Override
    public GetOrganizationsAccessReportOutput handle(Authorized<GetOrganizationsAccessReportInput> request) {
        GetOrganizationsAccessReportInput input = request.input();
        AccessReport report = request.view()
                .get(IamTables.ACCESS_REPORTS, request.account() + "/" + input.jobId())
                .filter(found -> found.owner().equals(request.caller().userId()))
                .filter(found -> !found.expired(request.time()))
                .orElseThrow(() -> LastAccessJob.missing(input.jobId()));
        long unused =
                report.services().stream().filter(row -> row.time() == null).count();
        Page<Ranked> page = Page.of(
                ranked(report, Objects.requireNonNullElse(input.sortKey(), BY_NAME)),
                Ranked::key,
                input.marker(),
                input.maxItems());
        return GetOrganizationsAccessReportOutput.builder()
                .jobStatus("COMPLETED")
                .jobCreationDate(report.created())
                .jobCompletionDate(report.created())
                .numberOfServicesAccessible(report.services().size())
                .numberOfServicesNotAccessed((int) unused)
                .accessDetails(page.items().stream().map(Ranked::shape).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static List<Ranked> ranked(AccessReport report, String sortKey) {
        List<AccessReport.Row> rows =
                report.services().stream().sorted(order(sortKey)).toList();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Ranked(sortKey, i, rows.get(i)))
                .toList();
    }

    private static Comparator<AccessReport.Row> order(String sortKey) {
        Comparator<AccessReport.Row> byName = Comparator.comparing(AccessReport.Row::service);
        Comparator<AccessReport.Row> byTime =
                Comparator.comparingLong(GetOrganizationsAccessReport::seconds).thenComparing(byName);
        return switch (sortKey) {
            case "SERVICE_NAMESPACE_DESCENDING" -> byName.reversed();
            case "LAST_AUTHENTICATED_TIME_ASCENDING" -> byTime;
            case "LAST_AUTHENTICATED_TIME_DESCENDING" -> byTime.reversed();
            default -> byName;
        };
    }

    private static long seconds(AccessReport.Row row) {
        return row.time() == null ? Long.MIN_VALUE : row.time().getEpochSecond();
    }

    /** A row with its place in the order that was asked for; a report never changes, so the place is what a marker holds. */
    private record Ranked(String order, int place, AccessReport.Row row) {
        String key() {
            return String.format(Locale.ROOT, "%s/%08d", order, place);
        }

        AccessDetail shape() {
            return AccessDetail.builder()
                    .serviceName(GrantedServices.name(row.service()))
                    .serviceNamespace(row.service())
                    .region(row.region())
                    .entityPath(row.path())
                    .lastAuthenticatedTime(row.time())
                    .totalAuthenticatedEntities(row.accounts())
                    .build();
        }
    }
}
