package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.authz.Access;
import signet.identity.Role;
import signet.snapshot.View;

/** Launches, where EC2 is there to say what they need. */
class LaunchingTest {
    private static final String SUBNET = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1";
    private final Seed seed = new Seed();
    private final List<Surroundings.Launch> asked = new ArrayList<>();

    @BeforeEach
    void profile() {
        Role admin = seed.addAdmin("ec2.amazonaws.com");
        seed.addProfile("box", admin);
    }

    private Paths paths(List<Access> needed) {
        Survey survey = seed.survey();
        Surroundings ec2 = new Surroundings() {
            @Override
            public Optional<List<Access>> launch(Launch launch) {
                asked.add(launch);
                return Optional.of(needed);
            }

            @Override
            public List<Workplace> workplaces(View view, String account) {
                return List.of();
            }
        };
        return new Paths(new Survey(survey.inquiry(), survey.permissions(), ec2, Seed.ACCOUNT));
    }

    @Test
    void whatEc2SaysIsWhatCounts() {
        seed.mallory(Seed.allow("iam:PassRole *", "ec2:RunInstances " + SUBNET));

        assertTrue(paths(List.of(Access.to("ec2:RunInstances", SUBNET)))
                .toAdministrator(Seed.MALLORY)
                .isPresent());
        assertTrue(paths(List.of(Access.to("ec2:RunInstances", SUBNET + "2")))
                .toAdministrator(Seed.MALLORY)
                .isEmpty());
    }

    @Test
    void aLaunchThatEc2RefusesIsNone() {
        seed.mallory(Seed.allow("iam:PassRole *", "ec2:RunInstances *"));

        assertTrue(paths(List.of()).toAdministrator(Seed.MALLORY).isEmpty());
    }

    @Test
    void itIsAskedWithTheProfileThatHoldsTheRole() {
        seed.mallory(Seed.allow("iam:PassRole *", "ec2:RunInstances *"));

        paths(List.of(Access.to("ec2:RunInstances", SUBNET))).toAdministrator(Seed.MALLORY);

        assertEquals(
                "arn:aws:iam::123456789012:instance-profile/box",
                asked.getFirst().profile());
        assertEquals("ec2:RunInstances", asked.getFirst().action());
        assertEquals(Seed.MALLORY, asked.getFirst().caller().arn());
    }

    @Test
    void theRoleIsPassedForAnInstanceOfTheRegion() {
        seed.mallory(
                Seed.document(
                        Seed.statement("Run", "Allow", "ec2:RunInstances", "*", ""),
                        Seed.statement(
                                "Pass",
                                "Allow",
                                "iam:PassRole",
                                "*",
                                "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:us-east-1:123456789012:instance/*\"}}")));

        assertTrue(seed.escalation().isPresent());
    }

    @Test
    void notOneOfAnotherRegion() {
        seed.mallory(
                Seed.document(
                        Seed.statement("Run", "Allow", "ec2:RunInstances", "*", ""),
                        Seed.statement(
                                "Pass",
                                "Allow",
                                "iam:PassRole",
                                "*",
                                "{\"ArnLike\":{\"iam:AssociatedResourceArn\":\"arn:aws:ec2:eu-west-1:123456789012:instance/*\"}}")));

        assertTrue(seed.escalation().isEmpty());
    }
}
