package signet.lambda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.EventLog;
import signet.authz.RequestInfo;
import signet.functions.RoleCredentials;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Sessions;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * The roles in which functions run. A caller has to be allowed to pass one when a function gets it; Lambda itself has to be
 * allowed to assume it then, and again at every call (Lambda Developer Guide, "Defining Lambda function permissions with an
 * execution role").
 */
final class ExecutionRoles {
    static final String LAMBDA = "lambda.amazonaws.com";

    /** A function runs for a quarter of an hour at most, so an environment serves for the rest of it. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final int LONGEST_SESSION_NAME = 64;
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    private final Permissions permissions;
    private final Authorizer authorizer;
    private final EventLog events;
    private final Sessions sessions;
    private final Ids ids;
    private final Clock clock;

    ExecutionRoles(
            Permissions permissions, Authorizer authorizer, EventLog events, Sessions sessions, Ids ids, Clock clock) {
        this.permissions = permissions;
        this.authorizer = authorizer;
        this.events = events;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a caller needs so that a function may have a role.
     *
     * @throws AwsError if it is another account's role, which nothing allows to be passed
     */
    static Access passing(Scope scope, FunctionName function, String roleArn) {
        Matcher matcher = ARN.matcher(roleArn);
        if (!matcher.matches() || !matcher.group(1).equals(scope.account())) {
            throw crossAccount();
        }
        Access access = find(scope.view(), roleArn)
                .map(role -> Access.passing(role, LAMBDA))
                .orElseGet(() -> Access.to("iam:PassRole", roleArn).with("iam:PassedToService", LAMBDA));
        return access.with("iam:AssociatedResourceArn", function.arn());
    }

    private static AwsError crossAccount() {
        return Errors.denied("Cross-account pass role is not allowed.");
    }

    private static Optional<Role> find(View view, String roleArn) {
        Matcher matcher = ARN.matcher(roleArn);
        return matcher.matches()
                ? view.effective()
                        .get(Tables.ROLES, Tables.key(matcher.group(1), matcher.group(2)))
                        .filter(role -> role.arn().equals(roleArn))
                : Optional.empty();
    }

    /**
     * The role that a function is to have, which has to trust Lambda.
     *
     * @throws AwsError if it doesn't, or there is none, or it is of another account than the function
     */
    Role assumable(View view, String roleArn, FunctionName function) {
        Matcher matcher = ARN.matcher(roleArn);
        if (!matcher.matches() || !matcher.group(1).equals(function.account())) {
            throw crossAccount();
        }
        return find(view, roleArn)
                .filter(role -> decide(view, role, function.name(), function.region())
                        .decision()
                        .allowed())
                .orElseThrow(Errors::roleNotAssumable);
    }

    /**
     * The role of a function that is called.
     *
     * @throws AwsError if it is gone, is another by now, or does not trust Lambda any more
     */
    Role held(View view, FunctionRecord function) {
        Role role = view.effective()
                .findOne(Tables.ROLES_BY_ID, function.settings().roleId())
                .filter(found -> found.account().equals(function.account()))
                .orElseThrow(ExecutionRoles::refused);
        Decided decided = decide(view, role, function.name(), function.region());
        if (!decided.decision().allowed()) {
            record(decided, function.region());
            throw refused();
        }
        return role;
    }

    private static AwsError refused() {
        return Errors.denied("The role defined for the function cannot be assumed by Lambda.");
    }

    /** New credentials of a function's role, if Lambda may assume it. */
    RoleCredentials credentials(View view, FunctionRecord function) {
        Role role = held(view, function);
        record(decide(view, role, function.name(), function.region()), function.region());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Session session = new Session(
                ids.accessKeyId("ASIA", function.account()),
                ids.secret(),
                function.account(),
                Session.Kind.ROLE,
                role.id(),
                sessionName(function.name()),
                now,
                now.plus(LIFETIME),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of("lambda:SourceFunctionArn", function.arn()));
        return new RoleCredentials(
                session.accessKeyId(), session.secret(), sessions.tokenOf(session), session.expires());
    }

    private static String sessionName(String functionName) {
        return functionName.length() <= LONGEST_SESSION_NAME
                ? functionName
                : functionName.substring(0, LONGEST_SESSION_NAME);
    }

    private Decided decide(View view, Role role, String functionName, String region) {
        Context.Builder keys = Context.builder().put("sts:RoleSessionName", sessionName(functionName));
        role.tags()
                .forEach((key, value) ->
                        keys.put("aws:ResourceTag/" + key, value).put("iam:ResourceTag/" + key, value));
        Access access = Access.to("sts:AssumeRole", role.arn())
                .ownedBy(role.account())
                .with(keys.build())
                .guardedBy(permissions.trust(role));
        return authorizer.decide(new Caller.AwsService(LAMBDA), info(region), view, access);
    }

    private RequestInfo info(String region) {
        return new RequestInfo(ids.uuid(), clock.instant(), region, LAMBDA, true, LAMBDA, null);
    }

    private void record(Decided decided, String region) {
        boolean allowed = decided.decision().allowed();
        String refusal = LAMBDA + " is not authorized to perform: sts:AssumeRole on resource: "
                + decided.access().resource();
        events.record(new Event(
                info(region),
                new Caller.AwsService(LAMBDA),
                "sts",
                "AssumeRole",
                allowed ? 200 : 403,
                allowed ? null : "AccessDenied",
                allowed ? null : refusal,
                List.of(decided)));
    }
}
