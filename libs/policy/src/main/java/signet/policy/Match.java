package signet.policy;

/** A statement that applies to a request, Allow or Deny; the kind is the part that its policy plays. */
public record Match(PolicyKind kind, SourcedPolicy policy, Statement statement) {}
