package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.named;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.InstanceProfile;
import signet.model.AwsError;
import signet.model.ec2.AssociateIamInstanceProfileInput;
import signet.model.ec2.DescribeIamInstanceProfileAssociationsInput;
import signet.model.ec2.DisassociateIamInstanceProfileInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.IamInstanceProfileAssociation;
import signet.model.ec2.ReplaceIamInstanceProfileAssociationInput;
import signet.model.ec2.StartInstancesInput;
import signet.model.ec2.StopInstancesInput;
import signet.model.ec2.TerminateInstancesInput;

class AssociationTest extends Ec2Test {
    private String instance = "";
    private InstanceProfile first = new InstanceProfile("", "/", "", "", World.NOW, null, java.util.Map.of());

    @BeforeEach
    void launch() {
        first = world.profile("First");
        world.profile("Second");
        instance = world.launch();
    }

    @Test
    void anAssociationIsFirstAssociatingThenAssociated() {
        IamInstanceProfileAssociation answer = associate("First");
        world.fleet.awaitIdle();

        assertEquals("associating", answer.state());
        assertEquals(first.arn(), some(answer.iamInstanceProfile()).arn());
        assertEquals("AIPAFirst", some(answer.iamInstanceProfile()).id());
        assertTrue(some(answer.associationId()).matches("iip-assoc-[0-9a-f]{17}"));
        assertEquals("associated", associations().getFirst().state());
        assertEquals(answer.associationId(), associations().getFirst().associationId());
        assertEquals(first.arn(), some(shown(instance).iamInstanceProfile()).arn());
    }

    @Test
    void anInstanceHasOneProfile() {
        associate("First");

        assertEquals(
                "IncorrectState: There is an existing association for instance " + instance,
                error(
                        Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                        new AssociateIamInstanceProfileInput(named("Second"), instance)));
    }

    @Test
    void aReplacementHasAnIdOfItsOwn() {
        String old = settled(associate("First"));

        IamInstanceProfileAssociation answer = some(ask(
                        Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                        new ReplaceIamInstanceProfileAssociationInput(named("Second"), old))
                .iamInstanceProfileAssociation());
        world.fleet.awaitIdle();

        assertNotEquals(old, answer.associationId());
        assertEquals("associating", answer.state());
        assertEquals(1, associations().size());
        assertEquals(
                "AIPASecond",
                some(associations().getFirst().iamInstanceProfile()).id());
    }

    @Test
    void aDisassociatedInstanceHasNoProfile() {
        String id = settled(associate("First"));

        IamInstanceProfileAssociation answer =
                some(ask(Ec2Operations.DISASSOCIATE_IAM_INSTANCE_PROFILE, new DisassociateIamInstanceProfileInput(id))
                        .iamInstanceProfileAssociation());
        world.fleet.awaitIdle();

        assertEquals("disassociating", answer.state());
        assertTrue(associations().isEmpty());
        assertNull(shown(instance).iamInstanceProfile());
        assertEquals("associating", associate("Second").state());
    }

    @Test
    void stoppingAndStartingKeepsTheAssociation() {
        String id = settled(associate("First"));

        stop();
        assertEquals(id, associations().getFirst().associationId());
        ask(
                Ec2Operations.START_INSTANCES,
                StartInstancesInput.builder().instanceIds(List.of(instance)).build());
        world.fleet.awaitIdle();

        assertEquals(id, associations().getFirst().associationId());
    }

    @Test
    void terminationEndsTheAssociation() {
        settled(associate("First"));

        ask(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder().instanceIds(List.of(instance)).build());
        world.fleet.awaitIdle();

        assertTrue(associations().isEmpty());
    }

    @Test
    void aStoppedInstanceMayGetAProfileButNotAnother() {
        stop();
        String id = settled(associate("First"));

        assertEquals(
                "IncorrectInstanceState: The instance '" + instance + "' is not in the 'running' state.",
                error(
                        Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                        new ReplaceIamInstanceProfileAssociationInput(named("Second"), id)));
    }

    @Test
    void aPendingInstanceGetsNoProfile() {
        CountDownLatch booting = new CountDownLatch(1);
        world.runner.gate = booting;
        String pending =
                some(World.first(ask(Ec2Operations.RUN_INSTANCES, world.one().build()))
                        .instanceId());

        String error = error(
                Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                new AssociateIamInstanceProfileInput(named("First"), pending));
        booting.countDown();

        assertEquals(
                "IncorrectInstanceState: The instance '" + pending + "' is not in the 'running' or 'stopped' states.",
                error);
    }

    @Test
    void aLaunchedProfileIsAssociatedOnceTheInstanceRuns() {
        String launched =
                world.launch(world.one().iamInstanceProfile(named("First")).build());

        assertEquals("associated", associations().getFirst().state());
        assertEquals(launched, associations().getFirst().instanceId());
    }

