package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.allow;
import static signet.ec2.World.named;
import static signet.ec2.World.policy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.InstanceProfile;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.ec2.AssociateIamInstanceProfileInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.RunInstancesInput;
import signet.snapshot.Propagation;

/** What EC2 knows of profiles and roles whose changes are still on their way. */
class LateProfilesTest extends Ec2Test {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String UNKNOWN = "InvalidParameterValue: Value (App) for parameter iamInstanceProfile.name is"
            + " invalid. Invalid IAM Instance Profile name";

    private Instant now = World.NOW;

    @BeforeEach
    void propagate() {
        world.state.propagate(new Propagation(Tables.propagated(), LONGEST, 1, () -> now));
    }

    private void later() {
        now = now.plus(LONGEST);
    }

    private RunInstancesInput app() {
        return world.one().iamInstanceProfile(named("App")).build();
    }

    @Test
    void aNewProfileIsUnknownUntilItIsInForce() {
        world.profile("App");

        assertEquals(UNKNOWN, error(Ec2Operations.RUN_INSTANCES, app()));
        later();
        world.launch(app());
        assertEquals(1, associations().size());
    }

    @Test
    void anInstanceCannotBeGivenANewProfileEither() {
        String id = world.launch();
        world.profile("App");
        AssociateIamInstanceProfileInput input = AssociateIamInstanceProfileInput.builder()
                .instanceId(id)
                .iamInstanceProfile(named("App"))
                .build();

        assertEquals(UNKNOWN, error(Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE, input));
        later();
        ask(Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE, input);
    }

    @Test
    void aRoleThatWasPutIntoAProfileIsThereLater() {
        InstanceProfile empty = world.emptyProfile("App");
        later();
        InstanceProfile full = world.profile("Other");
        later();
        world.state.change(tx -> tx.put(Tables.INSTANCE_PROFILES, empty.key(), empty.withRole(full.roleId())));

        assertEquals(
                "InvalidParameterValue: IAM Instance Profile \"" + empty.arn() + "\" has no associated IAM Roles",
                error(Ec2Operations.RUN_INSTANCES, app()));
        later();
        world.launch(app());
    }

    @Test
    void thePermissionToPassARoleIsGivenLater() {
        world.profile("App");
        Caller dev = world.user("dev", policy());
        later();
        Caller may = world.user("dev", policy(allow("iam:PassRole", "arn:aws:iam::" + ACCOUNT + ":role/App", "")));

        AwsError refused = assertThrows(AwsError.class, () -> world.ask(dev, Ec2Operations.RUN_INSTANCES, app()));
        assertEquals("UnauthorizedOperation", refused.code());
        later();
        world.ask(may, Ec2Operations.RUN_INSTANCES, app());
    }

    @Test
    void aProfileThatIsGoneIsHandedOverAsLongAsItIsInForce() {
        InstanceProfile profile = world.profile("App");
        later();
        world.state.change(tx -> tx.delete(Tables.INSTANCE_PROFILES, profile.key()));

        world.launch(app());
        later();
        assertEquals(UNKNOWN, error(Ec2Operations.RUN_INSTANCES, app()));
    }
}
