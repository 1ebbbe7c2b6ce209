package signet.lint;

import static signet.lint.Rule.condition;

import java.util.List;

/** Issues of conditions' values. */
final class ValueRules {
    static final List<Rule> RULES = List.of(
            condition(Issue.TYPE_MISMATCH, ".NumericEquals", """
                    «"NumericEquals"»: {"s3:prefix": "1"}
                    """, "s3:prefix", "s3:max-keys"),
            condition(Issue.TYPE_MISMATCH_BOOLEAN, ".Bool.aws:SecureTransport", """
                    "Bool": {"aws:SecureTransport": «"on"»}
                    """, "\"on\"", "\"TRUE\""),
            condition(Issue.TYPE_MISMATCH_NUMBER, ".NumericLessThan.s3:max-keys", """
                    "NumericLessThan": {"s3:max-keys": «"1,000"»}
                    """, "1,000", "1e3"),
            condition(Issue.TYPE_MISMATCH_DATE, ".DateLessThan.aws:CurrentTime", """
                    "DateLessThan": {"aws:CurrentTime": «"31.01.2026"»}
                    """, "31.01.2026", "2026-01-31"),
            condition(Issue.TYPE_MISMATCH_DATE, ".DateLessThan.aws:CurrentTime", """
                    "DateLessThan": {"aws:CurrentTime": «"2026-01-31T24:00:00Z"»}
                    """, "T24", "T23"),
            condition(
                    Issue.TYPE_MISMATCH_IP_RANGE, ".IpAddress.aws:SourceIp[1]", """
                    "IpAddress": {"aws:SourceIp": ["203.0.113.0/24", «"203.0.113.256"»]}
                    """, "203.0.113.256", "203.0.113.255"),
            condition(Issue.TYPE_MISMATCH_STRING, ".BinaryEquals.s3:prefix", """
                    "BinaryEquals": {"s3:prefix": «"a=="»}
                    """, "a==", "YQ=="),
            condition(
                    Issue.TYPE_MISMATCH_ARN,
                    ".ArnEquals.aws:PrincipalArn",
                    """
                    "ArnEquals": {"aws:PrincipalArn": «"111122223333"»}
                    """,
                    "111122223333",
                    "arn:aws:iam::111122223333:root"),
            condition(Issue.DATA_TYPE_MISMATCH, ".StringEquals.s3:prefix", """
                    "StringEquals": {"s3:prefix": «null»}
                    """, "null", "7"),
            condition(Issue.INVALID_CONDITION_DATA_TYPE, ".NumericEquals.s3:max-keys", """
                    "NumericEquals": {"s3:max-keys": «["1", 2]»}
                    """, "[\"1\", 2]", "[1, 2]"),
            condition(
                    Issue.INVALID_CONDITION_MULTIPLE_BOOLEAN,
                    ".Bool.aws:SecureTransport",
                    """
                    "Bool": {"aws:SecureTransport": «["true", "false"]»}
                    """,
                    "[\"true\", \"false\"]",
                    "[\"true\"]"),
            condition(
                    Issue.REDUNDANT_CONDITION_VALUE_NUM,
                    ".NumericGreaterThan.s3:max-keys",
                    """
                    "NumericGreaterThan": {"s3:max-keys": «[1, 2]»}
                    """,
                    "NumericGreaterThan",
                    "NumericEquals"),
            condition(
                    Issue.WILDCARD_WITHOUT_LIKE_OPERATOR, ".StringEquals.s3:prefix", """
                    "StringEquals": {"s3:prefix": «"home/*"»}
                    """, "StringEquals", "StringLike"),
            condition(
                    Issue.WILDCARD_WITHOUT_LIKE_OPERATOR, ".StringNotEquals.s3:prefix[0]", """
                    "StringNotEquals": {"s3:prefix": [«"home/?"», "work"]}
                    """, "home/?", "home/${?}"),
            condition(
                    Issue.INVALID_VARIABLE_FOR_OPERATOR,
                    ".NumericEquals.s3:max-keys",
                    """
                    "NumericEquals": {"s3:max-keys": «"${aws:PrincipalTag/keys}"»}
                    """,
                    "${aws:PrincipalTag/keys}",
                    "10"),
            condition(
                    Issue.UNKNOWN_VARIABLE, ".StringLike.s3:prefix", """
                    "StringLike": {"s3:prefix": «"${aws:principaltag}/*"»}
                    """, "aws:principaltag", "aws:principaltag/team"),
            condition(Issue.INVALID_VPC_FORMAT, ".StringEquals.aws:SourceVpc", """
                    "StringEquals": {"aws:SourceVpc": «"vpc-0123"»}
                    """, "vpc-0123", "vpc-01234567"),
            condition(Issue.INVALID_VPCE_FORMAT, ".StringEquals.aws:SourceVpce", """
                    "StringEquals": {"aws:SourceVpce": «"vpc-01234567"»}
                    """, "vpc-01234567", "vpce-01234567"),
            condition(Issue.IMPROVE_IP_RANGE, ".IpAddress.aws:SourceIp", """
                    "IpAddress": {"aws:SourceIp": «"2001:db8::1/32"»}
                    """, "2001:db8::1/32", "2001:db8::/32"),
            condition(Issue.PRIVATE_IP_ADDRESS, ".IpAddress.aws:SourceIp", """
                    "IpAddress": {"aws:SourceIp": «"172.31.0.0/16"»}
                    """, "aws:SourceIp", "aws:VpcSourceIp"),
            condition(
                    Issue.PRIVATE_IP_ADDRESS_SUBSET,
                    ".IpAddress.aws:SourceIp[0]",
                    """
                    "IpAddress": {"aws:SourceIp": [«"10.0.0.0/8"», "203.0.113.0/24"]}
                    """,
                    "10.0.0.0/8",
                    "198.51.100.0/24"),
            condition(
                    Issue.PRIVATE_NOT_IP_ADDRESS,
                    ".NotIpAddress.aws:SourceIp",
                    """
                    "NotIpAddress": {"aws:SourceIp": «"192.168.0.0/16"»}
                    """,
                    "192.168.0.0/16",
                    "192.169.0.0/16"),
            condition(
                    Issue.PRIVATE_NOT_IP_ADDRESS_SUBSET,
                    ".NotIpAddress.aws:SourceIp[1]",
                    """
                    "NotIpAddress": {
                      "aws:SourceIp": [
                        "203.0.113.0/24",
                        «"fd00::/8"»
                      ]
                    }
                    """,
                    "fd00::/8",
                    "2600::/16"));

    private ValueRules() {}
}
