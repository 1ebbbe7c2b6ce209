package signet.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Membership;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.PolicyTarget;
import signet.model.OperationModel;
import signet.model.iam.GenerateOrganizationsAccessReportInput;
import signet.model.iam.GenerateOrganizationsAccessReportOutput;
import signet.model.iam.IamOperations;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.View;

/**
 * GenerateOrganizationsAccessReport: which services the control policies of a place in the organization allow, and which
 * accounts below it used them last. The report is there at once.
 */
record GenerateOrganizationsAccessReport(Parts parts)
        implements Operation<GenerateOrganizationsAccessReportInput, GenerateOrganizationsAccessReportOutput> {
    private static final Duration TRACKED = Duration.ofDays(400);

    @Override
    public OperationModel<GenerateOrganizationsAccessReportInput, GenerateOrganizationsAccessReportOutput> model() {
        return IamOperations.GENERATE_ORGANIZATIONS_ACCESS_REPORT;
    }

    @Override
    public Accesses accesses(Call<GenerateOrganizationsAccessReportInput> call) {
        GenerateOrganizationsAccessReportInput input = call.input();
        String arn = "arn:aws:iam::" + call.caller().account() + ":access-report/" + input.entityPath();
        Access access = Access.to("iam:GenerateOrganizationsAccessReport", arn);
        String policy = input.organizationsPolicyId();
        return Accesses.of(policy == null ? access : access.with("iam:OrganizationsPolicyId", policy));
    }

    @Override
    public GenerateOrganizationsAccessReportOutput handle(Authorized<GenerateOrganizationsAccessReportInput> request) {
        AccessReport report = report(request);
        return parts.state().write(tx -> {
            tx.under(IamTables.ACCESS_REPORTS, report.account() + "/").values().stream()
                    .filter(old -> old.expired(request.time()))
                    .toList()
                    .forEach(old -> tx.delete(IamTables.ACCESS_REPORTS, old.key()));
            tx.put(IamTables.ACCESS_REPORTS, report.key(), report);
            return new GenerateOrganizationsAccessReportOutput(report.id());
        });
    }

    private AccessReport report(Authorized<GenerateOrganizationsAccessReportInput> request) {
        View view = request.view();
        Organization organization = organization(view, request.account());
        EntityPath entity = EntityPath.of(view, organization, request.input().entityPath());
        SortedSet<String> services = services(view, entity, request.input().organizationsPolicyId());
        Map<String, List<AccessRecord>> uses = new TreeMap<>();
        Instant since = request.time().minus(TRACKED);
        for (String account : entity.accounts(view)) {
            parts.uses().accesses(view, account + "/").stream()
                    .filter(use ->
                            services.contains(use.service()) && use.time().isAfter(since))
                    .forEach(use -> uses.computeIfAbsent(use.service(), service -> new ArrayList<>())
                            .add(use));
        }
        return new AccessReport(
                request.account(),
                parts.ids().uuid(),
                request.caller().userId(),
                request.time(),
                services.stream()
                        .map(service -> row(view, service, uses.getOrDefault(service, List.of())))
                        .toList());
    }

    private static AccessReport.Row row(View view, String service, List<AccessRecord> uses) {
        long accounts = uses.stream().map(AccessRecord::account).distinct().count();
        @Nullable AccessRecord last = LastAccessJob.latest(uses).orElse(null);
        return last == null
                ? new AccessReport.Row(service, 0, null, null, null)
                : new AccessReport.Row(
                        service,
                        (int) accounts,
                        last.region(),
                        Membership.of(view, last.account()).orElseThrow().unitPath() + last.account(),
                        last.time());
    }

    /** The API reference's conditions; it names no error for them. */
    private static Organization organization(View view, String account) {
        Organization organization = Membership.of(view, account)
                .map(Membership::organization)
                .filter(place -> place.managementAccount().equals(account))
                .orElseThrow(() -> Faults.accessDenied("To call this operation, you must be signed in using your"
                        + " Organizations management account credentials."));
        if (!organization.enabled().contains(OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)) {
            throw Faults.accessDenied("SCPs must be enabled for your organization root.");
        }
        return organization;
    }

    /** The services that every level allows, or that the one policy does. */
    private SortedSet<String> services(View view, EntityPath entity, @Nullable String policyId) {
        Organization organization = entity.organization();
        if (policyId != null) {
            OrganizationPolicy policy = OrganizationPolicy.find(view, organization.id(), policyId)
                    .filter(found -> found.type() == OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                    .orElseThrow(() -> Faults.validation("The policy " + policyId + " is not of this organization."));
            return GrantedServices.of(List.of(compiled(policy)));
        }
        SortedSet<String> services = GrantedServices.all();
        if (!entity.isManagement()) {
            entity.levels().forEach(level -> services.retainAll(GrantedServices.of(attached(view, level))));
        }
        return services;
    }

    private List<Policy> attached(View view, PolicyTarget level) {
        return level.policies().stream()
                .map(id ->
                        OrganizationPolicy.find(view, level.organization(), id).orElseThrow())
                .filter(policy -> policy.type() == OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                .map(this::compiled)
                .toList();
    }

    private Policy compiled(OrganizationPolicy policy) {
        return parts.permissions().compiled(PolicyKind.SERVICE_CONTROL, policy.content());
    }
}
