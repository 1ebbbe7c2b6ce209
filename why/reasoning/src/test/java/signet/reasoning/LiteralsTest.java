package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.policy.Context;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** Names of requests as policies write them. */
class LiteralsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:s3:::b/k              | arn:aws:s3:::b/k
            arn:aws:s3:::b/*              | arn:aws:s3:::b/${*}
            arn:aws:s3:::b/what?          | arn:aws:s3:::b/what${?}
            arn:aws:s3:::b/${aws:x}       | arn:aws:s3:::b/${$}{aws:x}
            arn:aws:s3:::b/$5             | arn:aws:s3:::b/$5
            arn:aws:ec2:*:1:instance/*    | arn:aws:ec2:*:1:instance/${*}
            *                             | *
            """)
    void whatCouldBeReadAsAPatternIsEscapedInTheLastSegment(String resource, String entry) {
        assertEquals(entry, Literals.resource(resource, true));
        assertEquals(resource, Literals.resource(resource, false));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/k,true,true",
        "arn:aws:s3:::b/*,true,true",
        "arn:aws:s3:::b/*,false,false",
        "arn:aws:ec2:*:1:instance/i,true,false",
        "arn:aws:s3:::b/a?,false,false",
    })
    void anEntryIsExactIfNothingInItIsAPattern(String resource, boolean variables, boolean exact) {
        assertEquals(exact, Literals.isExact(resource, variables));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals              | a*${b} | a*${$}{b}
            ForAnyValue:StringEquals  | a*     | a*
            StringLike                | a*     | a${*}
            ForAllValues:StringLike   | a?     | a${?}
            ArnEquals                 | arn:*  | arn:${*}
            IpAddress                 | 10.*   | 10.*
            NumericEquals             | 5      | 5
            """)
    void aValueStandsForItselfUnderItsOperator(String operator, String value, String written) {
        assertEquals(written, Literals.value(operator, value, true));
    }

    @Test
    void theAccountOfAnArnIsTwelveDigits() {
        assertEquals(Optional.of("111111111111"), Literals.account("arn:aws:iam::111111111111:role/R"));
        assertEquals(Optional.empty(), Literals.account("arn:aws:s3:::bucket/111111111111"));
        assertEquals(Optional.empty(), Literals.account("arn:aws:iam::aws:policy/P"));
        assertEquals(Optional.empty(), Literals.account("*"));
    }

    private static boolean covers(String entry, String resource) {
        SourcedPolicy policy = Denied.policy(
                PolicyKind.IDENTITY, "own", "{'Effect':'Allow','Action':'s3:GetObject','Resource':'" + entry + "'}");
        Request request = new Request(Denied.ALICE, "s3:GetObject", resource, "", Context.EMPTY);
        PolicySet set = PolicySet.builder().identity(List.of(policy)).build();
        return Evaluator.matches(request, set).stream()
                .anyMatch(match -> match.statement().effect() == Effect.ALLOW);
    }

    @Test
    void theEngineReadsAnEscapedNameAsThatNameAlone() {
        Random random = new Random(22);
        String letters = "ab*?${}/.-";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder name = new StringBuilder("k");
            for (int n = random.nextInt(8); n > 0; n--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            String resource = "arn:aws:s3:::b/" + name;
            String entry = Literals.resource(resource, true);
            assertTrue(covers(entry, resource), () -> entry + " does not cover " + resource);
            assertFalse(covers(entry, resource + "x"), () -> entry + " covers more than " + resource);
            assertFalse(covers(entry, resource.replace("k", "kx")), () -> entry + " covers more than " + resource);
        }
    }
}
