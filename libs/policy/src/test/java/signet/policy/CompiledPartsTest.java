package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Globs, templates, ARNs, contexts and requests by themselves. */
class CompiledPartsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``       | ``          | true
                ``       | a           | false
                a        | a           | true
                a        | A           | false
                a        | ab          | false
                ab       | a           | false
                *        | ``          | true
                *        | abc         | true
                **       | abc         | true
                a*       | a           | true
                a*       | ba          | false
                *a       | a           | true
                *a       | ab          | false
                *a*      | bab         | true
                a*b      | ab          | true
                a*b      | aab         | true
                a*b      | abb         | true
                a*b      | abc         | false
                a*b*c    | abc         | true
                a*b*c    | abbcbc      | true
                a*b*c    | acb         | false
                a*bc*d   | abxbcxd     | true
                *ab      | aab         | true
                *aab     | aaab        | true
                *abab    | abaabab     | true
                a*a      | a           | false
                a*a      | aa          | true
                ?        | a           | true
                ?        | ``          | false
                ?        | ab          | false
                ??       | ab          | true
                ?b       | ab          | true
                ?b       | bb          | true
                a?c      | abc         | true
                a?c      | ac          | false
                a?*      | a           | false
                a?*      | ab          | true
                *?       | a           | true
                *?       | ``          | false
                *?b      | ab          | true
                *?b      | b           | false
                ?*?      | a           | false
                ?*?      | ab          | true
                *b?      | abc         | true
                *b?      | abcbd       | true
                a.c      | abc         | false
                a.c      | a.c         | true
                [ab]     | a           | false
                a+       | aa          | false
                \\*       | *           | false
                """)
    void aGlobMatchesTheWholeText(String pattern, String text, boolean expected) {
        assertEquals(expected, Glob.of(pattern, false).matches(text));
        assertEquals(expected, Glob.of(pattern, false).matches("<" + text + ">", 1, text.length() + 1));
        assertTrue(!expected || Glob.of(pattern, true).matches(text.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void aGlobWithoutCaseFoldsBothSides() {
        assertTrue(Glob.of("A*É", true).matches("abcé"));
        assertTrue(Glob.of("abc", true).matches("ABC"));
        assertFalse(Glob.of("abc", true).matches("ABD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::b",
                "arn:aws:iam::111111111111:role/a:b",
                "arn:::::",
                "arn:aws:sns:eu-west-1:111111111111:t"
            })
    void anArnHasSixSegments(String text) {
        assertTrue(Arn.isArn(text));
        assertNotNull(new Request(Policies.ALICE, "s3:GetObject", text, "", Context.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*x",
                "b",
                "arn",
                "arn:",
                "arn:aws:s3",
                "arn:aws:s3::b",
                "ARN:aws:s3:::b",
                "xarn:aws:s3:::b",
                " *"
            })
    void whatHasFewerIsNoResourceOfARequest(String text) {
        assertFalse(Arn.isArn(text));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Request(Policies.ALICE, "s3:GetObject", text, "", Context.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "s3", "s3:", ":GetObject", "s3:Get:Object", "::"})
    void anActionOfARequestIsPrefixColonName(String action) {
        assertThrows(IllegalArgumentException.class, () -> new Request(Policies.ALICE, action, "*", "", Context.EMPTY));
    }

    /** The fault that an identity policy with this resource has, or none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                *                                             | none
                arn:aws:s3:::b                                | none
                arn:aws-cn:s3:::b                             | none
                arn:aws-us-gov:s3:::b                         | none
                arn:aws-iso:s3:::b                            | none
                arn:aws-iso-b:s3:::b                          | none
                arn:aws-eusc:s3:::b                           | none
                arn:*:s3:::b                                  | none
                arn:aws*:s3:::b                               | Partition "aws*" is not valid for resource "arn:aws*:s3:::b".
                arn:AWS:s3:::b                                | Partition "AWS" is not valid for resource "arn:AWS:s3:::b".
                arn::s3:::b                                   | Partition "" is not valid for resource "arn::s3:::b".
                x:aws:s3:::b                                  | none
                a:b                                           | Partition "b" is not valid for resource "arn:b:*:*:*:*".
                arn:aws                                       | Resource vendor must be fully qualified and cannot contain regexes.
                arn:aws:                                      | none
                arn:aws:unknown-service:::x                   | none
                arn:aws:s3:eu-west-1:1:accesspoint/a          | none
                arn:aws:s3:eu-west-1:1:job/a                  | none
                arn:aws:s3:eu-west-1:1:storage-lens/a         | none
                arn:aws:s3:eu-west-1::b                       | Resource arn:aws:s3:eu-west-1::b can not contain region information.
                arn:aws:s3:*::b                               | Resource arn:aws:s3:*::b can not contain region information.
                arn:aws:iam::1:root                           | none
                arn:aws:iam::1:*                              | none
                arn:aws:iam::1:user/a                         | none
                arn:aws:iam::1:role/a/b                       | none
                arn:aws:iam::1:oidc-provider/x                | none
                arn:aws:iam:us-east-1:1:role/a                | IAM resource arn:aws:iam:us-east-1:1:role/a cannot contain region information.
                arn:aws:iam:*:1:role/a                        | IAM resource arn:aws:iam:*:1:role/a cannot contain region information.
                """)
    void aResourceHasAFaultOrNone(String resource, String expected) {
        String fault = ArnRules.fault(resource);
        assertEquals(expected, fault == null ? "none" : fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "roles/a", "role", "Role/a", "role*", "*/a", "access-advisor/x", "?"})
    void anIamResourceOfAnotherTypeIsAFault(String path) {
        String fault = ArnRules.fault("arn:aws:iam::1:" + path);
        assertTrue(fault != null && fault.startsWith("IAM resource path must either be \"*\", root, or start with"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                a                        | ``
                ${a}                     | a
                x${a}y${b}z              | a b
                ${a, 'd'}                | a
                ${a,'d'}                 | a,'d'
                ${aws:PrincipalTag/T}    | aws:PrincipalTag/T
                ${*}${?}${$}             | ``
                ${a, ''}                 | a
                ${a, '}                  | a, '
                ${a                      | ``
                ${}                      | ``
                $${a}                    | a
                ${a}}                    | a
                """)
    void aTemplateKnowsItsVariables(String text, String expected) {
        Set<String> keys = new LinkedHashSet<>();
        Template.parse(text, true, true).addKeys(keys);
        assertEquals(expected, keys.stream().collect(Collectors.joining(" ")));
        Set<String> none = new LinkedHashSet<>();
        Template.parse(text, false, true).addKeys(none);
        assertEquals(Set.of(), none);
    }

    @Test
    void aTemplateWithoutVariablesIsAConstant() {
        assertNotNull(Template.parse("a*", true, true).constant(false));
        assertNotNull(Template.parse("${*}", true, true).constant(false));
        assertNotNull(Template.parse("${a}", false, true).constant(false));
        assertNull(Template.parse("${a}", true, true).constant(false));
        assertNull(Template.parse("${a, 'b'}", true, true).constant(false));
    }

    @Test
    void aContextIsALookupRegardlessOfCase() {
        Context context = Context.builder()
                .put("aws:UserName", "alice")
                .put("aws:TagKeys", List.of("a"))
                .put("x:gone", List.of("b"))
                .put("X:GONE", List.of())
                .build();
        assertEquals(List.of("alice"), context.get("AWS:username").orElseThrow());
        assertFalse(context.isMultiValued("aws:username"));
        assertTrue(context.isMultiValued("AWS:TAGKEYS"));
        assertTrue(context.get("x:gone").isEmpty());
        assertFalse(context.isMultiValued("x:gone"));
        assertEquals(Set.of("aws:UserName", "aws:TagKeys"), context.keys());
    }

    @Test
    void contextsAreEqualByTheirValues() {
        Context one =
                Context.builder().put("a", "1").put("b", List.of("2", "3")).build();
        Context same =
                Context.builder().put("b", List.of("2", "3")).put("a", "1").build();
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertEquals(false, one.equals(Context.builder().put("a", "1").build()));
        assertEquals(
                false,
                one.equals(Context.builder()
                        .put("a", List.of("1"))
                        .put("b", List.of("2", "3"))
                        .build()));
        assertEquals(Context.EMPTY, Context.builder().build());
        assertTrue(one.toString().contains("a"));
    }

    @Test
    void aContextLaidOverAnotherCoversIt() {
        Context base = Context.builder().put("a", "1").put("b", "2").build();
        Context over =
                Context.builder().put("B", List.of("3", "4")).put("c", "5").build();
        Context both = base.with(over);
        assertEquals(List.of("1"), both.get("a").orElseThrow());
        assertEquals(List.of("3", "4"), both.get("b").orElseThrow());
        assertEquals(List.of("5"), both.get("c").orElseThrow());
        assertEquals(List.of("2"), base.get("b").orElseThrow());
        assertEquals(over, Context.EMPTY.with(over));
    }
}
