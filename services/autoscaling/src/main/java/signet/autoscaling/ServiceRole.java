package signet.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.snapshot.View;

/** The service-linked role by which a group acts (EC2 Auto Scaling User Guide, "Service-linked roles"). */
final class ServiceRole {
    static final String SERVICE = "autoscaling.amazonaws.com";
    private static final String NAME = "AWSServiceRoleForAutoScaling";
    private static final String PATH = Role.SERVICE_LINKED_PATH + SERVICE + "/";

    private ServiceRole() {}

    /** The ARN of the role that a group has when it asks for no other. */
    static String usual(String account) {
        return "arn:aws:iam::" + account + ":role" + PATH + NAME;
    }

    static Optional<Role> find(View view, String account, String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return view.get(Tables.ROLES, Tables.key(account, name))
                .filter(role -> role.arn().equals(arn) && role.path().equals(PATH));
    }

    /** What a caller needs so that a group may have its role: to pass the one that it names, or to make the usual one. */
    static List<Access> accesses(Scope scope, @Nullable String asked) {
        if (asked != null) {
            return List.of(find(scope.view(), scope.account(), asked)
                    .map(role -> Access.passing(role, SERVICE))
                    .orElseGet(() -> Access.to("iam:PassRole", asked).with("iam:PassedToService", SERVICE)));
        }
        String usual = usual(scope.account());
        return find(scope.view(), scope.account(), usual).isPresent()
                ? List.of()
                : List.of(Access.to("iam:CreateServiceLinkedRole", usual).with("iam:AWSServiceName", SERVICE));
    }

    /** Auto Scaling at work in its role. */
    static Caller acting(Role role, Instant now) {
        Session session = new Session(
                "",
                "",
                role.account(),
                Session.Kind.ROLE,
                role.id(),
                "AutoScaling",
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
