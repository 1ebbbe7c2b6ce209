package signet.rds;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    Scope on(View other) {
        return new Scope(account, region, other);
    }

    static String key(String account, String region, String name) {
        return account + "/" + region + "/" + name;
    }

    static String arn(String account, String region, String resource) {
        return "arn:aws:rds:" + region + ":" + account + ":" + resource;
    }

    /** The ARN of something here, such as {@code db:shop}. */
    String arn(String resource) {
        return arn(account, region, resource);
    }

    /** The name of an instance as RDS keeps it. Requests may name an instance by its ARN too. */
    String name(String identifier) {
        String own = arn("db:");
        String name = identifier.startsWith(own) ? identifier.substring(own.length()) : identifier;
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<InstanceRecord> find(String identifier) {
        return view.get(Tables.INSTANCES, key(account, region, name(identifier)));
    }

    InstanceRecord get(String identifier) {
        return find(identifier).orElseThrow(() -> Errors.noInstance(name(identifier)));
    }

    List<InstanceRecord> instances() {
        return List.copyOf(
                view.under(Tables.INSTANCES, key(account, region, "")).values());
    }

    /** An action on an instance, which need not be there. */
    Access onInstance(String action, String identifier) {
        Access access = Access.to("rds:" + action, arn("db:" + name(identifier)));
        return find(identifier)
                .map(found -> access.with(Keys.ofInstance(found)))
                .orElse(access);
    }
}
