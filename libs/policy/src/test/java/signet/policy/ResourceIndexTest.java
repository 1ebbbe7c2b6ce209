package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Among any resources that a policy may list, the index finds the first statement that covers the request, as a slow
 * reading of the rules does that knows neither hashes nor prefixes.
 */
class ResourceIndexTest {
    private static final Context CONTEXT = Context.builder()
            .put("aws:username", "alice")
            .put("x:empty", "")
            .put("x:star", "*")
            .put("x:many", List.of("alice", "bob"))
            .build();
    private static final List<String> HEADS = List.of(
            "arn:aws:s3:::",
            "arn:aws:s3:::",
            "arn:AWS:S3:::",
            "arn:aws:s3:us-east-1:111111111111:",
            "arn:aws:s3:US-East-1:111111111111:",
            "arn:aws-cn:s3:::",
            "arn::::::",
            "arn:aws:::::");
    private static final List<String> WILD_HEADS = List.of(
            "arn:*:s3:::", "arn:a?s:s3:::", "arn:aws:*:*:*:", "*:aws:s3:::", "?rn:aws:s3:::", "arn:aws:s3:*:1*1:");
    private static final List<String> TAILS = List.of(
            "",
            "b",
            "B",
            "b/",
            "b/k",
            "b/K",
            "b/alice",
            "b/alice/x",
            "b/*",
            "b:c",
            "b:c:d",
            "Aa",
            "BB",
            "$",
            "b$",
            "b}");
    private static final List<String> WILD_TAILS = List.of(
            "*",
            "b*",
            "b/*",
            "b/?",
            "?",
            "?/k",
            "*k",
            "b/*/x",
            "B/*",
            "b:*",
            "b*/*",
            "Aa*",
            "b/${aws:username}",
            "b/${aws:username}/*",
            "${aws:username}",
            "b${x:empty}/k",
            "b/${x:star}",
            "b/${*}",
            "b/${x:missing}",
            "b/${x:many}",
            "b/${x:missing, 'k'}",
            "b/${ec2:SourceInstanceARN, 'k'}",
            "b$*",
            "b${$}");
    private static final List<String> OTHERS =
            List.of("*", "arn:aws:s3*", "arn:aws:s*", "arn:*", "arn:aws:s3", "*:*", "");

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String pattern(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> pick(random, OTHERS);
            case 1 -> pick(random, WILD_HEADS) + pick(random, random.nextBoolean() ? TAILS : WILD_TAILS);
            case 2, 3, 4 -> pick(random, HEADS) + pick(random, WILD_TAILS);
            default -> pick(random, HEADS) + pick(random, TAILS);
        };
    }

    private static String arn(Random random) {
        return pick(random, HEADS) + pick(random, TAILS);
    }

    private static List<Doc.Line> lines(Random random, PolicyKind kind, int count) {
        List<Doc.Line> lines = new ArrayList<>();
        while (lines.size() < count) {
            List<String> resources = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(i -> pattern(random))
                    .toList();
            boolean principal = kind == PolicyKind.RESOURCE || kind == PolicyKind.ENDPOINT;
            lines.add(new Doc.Line(
                    false,
                    principal ? Doc.Who.everyone(false) : null,
                    false,
                    List.of("s3:*"),
                    random.nextInt(25) == 0,
                    resources,
                    List.of()));
        }
        return lines;
    }

    private static Statement[] compiled(PolicyKind kind, Doc doc) {
        try {
            return Policy.read(kind, doc.json(true)).statements().toArray(new Statement[0]);
        } catch (MalformedPolicyException e) {
            throw new AssertionError(doc.json(true), e);
        }
    }

    private static boolean covers(PolicyKind kind, Doc doc, Doc.Line line, Request request) {
        List<java.util.Optional<Boolean>> outcomes = line.resources().stream()
                .map(text -> ReferenceMatching.resource(kind, doc.currentVersion(), text, request))
                .toList();
        return line.notResource()
                ? outcomes.stream().allMatch(outcome -> outcome.isPresent() && !outcome.get())
                : outcomes.stream().anyMatch(outcome -> outcome.orElse(false));
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "SESSION", "RESOURCE", "ENDPOINT", "SERVICE_CONTROL"})
    void theFirstStatementThatCoversTheRequestIsFound(PolicyKind kind) {
        Random random = new Random(500 + kind.name().length());
        int found = 0;
        for (int i = 0; i < 150; i++) {
            Doc doc = new Doc(random.nextInt(8) != 0, lines(random, kind, 1 + random.nextInt(30)));
            ResourceIndex index = new ResourceIndex(compiled(kind, doc));
            for (int n = 0; n < 60; n++) {
                String resource = random.nextInt(20) == 0 ? "*" : arn(random);
                Request request = Policies.request(Policies.ALICE, "s3:GetObject", resource, CONTEXT);
                int expected = IntStream.range(0, doc.lines().size())
                        .filter(place -> covers(kind, doc, doc.lines().get(place), request))
                        .findFirst()
                        .orElse(-1);
                assertEquals(
                        expected,
                        index.first(request.query(false), Principals.ANY_LEVEL),
                        () -> resource + "\n" + doc.json(true));
                found += expected >= 0 ? 1 : 0;
            }
        }
        assertTrue(found > 1_000, "covered only " + found);
    }

    private static int first(List<String> resources, String asked) {
        Doc doc = new Doc(
                true,
                resources.stream()
                        .map(text -> new Doc.Line(
                                false, null, false, List.of("s3:*"), false, List.of(text.split(" ")), List.of()))
                        .toList());
        return new ResourceIndex(compiled(PolicyKind.IDENTITY, doc))
                .first(
                        Policies.request(Policies.ALICE, "s3:GetObject", asked, CONTEXT)
                                .query(false),
                        Principals.ANY_LEVEL);
    }

    @Test
    void aPrefixAsLongAsTheRequestIsFoundAtItsEnd() {
        assertEquals(0, first(List.of("arn:aws:s3:::bucket*"), "arn:aws:s3:::bucket"));
        assertEquals(-1, first(List.of("arn:aws:s3:::bucket?"), "arn:aws:s3:::bucket"));
        assertEquals(0, first(List.of("arn:aws:s3:::bucket${x:empty}"), "arn:aws:s3:::bucket"));
        assertEquals(-1, first(List.of("arn:aws:s3:::bucket/*"), "arn:aws:s3:::bucket"));
    }

    @Test
    void prefixesOfManyLengthsAreAllLookedUp() {
        String name = "abcdefghijklmnopqrstuvwxyz";
        List<String> resources = IntStream.range(0, name.length())
                .mapToObj(length -> "arn:aws:s3:::" + name.substring(0, length) + "*")
                .toList();
        for (int length = 0; length < name.length(); length++) {
            String asked = "arn:aws:s3:::" + name.substring(0, length);
            assertEquals(0, first(resources, asked));
            assertEquals(resources.size() - 1 - length, first(resources.reversed(), asked));
        }
    }

    @Test
    void withPrefixesAloneAndWithWholeNamesAloneTheAnswerIsTheSame() {
        List<String> wild = List.of("arn:aws:s3:::a*", "arn:aws:s3:::b*");
        List<String> whole = List.of("arn:aws:s3:::a", "arn:aws:s3:::b");
        for (String asked : List.of("arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:s3:::c")) {
            int expected = asked.endsWith("a") ? 0 : asked.endsWith("b") ? 1 : -1;
            assertEquals(expected, first(wild, asked));
            assertEquals(expected, first(whole, asked));
        }
        assertEquals(0, first(wild, "arn:aws:s3:::a/longer/than/any/prefix"));
        assertEquals(-1, first(whole, "arn:aws:s3:::a/longer/than/any/name"));
    }

    @Test
    void theEarliestOfAllWaysToFindWins() {
        String object = "arn:aws:s3:::bucket/key";
        List<String> ways = List.of("*", "arn:aws:s3:::*", "arn:aws:s3:::bucket/*", object, "arn:*:s3:::bucket/key");
        for (int shift = 0; shift < ways.size(); shift++) {
            List<String> turned = new ArrayList<>(ways.subList(shift, ways.size()));
            turned.addAll(ways.subList(0, shift));
            for (int fillers = 0; fillers < 3; fillers++) {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < fillers; i++) {
                    all.add("arn:aws:s3:::filler" + i + (i % 2 == 0 ? "" : "*"));
                }
                all.addAll(turned);
                assertEquals(fillers, first(all, object), all::toString);
            }
        }
    }

    @Test
    void aStatementOfManyResourcesIsFoundByEachOfThem() {
        List<String> resources = List.of(
                "arn:aws:s3:::none arn:aws:s3:::none*",
                "arn:aws:s3:::a arn:aws:s3:::b/* arn:*:s3:::c arn:aws:s3:::${aws:username}",
                "*");
        for (String name : List.of("a", "b/", "b/k", "c", "alice")) {
            assertEquals(1, first(resources, "arn:aws:s3:::" + name));
        }
        for (String name : List.of("A", "b", "bob", "c/")) {
            assertEquals(2, first(resources, "arn:aws:s3:::" + name));
        }
    }

    @Test
    void onlyTheStarCoversWhatHasNoResource() {
        List<String> resources = List.of("arn:*", "*:*", "arn:aws:s3:::*", "arn:aws:s3:::${x:star}", "*");
        assertEquals(4, first(resources, "*"));
        assertEquals(-1, first(resources.subList(0, 4), "*"));
    }

    /** The head of an ARN is compared without regard to case, the rest with it; so is the hash. */
    @ParameterizedTest
    @ValueSource(strings = {"", "k", "k/l", "k:l", "K"})
    void caseCountsBehindTheFifthColonOnly(String tail) {
        String lower = "arn:aws:ec2:us-east-1:111111111111:instance/" + tail;
        String loud = "arn:AWS:EC2:US-EAST-1:111111111111:instance/" + tail;
        List<String> whole = List.of("arn:aws:ec2:::filler", lower, loud);
        assertEquals(1, first(whole, lower));
        assertEquals(1, first(whole, loud));
        assertEquals(-1, first(whole, lower.replace("instance", "Instance")));
        List<String> wild = List.of("arn:aws:ec2:::filler*", loud + "*", lower + "*");
        assertEquals(1, first(wild, lower));
        assertEquals(1, first(wild, loud + "/x"));
        assertEquals(-1, first(wild, lower.replace("instance", "INSTANCE")));
        List<String> shorter = List.of("arn:AWS:ec2:US-*", "arn:aws:EC2:us-east-1:1*");
        assertEquals(0, first(shorter, lower));
        assertEquals(1, first(shorter.reversed(), lower.replace("us-east-1", "us-west-1")));
    }

    /** A statement is found by the hash of any of its resources, and its own look decides: at every level. */
    @Test
    void theLevelAskedForDecidesWhichStatementIsFirst() {
        String[] names = {"111111111111", Policies.SESSION.roleArn(), Policies.SESSION.sessionArn()};
        List<String> statements = new ArrayList<>();
        for (String resource : List.of(Policies.OBJECT, "arn:aws:s3:::bucket/*", "*")) {
            for (String name : names) {
                statements.add("{'Effect':'Allow','Principal':{'AWS':'" + name + "'},'Action':'s3:*','Resource':'"
                        + resource + "'}");
            }
        }
        Query query = Policies.getObject(Policies.SESSION).query(false);
        int[] masks = {Principals.ACCOUNT, Principals.VIA, Principals.DIRECT};
        for (int from = 0; from <= 6; from += 3) {
            Statement[] rest = Policies.policy(
                            PolicyKind.RESOURCE, statements.subList(from, 9).toArray(new String[0]))
                    .policy()
                    .statements()
                    .toArray(new Statement[0]);
            ResourceIndex index = new ResourceIndex(rest);
            for (int i = 0; i < masks.length; i++) {
                assertEquals(i, index.first(query, masks[i]));
            }
            assertEquals(1, index.first(query, Principals.VIA | Principals.DIRECT));
            assertEquals(-1, index.first(query, 0));
        }
    }

    @Test
    void withoutStatementsNothingIsFound() {
        ResourceIndex none = new ResourceIndex(new Statement[0]);
        assertEquals(-1, none.first(Policies.getObject(Policies.ALICE).query(false), Principals.ANY_LEVEL));
        assertEquals(
                -1,
                none.first(
                        Policies.request(Policies.ALICE, "s3:ListAllMyBuckets", "*", Context.EMPTY)
                                .query(false),
                        Principals.ANY_LEVEL));
    }

    @Test
    void statementsWithoutResourceAreLookedAtInTheirTurn() {
        String trust = "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'sts:AssumeRole'}";
        Statement[] statements = Policies.policy(
                        PolicyKind.TRUST,
                        trust.formatted("222222222222"),
                        trust.formatted("111111111111"),
                        trust.formatted(Policies.ALICE.arn()))
                .policy()
                .statements()
                .toArray(new Statement[0]);
        Query query = Policies.request(
                        Policies.ALICE, "sts:AssumeRole", "arn:aws:iam::111111111111:role/r", Context.EMPTY)
                .query(false);
        assertEquals(1, new ResourceIndex(statements).first(query, Principals.ANY_LEVEL));
        assertEquals(2, new ResourceIndex(statements).first(query, Principals.DIRECT));
        assertEquals(-1, new ResourceIndex(statements).first(query, Principals.VIA));
    }
}
