package signet.lambda;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function.
 *
 * @param account the account's id
 * @param settings what its owner chose
 * @param code its code
 * @param tags in the order in which they were set
 * @param policy the statements of its resource policy
 * @param policyRevision changes with the policy
 * @param revision changes with everything else
 * @param modified when settings or code last changed
 */
record FunctionRecord(
        String account,
        String region,
        String name,
        FunctionConfig settings,
        StoredCode code,
        Map<String, String> tags,
        List<Statement> policy,
        String policyRevision,
        String revision,
        Instant modified) {

    FunctionRecord {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        policy = List.copyOf(policy);
    }

    static String key(String account, String region, String name) {
        return account + "/" + region + "/" + name;
    }

    String key() {
        return key(account, region, name);
    }

    String arn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }

    FunctionRecord changed(FunctionConfig newSettings, StoredCode newCode, String newRevision, Instant now) {
        return new FunctionRecord(
                account, region, name, newSettings, newCode, tags, policy, policyRevision, newRevision, now);
    }

    FunctionRecord withTags(Map<String, String> newTags) {
        return new FunctionRecord(
                account, region, name, settings, code, newTags, policy, policyRevision, revision, modified);
    }

    FunctionRecord withPolicy(List<Statement> newPolicy, String newRevision) {
        return new FunctionRecord(
                account, region, name, settings, code, tags, newPolicy, newRevision, revision, modified);
    }
}
