package signet.autoscaling;

import static signet.autoscaling.World.ACCOUNT;
import static signet.autoscaling.World.OTHER;
import static signet.autoscaling.World.allow;
import static signet.autoscaling.World.deny;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A caller, and why the role is not its to pass; null where it is. */
enum Column {
    ALLOWED(Group.ALLOWED, null),
    ALLOWED_THIS_ROLE(Group.ALLOWED, null),
    ALLOWED_TO_THIS_SERVICE(Group.ALLOWED, null),
    ALLOWED_TO_THIS_SERVICE_EVERYWHERE(Group.ALLOWED, null),
    ALLOWED_TO_SERVICES_LIKE_THIS(Group.ALLOWED, null),
    ALLOWED_FOR_SUCH_RESOURCES(Group.ALLOWED, null),
    ALLOWED_FOR_SUCH_RESOURCES_AS_DOCUMENTED(Group.ALLOWED, null),
    ALLOWED_WITHIN_A_BOUNDARY(Group.ALLOWED, null),
    ALLOWED_WITHIN_AN_ORGANIZATION(Group.ALLOWED, null),
    NO_PASS_ROLE(Group.NO_PASS_ROLE, Because.NOBODY),
    ONLY_THE_PROFILE(Group.NO_PASS_ROLE, Because.NOBODY),
    ONLY_OTHER_ACTIONS(Group.NO_PASS_ROLE, Because.NOBODY),
    ANOTHER_ROLE(Group.ANOTHER_ROLE, Because.NOBODY),
    ANOTHER_CASE(Group.ANOTHER_ROLE, Because.NOBODY),
    ANOTHER_PATH(Group.ANOTHER_ROLE, Because.NOBODY),
    ANOTHER_ACCOUNTS_ROLE(Group.ANOTHER_ROLE, Because.NOBODY),
    WRONG_SERVICE(Group.WRONG_SERVICE, Because.NOBODY),
    WRONG_PARTITIONS_SERVICE(Group.WRONG_SERVICE, Because.NOBODY),
    WRONG_CASE_OF_SERVICE(Group.WRONG_SERVICE, Because.NOBODY),
    WRONG_REGION(Group.WRONG_RESOURCE, Because.NOBODY),
    WRONG_TYPE(Group.WRONG_RESOURCE, Because.NOBODY),
    WRONG_ACCOUNT(Group.WRONG_RESOURCE, Because.NOBODY),
    DENIED_INLINE(Group.DENY, "with an explicit deny in an identity-based policy"),
    DENIED_MANAGED(
            Group.DENY,
            "with an explicit deny in an identity-based policy: arn:aws:iam::" + ACCOUNT + ":policy/NoPassing"),
    DENIED_TO_THIS_SERVICE(Group.DENY, "with an explicit deny in an identity-based policy"),
    BOUNDARY(Group.BOUNDARY, "because no permissions boundary allows the iam:PassRole action"),
    BOUNDARY_OF_ANOTHER_ROLE(Group.BOUNDARY, "because no permissions boundary allows the iam:PassRole action"),
    BOUNDARY_DENIES(
            Group.BOUNDARY, "with an explicit deny in a permissions boundary: arn:aws:iam::" + ACCOUNT + ":policy/dev"),
    SCP(Group.SCP, "because no service control policy allows the iam:PassRole action"),
    SCP_DENIES(Group.SCP, Because.SCP_DENIES),
    SCP_DENIES_THE_ROOT_USER(Group.SCP, Because.SCP_DENIES),
    OTHER_ACCOUNT(Group.OTHER_ACCOUNT, null),
    OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE(
            Group.OTHER_ACCOUNT, "because no resource-based policy allows the iam:PassRole action");

    /** The columns of the table that was promised. */
    enum Group {
        ALLOWED,
        NO_PASS_ROLE,
        ANOTHER_ROLE,
        WRONG_SERVICE,
        WRONG_RESOURCE,
        DENY,
        BOUNDARY,
        SCP,
        OTHER_ACCOUNT
    }

    private static final class Because {
        static final String NOBODY = "because no identity-based policy allows the iam:PassRole action";
        static final String SCP_DENIES = "with an explicit deny in a service control policy: arn:aws:organizations::"
                + OTHER + ":policy/o-a1b2c3d4e5/service_control_policy/p-scp00001";
    }

    /** What everyone here may do besides. */
    static final List<String> BASE = List.of(
            allow("autoscaling:*", "*"),
            allow("ec2:*", "*"),
            allow("iam:CreateServiceLinkedRole", "*"),
            allow("iam:AddRoleToInstanceProfile", "*"));

    private final Group group;
    private final @Nullable String because;

    Column(Group group, @Nullable String because) {
        this.group = group;
        this.because = because;
    }

    Group group() {
        return group;
    }

    @Nullable
    String because() {
        return because;
    }

