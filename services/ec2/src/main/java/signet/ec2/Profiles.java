package signet.ec2;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;
import signet.snapshot.View;

/** Finds the instance profile that a request hands over, and the role inside, which is what has to be passed. */
final class Profiles {
    private static final String NAME = "iamInstanceProfile.name";
    private static final String ARN = "iamInstanceProfile.arn";

    private Profiles() {}

    /** A profile with the role inside. */
    record Handed(InstanceProfile profile, Role role) {
        /**
         * The permission to pass the role to EC2.
         *
         * @param instanceArn what it is passed for
         */
        Access pass(String instanceArn) {
            return Access.passing(role, "ec2.amazonaws.com").with("iam:AssociatedResourceArn", instanceArn);
        }

        /** Whether the profile is still there and holds the same role, as far as EC2 knows. */
        boolean holdsIn(View view) {
            return view.effective()
                    .get(Tables.INSTANCE_PROFILES, profile.key())
                    .filter(now -> now.id().equals(profile.id()) && role.id().equals(now.roleId()))
                    .isPresent();
        }
    }

    /** The profile that a request names by name or by ARN. */
    static Handed find(Ec2Call call, LaunchSettings.Profile asked) {
        String name = asked.name();
        String arn = asked.arn();
        if (name != null && arn != null) {
            throw Errors.combination("The parameter '" + NAME + "' may not be used in combination with '" + ARN + "'");
        }
        InstanceProfile profile = name != null ? byName(call, name) : byArn(call, arn);
        String roleId = profile.roleId();
        Optional<Role> role =
                roleId == null ? Optional.empty() : call.view().effective().findOne(Tables.ROLES_BY_ID, roleId);
        return new Handed(
                profile,
                role.orElseThrow(() -> Errors.invalidValue(
                        "IAM Instance Profile \"" + profile.arn() + "\" has no associated IAM Roles")));
    }

    private static InstanceProfile byName(Ec2Call call, String name) {
        return call.view()
                .effective()
                .get(Tables.INSTANCE_PROFILES, Tables.key(call.account(), name))
                .filter(profile -> profile.name().equals(name))
                .orElseThrow(() -> Errors.invalidValue(name, NAME, "Invalid IAM Instance Profile name"));
    }

    private static InstanceProfile byArn(Ec2Call call, @Nullable String arn) {
        if (arn == null) {
            throw Errors.missing("IamInstanceProfile");
        }
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return call.view()
                .effective()
                .get(Tables.INSTANCE_PROFILES, Tables.key(call.account(), name))
                .filter(profile -> profile.arn().equals(arn))
                .orElseThrow(() -> Errors.invalidValue(arn, ARN, "Invalid IAM Instance Profile ARN"));
    }
}
