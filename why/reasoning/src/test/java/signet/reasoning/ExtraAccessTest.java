package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.actions.ActionCatalogue;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** What else a change allows, for changes made by hand. */
class ExtraAccessTest {
    private static final String READ = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/a'}";

    /** The extra access of putting a policy with this statement in the place of one with another. */
    private static ExtraAccess of(Denied denied, String before, String after) {
        SourcedPolicy old = Denied.policy(PolicyKind.IDENTITY, "own", before);
        SourcedPolicy changed = Denied.policy(PolicyKind.IDENTITY, "own", after);
        Layers was = new Layers(List.of(new Layers.Layer(PolicyKind.IDENTITY, List.of(old))), null);
        Layers is = new Layers(List.of(new Layers.Layer(PolicyKind.IDENTITY, List.of(changed))), null);
        Change change = new Change(Change.Deed.EDIT, PolicyKind.IDENTITY, -1, old, changed, List.of());
        return ExtraAccess.of(denied.request(), was, is, List.of(change));
    }

    @Test
    void aWildcardIsCountedWithEveryActionThatItMeans() {
        ExtraAccess extra = of(Denied.get(), READ, "{'Effect':'Allow','Action':'s3:*','Resource':'*'}");

        int all = ActionCatalogue.aws().expand("s3:*").size();
        assertEquals(all, extra.actions());
        assertTrue(extra.cells() > all, extra.toString());
        assertTrue(
                extra.patterns().stream()
                        .anyMatch(pattern -> pattern.actions().contains("s3:DeleteObject")
                                && pattern.resources().contains("arn:aws:s3:::reports/signet-sample")),
                extra.toString());
    }

    @Test
    void anActionOfWhichNothingNewIsSaidIsNotAsked() {
        ExtraAccess extra = of(
                Denied.get(),
                "{'Effect':'Allow','Action':['s3:PutObject','ec2:*'],'Resource':'*'}",
                "{'Effect':'Allow','Action':['s3:PutObject','ec2:*','s3:GetObject'],'Resource':'*'}");

        assertEquals(1, extra.actions());
        assertTrue(
                extra.patterns().stream().allMatch(pattern -> pattern.actions().equals(List.of("s3:GetObject"))));
        assertFalse(extra.isNone());
    }

    @Test
    void anActionIsAskedAboutOnResourcesOfItsOwnTypes() {
        ExtraAccess extra = of(Denied.get(), READ, "{'Effect':'Allow','Action':'sqs:*','Resource':'*'}");

        extra.patterns()
                .forEach(pattern -> pattern.resources()
                        .forEach(resource ->
                                assertTrue(resource.equals("*") || resource.startsWith("arn:aws:sqs:"), resource)));
    }

    @Test
    void theSameRequestUnderOtherConditionsIsExtraAccess() {
        Denied passing = Denied.get()
                .to("iam:PassRole", "arn:aws:iam::111111111111:role/App")
                .with("iam:PassedToService", "ec2.amazonaws.com");

        ExtraAccess extra = of(
                passing,
                READ,
                "{'Effect':'Allow','Action':'iam:PassRole','Resource':'arn:aws:iam::111111111111:role/App'}");

        assertEquals(
                List.of(
                        "iam:PassRole on arn:aws:iam::111111111111:role/App, without iam:PassedToService or with another"
                                + " iam:PassedToService"),
                extra.words());
    }

    @Test
    void nothingElseIsSaidWithTheSizeOfTheSample() {
        ExtraAccess extra = of(
                Denied.get(),
                READ,
                "{'Effect':'Allow','Action':'s3:GetObject','Resource':['arn:aws:s3:::reports/a','arn:aws:s3:::reports/q3.csv']}");

        assertTrue(extra.isNone());
        assertEquals(0, extra.cells());
        assertTrue(
                extra.words().getFirst().startsWith("this and nothing else (of 1 action and "),
                extra.words().toString());
    }

    @Test
    void aBucketsPolicyIsAskedAboutThatBucketAlone() {
        Denied denied = Denied.get()
                .of("222222222222")
                .identity("{'Effect':'Allow','Action':'*','Resource':'*'}")
                .guardedBy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':{'AWS':'333333333333'},'Action':'s3:*','Resource':'*'}");

        denied.grants()
                .suggestions()
                .forEach(suggestion -> suggestion
                        .extra()
                        .patterns()
                        .forEach(pattern -> pattern.resources()
                                .forEach(resource ->
                                        assertTrue(resource.startsWith("arn:aws:s3:::reports"), resource))));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/k,arn:aws:s3:::b/other,true",
        "arn:aws:s3:::b/k,arn:aws:s3:::b,true",
        "arn:aws:s3:::b/k,arn:aws:s3:::bb/k,false",
        "arn:aws:sqs:r:1:q,arn:aws:sqs:r:1:q,true",
        "arn:aws:sqs:r:1:q,arn:aws:sqs:r:1:q2,false",
        "arn:aws:lambda:r:1:function:f,arn:aws:lambda:r:1:function:f:1,true",
    })
    void aPolicyGuardsItsResourceAndWhatIsInIt(String asked, String other, boolean same) {
        assertEquals(
                same,
                Sample.isOfSameOwner(Denied.get().to("s3:GetObject", asked).request(), other));
    }

    @Test
    void longListsAreCountedAndWholeServicesNamed() {
        List<String> all = ActionCatalogue.aws().expand("sqs:*").stream()
                .map(action -> action.qualifiedName())
                .toList();

        assertEquals("sqs:* on *", new AccessPattern(all, List.of("*"), List.of("")).words());
        assertEquals(
                "s3:A, s3:B, s3:C, 1 more on a or b, also without k",
                new AccessPattern(List.of("s3:A", "s3:B", "s3:C", "s3:D"), List.of("a", "b"), List.of("", "without k"))
                        .words());
    }
}
