package signet.actions.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signet.actions.reference.AuthorizationReference.Declared;

class AuthorizationReferenceTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";

    private static List<String> strange(Declared... request) {
        return AuthorizationReference.strange(List.of(request));
    }

    private static Declared access(String action, String resource, String... keys) {
        return new Declared(action, resource, Set.of(keys));
    }

    @Test
    void whatAwsKnowsIsNotStrange() {
        assertEquals(List.of(), strange(access("iam:CreateRole", ROLE, "iam:PermissionsBoundary", "aws:RequestTag/a")));
        assertEquals(List.of(), strange(access("iam:PassRole", ROLE, "iam:PassedToService", "iam:ResourceTag/a")));
        assertEquals(List.of(), strange(access("s3:GetObject", "arn:aws:s3:::b/k", "aws:ResourceAccount")));
        assertEquals(List.of(), strange(access("sts:GetAccessKeyInfo", "*")));
        assertEquals(List.of(), strange(access("iam:ListAccessKeys", "arn:aws:iam::123456789012:root")));
    }

    @Test
    void anActionHasToExist() {
        assertEquals(List.of("there is no action iam:MakeRole"), strange(access("iam:MakeRole", ROLE)));
    }

    @Test
    void aResourceHasToBeOfAType() {
        assertEquals(
                List.of("iam:CreateRole knows no arn:aws:iam::123456789012:user/u"),
                strange(access("iam:CreateRole", "arn:aws:iam::123456789012:user/u")));
        assertEquals(List.of("iam:CreateRole knows no *"), strange(access("iam:CreateRole", "*")));
    }

    @Test
    void anActionWithoutTypesMayNameWhatItsDenialsName() {
        assertEquals(List.of(), strange(access("iam:ListUsers", "arn:aws:iam::123456789012:user/")));
    }

    @Test
    void aKeyHasToBeKnownWithTheAction() {
        assertEquals(
                List.of("iam:DeleteRole on " + ROLE + " has no aws:RequestTag/a"),
                strange(access("iam:DeleteRole", ROLE, "aws:RequestTag/a")));
        assertEquals(
                List.of("iam:DeleteRole on " + ROLE + " has no s3:prefix"),
                strange(access("iam:DeleteRole", ROLE, "s3:prefix")));
    }

    @Test
    void theKeysOfARequestAreSharedByItsAccesses() {
        assertEquals(
                List.of(),
                strange(
                        access("sts:AssumeRole", ROLE, "sts:ExternalId"),
                        access("sts:TagSession", ROLE, "sts:ExternalId", "aws:TagKeys")));
    }
}
