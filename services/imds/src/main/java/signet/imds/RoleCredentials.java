package signet.imds;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.EventLog;
import signet.authz.RequestInfo;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.identity.InstanceIdentity;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * The temporary credentials of the roles that instances hold. EC2 assumes the role by itself, which the role's trust
 * policy has to allow.
 */
final class RoleCredentials {
    private static final String EC2 = "ec2.amazonaws.com";

    private final CredentialSets sets;
    private final Permissions permissions;
    private final Authorizer authorizer;
    private final EventLog events;
    private final Ids ids;
    private final Clock clock;

    RoleCredentials(
            CredentialSets sets,
            Permissions permissions,
            Authorizer authorizer,
            EventLog events,
            Ids ids,
            Clock clock) {
        this.sets = sets;
        this.permissions = permissions;
        this.authorizer = authorizer;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** The set for an instance and the role that it holds; empty if EC2 may not assume the role. */
    Optional<CredentialSets.Issued> deliver(View view, HeldRole held, Role role, Delivery delivery) {
        Instance instance = held.instance();
        CredentialSets.Occasion occasion = new CredentialSets.Occasion(
                held.association().id(), role.id(), instance.launch().launched());
        return sets.deliver(instance, false, occasion, delivery, null, () -> mayAssume(view, instance, role));
    }

    /** The set of an instance's own role, by which it proves what it is and may do nothing else. */
    CredentialSets.Issued identity(Instance instance, Delivery delivery) {
        CredentialSets.Occasion occasion = new CredentialSets.Occasion(
                instance.id(),
                InstanceIdentity.roleId(instance.account()),
                instance.launch().launched());
        return sets.deliver(instance, true, occasion, delivery, InstanceIdentity.POLICY, () -> true)
                .orElseThrow();
    }

    private boolean mayAssume(View view, Instance instance, Role role) {
        Caller ec2 = new Caller.AwsService(EC2);
        Instant now = clock.instant();
        RequestInfo info = new RequestInfo(ids.uuid(), now, instance.launch().region(), EC2, true, EC2, null);
        Access access = Access.to("sts:AssumeRole", role.arn())
                .ownedBy(role.account())
                .with(keys(instance, role))
                .guardedBy(permissions.trust(role));
        Decided decided = authorizer.decide(ec2, info, view, access);
        boolean allowed = decided.decision().allowed();
        String refusal = EC2 + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn();
        events.record(new Event(
                info,
                ec2,
                "sts",
                "AssumeRole",
                allowed ? 200 : 403,
                allowed ? null : "AccessDenied",
                allowed ? null : refusal,
                List.of(decided)));
        return allowed;
    }

    private static Context keys(Instance instance, Role role) {
        Context.Builder keys = Context.builder();
        keys.put("sts:RoleSessionName", instance.id());
        role.tags().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, value);
            keys.put("iam:ResourceTag/" + key, value);
        });
        return keys.build();
    }
}
