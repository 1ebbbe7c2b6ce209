package signet.lint;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies in JSON, most of them nearly right: each part is now and then of a wrong type, missing, empty or nonsense. */
final class RandomPolicy {
    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "s3:*",
            "S3:getobject*",
            "*",
            "iam:PassRole",
            "iam:P*",
            "ec2:RunInstances",
            "sts:AssumeRole",
            "sts:AssumeRoleWithSAML",
            "nobody:Knows",
            "s3:Nothing",
            "s3",
            "s?:Get*",
            "",
            "s3:${aws:username}");
    private static final List<String> RESOURCES = List.of(
            "*",
            "arn:aws:s3:::notes",
            "arn:aws:s3:::notes/*",
            "arn:aws:s3:::notes/${aws:username}/*",
            "arn:aws:iam::111122223333:role/*",
            "arn:aws:ec2:us-east-1:111122223333:instance/i-1",
            "arn:aws:ec2::111122223333:instance/i-1",
            "arn:aws:s3",
            "arn:aws:s3:::${",
            "arn:*:*:*:*:*",
            "notes",
            "");
    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringLikeIfExists",
            "ForAllValues:StringEquals",
            "ForAnyValue:StringLike",
            "NumericLessThan",
            "DateGreaterThan",
            "Bool",
            "Null",
            "NullIfExists",
            "IpAddress",
            "NotIpAddress",
            "ArnLike",
            "BinaryEquals",
            "Nonsense");
    private static final List<String> KEYS = List.of(
            "aws:SourceIp",
            "aws:username",
            "aws:TagKeys",
            "aws:PrincipalTag/team",
            "aws:PrincipalTag",
            "aws:CurrentTime",
            "aws:SecureTransport",
            "s3:prefix",
            "S3:Prefix",
            "iam:PassedToService",
            "aws:nonsense",
            "nonsense");
    private static final List<String> VALUES = List.of(
            "a",
            "a*",
            "true",
            "7",
            "10.0.0.0/8",
            "203.0.113.7/24",
            "2026-01-31",
            "${aws:username}",
            "${",
            "arn:aws:s3:::notes",
            "");
    private static final List<String> PRINCIPALS = List.of(
            "\"*\"",
            "{\"AWS\":\"*\"}",
            "{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:role/app\"]}",
            "{\"AWS\":\"arn:aws:iam::111122223333:role/*\"}",
            "{\"Service\":\"ec2.amazonaws.com\"}",
            "{\"Federated\":\"accounts.google.com\"}",
            "{\"CanonicalUser\":\"x\"}",
            "{\"Nobody\":\"x\"}",
            "{\"AWS\":[]}",
            "{}",
            "\"alice\"");
    private static final List<String> WRONG =
            List.of("null", "true", "7", "[]", "{}", "\"\"", "[null]", "[{}]", "\"😀\\u0000\"");

    private final Random random;

    RandomPolicy(Random random) {
        this.random = random;
    }

    String next() {
        List<Supplier<String>> members = List.of(
                () -> member("Version", random.nextInt(8) == 0 ? "\"2008-10-17\"" : "\"2012-10-17\""),
                () -> random.nextInt(6) == 0 ? member("Id", "\"id\"") : "",
                () -> member("Statement", statements()));
        return object(members);
    }

    private String statements() {
        if (random.nextInt(6) == 0) {
            return statement();
        }
        return Stream.generate(this::statement)
                .limit(random.nextInt(1, 4))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private String statement() {
        boolean principal = random.nextBoolean();
        return object(List.of(
                () -> random.nextInt(3) == 0 ? member("Sid", "\"" + one(List.of("A", "B", "a b", "")) + "\"") : "",
                () -> member("Effect", "\"" + one(List.of("Allow", "Allow", "Deny", "Deny", "allow")) + "\""),
                () -> principal ? member(not("Principal"), one(PRINCIPALS)) : "",
                () -> member(not("Action"), strings(ACTIONS)),
                () -> random.nextInt(5) == 0 ? "" : member(not("Resource"), strings(RESOURCES)),
                () -> random.nextInt(2) == 0 ? "" : member("Condition", condition())));
    }

    private String not(String name) {
        return random.nextInt(8) == 0 ? "Not" + name : name;
    }

    private String condition() {
        return Stream.generate(() -> member(
                        one(OPERATORS),
                        Stream.generate(() -> member(one(KEYS), strings(VALUES)))
                                .limit(random.nextInt(1, 3))
                                .collect(Collectors.joining(", ", "{", "}"))))
                .limit(random.nextInt(1, 3))
                .collect(Collectors.joining(",\n  ", "{", "}"));
    }

    private String strings(List<String> from) {
        if (random.nextBoolean()) {
            return "\"" + one(from) + "\"";
        }
        return Stream.generate(() -> random.nextInt(40) == 0 ? one(WRONG) : "\"" + one(from) + "\"")
                .limit(random.nextInt(4))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String object(List<Supplier<String>> members) {
        return members.stream()
                .map(Supplier::get)
                .filter(member -> !member.isEmpty() && random.nextInt(60) != 0)
                .collect(Collectors.joining(",\n ", "{", "}"));
    }

    private String member(String name, String value) {
        String written = random.nextInt(80) == 0 ? name.toLowerCase(java.util.Locale.ROOT) : name;
        return "\"" + written + "\": " + (random.nextInt(60) == 0 ? one(WRONG) : value);
    }

    private String one(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
