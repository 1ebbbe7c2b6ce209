package signet.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.stream.Stream;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.GenerateServiceLastAccessedDetailsInput;
import signet.model.iam.GenerateServiceLastAccessedDetailsOutput;
import signet.model.iam.IamOperations;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/**
 * GenerateServiceLastAccessedDetails: which services the policies of a user, group or role, or one managed policy, grant,
 * and who used them last. The report is there at once.
 */
record GenerateServiceLastAccessedDetails(Parts parts)
        implements Operation<GenerateServiceLastAccessedDetailsInput, GenerateServiceLastAccessedDetailsOutput> {
    private static final String ACTION = "iam:GenerateServiceLastAccessedDetails";
    private static final String BY_ACTION = "ACTION_LEVEL";
    private static final String POLICY = "policy/";

    /** IAM User Guide, "Refine permissions using last accessed information": the tracking period. */
    private static final Duration TRACKED = Duration.ofDays(400);

    @Override
    public OperationModel<GenerateServiceLastAccessedDetailsInput, GenerateServiceLastAccessedDetailsOutput> model() {
        return IamOperations.GENERATE_SERVICE_LAST_ACCESSED_DETAILS;
    }

    @Override
    public Accesses accesses(Call<GenerateServiceLastAccessedDetailsInput> call) {
        String arn = call.input().arn();
        Access access = isPolicy(arn)
                ? Policies.CUSTOMER.accessByArn(call, ACTION, arn)
                : PolicySource.access(call, ACTION, arn);
        return Accesses.of(access);
    }

    @Override
    public GenerateServiceLastAccessedDetailsOutput handle(
            Authorized<GenerateServiceLastAccessedDetailsInput> request) {
        Instant now = request.time();
        LastAccessJob job = job(request);
        return parts.state().write(tx -> {
            tx.under(IamTables.LAST_ACCESS_JOBS, job.account() + "/").values().stream()
                    .filter(old -> old.expired(now))
                    .toList()
                    .forEach(old -> tx.delete(IamTables.LAST_ACCESS_JOBS, old.key()));
            tx.put(IamTables.LAST_ACCESS_JOBS, job.key(), job);
            return new GenerateServiceLastAccessedDetailsOutput(job.id());
        });
    }

    private LastAccessJob job(Authorized<GenerateServiceLastAccessedDetailsInput> request) {
        View view = request.view();
        String account = request.account();
        Subject subject = subject(view, account, request.input().arn());
        SortedSet<String> services = GrantedServices.of(subject.policies());
        Instant since = request.time().minus(TRACKED);
        List<AccessRecord> uses = new ArrayList<>();
        for (PolicyHolder entity : subject.entities()) {
            parts.uses().accesses(view, AccessRecord.prefix(account, entity.id())).stream()
                    .filter(use ->
                            services.contains(use.service()) && use.time().isAfter(since))
                    .forEach(uses::add);
        }
        return new LastAccessJob(
                account,
                parts.ids().uuid(),
                request.caller().userId(),
                Objects.equals(request.input().granularity(), BY_ACTION),
                request.time(),
                List.copyOf(services),
                subject.entities().stream()
                        .map(GenerateServiceLastAccessedDetails::entity)
                        .toList(),
                uses);
    }

    private static LastAccessJob.Entity entity(PolicyHolder holder) {
        String type = holder instanceof Role ? "ROLE" : "USER";
        return new LastAccessJob.Entity(holder.id(), holder.arn(), holder.name(), holder.path(), type);
    }

    /**
     * What a report is about.
     *
     * @param policies those that grant
     * @param entities the users and roles that could have used them
     */
    private record Subject(List<Policy> policies, List<PolicyHolder> entities) {}

    private Subject subject(View view, String account, String arn) {
        if (isPolicy(arn)) {
            new Policies(parts.permissions()).get(view, account, arn);
            String text = parts.permissions().document(view, account, arn).orElseThrow();
            return new Subject(
                    List.of(parts.permissions().compiled(PolicyKind.IDENTITY, text)), holders(view, account, arn));
        }
        PolicyHolder holder =
                PolicySource.of(view, parts.permissions(), account, arn).holder();
        List<Policy> policies = parts.permissions().identity(view, holder).stream()
                .map(SourcedPolicy::policy)
                .toList();
        return new Subject(policies, members(view, holder).toList());
    }

    private static boolean isPolicy(String arn) {
        String[] segments = arn.split(":", 6);
        return segments.length == 6 && segments[5].startsWith(POLICY);
    }

    private static Stream<PolicyHolder> members(View view, PolicyHolder holder) {
        return switch (holder) {
            case Group group ->
                view.find(Tables.USERS_BY_GROUP, group.id()).stream().map(user -> user);
            case User user -> Stream.of(user);
            case Role role -> Stream.of(role);
        };
    }

    /** The users, also through their groups, and roles that a policy is attached to. */
    private static List<PolicyHolder> holders(View view, String account, String arn) {
        Stream<PolicyHolder> through =
                Policies.groups(view, account, arn).stream().flatMap(group -> members(view, group));
        Stream<PolicyHolder> direct =
                Stream.concat(Policies.users(view, account, arn).stream(), Policies.roles(view, account, arn).stream());
        return Stream.concat(direct, through).distinct().toList();
    }
}
