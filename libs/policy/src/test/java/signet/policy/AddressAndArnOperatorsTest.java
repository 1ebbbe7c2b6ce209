package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IpAddress and the Arn operators. "no": the request's or the policy's value is no such thing, so both forms fail. */
class AddressAndArnOperatorsTest {
    private static void assertBoth(
            String positive, String negative, String policyValues, String value, String expected) {
        assertEquals(expected.equals("yes"), Conditions.holds(positive, policyValues, value), positive);
        assertEquals(expected.equals("not"), Conditions.holds(negative, policyValues, value), negative);
        assertEquals(expected.equals("yes"), Conditions.holds(positive + "IfExists", policyValues, value));
        assertEquals(expected.equals("not"), Conditions.holds(negative + "IfExists", policyValues, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                203.0.113.0/24               | 203.0.113.0             | yes
                203.0.113.0/24               | 203.0.113.255           | yes
                203.0.113.0/24               | 203.0.114.0             | not
                203.0.113.0/24               | 203.0.112.255           | not
                203.0.113.77/24              | 203.0.113.1             | yes
                203.0.113.0                  | 203.0.113.0             | yes
                203.0.113.0                  | 203.0.113.1             | not
                203.0.113.0/32               | 203.0.113.0             | yes
                203.0.113.0/32               | 203.0.113.1             | not
                203.0.113.0/31               | 203.0.113.1             | yes
                203.0.113.0/31               | 203.0.113.2             | not
                203.0.113.128/25             | 203.0.113.127           | not
                203.0.113.128/25             | 203.0.113.128           | yes
                10.0.0.0/8                   | 10.255.255.255          | yes
                10.0.0.0/8                   | 11.0.0.0                | not
                10.0.0.0/7                   | 11.255.255.255          | yes
                10.0.0.0/7                   | 12.0.0.0                | not
                172.16.0.0/12                | 172.31.255.255          | yes
                172.16.0.0/12                | 172.32.0.0              | not
                128.0.0.0/1                  | 200.1.1.1               | yes
                128.0.0.0/1                  | 127.255.255.255         | not
                0.0.0.0/0                    | 1.2.3.4                 | yes
                0.0.0.0/0                    | ::1                     | not
                ::/0                         | ::1                     | yes
                ::/0                         | 1.2.3.4                 | not
                2001:db8::/32                | 2001:db8::1             | yes
                2001:db8::/32                | 2001:db9::1             | not
                2001:db8::/33                | 2001:db8:7fff::1        | yes
                2001:db8::/33                | 2001:db8:8000::1        | not
                2001:db8:1234::/48           | 2001:db8:1234:ffff::    | yes
                2001:db8:1234::/48           | 2001:db8:1235::         | not
                2001:db8::1                  | 2001:db8::1             | yes
                2001:db8::1                  | 2001:db8::2             | not
                2001:DB8::A                  | 2001:db8:0:0:0:0:0:a    | yes
                ::ffff:10.0.0.1              | ::ffff:a00:1            | yes
                ::ffff:10.0.0.1              | 10.0.0.1                | not
                10.0.0.0/8;192.168.0.0/16    | 192.168.3.4             | yes
                10.0.0.0/8;192.168.0.0/16    | 10.3.4.5                | yes
                10.0.0.0/8;192.168.0.0/16    | 172.16.0.1              | not
                10.0.0.0/8;2001:db8::/32     | 2001:db8::5             | yes
                10.0.0.0/8                   | 10.0.0.0/9              | yes
                10.0.0.0/8                   | 10.0.0.0/7              | not
                10.0.0.0/8                   | x                       | no
                10.0.0.0/8                   | ``                      | no
                10.0.0.0/8                   | 10.0.0                  | no
                10.0.0.0/8                   | 10.0.0.256              | no
                10.0.0.0/8                   | 10.0.0.1:80             | no
                10.0.0.0/8                   | 10.0.0.1/               | no
                10.0.0.0/8                   | 10.0.0.1/33             | no
                10.0.0.0/8                   | 0xa.0.0.1               | no
                10.0.0.0/8                   | localhost               | no
                2001:db8::/32                | [2001:db8::1]           | no
                2001:db8::/32                | 2001:db8::1%eth0        | no
                10.0.0.0/33                  | 10.0.0.1                | no
                10.0.0.0/-1                  | 10.0.0.1                | no
                10.0.0.0/x                   | 10.0.0.1                | no
                10.0.0/8                     | 10.0.0.1                | no
                x                            | 10.0.0.1                | no
                ::/129                       | ::1                     | no
                """)
    void anAddressIsInARangeOfItsOwnFamily(String policyValues, String requestValue, String expected) {
        assertBoth("IpAddress", "NotIpAddress", policyValues, requestValue, expected);
    }

    @Test
    void rangesAgreeWithArithmetic() {
        Random random = new Random(31);
        for (int i = 0; i < 20_000; i++) {
            int bits = random.nextInt(33);
            int base = random.nextInt();
            int value = random.nextBoolean() ? random.nextInt() : base ^ (1 << random.nextInt(32));
            boolean inside = bits == 0 || (base >>> (32 - bits)) == (value >>> (32 - bits));
            assertBoth("IpAddress", "NotIpAddress", dotted(base) + "/" + bits, dotted(value), inside ? "yes" : "not");
        }
    }

    private static String dotted(int address) {
        return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                arn:aws:iam::1:user/alice      | arn:aws:iam::1:user/alice     | yes
                arn:aws:iam::1:user/alice      | arn:aws:iam::1:user/bob       | not
                arn:aws:iam::1:user/alice      | arn:aws:iam::1:user/Alice     | not
                arn:aws:iam::1:user/alice      | arn:aws:iam::2:user/alice     | not
                arn:aws:iam::1:user/alice      | arn:aws-cn:iam::1:user/alice  | not
                arn:aws:iam::1:user/alice      | arn:aws:sts::1:user/alice     | not
                arn:aws:iam::1:user/alice      | arn:aws:iam:x:1:user/alice    | not
                arn:aws:iam::1:user/*          | arn:aws:iam::1:user/a/b/c     | yes
                arn:aws:iam::1:user/*          | arn:aws:iam::1:user/          | yes
                arn:aws:iam::1:user/*          | arn:aws:iam::1:role/a         | not
                arn:aws:iam::1:user/a?ice      | arn:aws:iam::1:user/alice     | yes
                arn:aws:iam::1:user/a?ice      | arn:aws:iam::1:user/aice      | not
                arn:aws:iam::*:user/alice      | arn:aws:iam::1:user/alice     | yes
                arn:aws:iam::?:user/alice      | arn:aws:iam::12:user/alice    | not
                arn:*:iam::1:user/alice        | arn:aws-cn:iam::1:user/alice  | yes
                arn:aws:*::1:user/alice        | arn:aws:iam::1:user/alice     | yes
                arn:aws:i*m::1:user/alice      | arn:aws:iam::1:user/alice     | yes
                *:aws:iam::1:user/alice        | arn:aws:iam::1:user/alice     | yes
                arn:aws:iam:*:1:user/alice     | arn:aws:iam::1:user/alice     | yes
                arn:aws:iam:?:1:user/alice     | arn:aws:iam::1:user/alice     | not
                arn:aws:sns:eu-*:1:t           | arn:aws:sns:eu-west-1:1:t     | yes
                arn:aws:sns:us-*:1:t           | arn:aws:sns:eu-west-1:1:t     | not
                arn:aws:sns:*:t                | arn:aws:sns:eu-west-1:1:t     | not
                arn:aws:sns:*                  | arn:aws:sns:eu-west-1:1:t     | not
                arn:aws:*                      | arn:aws:sns:eu-west-1:1:t     | not
                arn:*                          | arn:aws:sns:eu-west-1:1:t     | not
                *                              | arn:aws:sns:eu-west-1:1:t     | yes
                arn:aws:*:*:*:*                | arn:aws:sns:eu-west-1:1:t     | yes
                arn:*:*:*:*:*                  | arn:aws:sns:eu-west-1:1:t:u   | yes
                arn:aws:lambda:*:1:function:*  | arn:aws:lambda:e:1:function:f | yes
                arn:aws:lambda:*:1:function:f  | arn:aws:lambda:e:1:function:g | not
                arn:aws:logs:*:1:*:s           | arn:aws:logs:e:1:group:g:s    | yes
                arn:aws:s3:::b/*               | arn:aws:s3:::b/k              | yes
                arn:aws:s3:::b*                | arn:aws:s3:::b/k              | yes
                arn:aws:s3:::b                 | arn:aws:s3:::b/k              | not
                arn:aws:S3:::b                 | arn:aws:s3:::b                | not
                arn:aws:s3:::B                 | arn:aws:s3:::b                | not
                bob;arn:aws:s3:::b             | arn:aws:s3:::b                | yes
                arn:aws:s3:::a;arn:aws:s3:::b  | arn:aws:s3:::b                | yes
                arn:aws:s3:::a;arn:aws:s3:::b  | arn:aws:s3:::c                | not
                bob                            | arn:aws:s3:::b                | not
                ``                             | arn:aws:s3:::b                | not
                ${x:arn}                       | arn:aws:iam::1:user/alice     | yes
                ${x:arn}                       | arn:aws:iam::1:user/bob       | not
                ${X:ARN}                       | arn:aws:iam::1:user/alice     | yes
                ${x:none}                      | arn:aws:iam::1:user/alice     | not
                arn:aws:iam::1:user/${aws:username}    | arn:aws:iam::1:user/alice | yes
                arn:aws:iam::1:user/${aws:username}    | arn:aws:iam::1:user/bob   | not
                arn:aws:iam::${x:account}:user/alice   | arn:aws:iam::1:user/alice | yes
                arn:aws:iam::1:user/${x:star}          | arn:aws:iam::1:user/alice | not
                arn:aws:iam::1:user/${x:star}          | arn:aws:iam::1:user/*     | yes
                arn:aws:iam::1:user/${*}               | arn:aws:iam::1:user/alice | not
                arn:aws:iam::1:user/${x:none, 'alice'} | arn:aws:iam::1:user/alice | yes
                *                              | alice                         | no
                arn:aws:iam::1:user/alice      | alice                         | no
                arn:aws:iam::1:user/alice      | ``                            | no
                arn:aws:iam::1:user/alice      | arn:aws:iam::1                | no
                arn:aws:iam::1:user/alice      | arn:aws:iam                   | no
                arn:aws:iam::1:user/alice      | xrn:aws:iam::1:user/alice     | no
                """)
    void arnsAreComparedSegmentBySegment(String policyValues, String requestValue, String expected) {
        assertBoth("ArnLike", "ArnNotLike", policyValues, requestValue, expected);
        assertBoth("ArnEquals", "ArnNotEquals", policyValues, requestValue, expected);
    }

    @Test
    void inTheOldVersionAnArnHasNoVariables() {
        String pattern = "arn:aws:iam::1:user/${aws:username}";
        Context alice = Conditions.single("arn:aws:iam::1:user/alice");
        assertFalse(Conditions.holds("ArnEquals", List.of(pattern), alice, false));
        assertEquals(true, Conditions.holds("ArnEquals", List.of(pattern), Conditions.single(pattern), false));
    }
}
