package signet.sts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import signet.identity.Permissions;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.StsErrors;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.View;

/** Checks the policies and tags that are to limit a session, and measures them. */
final class SessionPolicies {
    private static final int LONGEST_TEXT = 2048;
    private static final int PERCENT = 100;

    /**
     * AWS keeps policies and tags packed in a form of its own, of a size that it does not publish. This bound, for the
     * compressed text, is fitted to a recorded answer: some 150 characters of policy are 16 percent.
     */
    private static final int PACKED_BYTES = 740;

    private final Permissions permissions;

    SessionPolicies(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * @throws signet.model.AwsError if a policy is malformed, too long, or does not exist
     */
    void check(View view, String account, @Nullable String policy, List<String> arns) {
        if (policy != null) {
            parse(policy);
        }
        for (String arn : arns) {
            boolean ours =
                    arn.startsWith("arn:aws:iam::" + account + ":policy/") || arn.startsWith("arn:aws:iam::aws:");
            if (!ours || permissions.document(view.effective(), account, arn).isEmpty()) {
                throw StsErrors.malformedPolicyDocument("Policy " + arn + " does not exist or is not attachable.");
            }
        }
    }

    /**
     * @throws signet.model.AwsError if one of them names no policy: left out, it would leave the session unlimited
     */
    static List<String> arns(@Nullable List<PolicyDescriptorType> descriptors) {
        List<String> arns = new ArrayList<>();
        for (PolicyDescriptorType descriptor : Optional.ofNullable(descriptors).orElse(List.of())) {
            String arn = descriptor.arn();
            if (arn == null) {
                throw StsErrorTexts.validation("1 validation error detected: Value null at 'policyArns."
                        + (arns.size() + 1) + ".member.arn' failed to satisfy constraint: Member must not be null");
            }
            arns.add(arn);
        }
        return List.copyOf(arns);
    }

    /**
     * How much of the allotted space policies and tags take, in percent; null when there are none.
     *
     * @throws signet.model.AwsError if it is more than all
     */
    static @Nullable Integer packedPercent(@Nullable String policy, List<String> arns, Map<String, String> tags) {
        if (policy == null && arns.isEmpty() && tags.isEmpty()) {
            return null;
        }
        String text = Optional.ofNullable(policy).orElse("") + String.join("", arns) + tags;
        int percent = (PERCENT * deflated(text) + PACKED_BYTES - 1) / PACKED_BYTES;
        if (percent > PERCENT) {
            String what = policy == null && arns.isEmpty() ? "session tags consumes " : "policy consumes ";
            String start = policy == null && arns.isEmpty() ? "Packed size of " : "Packed ";
            throw StsErrors.packedPolicyTooLarge(start + what + percent + "% of allotted space.");
        }
        return percent;
    }

    private static void parse(String policy) {
        if (policy.length() > LONGEST_TEXT) {
            throw StsErrorTexts.validation("1 validation error detected: Value '" + policy
                    + "' at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048");
        }
        try {
            Policy.parse(PolicyKind.SESSION, policy);
        } catch (MalformedPolicyException e) {
            throw StsErrors.malformedPolicyDocument(String.valueOf(e.getMessage()));
        }
    }

    private static int deflated(String text) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] buffer = new byte[1024];
            int total = 0;
            while (!deflater.finished()) {
                total += deflater.deflate(buffer);
            }
            return total;
        }
    }
}
