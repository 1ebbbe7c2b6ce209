package signet.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What was measured, one line a case, with what was hoped for. */
final class Table {
    private static final double PREPARED_BYTES = 64;
    private static final double COMPILE_NANOS = 1_000_000;
    private static final double FASTER_THAN_PEERS = 20;
    private static final List<String> PEERS = List.of("jcasbin", "shiro", "cedar");

    /** Nanoseconds and bytes of one operation. */
    record Cost(double nanos, double bytes) {}

    private final Map<String, Cost> costs = new LinkedHashMap<>();

    Table(Collection<RunResult> results) {
        for (RunResult result : results) {
            String label = result.getParams().getBenchmark();
            String method = label.substring(label.lastIndexOf('.') + 1);
            String scenario = result.getParams().getParam("scenario");
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            costs.put(
                    scenario == null ? method : scenario + " " + method,
                    new Cost(result.getPrimaryResult().getScore(), bytes == null ? Double.NaN : bytes.getScore()));
        }
    }

    Table(Map<String, Cost> costs) {
        this.costs.putAll(costs);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("", "decision", "ns", "bytes", "to a", "to peer", "goal"));
        for (Scenario scenario : Scenario.values()) {
            add(lines, scenario, "prepared", scenario.title());
        }
        for (Scenario scenario : Scenario.values()) {
            add(lines, scenario, "fresh", scenario.title() + ", request made first");
        }
        Cost compile = costs.get("compile");
        if (compile != null) {
            String goal = verdict(compile.nanos() <= COMPILE_NANOS, "1 ms");
            lines.add(line("f", "compilation of 6 KiB", ns(compile.nanos()), ns(compile.bytes()), "", "", goal));
        }
        for (String peer : PEERS) {
            Cost cost = costs.get(peer);
            if (cost != null) {
                lines.add(line("a", peer, ns(cost.nanos()), ns(cost.bytes()), toArticle(cost), toPeer(cost), ""));
            }
        }
        return lines;
    }

    private void add(List<String> lines, Scenario scenario, String method, String title) {
        Cost cost = costs.get(scenario + " " + method);
        if (cost != null) {
            String goal = method.equals("prepared") ? goal(scenario, cost) : "";
            lines.add(line(
                    scenario.letter(), title, ns(cost.nanos()), ns(cost.bytes()), toArticle(cost), toPeer(cost), goal));
        }
    }

    private String goal(Scenario scenario, Cost cost) {
        List<String> goals = new ArrayList<>();
        if (scenario.goal() > 0) {
            goals.add(verdict(cost.nanos() <= scenario.goal(), scenario.goal() + " ns"));
        }
        double most = scenario.letter().equals("c") ? 1.5 : 3;
        Cost article = costs.get("ARTICLE prepared");
        if (scenario.goal() == 0 && article != null) {
            goals.add(verdict(cost.nanos() <= most * article.nanos(), most + " x a"));
        }
        OptionalDouble peer = fastestPeer();
        if (scenario == Scenario.ARTICLE && peer.isPresent()) {
            goals.add(verdict(cost.nanos() * FASTER_THAN_PEERS <= peer.getAsDouble(), "1/20 of a peer"));
        }
        goals.add(verdict(!(cost.bytes() > PREPARED_BYTES + 0.5), "64 bytes"));
        return String.join(", ", goals);
    }

    private static String verdict(boolean met, String goal) {
        return goal + (met ? " met" : " MISSED");
    }

    private OptionalDouble fastestPeer() {
        return PEERS.stream()
                .filter(costs::containsKey)
                .mapToDouble(peer -> costs.getOrDefault(peer, new Cost(0, 0)).nanos())
                .min();
    }

    private String toArticle(Cost cost) {
        Cost article = costs.get("ARTICLE prepared");
        return article == null ? "" : String.format(Locale.ROOT, "%.2f", cost.nanos() / article.nanos());
    }

    private String toPeer(Cost cost) {
        OptionalDouble peer = fastestPeer();
        return peer.isEmpty() ? "" : String.format(Locale.ROOT, "1/%.1f", peer.getAsDouble() / cost.nanos());
    }

    private static String ns(double value) {
        return String.format(Locale.ROOT, value < 1_000 ? "%.1f" : "%.0f", value);
    }

    private static String line(
            String letter, String title, String ns, String bytes, String toA, String peer, String goal) {
        return String.format(Locale.ROOT, "%-2s %-54s %10s %9s %8s %9s  %s", letter, title, ns, bytes, toA, peer, goal)
                .stripTrailing();
    }
}
