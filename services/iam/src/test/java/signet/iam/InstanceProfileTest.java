package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.DeleteInstanceProfileInput;
import signet.model.iam.GetInstanceProfileInput;
import signet.model.iam.IamOperations;
import signet.model.iam.InstanceProfile;
import signet.model.iam.ListInstanceProfilesForRoleInput;
import signet.model.iam.ListInstanceProfilesInput;
import signet.model.iam.RemoveRoleFromInstanceProfileInput;
import signet.model.iam.Role;

class InstanceProfileTest extends CloudTest {
    private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/r";

    private void make(String name) {
        cloud.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput(name, null, null));
    }

    private InstanceProfile get(String name) {
        return cloud.call(IamOperations.GET_INSTANCE_PROFILE, new GetInstanceProfileInput(name))
                .instanceProfile();
    }

    @Test
    void aNewProfileIsEmptyAndShowsTagsOnlyIfGiven() {
        InstanceProfile plain = cloud.call(
                        IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput("a", "/x/", null))
                .instanceProfile();
        InstanceProfile tagged = cloud.call(
                        IamOperations.CREATE_INSTANCE_PROFILE,
                        new CreateInstanceProfileInput("b", null, Cloud.tags("k", "v")))
                .instanceProfile();

        assertEquals("arn:aws:iam::123456789012:instance-profile/x/a", plain.arn());
        assertEquals(List.of(), plain.roles());
        assertNull(plain.tags());
        assertEquals(Cloud.tags("k", "v"), tagged.tags());
        assertEquals(List.of(), get("a").tags());
    }

    @Test
    void theRoleInsideIsShownWithItsTrustPolicyOnly() {
        make("p");
        cloud.makeRole("r");

        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("p", "r"));

        Role inside = get("p").roles().getFirst();
        assertEquals(ROLE_ARN, inside.arn());
        assertEquals(Percent.encode(Cloud.TRUST_EC2), inside.assumeRolePolicyDocument());
        assertNull(inside.maxSessionDuration());
        assertNull(inside.tags());
        assertNull(inside.roleLastUsed());
    }

    @Test
    void onlyOneRoleFits() {
        make("p");
        cloud.makeRole("r");
        cloud.makeRole("r2");
        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("p", "r"));

        for (String role : List.of("r", "r2")) {
            cloud.refuses(
                    "LimitExceeded",
                    "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
                    IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                    new AddRoleToInstanceProfileInput("p", role));
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        make("p");
        cloud.makeRole("r");

        cloud.refuses(
                "NoSuchEntity",
                "The role with name none cannot be found.",
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                new AddRoleToInstanceProfileInput("p", "none"));
        cloud.refuses(
                "NoSuchEntity",
                "Instance Profile none cannot be found.",
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                new AddRoleToInstanceProfileInput("none", "r"));
        cloud.refuses(
                "NoSuchEntity",
                "Role r in Instance Profile p cannot be found.",
                IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                new RemoveRoleFromInstanceProfileInput("p", "r"));
    }

    @Test
    void aProfileNameIsTakenOnce() {
        make("p");

        cloud.refuses(
                "EntityAlreadyExists",
                "Instance Profile P already exists.",
                IamOperations.CREATE_INSTANCE_PROFILE,
                new CreateInstanceProfileInput("P", null, null));
    }

    @Test
    void aProfileWithARoleIsNotDeleted() {
        make("p");
        cloud.makeRole("r");
        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("p", "r"));

        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must remove roles from instance profile first.",
                IamOperations.DELETE_INSTANCE_PROFILE,
                new DeleteInstanceProfileInput("p"));
        cloud.call(IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE, new RemoveRoleFromInstanceProfileInput("p", "r"));
        cloud.call(IamOperations.DELETE_INSTANCE_PROFILE, new DeleteInstanceProfileInput("p"));

        cloud.refuses(
                "NoSuchEntity",
                "Instance Profile p cannot be found.",
                IamOperations.GET_INSTANCE_PROFILE,
                new GetInstanceProfileInput("p"));
    }

    @Test
    void aRolesProfilesAreListed() {
        make("p");
        make("q");
        make("empty");
        cloud.makeRole("r");
        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("p", "r"));
        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("q", "r"));

        assertEquals(
                List.of("p", "q"),
                cloud
                        .call(
                                IamOperations.LIST_INSTANCE_PROFILES_FOR_ROLE,
                                new ListInstanceProfilesForRoleInput("r", null, null))
                        .instanceProfiles()
                        .stream()
                        .map(InstanceProfile::instanceProfileName)
                        .toList());
        assertEquals(
                3,
                cloud.call(IamOperations.LIST_INSTANCE_PROFILES, new ListInstanceProfilesInput(null, null, null))
                        .instanceProfiles()
                        .size());
    }

    @Test
    void addingARoleNeedsPermissionToPassItToEc2() {
        make("p");
        cloud.makeRole("r");
        cloud.makeUser("admin", Cloud.allow("iam:AddRoleToInstanceProfile", "*"));
        cloud.makeUser("nobody", "");

        cloud.denies(
                cloud.user("nobody"),
                "iam:AddRoleToInstanceProfile",
                "instance profile p",
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                new AddRoleToInstanceProfileInput("p", "r"));
        cloud.denies(
                cloud.user("admin"),
                "iam:PassRole",
                ROLE_ARN,
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                new AddRoleToInstanceProfileInput("p", "r"));
        assertEquals(List.of(), get("p").roles());
    }

    @Test
    void passingCanBeTiedToTheServiceAndTheInstances() {
        make("p");
        cloud.makeRole("r");
        cloud.makeUser("good", passRoleIf("ec2.amazonaws.com", "arn:aws:ec2:*:123456789012:instance/*"));
        cloud.makeUser("otherService", passRoleIf("lambda.amazonaws.com", "arn:aws:ec2:*:123456789012:instance/*"));
        cloud.makeUser("otherThing", passRoleIf("ec2.amazonaws.com", "arn:aws:lambda:*:*:function:*"));

        for (String caller : List.of("otherService", "otherThing")) {
            cloud.denies(
                    cloud.user(caller),
                    "iam:PassRole",
                    ROLE_ARN,
                    IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                    new AddRoleToInstanceProfileInput("p", "r"));
        }
        cloud.callAs(
                cloud.user("good"),
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                new AddRoleToInstanceProfileInput("p", "r"));

        assertEquals("r", Objects.requireNonNull(get("p").roles().getFirst()).roleName());
    }

    private static String passRoleIf(String service, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:AddRoleToInstanceProfile\","
                + "\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"" + ROLE_ARN
                + "\",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":\"" + service
                + "\"},\"ArnLike\":{\"iam:AssociatedResourceArn\":\"" + resource + "\"}}}]}";
    }
}
