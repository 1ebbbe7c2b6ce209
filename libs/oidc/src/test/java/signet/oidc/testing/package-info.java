/** An issuer of tokens for tests. */
@NullMarked
package signet.oidc.testing;

import org.jspecify.annotations.NullMarked;
