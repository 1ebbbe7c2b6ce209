package signet.lambda;

import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.snapshot.View;

/** The account and region that a request is about, and what is found and asked for there. */
record Scope(String account, String region, View view) {
    static Scope of(Call<?> call) {
        return new Scope(call.caller().account(), call.info().region(), call.view());
    }

    static Scope of(Authorized<?> request) {
        return new Scope(request.account(), request.info().region(), request.view());
    }

    FunctionName function(String given) {
        return FunctionName.of(this, given, null);
    }

    FunctionName function(String given, @Nullable String qualifier) {
        return FunctionName.of(this, given, qualifier);
    }

    /** An action on a function, which need not be there; it has its tags and its policy a say if it is. */
    Access on(String action, FunctionName name, ResourcePolicies policies) {
        Access access = Access.to("lambda:" + action, name.qualifiedArn()).ownedBy(name.account());
        FunctionRecord found = view.get(Tables.FUNCTIONS, name.key()).orElse(null);
        if (found == null) {
            return access;
        }
        return access.with(TagKeys.of(found)).guardedBy(policies.of(found));
    }
}
