package signet.autoscaling;

import java.util.Optional;
import signet.authz.Access;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;

/** The role inside an instance profile that a launch configuration hands over. */
final class PassedRoles {
    private static final String ARN = "arn:aws:iam::";

    private PassedRoles() {}

    /**
     * The permission to pass the role inside a profile to EC2.
     *
     * @param profile its name or ARN
     * @throws signet.model.AwsError if there is no such profile, or no role inside
     */
    static Access pass(Scope scope, String profile) {
        InstanceProfile found = find(scope, profile).orElseThrow(() -> invalid(profile));
        String roleId = found.roleId();
        Role role = Optional.ofNullable(roleId)
                .flatMap(id -> scope.view().effective().findOne(Tables.ROLES_BY_ID, id))
                .orElseThrow(() -> invalid(profile));
        return Access.passing(role, "ec2.amazonaws.com")
                .with(
                        "iam:AssociatedResourceArn",
                        "arn:aws:ec2:" + scope.region() + ":" + scope.account() + ":instance/*");
    }

    private static Optional<InstanceProfile> find(Scope scope, String profile) {
        boolean arn = profile.startsWith(ARN);
        String name = arn ? profile.substring(profile.lastIndexOf('/') + 1) : profile;
        return scope.view()
                .effective()
                .get(Tables.INSTANCE_PROFILES, Tables.key(scope.account(), name))
                .filter(found ->
                        arn ? found.arn().equals(profile) : found.name().equals(profile));
    }

    private static signet.model.AwsError invalid(String profile) {
        return Errors.validation("Invalid IamInstanceProfile: " + profile);
    }
}
