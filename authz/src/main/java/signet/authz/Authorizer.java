package signet.authz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicySet;
import signet.policy.Request;
import signet.snapshot.View;

/**
 * Decides whether a request may be carried out. It takes all accesses of a request together, over one view of the state,
 * and it alone makes {@link Authorized} requests.
 */
public final class Authorizer {
    private static final int ARN_PARTS = 6;
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final CallerPolicies policies;

    /** An authorizer that finds callers' policies as given. */
    public Authorizer(CallerPolicies policies) {
        this.policies = policies;
    }

    /** Decides about everything that a request needs. */
    public <I> Verdict<I> authorize(Call<I> sent, Accesses accesses) {
        Call<I> call = sent.askedBy(accesses.asker());
        if (call.caller() instanceof Caller.Anonymous && !accesses.anonymous()) {
            return new Verdict.Unsigned<>();
        }
        Question question = new Question(call, policies);
        List<Decided> decisions = new ArrayList<>(accesses.required().size());
        for (Access access : accesses.required()) {
            Decided decided = question.decide(access);
            decisions.add(decided);
            if (!decided.decision().allowed()) {
                return new Verdict.Denied<>(new Denial(call.caller(), decided), decisions);
            }
        }
        Map<Access, Decided> advice = new HashMap<>();
        for (Access access : accesses.advisory()) {
            Decided decided = question.decide(access).advisory();
            decisions.add(decided);
            advice.put(access, decided);
        }
        return new Verdict.Granted<>(new Authorized<>(call, advice), decisions);
    }

    /**
     * Decides one access for a caller outside any operation, such as whether EC2 may assume an instance's role.
     *
     * @return the decision with what it rests on
     */
    public Decided decide(Caller caller, RequestInfo info, View view, Access access) {
        return new Question(new Call<>(access, caller, info, view), policies).decide(access);
    }

    /**
     * Decides many accesses of one caller, each as {@link #decide} would; what they have in common is found once.
     *
     * @return decides; for one thread
     */
    public Function<Access, Decided> decisions(Caller caller, RequestInfo info, View view) {
        return new Question(new Call<>("", caller, info, view), policies)::decide;
    }

    /** What all accesses of one request have in common, worked out once. */
    private static final class Question {
        private final Call<?> call;
        private final Context keys;
        private final CallerPolicies policies;
        private String owner;
        private PolicySet aboutOwner;

        Question(Call<?> call, CallerPolicies policies) {
            this.call = call;
            this.keys = RequestKeys.of(call.caller(), call.info())
                    .with(RequestKeys.ofPrincipalOrganization(call.view(), call.caller()))
                    .with(RequestKeys.ofSourceOrganization(call.view(), call.info()));
            this.policies = policies;
            this.owner = call.caller().account();
            this.aboutOwner = policies.of(call.caller(), owner, call.view().effective());
        }

        /** All policies but the resource's own; a request rarely concerns more than one owner. */
        private PolicySet about(String resourceOwner) {
            if (!resourceOwner.equals(owner)) {
                aboutOwner =
                        policies.of(call.caller(), resourceOwner, call.view().effective());
                owner = resourceOwner;
            }
            return aboutOwner;
        }

        Decided decide(Access access) {
            String resourceOwner = ownerOf(access);
            Context context = keysOf(access);
            if (!resourceOwner.isEmpty() && context.get("aws:ResourceAccount").isEmpty()) {
                context = context.with(Context.builder()
                        .put("aws:ResourceAccount", resourceOwner)
                        .build());
            }
            context = context.with(RequestKeys.ofResourceOrganization(call.view(), context));
            Request request =
                    new Request(call.caller().principal(), access.action(), access.resource(), resourceOwner, context);
            PolicySet theirs = about(resourceOwner);
            PolicySet all = Optional.ofNullable(access.resourcePolicy())
                    .map(theirs::withResource)
                    .orElse(theirs);
            Decision decision = Evaluator.decide(request, all);
            return new Decided(access, request, all, decision);
        }

        /**
         * Who owns the resource: whom the access says, else whom its ARN says, so that an operation that forgets to say it
         * cannot make another account's resource pass for the caller's own.
         */
        private String ownerOf(Access access) {
            if (!access.resourceAccount().isEmpty()) {
                return access.resourceAccount();
            }
            String[] arn = access.resource().split(":", ARN_PARTS);
            boolean names = arn.length == ARN_PARTS && ACCOUNT.matcher(arn[4]).matches();
            return names ? arn[4] : call.caller().account();
        }

        /** S3's keys about the signature are the request's, but only S3's actions have them. */
        private Context keysOf(Access access) {
            Context context = keys.with(access.keys());
            return access.action().startsWith("s3:") ? context.with(RequestKeys.ofSignature(call.info())) : context;
        }
    }
}
