package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resource and NotResource: six segments, wildcards, variables in the last segment, short ARNs by kind of policy. */
class ResourceMatchingTest {
    private static final Context CONTEXT = Context.builder()
            .put("aws:username", "alice")
            .put("aws:PrincipalTag/team", "red")
            .put("x:star", "*")
            .put("x:question", "?")
            .put("x:slash", "a/b")
            .put("x:empty", "")
            .put("x:many", java.util.List.of("a", "b"))
            .build();

    private static String list(String entries) {
        return Stream.of(entries.split(";", -1))
                .map(entry -> "'" + entry + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static boolean matches(PolicyKind kind, String version, String element, String entries, String resource) {
        boolean principal =
                kind == PolicyKind.RESOURCE || kind == PolicyKind.ENDPOINT || kind == PolicyKind.RESOURCE_CONTROL;
        Policy policy = Policies.parse(
                kind,
                "{'Version':'" + version + "','Statement':{'Effect':'Deny'," + (principal ? "'Principal':'*'," : "")
                        + "'Action':'s3:*','" + element + "':" + list(entries) + "}}");
        Request request = Policies.request(Policies.ALICE, "s3:GetObject", resource, CONTEXT);
        return policy.statements().getFirst().matchesResource(new Query(request, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                *                                  | *                                | true
                *                                  | arn:aws:s3:::b/k                 | true
                *                                  | arn:aws:iam::1:user/a            | true
                arn:aws:s3:::*                     | *                                | false
                arn:*:*:*:*:*                      | *                                | false
                arn:*:*:*:*:*                      | arn:aws:s3:::b                   | true
                arn:aws:s3:::b                     | arn:aws:s3:::b                   | true
                arn:aws:s3:::b                     | arn:aws:s3:::B                   | false
                arn:aws:s3:::b                     | arn:aws:s3:::b/k                 | false
                arn:aws:s3:::b                     | arn:aws:s3:::bb                  | false
                arn:aws:s3:::b*                    | arn:aws:s3:::b                   | true
                arn:aws:s3:::b*                    | arn:aws:s3:::b/k/l               | true
                arn:aws:s3:::b/*                   | arn:aws:s3:::b                   | false
                arn:aws:s3:::b/*                   | arn:aws:s3:::b/                  | true
                arn:aws:s3:::b/*                   | arn:aws:s3:::b/k                 | true
                arn:aws:s3:::b/*                   | arn:aws:s3:::b/k/l/m             | true
                arn:aws:s3:::b/*                   | arn:aws:s3:::bb/k                | false
                arn:aws:s3:::b/*/l                 | arn:aws:s3:::b/k/l               | true
                arn:aws:s3:::b/*/l                 | arn:aws:s3:::b/k/x/l             | true
                arn:aws:s3:::b/*/l                 | arn:aws:s3:::b/l                 | false
                arn:aws:s3:::b/?                   | arn:aws:s3:::b/k                 | true
                arn:aws:s3:::b/?                   | arn:aws:s3:::b/                  | false
                arn:aws:s3:::b/???                 | arn:aws:s3:::b/a:c               | true
                arn:aws:s3:::b/a:*                 | arn:aws:s3:::b/a:b:c             | true
                arn:aws:s3:::b/*:c                 | arn:aws:s3:::b/a:b:c             | true
                arn:aws:s3:::b/k                   | arn:aws-cn:s3:::b/k              | false
                arn:aws:s3:::b/k                   | arn:aws:s3:x::b/k                | false
                arn:aws:s3:::b/k                   | arn:aws:s3::1:b/k                | false
                arn:aws:s3::*:b/k                  | arn:aws:s3::1:b/k                | true
                arn:aws:s3::*:b/k                  | arn:aws:s3:::b/k                 | true
                arn:aws:iam::1:user/alice          | arn:aws:iam::1:user/alice        | true
                arn:aws:iam::1:user/alice          | arn:aws:iam::1:user/Alice        | false
                arn:aws:iam::1:user/*              | arn:aws:iam::1:user/a/b          | true
                arn:aws:iam::1:user/*              | arn:aws:iam::1:role/a            | false
                arn:aws:iam::1:*                   | arn:aws:iam::1:role/a            | true
                arn:aws:iam::1:*                   | arn:aws:iam::2:role/a            | false
                arn:aws:iam::?:*                   | arn:aws:iam::2:role/a            | true
                arn:aws:iam::?:*                   | arn:aws:iam::22:role/a           | false
                arn:aws:iam::*:role/*              | arn:aws:iam::22:role/a           | true
                arn:aws:ec2:*:1:instance/*         | arn:aws:ec2:eu-west-1:1:instance/i-1 | true
                arn:aws:ec2:eu-*:1:instance/*      | arn:aws:ec2:eu-west-1:1:instance/i-1 | true
                arn:aws:ec2:eu-west-?:1:instance/* | arn:aws:ec2:eu-west-1:1:instance/i-1 | true
                arn:aws:ec2:us-*:1:instance/*      | arn:aws:ec2:eu-west-1:1:instance/i-1 | false
                arn:aws:ec2:*:*:instance/*         | arn:aws:ec2:eu-west-1:1:volume/v     | false
                arn:aws:ec2:*:*:*/*                | arn:aws:ec2:eu-west-1:1:volume/v     | true
                arn:aws:logs:*:*:log-group:g:*     | arn:aws:logs:e:1:log-group:g:s       | true
                arn:aws:logs:*:*:log-group:g:*     | arn:aws:logs:e:1:log-group:g         | false
                arn:aws:s3:::a;arn:aws:s3:::b      | arn:aws:s3:::b                       | true
                arn:aws:s3:::a;arn:aws:s3:::b      | arn:aws:s3:::c                       | false
                arn:aws:s3:::a;*                   | arn:aws:iam::1:user/c                | true
                """)
    void anEntryMatchesSegmentBySegment(String entries, String resource, boolean expected) {
        for (PolicyKind kind : PolicyKind.values()) {
            if (kind != PolicyKind.TRUST) {
                assertEquals(expected, matches(kind, "2012-10-17", "Resource", entries, resource), kind::name);
                assertEquals(!expected, matches(kind, "2012-10-17", "NotResource", entries, resource), kind::name);
            }
        }
    }

    /** The columns are Resource and NotResource in the current version, then both in the old one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                arn:aws:s3:::b/${aws:username}          | arn:aws:s3:::b/alice           | T - - T
                arn:aws:s3:::b/${aws:username}          | arn:aws:s3:::b/bob             | - T - T
                arn:aws:s3:::b/${ec2:SourceInstanceARN} | arn:aws:s3:::b/k               | - - - T
                arn:aws:s3:::b/${ec2:SourceInstanceARN, ~k~} | arn:aws:s3:::b/k          | - - - T
                arn:aws:s3:::b/${EC2:sourceinstancearn, ~k~} | arn:aws:s3:::b/k          | - - - T
                arn:aws:s3:::b/${aws:username}          | arn:aws:s3:::b/${aws:username} | - T T -
                arn:aws:s3:::b/${AWS:userName}          | arn:aws:s3:::b/alice           | T - - T
                arn:aws:s3:::b/${aws:username}/*        | arn:aws:s3:::b/alice/k/l       | T - - T
                arn:aws:s3:::b/${aws:username}/*        | arn:aws:s3:::b/alice2/k        | - T - T
                arn:aws:s3:::b/${aws:username}*         | arn:aws:s3:::b/alice2/k        | T - - T
                arn:aws:s3:::${aws:username}            | arn:aws:s3:::alice             | T - - T
                arn:aws:s3:::${aws:username}${aws:username} | arn:aws:s3:::alicealice    | T - - T
                arn:aws:s3:::b/${aws:PrincipalTag/team} | arn:aws:s3:::b/red             | T - - T
                arn:aws:s3:::b/${aws:principaltag/TEAM} | arn:aws:s3:::b/red             | T - - T
                arn:aws:s3:::b/${x:slash}               | arn:aws:s3:::b/a/b             | T - - T
                arn:aws:s3:::b/${x:empty}               | arn:aws:s3:::b/                | T - - T
                arn:aws:s3:::b/${x:star}                | arn:aws:s3:::b/anything        | - T - T
                arn:aws:s3:::b/${x:star}                | arn:aws:s3:::b/*               | T - - T
                arn:aws:s3:::b/${x:question}            | arn:aws:s3:::b/q               | - T - T
                arn:aws:s3:::b/${x:none}                | arn:aws:s3:::b/                | - - - T
                arn:aws:s3:::b/${x:none}                | arn:aws:s3:::b/${x:none}       | - - T -
                arn:aws:s3:::b/${x:many}                | arn:aws:s3:::b/a               | - - - T
                arn:aws:s3:::b/${x:none, ~d~}           | arn:aws:s3:::b/d               | T - - T
                arn:aws:s3:::b/${x:none, ~d~}           | arn:aws:s3:::b/e               | - T - T
                arn:aws:s3:::b/${x:many, ~d~}           | arn:aws:s3:::b/d               | T - - T
                arn:aws:s3:::b/${x:none, ~*~}           | arn:aws:s3:::b/e               | - T - T
                arn:aws:s3:::b/${aws:username, ~d~}     | arn:aws:s3:::b/alice           | T - - T
                arn:aws:s3:::b/${aws:username,~d~}      | arn:aws:s3:::b/alice           | - - - T
                arn:aws:s3:::b/${*}                     | arn:aws:s3:::b/*               | T - - T
                arn:aws:s3:::b/${*}                     | arn:aws:s3:::b/k               | - T - T
                arn:aws:s3:::b/${?}                     | arn:aws:s3:::b/?               | T - - T
                arn:aws:s3:::b/${?}                     | arn:aws:s3:::b/k               | - T - T
                arn:aws:s3:::b/${$}                     | arn:aws:s3:::b/$               | T - - T
                arn:aws:s3:::b/${aws:username           | arn:aws:s3:::b/${aws:username  | T - T -
                arn:aws:s3:::b/$aws:username            | arn:aws:s3:::b/$aws:username   | T - T -
                arn:aws:s3:::b/${x:none};*              | arn:aws:s3:::b/a               | T - T -
                arn:aws:s3:::c;arn:aws:s3:::${x:none}   | arn:aws:s3:::c                 | T - T -
                arn:aws:s3:::c;arn:aws:s3:::${x:none}   | arn:aws:s3:::d                 | - - - T
                arn:aws:s3::${aws:username}:b           | arn:aws:s3::alice:b            | - T - T
                """)
    void variablesCountInTheLastSegmentOfTheCurrentVersion(String entries, String resource, String expected) {
        String answers = "";
        for (String version : new String[] {"2012-10-17", "2008-10-17"}) {
            for (String element : new String[] {"Resource", "NotResource"}) {
                answers += matches(PolicyKind.RESOURCE, version, element, entries, resource) ? "T " : "- ";
            }
        }
        assertEquals(expected, answers.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                IDENTITY | arn:aws:s3      | true
                IDENTITY | arn:aws:s3:     | true
                IDENTITY | arn:aws:sqs     | false
                IDENTITY | arn:aws:s*      | true
                BOUNDARY | arn:aws:s3      | true
                BOUNDARY | arn:aws:sqs     | false
                SESSION  | arn:aws:s3      | true
                SESSION  | arn:aws:sqs     | false
                RESOURCE | arn:aws:s3      | false
                RESOURCE | arn:aws:s3*     | true
                RESOURCE | arn:aws:s?      | true
                RESOURCE | arn:aws:sqs*    | false
                ENDPOINT | arn:aws:s3      | false
                ENDPOINT | arn:aws:s*      | true
                SERVICE_CONTROL | arn:aws:s3*  | true
                SERVICE_CONTROL | arn:aws:sq*  | false
                SERVICE_CONTROL | arn:aws:*    | true
                """)
    void aShortArnIsPaddedOrMatchesNothing(PolicyKind kind, String entry, boolean expected) {
        assertEquals(expected, matches(kind, "2012-10-17", "Resource", entry, Policies.OBJECT));
    }

    @Test
    void aStatementWithoutResourceIsOfATrustPolicyAndCoversTheRole() {
        Policy trust = Policies.parse(
                PolicyKind.TRUST, "{'Statement':{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole'}}");
        Request request =
                Policies.request(Policies.ALICE, "sts:AssumeRole", "arn:aws:iam::111111111111:role/r", Context.EMPTY);
        assertEquals(true, trust.statements().getFirst().matchesResource(new Query(request, false)));
    }
}
