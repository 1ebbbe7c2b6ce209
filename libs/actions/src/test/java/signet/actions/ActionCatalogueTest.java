package signet.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionCatalogueTest {
    private final ActionCatalogue aws = ActionCatalogue.aws();

    private static List<String> names(List<Action> actions) {
        return actions.stream().map(Action::qualifiedName).toList();
    }

    @Test
    void thereIsOneCatalogue() {
        assertSame(aws, ActionCatalogue.aws());
        assertTrue(aws.version().matches("\\d+\\.\\d+\\.\\d{9}"), aws.version());
    }

    @Test
    void everyServiceCanBeRead() {
        Set<String> names = new HashSet<>();
        int actions = 0;
        for (Service service : aws.services()) {
            assertFalse(service.name().isBlank(), service.prefix());
            assertEquals(service.prefix().toLowerCase(Locale.ROOT), service.prefix());
            for (Action action : service.actions()) {
                assertEquals(service.prefix(), action.service());
                assertTrue(names.add(action.qualifiedName().toLowerCase(Locale.ROOT)), action.qualifiedName());
                actions++;
            }
        }
        assertTrue(aws.services().size() > 400, "services: " + aws.services().size());
        assertTrue(actions > 20_000, "actions: " + actions);
    }

    @Test
    void everyActionIsFoundByItsNameAndByNothingElse() {
        for (Service service : aws.services()) {
            for (Action action : service.actions()) {
                assertSame(action, aws.action(action.qualifiedName()).orElseThrow());
                assertEquals(List.of(action), aws.expand(action.qualifiedName()));
            }
        }
        assertTrue(aws.action("s3:GetObjet").isEmpty());
        assertTrue(aws.action("s4:GetObject").isEmpty());
        assertTrue(aws.action("GetObject").isEmpty());
        assertTrue(aws.action("s3:").isEmpty());
        assertTrue(aws.action("").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetObject", "S3:GETOBJECT", "s3:getobject", "S3:gEtObJeCt"})
    void caseIsIgnoredInAnActionsName(String name) {
        assertEquals("s3:GetObject", aws.action(name).orElseThrow().qualifiedName());
        assertEquals(List.of("s3:GetObject"), names(aws.expand(name)));
    }

    @Test
    void caseIsIgnoredInAServicesPrefix() {
        assertEquals("iam", aws.service("IAM").orElseThrow().prefix());
        assertTrue(aws.service("iam:").isEmpty());
        assertTrue(aws.service("").isEmpty());
    }

    @Test
    void aWildcardStandsForAnyRunOfCharactersAnywhere() {
        assertTrue(names(aws.expand("s3:Get*")).contains("s3:GetObject"));
        assertTrue(
                aws.expand("s3:Get*").stream().allMatch(action -> action.name().startsWith("Get")));
        assertTrue(names(aws.expand("s3:*Object")).containsAll(List.of("s3:GetObject", "s3:PutObject")));
        assertTrue(names(aws.expand("s3:*tobjec*")).contains("s3:GetObject"));
        assertEquals(List.of("iam:PassRole"), names(aws.expand("iam:*ass*ole")));
        assertEquals(List.of(), aws.expand("s3:Fetch*"));
    }

    @Test
    void aQuestionMarkStandsForOneCharacter() {
        assertEquals(List.of("s3:GetObject", "s3:PutObject"), names(aws.expand("s3:??tObject")));
        assertEquals(List.of(), aws.expand("iam:PassRole?"));
        assertEquals(List.of("iam:PassRole"), names(aws.expand("iam:PassRol?")));
    }

    @Test
    void aStarAloneIsEveryAction() {
        int all = aws.services().stream()
                .mapToInt(service -> service.actions().size())
                .sum();
        assertEquals(all, aws.expand("*").size());
        assertEquals(all, aws.expand("*:*").size());
    }

    @Test
    void aServicesStarIsAllOfItsActionsInOrder() {
        List<Action> all = aws.expand("sts:*");
        assertEquals(List.copyOf(aws.service("sts").orElseThrow().actions()), all);
        List<String> lower = all.stream()
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList();
        assertEquals(lower.stream().sorted().toList(), lower);
    }

    @Test
    void aPrefixMayHaveWildcards() {
        List<String> expanded = names(aws.expand("s?:GetObject"));
        assertEquals(List.of("s3:GetObject"), expanded);
        assertTrue(names(aws.expand("*:PassRole")).contains("iam:PassRole"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "s3", "s3:", ":GetObject", "**", "nothing:*", "s3:Get Object", "s3::GetObject"})
    void whatIsNoPatternMeansNothing(String pattern) {
        assertEquals(List.of(), aws.expand(pattern));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, READ",
        "s3:ListAllMyBuckets, LIST",
        "s3:PutObject, WRITE",
        "s3:PutBucketPolicy, PERMISSIONS_MANAGEMENT",
        "iam:TagRole, TAGGING",
        "iam:PassRole, WRITE"
    })
    void anActionHasAnAccessLevel(String name, AccessLevel level) {
        assertEquals(level, aws.action(name).orElseThrow().accessLevel());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:ListAllMyBuckets", "ec2:DescribeInstances", "sts:GetCallerIdentity", "iam:ListRoles"})
    void someActionsHaveNoResourceType(String name) {
        Action action = aws.action(name).orElseThrow();
        assertTrue(action.isWildcardOnly());
        assertTrue(action.fits("*"));
        assertFalse(action.fits("arn:aws:s3:::bucket"));
    }

    @Test
    void aLaunchTellsItsResourcesAndWhichAreRequired() {
        Action run = aws.action("ec2:RunInstances").orElseThrow();
        List<String> required = run.targets().stream()
                .filter(Action.Target::required)
                .map(target -> target.type().name())
                .toList();
        assertTrue(
                required.containsAll(List.of("image", "instance", "network-interface", "security-group")),
                required::toString);
        assertFalse(run.isWildcardOnly());
        assertTrue(run.fits("arn:aws:ec2:us-east-1:111122223333:instance/*"));
        assertFalse(run.fits("arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1"));
    }

    @Test
    void dependentActionsNameWhatACallerNeedsBesides() {
        assertTrue(
                aws.action("ec2:RunInstances").orElseThrow().dependentActions().contains("iam:PassRole"));
        assertTrue(aws.action("lambda:CreateFunction")
                .orElseThrow()
                .dependentActions()
                .contains("iam:PassRole"));
        assertEquals(List.of(), aws.action("iam:PassRole").orElseThrow().dependentActions());
    }

    @Test
    void resourceControlPoliciesApplyToSomeServices() {
        assertTrue(aws.service("s3").orElseThrow().supportsResourceControl());
        assertFalse(aws.service("iam").orElseThrow().supportsResourceControl());
        assertFalse(aws.service("ec2").orElseThrow().supportsResourceControl());
    }
}
