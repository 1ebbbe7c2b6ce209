package signet.junit;

/**
 * An IAM user of a server.
 *
 * @param credentials an access key of the user's
 */
public record SignetUser(String name, String arn, Credentials credentials) {}
