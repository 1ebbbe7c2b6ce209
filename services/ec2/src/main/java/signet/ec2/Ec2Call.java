package signet.ec2;

import signet.authz.Access;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * What every part of a request needs to know: whose account and which region it is about.
 *
 * @param view the state that the whole request works on
 */
record Ec2Call(String account, String region, View view) {
    static Ec2Call of(Call<?> call) {
        return new Ec2Call(call.caller().account(), call.info().region(), call.view());
    }

    static Ec2Call of(Authorized<?> request) {
        return new Ec2Call(request.account(), request.info().region(), request.view());
    }

    /** The same request on another view, such as a transaction's. */
    Ec2Call on(View other) {
        return new Ec2Call(account, region, other);
    }

    /** The ARN of a resource of the account in the region. */
    String arn(String type, String id) {
        return "arn:aws:ec2:" + region + ":" + account + ":" + type + "/" + id;
    }

    /** The ARN of a resource that AWS owns. */
    String publicArn(String type, String id) {
        return "arn:aws:ec2:" + region + "::" + type + "/" + id;
    }

    /** The key of what is named within an account and a region. */
    String key(String name) {
        return account + "/" + region + "/" + name;
    }

    /** The id that a zone of the region has for everyone, such as {@code use1-az1}. */
    String zoneId(String zone) {
        return new Catalogue("").zoneId(region, DefaultNetwork.of(this).zones().indexOf(zone));
    }

    /** An EC2 action on a resource. */
    Access access(String action, String resource) {
        return Access.to("ec2:" + action, resource).with("ec2:Region", region);
    }

    /** An EC2 action on a resource with tags. */
    Access access(String action, String resource, java.util.Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value).put("ec2:ResourceTag/" + key, value));
        return access(action, resource).with(keys.build());
    }

    /** An EC2 action that knows no resources. */
    Access access(String action) {
        return access(action, "*").worded("");
    }
}
