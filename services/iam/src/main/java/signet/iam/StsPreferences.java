package signet.iam;

import signet.snapshot.View;

/**
 * What an account set about STS.
 *
 * @param tokenVersion of the tokens that the global endpoint gives: 1 or 2
 */
record StsPreferences(String account, int tokenVersion) {
    /** An account's preferences; AWS's are the first version, until it sets others. */
    static StsPreferences of(View view, String account) {
        return view.get(IamTables.STS_PREFERENCES, account).orElseGet(() -> new StsPreferences(account, 1));
    }
}
