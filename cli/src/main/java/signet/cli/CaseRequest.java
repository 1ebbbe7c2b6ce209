package signet.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.Request;

/** Makes the request of a case: who owns the resource, and the condition keys that AWS would fill in. */
final class CaseRequest {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final String ANYTHING = "*";
    private static final int SEGMENTS = 6;

    private CaseRequest() {}

    static Request of(Case one) throws CaseFault {
        CasePrincipal caller = CasePrincipal.of(one.principal(), one.action(), one.context());
        String resource = one.resource() == null ? ANYTHING : one.resource();
        String stated = one.resourceAccount();
        if (stated != null && !stated.isEmpty() && !ACCOUNT.matcher(stated).matches()) {
            throw new CaseFault("resourceAccount is not an account of twelve digits: " + stated);
        }
        String owner = owner(stated, resource, caller.principal().account());
        boolean owned = !resource.equals(ANYTHING) || (stated != null && !stated.isEmpty());
        Context implied = owned && !owner.isEmpty()
                ? caller.implied()
                        .with(Context.builder()
                                .put("aws:ResourceAccount", owner)
                                .build())
                : caller.implied();
        try {
            return new Request(
                    caller.principal(),
                    one.action(),
                    resource,
                    owner,
                    present(implied, one.absent()).with(one.context()));
        } catch (IllegalArgumentException e) {
            throw new CaseFault(String.valueOf(e.getMessage()), e);
        }
    }

    /** The implied keys but for those that the line says are absent. */
    private static Context present(Context implied, Set<String> absent) {
        Context.Builder keys = Context.builder();
        for (String key : implied.keys()) {
            List<String> values = implied.get(key).orElseThrow();
            if (absent.contains(key.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (implied.isMultiValued(key)) {
                keys.put(key, values);
            } else {
                keys.put(key, values.getFirst());
            }
        }
        return keys.build();
    }

    private static String owner(@Nullable String stated, String resource, String caller) {
        if (stated != null && !stated.isEmpty()) {
            return stated;
        }
        String[] segments = resource.split(":", SEGMENTS);
        boolean inArn =
                segments.length == SEGMENTS && ACCOUNT.matcher(segments[4]).matches();
        return inArn ? segments[4] : caller;
    }

    /** Whether the policy of the resource is a role's trust policy. */
    static boolean isAssumption(Request request) {
        String[] segments = request.resource().split(":", SEGMENTS);
        return segments.length == SEGMENTS
                && segments[2].equals("iam")
                && segments[5].startsWith("role/")
                && request.action().regionMatches(true, 0, "sts:", 0, 4);
    }
}
