package signet.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusInput;
import signet.model.iam.GetServiceLinkedRoleDeletionStatusOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

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
        if (request.view()
                .get(Tables.ROLE_DELETIONS, Tables.key(request.account(), task))
                .isEmpty()) {
            throw IamErrors.noSuchEntity("Deletion task " + task + " cannot be found.");
        }
        return new GetServiceLinkedRoleDeletionStatusOutput("SUCCEEDED", null);
    }
}
