package signet.iam;

import java.util.function.Function;
import signet.identity.PolicyHolder;
import signet.model.AwsError;
import signet.model.iam.IamErrors;

/**
 * How an input names an inline policy.
 *
 * @param holder the name of the user, group or role
 * @param policy the name of the policy
 */
record InlineName<I>(Function<I, String> holder, Function<I, String> policy) {
    /**
     * The document that an input names.
     *
     * @throws AwsError NoSuchEntity if the entity has no such policy
     */
    String documentIn(PolicyHolder entity, I input, String noun) {
        String document = entity.inline().get(policy.apply(input));
        if (document == null) {
            throw IamErrors.noSuchEntity(
                    "The " + noun + " policy with name " + policy.apply(input) + " cannot be found.");
        }
        return document;
    }
}
