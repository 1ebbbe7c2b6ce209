package signet.iamtoolbox;

import java.util.Optional;
import signet.authz.Authorized;
import signet.identity.Membership;
import signet.snapshot.View;
import signet.trail.EventHistory;
import signet.trail.Recorded;

/**
 * Finds what an id refers to. It is for the account of who asked then, and for the others of that account's organization (IAM
 * Toolbox API Reference, "GetRequestAuthorizationPolicy").
 */
final class Troubles {
    private final EventHistory history;

    Troubles(EventHistory history) {
        this.history = history;
    }

    /** @throws signet.model.AwsError if it refers to nothing, or to nothing that the caller may see */
    Recorded find(Authorized<?> request, String id) {
        String meant = AuthorizationId.meaning(id)
                .orElseThrow(() -> Errors.invalid("The authorization id is not valid: " + id));
        return history.find(meant)
                .filter(event -> !event.decisions().isEmpty())
                .filter(event -> mayBeSeen(event, request))
                .orElseThrow(Errors::unknown);
    }

    private static boolean mayBeSeen(Recorded event, Authorized<?> request) {
        String owner = event.callerAccount();
        if (owner.isEmpty()) {
            return false;
        }
        if (owner.equals(request.account())) {
            return true;
        }
        Optional<String> organization = organization(request.view(), owner);
        return organization.isPresent() && organization.equals(organization(request.view(), request.account()));
    }

    private static Optional<String> organization(View view, String account) {
        return Membership.of(view, account).map(place -> place.organization().id());
    }
}
