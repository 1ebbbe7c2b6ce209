package signet.cloudtrail;

import java.util.List;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.policy.Context;
import signet.snapshot.View;

/** The account and region that a request is about, and the trails that are there. */
record Scope(String account, String region, View view) {
    static Scope of(Call<?> call) {
        return new Scope(call.caller().account(), call.info().region(), call.view());
    }

    static Scope of(Authorized<?> request) {
        return new Scope(request.account(), request.info().region(), request.view());
    }

    /** The same in another view, such as a transaction's. */
    Scope in(View other) {
        return new Scope(account, region, other);
    }

    /** The account's trails, by their names. */
    List<TrailRecord> trails() {
        return List.copyOf(
                view.under(Tables.TRAILS, TrailRecord.key(account, region, "")).values());
    }

    /** A trail of the account; another account's is none. */
    Optional<TrailRecord> find(TrailName name) {
        return view.get(Tables.TRAILS, name.key())
                .filter(trail -> trail.account().equals(account));
    }

    /** @throws signet.model.AwsError if there is none */
    TrailRecord require(TrailName name) {
        return find(name).orElseThrow(() -> Errors.unknownTrail(name.arn(), account));
    }

    /** @throws signet.model.AwsError if there is no such trail to have tags */
    TrailRecord requireResource(TrailName name) {
        return find(name)
                .orElseThrow(() -> CloudTrailErrors.resourceNotFound("The resource " + name.arn() + " is not there."));
    }

    /** An action on a trail, which need not be there; its tags have a say if it is. */
    Access on(String action, TrailName name) {
        Access access = Access.to("cloudtrail:" + action, name.arn());
        Context.Builder keys = Context.builder();
        find(name).ifPresent(trail -> trail.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value)));
        return access.with(keys.build());
    }
}
