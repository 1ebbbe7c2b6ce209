package signet.fleet;

import java.time.Instant;

/**
 * The association of an instance profile with an instance. It names the profile by its unique id: a profile deleted and
 * made anew under the same name is another, and the association stays broken.
 *
 * @param account the account's id
 * @param id {@code iip-assoc-…}
 * @param profileArn the profile's ARN when it was associated
 * @param profileId the profile's unique id, {@code AIPA…}
 * @param state {@code associating}, {@code associated} or {@code disassociating}
 * @param changed when it came to be so
 */
public record ProfileAssociation(
        String account,
        String id,
        String instanceId,
        String profileArn,
        String profileId,
        String state,
        Instant changed) {

    /** The key in {@link Tables#ASSOCIATIONS}. */
    public String key() {
        return account + "/" + id;
    }

    /** The same association in another state. */
    public ProfileAssociation in(String next, Instant now) {
        return new ProfileAssociation(account, id, instanceId, profileArn, profileId, next, now);
    }
}
