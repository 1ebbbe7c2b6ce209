package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.identity.User;
import signet.policy.Context;

/** Who may, who could by a role, and whom a resource's policy lets in. */
class WhoCanTest {
    private static final String OBJECT = "arn:aws:s3:::reports/q3.csv";
    private static final String READ = Town.allow("s3:GetObject", "*");
    private static final String BOB = "arn:aws:iam::444455556666:user/bob";

    private final Town town = new Town();

    private WhoCan.Answer who(String action, String resource, Context keys) {
        return new WhoCan(town.inquiry()).of(Town.HERE, action, resource, keys);
    }

    private WhoCan.Answer who() {
        return who("s3:GetObject", OBJECT, Context.EMPTY);
    }

    private static String brief(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static List<String> able(WhoCan.Answer answer) {
        return answer.able().stream().map(each -> brief(each.who().arn())).toList();
    }

    private static List<String> through(WhoCan.Answer answer) {
        return answer.through().stream()
                .map(each -> brief(each.who().arn()) + " as " + brief(each.role()))
                .toList();
    }

    private static List<String> admitted(WhoCan.Answer answer) {
        return answer.admitted().stream()
                .map(each -> each.principal() + " " + each.subject())
                .toList();
    }

    private static String letting(String principal) {
        return "{'Effect':'Allow','Principal':" + principal
                + ",'Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/*'}";
    }

    @Test
    void theRootUserMayWithoutAPolicyAndNobodyElse() {
        town.user("ann");

        WhoCan.Answer answer = who();

        assertEquals(List.of("root"), able(answer));
        assertEquals(2, answer.asked());
    }

    @Test
    void usersAndRolesWithAStatementMay() {
        town.user("ann", READ);
        town.user("bea", Town.allow("s3:PutObject", "*"));
        town.role(Town.HERE, "Reader", Town.trusting("Service", "ec2.amazonaws.com"), READ);

        assertEquals(List.of("root", "user/ann", "assumed-role/Reader/signet"), able(who()));
    }

    @Test
    void principalsOfOtherAccountsAreNotAsked() {
        town.role(Town.THERE, "Reader", Town.trusting("Service", "ec2.amazonaws.com"), READ);

        WhoCan.Answer answer = who();

        assertEquals(List.of("root"), able(answer));
        assertEquals(1, answer.asked());
        assertEquals(List.of(), through(answer));
    }

    @Test
    void aDenyTakesAUserOffTheList() {
        town.user("ann", READ, Town.deny("s3:Get*"));

        assertEquals(List.of("root"), able(who()));
    }

    @Test
    void aBoundaryTakesAUserOffTheList() {
        User ann = town.user("ann", READ);
        town.put(ann.withBoundary(town.managed("Edge", Town.allow("ec2:*", "*"))));

        assertEquals(List.of("root"), able(who()));
    }

    @Test
    void aServiceControlPolicyTakesTheRootUserOffToo() {
        town.user("ann", READ);
        town.control(Town.allow("ec2:*", "*"));

        assertEquals(List.of(), able(who()));
    }

    @Test
    void aBucketPolicyLetsAUserOfItsAccountInAlone() {
        town.user("ann");
        town.bucket("reports", letting("{'AWS':'arn:aws:iam::111122223333:user/ann'}"));

        assertEquals(List.of("root", "user/ann"), able(who()));
    }

    @Test
    void aBucketPolicyKeepsEvenTheRootUserOut() {
        town.user("ann", READ);
        town.bucket("reports", "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::reports/*'}");

        assertEquals(List.of(), able(who()));
    }

    @Test
    void conditionKeysOfTheQuestionCount() {
        town.user(
                "ann",
                "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':"
                        + "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}}");
        Context inside = Context.builder().put("aws:SourceIp", "10.1.2.3").build();

        assertEquals(List.of("root"), able(who()));
        assertEquals(List.of("root", "user/ann"), able(who("s3:GetObject", OBJECT, inside)));
    }

    @Test
    void whoMayAssumeARoleThatMayIsToldOnceWithTheRole() {
        town.user("ann", Town.allow("sts:AssumeRole", "*"));
        town.user("bea");
        town.role(Town.HERE, "Reader", Town.trusting("AWS", "arn:aws:iam::111122223333:root"), READ);

        assertEquals(List.of("user/ann as role/Reader"), through(who()));
    }

    @Test
    void whoMayItselfIsNotToldAgainThroughARole() {
        town.user("ann", READ, Town.allow("sts:AssumeRole", "*"));
        town.role(Town.HERE, "Reader", Town.trusting("AWS", "arn:aws:iam::111122223333:root"), READ);

        assertEquals(List.of(), through(who()));
    }

    @Test
    void onlyOneStepOfAssumingIsFollowed() {
        town.user("ann", Town.allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/Middle"));
        town.role(
                Town.HERE,
                "Middle",
                Town.trusting("AWS", "arn:aws:iam::111122223333:root"),
                Town.allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/Reader"));
        town.role(Town.HERE, "Reader", Town.trusting("AWS", "arn:aws:iam::111122223333:root"), READ);

        assertEquals(List.of("assumed-role/Middle/signet as role/Reader"), through(who()));
    }

    @Test
    void aRoleThatDoesNotTrustTheCallerIsNoWay() {
        town.user("ann", Town.allow("sts:AssumeRole", "*"));
        town.role(Town.HERE, "Reader", Town.trusting("AWS", "444455556666"), READ);

        assertEquals(List.of(), through(who()));
    }

    @Test
    void aServiceThatTheRoleTrustsIsAWay() {
        town.role(Town.HERE, "Reader", Town.trusting("Service", "ec2.amazonaws.com"), READ);
        town.role(Town.HERE, "Writer", Town.trusting("Service", "lambda.amazonaws.com"), Town.allow("s3:Put*", "*"));

        assertEquals(List.of("ec2.amazonaws.com as role/Reader"), through(who()));
    }

    @Test
    void anotherAccountsUserNeedsItsOwnPolicyToo() {
        town.bucket("reports", letting("{'AWS':'" + BOB + "'}"));

        assertEquals(List.of(BOB + " OWN_POLICY"), admitted(who()));
    }

    @Test
    void anotherAccountIsAdmittedAsAWhole() {
        town.bucket("reports", letting("{'AWS':'arn:aws:iam::444455556666:root'}"));

        WhoCan.Answer answer = who();

        assertEquals(1, answer.admitted().size(), answer.admitted().toString());
        assertTrue(answer.admitted().getFirst().principal().contains("444455556666"), answer.toString());
        assertEquals(WhoCan.Needs.OWN_POLICY, answer.admitted().getFirst().subject());
    }

    @Test
    void theAccountItselfIsNoOutsider() {
        town.bucket("reports", letting("{'AWS':'arn:aws:iam::111122223333:root'}"));

        assertEquals(List.of(), admitted(who()));
    }

    @Test
    void aServiceIsAdmittedWithoutAnythingElse() {
        town.bucket("reports", letting("{'Service':'logging.s3.amazonaws.com'}"));

        assertEquals(List.of("logging.s3.amazonaws.com NOTHING"), admitted(who()));
    }

    @Test
    void everybodyIsAStar() {
        town.bucket("reports", letting("'*'"));

        assertTrue(admitted(who()).contains("* NOTHING"), admitted(who()).toString());
    }

    @Test
    void aConditionThatIsNotMetAdmitsNobody() {
        String within = letting("'*'")
                .replace("'Action'", "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-x'}},'Action'");
        town.bucket("reports", within);

        assertEquals(List.of(), admitted(who()));
    }

    @Test
    void whomAnotherStatementKeepsOutIsNotAdmitted() {
        String out = letting("{'AWS':'" + BOB + "'}").replace("Allow", "Deny");
        town.bucket("reports", letting("{'AWS':'" + BOB + "'}"), out);

        assertEquals(List.of(), admitted(who()));
    }

    @Test
    void anotherActionOrObjectAdmitsNobody() {
        town.bucket("reports", letting("'*'"));

        assertEquals(List.of(), admitted(who("s3:PutObject", OBJECT, Context.EMPTY)));
        assertEquals(List.of(), admitted(who("s3:GetObject", "arn:aws:s3:::other/k", Context.EMPTY)));
    }

    @Test
    void anActionWithoutAResourceAdmitsNobodyFromOutside() {
        town.user("ann", Town.allow("ec2:DescribeInstances", "*"));
        town.bucket("reports", letting("'*'"));

        WhoCan.Answer answer = who("ec2:DescribeInstances", "*", Context.EMPTY);

        assertEquals(List.of("root", "user/ann"), able(answer));
        assertEquals(List.of(), admitted(answer));
    }

    @Test
    void theTrustPolicyOfARoleAdmitsOthersToAssumeIt() {
        town.role(Town.HERE, "Open", Town.trusting("AWS", "arn:aws:iam::444455556666:root"));

        WhoCan.Answer answer = who("sts:AssumeRole", "arn:aws:iam::111122223333:role/Open", Context.EMPTY);

        assertEquals(List.of(), able(answer));
        assertEquals(1, answer.admitted().size());
    }
}
