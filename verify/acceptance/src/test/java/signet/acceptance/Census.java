package signet.acceptance;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./signet bench --accounts [N]}: what a large account costs. Fills one data directory with an account of N users, N roles
 * and N/10 policies and another with an account of a hundred, by the state's own writes, and prints how much memory each entity
 * takes, how long a server takes to start on either, and how long the same requests take on both.
 */
public final class Census {
    private static final int USUAL = 100_000;
    private static final int SMALL = 100;
    private static final int LARGEST = 1_000_000;
    private static final int STARTS = 3;
    private static final int WARM_UP = 400;
    private static final int REQUESTS = 1_200;
    private static final Pattern MARKER = Pattern.compile("<Marker>([^<]*)</Marker>");

    /** Two servers that differ in the size of their account only. */
    private final RunningServer small;

    private final RunningServer large;
    private final int number;

    private Census(RunningServer small, RunningServer large, int number) {
        this.small = small;
        this.large = large;
        this.number = number;
    }

    /** Takes the number of users, 100,000 unless given. */
    public static void main(String[] arguments) throws IOException {
        int number = number(arguments);
        Path few = Files.createTempDirectory("signet-census");
        Path many = Files.createTempDirectory("signet-census");
        try {
            Population.fill(few, SMALL);
            Instant begin = Instant.now();
            Population.Sizes sizes = Population.fill(many, number);
            System.out.printf(
                    Locale.ROOT,
                    "%,d users, %,d roles, %,d policies: made in %.1f s%n",
                    number,
                    number,
                    number / 10,
                    Duration.between(begin, Instant.now()).toMillis() / 1e3);
            System.out.printf(
                    Locale.ROOT,
                    "memory: %d bytes for a user, %d for a role, %d for a policy%n",
                    sizes.user(),
                    sizes.role(),
                    sizes.policy());
            starts(few, many, number);
            try (RunningServer small = start(few);
                    RunningServer large = start(many)) {
                new Census(small, large, number).requests();
            }
        } finally {
            ServerExtension.delete(few);
            ServerExtension.delete(many);
        }
    }

    private static int number(String[] arguments) {
        String given = arguments.length == 0 ? Integer.toString(USUAL) : arguments[0];
        boolean fits = arguments.length <= 1 && given.matches("[0-9]{1,7}");
        if (!fits || Integer.parseInt(given) < SMALL || Integer.parseInt(given) > LARGEST) {
            System.err.println("signet: --accounts takes a number of users from " + SMALL + " to " + LARGEST);
            System.exit(2);
        }
        return Integer.parseInt(given);
    }

    /** As the launcher starts it, with the optimising compiler. */
    private static RunningServer start(Path data) {
        return RunningServer.on(
                data,
                List.of("-XX:TieredStopAtLevel=4", "-XX:+UseCompactObjectHeaders"),
                List.of("--instances", "process"));
    }

    private static void starts(Path few, Path many, int number) {
        double empty = startup(few);
        double full = startup(many);
        System.out.printf(
                Locale.ROOT,
                "start: %.2f s with an account of a hundred, %.2f s with the large one: %.1f µs for each entity%n",
                empty,
                full,
                (full - empty) * 1e6 / (2.1 * number));
    }

