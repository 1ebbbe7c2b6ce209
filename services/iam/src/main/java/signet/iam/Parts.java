package signet.iam;

import signet.identity.Ids;
import signet.identity.Passwords;
import signet.identity.Permissions;
import signet.snapshot.State;

/** What operations are made of. */
record Parts(State state, Permissions permissions, Ids ids, AccessKeyUse uses, Passwords passwords) {}
