package signet.trail;

/**
 * A resource that an event is about, as LookupEvents lists it.
 *
 * @param type such as {@code AWS::IAM::Role}; empty where AWS has no type for it
 * @param name its name, its id or its ARN
 */
public record TouchedResource(String type, String name) {}
