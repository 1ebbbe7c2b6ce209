package signet.iam;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.FailedRoleDeletion;
import signet.identity.RoleUse;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.DeletionTaskFailureReasonType;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusInput;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.RoleUsageType;

/** GetServiceLinkedRoleDeletionStatus. */
record GetServiceLinkedRoleDeletionStatus(Parts parts)
        implements Operation<GetServiceLinkedRoleDeletionStatusInput, GetServiceLinkedRoleDeletionStatusOutput> {
    private static final Pattern TASK = Pattern.compile("task(/aws-service-role/[\\w+=,.@-]+/)([\\w+=,.@-]+)/[^/]+");

    @Override
    public OperationModel<GetServiceLinkedRoleDeletionStatusInput, GetServiceLinkedRoleDeletionStatusOutput> model() {
        return IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS;
    }

    @Override
    public Accesses accesses(Call<GetServiceLinkedRoleDeletionStatusInput> call) {
        Matcher task = TASK.matcher(call.input().deletionTaskId());
        if (!task.matches()) {
            throw IamErrors.invalidInput("The deletion task id is not valid.");
        }
        Access access =
                Kind.ROLE.creation(call, "iam:GetServiceLinkedRoleDeletionStatus", task.group(1), task.group(2));
        return Accesses.of(access);
    }

    @Override
    public GetServiceLinkedRoleDeletionStatusOutput handle(
            Authorized<GetServiceLinkedRoleDeletionStatusInput> request) {
        String task = request.input().deletionTaskId();
        String key = Tables.key(request.account(), task);
        Optional<FailedRoleDeletion> failed = request.view().get(Tables.FAILED_ROLE_DELETIONS, key);
        if (failed.isPresent()) {
            return new GetServiceLinkedRoleDeletionStatusOutput("FAILED", reason(failed.get()));
        }
        if (request.view().get(Tables.ROLE_DELETIONS, key).isEmpty()) {
            throw IamErrors.noSuchEntity("Deletion task " + task + " cannot be found.");
        }
        return new GetServiceLinkedRoleDeletionStatusOutput("SUCCEEDED", null);
    }

    private static DeletionTaskFailureReasonType reason(FailedRoleDeletion failed) {
        SortedMap<String, List<String>> byRegion = failed.uses().stream()
                .collect(Collectors.groupingBy(
                        RoleUse::region, TreeMap::new, Collectors.mapping(RoleUse::resource, Collectors.toList())));
        return new DeletionTaskFailureReasonType(
                "The role is in use by resources of its service. Delete them first.",
                byRegion.entrySet().stream()
                        .map(entry -> new RoleUsageType(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
