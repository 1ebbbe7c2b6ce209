package signet.identity;

import java.time.Instant;

/**
 * When a user's password was used last.
 *
 * @param userId the user's unique id
 */
public record SignIn(String userId, Instant time) {}