    @Test
    void unknownThingsAreNamedInAwssWords() {
        assertEquals(
                "InvalidAssociationID.NotFound: An invalid association-id of 'iip-assoc-1' was given",
                error(
                        Ec2Operations.DISASSOCIATE_IAM_INSTANCE_PROFILE,
                        new DisassociateIamInstanceProfileInput("iip-assoc-1")));
        assertEquals(
                "InvalidAssociationID.NotFound: An invalid association-id of 'iip-assoc-1' was given",
                error(
                        Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                        new ReplaceIamInstanceProfileAssociationInput(named("First"), "iip-assoc-1")));
        assertEquals(
                "InvalidInstanceID.NotFound: The instance ID 'i-0123456789abcdef0' does not exist",
                error(
                        Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                        new AssociateIamInstanceProfileInput(named("First"), "i-0123456789abcdef0")));
        assertEquals(
                "InvalidInstanceID.Malformed: Invalid id: \"web\"",
                error(
                        Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                        new AssociateIamInstanceProfileInput(named("First"), "web")));
        assertEquals(
                "InvalidParameterValue: Value (x) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance"
                        + " Profile name",
                error(
                        Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                        new AssociateIamInstanceProfileInput(named("x"), instance)));
    }

    @Test
    void associatingCarriesTheNewAndReplacingAlsoThePresentProfile() {
        String id = settled(associate("First"));
        assertEquals(List.of(first.arn()), key("AssociateIamInstanceProfile", "ec2:NewInstanceProfile"));
        assertTrue(world.decided("ec2:AssociateIamInstanceProfile", instance)
                .context()
                .get("ec2:InstanceProfile")
                .isEmpty());

        ask(
                Ec2Operations.REPLACE_IAM_INSTANCE_PROFILE_ASSOCIATION,
                new ReplaceIamInstanceProfileAssociationInput(named("Second"), id));

        assertEquals(List.of(first.arn()), key("ReplaceIamInstanceProfileAssociation", "ec2:InstanceProfile"));
        assertEquals(
                List.of(first.arn().replace("First", "Second")),
                key("ReplaceIamInstanceProfileAssociation", "ec2:NewInstanceProfile"));
    }

    @Test
    void disassociatingTakesNoPassRole() {
        String id = settled(associate("First"));
        Caller dev = world.user("dev", World.policy());

        world.ask(dev, Ec2Operations.DISASSOCIATE_IAM_INSTANCE_PROFILE, new DisassociateIamInstanceProfileInput(id));

        assertEquals(1, world.asked().size());
    }

    @Test
    void theActionOnTheInstanceIsAskedBeforePassRole() {
        Caller passer = world.user(
                "passer", "{\"Version\":\"2012-10-17\",\"Statement\":[" + World.allow("iam:PassRole", "*", "") + "]}");

        AwsError error = world.refused(
                passer,
                Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                new AssociateIamInstanceProfileInput(named("First"), instance));

        assertTrue(
                error.message()
                        .contains(
                                "ec2:AssociateIamInstanceProfile on resource: arn:aws:ec2:us-east-1:123456789012:instance/"
                                        + instance + " because"),
                error.message());
    }

    @Test
    void aProfileMadeAnewUnderTheSameNameIsAnotherProfile() {
        settled(associate("First"));
        world.state.write(tx -> {
            InstanceProfile again = new InstanceProfile(
                    World.ACCOUNT, "/", "First", "AIPAAgain", World.NOW, first.roleId(), java.util.Map.of());
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, again.key(), again);
            return true;
        });

        assertEquals("AIPAFirst", some(shown(instance).iamInstanceProfile()).id());
    }

    @Test
    void associationsAreFoundByInstanceAndStateAndId() {
        String id = settled(associate("First"));
        world.launch(world.one().iamInstanceProfile(named("Second")).build());

        assertEquals(2, associations().size());
        assertEquals(
                List.of(id),
                found(DescribeIamInstanceProfileAssociationsInput.builder()
                        .filters(List.of(filter("instance-id", instance)))));
        assertEquals(
                List.of(id),
                found(DescribeIamInstanceProfileAssociationsInput.builder().associationIds(List.of(id))));
        assertEquals(
                2,
                found(DescribeIamInstanceProfileAssociationsInput.builder()
                                .filters(List.of(filter("state", "associated"))))
                        .size());
        assertFalse(found(DescribeIamInstanceProfileAssociationsInput.builder()
                        .filters(List.of(filter("state", "associating"))))
                .contains(id));
    }

    private List<String> found(DescribeIamInstanceProfileAssociationsInput.Builder input) {
        return some(ask(Ec2Operations.DESCRIBE_IAM_INSTANCE_PROFILE_ASSOCIATIONS, input.build())
                        .iamInstanceProfileAssociations())
                .stream()
                .map(association -> some(association.associationId()))
                .toList();
    }

    private List<String> key(String action, String key) {
        return world.decided("ec2:" + action, instance).context().get(key).orElseThrow();
    }

    private IamInstanceProfileAssociation associate(String profile) {
        return some(ask(
                        Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE,
                        new AssociateIamInstanceProfileInput(named(profile), instance))
                .iamInstanceProfileAssociation());
    }

    private String settled(IamInstanceProfileAssociation association) {
        world.fleet.awaitIdle();
        return some(association.associationId());
    }

    private void stop() {
        ask(
                Ec2Operations.STOP_INSTANCES,
                StopInstancesInput.builder().instanceIds(List.of(instance)).build());
        world.fleet.awaitIdle();
    }
}
