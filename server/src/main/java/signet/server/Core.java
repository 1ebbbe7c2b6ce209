package signet.server;

import java.time.Clock;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorizer;
import signet.authz.CallerPolicies;
import signet.authz.EventLog;
import signet.iam.LastUses;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Seal;
import signet.identity.Sessions;
import signet.managedpolicies.ManagedPolicies;
import signet.snapshot.State;
import signet.trail.EventHistory;

/**
 * What all services have in common: the state, who is who, and the one authorizer.
 *
 * @param region the region of all regional services
 * @param history what was recorded
 * @param uses when keys and roles were last used
 */
record Core(
        State state,
        Clock clock,
        Ids ids,
        String region,
        Seal seal,
        Sessions sessions,
        Permissions permissions,
        Authorizer authorizer,
        Authenticator authenticator,
        AuthorizationMessages messages,
        EventLog events,
        EventHistory history,
        RequestIds requestIds,
        LastUses uses) {

    /** One of which nobody asks what was recorded. */
    static Core over(State state, Clock clock, Ids ids, String region, EventLog events) {
        return over(state, clock, ids, region, events, EventHistory.none());
    }

    static Core over(State state, Clock clock, Ids ids, String region, EventLog events, EventHistory history) {
        Seal seal = new Seal(state, ids, clock);
        Sessions sessions = new Sessions(seal);
        Permissions permissions = new Permissions(ManagedPolicies.load(), new PolicyTexts());
        LastUses uses = new LastUses(state);
        return new Core(
                state,
                clock,
                ids,
                region,
                seal,
                sessions,
                permissions,
                new Authorizer(new CallerPolicies(permissions)),
                new Authenticator(sessions, clock, region),
                new AuthorizationMessages(seal),
                event -> {
                    uses.seen(event);
                    events.record(event);
                },
                history,
                new RequestIds(ids),
                uses);
    }
}