    /** The statements about passing roles. */
    List<String> statements(Door door) {
        String any = allow("iam:PassRole", "*");
        String role = door.role();
        return switch (this) {
            case ALLOWED,
                    ALLOWED_WITHIN_A_BOUNDARY,
                    ALLOWED_WITHIN_AN_ORGANIZATION,
                    BOUNDARY,
                    BOUNDARY_OF_ANOTHER_ROLE,
                    BOUNDARY_DENIES,
                    SCP,
                    SCP_DENIES,
                    SCP_DENIES_THE_ROOT_USER,
                    DENIED_MANAGED,
                    OTHER_ACCOUNT,
                    OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE -> List.of(any);
            case ALLOWED_THIS_ROLE -> List.of(allow("iam:PassRole", role));
            case ALLOWED_TO_THIS_SERVICE -> List.of(to(role, "StringEquals", '"' + door.service() + '"'));
            case ALLOWED_TO_THIS_SERVICE_EVERYWHERE ->
                List.of(to(role, "StringEquals", "[\"" + door.service() + "\",\"" + door.service() + ".cn\"]"));
            case ALLOWED_TO_SERVICES_LIKE_THIS ->
                List.of(to(role, "StringLike", '"' + door.service().replace("amazonaws.com", "*") + '"'));
            case ALLOWED_FOR_SUCH_RESOURCES ->
                List.of(door.hasResource() ? forResources(role, "ArnLike", "*", ACCOUNT, "instance/*") : any);
            case ALLOWED_FOR_SUCH_RESOURCES_AS_DOCUMENTED -> List.of(door.hasResource() ? documented(door) : any);
            case NO_PASS_ROLE -> List.of();
            case ONLY_THE_PROFILE -> List.of(allow("iam:PassRole", "arn:aws:iam::" + ACCOUNT + ":instance-profile/*"));
            case ONLY_OTHER_ACTIONS -> List.of(allow("iam:Get*", "*"), allow("iam:PassRoles", "*"));
            case ANOTHER_ROLE -> List.of(allow("iam:PassRole", role + "2"), allow("iam:PassRole", role + "/*"));
            case ANOTHER_CASE -> List.of(allow("iam:PassRole", role.toLowerCase(java.util.Locale.ROOT)));
            case ANOTHER_PATH -> List.of(allow("iam:PassRole", role.replace(":role/", ":role/team/")));
            case ANOTHER_ACCOUNTS_ROLE -> List.of(allow("iam:PassRole", role.replace(ACCOUNT, OTHER)));
            case WRONG_SERVICE -> List.of(to(role, "StringEquals", "\"lambda.amazonaws.com\""));
            case WRONG_PARTITIONS_SERVICE -> List.of(to(role, "StringEquals", '"' + door.service() + ".cn\""));
            case WRONG_CASE_OF_SERVICE ->
                List.of(to(role, "StringEquals", '"' + door.service().toUpperCase(java.util.Locale.ROOT) + '"'));
            case WRONG_REGION -> List.of(forResources(role, "ArnLike", "eu-west-1", ACCOUNT, "instance/*"));
            case WRONG_TYPE -> List.of(forResources(role, "ArnLike", "*", ACCOUNT, "volume/*"));
            case WRONG_ACCOUNT -> List.of(forResources(role, "StringLike", "*", OTHER, "instance/*"));
            case DENIED_INLINE -> List.of(any, sid("NoApp", deny("iam:PassRole", role)));
            case DENIED_TO_THIS_SERVICE ->
                List.of(
                        any,
                        sid(
                                "NoApp",
                                to("*", "StringEquals", '"' + door.service() + '"')
                                        .replace("\"Allow\"", "\"Deny\"")));
        };
    }

    /** As the IAM User Guide has it ("Granting a user permissions to pass a role to an AWS service"), key spelled so. */
    private static String documented(Door door) {
        String region = door == Door.ROLE_INTO_PROFILE ? "*" : "us-east-1";
        return allow(
                "iam:PassRole",
                door.role(),
                "{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"},\"StringLike\":"
                        + "{\"iam:AssociatedResourceARN\":[\"arn:aws:ec2:" + region + ":" + ACCOUNT
                        + ":instance/*\",\"arn:aws:ec2:us-west-1:" + ACCOUNT + ":instance/*\"]}}");
    }

    private static String to(String role, String operator, String service) {
        return allow("iam:PassRole", role, "{\"" + operator + "\":{\"iam:PassedToService\":" + service + "}}");
    }

    private static String forResources(String role, String operator, String region, String account, String resource) {
        return allow(
                "iam:PassRole",
                role,
                "{\"" + operator + "\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:" + region + ":" + account + ":"
                        + resource + "\"}}");
    }

    private static String sid(String sid, String statement) {
        return statement.replaceFirst("\\{", "{\"Sid\":\"" + sid + "\",");
    }

    /** The document of the permissions boundary; null for none. */
    @Nullable
    String boundary(Door door) {
        return switch (this) {
            case ALLOWED_WITHIN_A_BOUNDARY -> within(allow("iam:PassRole", door.role()));
            case BOUNDARY -> within();
            case BOUNDARY_OF_ANOTHER_ROLE -> within(allow("iam:PassRole", door.role() + "2"));
            case BOUNDARY_DENIES -> within(allow("iam:PassRole", "*"), sid("NoApp", deny("iam:PassRole", door.role())));
            default -> null;
        };
    }

    /** The document of a managed policy; null for none. */
    @Nullable
    String managed(Door door) {
        return this == DENIED_MANAGED ? World.document(sid("NoApp", deny("iam:PassRole", door.role()))) : null;
    }

    /** The service control policy on the account; null for one that allows all. */
    @Nullable
    String control(Door door) {
        return switch (this) {
            case SCP -> World.document("{\"Effect\":\"Allow\",\"NotAction\":\"iam:PassRole\",\"Resource\":\"*\"}");
            case SCP_DENIES, SCP_DENIES_THE_ROOT_USER ->
                World.document(allow("*", "*"), sid("NoApp", deny("iam:PassRole", door.role())));
            case ALLOWED_WITHIN_AN_ORGANIZATION ->
                World.document(allow("*", "*"), deny("iam:PassRole", door.role() + "2"));
            default -> null;
        };
    }

    private static String within(String... statements) {
        List<String> all = new java.util.ArrayList<>(BASE);
        all.addAll(List.of(statements));
        return World.document(all.toArray(new String[0]));
    }
}
