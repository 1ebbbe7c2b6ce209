package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever text arrives, the answer is a policy or a MalformedPolicyException; what parses can be decided with. */
class PolicyFuzzTest {
    private static final int ROUNDS = Integer.getInteger("signet.policy.fuzz", 20_000);
    private static final String ALPHABET =
            "{}[]\",:'\\ \n\t0123456789-+.eE*?$/aArnwsT\u0000\u00e9\ud83d\ude00nulltruefalse";
    private static final List<String> WORDS = List.of(
            "\"Statement\"",
            "\"Effect\"",
            "\"Allow\"",
            "\"Deny\"",
            "\"Principal\"",
            "\"NotPrincipal\"",
            "\"AWS\"",
            "\"Action\"",
            "\"NotAction\"",
            "\"Resource\"",
            "\"NotResource\"",
            "\"Condition\"",
            "\"*\"",
            "null",
            "true",
            "\"arn:aws:s3:::b/${\"",
            "\"${aws:username}\"",
            "\"ForAllValues:Null\"",
            "\"DateEquals\"",
            "\"9999999999\"",
            "\"NumericEquals\"",
            "\"IpAddress\"",
            "\"::/129\"",
            "\"BinaryEquals\"",
            "[]",
            "{}",
            "\"Version\"",
            "\"2012-10-17\"",
            "\"2008-10-17\"");

    private final Random random = new Random(7);

    @Test
    void mutatedPoliciesNeverBreakTheParser() {
        Worlds worlds = new Worlds(11);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(worlds.request());
        }
        List<PolicyKind> kinds = List.of(PolicyKind.values());
        for (int i = 0; i < ROUNDS; i++) {
            PolicyKind kind = kinds.get(random.nextInt(kinds.size()));
            String text = worlds.doc(kind).json(kind != PolicyKind.TRUST);
            for (int n = random.nextInt(4); n >= 0; n--) {
                text = mutated(text);
            }
            exercise(kind, text, requests.get(random.nextInt(requests.size())));
        }
    }

    private void exercise(PolicyKind kind, String text, Request request) {
        Policy policy;
        try {
            policy = Policy.parse(kind, text);
        } catch (MalformedPolicyException e) {
            if (e.getMessage().isEmpty() || e.line() < 1 || e.column() < 1) {
                throw new AssertionError(text, e);
            }
            return;
        }
        Query query = new Query(request, random.nextBoolean());
        Policies.first(policy.allows(), query, Principals.ANY_LEVEL);
        Policies.first(policy.denies(), query, Principals.ANY_LEVEL);
        policy.conditionKeys();
        if (!policy.withAwsPrincipals(name -> name).equals(text)) {
            throw new AssertionError(text);
        }
    }

    private String mutated(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(8));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at) + ALPHABET.charAt(random.nextInt(ALPHABET.length())) + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(at, to).repeat(2) + text.substring(to);
            case 3 -> swappedWord(text);
            default -> text.substring(0, at);
        };
    }

    private String swappedWord(String text) {
        int open = text.indexOf('"', random.nextInt(text.length() + 1));
        int close = open < 0 ? -1 : text.indexOf('"', open + 1);
        return close < 0
                ? text
                : text.substring(0, open) + WORDS.get(random.nextInt(WORDS.size())) + text.substring(close + 1);
    }
}