    private static double startup(Path data) {
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            Instant begin = Instant.now();
            try (RunningServer server = start(data)) {
                seconds[i] = Duration.between(begin, Instant.now()).toMillis() / 1e3;
                server.stop();
            }
        }
        Arrays.sort(seconds);
        return seconds[STARTS / 2];
    }

    private void requests() {
        System.out.printf(
                Locale.ROOT,
                "%-58s %10s %10s %7s%n",
                "the same request, median of " + REQUESTS,
                "hundred",
                "large",
                "ratio");
        compare("sts:GetCallerIdentity", "sts", size -> "Action=GetCallerIdentity&Version=2011-06-15");
        compare(
                "sts:AssumeRole, another role each time",
                "sts",
                size -> "Action=AssumeRole&Version=2011-06-15&RoleSessionName=visit&RoleArn=arn:aws:iam::"
                        + Signet.ACCOUNT + ":role/" + Population.role((int) (Math.random() * size)));
        iam("GetUser", size -> "Action=GetUser&UserName=" + Population.user(size / 2));
        iam("ListUsers, first page of 100", size -> "Action=ListUsers&MaxItems=100");
        String fewMiddle = middle(small, SMALL);
        String manyMiddle = middle(large, number);
        iam(
                "ListUsers, 10 from the middle",
                size -> "Action=ListUsers&MaxItems=10&Marker=" + (size == SMALL ? fewMiddle : manyMiddle));
        iam("ListRoles, first page of 100", size -> "Action=ListRoles&MaxItems=100");
        iam("ListPolicies, 10 of its own", size -> "Action=ListPolicies&Scope=Local&MaxItems=10");
        iam("GetPolicy, one that every user has", size -> "Action=GetPolicy&PolicyArn=" + Population.COMMON_ARN);
        iam("GetAccountSummary", size -> "Action=GetAccountSummary");
        iam("GetAccountAuthorizationDetails, 10 of them", size -> "Action=GetAccountAuthorizationDetails&MaxItems=10");
        iam(
                "PutUserPolicy (a write)",
                size -> "Action=PutUserPolicy&PolicyName=p&PolicyDocument="
                        + URLEncoder.encode(
                                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}",
                                StandardCharsets.UTF_8)
                        + "&UserName=" + Population.user(size / 2));
        iam(
                "AttachUserPolicy (a write)",
                size -> "Action=AttachUserPolicy&PolicyArn=" + Population.COMMON_ARN + "&UserName="
                        + Population.user(size / 2));
    }

    private void iam(String name, IntFunction<String> parameters) {
        compare("iam:" + name, "iam", size -> parameters.apply(size) + "&Version=2010-05-08");
    }

    /** The marker of the page that begins in the middle of the account. */
    private static String middle(RunningServer server, int size) {
        String marker = "";
        for (int seen = 0; seen < size / 2; seen += Math.min(1000, size / 2)) {
            String body = ask(
                    server,
                    "iam",
                    "Action=ListUsers&Version=2010-05-08&MaxItems=" + Math.min(1000, size / 2)
                            + (marker.isEmpty() ? "" : "&Marker=" + marker));
            Matcher matcher = MARKER.matcher(body);
            if (!matcher.find()) {
                throw new AssertionError("no marker in " + body);
            }
            marker = matcher.group(1);
        }
        return marker;
    }

    /** The two servers in turn, so that whatever else the machine does slows both. */
    private void compare(String name, String service, IntFunction<String> parameters) {
        List<Long> few = new ArrayList<>();
        List<Long> many = new ArrayList<>();
        for (int i = 0; i < WARM_UP + REQUESTS; i++) {
            long one = time(small, service, parameters.apply(SMALL));
            long other = time(large, service, parameters.apply(number));
            if (i >= WARM_UP) {
                few.add(one);
                many.add(other);
            }
        }
        double left = median(few) / 1e3;
        double right = median(many) / 1e3;
        System.out.printf(Locale.ROOT, "%-58s %7.0f µs %7.0f µs %7.2f%n", name, left, right, right / left);
    }

    private static long time(RunningServer server, String service, String parameters) {
        RawRequest request =
                RawRequest.form(server.endpoint(), parameters).signed(Population.PROBE, service, Instant.now());
        long begin = System.nanoTime();
        RawRequest.Answer answer = request.send();
        long taken = System.nanoTime() - begin;
        if (answer.status() != 200) {
            throw new AssertionError(parameters + ": " + answer.body());
        }
        return taken;
    }

    private static String ask(RunningServer server, String service, String parameters) {
        return RawRequest.form(server.endpoint(), parameters)
                .signed(Population.PROBE, service, Instant.now())
                .send()
                .body();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
