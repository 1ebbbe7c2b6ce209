package signet.policy;

/**
 * A policy and where it comes from.
 *
 * @param source ARN of a managed policy, or name of an inline one
 * @param inline whether it is embedded in its owner, so that no ARN names it
 */
public record SourcedPolicy(String source, boolean inline, Policy policy) {}
