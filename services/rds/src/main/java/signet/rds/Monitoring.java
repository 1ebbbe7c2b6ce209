package signet.rds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Authorized;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.RequestInfo;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.policy.Context;

/**
 * Enhanced monitoring, as far as it is about its role: who may hand it over, and whether RDS can work by it (RDS User Guide,
 * "Setting up and enabling Enhanced Monitoring").
 */
final class Monitoring {
    static final String SERVICE = "monitoring.rds.amazonaws.com";
    private static final Pattern ARN = Pattern.compile("arn:aws:iam::[0-9]{12}:role/[\\x21-\\x7e]+");
    private static final Set<Integer> INTERVALS = Set.of(0, 1, 5, 10, 15, 30, 60);

    private final Authorizer authorizer;
    private final Permissions permissions;

    Monitoring(Authorizer authorizer, Permissions permissions) {
        this.authorizer = authorizer;
        this.permissions = permissions;
    }

    /** What is wrong with a role and an interval, whoever asks. */
    static void check(int interval, @Nullable String role) {
        if (!INTERVALS.contains(interval)) {
            throw Errors.value("Invalid value for MonitoringInterval: " + interval
                    + ". Valid values are 0, 1, 5, 10, 15, 30, 60.");
        }
        if (interval != 0 && role == null) {
            throw Errors.combination(
                    "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.");
        }
        if (interval == 0 && role != null) {
            throw Errors.combination(
                    "A MonitoringInterval value other than 0 is required if you specify a MonitoringRoleARN value.");
        }
    }

    /**
     * The permission to hand a role over.
     *
     * @throws AwsError if it is no role's ARN
     */
    static Access passing(Scope scope, String arn) {
        if (!ARN.matcher(arn).matches()) {
            throw unusable();
        }
        return find(scope, arn)
                .map(role -> Access.passing(role, SERVICE))
                .orElseGet(() -> Access.to("iam:PassRole", arn).with("iam:PassedToService", SERVICE));
    }

    /** Whether RDS can assume a role for an instance, and write by it. */
    void checkRole(Authorized<?> request, String arn, InstanceRecord instance) {
        Optional<Role> role = find(Scope.of(request), arn);
        if (role.isEmpty() || !mayAssume(request, role.get(), instance) || !mayWrite(request, role.get(), instance)) {
            throw unusable();
        }
    }

    private static AwsError unusable() {
        return Errors.value("IAM role ARN value is invalid or does not include the required permissions for:"
                + " ENHANCED_MONITORING");
    }

    private static Optional<Role> find(Scope scope, String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return scope.view()
                .effective()
                .get(Tables.ROLES, Tables.key(scope.account(), name))
                .filter(role -> role.arn().equals(arn));
    }

    private boolean mayAssume(Authorized<?> request, Role role, InstanceRecord instance) {
        Context keys = Context.builder()
                .put("aws:SourceArn", instance.arn())
                .put("aws:SourceAccount", instance.account())
                .build();
        Access access = Access.to("sts:AssumeRole", role.arn())
                .ownedBy(role.account())
                .with(keys)
                .guardedBy(permissions.trust(role));
        return decide(request, new Caller.AwsService(SERVICE), access);
    }

    private boolean mayWrite(Authorized<?> request, Role role, InstanceRecord instance) {
        Caller acting = acting(role, request.time());
        String group = "arn:aws:logs:" + instance.region() + ":" + instance.account() + ":log-group:RDSOSMetrics";
        String stream = group + ":log-stream:" + instance.resourceId();
        return decide(request, acting, Access.to("logs:CreateLogGroup", group))
                && decide(request, acting, Access.to("logs:CreateLogStream", stream))
                && decide(request, acting, Access.to("logs:PutLogEvents", stream));
    }

    private boolean decide(Authorized<?> request, Caller caller, Access access) {
        RequestInfo own = new RequestInfo(
                request.info().requestId(), request.time(), request.info().region(), SERVICE, true, SERVICE, null);
        return authorizer.decide(caller, own, request.view(), access).decision().allowed();
    }

    private static Caller acting(Role role, Instant now) {
        Session session = new Session(
                "",
                "",
                role.account(),
                Session.Kind.ROLE,
                role.id(),
                "RDSEnhancedMonitoring",
                now,
                now.plus(Duration.ofHours(1)),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of());
        return new Caller.RoleSession(role, session);
    }
}
