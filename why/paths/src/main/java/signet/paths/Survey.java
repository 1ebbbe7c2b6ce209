package signet.paths;

import signet.identity.Permissions;
import signet.reasoning.Inquiry;

/**
 * What paths are looked for in: one account in one view of the state, asked of the one authorizer.
 *
 * @param inquiry what would be decided, for requests that come from where the asker is
 * @param permissions the compiled policies
 * @param surroundings what services know that IAM does not
 * @param account the account's id
 */
public record Survey(Inquiry inquiry, Permissions permissions, Surroundings surroundings, String account) {}
