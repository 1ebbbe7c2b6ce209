package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.CreatePolicyInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListInstanceProfileTagsInput;
import signet.model.iam.ListPolicyTagsInput;
import signet.model.iam.ListRoleTagsInput;
import signet.model.iam.ListUserTagsInput;
import signet.model.iam.ListUserTagsOutput;
import signet.model.iam.Tag;
import signet.model.iam.TagInstanceProfileInput;
import signet.model.iam.TagPolicyInput;
import signet.model.iam.TagRoleInput;
import signet.model.iam.TagUserInput;
import signet.model.iam.UntagInstanceProfileInput;
import signet.model.iam.UntagPolicyInput;
import signet.model.iam.UntagRoleInput;
import signet.model.iam.UntagUserInput;

class TagTest extends CloudTest {
    private static final String POLICY = "arn:aws:iam::123456789012:policy/p";

    private List<Tag> ofUser() {
        return cloud.call(IamOperations.LIST_USER_TAGS, new ListUserTagsInput("u", null, null))
                .tags();
    }

    private List<Tag> ofRole() {
        return cloud.call(IamOperations.LIST_ROLE_TAGS, new ListRoleTagsInput("r", null, null))
                .tags();
    }

    private List<Tag> ofPolicy() {
        return cloud.call(IamOperations.LIST_POLICY_TAGS, new ListPolicyTagsInput(POLICY, null, null))
                .tags();
    }

    private List<Tag> ofProfile() {
        return cloud.call(IamOperations.LIST_INSTANCE_PROFILE_TAGS, new ListInstanceProfileTagsInput("ip", null, null))
                .tags();
    }

