package signet.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Condition operators as the IAM User Guide words them, one step after the other. */
final class ReferenceConditions {
    private static final Pattern ARN = Pattern.compile("(?s)arn:[^:]*:[^:]*:[^:]*:[^:]*:.*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
    private static final Pattern EPOCH = Pattern.compile("\\d+");
    private static final Pattern FRACTION = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f.:]*[.:][0-9a-f.:]*");

    private ReferenceConditions() {}

    static boolean holds(Doc.Test test, Context context, boolean variables) {
        String name = test.operator();
        boolean forAll = name.startsWith("ForAllValues:");
        boolean forAny = name.startsWith("ForAnyValue:");
        name = name.substring(name.indexOf(':') + 1);
        boolean ifExists = name.endsWith("IfExists");
        String operator = ifExists ? name.substring(0, name.length() - "IfExists".length()) : name;
        Optional<List<String>> present = context.get(test.key());
        if (operator.equals("Null")) {
            return test.values().contains(present.isEmpty() ? "true" : "false");
        }
        if (present.isEmpty()) {
            boolean negatedPlain = !forAny && operator.contains("Not");
            return ifExists || forAll || negatedPlain;
        }
        List<String> values = present.get();
        if (forAll) {
            return values.stream().allMatch(String::isEmpty)
                    || values.stream().allMatch(value -> one(operator, value, test.values(), context, variables));
        }
        if (forAny) {
            return !values.stream().allMatch(String::isEmpty)
                    && values.stream().anyMatch(value -> one(operator, value, test.values(), context, variables));
        }
        return !context.isMultiValued(test.key())
                && one(operator, values.getFirst(), test.values(), context, variables);
    }

    /** One value of the request against all of the policy: any must fit, or for a negated operator all. */
    private static boolean one(String operator, String value, List<String> policy, Context context, boolean variables) {
        if (operator.contains("Not")) {
            return policy.stream().allMatch(wanted -> pair(operator, value, wanted, context, variables));
        }
        return policy.stream().anyMatch(wanted -> pair(operator, value, wanted, context, variables));
    }

    private static boolean pair(String operator, String value, String wanted, Context context, boolean variables) {
        boolean not = operator.contains("Not");
        String positive = operator.replace("Not", "");
        if (positive.startsWith("String") || positive.startsWith("Arn")) {
            Optional<String> text = variables ? ReferenceMatching.substituted(wanted, context) : Optional.of(wanted);
            if (positive.startsWith("Arn") && !ARN.matcher(value).matches()) {
                return false;
            }
            return (text.isPresent() && text(positive, value, text.get())) != not;
        }
        if (positive.startsWith("Numeric")) {
            return number(value).isPresent()
                    && number(wanted).isPresent()
                    && ordered(
                            operator,
                            number(value).get().compareTo(number(wanted).get()));
        }
        if (positive.startsWith("Date")) {
            return date(value).isPresent()
                    && date(wanted).isPresent()
                    && ordered(
                            operator, date(value).get().compareTo(date(wanted).get()));
        }
        return switch (positive) {
            case "Bool" -> List.of("true", "false").contains(wanted) && wanted.equalsIgnoreCase(value);
            case "BinaryEquals" -> binary(value).isPresent() && binary(value).equals(binary(wanted));
            case "IpAddress" ->
                ip(value, wanted).isPresent() && ip(value, wanted).get() != not;
            default -> throw new AssertionError(operator);
        };
    }

    private static boolean text(String operator, String value, String wanted) {
        return switch (operator) {
            case "StringEquals" -> value.equals(ReferenceMatching.unmarked(wanted));
            case "StringEqualsIgnoreCase" -> value.equalsIgnoreCase(ReferenceMatching.unmarked(wanted));
            case "StringLike" -> ReferenceMatching.like(wanted, value);
            case "ArnEquals", "ArnLike" -> arn(value, wanted);
            default -> throw new AssertionError(operator);
        };
    }

    private static boolean arn(String value, String wanted) {
        if (wanted.equals("*")) {
            return true;
        }
        List<String> patterns = ReferenceMatching.segments(wanted);
        String[] segments = value.split(":", 6);
        if (patterns.size() < 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!ReferenceMatching.like(patterns.get(i), segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean ordered(String operator, int order) {
        return switch (operator.replace("Numeric", "").replace("Date", "")) {
            case "Equals" -> order == 0;
            case "NotEquals" -> order != 0;
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> throw new AssertionError(operator);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        if (EPOCH.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if (FRACTION.matcher(text).matches()) {
            BigDecimal nanos = new BigDecimal(text).movePointRight(9);
            return Optional.of(Instant.EPOCH.plusNanos(nanos.longValueExact()));
        }
        if (DAY.matcher(text).matches()) {
            return Optional.of(Instant.parse(text + "T00:00:00Z"));
        }
        return text.endsWith("Z") ? Optional.of(Instant.parse(text)) : Optional.empty();
    }

    private static Optional<String> binary(String text) {
        try {
            return Optional.of(new BigInteger(1, Base64.getDecoder().decode(text)).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> ip(String value, String wanted) {
        String[] range = wanted.split("/", 2);
        if (!ADDRESS.matcher(value).matches() || !ADDRESS.matcher(range[0]).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(value);
            InetAddress network = InetAddress.getByName(range[0]);
            if (address instanceof Inet4Address != network instanceof Inet4Address) {
                return Optional.of(false);
            }
            int bits = address.getAddress().length * 8;
            int drop = bits - (range.length == 1 ? bits : Integer.parseInt(range[1]));
            return Optional.of(new BigInteger(1, address.getAddress())
                    .shiftRight(drop)
                    .equals(new BigInteger(1, network.getAddress()).shiftRight(drop)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
