package signet.iamtoolbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Seal;
import signet.model.OperationModel;
import signet.model.iamtoolbox.GetRequestAuthorizationDetailsInput;
import signet.model.iamtoolbox.GetRequestAuthorizationDetailsOutput;
import signet.model.iamtoolbox.IamToolboxOperations;
import signet.trail.DecisionRecord;
import signet.trail.EventHistory;
import signet.trail.Recorded;

/** GetRequestAuthorizationDetails: what a request needed, what was decided about each, and by which policies. */
final class GetRequestAuthorizationDetails
        implements Operation<GetRequestAuthorizationDetailsInput, GetRequestAuthorizationDetailsOutput> {
    private static final int PAGE = 100;
    private static final String PURPOSE = "iam-toolbox-page";

    private final EventHistory history;
    private final Troubles troubles;
    private final Seal seal;

    GetRequestAuthorizationDetails(EventHistory history, Seal seal) {
        this.history = history;
        this.troubles = new Troubles(history);
        this.seal = seal;
    }

    @Override
    public OperationModel<GetRequestAuthorizationDetailsInput, GetRequestAuthorizationDetailsOutput> model() {
        return IamToolboxOperations.GET_REQUEST_AUTHORIZATION_DETAILS;
    }

    @Override
    public Accesses accesses(Call<GetRequestAuthorizationDetailsInput> call) {
        return Accesses.of(Access.to("iam:GetRequestAuthorizationDetails", "*"));
    }

    @Override
    public GetRequestAuthorizationDetailsOutput handle(Authorized<GetRequestAuthorizationDetailsInput> request) {
        String id = request.input().authorizationId();
        Recorded event = troubles.find(request, id);
        List<DecisionRecord> all = event.decisions();
        int from = from(id, request.input().nextToken(), all.size());
        int to = Math.min(all.size(), from + PAGE);
        Contexts contexts =
                new Contexts(all.stream().map(DecisionRecord::context).toList());
        Evaluations evaluations = new Evaluations(history, contexts);
        return GetRequestAuthorizationDetailsOutput.builder()
                .requestContext(contexts.shared())
                .evaluations(
                        all.subList(from, to).stream().map(evaluations::shown).toList())
                .policies(PolicyInfos.of(all))
                .nextToken(to == all.size() ? null : seal.seal(PURPOSE, id + " " + to))
                .build();
    }

    private int from(String id, @Nullable String token, int size) {
        if (token == null) {
            return 0;
        }
        Optional<Integer> from = seal.open(PURPOSE, token)
                .filter(text -> text.startsWith(id + " "))
                .map(text -> Integer.parseInt(text.substring(id.length() + 1)));
        return from.filter(place -> place <= size)
                .orElseThrow(() -> Errors.invalid("The pagination token is not valid, or belongs to another id."));
    }
}
