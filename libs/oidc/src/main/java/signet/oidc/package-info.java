@NullMarked
package signet.oidc;

import org.jspecify.annotations.NullMarked;