    private void makeAll() {
        cloud.makeUser("u", "");
        cloud.makeRole("r");
        cloud.makePolicy("p");
        cloud.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput("ip", null, null));
    }

    private void tagAll(List<Tag> tags) {
        cloud.call(IamOperations.TAG_USER, new TagUserInput("u", tags));
        cloud.call(IamOperations.TAG_ROLE, new TagRoleInput("r", tags));
        cloud.call(IamOperations.TAG_POLICY, new TagPolicyInput(POLICY, tags));
        cloud.call(IamOperations.TAG_INSTANCE_PROFILE, new TagInstanceProfileInput("ip", tags));
    }

    @Test
    void tagsAreSetReplacedAndRemoved() {
        makeAll();
        tagAll(Cloud.tags("a", "1", "b", "2"));
        tagAll(Cloud.tags("b", "", "c", "3"));
        List<String> gone = List.of("a", "never");
        cloud.call(IamOperations.UNTAG_USER, new UntagUserInput("u", gone));
        cloud.call(IamOperations.UNTAG_ROLE, new UntagRoleInput("r", gone));
        cloud.call(IamOperations.UNTAG_POLICY, new UntagPolicyInput(POLICY, gone));
        cloud.call(IamOperations.UNTAG_INSTANCE_PROFILE, new UntagInstanceProfileInput("ip", gone));

        List<Tag> expected = Cloud.tags("b", "", "c", "3");
        assertEquals(expected, ofUser());
        assertEquals(expected, ofRole());
        assertEquals(expected, ofPolicy());
        assertEquals(expected, ofProfile());
    }

    @Test
    void aRolesTagOfOtherCaseReplacesKeyAndSpelling() {
        makeAll();
        tagAll(Cloud.tags("somekey", "one"));
        tagAll(Cloud.tags("Somekey", "two"));

        assertEquals(Cloud.tags("Somekey", "two"), ofUser());
        assertEquals(Cloud.tags("Somekey", "two"), ofRole());
        assertEquals(Cloud.tags("Somekey", "two"), ofProfile());
        assertEquals(Cloud.tags("Somekey", "two", "somekey", "one"), ofPolicy());
    }

    @Test
    void duplicateKeysAreRefusedByTheRuleOfTheKind() {
        makeAll();
        List<Tag> otherCase = Cloud.tags("a", "1", "A", "2");
        List<Tag> same = Cloud.tags("a", "1", "a", "2");
        String ignoringCase = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";

        cloud.refuses("InvalidInput", ignoringCase, IamOperations.TAG_ROLE, new TagRoleInput("r", otherCase));
        cloud.refuses("InvalidInput", ignoringCase, IamOperations.TAG_USER, new TagUserInput("u", same));
        cloud.refuses(
                "InvalidInput",
                ignoringCase,
                IamOperations.CREATE_ROLE,
                CreateRoleInput.builder()
                        .roleName("r2")
                        .assumeRolePolicyDocument(Cloud.TRUST_EC2)
                        .tags(otherCase)
                        .build());
        cloud.call(IamOperations.TAG_POLICY, new TagPolicyInput(POLICY, otherCase));
        cloud.refuses(
                "InvalidInput",
                "Duplicate tag keys found.",
                IamOperations.TAG_POLICY,
                new TagPolicyInput(POLICY, same));
        cloud.refuses(
                "InvalidInput",
                "Duplicate tag keys found.",
                IamOperations.CREATE_POLICY,
                CreatePolicyInput.builder()
                        .policyName("q")
                        .policyDocument(Cloud.ALLOW_ALL)
                        .tags(same)
                        .build());
        assertEquals(Cloud.tags("A", "2", "a", "1"), ofPolicy());
    }

    @Test
    void keysOfAwsAreReserved() {
        makeAll();

        for (String key : List.of("aws:x", "AWS:x")) {
            cloud.refuses(
                    "InvalidInput",
                    "Tag keys that begin with aws: are reserved for AWS use.",
                    IamOperations.TAG_USER,
                    new TagUserInput("u", Cloud.tags(key, "v")));
        }
    }

    @Test
    void fiftyTagsFit() {
        makeAll();
        List<Tag> fifty =
                IntStream.range(0, 50).mapToObj(i -> new Tag("k" + i, "v")).toList();
        cloud.call(IamOperations.TAG_USER, new TagUserInput("u", fifty));

        cloud.call(IamOperations.TAG_USER, new TagUserInput("u", Cloud.tags("K7", "again")));
        cloud.refuses(
                "LimitExceeded",
                "The number of tags has reached the maximum limit.",
                IamOperations.TAG_USER,
                new TagUserInput("u", Cloud.tags("more", "v")));
    }

    @Test
    void tagsAreListedPageByPage() {
        makeAll();
        cloud.call(IamOperations.TAG_USER, new TagUserInput("u", Cloud.tags("c", "3", "a", "1", "b", "2")));

        List<Tag> seen = new ArrayList<>();
        String marker = null;
        do {
            ListUserTagsOutput page = cloud.call(IamOperations.LIST_USER_TAGS, new ListUserTagsInput("u", marker, 1));
            assertEquals(1, page.tags().size());
            seen.addAll(page.tags());
            marker = page.marker();
        } while (marker != null);

        assertEquals(Cloud.tags("a", "1", "b", "2", "c", "3"), seen);
    }

    @Test
    void whatIsMissingIsNamed() {
        List<Tag> tags = Cloud.tags("a", "1");

        cloud.refuses(
                "NoSuchEntity",
                "The user with name u cannot be found.",
                IamOperations.TAG_USER,
                new TagUserInput("u", tags));
        cloud.refuses(
                "NoSuchEntity",
                "The role with name r cannot be found.",
                IamOperations.UNTAG_ROLE,
                new UntagRoleInput("r", List.of("a")));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + POLICY + " was not found.",
                IamOperations.TAG_POLICY,
                new TagPolicyInput(POLICY, tags));
        cloud.refuses(
                "NoSuchEntity",
                "Instance Profile ip cannot be found.",
                IamOperations.TAG_INSTANCE_PROFILE,
                new TagInstanceProfileInput("ip", tags));
    }

    @Test
    void taggingCanBeTiedToKeysAndValues() {
        makeAll();
        cloud.makeUser(
                "admin",
                Cloud.allowIf(
                        "iam:TagUser",
                        "{\"StringEquals\":{\"aws:RequestTag/Team\":[\"x\",\"y\"]},"
                                + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"Team\"]}}"));

        cloud.callAs(cloud.user("admin"), IamOperations.TAG_USER, new TagUserInput("u", Cloud.tags("Team", "x")));
        for (List<Tag> bad :
                List.of(Cloud.tags("Team", "z"), Cloud.tags("Other", "x"), Cloud.tags("Team", "x", "Other", "x"))) {
            cloud.denies(
                    cloud.user("admin"),
                    "iam:TagUser",
                    "arn:aws:iam::123456789012:user/u",
                    IamOperations.TAG_USER,
                    new TagUserInput("u", bad));
        }
    }

    @Test
    void untaggingCanBeTiedToKeys() {
        makeAll();
        tagAll(Cloud.tags("keep", "1", "drop", "2"));
        cloud.makeUser(
                "admin", Cloud.allowIf("iam:Untag*", "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"drop\"]}}"));

        cloud.callAs(cloud.user("admin"), IamOperations.UNTAG_ROLE, new UntagRoleInput("r", List.of("drop")));
        cloud.denies(
                cloud.user("admin"),
                "iam:UntagRole",
                "arn:aws:iam::123456789012:role/r",
                IamOperations.UNTAG_ROLE,
                new UntagRoleInput("r", List.of("keep")));
    }

    @Test
    void onlyUsersAndRolesHaveIamsOwnTagKey() {
        makeAll();
        tagAll(Cloud.tags("Team", "x"));
        cloud.makeUser("byIam", Cloud.allowIf("iam:List*Tags", "{\"StringEquals\":{\"iam:ResourceTag/Team\":\"x\"}}"));
        cloud.makeUser("byAws", Cloud.allowIf("iam:List*Tags", "{\"StringEquals\":{\"aws:ResourceTag/Team\":\"x\"}}"));

        for (String caller : List.of("byIam", "byAws")) {
            cloud.callAs(cloud.user(caller), IamOperations.LIST_ROLE_TAGS, new ListRoleTagsInput("r", null, null));
            cloud.callAs(cloud.user(caller), IamOperations.LIST_USER_TAGS, new ListUserTagsInput("u", null, null));
        }
        cloud.callAs(cloud.user("byAws"), IamOperations.LIST_POLICY_TAGS, new ListPolicyTagsInput(POLICY, null, null));
        cloud.denies(
                cloud.user("byIam"),
                "iam:ListPolicyTags",
                "policy " + POLICY,
                IamOperations.LIST_POLICY_TAGS,
                new ListPolicyTagsInput(POLICY, null, null));
        cloud.denies(
                cloud.user("byIam"),
                "iam:ListInstanceProfileTags",
                "instance profile ip",
                IamOperations.LIST_INSTANCE_PROFILE_TAGS,
                new ListInstanceProfileTagsInput("ip", null, null));
    }

    @Test
    void mergingKeepsTheOrderInWhichKeysCame() {
        Map<String, String> merged =
                TagRule.IGNORING_CASE.merged(TagRule.EXACT.first(Cloud.tags("b", "1", "a", "2")), Cloud.tags("B", "3"));

        assertEquals(List.of("B", "a"), List.copyOf(merged.keySet()));
    }
}
